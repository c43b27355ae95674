from . import cadre_home
