from . import tier_guard
from . import cadre_work_plan
from . import cadre_work_item
from . import cadre_progress_report
from . import cadre_progress_line
from . import cadre_score
