"""Awards beside the grade (先进集体, 表彰), won or not, and why (S2A-29, S2A-63, S2A-75)."""

from odoo import api, fields, models

from .cadre_assessment import DECIDING, words_of


class CadreAssessmentAward(models.Model):
    """What one quota beside the grade says of one subject. Written by the computation and the decision only."""

    _name = "cadre.assessment.award"
    _description = "Award of an Assessment"
    _inherit = ["cadre.server.only.mixin"]
    _rec_names_search = ["award_id"]
    _order = "assessment_id, id"
    _log_access = False

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id")
    rank = fields.Integer(related="assessment_id.rank", aggregator=None)
    total = fields.Float(related="assessment_id.total", aggregator=None)
    quota_id = fields.Many2one("cadre.scheme.quota", required=True, ondelete="restrict", readonly=True, index=True)
    award_id = fields.Many2one("cadre.category", required=True, ondelete="restrict", readonly=True)
    won = fields.Boolean(string="Award Proposed", readonly=True, help="Among the best for whom there are seats.")
    pending = fields.Boolean(string="To Be Decided", readonly=True, help="待裁定: tied across the last seat.")
    decided = fields.Boolean(readonly=True, help="Given by the deciding body.")
    reason_code = fields.Char(readonly=True)
    reason_figures = fields.Json(readonly=True, groups=DECIDING)
    reason = fields.Char(compute="_compute_reason")

    _once = models.Constraint("UNIQUE(assessment_id, quota_id)", "This award stands once on an assessment.")

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("award_id")
    def _compute_display_name(self):
        for award in self:
            award.display_name = award.award_id.display_name

    @api.depends("reason_code", "reason_figures")
    @api.depends_context("uid", "lang")
    def _compute_reason(self):
        words = {}
        for award in self:
            known = award.sudo()
            award.reason = words_of(known.cycle_id, words).of_award(known)
