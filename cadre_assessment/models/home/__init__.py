from . import cadre_checkup
from . import cadre_home
from . import cadre_setup
from . import ir_ui_menu
from . import own_units
from . import to_do
