"""The reserve (后备干部): who stands in which category, by what he came in, how he does, and why he left (S4-P9-38).

Entered by the decision of a body, by a selection, or by what follows from results; reviewed year by year; removed by
what follows, by a review, after a sanction, by a promotion. An entry is never rewritten: it begins and it ends.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..clock import today_of
from ..guard import Step, guarded
from ..guard.activities import clear_tasks
from .reasons_said import said, why
from .words import REMOVALS, RESERVE_ORIGINS

DECIDING = ("leading_body", "leading_group", "party_committee")
"""Kinds of bodies that decide who is in the reserve."""


class CadreReserve(models.Model):
    """Read by its selection office, the body that decided and the auditor; by nobody about himself."""

    _name = "cadre.reserve"
    _description = "Entry in the Reserve"
    _inherit = ["cadre.selection.office.mixin", "mail.thread", "cadre.kin.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "category_id, date_from desc, id desc"
    _rec_names_search = ("employee_id", "category_id")

    _guarded = frozenset(
        {
            "state", "origin", "selection_id", "candidate_id", "consequence_id", "priority", "priority_since",
            "removed_on", "removed_by", "removed_because", "removed_why", "appointment_id", "removal_consequence_id",
        }
    )  # fmt: skip
    _locked_states = frozenset({"in", "removed"})
    _steps = (
        Step("enter", ("draft",), "in", "_is_office"),
        Step("withdraw", ("in",), "draft", "_may_withdraw", reason=True),
        Step("remove_sanction", ("in",), "removed", "_is_office", reason=True),
        Step("remove_promotion", ("in",), "removed", "_is_office", reason=True),
        Step("remove_other", ("in",), "removed", "_is_office", reason=True),
        Step("restore", ("removed",), "in", "_may_restore", reason=True),
    )

    employee_id = fields.Many2one(
        "hr.employee", string="Person", required=True, ondelete="restrict", index=True, check_company=True
    )
    category_id = fields.Many2one(
        "cadre.category",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('kind', '=', 'reserve')]",
        tracking=True,
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit at Entry",
        compute="_compute_department_id",
        store=True,
        readonly=True,
        precompute=True,
        ondelete="restrict",
    )
    date_from = fields.Date(string="In the Reserve from", required=True, default=today_of, tracking=True)
    origin = fields.Selection(
        RESERVE_ORIGINS, string="How He Came In", required=True, default="decision", readonly=True, copy=False
    )
    body_id = fields.Many2one(
        "cadre.body",
        string="Deciding Body",
        ondelete="restrict",
        index=True,
        check_company=True,
        domain=[("kind", "in", DECIDING)],
        help="Who decided; those who sit in it read the entry and may confirm its reviews.",
    )
    decided_on = fields.Date(string="Day of the Decision")
    document = fields.Char(string="Document Number", help="Number of the document, or of the minutes.")
    selection_id = fields.Many2one(
        "cadre.selection", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    candidate_id = fields.Many2one(
        "cadre.candidate", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    consequence_id = fields.Many2one(
        "cadre.consequence", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    priority = fields.Boolean(
        readonly=True, copy=False, tracking=True, help="Preferred when somebody is promoted (优先考虑)."
    )
    priority_since = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("in", "In the Reserve"), ("removed", "Out of the Reserve")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    removed_on = fields.Date(readonly=True, copy=False, help="From this day on he is no longer in the reserve.")
    removed_by = fields.Selection(REMOVALS, string="Removed by", readonly=True, copy=False)
    removed_because = fields.Text(string="Reason Written", readonly=True, copy=False)
    removed_why = fields.Json(readonly=True, copy=False, help="By a rule: said in the language of whoever reads it.")
    removed_said = fields.Text(string="Reason of the Removal", compute="_compute_removed_said")
    removal_consequence_id = fields.Many2one(
        "cadre.consequence",
        string="Removed by the Consequence",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    appointment_id = fields.Many2one(
        "cadre.appointment",
        string="Promoted by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    review_ids = fields.One2many("cadre.reserve.review", "reserve_id", string="Yearly Reviews")
    note = fields.Text()

    _once = models.UniqueIndex(
        "(employee_id, category_id) WHERE state = 'in'", "He is in this category of the reserve already."
    )
    _days = models.Constraint(
        "CHECK(removed_on IS NULL OR date_from <= removed_on)", "He is removed before he was entered."
    )

    @api.depends("removed_because", "removed_why")
    @api.depends_context("lang")
    def _compute_removed_said(self):
        for one in self:
            one.removed_said = said(self.env, one.removed_why, one.removed_because) or False

    @api.depends("employee_id")
    def _compute_department_id(self):
        for one in self:
            one.department_id = one.department_id or one.employee_id.sudo().department_id

    @api.depends("employee_id", "category_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = " · ".join(filter(None, (one.employee_id.sudo().name, one.category_id.name)))

    @api.constrains("category_id", "body_id", "office_body_id")
    def _check_words(self):
        for one in self:
            if one.category_id.kind != "reserve":
                raise ValidationError(
                    self.env._("“%(name)s” is no category of the reserve: choose another.", name=one.category_id.name)
                )
            if one.office_body_id.sudo().kind != "selection":
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is no selection office: choose the one that keeps the reserve.",
                        name=one.office_body_id.sudo().name,
                    )
                )
            if one.body_id and one.body_id.sudo().kind not in DECIDING:
                raise ValidationError(
                    self.env._("“%(name)s” decides on no reserve: choose the deciding body.", name=one.body_id.name)
                )

    # -- entering --------------------------------------------------------------------------------------------------
    def action_enter(self):
        """By the decision of a body, with its day and document."""
        for one in self:
            one._refuse_step("enter")
            if problems := [*one._problems()]:
                raise UserError(
                    self.env._("“%(name)s” cannot be entered yet:", name=one.display_name)
                    + "\n– "
                    + "\n– ".join(problems)
                )
            one._take("enter")
        return True

    def _problems(self):
        """What is missing before somebody is entered, in sentences."""
        env, known = self.env, self.sudo()
        if not (known.body_id and known.decided_on and known.document):
            yield env._("Enter which body decided, on which day and by which document.")
        if known.decided_on and known.decided_on > today_of(known):
            yield env._("The day of the decision lies in the future.")
        if known.decided_on and known.date_from < known.decided_on:
            yield env._("He is entered before the body decided: correct one of the days.")
        if known.date_from > today_of(known):
            yield env._("The day of the entry lies in the future: enter him on that day.")
        if not known.employee_id.active:
            yield env._("%(person)s has left.", person=known.employee_id.name)
        if self._standing(known.employee_id, known.category_id):
            yield env._(
                "%(person)s is in “%(category)s” already.",
                person=known.employee_id.name,
                category=known.category_id.name,
            )

    @api.model
    def _standing(self, people, category=None):
        """The entries, as superuser, in which ``people`` stand today, of one category or of any."""
        domain = [("employee_id", "in", people.ids), ("state", "=", "in")]
        return self.sudo().search(domain + ([("category_id", "=", category.id)] if category else []))

    def _may_withdraw(self):
        """What was entered by hand and by mistake, as long as nothing rests on it."""
        reviewed = self.sudo().review_ids.filtered(lambda one: one.state == "confirmed")
        return self.origin == "decision" and not reviewed and self._is_office()

    def action_withdraw(self):
        return self._ask_reason("withdraw")

    def _reason_withdraw(self, reason):
        self._take("withdraw", priority=False, priority_since=False)
        guarded(self.sudo().review_ids).unlink()
        return self._say(self.env._("Entry taken back: %(reason)s", reason=reason))

    # -- removing --------------------------------------------------------------------------------------------------
    def action_remove_sanction(self):
        return self._ask_reason("remove_sanction")

    def action_remove_promotion(self):
        return self._ask_reason("remove_promotion")

    def action_remove_other(self):
        return self._ask_reason("remove_other")

    def _reason_remove_sanction(self, reason):
        return self._remove_by_hand("remove_sanction", "sanction", reason)

    def _reason_remove_promotion(self, reason):
        return self._remove_by_hand("remove_promotion", "promotion", reason)

    def _reason_remove_other(self, reason):
        return self._remove_by_hand("remove_other", "other", reason)

    def _remove_by_hand(self, step, by, reason):
        for one in self:
            one._take(step, **one._gone(by, reason))
        return self._after_removal(reason)

    def _gone(self, by, reason, day=None):
        """The values of an entry that ends: ``day`` is the first one on which he is no longer in it.

        :param reason: what somebody wrote, or what a rule says (:func:`..reasons.why`)
        """
        day = max(day or today_of(self), self.date_from)
        return {
            "removed_on": day,
            "removed_by": by,
            "removed_because": False if isinstance(reason, dict) else reason,
            "removed_why": reason if isinstance(reason, dict) else False,
            "priority": False,
            "priority_since": False,
        }

    def _remove(self, by, reason, day=None, **values):
        """By the server: what a review, a consequence or an appointment says. As superuser."""
        standing = guarded(self.sudo()).filtered(lambda one: one.state == "in")
        for one in standing:
            one.write({"state": "removed", **one._gone(by, reason, day), **values})
        return standing._after_removal(reason)

    def _after_removal(self, reason):
        """A review that was not confirmed says nothing any more, and nobody is asked for one."""
        clear_tasks(self)
        guarded(self.sudo().review_ids).filtered(lambda one: one.state == "draft").unlink()
        text = said(self.env, reason) if isinstance(reason, dict) else reason
        return self._say(self.env._("Removed from the reserve: %(reason)s", reason=text))

    def _may_restore(self):
        """What the office, or a review, removed; what an appointment or a consequence did goes back with it."""
        return self.removed_by in ("review", "sanction", "promotion", "other") and not self.appointment_id and (
            self._is_office()
        )  # fmt: skip

    def action_restore(self):
        return self._ask_reason("restore")

    def _reason_restore(self, reason):
        """Removed by mistake: he stands in it as if he had not left."""
        for one in self:
            if self._standing(one.sudo().employee_id, one.category_id):
                raise UserError(self.env._("%(name)s: he was entered anew since.", name=one.display_name))
        self._take("restore", **self._back())
        return self._say(self.env._("Brought back: %(reason)s", reason=reason))

    @api.model
    def _back(self):
        return dict.fromkeys(
            ("removed_on", "removed_by", "removed_because", "removed_why", "appointment_id", "removal_consequence_id"),
            False,
        )

    def _say(self, text):
        for one in self.sudo():
            one.message_post(body=text)
        return True

    # -- by a selection, by an appointment -------------------------------------------------------------------------
    @api.model
    def _enter_by(self, step, candidates):
        """Those decided on enter the category of their procedure (S4-P9-38). As superuser."""
        selection = step.selection_id
        category = selection.procedure_id.reserve_category_id
        if not category:
            return self
        there = self._standing(candidates.employee_id, category).employee_id
        day = step.acted_on or step.done_on
        return guarded(self.sudo()).create(
            [
                {
                    "employee_id": one.employee_id.id,
                    "company_id": selection.company_id.id,
                    "office_body_id": selection.office_body_id.id,
                    "category_id": category.id,
                    "date_from": one._decided_on() or day,
                    "origin": "selection",
                    "body_id": selection.body_id.id,
                    "decided_on": one._decided_on() or day,
                    "document": step.document,
                    "selection_id": selection.id,
                    "candidate_id": one.id,
                    "state": "in",
                }
                for one in candidates
                if one.employee_id and one.employee_id not in there
            ]
        )

    @api.model
    def _leave_with(self, step):
        """The step that entered them is open again: what it wrote is taken away, what was reviewed since ends."""
        entries = guarded(self.sudo()).search([("selection_id", "=", step.selection_id.id), ("state", "=", "in")])
        reviewed = entries.filtered("review_ids")
        reviewed._remove("other", why("reopened", step=step.name))
        (entries - reviewed).unlink()

    @api.model
    def _promoted(self, appointment):
        """Who came to the layer for which a category prepares, or above it, has left that category. As superuser."""
        rank = appointment.rank_id or appointment.job_id.cadre_rank_id
        layer = rank.layer_id
        reached = self._standing(appointment.employee_id).filtered(
            lambda one: layer and one.category_id.layer_id and layer.sequence <= one.category_id.layer_id.sequence
        )
        reason = why("appointed", post=appointment.post_name)
        reached._remove("promotion", reason, appointment.effective_on, appointment_id=appointment.id)

    @api.model
    def _promotion_annulled(self, appointment):
        """The appointment was annulled: he stands in the reserve again, unless he was entered anew. As superuser."""
        gone = guarded(self.sudo()).search([("appointment_id", "=", appointment.id), ("state", "=", "removed")])
        for one in gone:
            if not self._standing(one.employee_id, one.category_id):
                one.write({"state": "in", **self._back()})
                one._say(self.env._("Brought back: the appointment was annulled."))

    # -- the yearly review -----------------------------------------------------------------------------------------
    def action_review(self):
        """Propose what becomes of these entries by the annual grades; the office or the body confirms (S4-P8-20)."""
        return self.env["cadre.reserve.review"]._propose(self)
