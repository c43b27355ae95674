from . import ballot_log
from . import ballot
from . import ballot_door
from . import ballot_public
from . import ballot_slips
from . import ballot_hall
from . import exports
from . import regulation
