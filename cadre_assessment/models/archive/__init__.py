from . import cadre_result
from . import cadre_cycle
from . import cadre_document
from . import annual_grades
