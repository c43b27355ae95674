"""Begin records: for everybody at once, or for oneself, with the items of the list in them."""

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..clock import on_the_day
from ..cycle.roster import days_of_entering
from ..office import works_for
from ..states import RUNNING

COPIED = (
    *("employee_name", "staff_number", "post", "department_id", "unit_id", "comparison_group_id", "uses_seat"),
    *("entrusted", "duties", "leader_id", "section_head_id"),
)
"""What a record takes over from the list it is written on, or from the roster where people keep no lists."""


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    @api.model
    def _offers_own(self):
        """Who keeps a list, or is of a unit that keeps records without lists."""
        lists = [("user_id", "=", self.env.uid), ("cycle_id.state", "in", RUNNING), ("state", "!=", "superseded")]
        return bool(self.env["cadre.work.plan"].search_count(lists, limit=1) or self._my_cycles_without_lists())

    @api.model
    def _default_period(self):
        """The period that is being written now: of the level of the menu (context), the latest that has begun."""
        level = self.env.context.get("cadre_level") or "month"
        mine = self.env["cadre.work.plan"].search(
            [("user_id", "=", self.env.uid), ("cycle_id.state", "in", RUNNING), ("state", "!=", "superseded")]
        )
        periods = self.env["cadre.period"].search(
            Domain(
                [
                    ("cycle_id", "in", (mine.cycle_id | self._my_cycles_without_lists()).ids),
                    ("level", "=", level),
                    ("state", "=", "open"),
                ]
            )
            & on_the_day(self.env, lambda day: [("date_from", "<=", day)]),
            order="date_from desc",
        )
        written = self.search([("user_id", "=", self.env.uid), ("period_id", "in", periods.ids)]).period_id
        return (periods - written)[:1]

    @api.model
    def _my_cycles_without_lists(self):
        """Running cycles of the current user's unit in which people keep records but no lists."""
        department = self.env.user.employee_id.sudo().department_id
        cycles = self.env["cadre.cycle"].search([("state", "in", RUNNING)]) if department else self.env["cadre.cycle"]
        return cycles.filtered(
            lambda cycle: (
                not cycle._keeps_lists()
                and cycle._subject_field() == "employee_id"
                and department.parent_path.startswith(cycle.sudo().unit_id.parent_path)
            )
        )

    @api.onchange("period_id", "employee_id")
    def _onchange_period(self):
        """Show the items of the list at once; what is stored is taken from the list again on saving."""
        if self._origin or not (self.period_id and self.employee_id):
            return
        plan = self._plans_for([(self.period_id, self.employee_id)]).get(
            (self.period_id.cycle_id.id, self.employee_id.id)
        )
        if plan:
            self.update({name: plan[name] for name in ("employee_name", "post", "duties", "leader_id")})
            self.line_ids = [(5,), *self._line_commands(plan)]

    @api.model
    def _plans_for(self, pairs):
        """{(cycle id, employee id): list}: the approved version, else the newest one. Reads as the current user."""
        cycles, employees = (
            {period.cycle_id.id for period, _employee in pairs},
            {employee.id for _period, employee in pairs},
        )
        plans = self.env["cadre.work.plan"].search(
            [("cycle_id", "in", list(cycles)), ("employee_id", "in", list(employees)), ("state", "!=", "superseded")],
            order="version desc",
        )
        found = {}
        for plan in plans.sorted(lambda plan: plan.state in ("approved", "filed"), reverse=True):
            found.setdefault((plan.cycle_id.id, plan.employee_id.id), plan)
        return found

    @api.model
    def _line_commands(self, plan):
        return [
            (0, 0, {"item_id": item.id, "name": item.name, "sequence": n}) for n, item in enumerate(plan.item_ids, 1)
        ]

    @api.model
    def _from_plan(self, period, plan):
        """Values of a draft of ``period`` on ``plan``."""
        values = plan._convert_to_write({name: plan[name] for name in COPIED})
        return {
            **values,
            "cycle_id": plan.cycle_id.id,
            "period_id": period.id,
            "employee_id": plan.employee_id.id,
            "plan_id": plan.id,
            "post_class_id": plan.sudo().hr_version_id.post_class_id.id,
        }

    @api.model
    def _from_row(self, period, row):
        """Values of a draft of ``period`` for a row of the roster, where people keep no lists (S1)."""
        return {
            **{name: getattr(row, name) for name in COPIED},
            "cycle_id": period.cycle_id.id,
            "period_id": period.id,
            "employee_id": row.employee_id,
            "post_class_id": row.post_class_id,
            "line_ids": [
                (0, 0, {"name": heading.name, "sequence": n})
                for n, heading in enumerate(period.sudo().rule_id._headings(), 1)
            ],
        }

    def _completed(self, vals_list):
        """What follows from the list of each person, or from his post, for what a client wrote (``vals_list``)."""
        me = self.env.user.employee_id
        periods = self.env["cadre.period"].browse(
            [vals.get("period_id") or self._default_period().id for vals in vals_list]
        )
        pairs = [
            (period, self.env["hr.employee"].browse(vals.get("employee_id")) or me)
            for period, vals in zip(periods, vals_list, strict=True)
        ]
        plans = self._plans_for([pair for pair in pairs if pair[0].cycle_id._keeps_lists()])
        rows = periods.filtered(lambda period: not period.cycle_id._keeps_lists())._rows()
        full = []
        for period, employee in pairs:
            plan, row = plans.get((period.cycle_id.id, employee.id)), rows.get(period.id, {}).get(employee.id)
            if period.cycle_id._keeps_lists():
                if not plan:
                    raise UserError(self.env._("There is no work-item list of this person in the cycle of the period."))
                self._check_was_there(period, employee)
                base = {"line_ids": self._line_commands(plan), **self._from_plan(period, plan)}
            else:
                self._check_may_begin(period, employee, row)
                base = self._from_row(period, row)
            if not period.rule_id or period.state != "open" or period.sudo().cycle_id.state not in RUNNING:
                raise UserError(self.env._("%(period)s is closed.", period=period.name))
            full.append({**base, "period_id": period.id, "employee_id": employee.id})
        return full

    def _check_was_there(self, period, employee):
        """Nobody has a record of a period that was over when he came (S0-20: nor a seat of it)."""
        entered = days_of_entering(period.cycle_id.sudo(), employee.ids).get((period.cycle_id.id, employee.id))
        if entered and entered > period.date_to:
            raise UserError(
                self.env._(
                    "%(name)s came on %(day)s, after %(period)s: there is no record of it.",
                    name=employee.sudo().name,
                    day=entered,
                    period=period.name,
                )
            )

    def _check_may_begin(self, period, employee, row):
        """Without a list of his own, the person begins his own records only, with the account that is his today; the
        office begins those of others."""
        mine = employee.sudo().user_id == self.env.user
        own = employee in self.env.user._cadre_people(period.cycle_id.date_from)
        if not mine and (own or not works_for(period.cycle_id)):
            raise AccessError(self.env._("Everybody begins his own records."))
        if row is None:
            raise UserError(
                self.env._("%(name)s is not assessed in %(period)s.", name=employee.sudo().name, period=period.name)
            )
        if period.sudo().rule_id.marked and (mine or not works_for(period.cycle_id)):
            raise AccessError(self.env._("%(period)s: the assessment office begins these sheets.", period=period.name))

    def action_take_items(self):
        """Add the items of the version that holds now, for a draft begun on an older one."""
        for report in self:
            report.check_access("write")
            report._refuse_locked(None)
            plan = self._plans_for([(report.period_id, report.employee_id)]).get(
                (report.cycle_id.id, report.employee_id.id)
            )
            if not plan:
                continue
            here = set(report.line_ids.mapped("name"))
            commands = [command for command in self._line_commands(plan) if command[2]["name"] not in here]
            report.line_ids = commands
            report.sudo().plan_id = plan
        return True

    def action_gather(self):
        """Fill empty texts with those of the approved records inside this period, item by item."""
        self.ensure_one()
        self.check_access("write")
        self._refuse_locked(None)
        inside = self.search(
            [
                ("cycle_id", "=", self.cycle_id.id),
                ("employee_id", "=", self.employee_id.id),
                ("level", "=", self.period_id.rule_id.requires_level or "month"),
                ("state", "in", ("approved", "filed")),
                ("date_from", ">=", self.date_from),
                ("date_to", "<=", self.date_to),
            ],
            order="date_from",
        )
        for line in self.line_ids:
            for name in ("result", "shortcoming"):
                if not line[name]:
                    parts = inside.line_ids.filtered(
                        lambda part, line=line, name=name: part.name == line.name and part[name]
                    )
                    line[name] = "\n".join(f"{part.report_id.period_id.name}: {part[name]}" for part in parts)
        return True
