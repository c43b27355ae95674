from . import step_reason
from . import work_plan_change
