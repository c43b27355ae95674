"""Which document are the rules written in?"""

from odoo import fields, models


class CadreRegulation(models.Model):
    _name = "cadre.regulation"
    _description = "Regulation"
    _inherit = ["cadre.shared.mixin", "mail.thread"]
    _check_company_auto = True
    _order = "effective_from desc, id"

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(required=True)
    issuer = fields.Char(help="发文机关")
    document_number = fields.Char(help="文号")
    effective_from = fields.Date()
    form_label = fields.Char(
        string="Its Forms Are Called", help="Word before the number of a form, e.g. 表 for 表1 …; empty: not numbered."
    )
    basis = fields.Text(string="Legal Basis", help="Documents it is based on (S0-03).")
    edition = fields.Integer(
        high=9999, help="Number of this wording of the rules as a file: a correction has the next one. 0: not numbered."
    )
    edition_date = fields.Date(string="Edition of")
    clause_ids = fields.One2many("cadre.regulation.clause", "regulation_id", string="Sentences", copy=True)
    scheme_ids = fields.One2many("cadre.scheme", "regulation_id")
    scheme_count = fields.Integer(compute="_compute_scheme_count")
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )
    active = fields.Boolean(default=True)
    rule_ref = fields.Char(string="Rules")

    def _compute_scheme_count(self):
        counts = dict(
            self.env["cadre.scheme"]._read_group([("regulation_id", "in", self.ids)], ["regulation_id"], ["__count"])
        )
        for regulation in self:
            regulation.scheme_count = counts.get(regulation, 0)

    def action_schemes(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_scheme_action")
        return {**action, "domain": [("regulation_id", "=", self.id)], "context": {"default_regulation_id": self.id}}
