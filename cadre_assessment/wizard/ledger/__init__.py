from . import cadre_ledger_import
from . import cadre_ledger_leave
