from . import cadre_candidate_find
from . import cadre_registration_entry
