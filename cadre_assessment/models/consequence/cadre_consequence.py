"""What follows from a result for a subject, who does it, and whether it is done (S0-35 … S0-39)."""

from odoo import api, fields, models

from ..clock import by_today
from ..company import company_of
from ..guard import Step
from ..listing import of_year
from ..scheme.cadre_scheme_consequence import ACTIONS
from ..subject import SUBJECT


class CadreConsequence(models.Model):
    """Proposed by the rules, approved by the deciding body, carried out by the office."""

    _name = "cadre.consequence"
    _description = "Consequence"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin", "cadre.subject.mixin"]
    _check_company_auto = True
    _order = "id desc"

    _guarded = SUBJECT | {"result_id", "rule_id", "cycle_id", "action"}
    _steps = (
        Step("approve", {"proposed"}, "approved", "_may_decide"),
        Step("cancel", {"proposed", "approved"}, "cancelled", "_may_decide", reason=True),
        Step("done", {"approved"}, "done", "_is_office"),
    )
    _locked_states = frozenset({"done", "cancelled"})

    name = fields.Char(required=True)
    result_id = fields.Many2one("cadre.result", ondelete="restrict", index=True)
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    year = fields.Integer(related="cycle_id.year", aggregator=None)
    rule_id = fields.Many2one("cadre.scheme.consequence", ondelete="restrict")
    rule_ref = fields.Char(related="rule_id.rule_ref")
    person_name = fields.Char(string="Person or Unit", readonly=True, help="As archived.")
    grade_name = fields.Char(related="result_id.grade_name")
    action = fields.Selection(ACTIONS, required=True)
    state = fields.Selection(
        [("proposed", "Proposed"), ("approved", "Approved"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="proposed",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    note = fields.Text()
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("name", "person_name", "cycle_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for consequence in self:
            name = " · ".join(filter(None, (consequence.person_name, consequence.name)))
            consequence.display_name = of_year(consequence, name)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_approve(self):
        """The deciding body agrees (several at once)."""
        return self._take("approve", approved_by_id=self.env.uid, approved_on=fields.Datetime.now())

    def action_done(self):
        """The office has carried it out."""
        for today, consequences in by_today(self).items():
            consequences._take("done", done_on=today)
        return True

    def action_cancel(self):
        """The deciding body does not follow the proposal; it says why."""
        return self._ask_reason("cancel")

    # -- business --------------------------------------------------------------------------------------------------
    def _may_decide(self):
        """A member of the deciding body."""
        return self.sudo().cycle_id._sits_in_body(self.env.user)

    def _reason_cancel(self, reason):
        return self._take("cancel", cancel_reason=reason)
