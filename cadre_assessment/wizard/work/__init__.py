from . import cadre_marks_import
from . import cadre_progress_approve
