"""Make OCA's tier validation a safe gate.

The mixin of OCA asks the right questions (who, in which order, on which condition), but any internal user may answer
them: reviews are open to writing, a review can be restarted by anybody, a later tier may speak first, and without a
definition nothing is asked at all.  ``cadre.tier.mixin`` puts the guard in front of it:

* ``state``, ``validation_status`` and ``review_ids`` are guarded; context keys that skip a check are dropped;
* only our own steps open, answer and clear reviews (:meth:`_open_tiers`, :meth:`action_approve`, the step ``return``);
* one answers in turn only (:meth:`_my_turn`), and nobody answers for what is his own (:meth:`_barred_reviewers`);
* a record that no definition covers, or whose first tier has nobody to answer, is not approved: it cannot be submitted.

A model declares its steps with the codes ``submit``, ``approve`` and ``return`` and calls :meth:`_open_tiers` after the
first.  The rows of ``tier.review`` themselves are guarded in :mod:`.tier_review`.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..listing import listed
from .notes import note_each
from .trust import guarded


class CadreTierMixin(models.AbstractModel):
    _name = "cadre.tier.mixin"
    _description = "Approval by guarded tiers"
    _inherit = ["cadre.guard.mixin", "tier.validation"]

    _guarded = frozenset({"state", "validation_status", "review_ids"})
    _state_from = ["submitted"]
    _state_to = ["approved"]
    _tier_validation_manual_config = True
    _asked_by_day = False
    """Whether fields of these records name as reviewers who heads or leads today, with no change of the record."""

    def _compute_need_validation(self):
        """As OCA's; the definitions are read once a company, for writing a state asks it of all records at once."""
        stored = self.filtered("id")
        (self - stored).need_validation = False
        for company, records in stored.grouped(lambda record: record._get_company()).items():
            covered = records.browse().union(*(records.evaluate_tier(tier) for tier in self._tiers_of(company)))
            for record in records:
                record.need_validation = (
                    record in covered and not record.review_ids and record._check_state_from_condition()
                )

    # -- whose turn is it ------------------------------------------------------------------------------------------
    def _barred_reviewers(self):
        """Users who never approve this record, whatever a definition says: every account of whom it is about."""
        return self._own_users()

    def _my_turn(self):
        """The open reviews of the lowest open tier that the current user may answer now: as of today, for a leader may
        have been replaced, or have another account, since it was handed in.
        """
        self.ensure_one()
        user, record = self.env.user, self.sudo()
        waiting = record.review_ids.filtered(lambda review: review.status in ("waiting", "pending"))
        if not waiting or user in record._barred_reviewers():
            return waiting.browse()
        first = min(waiting.mapped("sequence"))
        return waiting.filtered(lambda review: review.sequence == first and user in review._get_reviewers())

    def _waiting_users(self):
        """Users whose answer is waited for now: those of the lowest open tier, as of today."""
        self.ensure_one()
        waiting = self.sudo().review_ids.filtered(lambda review: review.status in ("waiting", "pending"))
        first = min(waiting.mapped("sequence"), default=0)
        reviewers = self.env["res.users"]
        for review in waiting.filtered(lambda one: one.sequence == first):
            reviewers |= review._get_reviewers()
        return reviewers - self.sudo()._barred_reviewers()

    def _reviewers_changed(self):
        """Others are to answer now: whoever keeps a task of it asks them. See :meth:`.TierReview._ask_anew`."""

    def _is_my_turn(self):
        return bool(self._my_turn())

    def _tiers_agree(self):
        """Whether every tier has said yes. No tier at all is not a yes."""
        reviews = self.sudo().review_ids
        return bool(reviews) and all(review.status == "approved" for review in reviews)

    def _take(self, code, **values):
        """Whatever a model's own table says of it, the step to the approved state needs the yes of every tier."""
        if self._step(code).target in self._state_to:
            for record in self:
                if not record._tiers_agree():
                    raise AccessError(
                        self.env._("%(record)s: not every tier has approved it yet.", record=record.display_name)
                    )
        return super()._take(code, **values)

    def _read_reviewers(self):
        """Read whom the reviews ask for all records together: each of them by itself would be queries of its own."""
        records = self.sudo()
        records.review_ids.mapped("reviewer_ids")
        for name in set(records.review_ids.reviewer_field_id.mapped("name")):
            records.mapped(name)

    def _my_turns(self):
        """The open reviews of all these records that the current user may answer now."""
        self._read_reviewers()
        return self.env["tier.review"].sudo().union(*(record._my_turn() for record in self))

    def _refuse_out_of_turn(self):
        self._read_reviewers()
        for record in self:
            if record._my_turn():
                continue
            waiting = record._waiting_users() - self.env.user
            if waiting:
                raise AccessError(
                    self.env._(
                        "%(record)s: it is not your turn to approve it, but that of %(names)s.",
                        record=record.display_name,
                        names=listed(self.env, waiting.sudo().mapped("name")),
                    )
                )
            raise AccessError(self.env._("%(record)s: it is not your turn to approve it.", record=record.display_name))

    # -- asking ----------------------------------------------------------------------------------------------------
    def _open_tiers(self):
        """Ask every tier anew. Raises UserError where nobody would be asked (fail closed)."""
        # whoever submits sends the context: rules that were archived are not asked for it
        records = guarded(self.sudo().with_context(active_test=True))
        records.review_ids.unlink()
        # need_validation depends on nothing, so its cached answer is the one before the step, or before the reviews
        records.invalidate_recordset(["need_validation"])
        reviews = records.request_validation()
        records.invalidate_recordset(["need_validation"])
        records._read_reviewers()
        asked = reviews.grouped("res_id")
        for record in records:
            mine = asked.get(record.id)
            if not mine:
                raise UserError(
                    self.env._(
                        "%(record)s: no approval rule applies, so nobody could approve it. "
                        "Ask the organization department to complete the tier definitions of “%(model)s”.",
                        record=record.display_name,
                        model=record._description,
                    )
                )
            for review in mine:
                if not review.reviewer_ids - record._barred_reviewers():
                    raise UserError(
                        self.env._(
                            "%(record)s: nobody can give the approval “%(tier)s”. "
                            "Ask the assessment office to name a leader who has a user account.",
                            record=record.display_name,
                            tier=review.name,
                        )
                    )
        records._note_bodies()

    def _asked_bodies(self):
        """{name of a field of reviewers: bodies whose members they are}, for tiers that ask a body."""
        return {}

    def _note_bodies(self):
        """Write on each review as members of which bodies its reviewers are asked."""
        asked = {}
        for record in self:
            bodies = record._asked_bodies()
            for review in record.review_ids:
                found = bodies.get(review.reviewer_field_id.name)
                if found:
                    asked.setdefault(found, []).append(review.id)
        for bodies, ids in asked.items():
            self.env["tier.review"].browse(ids).write({"body_ids": [(6, 0, bodies.ids)]})

    def _clear_tiers(self):
        guarded(self.sudo()).review_ids.unlink()

    # -- answering -------------------------------------------------------------------------------------------------
    def action_approve(self):
        """The next tier says yes to every record, all or none; the last one approves it.

        Of several, those whose tier wants a comment wait until they are opened one by one.
        """
        if len(self) == 1:
            return self.validate_tier()
        records = self._clean_context()
        records._refuse_out_of_turn()
        commented = set(records._my_turns().filtered("has_comment").mapped("res_id"))
        records.filtered(lambda record: record.id not in commented)._say_yes()
        return True

    def validate_tier(self):
        self.ensure_one()
        record = self._clean_context()
        record._refuse_out_of_turn()
        turn = record._my_turn()
        if turn.filtered("has_comment"):
            action = record._add_comment("validate", turn)
            action["context"]["default_comment"] = turn[:1].definition_id.comment_approve_default or ""
            return action
        return record._say_yes()

    def _say_yes(self, comment=None):
        """Answer every tier in a row that is the current user's and may be answered without asking again.

        Of all records together, in a number of queries that does not grow with them.
        """
        self._refuse_out_of_turn()
        turns = self._my_turns()
        while turns:
            turns = guarded(turns)
            if unasked := turns.filtered(lambda review: self.env.user not in review.reviewer_ids):
                unasked._ask_anew([("id", "in", unasked.ids)])  # whom it asked has been replaced since
            if comment:
                turns.write({"comment": comment})
            self._answer(turns)
            self.invalidate_recordset(["review_ids"])
            turns = self._my_turns().filtered("approve_sequence_bypass")
        guarded(self.sudo())._update_counter({"review_deleted": True})
        if agreed := self.filtered(lambda record: record._tiers_agree()):
            agreed._on_validated()
        return True

    def _answer(self, turns):
        """Write the yes on these reviews; one record at a time, as OCA does, where somebody wants to be told of it."""
        told = guarded(self.sudo()).filtered(
            lambda record: any(record.review_ids.definition_id.mapped("notify_on_accepted"))
        )
        by_record = turns.grouped("res_id")
        for record in told.filtered(lambda record: record.id in by_record):
            record._validate_tier(by_record.pop(record.id))
        quiet = turns.browse().union(*by_record.values())
        quiet.write({"status": "approved", "done_by": self.env.uid, "reviewed_date": fields.Datetime.now()})

    def _on_validated(self):
        """Every tier of these has said yes. The reviewer takes the step, for he may no longer see them afterwards."""
        self._take("approve")

    def reject_tier(self):
        self.ensure_one()
        record = self._clean_context()
        record._refuse_out_of_turn()
        return record._ask_reason("return")

    def _reason_return(self, reason):
        for record in self:
            record._refuse_out_of_turn()
        return self._return(reason)

    def _return(self, reason):
        """Back to the author, with the reason in the chatter; the reviews are asked anew when it comes again."""
        self._take("return")
        self._clear_tiers()
        if hasattr(self, "message_post"):
            note_each(
                self, self.env._("Returned by %(user)s: %(reason)s", user=self.env.user._cadre_name(), reason=reason)
            )
        return True

    # -- what OCA offers to everybody ------------------------------------------------------------------------------
    def request_validation(self):
        if not self._is_trusted():
            raise AccessError(self.env._("Reviews are requested by submitting the record."))
        if len(self) == 1:
            return super().request_validation()
        # OCA's own looks for the definitions of each record by itself
        waiting = self.filtered(lambda record: record._check_state_from_condition() and record.need_validation)
        asked = []
        for company, records in waiting.grouped(lambda record: record._get_company()).items():
            tiers = self._tiers_of(company)
            covered = [(tier, set(records.evaluate_tier(tier)._ids)) for tier in tiers]
            for record in records:
                mine = [tier for tier, ids in covered if record.id in ids]
                asked += [record._prepare_tier_review_vals(tier, place) for place, tier in enumerate(mine, 1)]
        reviews = self.env["tier.review"].create(asked)
        reviews._update_review_status()
        if any(self.mapped("can_review")):
            self._update_counter({"review_created": True})
        self._notify_review_requested(reviews)
        return reviews

    @api.model
    def _tiers_of(self, company):
        """The definitions for our records in ``company``, in the order in which OCA counts their tiers."""
        domain = [("model", "=", self._name), ("company_id", "in", [False, *company.ids])]
        return self.env["tier.definition"].with_context(active_test=True).search(domain, order="sequence desc")

    def _notify_review_requested(self, tier_reviews):  # pylint: disable=unknown-option-value,missing-return
        """Of the records alone whose tiers want to tell somebody, each with its own reviews."""
        told = tier_reviews.filtered("definition_id.notify_on_create").grouped("res_id")
        for record in self.filtered(lambda record: record.id in told):
            super(CadreTierMixin, record)._notify_review_requested(told[record.id])

    def restart_validation(self):
        if not self._is_trusted():
            raise AccessError(
                self.env._("Reviews that were given are not restarted; the record is returned with a reason.")
            )
        return super().restart_validation()

    def _tier_validation_check_write_allowed(self, vals):
        """The locked states of the guard say it already, without a query a record."""

    def _tier_validation_check_write_remove_reviews(self, vals):
        """Reviews go with our own steps only."""

    @api.model
    def _tier_guarded(self, name):
        """Whether the records of model ``name`` are guarded by this mixin."""
        return name in self.env and isinstance(self.env[name], self.env.registry["cadre.tier.mixin"])
