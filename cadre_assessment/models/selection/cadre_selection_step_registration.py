"""A registration: open until a minute, withdrawn from until a day, missed by whom (S4-P10-08 … -12)."""

from datetime import timedelta

from odoo import api, fields, models

from ..clock import day_of, moment_of, today_of, told_there
from ..listing import listed
from .problems import Said


class CadreSelectionStep(models.Model):
    _inherit = "cadre.selection.step"

    closes_at = fields.Datetime(
        string="Registration Closes",
        compute="_compute_closes_at",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        tracking=True,
        help="To the minute. Who comes later is refused.",
    )
    withdraw_until = fields.Date(string="Withdrawal Until", compute="_compute_withdraw_until")
    missing_text = fields.Text(
        string="Not Registered",
        compute="_compute_missing_text",
        help="Who holds one of the posts and must register (S4-P10-11).",
    )

    @api.depends("planned", "rule_id.kind", "rule_id.closing_hour")
    def _compute_closes_at(self):
        for step in self:
            rule = step.rule_id
            day = step.planned if rule.kind == "registration" else False
            step.closes_at = moment_of(step.selection_id, day, rule.closing_hour or 24) if day else False

    @api.depends("closes_at", "rule_id.withdraw_days")
    def _compute_withdraw_until(self):
        for step in self:
            days = step.rule_id.withdraw_days
            last = day_of(step.selection_id, step.closes_at) if step.closes_at else False
            step.withdraw_until = last + timedelta(days=days) if last else False

    @api.depends("state", "selection_id.candidate_ids.state")
    def _compute_missing_text(self):
        for step in self:
            missing = step._missing_incumbents() if step.kind == "registration" else False
            step.missing_text = (
                self.env._(
                    "These hold one of the posts and have not registered, which they must: %(people)s.",
                    people=listed(self.env, missing._names_told_apart()),
                )
                if missing
                else False
            )

    def _missing_incumbents(self):
        """Who must register and stands for no post."""
        selection = self.sudo().selection_id
        if not selection.procedure_id.incumbents_must:
            return self.env["hr.employee"].sudo()
        return selection._incumbents() - selection.candidate_ids._in_field().employee_id

    def _more_problems(self):
        """Where the procedure says at which hour it closes, it is not closed before."""
        found = super()._more_problems()
        said = self.kind == "registration" and self.rule_id.closing_hour and self.closes_at
        if said and fields.Datetime.now() <= self.closes_at:
            text = self.env._(
                "Registration is open until %(moment)s: until then whoever comes is in time.",
                moment=told_there(self.selection_id, self.closes_at),
            )
            found = [*found, Said(f"open:{self.closes_at}", text)]
        return found

    # -- is it open ------------------------------------------------------------------------------------------------
    def _is_open_at(self, moment):
        """Whether people may register at ``moment``: its turn has come, and its last minute is not over."""
        self.ensure_one()
        return self._has_opened() and not (self.closes_at and moment > self.closes_at)

    def _is_open_for(self, person, moment):
        """The same for ``person``: of a double selection who lost the competition has a late window (A4-2)."""
        selection = self.selection_id
        late = selection.late_until and moment <= selection.late_until and person in selection._losers()
        return self._is_open_at(moment) or (bool(late) and self._has_opened())

    def _has_been_open(self):
        """Whether its turn has come: what comes before is done."""
        return self.selection_id.state == "running" and (self.state == "done" or self._has_opened())

    def _has_opened(self):
        first = self._earliest() if self.state == "open" and self.selection_id.state == "running" else None
        return first is not None and first <= today_of(self)

    def _is_closed(self):
        """Whether nobody may register any more: it is done, or its last minute is over."""
        self.ensure_one()
        over = self.closes_at and fields.Datetime.now() > self.closes_at
        return self.state != "open" or bool(over)

    def _may_withdraw_today(self):
        """Until the day said, or as long as it is open."""
        self.ensure_one()
        if self.rule_id.withdraw_days and self.withdraw_until:
            return today_of(self) <= self.withdraw_until
        return not self._is_closed()
