"""A term that somebody is in: probation, office, standby, what is still to be met (S4-P10-25, -33, -36, S4-P2-07).

Begun by its event. A term moves only itself: it reminds, and ends by itself where the rule says so; what it changes in
somebody's post is an appointment of its own, by decision.
"""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.clock import corresponding_day, last_day, term_end
from ...engine.criteria import explain, facts_asked
from ..clock import on_the_day, today_of
from ..guard import Step, guarded
from ..meeting.activities import readable, schedule
from ..organization.person_facts import facts_of

KINDS = [
    ("probation", "Probation"),
    ("office", "Term of Office"),
    ("standby", "Standby"),
    ("condition", "Condition Still to Be Met"),
    ("handover", "Handover"),
]
REMINDED = {"probation": 30, "office": 90, "standby": 14, "condition": 60, "handover": 0}
"""Days before the last one on which the office is reminded."""


class CadreTerm(models.Model):
    _name = "cadre.term"
    _description = "Term"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date_to, id"

    _guarded = frozenset(
        {
            "state", "selection_id", "appointment_id", "employee_id", "kind", "date_from", "date_to", "ended_on",
            "end_reason", "check_id", "basic_pay",
        }
    )  # fmt: skip
    _locked_states = frozenset({"fulfilled", "ended_early", "lapsed", "diverted"})
    _steps = (
        Step("fulfil", ("running",), "fulfilled", "_may_fulfil", reason=True),
        Step("end_early", ("running",), "ended_early", "_may_end", reason=True),
        Step("divert", ("running",), "diverted", "_may_divert", reason=True),
    )

    name = fields.Char(required=True, readonly=True)
    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="selection_id.company_id", store=True, index=True)
    appointment_id = fields.Many2one(
        "cadre.appointment", string="Begun by", ondelete="restrict", index="btree_not_null"
    )
    check_id = fields.Many2one("cadre.candidate.check", string="Condition", ondelete="restrict", index="btree_not_null")
    employee_id = fields.Many2one("hr.employee", string="Person", required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one(
        related="employee_id.user_id", store=True, index="btree_not_null", string="User of the Person"
    )
    kind = fields.Selection(KINDS, required=True, tracking=True)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Last Day", required=True, index=True)
    basic_pay = fields.Boolean(string="Basic Pay Only", readonly=True, copy=False)
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None, low=None)
    state = fields.Selection(
        [
            ("running", "Running"),
            ("fulfilled", "Fulfilled"),
            ("ended_early", "Ended Early"),
            ("lapsed", "Lapsed"),
            ("diverted", "Diverted"),
        ],
        default="running",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    ended_on = fields.Date(readonly=True, copy=False)
    end_reason = fields.Text(readonly=True, copy=False)
    next_act = fields.Char(string="At Its End", compute="_compute_next_act")
    appointment_ids = fields.One2many("cadre.appointment", "term_id", string="Ended by")

    _dates = models.Constraint("CHECK(date_from <= date_to)", "A term ends before it begins.")

    # -- whose work ------------------------------------------------------------------------------------------------
    def _office_of(self):
        return self.sudo().selection_id if len(self) == 1 else self.env["cadre.selection"]

    def _own_since(self):
        return self.sudo().selection_id[:1].date_from

    def _may_fulfil(self):
        """By hand only what changes nobody's post; probation is confirmed by an appointment."""
        return self.kind != "probation" and self._is_office()

    def _may_end(self):
        return self.kind not in ("probation", "office") and self._is_office()

    # -- computes --------------------------------------------------------------------------------------------------
    def _compute_days_left(self):
        for term in self:
            term.days_left = (term.date_to - today_of(term)).days if term.date_to and term.state == "running" else 0

    @api.depends("kind", "state")
    @api.depends_context("lang")
    def _compute_next_act(self):
        said = {
            "probation": self.env._("Assess him, then confirm him or remove him."),
            "office": self.env._("Appoint him anew, or remove him."),
            "standby": self.env._("Second double selection; whoever is not placed again is assigned a post."),
            "condition": self.env._("Have it met and put on file."),
            "handover": self.env._("Have the handover written down."),
        }
        for term in self:
            term.next_act = said.get(term.kind) if term.state == "running" else False

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_fulfil(self):
        return self._ask_reason("fulfil")

    def _reason_fulfil(self, reason):
        for term in self:
            term._take("fulfil", ended_on=today_of(term), end_reason=reason)
        return True

    def action_end_early(self):
        return self._ask_reason("end_early")

    def _reason_end_early(self, reason):
        for term in self:
            term._take("end_early", ended_on=today_of(term), end_reason=reason)
        return True

    def action_confirm(self):
        """Draft what confirms him (转为正式任职): the decision is entered there."""
        return self._draft("confirm")

    def action_remove(self):
        """Draft what removes him: after probation, or early by a sanction (S4-P10-37, -38)."""
        return self._draft("remove")

    def _draft(self, kind):
        self.ensure_one()
        self.check_access("read")
        if not self._is_office() or self.state != "running" or self.kind not in ("probation", "office"):
            raise UserError(self.env._("%(term)s: nothing is confirmed or removed by it now.", term=self.display_name))
        origin = self.sudo().appointment_id
        draft = self.sudo().appointment_ids.filtered(lambda one: one.state == "draft" and one.kind == kind)[:1]
        draft = draft or guarded(origin).create(
            {
                "selection_id": origin.selection_id.id,
                "candidate_id": origin.candidate_id.id,
                "employee_id": origin.employee_id.id,
                "kind": kind,
                "job_id": origin.job_id.id if kind == "confirm" else False,
                "post_name": origin.post_name,
                "department_id": origin.department_id.id,
                "term_id": self.id,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.appointment",
            "res_id": draft.id,
            "views": [(False, "form")],
        }

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _begin(self, appointment):
        """The terms that an appointment begins. As superuser.

        Probation and office begin with the announcement (A4-21); what was deferred is met within so many months after
        the appointment, the corresponding day included (G9).
        """
        procedure, env = appointment.selection_id.procedure_id, self.env
        announced = appointment.announced_on or appointment.effective_on
        common = {
            "selection_id": appointment.selection_id.id,
            "appointment_id": appointment.id,
            "employee_id": appointment.employee_id.id,
            "date_from": announced,
        }
        terms = []
        for kind, months in (("probation", procedure.probation_months), ("office", procedure.term_months)):
            if months:
                terms.append({"kind": kind, "date_to": term_end(announced, months=months)})
        if procedure.handover_days:
            terms.append({"kind": "handover", "date_to": last_day(announced, procedure.handover_days)})
        for check in appointment.candidate_id.check_ids.filtered(lambda one: one.answer == "deferred"):
            until = corresponding_day(appointment.effective_on, months=check.defer_months)
            begin = {"date_from": appointment.effective_on, "check_id": check.id, "name": check.condition}
            terms.append({"kind": "condition", "date_to": until, **begin})
        kinds = dict(self._fields["kind"]._description_selection(env))
        names = {kind: f"{kinds[kind]} · {appointment.post_name}" for kind in kinds}
        return guarded(self.sudo()).create([{"name": names[term["kind"]], **common, **term} for term in terms])

    @api.model
    def _standby_values(self, selection, people, announced, months):
        """Standby of the unplaced, from the day after the announcement on; who is in one already stays in it
        (S4-P10-33). As superuser."""
        there = selection.standby_ids.employee_id
        first = announced + timedelta(days=1)
        label = dict(self._fields["kind"]._description_selection(self.env))["standby"]
        return [
            {
                "name": f"{label} · {selection.name}",
                "selection_id": selection.id,
                "employee_id": one.id,
                "kind": "standby",
                "basic_pay": True,
                "date_from": first,
                "date_to": term_end(first, months=months),
            }
            for one in people - there
        ]

    @api.model
    def _end_standby(self, acts):
        """Who is placed is on standby no more. As superuser."""
        for act in acts.filtered(lambda one: one.selection_id.procedure_id.subject == "double"):
            mine = [("employee_id", "=", act.employee_id.id), ("kind", "=", "standby"), ("state", "=", "running")]
            self.sudo().search(mine)._end("fulfilled", act.effective_on)

    def _may_divert(self):
        """Who was not placed by a second double selection either, and does not take the post assigned (S4-P10-34)."""
        term = self.sudo()
        before = [("employee_id", "=", term.employee_id.id), ("kind", "=", "standby"), ("date_to", "<", term.date_from)]
        return term.kind == "standby" and self._is_office() and bool(term.search_count(before, limit=1))

    def action_divert(self):
        return self._ask_reason("divert")

    def _reason_divert(self, reason):
        for term in self:
            term._take("divert", ended_on=today_of(term), end_reason=reason)
        return True

    def _end(self, state, day):
        """As superuser: the term of an appointment that confirms, removes or is annulled."""
        guarded(self.sudo()).filtered(lambda term: term.state == "running").write({"state": state, "ended_on": day})

    # -- every day -------------------------------------------------------------------------------------------------
    @api.model
    def _cron_day(self):
        """Once a day, on each company's own day; run again it does nothing more."""
        env = self.env
        waiting = env["cadre.appointment"].search(
            [("state", "=", "ordered"), *on_the_day(env, lambda day: [("effective_on", "<=", day)])]
        )
        for one in waiting:
            one._apply_on_its_day()
        env["cadre.nomination"]._lapse()
        env["cadre.candidate"].sudo()._look_again()
        running = self.search([("state", "=", "running")])
        running.filtered("check_id")._look()
        running.filtered(lambda term: term.state == "running")._remind()

    def _look(self):
        """What was still to be met and is on file by now is fulfilled; before its last day or after it."""
        for day, terms in self.grouped(today_of).items():
            leaves = terms.check_id.criterion_id
            trees = leaves._engine_criteria()
            facts = facts_of(self.env(su=True), terms.sudo().employee_id, facts_asked(trees.values()), day)
            for term in terms:
                if explain(trees[term.check_id.criterion_id.id], facts[term.employee_id.id]).holds:
                    term._end("fulfilled", day)

    def _remind(self):
        """The office, some days before the last one and as long as nothing is done: one activity each, none twice."""
        Activity = self.env["mail.activity"].sudo().with_context(active_test=False)
        there = Activity.search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        known = {(one.res_id, one.user_id.id, one.date_deadline) for one in there}
        wanted, members = {}, {}
        for term in self.sudo():
            day, body = today_of(term), term.selection_id.office_body_id
            if term.date_to - timedelta(days=REMINDED[term.kind]) > day:
                continue
            if body not in members:
                members[body] = body._members_on(day).user_id
            for user in members[body]:
                if (term.id, user.id, term.date_to) not in known:
                    said = self.env._("%(person)s: %(term)s", person=term.employee_id.name, term=term.name)
                    wanted[self._name, term.id, user.id, said] = term.date_to
        schedule(self.env, readable(self.env, wanted)) if wanted else None
