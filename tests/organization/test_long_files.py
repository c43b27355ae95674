"""A long file comes in by the job runner: once, whole, seen and stopped on its way, by the rights of its clerk."""

import base64
import functools
import time
from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import alive, runner
from odoo.addons.cadre_assessment.wizard import file_import
from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.job import Job
from odoo.exceptions import UserError
from odoo.tests import BaseCase, get_db_name

from tests.common import CadreCase
from tests.nodes import Committed, Node
from tests.organization.files import problems, wizard, xlsx

HEADINGS = ("工号", "姓名", "生效日期", "部门编号")
PEOPLE, PREFIX = 1500, "LONG"


def rows(count, prefix=PREFIX):
    return [(f"{prefix}{n:04d}", f"人{n}", "2025-01-01", "") for n in range(count)]


@functools.cache
def book(count):
    """The one file of so many people: a second writing would be another file, with a time of its own."""
    return xlsx(HEADINGS, *rows(count))


class TestLongFiles(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})
        for module, name in ((file_import, "AT_ONCE"), ("odoo.addons.cadre_assessment.wizard.cadre_batch", "AT_ONCE")):
            patcher = patch.object(module, name, 5) if module is file_import else patch(f"{module}.{name}", 5)
            patcher.start()
            cls.addClassCleanup(patcher.stop)

    def file(self, count=8, user=None, **values):
        env = self.office_env if user is None else self.env(user=user, context={"lang": "en_US"})
        found = wizard(env, "people", book(count), "long.xlsx")
        found.write(values)
        found.action_check()
        self.assertFalse(found.problem_ids, problems(found))
        return found

    def ordered(self, found):
        with patch.object(runner, "lives", return_value=True):
            action = found.action_import()
        self.assertEqual(action["res_model"], "cadre.batch")
        return self.env["cadre.batch"].browse(action["res_id"])

    def jobs(self):
        found = self.env["queue.job"].search([("state", "=", "pending")], order="priority, id")
        return [Job.load(self.env, job.uuid) for job in found]

    def work_off(self):
        while jobs := self.jobs():
            jobs[0].perform()
            jobs[0].set_done()
            jobs[0].store()
            self.env.flush_all()

    def brought(self):
        return self.env["hr.employee"].search_count([("staff_number", "=like", f"{PREFIX}%")])

    def test_without_a_runner(self):
        """Short files at once; a longer one is told before how many are possible, and what to do."""
        self.assertFalse(self.file(5).notes and "at once" in self.file(5).notes)
        found = self.file()
        self.assertRegex(found.notes, "At most 5 rows.*split the file.*server_wide_modules")
        with self.assertRaisesRegex(UserError, "at most 5.*server_wide_modules"):
            found.action_import()
        self.assertEqual((self.brought(), self.env["cadre.batch"].search_count([("kind", "=", "import")])), (0, 0))

    def test_in_the_background(self):
        """Ordered, done by the job with the clerk's rights, told; the file is not kept."""
        with patch.object(runner, "lives", return_value=True):
            self.assertIn("background", self.file().notes)
        batch = self.ordered(self.file())
        self.assertEqual((batch.state, batch.item_count, self.brought()), ("queued", 8, 0))
        self.assertEqual({job.recordset.env.user for job in self.jobs()}, {self.officer_user})
        self.work_off()
        self.assertEqual((batch.state, batch.done_count, self.brought()), ("done", 8, 8), batch.sudo().part_ids.message)
        self.assertIn("New: 8", batch.message_ids[0].body)
        self.assertFalse(batch.part_ids._files())
        again = self.ordered(self.file())
        self.work_off()
        self.assertIn("there already: 8", again.message_ids[0].body)
        self.assertEqual(self.brought(), 8)

    def test_once(self):
        """Two clerks with one file: the second is told whose order it is; another file may be ordered beside it."""
        first = self.ordered(self.file())
        other = self.env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "第二经办",
                "login": "second_clerk",
                "group_ids": [(6, 0, [self.env.ref("cadre_assessment.group_cadre_manager").id])],
            }
        )  # fmt: skip
        with self.assertRaisesRegex(UserError, f"{self.officer_user._cadre_name()} has ordered it, 0 of 8"):
            self.ordered(self.file(user=other))
        self.ordered(self.file(9, user=other))
        self.work_off()
        self.assertEqual((first.state, self.brought()), ("done", 9))

    def test_a_bad_row_stops_all_of_it(self):
        """What has changed since the check is found by the job: nothing is written, the rows are named."""
        batch = self.ordered(self.file())
        self.env["hr.employee"].create({"name": "别人", "staff_number": f"{PREFIX}0003", "date_version": "2025-01-01"})
        self.work_off()
        self.assertEqual((batch.state, self.brought()), ("failed", 1))
        self.assertRegex(batch.with_user(self.officer_user).problems, "row 5, 姓名: .*别人")

    def test_stopped_in_the_middle(self):
        """Cancelled while it is written: the next word of the job meets it, and nothing stays."""
        batch = self.ordered(self.file())
        said = []

        def stop(_env, done):
            said.append(done)
            if done == 0 and len(said) > 1:
                raise UserError("It was stopped.")

        with patch.object(alive, "say", stop):
            self.jobs()[0].perform()
        self.env.flush_all()
        self.assertEqual((self.brought(), batch.part_ids.state), (0, "failed"))

    def test_turns(self):
        """While somebody else writes a file, a second one is told, and a job waits for its turn."""
        with patch.object(runner, "lives", return_value=True):
            batch = self.office_env["cadre.batch"]._order_import(self.file(), 8)
        part = batch.sudo().part_ids.with_user(self.officer_user)
        with self.registry.cursor() as other:
            other.execute("SELECT 1 FROM ir_model WHERE model = 'cadre.file.import.mixin' FOR UPDATE")
            with self.assertRaisesRegex(file_import.Busy, "Somebody else is importing"):
                self.file(3).action_import()
            with self.assertRaises(RetryableJobError):
                part._work()
            other.rollback()
        self.assertEqual(self.brought(), 0)
        self.work_off()
        self.assertEqual(self.brought(), 8)


class TestLongFileKilled(Committed, BaseCase):
    """On the real database with real servers: how far it is can be seen, and a killed one leaves nothing half done."""

    def setUp(self):
        super().setUp()
        with self.real() as env:
            group = env.ref("cadre_assessment.group_cadre_manager").id
            values = {"name": "长文件", "login": "cadre_long", "group_ids": [(6, 0, [group])]}
            self.user_id = env["res.users"].with_context(no_reset_password=True).create(values).id
        self.addCleanup(self.remove)

    def remove(self):
        with self.real() as env:
            everybody = env["hr.employee"].with_context(active_test=False)
            people = everybody.search([("staff_number", "=like", f"{PREFIX}%")])
            contacts, versions = people.work_contact_id, people.version_ids.ids
            people.unlink()
            contacts.unlink()
            env.cr.execute("DELETE FROM hr_version WHERE id = ANY(%s)", (versions,))
            orders = env["cadre.batch"].search([("user_id", "=", self.user_id)])
            orders.part_ids.unlink()
            orders.unlink()
            env["queue.job"].search([("user_id", "=", self.user_id)]).unlink()
            env["cadre.staff.import"].search([("create_uid", "=", self.user_id)]).unlink()
            env["res.users"].browse(self.user_id).unlink()

    def until(self, batch_id, wanted, seconds=240):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with self.real() as env:
                batch = env["cadre.batch"].browse(batch_id)
                number = env["hr.employee"].search_count([("staff_number", "=like", f"{PREFIX}%")])
                if wanted(batch):
                    return batch.state, batch.done_count, number
                self.assertIn(number, (0, PEOPLE), "never some of them")
            time.sleep(0.3)
        raise AssertionError(f"after {seconds} s")

    def test_killed_while_it_is_written(self):
        with Node(get_db_name(), queue=True) as first:
            with self.real() as env:
                end = time.monotonic() + 60
                while not runner.lives(env) and time.monotonic() < end:
                    env.cr.commit()
                    time.sleep(0.3)
                content = base64.b64encode(xlsx(HEADINGS, *rows(PEOPLE)))
                with patch.object(file_import, "AT_ONCE", 100):
                    values = {"kind": "people", "file": content, "filename": "long.xlsx"}
                    found = env(user=self.user_id)["cadre.staff.import"].create(values)
                    batch_id = found.action_import()["res_id"]
            state, done, number = self.until(batch_id, lambda batch: 0 < batch.under_way < PEOPLE)
            self.assertEqual((state, number), ("running", 0), "seen from outside, and nothing is there yet")
            self.assertGreater(done, 0)
            with Node(get_db_name(), queue=True):
                first.kill()
                state, done, number = self.until(batch_id, lambda batch: batch.state not in ("queued", "running"))
        self.assertEqual((state, done, number), ("done", PEOPLE, PEOPLE))
