"""Very many drafts are submitted and confirmed by the job runner: all or none, once, seen, by the right clerk."""

from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import alive, runner
from odoo.addons.cadre_assessment.models.ledger import cadre_batch, cadre_ledger_event_steps
from odoo.addons.queue_job.job import Job
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from .builder import LedgerBuilder

MOST = 5


@tagged("post_install", "-at_install")
class TestManyEvents(LedgerBuilder, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for module, name, value in (
            (cadre_batch, "AT_ONCE", MOST),
            (cadre_ledger_event_steps, "AT_ONCE", MOST),
            (cadre_ledger_event_steps, "PIECE", 2),
        ):
            patcher = patch.object(module, name, value)
            patcher.start()
            cls.addClassCleanup(patcher.stop)

    def drafts(self, count=MOST + 2, **values):
        events = self.env["cadre.ledger.event"].with_user(self.officer_user).with_context(lang="en_US")
        for number in range(count):
            events += self.make_event("praise5", self.person, title=f"事项{number}", **values)
        return events

    def ordered(self, events, step="confirm"):
        with patch.object(runner, "lives", return_value=True):
            action = getattr(events, f"action_{step}")()
        self.assertEqual(action["res_model"], "cadre.batch")
        return self.env["cadre.batch"].browse(action["res_id"])

    def work_off(self):
        while jobs := self.env["queue.job"].search([("state", "=", "pending")], order="priority, id"):
            job = Job.load(self.env, jobs[0].uuid)
            job.perform()
            job.set_done()
            job.store()
            self.env.flush_all()

    def test_few_at_once_and_many_in_the_background(self):
        few = self.drafts(MOST)
        few.action_confirm()
        self.assertEqual(set(few.mapped("state")), {"confirmed"})
        many = self.drafts()
        with self.assertRaisesRegex(UserError, "at most 5"):  # no runner lives: told, and nothing is done
            many.action_confirm()
        batch = self.ordered(many)
        self.assertEqual((batch.item_count, set(many.mapped("state"))), (len(many), {"draft"}))
        with self.assertRaisesRegex(UserError, "being worked on already"):
            self.ordered(many)
        said = []
        with patch.object(alive, "say", lambda _env, done: said.append(done)):
            self.work_off()
        self.assertEqual((batch.state, batch.done_count), ("done", len(many)), batch.sudo().part_ids.message)
        self.assertEqual((set(many.mapped("state")), many.confirmed_by_id), ({"confirmed"}, self.officer_user))
        self.assertEqual(said[1:], [0, 2, 4, 6])
        self.assertEqual(self.points(self.person), 5 * (MOST + len(many)))

    def test_many_to_the_tiers(self):
        """Submitting is as long a work as confirming: the same way, and the same order is given once."""
        many = self.drafts()
        with self.assertRaisesRegex(UserError, "at most 5"):
            many.action_submit()
        batch = self.ordered(many, "submit")
        self.assertEqual((batch.kind, set(many.mapped("state"))), ("submit", {"draft"}))
        with self.assertRaisesRegex(UserError, "being worked on already"):
            self.ordered(many, "submit")
        said = []
        with patch.object(alive, "say", lambda _env, done: said.append(done)):
            self.work_off()
        self.assertEqual((batch.state, said[1:]), ("done", [0, 2, 4, 6]), batch.sudo().part_ids.message)
        self.assertEqual((set(many.mapped("state")), many.submitted_by_id), ({"submitted"}, self.officer_user))

    def test_all_or_none(self):
        """One that lacks something, one that is gone, one that is stopped, one that another has confirmed meanwhile."""
        short = self.drafts()
        batch = self.ordered(short)
        short[3].document_number = False
        self.work_off()
        self.assertEqual((batch.state, set(short.mapped("state"))), ("failed", {"draft"}))
        self.assertIn("Document Number", batch.sudo().part_ids.message)
        gone = self.drafts()
        batch = self.ordered(gone)
        gone[0].unlink()
        self.work_off()
        self.assertIn("deleted", batch.sudo().part_ids.message)
        self.assertEqual(set(gone[1:].mapped("state")), {"draft"})
        twice = self.drafts()
        batch = self.ordered(twice)
        twice[6].action_confirm()
        self.work_off()
        self.assertEqual((batch.state, set(twice[:6].mapped("state"))), ("failed", {"draft"}))
        stopped = self.drafts()
        batch = self.ordered(stopped)

        def stop(_env, done):
            if done == 4:
                raise UserError("It was stopped.")

        with patch.object(alive, "say", stop):
            self.work_off()
        self.assertEqual((batch.state, set(stopped.mapped("state"))), ("failed", {"draft"}))
        self.assertFalse(stopped.posting_ids)

    def test_who_may(self):
        """Refused before anything is ordered; and by the job, where the right was lost since."""
        events = self.drafts()
        with patch.object(runner, "lives", return_value=True), self.assertRaises(AccessError):
            events.with_user(self.leader_user).action_confirm()
        batch = self.ordered(events)
        self.officer_user.group_ids -= self.env.ref("cadre_assessment.group_cadre_officer")
        self.work_off()
        self.assertEqual((batch.state, set(events.sudo().mapped("state"))), ("failed", {"draft"}))

    def test_late_ones_need_their_reason(self):
        events = self.drafts()
        with patch.object(type(events), "_is_late", lambda _event: True):
            with patch.object(runner, "lives", return_value=True):
                asked = events.action_confirm()
                self.assertEqual(asked["res_model"], "cadre.step.reason")
                dialog = self.env["cadre.step.reason"].with_user(self.officer_user).with_context(**asked["context"])
                action = dialog.create({"reason": "补录"}).action_confirm()
            self.assertEqual(action["res_model"], "cadre.batch")
            with patch.object(type(events), "_on_late", lambda _events: None):
                self.work_off()
        self.assertEqual((set(events.mapped("state")), set(events.mapped("late_reason"))), ({"confirmed"}, {"补录"}))
