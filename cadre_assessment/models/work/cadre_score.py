"""Which marks, counts and figures were given that are neither a report, an event nor a ballot?"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..cycle.roster import roster, subjects
from ..guard import Step, guarded
from ..listing import listed
from .cadre_work_plan import RUNNING
from .cadre_work_plan_version import QUIET

ENTERED = (
    *("raw_100", "mean_of_judges", "mean_of_projects", "checklist_deduct", "proportional", "step_count", "per_unit"),
    *("imported", "sum_of_items"),
)
"""Methods whose input is a score."""


class CadreScore(models.Model):
    """One input of one component for one person (A0-1: the committee's mark out of 100)."""

    _name = "cadre.score"
    _description = "Entered Mark"
    _inherit = ["cadre.guard.mixin", "mail.thread"]
    _check_company_auto = True
    _order = "cycle_id, component_id, employee_id, id"

    _locked_states = frozenset({"confirmed"})
    _steps = (
        Step("confirm", ("draft",), "confirmed", "_may_enter"),
        Step("reopen", ("confirmed",), "draft", "_may_enter"),
    )

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    component_id = fields.Many2one(
        "cadre.scheme.component",
        required=True,
        ondelete="restrict",
        index=True,
        domain=f"[('scheme_id', '=', scheme_id), ('method', 'in', {list(ENTERED)})]",
    )
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one(related="employee_id.user_id", string="User of the Person")
    value = fields.Float(digits=(16, 4), string="Mark", aggregator="avg")
    maximum = fields.Float(related="component_id.maximum")
    entered = fields.Boolean(readonly=True, copy=False, help="A mark was entered: no mark is not a zero (G12).")
    label = fields.Char(help="What it is about, where a component has several: a project, a judge, a month.")
    rater_id = fields.Many2one("hr.employee")
    evidence = fields.Char(help="Document or minutes it rests on.")
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")], default="draft", required=True, copy=False, tracking=True
    )
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)

    @api.depends("employee_id", "component_id.name")
    def _compute_display_name(self):
        for score in self:
            score.display_name = f"{score.employee_id.sudo().name or ''}, {score.component_id.name or ''}"

    # -- what fits -------------------------------------------------------------------------------------------------
    @api.constrains("component_id", "cycle_id", "value")
    def _check_mark(self):
        for score in self:
            component = score.component_id
            if component.scheme_id != score.cycle_id.scheme_id:
                raise ValidationError(
                    self.env._("%(score)s: the component belongs to another scheme.", score=score.display_name)
                )
            if component.method == "raw_100" and not 0 <= score.value <= component.maximum:
                raise ValidationError(
                    self.env._(
                        "%(score)s: a mark is between 0 and %(maximum)g, not %(value)g.",
                        score=score.display_name,
                        maximum=component.maximum,
                        value=score.value,
                    )
                )

    # -- who may ---------------------------------------------------------------------------------------------------
    def _may_enter(self):
        """The office, or the deciding body for the marks a body gives; nobody for himself."""
        body = self.component_id.rater == "body" and self.env.user.has_group("cadre_assessment.group_cadre_decider")
        return (self._is_office() or body) and not self._is_own() and self.sudo().cycle_id.state in RUNNING

    def _refuse_own(self):
        for score in self:
            if not score._is_trusted() and score._is_own():
                raise AccessError(self.env._("%(score)s: nobody enters his own mark.", score=score.display_name))

    @api.model_create_multi
    def create(self, vals_list):
        scores = super().create(vals_list)
        scores._refuse_own()
        given = [score.id for score, vals in zip(scores, vals_list, strict=True) if "value" in vals]
        guarded(scores.sudo().browse(given)).write({"entered": True})
        return scores

    def write(self, vals):
        self._refuse_own()
        result = super().write(vals)
        self._refuse_own()
        if "value" in vals:
            guarded(self.sudo()).filtered(lambda score: not score.entered).write({"entered": True})
        return result

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_confirm(self):
        """Marks count from now on; one mark a person where the method takes a single one (A0-1)."""
        empty = self.filtered(lambda score: not score.entered)
        if empty:
            raise UserError(
                self.env._(
                    "No mark is entered yet for: %(names)s. Enter it, 0 too, or delete the line.",
                    names="; ".join(empty.mapped("display_name")),
                )
            )
        self._take("confirm", confirmed_by_id=self.env.uid, confirmed_on=fields.Datetime.now())
        groups = self.sudo()._read_group(
            [
                ("cycle_id", "in", self.cycle_id.ids),
                ("component_id", "in", self.component_id.ids),
                ("component_id.method", "=", "raw_100"),
                ("state", "=", "confirmed"),
            ],
            ["component_id", "employee_id"],
            ["__count"],
            having=[("__count", ">", 1)],
        )
        if groups:
            raise UserError(
                self.env._(
                    "Only one mark a person counts here. Remove the others of: %(names)s",
                    names=listed(
                        self.env, [f"{employee.name} ({component.name})" for component, employee, _count in groups]
                    ),
                )
            )

    def action_reopen(self):
        self._take("reopen", confirmed_by_id=False, confirmed_on=False)

    @api.model
    def action_prepare(self):
        """Empty lines of everybody assessed, for every component of a running cycle whose marks are entered here."""
        if not self._is_office():
            raise AccessError(self.env._("The assessment office prepares the lines."))
        cycles = self.env["cadre.cycle"].search([("state", "in", RUNNING)])
        components = cycles.scheme_id.component_ids.filtered(lambda component: component.method in ENTERED)
        if not components:
            raise UserError(self.env._("No cycle under way has a component whose marks are entered here."))
        groups = self._read_group([("cycle_id", "in", cycles.ids)], ["cycle_id", "component_id", "employee_id"])
        there = {(cycle.id, component.id, employee.id) for cycle, component, employee in groups}
        self.sudo().with_context(**QUIET).create(
            [
                {"cycle_id": cycle.id, "component_id": component.id, "employee_id": row.employee_id}
                for cycle in cycles
                for row in subjects(roster(cycle, cycle._as_of()))
                for component in components & cycle.scheme_id.component_ids
                if (cycle.id, component.id, row.employee_id) not in there
            ]
        )
        return self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_score_action")
