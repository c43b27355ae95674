from . import cadre_simulation
from . import cadre_simulation_line
