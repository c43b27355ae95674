# Law 4 as a kit: what every room needs to let nobody change what is decided.
from .trust import GUARD, GUARD_KEY, guarded, is_guarded, is_server, is_trusted
from .hold import hold
from . import dialogs
from . import kept
from . import own
from .steps import LOG_TOGETHER, Step
from . import steps_told
from . import buttons
from . import keys
from . import parts
from . import server_only
from . import files
from . import about
from . import tier_guard
from . import tier_review
from . import activities
from . import notified
