from . import cadre_consequence
from . import cadre_consequence_kinds
from . import cadre_honour
from . import cadre_decision
from . import cadre_cycle
from . import cadre_progress_report
from . import cadre_result
from . import cadre_scheme_consequence
