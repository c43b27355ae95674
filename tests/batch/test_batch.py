"""Long work is done once, by its parts, with the rights of who ordered it, and stopped when he says so."""

from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import runner
from odoo.addons.queue_job.job import Job
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from tests.calls import Caller
from tests.common import CadreCase, CadreHttpCase

PART = "odoo.addons.cadre_assessment.models.batch.cadre_batch_part"


class Builder:
    """A kind of work that only these tests have: it keeps the name of its part as a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        model = type(cls.env["cadre.batch"])
        cls.done = []

        def kinds(self):
            return [("trial", "Trial")]

        def work(self, part):
            cls.done.append(part.name)
            if part.name.startswith("bad"):
                raise UserError(f"{part.name} cannot be done")
            if part.name.startswith("broken"):
                raise ZeroDivisionError
            part._keep(part.name.encode(), f"{part.name}.txt", "text/plain")

        for name, value in (("_kinds", kinds), ("_limit", lambda self, kind: 5), ("_work_trial", work)):
            patcher = patch.object(model, name, value, create=True)
            patcher.start()
            cls.addClassCleanup(patcher.stop)

    def order(self, *names, user=None, background=False, cycle=None, **values):
        """Each name is a part of one item; ``2:x`` is one of the second stage."""
        self.done.clear()
        parts = [
            {"stage": int(name[0]) if name[1:2] == ":" else 1, "name": name.split(":")[-1], "items": 1, "is_file": True}
            | values
            for name in names
        ]
        with patch.object(runner, "lives", return_value=background):
            Batch = self.env["cadre.batch"].with_user(user or self.officer_user)
            return Batch._order_work("trial", "Trial", parts, self.cycle if cycle is None else cycle)

    def files(self, parts):
        """Whatever is kept for these parts."""
        domain = [("res_model", "=", "cadre.batch.part"), ("res_id", "in", parts.ids), ("res_field", "!=", "")]
        return self.env["ir.attachment"].search(domain)

    def jobs(self):
        """Jobs of the queue that are still to be done, the most urgent first."""
        found = self.env["queue.job"].search([("state", "=", "pending")], order="priority, id")
        return [Job.load(self.env, job.uuid) for job in found]

    def work_off(self, most=100):
        """What the runner does: one job after the other, each as who ordered it."""
        for _n in range(most):
            jobs = self.jobs()
            if not jobs:
                return
            jobs[0].perform()
            jobs[0].set_done()
            jobs[0].store()
            self.env.flush_all()


class TestBatch(Builder, CadreCase):
    def test_at_once(self):
        """Without a runner everything is done while one waits, stage after stage, and each part is a file."""
        batch = self.order("2:c", "a", "b")
        self.assertEqual(self.done, ["a", "b", "c"])
        self.assertEqual((batch.state, batch.done_count, batch.item_count, batch.progress), ("done", 3, 3, 100))
        self.assertFalse(batch.background)
        self.assertEqual(batch.file_ids.mapped("size"), [1, 1, 1])

    def test_more_than_the_limit_is_refused(self):
        """The sentence says how many, how many are possible, and what to do; nothing is begun."""
        before = self.env["cadre.batch"].search_count([])
        with self.assertRaisesRegex(UserError, "6 at once are too many.*at most 5.*server_wide_modules"):
            self.order(*"abcdef")
        self.assertEqual((self.done, self.env["cadre.batch"].search_count([])), ([], before))

    def test_in_the_background(self):
        """A job for each part of a stage; those of the next stage come when all of it is done; then the end."""
        batch = self.order("a", "b", "2:c", background=True)
        self.assertEqual((self.done, batch.state, len(self.jobs())), ([], "queued", 2))
        self.assertEqual({job.recordset.env.user for job in self.jobs()}, {self.officer_user})
        self.jobs()[0].perform()
        self.env.flush_all()
        self.assertEqual((self.done, batch.state), (["a"], "queued"))
        self.work_off()
        self.assertEqual((self.done, batch.state), (["a", "b", "c"], "done"))
        self.assertRegex(batch.message_ids[0].body, r"3\D+3")
        told = self.env["mail.notification"].search([("mail_message_id", "=", batch.message_ids[0].id)])
        self.assertEqual(told.res_partner_id, self.officer_user.partner_id)

    def test_nothing_is_done_twice(self):
        """A job that comes again (its process died after the end of the part) finds nothing to do."""
        batch = self.order("a", "b", background=True)
        first = self.jobs()[0]
        for _again in range(3):
            first.perform()
        self.work_off()
        self.assertEqual((self.done, batch.state), (["a", "b"], "done"))
        self.assertEqual(len(self.files(batch.part_ids)), 2)

    def test_stage_begins_once(self):
        """Two looks at the same end of a stage put the next one into the queue once."""
        batch = self.order("a", "2:c", background=True)
        self.jobs()[0].perform()
        batch._close()
        batch._close()
        waiting = [job for job in self.jobs() if job.method_name == "_run" and job.recordset.name == "c"]
        self.assertEqual(len(waiting), 1)

    def test_failure_is_told_and_gone_on_from(self):
        """The others are done; the record says which part failed and why; Go On does that one only."""
        with mute_logger(PART):
            batch = self.order("a", "bad", "broken", "b", "2:c")
        self.assertEqual((self.done, batch.state), (["a", "bad", "broken", "b"], "failed"))
        self.assertIn("bad: bad cannot be done", batch.problems)
        self.assertIn("broken: An error of the program (ZeroDivisionError)", batch.problems)
        batch.sudo().part_ids.filtered(lambda part: part.state == "failed").name = "mended"
        self.done.clear()
        batch.action_resume()
        self.assertEqual((self.done, batch.state), (["mended", "mended", "c"], "done"))

    def test_cancel_and_resume(self):
        """What is done stays, what waits leaves the queue; a job that was begun all the same does nothing."""
        batch = self.order("a", "b", "c", background=True)
        late = self.jobs()[1]
        self.jobs()[0].perform()
        batch.action_cancel()
        self.assertFalse([job for job in self.jobs() if job.method_name == "_run" and job.recordset.name != "a"])
        late.perform()
        self.assertEqual((self.done, batch.state, batch.allowed_steps), (["a"], "cancelled", " resume remove "))
        [now] = batch.steps_now()
        self.assertEqual([step["method"] for step in now["steps"]], ["action_resume", "action_remove"])
        with patch.object(runner, "lives", return_value=True):
            batch.action_resume()
        self.work_off()
        self.assertEqual((sorted(self.done), batch.state), (["a", "b", "c"], "done"))

    def test_job_that_is_gone(self):
        """A job given up by the runner, or deleted in the queue: the record says so instead of waiting for ever."""
        batch = self.order("a", "b", background=True)
        self.jobs()[0].perform()
        self.env["queue.job"].search([("state", "=", "pending")]).unlink()
        self.env.flush_all()
        self.env.cr.execute("UPDATE cadre_batch SET write_date = write_date - interval '1 hour'")
        self.env.invalidate_all()
        self.env["cadre.batch"]._cron_watch()
        self.assertEqual((batch.state, batch.failed_count), ("failed", 1))
        self.assertIn("taken out of the queue", batch.problems)
        with patch.object(runner, "lives", return_value=True):
            batch.action_resume()
        self.work_off()
        self.assertEqual((self.done, batch.state), (["a", "b"], "done"))

    def test_rights_are_asked_anew(self):
        """Who lost a role or a seat since, or whose account is closed, gets nothing more of it."""
        batch = self.order("a", "b", background=True)
        self.jobs()[0].perform()
        self.officer_user.sudo().group_ids -= self.env.ref("cadre_assessment.group_cadre_officer")
        self.work_off()
        self.assertEqual((self.done, batch.sudo().state), (["a"], "failed"))
        self.assertIn("rights with which it was ordered have changed", batch.sudo().part_ids[1].message)
        with self.assertRaises(AccessError):
            batch.part_ids[0]._may_fetch()

    def test_seat_lost(self):
        """A seat in a body that ended counts like a role."""
        batch = self.order("a", user=self.decider_user)
        batch.part_ids._may_fetch()
        self.leading_body.member_ids.filtered(lambda one: one.employee_id == self.decider).unlink()
        self.env.invalidate_all()
        with self.assertRaisesRegex(AccessError, "have changed"):
            batch.part_ids._may_fetch()

    def test_records_in_it_are_asked_anew(self):
        """A record that may no longer be read closes the file, also where no role has changed."""
        plan = self.env["cadre.work.plan"].search([("employee_id", "=", self.person.id)], limit=1)
        batch = self.order("a", user=self.person_user, cycle=False, records={"cadre.work.plan": plan.ids})
        batch.part_ids._may_fetch()
        foreign = self.env["cadre.work.plan"].search([("employee_id", "=", self.other.id)], limit=1)
        batch.sudo().part_ids.records = {"cadre.work.plan": foreign.ids}
        with self.assertRaises(AccessError):
            batch.part_ids._may_fetch()

    def test_runner_is_seen_by_its_lock(self):
        """No runner lives here; what holds its lock in another session counts as one."""
        self.assertFalse(runner.lives(self.env))  # ./cadre test starts none
        with self.registry.cursor() as other:
            number = runner.PG_ADVISORY_LOCK_ID
            other.execute("SELECT pg_try_advisory_lock(%s)", (number,))
            self.assertTrue(runner.lives(self.env))
            other.execute("SELECT pg_advisory_unlock(%s)", (number,))


@tagged("post_install", "-at_install")
class TestBatchAttacks(Builder, Caller, CadreHttpCase):
    """What can be got out of it, or into it, over the routes of a client?"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.batch = cls.order(cls, "a", "b")
        cls.file = cls.files(cls, cls.batch.part_ids[0])

    def fetched(self, role, path=None):
        self.authenticate(f"cadre_{role}", f"cadre_{role}")
        self._logged_in = None
        with mute_logger("odoo.http"):
            return self.url_open(path or f"/cadre/batch/{self.batch.sudo().part_ids[0].id}", allow_redirects=False)

    def test_only_who_ordered_it_fetches(self):
        """Bytes for him, 404 for everybody else, the administrator and the organization department included."""
        answer = self.fetched("officer")
        self.assertEqual((answer.status_code, answer.content), (200, b"a"))
        for role in ("person", "decider", "auditor", "manager", "administrator"):
            self.assertEqual(self.fetched(role).status_code, 404, role)

    def test_no_other_way_to_the_bytes(self):
        """Neither the attachment nor the field gives them away, not even to who ordered it."""
        part = self.batch.sudo().part_ids[0]
        for role in ("officer", "person", "manager"):
            for path in (f"/web/content/{self.file.id}", f"/web/content/cadre.batch.part/{part.id}/content"):
                self.assertNotEqual(self.fetched(role, path).status_code, 200, (role, path))
            self.assertRefused(".", role, "cadre.batch.part", "read", part.ids, ["content"])
            self.assertRefused(".", role, "cadre.batch.part", "read", part.ids, ["records"])
            domain = [("res_model", "=", "cadre.batch.part"), ("res_field", "=", "content")]
            self.assertEqual(self.call(role, "ir.attachment", "search_read", domain, ["name"]), [], role)

    def test_nobody_writes_or_begins_one(self):
        """Neither a row, nor a job, nor another record as what is to be done."""
        for role in ("officer", "manager", "administrator"):
            values = {"name": "x", "kind": "trial", "user_id": self.officer_user.id, "company_id": self.company.id}
            self.assertRefused(".", role, "cadre.batch", "create", values)
            self.assertRefused(".", role, "cadre.batch.part", "create", {"name": "x", "batch_id": self.batch.id})
            self.assertRefused(".", role, "cadre.batch", "write", self.batch.ids, {"state": "queued"})
            self.assertRefused(".", role, "cadre.batch", "unlink", self.batch.ids)
            for method in ("_order_work", "_begin", "_close", "_work_trial"):
                self.assertRefused(".", role, "cadre.batch", method, self.batch.ids)
            for method in ("_run", "_work", "_enqueue", "_keep"):
                self.assertRefused(".", role, "cadre.batch.part", method, self.batch.sudo().part_ids.ids)
            self.assertRefused(".", role, "queue.job", "create", {"uuid": "x", "model_name": "res.users"})

    def test_steps_are_whose_order_it_is(self):
        """The office of the cycle sees and stops what others have ordered; it neither resumes nor removes it."""
        batch = self.order("a", user=self.decider_user, background=True)
        [seen] = self.call("officer", "cadre.batch", "read", batch.ids, ["allowed_steps", "part_ids"])
        self.assertEqual((seen["allowed_steps"], seen["part_ids"]), (" cancel ", []))
        self.assertRefused(".", "person", "cadre.batch", "action_cancel", batch.ids)
        self.call("officer", "cadre.batch", "action_cancel", batch.ids)
        self.assertEqual(batch.sudo().state, "cancelled")
        for method in ("action_resume", "action_remove"):
            self.assertRefused("not your turn", "officer", "cadre.batch", method, batch.ids)

    def test_removed_with_its_files(self):
        batch = self.order("a", "b", user=self.decider_user)
        files = self.files(batch.sudo().part_ids)
        self.assertEqual(len(files), 2)
        self.call("decider", "cadre.batch", "action_remove", batch.ids)
        self.assertFalse(files.exists() or batch.exists())
