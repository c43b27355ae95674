from . import cadre_regulation_import
from . import cadre_regulation_news
from . import cadre_regulation_take
