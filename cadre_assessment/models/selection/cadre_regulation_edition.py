"""What a file says of procedures, in the gallery: their steps with the sentences of the regulation."""

from odoo import api, fields, models

from ...engine import diff
from ..listing import titled
from ..scheme.exchange import REF
from ..scheme.exchange_words import Teller
from .cadre_regulation import PROCEDURES


class CadreRegulationEdition(models.Model):
    _inherit = "cadre.regulation.edition"

    procedure_codes = fields.Char(readonly=True, help="Codes of its procedures, separated by spaces.")
    procedure_count = fields.Integer(string="Number of Procedures", readonly=True)

    @api.depends("procedure_codes")
    def _compute_taken(self):
        return super()._compute_taken()

    def _kinds(self):
        return [*super()._kinds(), "cadre.procedure"]

    def _codes_of(self, model):
        return (self.procedure_codes or "").split() if model == "cadre.procedure" else super()._codes_of(model)

    def _shown(self, data):
        shown, procedures = super()._shown(data), data.get(PROCEDURES, ())
        return {
            **shown,
            "procedure_codes": " ".join(one["code"] for one in procedures),
            "procedure_count": len(procedures),
            "rule_count": shown["rule_count"] + sum(len(diff.rules(one)) for one in procedures),
        }

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
