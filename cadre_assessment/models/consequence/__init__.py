from . import cadre_consequence
