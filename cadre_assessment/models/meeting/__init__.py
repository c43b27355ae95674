from . import occasion
from . import cadre_meeting
from . import cadre_meeting_member
from . import cadre_decision
from . import cadre_decision_withdrawal
from . import cadre_notice
from . import paper
from . import cadre_body
