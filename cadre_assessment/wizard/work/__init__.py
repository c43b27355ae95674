from . import cadre_marks_import
