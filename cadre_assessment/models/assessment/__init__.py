from . import cadre_assessment
from . import cadre_assessment_line
from . import cadre_finding
from . import cadre_decision
from . import cadre_notice
from . import cadre_result
from . import cadre_cycle
from . import cadre_result_import
