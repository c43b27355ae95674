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
            lines = [
                (step["name"], teller.said(Step, step), teller.quoted(step.get(REF))) for step in procedure["step_ids"]
            ]
            told.append({"name": titled(self.env, procedure["code"], procedure["name"]), "lines": lines})
        return told
