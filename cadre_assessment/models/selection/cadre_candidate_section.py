"""A section of a paper of a selection."""

from odoo import fields, models


class CadreCandidateSection(models.Model):
    _name = "cadre.candidate.section"
    _description = "Section of a Paper of a Selection"
    _inherit = ["cadre.kin.mixin", "cadre.paper.section.mixin"]
    _order = "paper_id, sequence, id"

    _guard_parent = "paper_id"
    _about_whom = ("paper_id.candidate_id.employee_id",)

    paper_id = fields.Many2one("cadre.candidate.paper", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="paper_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="paper_id.user_id", store=True, index="btree_not_null", string="Whose User")
