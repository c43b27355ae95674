"""Targets that a scoring organ sets for many units at once (公共目标, S2A-05, S2A-06).

The organ that scores a part of the letter writes its items; the office merges them into the letters.
"""

from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...engine import exact
from ..company import company_of
from ..cycle.cadre_cycle_body import ORGANS
from ..guard import Step
from ..organization.res_users import sits_in
from ..states import RUNNING
from .cadre_work_item import SETTING


class CadreTarget(models.Model):
    """One item of one part of the score, for all units of a cycle or for some of them."""

    _name = "cadre.target"
    _description = "Public Target"
    _inherit = ["cadre.yearly.mixin", "cadre.offered.mixin", "cadre.keys.mixin", "cadre.guard.mixin", "mail.thread"]
    _check_company_auto = True
    _order = "cycle_id, component_id, sequence, id"

    _chosen = ("cadre.cycle", "takes_targets")
    _keys = frozenset({"cycle_id", "component_id"})
    _locked_states = frozenset({"submitted"})
    _steps = (
        Step("submit", ("draft",), "submitted", "_may_write"),
        Step("return", ("submitted",), "draft", "_may_return"),
    )

    cycle_id = fields.Many2one(
        "cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True,
        domain="[('takes_targets', '=', True)]",
    )  # fmt: skip
    company_id = company_of("cycle_id")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    component_id = fields.Many2one(
        "cadre.scheme.component",
        string="Part of the Score",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('scheme_id', '=', scheme_id), ('from_letter', '=', True)]",
    )
    body_id = fields.Many2one(
        "cadre.body", compute="_compute_body_id", store=True, index=True, compute_sudo=True, string="Scoring Organ"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Item", required=True, help="具体项目")
    points = fields.Float(digits=(12, 4), required=True)
    standard = fields.Text(string="Standard of Completion", help="完成标准")
    due = fields.Date(string="Done By", help="完成时限")
    group_ids = fields.Many2many(
        "cadre.category",
        string="Only for Groups of Units",
        domain="[('kind', '=', 'group')]",
        help="Empty: every group.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Handed to the Office")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    item_ids = fields.One2many("cadre.work.item", "origin_id", string="In Letters")
    item_count = fields.Integer(compute="_compute_item_count", string="Letters")

    _points = models.Constraint("CHECK(points > 0)", "A target has points.")

    @api.depends("component_id.scoring_body_id", *ORGANS)
    def _compute_body_id(self):
        for target in self:
            cycle = target.cycle_id  # none yet in a new form
            target.body_id = cycle._organ_of(target.component_id, roles=SETTING) if cycle else False

    @api.depends("item_ids")
    def _compute_item_count(self):
        counts = dict(
            self.env["cadre.work.item"]
            .sudo()
            ._read_group(
                [("origin_id", "in", self.ids), ("plan_id.state", "!=", "superseded")], ["origin_id"], ["__count"]
            )
        )
        for target in self:
            target.item_count = counts.get(target._origin, 0)

    @api.constrains("component_id", "cycle_id", "points")
    def _check_component(self):
        for target in self:
            component = target.component_id
            if component.scheme_id != target.cycle_id.scheme_id or not component.from_letter:
                raise UserError(
                    self.env._("%(target)s: its part of the score is no part of this letter.", target=target.name)
                )
            if target.points > component.maximum:
                raise UserError(
                    self.env._(
                        "“%(item)s”: %(points)g points are more than “%(part)s” has: at most %(maximum)g.",
                        item=target.name,
                        points=target.points,
                        part=component.name,
                        maximum=component.maximum,
                    )
                )

    # -- who -------------------------------------------------------------------------------------------------------
    def _may_write(self):
        """The office, or a member of the scoring organ in office today, while the cycle is prepared or runs."""
        sits = sits_in(self.env.user, self.sudo().body_id)
        return (self._is_office() or bool(sits)) and self.sudo().cycle_id.state in ("draft", *RUNNING)

    def _may_return(self):
        """To the organ, as long as no letter has taken it over for good."""
        return self._is_office() and not self.sudo().item_ids

    def _refuse_foreign(self):
        for target in self:
            if not target._is_trusted() and not target._may_write():
                raise AccessError(
                    self.env._(
                        "%(target)s: the organ that scores this part writes its targets, or the assessment office.",
                        target=target.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._refuse_foreign()
        return targets

    def write(self, vals):
        self._refuse_foreign()
        result = super().write(vals)
        self._refuse_foreign()  # it may have been given to another organ
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_foreign(self):
        self._refuse_foreign()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """Hand them to the office; the points of one part add up to its maximum for every group."""
        self._take("submit")
        for cycle, component in {(one.cycle_id, one.component_id) for one in self}:
            handed = self.sudo().search(
                [("cycle_id", "=", cycle.id), ("component_id", "=", component.id), ("state", "=", "submitted")]
            )
            handed._refuse_too_many(component)
        return True

    def _refuse_too_many(self, component):
        for group in [*self.group_ids, self.group_ids.browse()]:
            total = sum((exact(one.points) for one in self if not one.group_ids or group in one.group_ids), Fraction(0))
            if total > exact(component.maximum):
                raise UserError(
                    self.env._(
                        "“%(part)s”: the targets handed in add up to %(sum)s, more than %(maximum)s.",
                        part=component.name,
                        sum=f"{float(total):.6g}",
                        maximum=f"{component.maximum:.6g}",
                    )
                )

    def action_return(self):
        self._take("return")
        return True
