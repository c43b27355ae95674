"""One step of a selection: planned, possible, taken once, in order, by its actor, dated by the server."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...engine.clock import publicity_end
from ..clock import today_of
from ..guard import Step
from ..listing import titled
from ..offers import taken
from ..organization.res_users import sits_in
from ..organization.workdays import Workdays
from . import planning
from .problems import problems_of, told
from .reasons_said import said
from .words import ABOUT_POSTS, DECIDED_BY_BODY, OUTCOMES, STATUTORY_NOTICE


class CadreSelectionStep(models.Model):
    """The template says what the step asks for; this record has the small table of what becomes of it."""

    _name = "cadre.selection.step"
    _description = "Step of a Selection"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.kin.standing.mixin", "cadre.guard.mixin"]
    _order = "selection_id, sequence, id"

    _guarded = frozenset(
        {"state", "done_on", "done_by_id", "reason", "why", "selection_id", "rule_id", "post_id", "name"}
    )
    _locked_states = frozenset({"done", "left_out", "void"})
    _steps = (
        Step("do", {"open"}, "done", "_may_do", whose="_actors"),
        Step("leave_out", {"open"}, "left_out", "_may_leave_out", reason=True),
        Step("reopen", {"done", "left_out"}, "open", "_may_reopen", reason=True),
    )

    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="selection_id.company_id", store=True, index=True)
    rule_id = fields.Many2one(
        "cadre.procedure.step", string="Step of the Procedure", required=True, ondelete="restrict", index=True
    )
    post_id = fields.Many2one("cadre.selection.post", string="For the Post", ondelete="cascade", index="btree_not_null")
    sequence = fields.Integer(readonly=True)
    name = fields.Char(required=True)
    kind = fields.Selection(related="rule_id.kind", store=True)
    stage = fields.Selection(related="rule_id.stage", store=True, group_expand=True)
    actor = fields.Selection(related="rule_id.actor", store=True)
    actor_text = fields.Char(related="rule_id.actor_text")
    state = fields.Selection(
        [("open", "To Be Done"), ("done", "Done"), ("left_out", "Left Out"), ("void", "Void")],
        default="open",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    planned = fields.Date(help="The day meant for it.", tracking=True)
    possible_from = fields.Date(
        string="Possible from", compute="_compute_possible", help="The earliest day, by what must come before."
    )
    possible_to = fields.Date(string="Earliest End", compute="_compute_possible")
    late = fields.Boolean(string="Impossible", compute="_compute_possible", help="It cannot begin on the day planned.")
    warning = fields.Char(compute="_compute_warning", help="Allowed, and below what the law asks for.")
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None, low=None)
    waiting = fields.Boolean(
        string="Now", compute="_compute_problems", search="_search_waiting", help="Everything before it is done."
    )
    problem_text = fields.Text(string="What Is Missing", compute="_compute_problems")
    problem_count = fields.Integer(compute="_compute_problems", aggregator=None)
    whose = fields.Char(string="Whose Turn", compute="_compute_whose")
    acted_on = fields.Date(
        string="Day of the Act",
        copy=False,
        help="Of a paper, a meeting or a talk of an earlier day. Empty: the day on which the step is taken.",
    )
    document = fields.Char(string="Document Number", copy=False, help="Number of the paper it rests on.")
    outcome = fields.Selection(OUTCOMES, copy=False)
    finding = fields.Text(string="What Came of It", copy=False, help="What came of it.")
    done_on = fields.Date(readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", string="Taken by Whom", readonly=True, copy=False)
    reason = fields.Text(string="Reason Written", readonly=True, copy=False)
    why = fields.Json(readonly=True, copy=False, help="By a rule: it is said in the language of whoever reads it.")
    reason_text = fields.Text(
        string="Reason", compute="_compute_reason_text", help="Why it was left out, opened again or void."
    )
    ballot_ids = fields.One2many("cadre.ballot", "step_id", string="Ballots")
    decision_ids = fields.One2many("cadre.decision", "step_id", string="Decisions of the Body")
    notice_ids = fields.One2many("cadre.notice", "step_id", string="Notices")
    paper_ids = fields.One2many("cadre.candidate.paper", "step_id", string="Materials")
    talk_ids = fields.One2many("cadre.talk", "step_id", string="Talks")
    takes_talks = taken("takes_talks")
    opinion_ids = fields.One2many("cadre.opinion", "step_id", string="Opinions")
    mark_ids = fields.One2many("cadre.candidate.mark", "step_id", string="Marks")

    _once = models.UniqueIndex(
        "(selection_id, rule_id, COALESCE(post_id, 0))", "This step is there once for a selection or a post."
    )

    # -- whose work ------------------------------------------------------------------------------------------------
    def _office_of(self):
        return self.sudo().selection_id if len(self) == 1 else self.env["cadre.selection"]

    def _own_since(self):
        return self.sudo().selection_id[:1].date_from

    def _own_people(self):
        return self.sudo().selection_id._own_people()

    def _who_stands(self):
        """Of a step for one post who stands for it; a step about posts alone acts on nobody."""
        if self.kind in ABOUT_POSTS:
            return super()._who_stands()
        standing = self.selection_id.candidate_ids.filtered(lambda one: one.state != "out")
        if self.post_id:
            standing = standing.filtered(lambda one: one.post_id == self.post_id)
        return standing.employee_id

    def _may_do(self):
        """Its actor: the office, also for what others decide on paper; a member of the group; the body by its
        decision."""
        if self.sudo().selection_id.state != "running" or self.kind in DECIDED_BY_BODY:
            return False
        if self.actor == "group":
            return self.sudo().selection_id._in_group()
        if self.actor == "discipline":
            return bool(sits_in(self.env.user, self.sudo().selection_id.discipline_body_id)) and not self._is_own()
        return self._is_office()

    def _actors(self):
        """Whose turn it is."""
        return self._acting_body()._members_on(today_of(self)).user_id

    def _to_remind(self):
        """Who is reminded: whose turn it is, and of what is decided in a meeting the office that prepares it."""
        if self.kind in DECIDED_BY_BODY:
            return self.sudo().selection_id.office_body_id._members_on(today_of(self)).user_id
        return self._actors()

    def _acting_body(self):
        selection = self.sudo().selection_id
        bodies = {
            "group": selection.group_body_id,
            "discipline": selection.discipline_body_id,
            "body": selection.body_id,
        }
        return bodies.get(self.actor, selection.office_body_id)

    @api.model
    def _domain_takes_talks(self):
        """Steps of talks under way, for the office and the inspection group."""
        mine = Domain("selection_id.of_my_office", "=", True) | Domain("selection_id.group_body_id.mine", "=", True)
        open_now = Domain("state", "=", "open") & Domain("selection_id.state", "=", "running")
        return mine & open_now & Domain("kind", "in", ("talks", "talk", "inspection"))

    def _may_leave_out(self):
        return self._is_office() and self.sudo().selection_id.state == "running"

    def _may_reopen(self):
        """While nothing after it is done."""
        return self._may_leave_out() and not self._done_after()

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends(
        "planned",
        "state",
        "acted_on",
        "done_on",
        "selection_id.date_from",
        "selection_id.step_ids.planned",
        "selection_id.step_ids.state",
        "notice_ids.date_to",
    )
    def _compute_possible(self):
        for selection, steps in self.grouped("selection_id").items():
            slots = planning.slots(selection)
            for step in steps:
                slot = slots.get(step._origin.id or step.id)
                step.possible_from = slot.first if slot else False
                step.possible_to = slot.last if slot else False
                step.late = bool(slot and slot.late and step.state == "open")

    @api.depends("rule_id", "selection_id.date_from")
    def _compute_warning(self):
        for step in self:
            step.warning = step._below_statute()

    def _below_statute(self):
        """A notice that is shorter than the law asks for: allowed, and said (A4-3, O-18)."""
        rule = self.rule_id
        first = self.planned or self.selection_id.date_from
        if rule.kind != "notice" or not first or not rule.days:
            return False
        workdays = Workdays(self.company_id or self.env.company)
        last = publicity_end(first, rule.days, workdays if rule.day_type == "working" else None)
        if last >= publicity_end(first, STATUTORY_NOTICE, workdays):
            return False
        return self.env._(
            "“%(step)s” lasts %(days)s days: the regulations on posts ask for at least %(statute)s working days.",
            step=self.name,
            days=rule.days,
            statute=STATUTORY_NOTICE,
        )

    @api.depends("planned", "possible_from", "state")
    def _compute_days_left(self):
        for step in self:
            day = max(filter(None, (step.planned, step.possible_from)), default=None)
            step.days_left = (day - today_of(step)).days if day and step.state == "open" else 0

    @api.depends("state", "selection_id.step_ids.state", "paper_ids.state", "acted_on", "document", "outcome")
    @api.depends_context("uid", "lang")
    def _compute_problems(self):
        found = {step: problems_of(step) if step.state == "open" and step.id else [] for step in self}
        texts = told(self.env, [one for some in found.values() for one in some])
        for step, some in found.items():
            step.waiting = step.state == "open" and not any(one.code.startswith("before:") for one in some)
            step.problem_count = len(some)
            step.problem_text = "\n".join(dict.fromkeys(texts[one] for one in some)) or False

    @api.depends("reason", "why")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        for step in self:
            step.reason_text = said(self.env, step.why, step.reason) or False

    @api.model
    def _search_waiting(self, operator, value):
        """Of the open steps of selections under way, those whose day has come: a few hundred at most are looked at."""
        if operator != "in":
            return NotImplemented
        steps = self.search([("state", "=", "open"), ("selection_id.state", "=", "running")]).sudo()
        days = {step: step._earliest() for step in steps}
        now = [step.id for step, first in days.items() if first is not None and first <= today_of(step)]
        return Domain("id", "in" if True in value else "not in", now)

    @api.depends("actor", "state", "selection_id.office_body_id", "selection_id.group_body_id")
    @api.depends_context("lang")
    def _compute_whose(self):
        for step in self:
            if step.state != "open":
                step.whose = False
                continue
            body = step._acting_body().name or dict(self._fields["actor"]._description_selection(self.env))[step.actor]
            step.whose = titled(self.env, body, step.actor_text) if step.actor_text else body

    @api.depends("name", "post_id")
    def _compute_display_name(self):
        for step in self:
            post = step.post_id.sudo().name
            step.display_name = titled(self.env, step.name, post) if post else step.name

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_do(self):
        """Take it. Dated by the server, in the company's day; a second one who takes it finds it done."""
        self._hold()
        self._refuse_step("do", access="read")
        for step in self:
            step._refuse_problems()
            step._finish()
        return True

    def action_leave_out(self):
        return self._ask_reason("leave_out")

    def _reason_leave_out(self, reason):
        """By a branch of the procedure, or by a recorded decision of the body."""
        self._hold()
        for step in self:
            step._refuse_step("leave_out")
            step._refuse_leaving_out()
            step._take("leave_out", reason=reason, why=False, done_on=today_of(step), done_by_id=self.env.uid)
            step.sudo().message_post(body=self.env._("Left out: %(reason)s", reason=reason))
            step.sudo()._go_on()
        return True

    def action_reopen(self):
        return self._ask_reason("reopen")

    def _reason_reopen(self, reason):
        """What was taken wrongly is taken again, as long as nothing rests on it."""
        self._hold()
        for step in self:
            step._take("reopen", reason=reason, why=False, done_on=False, done_by_id=False)
            step._branches().filtered(lambda one: one.state == "left_out")._open_again()
            step.sudo().message_post(body=self.env._("Opened again: %(reason)s", reason=reason))
        return True

    def action_prepare(self):
        """Make what the step needs: the ballot, the decision, the notice, the papers."""
        self.ensure_one()
        self.check_access("write")
        self._refuse_locked(None)
        self._hold()
        self._prepare()
        makers = {"ballot": self._ballot, "notice": self._notice}
        made = makers.get(self.kind, self._decision if self.kind in DECIDED_BY_BODY else None)
        record = made() if made else None
        if not record:
            return True
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(record.get_formview_id(), "form")],
            "name": record.display_name,
        }

    # -- order -----------------------------------------------------------------------------------------------------
    def _before(self):
        """The steps that must be done first: of the same post, or of the whole."""
        self.ensure_one()
        mine = self.rule_id.after_ids
        return self.selection_id.step_ids.filtered(
            lambda one: one.rule_id in mine and (not self.post_id or not one.post_id or one.post_id == self.post_id)
        )

    def _waits_for(self):
        """The same, with what a step waits for that was left out in the place of that step."""
        todo, found, seen = self._before(), self.browse(), self.browse()
        while todo:
            seen |= todo
            skipped = todo.filtered(lambda one: one.state in ("left_out", "void"))
            found |= todo - skipped
            todo = self.browse().union(*(one._before() for one in skipped)) - seen
        return found

    def _after(self):
        self.ensure_one()
        return self.selection_id.step_ids.filtered(lambda one: self in one._before())

    def _done_after(self):
        """Those after it that are done, or left out otherwise than by its own branch."""
        return (
            self.sudo()
            ._after()
            .filtered(
                lambda one: one.state == "done" or (one.state == "left_out" and one.rule_id.branch_id != self.rule_id)
            )
        )

    def _branches(self):
        """Steps that are taken only where this one came out in a certain way."""
        steps = self.sudo().selection_id.step_ids
        return steps.filtered(lambda one: one.rule_id.branch_id and one.rule_id.branch_id in self.rule_id)

    def _last_day(self):
        """The last day of a step that is done: of its act, of its days, of its notice."""
        self.ensure_one()
        if self.kind == "notice" and (last := max(self.notice_ids.filtered("date_to").mapped("date_to"), default=None)):
            return last
        day = self.acted_on or self.done_on
        rule = self.rule_id
        if not day or not rule.days:
            return day
        workdays = Workdays(self.company_id) if rule.day_type == "working" else None
        return publicity_end(day, rule.days, workdays)

    def _earliest(self):
        """The first day on which it can be taken, by what is done before it; None while something is open."""
        self.ensure_one()
        days = [self.selection_id.begun_on or self.selection_id.date_from]
        for step in self.sudo()._waits_for():
            if step.state == "open":
                return None
            days.append(step._last_day() + self._gap(step))
        return max(days)

    def _gap(self, before):
        """Whether it begins on the last day of what is ``before`` it, or the day after: always after a notice."""
        return timedelta(days=1 if self.rule_id.next_day or before.kind == "notice" else 0)
