from . import cadre_batch
from . import cadre_setup
from . import ir_actions_actions
from . import ir_actions_report, form_by_key, report_paperformat
