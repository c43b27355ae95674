from . import cadre_regulation_import
