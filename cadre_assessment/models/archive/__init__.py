from . import cadre_result
from . import cadre_archive_chain
from . import cadre_archive_entry
from . import cadre_assessment
from . import cadre_cycle
from . import cadre_document
from . import annual_grades
