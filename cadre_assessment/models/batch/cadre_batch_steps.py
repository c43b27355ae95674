"""Steps of long work (stop, go on, remove), and the one place where a stage ends."""

from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..guard import Step
from ..office import works_for
from .cadre_batch import OPEN

QUIET = timedelta(minutes=5)
"""After so long without a change the parts of a batch are held against the queue."""


class CadreBatch(models.Model):
    _name = "cadre.batch"
    _inherit = ["cadre.batch", "cadre.guard.mixin"]

    _steps = (
        Step("cancel", OPEN, None, "_may_cancel", own=True, whose="_orderers"),
        Step("resume", ("failed", "cancelled"), None, "_is_subject", own=True, whose="_orderers"),
        Step("remove", ("done", "failed", "cancelled"), None, "_is_subject", own=True, whose="_orderers"),
    )

    # -- whose order it is -------------------------------------------------------------------------------------------
    @api.depends("state", "user_id")
    def _compute_allowed_steps(self):
        return super()._compute_allowed_steps()

    def _orderers(self):
        return self.user_id

    def _may_cancel(self):
        """Whoever ordered it, and the office of its cycle."""
        return self._is_subject() or (bool(self.cycle_id) and works_for(self.cycle_id))

    # -- steps -----------------------------------------------------------------------------------------------------
    def action_cancel(self):
        """Stop: what is done stays until it is removed, what waits is not begun."""
        self._refuse_step("cancel", "read")
        batches = self.sudo()
        batches._hold()
        batches.write({"state": "cancelled"})
        batches.part_ids._drop_jobs()
        for batch in batches:
            batch.message_post(body=self.env._("Stopped by %(name)s.", name=self.env.user._cadre_name()))
        return True

    def action_resume(self):
        """Go on with what is not done yet, with the rights of today."""
        self._refuse_step("resume", "read")
        for batch in self:
            batch._refuse_lost_rights()
            kept = batch.sudo()
            kept._hold()
            left = kept.part_ids.filtered(lambda part: part.state != "done")
            background = self._in_background(batch.kind, sum(left.mapped("items")))
            left._drop_jobs()
            left.write({"state": "waiting", "message": False, "job_uuid": False})
            kept.write({"state": "queued", "background": background, "finished_on": False, "under_way": 0})
            batch._begin()
        return True

    def action_remove(self):
        """Delete the order with its files."""
        self._refuse_step("remove", "read")
        batches = self.sudo()
        batches.part_ids.unlink()  # with its file, which a row that falls with its batch would leave behind
        batches.unlink()
        return self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_batch_action")

    # -- stages ----------------------------------------------------------------------------------------------------
    def _begin(self):
        """Put the stage that is due into the queue or, without a runner, do everything now."""
        self.ensure_one()
        if self.background:
            self._close()
            return
        while parts := self._due():
            for part in parts:
                part._work()
                part.sudo().job_uuid = "-"
        self._close()

    def _due(self):
        """Parts of the present stage that wait and are in nobody's hands, as the user's records.

        None, where a part of an earlier stage could not be done.
        """
        stage = self._stage().filtered(lambda part: part.state == "waiting" and not part.job_uuid)
        return stage.with_env(self.env)

    def _hold(self):
        """Wait for whoever changes these orders now: two looks at the same end come one after the other.

        Not as Odoo's own lock, which gives up; nor as one that would stop the parts, whose rows name the order.
        """
        self.flush_recordset()
        self.env.cr.execute(SQL("SELECT id FROM cadre_batch WHERE id IN %s FOR NO KEY UPDATE", tuple(self.ids)))

    def _stage(self):
        """The parts of the present stage: the earliest one with a part that is not done; none when all are."""
        left = self.sudo().part_ids.filtered(lambda part: part.state != "done")
        first = min(left.mapped("stage"), default=0)
        return self.sudo().part_ids.filtered(lambda part: part.stage == first)

    def _close(self):
        """After a part: the next stage, or the end. A transaction of its own, so that it sees what others have done.

        Called again it does nothing twice: what is in the queue has its job, and that is written on a row of its own.
        """
        batch = self.sudo()
        if not batch.exists():
            return
        batch._hold()
        if batch.state not in OPEN:
            return
        for part in self._due():
            part._enqueue()
        stage = self._stage()
        if not stage:
            batch._finish("done")
        elif all(part.state != "waiting" for part in stage):
            batch._finish("failed")
        elif batch.state == "queued" and batch.part_ids.filtered(lambda part: part.state != "waiting"):
            batch.state = "running"

    def _finish(self, state):
        """The end: what was only needed on the way goes, and whoever ordered it is told."""
        self.write({"state": state, "finished_on": fields.Datetime.now(), "under_way": 0})
        if state == "done":
            self.part_ids.filtered(lambda part: not part.is_file)._drop_content()
        # by the system and not by himself, who would not be told of his own words
        batch = self.with_user(SUPERUSER_ID).with_context(lang=self.user_id.lang or self.env.lang)
        text = (
            batch.env._("Done: %(done)s of %(all)s.", done=batch.done_count, all=batch.item_count)
            if state == "done"
            else batch.env._(
                "Not complete: %(done)s of %(all)s are done. See what could not be done, and go on.",
                done=batch.done_count,
                all=batch.item_count,
            )
        )
        batch.message_post(
            body=" ".join(filter(None, (text, batch._told_when_done()))),
            partner_ids=self.user_id.partner_id.ids if self.background else [],
        )

    # -- what the queue lost -----------------------------------------------------------------------------------------
    @api.model
    def _cron_watch(self):
        """Parts whose job is gone (killed too often, cancelled or deleted in the queue) are said to have failed.

        The runner gives up a job whose process dies again and again, and tells nobody; an administrator may cancel one.
        """
        quiet = fields.Datetime.now() - QUIET
        for batch in self.search([("state", "in", OPEN), ("background", "=", True), ("write_date", "<", quiet)]):
            waiting = batch._stage().filtered(lambda part: part.state == "waiting")
            alive = set(waiting._jobs().mapped("uuid"))
            # a part without a job has not had its turn yet: closing the stage before it gives it one
            lost = waiting.filtered(lambda part, alive=alive: part.job_uuid and part.job_uuid not in alive)
            lost.write(
                {
                    "state": "failed",
                    "message": self.env._(
                        "Its process was ended again and again (too little memory, or too long), or its job was "
                        "taken out of the queue."
                    ),
                }
            )
            batch.with_user(batch.user_id)._close()
