"""What a file says of procedures, in the gallery: their steps with the sentences of the regulation."""

from odoo import models

from ...engine import diff
from ..listing import titled
from ..scheme.exchange import REF
from ..scheme.exchange_words import Teller
from .cadre_regulation import PROCEDURES


class CadreRegulationEdition(models.Model):
    _inherit = "cadre.regulation.edition"

    def _shown(self, data):
        shown = super()._shown(data)
        steps = sum(len(diff.rules(procedure)) for procedure in data.get(PROCEDURES, ()))
        return {**shown, "rule_count": shown["rule_count"] + steps}

    def _told(self, data):
        """Each procedure, with a line for each of its steps."""
        told, teller = super()._told(data), Teller(self.env, data)
        Step = self.env["cadre.procedure.step"]
        for procedure in data.get(PROCEDURES, ()):
            names = {step["code"]: step["name"] for step in procedure["step_ids"]}
            lines = []
            for step in procedure["step_ids"]:
                plain = {name: value for name, value in step.items() if not isinstance(value, (list, dict))}
                before = {"after_ids": [names[code] for code in step.get("after_ids", ())]}
                branch = {"branch_id": names[plain["branch_id"]]} if "branch_id" in plain else {}
                said = teller.said(Step, {**plain, **before, **branch})
                lines.append((step["name"], said, teller.quoted(step.get(REF))))
            told.append({"name": titled(self.env, procedure["code"], procedure["name"]), "lines": lines})
        return told
