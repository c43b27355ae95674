"""Lock the files of a record once it was handed in: what follows rests on them."""

from odoo import models


class CadreLockedFilesMixin(models.AbstractModel):
    """A guarded record that says which of its files are locked with it (``models/trail/ir_attachment.py`` asks)."""

    _name = "cadre.locked.files.mixin"
    _description = "Files locked with their record"

    _locks_every_file = True
    """Also those attached beside it; else only the files that are fields of the record."""
