"""Problems found, who puts them right, by which measure and until when (整改方案, S1-07, S1-20)."""

from odoo import api, fields, models

from ..clock import by_today, today_of
from ..company import company_of
from ..guard import Step
from ..guard.activities import clear_tasks, hand_over


class CadreRectification(models.Model):
    """One problem of a period's summary, with its measure, its responsible person and its date."""

    _name = "cadre.rectification"
    _description = "Rectification Item"
    _inherit = ["cadre.yearly.mixin", "cadre.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _check_company_auto = True
    _order = "due, id"
    _rec_name = "problem"

    _guarded = frozenset({"result"})
    _office_fields = frozenset(
        {"cycle_id", "period_id", "problem", "measure", "department_id", "responsible_id", "due"}
    )
    _locked_states = frozenset({"reported", "closed"})
    _steps = (
        Step("report", ("open",), "reported", "_may_report", reason=True, own=True, whose="_responsible"),
        Step("close", ("open", "reported"), "closed", "_is_office"),
        Step("return", ("reported", "closed"), "open", "_is_office", reason=True),
    )

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    period_id = fields.Many2one(
        "cadre.period", ondelete="restrict", index=True, domain="[('cycle_id', '=', cycle_id)]", string="Found In"
    )
    problem = fields.Char(string="Problem Found", required=True, help="问题")
    measure = fields.Text(help="整改措施")
    department_id = fields.Many2one("hr.department", string="Section Concerned", check_company=True)
    responsible_id = fields.Many2one("hr.employee", required=True, check_company=True)
    user_id = fields.Many2one(related="responsible_id.user_id", store=True, index=True, string="User Responsible")
    due = fields.Date(string="To Be Put Right by", required=True, help="时限")
    overdue = fields.Boolean(compute="_compute_overdue")
    result = fields.Text(string="Rectified How", copy=False, help="What was done.")
    state = fields.Selection(
        [("open", "To Do"), ("reported", "Done, to Check"), ("closed", "Concluded")],
        default="open",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    reported_on = fields.Date(readonly=True, copy=False)
    closed_on = fields.Date(readonly=True, copy=False)
    return_reason = fields.Text(readonly=True, copy=False)

    # -- computed --------------------------------------------------------------------------------------------------
    @api.depends("due", "state")
    def _compute_overdue(self):
        for item in self:
            item.overdue = item.state == "open" and bool(item.due) and item.due < today_of(item)

    # -- who may ---------------------------------------------------------------------------------------------------
    def _own_people(self):
        return self.sudo().responsible_id

    def _may_report(self):
        """The responsible person; the office for somebody who has no account."""
        return self._acts_for_subject()

    def _responsible(self):
        return self.user_id

    # -- create, write ---------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("period_id") and not vals.get("cycle_id"):
                vals["cycle_id"] = self.env["cadre.period"].browse(vals["period_id"]).cycle_id.id
        items = super().create(vals_list)
        for item in items.sudo():
            hand_over(item, "cadre_assessment.activity_rectification", item.user_id, item.due, item.measure or "")
        return items

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"responsible_id", "due"}:
            for item in self.sudo().filtered(lambda item: item.state == "open"):
                hand_over(item, "cadre_assessment.activity_rectification", item.user_id, item.due, item.measure or "")
        return result

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_report(self):
        """The responsible person says what was done."""
        return self._ask_reason("report")

    def action_close(self):
        """The office has checked it."""
        for today, items in by_today(self).items():
            items._take("close", closed_on=today)
        clear_tasks(self)
        return True

    def action_return(self):
        """It is not put right yet: back to the responsible person, with a reason."""
        return self._ask_reason("return")

    def _reason_report(self, reason):
        for today, items in by_today(self).items():
            items._take("report", result=reason, reported_on=today)
        clear_tasks(self)
        return True

    def _reason_return(self, reason):
        self._take("return", return_reason=reason, reported_on=False, closed_on=False)
        for item in self.sudo():
            hand_over(item, "cadre_assessment.activity_rectification", item.user_id, item.due, reason)
        return True
