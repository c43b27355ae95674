"""A talk in a selection: with whom, by whom, about whom, and what was said (谈话调研推荐, 考察谈话, 任前谈话)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of


class CadreTalk(models.Model):
    """Written down by the office or the inspection group. What was said stays there; only counts leave it."""

    _name = "cadre.talk"
    _description = "Talk of a Selection"
    _inherit = ["cadre.offered.mixin", "cadre.kin.mixin", "cadre.guard.child.mixin"]
    _rec_names_search = ["partner_name", "place"]
    _order = "step_id, date desc, id desc"

    _guard_parent = "step_id"
    _about_whom = ("candidate_id.employee_id",)
    _chosen = ("cadre.selection.step", "takes_talks")

    step_id = fields.Many2one(
        "cadre.selection.step",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('takes_talks', '=', True)]",
    )
    rule_id = fields.Many2one(related="step_id.rule_id", string="Step of the Procedure")
    selection_id = fields.Many2one(related="step_id.selection_id", store=True, index=True)
    company_id = fields.Many2one(related="step_id.company_id", store=True, index=True)
    group_id = fields.Many2one(
        "cadre.procedure.group", string="Of the Group", ondelete="restrict", domain="[('step_id', '=', rule_id)]"
    )
    partner_name = fields.Char(string="Talked with", required=True, help="Name and post of whom one talked with.")
    candidate_id = fields.Many2one(
        "cadre.candidate",
        string="About",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('selection_id', '=', selection_id)]",
        help="Whom he spoke for, or with whom the talk was.",
    )
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index="btree_not_null", string="Whose User")
    standing = fields.Selection(
        [("for", "In Favour"), ("against", "Against"), ("other", "Another Opinion")], string="Opinion Given"
    )
    date = fields.Date(required=True, default=today_of)
    place = fields.Char()
    talker_ids = fields.Many2many(
        "res.users",
        "cadre_talk_talker_rel",
        string="Held by",
        default=lambda self: self.env.user,
        required=True,
    )
    text = fields.Text(string="What Was Said")

    @api.constrains("group_id", "step_id")
    def _check_group(self):
        for talk in self:
            if talk.group_id and talk.group_id.step_id != talk.step_id.rule_id:
                raise UserError(self.env._("“%(group)s” is no group of this step.", group=talk.group_id.name))

    @api.constrains("candidate_id", "step_id")
    def _check_candidate(self):
        for talk in self.sudo():
            if talk.candidate_id and talk.candidate_id.selection_id != talk.selection_id:
                raise UserError(
                    self.env._("%(person)s stands in another selection.", person=talk.candidate_id.display_name)
                )

    @api.constrains("date", "step_id")
    def _check_date(self):
        for talk in self.sudo():
            first = talk.selection_id.begun_on or talk.selection_id.date_from
            if talk.date > today_of(talk) or talk.date < first:
                raise UserError(self.env._("A talk is written down from %(day)s on, when it was held.", day=first))

    @api.depends("partner_name", "date")
    def _compute_display_name(self):
        for talk in self:
            talk.display_name = self.env._("%(name)s, %(day)s", name=talk.partner_name or "", day=talk.date or "")
