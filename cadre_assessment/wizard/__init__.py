from . import ballot
from . import cadre_post_change
from . import cadre_roster_line
from . import cadre_staff_import
from . import receipt
from . import step_reason
from . import veto
from . import work_plan_change
