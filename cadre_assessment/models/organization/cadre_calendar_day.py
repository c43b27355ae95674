"""Days that the office itself knows: local holidays, make-up days, years not published yet."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..states import RUNNING

LONGEST = 31
"""Days: nothing that is a holiday lasts longer; a mistyped year does."""


class CadreCalendarDay(models.Model):
    """Days off or days of work that every term of the company is counted by. Later terms; those set stand (G8)."""

    _name = "cadre.calendar.day"
    _description = "Own Day Off or Make-Up Day"
    _order = "date_from desc"

    name = fields.Char(required=True)
    kind = fields.Selection([("off", "Day Off"), ("work", "Make-Up Day")], required=True, default="off")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(
        string="To", required=True, compute="_compute_date_to", store=True, readonly=False, precompute=True
    )
    source = fields.Char(string="By Document", help="The notice that sets these days.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _in_order = models.Constraint("CHECK(date_from <= date_to)", "The last day is before the first.")

    @api.depends("date_from")
    def _compute_date_to(self):
        for day in self:
            if day.date_from and (not day.date_to or day.date_to < day.date_from):
                day.date_to = day.date_from

    @api.constrains("date_from", "date_to", "kind", "company_id")
    def _check_span(self):
        for day in self:
            if (day.date_to - day.date_from).days >= LONGEST:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: from %(first)s to %(last)s are more than %(limit)s days. Correct the year.",
                        name=day.name,
                        first=fields.Date.to_string(day.date_from),
                        last=fields.Date.to_string(day.date_to),
                        limit=LONGEST,
                    )
                )
            domain = [
                ("id", "!=", day.id),
                ("company_id", "=", day.company_id.id),
                ("date_from", "<=", day.date_to),
                ("date_to", ">=", day.date_from),
            ]
            other = self.search(domain, limit=1)
            if other:
                raise ValidationError(self.env._("“%(name)s” overlaps “%(other)s”.", name=day.name, other=other.name))

    @api.model
    def _spans(self, company):
        """{"off": [(first, last), …], "work": […]} of a company, in one query."""
        found = {"off": [], "work": []}
        for day in self.sudo().search_fetch([("company_id", "=", company.id)], ["kind", "date_from", "date_to"]):
            found[day.kind].append((day.date_from, day.date_to))
        return found

    # -- due days ----------------------------------------------------------------------------------------------------
    def action_count_again(self):
        """Count the due days of the company's running cycles anew; each cycle keeps which of them moved."""
        self.browse().check_access("write")
        cycles = self.env["cadre.cycle"].search([("company_id", "=", self.env.company.id), ("state", "in", RUNNING)])
        moved = cycles._count_due_days_again()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._("%(count)s due days have moved; the cycles say which.", count=moved),
                "type": "success",
            },
        }
