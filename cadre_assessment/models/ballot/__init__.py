from . import cadre_ballot
from . import cadre_ballot_group
from . import cadre_ballot_subject
from . import cadre_ballot_criterion
from . import cadre_ballot_ticket
from . import cadre_ballot_mark
from . import cadre_ballot_receipt
from . import cadre_ballot_tally
