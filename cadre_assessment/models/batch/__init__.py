from . import alive
from . import runner
from . import cadre_batch
from . import cadre_batch_part
from . import cadre_cycle
from . import ir_attachment
