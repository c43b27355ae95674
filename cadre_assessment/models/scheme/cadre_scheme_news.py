"""What following a newer edition asks of a scheme: those that come before it, and what stays in the house."""

from odoo import models

from .exchange import PREREQUISITES


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    def _lang_of_texts(self):
        return self.lang

    def _as_it_came(self, found):
        if found.get(PREREQUISITES):
            came = {one.code: one.origin or one.code for one in self.regulation_id.scheme_ids}
            found[PREREQUISITES] = sorted(came.get(code, code) for code in found[PREREQUISITES])
        return found

    def _carry_home(self, new):
        """Kinds of leave, and bodies whose name says too little."""
        lines = {line.code: line for line in new.adjustment_ids}
        for line in self.adjustment_ids:
            if line.leave_type_ids and line.code in lines:
                lines[line.code].leave_type_ids = line.leave_type_ids
        parts = {part.code: part for part in new.component_ids}
        for part in self.component_ids:
            twin = parts.get(part.code)
            if part.scoring_body_id and twin and not twin.scoring_body_id:
                twin.scoring_body_id = part.scoring_body_id

    def _of_origin(self, origins):
        """Of the schemes beside this one in its regulation: the newest version of each of these."""
        beside = self.regulation_id.scheme_ids.filtered(
            lambda one: one.state != "retired" and one.company_id in (self.company_id, self.company_id.browse())
        ).sorted(lambda one: (bool(one.company_id), one.version))
        newest = {one.origin or one.code: one for one in beside - self}
        return self.browse([newest[origin].id for origin in origins if origin in newest])
