from . import cadre_cycle
from . import cadre_period
from . import cadre_pool
from . import cadre_document
