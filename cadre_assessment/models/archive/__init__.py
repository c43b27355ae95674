from . import cadre_result
from . import cadre_result_import
from . import archive
from . import paper_results
from . import annual_grades
