from . import cadre_consequence
from . import cadre_cycle
