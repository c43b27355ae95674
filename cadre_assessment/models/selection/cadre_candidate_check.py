"""One condition and one candidate: what the file says, where it stands, what a checker signs (F-24, S4-P2-06 …).

Written by the server from the file; what no file says, or leaves open, a checker answers and signs. What is not known
is never a no. Once the check of the selection is done the rows stay as they are: what the file says later is beside.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...engine.known import unpacked
from ..clock import today_of
from ..guard import Step, guarded
from ..listing import titled
from ..organization.person_facts import WITHHELD
from ..scheme.answers import said
from . import exceptions

FOUND = [("yes", "Met"), ("no", "Not Met"), ("unknown", "Not Known")]
ANSWERS = [("yes", "Met"), ("deferred", "Met, with a Term"), ("no", "Not Met"), ("unknown", "Not Known")]


class CadreCandidateCheck(models.Model):
    _name = "cadre.candidate.check"
    _description = "Check of a Condition"
    _inherit = ["cadre.kin.mixin", "cadre.guard.mixin"]
    _rec_names_search = ["condition"]
    _check_company_auto = True
    _order = "candidate_id, sequence, id"

    _guarded = frozenset(
        {
            "state", "candidate_id", "criterion_id", "sequence", "condition", "found", "known", "record_model",
            "record_id", "record_name", "answer", "checker_id", "checked_on", "as_of", "shown", "now_known", "changed",
            "now_found", "defer_months", "may_except", "by_hand", "excepted", "known_value", "now_value",
        }
    )  # fmt: skip
    _locked_states = frozenset({"signed"})
    _steps = (
        Step("sign", ("open",), "signed", "_may_check"),
        Step("take_back", ("signed",), "open", "_may_check", reason=True),
        Step("take_over", ("open", "signed"), "signed", "_may_take_over", reason=True),
    )

    candidate_id = fields.Many2one("cadre.candidate", required=True, ondelete="cascade", index=True)
    selection_id = fields.Many2one(related="candidate_id.selection_id", store=True, index=True)
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)
    employee_id = fields.Many2one(related="candidate_id.employee_id", store=True, index=True, string="Person")
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index=True, string="User of the Person")
    criterion_id = fields.Many2one("cadre.criterion", required=True, ondelete="restrict", index=True)
    sequence = fields.Integer()
    condition = fields.Char(required=True, help="In the words it had when it was checked.")
    by_hand = fields.Boolean(help="No file says it: a checker does.")
    defer_months = fields.Integer(aggregator=None)
    may_except = fields.Boolean()
    as_of = fields.Date(string="As of the Day", help="To which time in a post and the like are counted.")
    found = fields.Selection(FOUND, string="By the File", help="What the file alone says.")
    known = fields.Char(help="What is on file; a dash: nothing.")
    known_value = fields.Json(help="The same as a value: it is said in the language of whoever reads it.")
    condition_text = fields.Char(string="Condition Asked", compute="_compute_texts", compute_sudo=True)
    known_text = fields.Char(string="What the File Says", compute="_compute_texts", compute_sudo=True)
    now_text = fields.Char(string="What the File Says Now", compute="_compute_texts", compute_sudo=True)
    record_model = fields.Char()
    record_id = fields.Many2oneReference(string="Record on File", model_field="record_model", aggregator=None)
    record_name = fields.Char(string="Read from")
    said = fields.Selection(
        [("yes", "Met"), ("deferred", "Met, with a Term"), ("no", "Not Met")],
        string="By the Checker",
        help="Where the file says nothing, or the condition may be met later.",
    )
    evidence = fields.Text(
        help="What was looked at: document, certificate, page of the file; of a term, why it is given."
    )
    exception = fields.Selection(
        exceptions.KINDS, help="破格: what is passed over. Only where the condition allows it."
    )
    exception_reason = fields.Text(string="Reason of the Exception", help="It stands in the public notice.")
    consent_by = fields.Char(string="Consent by", help="The level above, asked before.")
    consent_document = fields.Char()
    consent_on = fields.Date(string="Consent of the Day")
    excepted = fields.Boolean(help="Not met, and passed over by an exception.")
    answer = fields.Selection(ANSWERS, required=True, default="unknown")
    state = fields.Selection([("open", "Open"), ("signed", "Signed")], required=True, default="open", copy=False)
    checker_id = fields.Many2one("res.users", string="Checked by", copy=False)
    checked_on = fields.Date(string="Signed on", copy=False)
    shown = fields.Boolean(
        string="Shown to Him", help="The check of the selection is done: the candidate reads what came of it."
    )
    now_known = fields.Char(string="On File Now", help="What the file said later; what was decided by stays.")
    now_value = fields.Json()
    now_found = fields.Selection(FOUND, string="By the File Now")
    changed = fields.Boolean(string="Changed Since", help="The file says something else now.")

    withheld = fields.Boolean(
        string="Not Told to Himself",
        compute="_compute_withheld",
        search="_search_withheld",
        compute_sudo=True,
        help="He does not learn from his own check what is kept from him, as whether he stands in the reserve.",
    )

    _once = models.Constraint("UNIQUE(candidate_id, criterion_id)", "This condition is checked already.")

    @api.depends("criterion_id.fact")
    def _compute_withheld(self):
        for check in self:
            check.withheld = check.criterion_id.fact in WITHHELD

    @api.model
    def _search_withheld(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = Domain("criterion_id", "any!", [("fact", "in", [*WITHHELD])])
        return found if True in value else ~found

    @api.depends("criterion_id", "known", "known_value", "now_known", "now_value")
    @api.depends_context("lang")
    def _compute_texts(self):
        """In the reader's language; of rows from before values were kept, as they were written down."""
        words = self.criterion_id._words_of_facts()
        for check in self:
            leaf = check.criterion_id
            names = words.get(leaf.fact, {})
            check.condition_text = leaf.name or leaf._fact_sentence(words) or check.condition
            check.known_text = said(self.env, _value(check.known_value), names) if check.known_value else check.known
            check.now_text = said(self.env, _value(check.now_value), names) if check.now_value else check.now_known

    @api.depends("condition_text")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for check in self:
            check.display_name = check.condition_text or ""

    # -- whose work ------------------------------------------------------------------------------------------------
    def _office_of(self):
        return self.sudo().selection_id if len(self) == 1 else self.env["cadre.selection"]

    def _own_since(self):
        return self.sudo().selection_id[:1].date_from

    def _may_check(self):
        """The office of the selection, while its check is not done."""
        return self._is_office() and not self.sudo().candidate_id._check_is_done()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_sign(self):
        """The checker answers with his name for what he has written."""
        for check in self:
            check._refuse_step("sign")
            if problems := check._signing_problems():
                raise UserError(check.condition_text + "\n– " + "\n– ".join(problems))
            excepted = bool(check.exception)
            answer = "yes" if excepted else check.said or check.found
            check._take("sign", answer=answer, excepted=excepted, checker_id=self.env.uid, checked_on=today_of(check))
        self.sudo().candidate_id._weigh()
        return True

    def action_take_back(self):
        return self._ask_reason("take_back")

    def _reason_take_back(self, reason):
        for check in self:
            check._take(
                "take_back", answer=check.found or "unknown", excepted=False, checker_id=False, checked_on=False
            )
        self.sudo().candidate_id._weigh()
        return True

    def _may_take_over(self):
        """Once the list is frozen, what the file says since, as an act of its own."""
        return self.changed and self._is_office() and self.sudo().candidate_id._check_is_done()

    def action_take_over(self):
        return self._ask_reason("take_over")

    def _reason_take_over(self, reason):
        """The change counts from now on; what the candidate is put out for, or not, is said beside."""
        for check in self:
            check._take(
                "take_over",
                found=check.now_found,
                answer=check.now_found,
                known=check.now_known,
                known_value=check.now_value,
                changed=False,
                excepted=False,
                evidence="\n".join(filter(None, (check.evidence, reason))),
                checker_id=self.env.uid,
                checked_on=today_of(check),
            )
        self.sudo().candidate_id._weigh(anew=True)
        return True

    def action_open_record(self):
        """The record of the file, for who may read it."""
        self.ensure_one()
        if not self.record_model or self.record_model not in self.env:
            raise UserError(self.env._("Nothing is on file."))
        record = self.env[self.record_model].browse(self.record_id).exists()
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.record_model,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def _wanting(self):
        """What is not met, not known, or met with a term only: a line each."""
        labels = dict(self._fields["answer"]._description_selection(self.env))
        wanting = self.filtered(lambda check: check.answer in ("no", "deferred", "unknown"))
        return "\n".join(titled(self.env, labels[check.answer], check.condition_text) for check in wanting)

    def _signing_problems(self):
        """What is missing before it can be signed, in sentences."""
        self.ensure_one()
        if self.exception:
            return exceptions.problems(self.sudo())
        if not self.said:
            return [self.env._("Say whether it is met.")]
        if self.said in ("yes", "no") and self.found != "unknown":
            return [
                self.env._(
                    "The file says it (%(known)s). Where the file is wrong, have it corrected and check again.",
                    known=self.known_text or "",
                )
            ]
        if self.said == "deferred" and not self.defer_months:
            return [self.env._("The condition must be met before: it gives no term.")]
        if self.said == "deferred" and self.found == "yes":
            return [self.env._("It is met: no term is needed.")]
        if not (self.evidence or "").strip():
            return [self.env._("Write down what was looked at; of a term, why it is given.")]
        return []

    # -- business --------------------------------------------------------------------------------------------------
    def _holds(self):
        """Whether the condition counts as met: True, False, or ``None`` where it is not known."""
        self.ensure_one()
        return {"yes": True, "deferred": True, "no": False}.get(self.answer)

    def _see(self, values):
        """Take what the file says: into the row while it is open, beside it once it is signed or the check is done."""
        for check in self:
            check = guarded(check.sudo())
            if check.candidate_id._check_is_done():
                kept = check.known_value
                changed = values["known_value"] != kept if kept else values["known"] != check.known
                check.write(
                    {
                        "now_known": values["known"],
                        "now_value": values["known_value"],
                        "now_found": values["found"],
                        "changed": changed,
                    }
                )
            elif check.state == "signed" and values["found"] == check.found:
                check.write({key: values[key] for key in ("known", "known_value", "as_of", "condition")})
            else:
                check.write(
                    {**values, "state": "open", "answer": values["found"], "excepted": False, "checker_id": False}
                )


def _value(kept):
    """The fact that a row keeps: ``{"is": data}``, for nothing on file is an answer too."""
    return unpacked(kept["is"])
