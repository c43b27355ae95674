"""One selection: which posts are filled by which procedure, by whom it is prepared and decided, and how far it is."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..clock import today_of
from ..guard import Step, guarded
from ..listing import listed
from ..meeting.activities import Reminder
from ..office import SELECTION, own_office
from ..organization.res_users import sits_in

UNDER_WAY = ("running", "suspended")
DECIDED = ("closed", "given_up")


class CadreSelection(models.Model):
    """An occasion like a cycle: decisions, notices, ballots and papers hang on it."""

    _name = "cadre.selection"
    _description = "Selection"
    _inherit = ["cadre.occasion", "mail.thread", "mail.activity.mixin", "cadre.kin.standing.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date_from desc, id desc"

    _hung_by = "selection_id"
    _office_groups = (SELECTION,)
    _office_paths = ("office_body_id", "company_id")
    _office_depends = ("office_body_id.mine",)
    _guarded = frozenset({"state", "begun_on", "ended_on", "end_reason"})
    _locked_states = frozenset(DECIDED)
    _steps = (
        Step("begin", ("draft",), "running", "_is_office"),
        Step("suspend", ("running",), "suspended", "_is_office", reason=True),
        Step("resume", ("suspended",), "running", "_is_office"),
        Step("close", ("running",), "closed", "_is_office"),
        Step("give_up", UNDER_WAY, "given_up", "_is_office", reason=True),
    )
    _settled_fields = frozenset({"procedure_id", "company_id", "date_from"})
    """What the steps were made of: fixed once it has begun."""
    _kept_once_begun = frozenset({"unit_id", "body_id", "discipline_body_id"})
    """Who decides and who is heard is not changed for another while it is under way; what was empty is filled in."""

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    procedure_id = fields.Many2one(
        "cadre.procedure",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
        domain="[('state', '=', 'active')]",
    )
    subject = fields.Selection(related="procedure_id.subject")
    unit_id = fields.Many2one("hr.department", required=True, check_company=True, index=True)
    office_body_id = fields.Many2one(
        "cadre.body",
        string="Selection Office",
        check_company=True,
        ondelete="restrict",
        index=True,
        domain="[('kind', '=', 'selection')]",
        default=lambda self: own_office(self.env, "selection"),
        help="Its members of today prepare it and read everything of it. Empty: the organization department alone.",
    )
    body_id = fields.Many2one(
        "cadre.body",
        string="Deciding Body",
        check_company=True,
        ondelete="restrict",
        index=True,
        domain="[('kind', 'not in', ('office', 'selection', 'inspection', 'discipline'))]",
    )
    group_body_id = fields.Many2one(
        "cadre.body", string="Inspection Group", check_company=True, ondelete="restrict", index="btree_not_null",
        domain="[('kind', '=', 'inspection')]", help="考察组: at least two.",
    )  # fmt: skip
    discipline_body_id = fields.Many2one(
        "cadre.body",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('kind', '=', 'discipline')]",
        help="Gives a written opinion on each candidate.",
    )
    judges_body_id = fields.Many2one(
        "cadre.body", string="Judges", check_company=True, ondelete="restrict", index="btree_not_null",
        domain="[('kind', '=', 'judges')]",
        help="Whose members mark, where the procedure asks for judges of their own (面试考官).",
    )  # fmt: skip
    date_from = fields.Date(string="First Day", required=True, default=today_of)
    date_to = fields.Date(string="Last Day", help="Of the time planned for it.")
    cut_off = fields.Date(
        string="Counted to",
        help="The day to which time in a post and the like are counted. Empty: the check's own day.",
    )
    state = fields.Selection(
        [
            ("draft", "Preparation"),
            ("running", "Under Way"),
            ("suspended", "Suspended"),
            ("closed", "Concluded"),
            ("given_up", "Given Up"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    begun_on = fields.Date(readonly=True, copy=False)
    ended_on = fields.Date(readonly=True, copy=False)
    end_reason = fields.Text(readonly=True, copy=False)
    reminders = fields.Boolean(default=True, help="Not set: nobody is reminded of its steps.")
    post_ids = fields.One2many("cadre.selection.post", "selection_id", string="Posts", copy=True)
    step_ids = fields.One2many("cadre.selection.step", "selection_id", string="Steps")
    candidate_ids = fields.One2many("cadre.candidate", "selection_id", string="Candidates")
    decision_ids = fields.One2many("cadre.decision", "selection_id")
    appointment_ids = fields.One2many("cadre.appointment", "selection_id")
    notice_ids = fields.One2many("cadre.notice", "selection_id")
    ballot_ids = fields.One2many("cadre.ballot", "selection_id")
    post_count = fields.Integer(string="Number of Posts", compute="_compute_counts")
    candidate_count = fields.Integer(string="Number of Candidates", compute="_compute_counts")
    impossible_count = fields.Integer(
        string="Impossible Days", compute="_compute_late", help="Steps that cannot begin on the day planned for them."
    )

    _dates = models.Constraint("CHECK(date_to IS NULL OR date_from <= date_to)", "It ends before it begins.")

    # -- what hangs on it asks -------------------------------------------------------------------------------------
    @api.model
    def _office_domain(self):
        return Domain("office_body_id.mine", "=", True)

    def _office_of(self):
        return self

    def _deciding_body(self):
        return self.body_id

    def _office_body(self):
        return self.office_body_id

    def _accounts_since(self):
        return self.date_from

    def _own_since(self):
        return self.sudo().date_from if len(self) == 1 else False

    def _own_people(self):
        """Nobody prepares a selection in which he stands himself."""
        return self.sudo().candidate_ids.filtered(lambda one: one.state != "out").employee_id

    def _who_stands(self):
        return self._own_people()

    def _in_group(self):
        """Whether the current user sits in its inspection group today."""
        return bool(sits_in(self.env.user, self.sudo().group_body_id)) and not self._is_own()

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("post_ids.number", "candidate_ids.state")
    def _compute_counts(self):
        for selection in self:
            selection.post_count = sum(selection.post_ids.mapped("number"))
            selection.candidate_count = len(selection.candidate_ids.filtered(lambda one: one.state != "out"))

    @api.depends("step_ids.late")
    def _compute_late(self):
        for selection in self:
            selection.impossible_count = len(selection.step_ids.filtered("late"))

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        selections = super().create(vals_list)
        for selection in selections:
            selection._make_steps()
        return selections

    def write(self, vals):
        if not self._is_trusted():
            self._refuse_changed(vals)
        before = {one: (one.procedure_id, one.date_from) for one in self}
        result = super().write(vals)
        for selection, (procedure, first) in before.items():
            if selection.state == "draft" and (selection.procedure_id, selection.date_from) != (procedure, first):
                selection._make_steps(anew=True)
        return result

    def _refuse_changed(self, vals):
        """:raises UserError: what its steps rest on would become another; the field is named."""
        for selection in self.filtered(lambda one: one.state != "draft"):
            if vals.keys() & self._settled_fields:
                raise UserError(
                    self.env._(
                        "“%(selection)s” has begun: procedure and first day stay as they are.", selection=selection.name
                    )
                )
            checked = any(step.kind == "check" and step.state == "done" for step in selection.sudo().step_ids)
            kept = {name for name in self._kept_once_begun if selection[name]} | ({"cut_off"} if checked else set())
            for name in sorted(kept & vals.keys()):
                field = self._fields[name]
                if field.convert_to_cache(selection[name], self) != field.convert_to_cache(vals[name] or False, self):
                    raise UserError(
                        self.env._(
                            "“%(selection)s” is under way: “%(field)s” stays as it is. Where it was wrong, give the "
                            "selection up and plan another.",
                            selection=selection.name,
                            field=field._description_string(self.env),
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        begun = self.filtered(lambda one: one.state != "draft")
        if begun and not self._is_trusted():
            raise UserError(
                self.env._("“%(selection)s” has begun: give it up, with a reason.", selection=begun[0].name)
            )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_begin(self):
        """From now on its steps are taken, and its procedure stays as it is."""
        for selection in self:
            selection.post_ids._claim_places()
            if problems := selection._begin_problems():
                raise UserError("\n".join(problems))
            selection._take("begin", begun_on=today_of(selection))
            selection._make_steps()
            selection.step_ids._prepare()
        return True

    def action_suspend(self):
        return self._ask_reason("suspend")

    def _reason_suspend(self, reason):
        self._take("suspend", end_reason=reason)
        for selection in self:
            selection.sudo().message_post(body=self.env._("Suspended: %(reason)s", reason=reason))
        return True

    def action_resume(self):
        return self._take("resume", end_reason=False)

    def action_close(self):
        """When every step is done or left out."""
        for selection in self:
            waiting = selection.step_ids.filtered(lambda one: one.state == "open")
            if waiting:
                raise UserError(
                    self.env._(
                        "“%(selection)s” is not finished: %(steps)s.",
                        selection=selection.name,
                        steps=listed(self.env, waiting.mapped("name")),
                    )
                )
            selection._take("close", ended_on=today_of(selection))
        return True

    def action_give_up(self):
        return self._ask_reason("give_up")

    def _reason_give_up(self, reason):
        for selection in self:
            selection._take("give_up", ended_on=today_of(selection), end_reason=reason)
            guarded(selection.sudo().step_ids.filtered(lambda one: one.state == "open")).write(
                {"state": "void", "reason": reason}
            )
            selection.sudo().message_post(body=self.env._("Given up: %(reason)s", reason=reason))
        return True

    def action_plan_again(self):
        """The days that the procedure plans, from the first day on; what was entered by hand is replaced."""
        self.check_access("write")
        for selection in self:
            selection._refuse_locked(None)
            selection.step_ids.filtered(lambda one: one.state == "open")._plan_by_rule()
        return True

    def action_possible(self):
        """Move what cannot begin on its day to the earliest day it can."""
        self.check_access("write")
        for selection in self:
            selection._refuse_locked(None)
            for step in selection.step_ids.filtered("late"):
                step.planned = step.possible_from
        return True

    def action_board(self):
        return self._window("cadre_selection_step_action_board", {"search_default_selection_id": self.id})

    def action_candidates(self):
        return self._window("cadre_candidate_action", {"default_selection_id": self.id})

    def _window(self, action, context):
        self.ensure_one()
        self.check_access("read")
        found = self.env["ir.actions.act_window"]._for_xml_id(f"cadre_assessment.{action}")
        return {**found, "domain": [("selection_id", "=", self.id)], "context": context}

    # -- reminders -------------------------------------------------------------------------------------------------
    @api.model
    def _cron_remind(self):
        """Once a day: whose turn it is in every selection under way."""
        selections = self.search([("state", "=", "running"), ("reminders", "=", True)])
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(selections))
        for selection in selections:
            selection._remind(selection._today(), cron._commit_progress)
            cron._commit_progress(1)

    def _reminders(self, today):
        """Who takes the steps that can be taken: their actors; of what a body decides the office, which prepares it."""
        self.ensure_one()
        found = []
        for step in self.step_ids.filtered(lambda one: one.state == "open"):
            first = step._earliest()
            if first is not None and first <= today:
                due = max(step.planned or first, first)
                found += [Reminder(step, user, step.display_name, due) for user in step._to_remind()]
        return found

    # -- business --------------------------------------------------------------------------------------------------
    def _begin_problems(self):
        """What is missing before the first step can be taken, in sentences."""
        self.ensure_one()
        steps, found = self.step_ids, []
        if not self.post_ids:
            found.append(self.env._("“%(selection)s”: add the posts that are to be filled.", selection=self.name))
        for field, wanted, kinds in (
            ("body_id", "body", ()),
            ("group_body_id", "group", ("inspection",)),
            ("judges_body_id", "judges", ()),
            ("discipline_body_id", "discipline", ("opinion",)),
        ):
            asked = any(step.actor == wanted or step.kind in kinds or step._judged_by(wanted) for step in steps)
            if asked and not self[field]:
                found.append(
                    self.env._(
                        "“%(selection)s”: choose “%(field)s”, its procedure asks for it.",
                        selection=self.name,
                        field=self._fields[field]._description_string(self.env),
                    )
                )
        found += self._places_missing()
        if self.procedure_id.state != "active":
            found.append(
                self.env._("“%(procedure)s” is not in force. Choose another.", procedure=self.procedure_id.name)
            )
        return found

    def _make_steps(self, anew=False):
        """The steps of the procedure, once for the whole or for each post; what is planned by hand stays."""
        self.ensure_one()
        selection = guarded(self.sudo())
        if anew:
            selection.step_ids.unlink()
        there = {(step.rule_id, step.post_id) for step in selection.step_ids}
        wanted = {
            (rule, post): number
            for number, rule in enumerate(selection.procedure_id.step_ids)
            for post in (selection.post_ids if rule.scope == "post" else [selection.post_ids.browse()])
        }
        selection.step_ids.filtered(lambda step: (step.rule_id, step.post_id) not in wanted).unlink()
        made = selection.step_ids.create(
            [
                {
                    "selection_id": selection.id,
                    "rule_id": rule.id,
                    "post_id": post.id,
                    "sequence": 10 * number,
                    "name": rule.name,
                }
                for (rule, post), number in wanted.items()
                if (rule, post) not in there
            ]
        )
        made._plan_by_rule()

    def _notice_step(self):
        return self.step_ids.filtered(lambda step: step.kind == "notice")[:1]

    def _notice_bounds(self):
        return self._notice_step()._bounds() if self._notice_step() else super()._notice_bounds()
