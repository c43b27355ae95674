from . import controllers, models, wizard
from .hooks import pre_init_hook
from .uninstall import uninstall_hook
