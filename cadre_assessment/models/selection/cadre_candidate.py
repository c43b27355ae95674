"""A candidate: who, for which post, by which channel, and how far he has come."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..company import company_of
from ..guard import Step, guarded
from ..office import ORGANIZATION
from . import reasons_said
from .dossier import page
from .results import support_of
from .words import CHANNELS

STAND = [
    ("registered", "Registered"),
    ("eligible", "Eligible"),
    ("recommended", "Recommended"),
    ("listed", "To Be Inspected"),
    ("inspected", "Inspected"),
    ("decided", "Decided by the Body"),
    ("appointed", "Appointed"),
    ("out", "Out"),
]
ORDER = {code: number for number, (code, _label) in enumerate(STAND)}
STANDING = tuple(code for code in ORDER if code not in ("appointed", "out"))


class CadreCandidate(models.Model):
    """Read by the office of its selection and the bodies that work on it, never by himself or a relative of his."""

    _name = "cadre.candidate"
    _description = "Candidate"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.kin.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "selection_id, post_id, id"

    _guarded = frozenset({"state", "out_reason", "out_why", "out_on", "name", "post_text", "unit_text"})
    _locked_states = frozenset({"appointed", "out"})
    _steps = (
        Step("put_out", STANDING, "out", "_is_office", reason=True),
        Step("disqualify", STANDING, "out", "_is_office", reason=True),
        Step("bring_back", ("out",), "registered", "_may_bring_back", reason=True),
    )

    selection_id = fields.Many2one(
        "cadre.selection", required=True, ondelete="restrict", index=True, check_company=True
    )
    company_id = company_of("selection_id")
    post_id = fields.Many2one(
        "cadre.selection.post",
        string="For the Post",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('selection_id', '=', selection_id)]",
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Person", required=True, ondelete="restrict", index=True, check_company=True
    )
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", store=True, index=True, string="User of the Person"
    )
    name = fields.Char(string="Name of the Person", readonly=True, help="As he was called when he was taken up.")
    post_text = fields.Char(string="Present Post", readonly=True)
    unit_text = fields.Char(string="Present Unit", readonly=True)
    channel = fields.Selection(CHANNELS, required=True, default="office", help="Who brought him forward.")
    registered_on = fields.Datetime(readonly=True, default=fields.Datetime.now, copy=False)
    state = fields.Selection(
        STAND, default="registered", required=True, copy=False, tracking=True, index=True, group_expand=True
    )
    eligible = fields.Selection(
        [("yes", "Met"), ("deferred", "Met, with a Term"), ("no", "Not Met"), ("unknown", "Not Known")],
        string="Conditions",
        tracking=True,
    )
    eligible_note = fields.Text(string="About the Conditions", help="What was looked at, and what is still to be met.")
    conditions_text = fields.Text(
        string="Still Open of the Conditions", compute="_compute_conditions_text", compute_sudo=True,
        help="What is not met, not known or has a term, in the words of whoever reads it.",
    )  # fmt: skip
    may_change_post = fields.Boolean(compute="_compute_may_change_post", compute_sudo=True)
    document_number = fields.Char(string="Document of Appointment", readonly=True, copy=False)
    out_reason = fields.Text(string="Reason Written", readonly=True, copy=False, help="By whom he was put out.")
    out_why = fields.Json(readonly=True, copy=False, help="By a rule: it is said in the language of whoever reads it.")
    out_text = fields.Text(string="Why Out", compute="_compute_out_text", compute_sudo=True)
    out_on = fields.Date(readonly=True, copy=False)
    paper_ids = fields.One2many("cadre.candidate.paper", "candidate_id", string="Materials")
    talk_ids = fields.One2many("cadre.talk", "candidate_id", string="Talks")
    opinion_ids = fields.One2many("cadre.opinion", "candidate_id", string="Opinions of the Discipline Body")
    vote_ids = fields.One2many("cadre.decision.name", "candidate_id", string="Votes of the Body")
    support_text = fields.Char(string="Support", compute="_compute_support", help="Of the sealed recommendation.")
    has_majority = fields.Boolean(string="Has a Majority", compute="_compute_support")
    photo = fields.Image(related="employee_id.image_1920", max_width=0, max_height=0, help="Of his file.")
    dossier = fields.Html(compute="_compute_dossier", sanitize=False, help="All of him on one page, as far as one may.")

    _once = models.Constraint(
        "UNIQUE(selection_id, post_id, employee_id)", "This person is a candidate for this post already."
    )

    # -- whose work ------------------------------------------------------------------------------------------------
    def _office_of(self):
        return self.sudo().selection_id if len(self) == 1 else self.env["cadre.selection"]

    def _own_since(self):
        return self.sudo().selection_id[:1].date_from

    def _own_people(self):
        """Who stands himself sees to no rival either."""
        return self.sudo().employee_id | self.sudo().selection_id._own_people()

    def _may_bring_back(self):
        """Whoever was disqualified for an irregularity by the organization department alone."""
        known = self.sudo()
        irregular = any((one.out_why or {}).get("code") == "irregular" for one in known)
        able = not irregular or self.env.user.has_group(ORGANIZATION)
        return able and self._is_office() and known.selection_id.state == "running"

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("employee_id.user_id")
    def _compute_user_id(self):
        for candidate in self:
            candidate.user_id = candidate.employee_id.sudo().user_id

    @api.depends("name", "employee_id", "post_id")
    def _compute_display_name(self):
        for candidate in self:
            name = candidate.name or candidate.sudo().employee_id.name or ""
            post = candidate.post_id.sudo().name
            candidate.display_name = self.env._("%(name)s for %(post)s", name=name, post=post) if post else name

    @api.depends("check_ids.answer", "eligible_note")
    @api.depends_context("lang")
    def _compute_conditions_text(self):
        for candidate in self:
            candidate.conditions_text = reasons_said.conditions(candidate) or candidate.eligible_note

    @api.depends("out_why", "out_reason", "check_ids.answer")
    @api.depends_context("lang")
    def _compute_out_text(self):
        for candidate in self:
            candidate.out_text = reasons_said.said(self.env, candidate.out_why, candidate.out_reason) or False

    def _compute_support(self):
        found = support_of(self)
        for candidate in self:
            support = found.get(candidate)
            candidate.support_text = (
                self.env._("%(yes)s of %(valid)s valid votes", yes=support.yes, valid=support.valid)
                if support
                else False
            )
            candidate.has_majority = bool(support and support.majority)

    @api.depends("state")
    @api.depends_context("uid", "lang")
    def _compute_dossier(self):
        for candidate in self:
            candidate.dossier = candidate.id and self.env["ir.qweb"]._render(
                "cadre_assessment.cadre_candidate_dossier", page(candidate)
            )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        candidates = super().create(vals_list)
        for candidate in candidates:
            candidate._refuse_closed()
            candidate._refuse_foreign_post()
            candidate._freeze()
            candidate._begin_anew()
        self.env["cadre.registration"]._tell(candidates.filtered(lambda one: one.channel == "self"), "running")
        return candidates

    def write(self, vals):
        if not self._is_trusted():
            for candidate in self:
                candidate._refuse_closed()
            if vals.keys() & {"selection_id", "post_id", "employee_id"}:
                self._refuse_moved(vals)
        before = {one: one.post_id for one in self} if "post_id" in vals else {}
        result = super().write(vals)
        self._changed_post(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_running(self):
        if not self._is_trusted():
            for candidate in self:
                if candidate.selection_id.state != "draft":
                    raise UserError(
                        self.env._(
                            "%(candidate)s stands in a selection that has begun: put him out, with a reason.",
                            candidate=candidate.display_name,
                        )
                    )

    def _refuse_foreign_post(self):
        if self.post_id.selection_id != self.selection_id:
            raise UserError(self.env._("Choose a post of “%(selection)s”.", selection=self.selection_id.sudo().name))

    def _refuse_closed(self):
        selection = self.sudo().selection_id
        if selection.state not in ("draft", "running") and not self._is_trusted():
            raise UserError(
                self.env._("“%(selection)s” is not under way: its candidates stay.", selection=selection.name)
            )

    def _refuse_moved(self, vals):
        for candidate in self:
            moved = any(candidate[name].id != vals[name] for name in vals.keys() & {"selection_id", "employee_id"})
            changes = "post_id" in vals and candidate.post_id.id != vals["post_id"]
            if not moved and changes and candidate.may_change_post:
                candidate._refuse_wrong_post(vals["post_id"])
                continue
            if moved or (changes and candidate._has_begun()):
                raise UserError(
                    self.env._(
                        "%(candidate)s stays with his selection and person. Put him out and take up another one.",
                        candidate=candidate.display_name,
                    )
                )

    @api.depends("post_id.contest", "state", "selection_id.step_ids.state")
    def _compute_may_change_post(self):
        """The competition for his post is cancelled, and the check is not done yet (S4-P10-14)."""
        for candidate in self:
            steps = candidate.selection_id.step_ids.filtered(lambda step: step.kind == "check" and step.state == "open")
            candidate.may_change_post = bool(
                candidate.post_id.contest != "open" and candidate.state != "out" and steps
                and candidate.selection_id.state == "running"
            )  # fmt: skip

    def _refuse_wrong_post(self, post_id):
        post = self.env["cadre.selection.post"].browse(post_id).exists().sudo()
        if post.selection_id != self.sudo().selection_id or post.contest != "open":
            raise UserError(
                self.env._(
                    "%(candidate)s: choose a post of this selection that is competed for.", candidate=self.display_name
                )
            )

    def _changed_post(self, before):
        """He stands for another post: checked anew against its conditions, and his registration says so."""
        for candidate, post in before.items():
            if candidate.post_id == post or not candidate._has_begun():
                continue
            known = guarded(candidate.sudo())
            known._refuse_second()
            known.check_ids.unlink()
            known.write({"eligible": False, "eligible_note": False})
            known.message_post(
                body=self.env._(
                    "Changed from “%(before)s” to “%(after)s”.", before=post.sudo().name, after=known.post_id.name
                )
            )
            known.env["cadre.registration"].search([("candidate_id", "=", candidate.id)]).write(
                {"post": known.post_id.name}
            )
            candidate._begin_anew()

    def _has_begun(self):
        return self.sudo().selection_id.state != "draft"

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_dossier(self):
        """His dossier on one page."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref("cadre_assessment.cadre_candidate_view_form_dossier")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "name": self.env._("Dossier"),
        }

    def action_put_out(self):
        return self._ask_reason("put_out")

    def _reason_put_out(self, reason):
        for candidate in self:
            candidate._take("put_out", out_reason=reason, out_why=False, out_on=today_of(candidate))
        self._tell_out(reason)
        self._score_anew()
        return True

    def action_disqualify(self):
        return self._ask_reason("disqualify")

    def _step_effect(self, code):
        """That he reads the reason; of a verified irregularity: that he is out at once, and who answers for him."""
        if code not in ("put_out", "disqualify") or code not in (self.allowed_steps or ""):
            return super()._step_effect(code)
        if code == "put_out":
            told = self.env["cadre.registration"].sudo().search_count([("candidate_id", "=", self.id)], limit=1)
            return [self.env._("%(person)s reads the reason at his registration.", person=self.name)] if told else []
        found = [self.env._("%(person)s is out at once, and stands for no post of this selection.", person=self.name)]
        if accountable := self.sudo().nomination_id.accountable_id:
            found.append(self.env._("%(person)s is called to account for the nomination.", person=accountable.name))
        return found

    def _reason_disqualify(self, reason):
        """A verified irregularity disqualifies at once, and opens accountability (S4-P12-06)."""
        for candidate in self:
            why = reasons_said.why("irregular", text=reason)
            candidate._take("disqualify", out_reason=False, out_why=why, out_on=today_of(candidate))
            candidate.sudo().nomination_id._call_to_account(reason)
        self._tell_out(False, reasons_said.why("irregular"))
        self._score_anew()
        return True

    def _put_out_by_rule(self, code, **figures):
        """As a step of the procedure says, with the code of its sentence (:mod:`.reasons_said`). Server only."""
        why = reasons_said.why(code, **figures)
        for candidate in self:
            gone = {"state": "out", "out_reason": False, "out_why": why, "out_on": today_of(candidate)}
            guarded(candidate.sudo()).write(gone)
        self._tell_out(False, reasons_said.why(code, himself=True, **figures))
        self._score_anew()

    def _tell_out(self, reason, why=False):
        """Who knows that he stands learns that he is out."""
        rows = self.env["cadre.registration"].sudo().search([("candidate_id", "in", self.ids)])
        rows.write({"outcome": "out", "reason": reason, "why": why})

    def action_bring_back(self):
        return self._ask_reason("bring_back")

    def _reason_bring_back(self, reason):
        self._take("bring_back", out_reason=False, out_why=False, out_on=False)
        for candidate in self:
            candidate.sudo().message_post(body=self.env._("Brought back: %(reason)s", reason=reason))
            candidate._begin_anew()
        self._score_anew()
        return True

    def action_form(self):
        """The appointment form (F-21): what the office writes on it; the rest stands in the person's file."""
        self.ensure_one()
        self.check_access("write")
        form = self.env["cadre.appointment.form"]._make_for(self)
        return {
            "type": "ir.actions.act_window",
            "res_model": form._name,
            "res_id": form.id,
            "views": [(False, "form")],
            "name": form.display_name,
        }

    # -- business --------------------------------------------------------------------------------------------------
    def _freeze(self):
        """Name, post and unit as they are on the day on which he is taken up.

        Of the selection's own unit his section says where he is; of another one the unit: each has an office.
        """
        for candidate in self:
            person = candidate.sudo().employee_id
            section = person.department_id
            own = section.unit_id == candidate.sudo().selection_id.unit_id.unit_id
            guarded(candidate.sudo()).write(
                {
                    "name": person.name,
                    "post_text": person.job_title or person.job_id.name,
                    "unit_text": section.name if own else section.unit_id.name or section.name,
                }
            )

    def _begin_anew(self):
        """Somebody is in the field who was not: papers that the steps ask for are there for him, too."""
        for candidate in self:
            candidate.sudo().selection_id.step_ids.filtered(lambda step: step.state == "open")._prepare()

    def _advance(self, state):
        """Bring those who are still in to ``state``, and nobody back to it. Server only."""
        for candidate in self:
            if candidate.state != "out" and ORDER[candidate.state] < ORDER[state]:
                guarded(candidate.sudo()).state = state

    def _in_field(self):
        return self.filtered(lambda one: one.state != "out")

    def _come_to(self, rule):
        """Those who have come so far that the step ``rule`` of the procedure is about them."""
        before = rule._all_before()
        direct = self.filtered(lambda one: one.post_id.contest == "direct")
        if direct and direct != self:
            return direct._come_to(rule) | (self - direct)._come_to(rule)
        if "decision" in before.mapped("kind"):
            least = "decided"
        elif direct:
            least = "registered"
        elif "shortlist" in before.mapped("kind"):
            least = "listed"
        elif before.filtered(lambda one: one.kind == "ballot" and one.majority):
            least = "recommended"
        else:
            least = "registered"
        return self.filtered(lambda one: one.state != "out" and ORDER[one.state] >= ORDER[least])
