from . import ir_actions_report, report_paperformat
