from . import cadre_criterion_ask
from . import cadre_regulation_import
from . import cadre_regulation_news
from . import cadre_regulation_take
