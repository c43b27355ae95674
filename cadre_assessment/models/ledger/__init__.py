from . import cadre_scheme
from . import cadre_ledger_event
from . import cadre_ledger_event_reach
from . import cadre_ledger_event_steps
from . import cadre_ledger_event_watch
from . import cadre_ledger_posting
from . import cadre_ledger_balance
from . import cadre_cycle
