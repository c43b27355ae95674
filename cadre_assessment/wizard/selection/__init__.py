from . import cadre_registration_entry
