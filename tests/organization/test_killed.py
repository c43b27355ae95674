"""A file of people whose server is killed while it is being written leaves nothing, and comes in whole afterwards."""

import base64
import contextlib
import http.client
import threading
import time
from datetime import timedelta

from odoo import fields
from odoo.tests import BaseCase, get_db_name

from tests.nodes import Committed, Node

from .files import xlsx

PEOPLE, PREFIX = 1000, "KILL"


class TestKilled(Committed, BaseCase):
    """On the real database, with commits; what is made is removed."""

    def setUp(self):
        super().setUp()
        with self.real() as env:
            user = env["res.users"].with_context(no_reset_password=True).create(
                {
                    "name": "killed", "login": "cadre_killed",
                    "group_ids": [(6, 0, env.ref("cadre_assessment.group_cadre_officer").ids)],
                }
            )  # fmt: skip
            self.user_id = user.id
            until = fields.Datetime.now() + timedelta(hours=1)
            self.key = env["res.users.apikeys"].with_user(user)._generate("rpc", "test", until)
        self.addCleanup(self.remove)

    def remove(self):
        with self.real() as env:
            Employee = env["hr.employee"].with_context(active_test=False)
            people = Employee.search([("staff_number", "=like", f"{PREFIX}%")])
            versions = people.version_ids.ids
            people.unlink()
            env.cr.execute(
                "DELETE FROM hr_version WHERE id = ANY(%s)", (versions,)
            )  # Odoo leaves them, without a person
            env["res.users"].browse(self.user_id).unlink()

    def people(self):
        with self.real() as env:
            env.cr.execute("SELECT count(*) FROM hr_employee WHERE staff_number LIKE %s", (f"{PREFIX}%",))
            return env.cr.fetchone()[0]

    def is_writing(self):
        """Whether another connection has written people and not said yet whether they stay."""
        with self.real() as env:
            env.cr.execute(
                "SELECT count(*) FROM pg_locks WHERE relation = 'hr_version'::regclass AND mode = 'RowExclusiveLock'"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                " AND pid <> pg_backend_pid()"
            )
            return bool(env.cr.fetchone()[0])

    def test_all_or_nothing(self):
        rows = [(f"{PREFIX}{n:04d}", f"人{n}", "2025-01-01") for n in range(PEOPLE)]
        content = base64.b64encode(xlsx(("工号", "姓名", "生效日期"), *rows)).decode()
        values = {"kind": "people", "file": content, "filename": "people.xlsx"}
        for delay in (0, 0.5, 1.5):
            with self.subTest(delay=delay), Node(get_db_name()) as node:
                (wizard,) = node.call(self.key, "cadre.staff.import", "create", vals_list=[values])
                writing = threading.Thread(target=self.send, args=(node, wizard), daemon=True)
                writing.start()
                end = time.monotonic() + 60
                while not self.is_writing() and time.monotonic() < end:
                    time.sleep(0.01)
                self.assertLess(time.monotonic(), end, "the import never began to write")
                time.sleep(delay)
                node.kill()
                writing.join(30)
                self.assertEqual(self.people(), 0)
        with Node(get_db_name()) as node:
            (wizard,) = node.call(self.key, "cadre.staff.import", "create", vals_list=[values])
            node.call(self.key, "cadre.staff.import", "action_import", [wizard])
        self.assertEqual(self.people(), PEOPLE)

    def send(self, node, wizard):
        with contextlib.suppress(OSError, http.client.HTTPException, AssertionError):
            node.call(self.key, "cadre.staff.import", "action_import", [wizard])
