"""Erase a person who left, when no rule wants him kept any more: the organization department, with a reason."""

from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.archive import erasing
from ..models.archive.cadre_retention import MATTERS
from ..models.archive.chain import text_of
from ..models.clock import today_of
from ..models.guard import guarded
from ..models.office import require_role

MANAGER = "cadre_assessment.group_cadre_manager"
LAST = {
    "result": "SELECT max(year) FROM cadre_result WHERE employee_id = %s",
    "process": (
        "SELECT max(c.year) FROM cadre_assessment a JOIN cadre_cycle c ON c.id = a.cycle_id WHERE a.employee_id = %s"
    ),
    "case": "SELECT extract(year FROM max(COALESCE(date_to, date_from)))::int FROM cadre_honour WHERE employee_id = %s",
    "ballot": (
        "SELECT extract(year FROM max(b.closed_at))::int FROM cadre_ballot_subject s"
        "  JOIN cadre_ballot b ON b.id = s.ballot_id WHERE s.employee_id = %s"
    ),
}
"""The last year in which there is something of the matter about a person. Never of cases: it would tell of one."""


class CadreErasure(models.TransientModel):
    _name = "cadre.erasure"
    _description = "Erase a Person"

    employee_id = fields.Many2one(
        "hr.employee",
        string="Person",
        required=True,
        domain="[('active', '=', False)]",
        context={"active_test": False},
    )
    reason = fields.Text(required=True, help="Who asked for it, and by which rule.")
    typed = fields.Char(string="Type the Name", help="So that the wrong person is not erased.")
    kept = fields.Text(compute="_compute_kept", string="Must Be Kept")

    @api.depends("employee_id")
    @api.depends_context("lang", "uid")
    def _compute_kept(self):
        for erasure in self:
            allowed = self.env.user.has_group(MANAGER)
            erasure.kept = erasure.employee_id and allowed and "\n".join(erasure.sudo()._blockers())

    def _blockers(self):
        """Why this person is not erased yet, a sentence each with the rule and the day."""
        person, env = self.employee_id, self.env
        if person.active:
            yield env._("%(name)s is on the staff: archive the employee first.", name=person.name)
        users = env["res.users"].with_context(active_test=False).search([("employee_ids", "in", person.ids)])
        if active := users.filtered("active")[:1]:
            yield env._("The account %(login)s is still open: archive it first.", login=active.login)
        others = users.with_context(active_test=False).employee_ids - person
        if others.filtered("active"):
            yield env._("%(name)s is on the staff elsewhere with the same account.", name=person.name)
        if open_work := env["cadre.assessment"].search(
            [("employee_id", "=", person.id), ("assessed", "=", True), ("state", "!=", "archived")], limit=1
        ):
            yield env._("%(name)s is assessed in “%(cycle)s”.", name=person.name, cycle=open_work.cycle_id.name)
        terms = {one.matter: one for one in env["cadre.retention"].search([("company_id", "=", person.company_id.id)])}
        labels = dict(env["cadre.retention"]._fields["matter"]._description_selection(env))
        for matter, _label in MATTERS:
            env.cr.execute(LAST[matter], [person.id])
            [year] = env.cr.fetchone()
            if not year:
                continue
            term = terms.get(matter)
            if not term:
                yield env._(
                    "%(matter)s: nobody has entered how long they are kept (“Retention Terms”).", matter=labels[matter]
                )
            elif (first := date(year + term.years + 1, 1, 1)) > today_of(person):
                yield env._(
                    "%(matter)s: kept until %(day)s (%(years)s years, %(basis)s).",
                    matter=labels[matter],
                    day=date(first.year - 1, 12, 31),
                    years=term.years,
                    basis=term.basis,
                )

    def _refuse_himself(self):
        if self.employee_id in self.env.user._cadre_people():
            raise AccessError(self.env._("%(name)s: nobody erases himself.", name=self.employee_id.name))

    def action_erase(self):
        """Erase him for good. What is archived keeps its place in the chain, without content.

        :raises UserError: something must be kept, or another name was typed
        """
        self.ensure_one()
        require_role(self.env, MANAGER, self.env._("The organization department erases people."))
        person = self.employee_id
        person.check_access("read")
        self._refuse_himself()
        if blockers := list(self.sudo()._blockers()):
            raise UserError("\n".join(blockers))
        if (self.typed or "").strip() != person.name:
            raise UserError(self.env._("Type the name of %(name)s to erase this person.", name=person.name))
        known = guarded(person.sudo().with_context(active_test=False))
        numbers = self._numbers(known)
        company, reason = known.company_id, erasing.known_words(known).taken_out(self.reason)
        self.sudo().unlink()
        erasing.erase(known)
        guarded(self.env["cadre.archive.chain"].sudo())._of(company)._append(
            "erasure",
            [(None, None, None, text_of({"entries": numbers, "reason": reason, "by_id": self.env.uid}))],
        )
        return {"type": "ir.actions.act_window_close"}

    @staticmethod
    def _numbers(person):
        """Numbers of the entries that keep something of this person."""
        results = person.env["cadre.result"].search([("employee_id", "=", person.id)])
        entries = person.env["cadre.archive.entry"].search([("result_id", "in", results.ids)], order="number")
        return entries.mapped("number")
