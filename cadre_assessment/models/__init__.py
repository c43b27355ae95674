# Order = layers: a room imports only from the rooms above it.
from . import clock
from . import bounds
from . import office
from . import shared
from . import guard
from . import subject
from . import organization
from . import scheme
from . import cycle
from . import work
from . import ledger
from . import ballot
from . import assessment
from . import consequence
from . import simulation
from . import home
