from . import cadre_act_preview
from . import cadre_candidate_find
from . import cadre_registration_entry
from . import cadre_regulation_news
