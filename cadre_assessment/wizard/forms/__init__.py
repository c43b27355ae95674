from . import cadre_form_file
from . import cadre_form_import
