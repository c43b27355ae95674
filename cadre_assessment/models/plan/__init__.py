from . import cadre_work_plan
from . import cadre_work_plan_steps
from . import cadre_work_plan_version
from . import cadre_work_item
from . import cadre_letter
from . import cadre_document
from . import cadre_target
from . import cadre_cycle
