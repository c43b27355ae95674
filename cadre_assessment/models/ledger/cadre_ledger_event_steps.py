"""Steps of an event until it is points: handed in, confirmed or approved by tiers, cancelled."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import alive
from ..guard import guarded
from ..listing import listed, titled
from ..plan.cadre_work_plan_version import QUIET
from ..states import RUNNING
from .cadre_batch import AT_ONCE
from .cadre_ledger_event import project_key
from .recipients import reached

PIECE = 1000
"""Events that are confirmed between two words to whoever watches."""
LATE = ("archived",)
"""States of a cycle in which an event is a late one: it takes results up again, and needs a reason."""


class CadreLedgerEvent(models.Model):
    _inherit = "cadre.ledger.event"

    by_tiers = fields.Boolean(compute="_compute_by_tiers", help="Approved tier by tier, not by the office alone.")

    def _compute_by_tiers(self):
        """The scheme asks for tiers, or a tier definition applies (S2A-25); otherwise the office confirms."""
        definitions = self.env["tier.definition"].sudo().search([("model", "=", self._name)])
        ruled = set()
        for definition in definitions:
            applying = self.sudo().evaluate_tier(definition)
            if definition.company_id:
                applying &= self.filtered_domain([("company_id", "=", definition.company_id.id)])
            ruled.update(applying._ids)
        for event in self:
            event.by_tiers = event.scheme_id.ledger_by_tiers or event.id in ruled

    # -- who may ---------------------------------------------------------------------------------------------------
    def _gains(self):
        return self.sign == "bonus" and self._is_touched()

    def _loses(self):
        return self.sign == "deduction" and self._is_touched()

    def _barred_reviewers(self):
        """Nobody approves a bonus that he gets himself."""
        return self.touched_user_ids if self.sign == "bonus" else self.env["res.users"]

    def _may_enter(self):
        """The office; a deduction that reaches himself nobody keeps back."""
        return self._is_office() and not self._loses()

    def _may_confirm(self):
        return self._is_office() and not self._gains() and (not self.by_tiers or self._tiers_agree())

    def _may_withdraw(self):
        return self._may_enter()

    def _may_return(self):
        """In a tier whose turn it is; without tiers the office, except a deduction that reaches himself."""
        return self._is_my_turn() if self.by_tiers else self._may_enter()

    def _may_cancel(self):
        """The office, except a deduction that reaches himself."""
        return self._is_office() and not self._loses()

    def _tiers_agree(self):
        """Every tier has said yes; where no tier applies, the office's step is the yes."""
        if self.by_tiers or self.sudo().review_ids:
            return super()._tiers_agree()
        return True

    def _may_approve(self):
        """Only what tiers were asked about is approved by them."""
        return bool(self.sudo().review_ids) and self._tiers_agree()

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def _refuse_own_loss(self):
        """A deduction that reaches somebody is not softened or thrown away by himself."""
        if self._is_trusted():
            return
        for event in self:
            if event._loses():
                raise AccessError(
                    self.env._(
                        "%(record)s: it takes points from you. Somebody else in the assessment office looks after it.",
                        record=event.display_name,
                    )
                )

    def write(self, vals):
        self._refuse_own_loss()
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._adopt_attachments()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        self._read_companies(vals_list)
        events = super().create(vals_list)
        if any("attachment_ids" in vals for vals in vals_list):
            events._adopt_attachments()
        return events

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own_loss(self):
        self._refuse_own_loss()

    def _read_companies(self, vals_list):
        """Read at once what the check of companies would read event by event."""
        for name in ("employee_ids", "department_ids", "unit_ids"):
            ids = set()
            for vals in vals_list:
                for command in vals.get(name) or ():
                    if isinstance(command, int):
                        ids.add(command)
                    elif command[0] == 6:
                        ids.update(command[2])
                    elif command[0] == 4:
                        ids.add(command[1])
            self.env[self._fields[name].comodel_name].sudo().browse(ids).fetch(["company_id"])

    def _adopt_attachments(self):
        """The event's files are its own: who may read it may open them, and nobody else can exchange them."""
        for event in self:
            foreign = event.attachment_ids.filtered(
                lambda file, event=event: (file.res_model, file.res_id) != (event._name, event.id)
            )
            mine = foreign.filtered(lambda file: not file.res_id and file.create_uid == self.env.user)
            place = {"res_model": event._name, "res_id": event.id}
            mine.write(place)
            others = foreign - mine
            if others:
                copies = [(4, file.copy(place).id) for file in others]
                event.write({"attachment_ids": [*((3, file.id) for file in others), *copies]})

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """To the tiers, or to the office where there are none."""
        return self._go("submit")

    def action_confirm(self):
        """The office's word: the recipients are frozen and get their points."""
        return self._go("confirm")

    def action_withdraw(self):
        self._take("withdraw", submitted_on=False, submitted_by_id=False)
        self._clear_tiers()
        self._clear_tasks()
        return True

    def action_return(self):
        return self._ask_reason("return")

    def action_cancel(self):
        return self._ask_reason("cancel")

    def action_postings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_ledger_posting_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {}}

    def _reason_submit(self, reason):
        return self._go("submit", reason)

    def _reason_confirm(self, reason):
        return self._go("confirm", reason)

    def _reason_cancel(self, reason):
        return self._cancel(reason)

    def _reason_return(self, reason):
        if not any(self.mapped("by_tiers")):
            return self._return(reason)  # the step itself asks whether he may
        return super()._reason_return(reason)

    def _go(self, code, reason=None):
        """Submit or confirm, complete and in time; a late event with its reason. With very many the job runner does
        it: the page of the order."""
        self.check_access("write")
        self._refuse_between()
        if self._without_late_reason() and not reason:
            return self._ask_reason(code)
        if len(self) > AT_ONCE:
            self._refuse_step(code)
            batch = self.env["cadre.batch"]._order_events(self, code, reason)
            return batch._page()
        return self._go_now(code, reason)

    def _without_late_reason(self):
        return self.filtered(lambda event: event._is_late() and not event.late_reason)

    def _go_now(self, code, reason=None):
        """Submit or confirm, all or none."""
        self.check_access("write")
        self._refuse_between()
        alive.say(self.env, 0)
        late = self._without_late_reason()
        if late and not reason:
            raise UserError(self.env._("Please give a reason."))
        self._check_complete()
        if late:
            guarded(late.sudo()).write({"late": True, "late_reason": reason})
        return self._submit() if code == "submit" else self._confirm()

    def _pieces(self):
        """So that a long list is seen to go on; one transaction all the same."""
        for begin in range(0, len(self), PIECE):
            alive.say(self.env, begin)
            yield self[begin : begin + PIECE]

    def _submit(self):
        now = fields.Datetime.now()
        for piece in self._pieces():
            piece._take("submit", submitted_on=now, submitted_by_id=self.env.uid, return_reason=False)
            tiers = piece.filtered("by_tiers")
            if tiers:
                tiers._open_tiers()
            piece._hand_over()
        return True

    def _confirm(self):
        now = fields.Datetime.now()
        for piece in self._pieces():
            piece._take("confirm", confirmed_on=now, confirmed_by_id=self.env.uid)
            piece._clear_tasks()
            piece.sudo()._book()
        return self._on_booked()

    def _on_validated(self):
        """The last tier has said yes."""
        self._refuse_between()
        self.sudo()._check_complete()
        self._take("approve", confirmed_on=fields.Datetime.now(), confirmed_by_id=self.env.uid)
        self._on_confirmed()

    def _on_confirmed(self):
        self._clear_tasks()
        self.sudo()._book()
        return self._on_booked()

    def _on_booked(self):
        late = self.sudo().filtered(lambda event: event._is_late())
        if late:
            late._on_late()
        return True

    def _cancel(self, reason):
        """What was confirmed by mistake counts no longer; it stays to be seen, with the reason."""
        self._refuse_between()
        late = self.filtered(lambda event: event._is_late())
        self._take("cancel", cancel_reason=reason)
        events = self.sudo()
        postings = events.posting_ids
        postings.write({"state": "cancelled", "counted": False, "counted_points": 0, "not_counted_reason": "cancelled"})
        if late:
            guarded(late.sudo()).write({"late": True, "late_reason": reason})
            late.sudo()._on_late()
        return True

    def _return(self, reason):
        result = super()._return(reason)
        guarded(self.sudo()).write({"return_reason": reason})
        return result

    # -- business --------------------------------------------------------------------------------------------------
    def _is_late(self):
        return self.sudo().cycle_id.state in LATE

    def _refuse_between(self):
        """While results are decided and on notice, but not archived, nothing of the ledger moves."""
        for cycle in self.sudo().cycle_id:
            if cycle.state not in (*RUNNING, *LATE):
                raise UserError(
                    self.env._(
                        "%(cycle)s: its results are being settled (%(state)s). Take the decision back, or wait for the "
                        "archive: then this is a late event.",
                        cycle=cycle.name,
                        state=cycle._state_label(),
                    )
                )

    def _check_complete(self):
        """Raise UserError naming every event and what it lacks: all or nothing."""
        found = reached(self)
        lines = []
        for event in self:
            missing = event._missing(found[event.sudo()])
            if missing:
                lines.append(titled(self.env, event.display_name, listed(self.env, missing)))
        if lines:
            raise UserError(self.env._("This cannot be handed in or confirmed yet.") + "\n" + "\n".join(lines))

    def _book(self):
        """Freeze who is reached on the day of the document, each with his points: one create for all events."""
        found = reached(self)
        Posting = self.env["cadre.ledger.posting"].with_context(**QUIET)
        values = []
        for event in self:
            recipients = found[event].recipients
            line = event.adjustment_id
            common = {
                "event_id": event.id,
                "cycle_id": event.cycle_id.id,
                "adjustment_id": line.id,
                "cap_id": line.cap_id.id,
                "sign": line.sign,
                "date": event.date,
                "points": event.points_total,
                "dedupe_key": project_key(event.project_key) if line.dedupe else False,
            }
            values += [
                {
                    **common,
                    "employee_id": one.employee_id,
                    "subject_unit_id": one.unit_id,
                    "head_id": one.head_id,
                    "department_id": one.department_id,
                    "why": one.why,
                    "name": name,
                }
                for one, name in zip(recipients, self._names(recipients), strict=True)
            ]
        return Posting.create(values)

    def _on_late(self):
        """What further rooms do about an event that came or went after the cycle was archived."""
