"""Long work is finished, once and whole, when its server is killed in the middle. With real processes."""

import io
import time
import zipfile

from odoo.addons.cadre_assessment.models.batch import runner
from odoo.tools.pdf import PdfFileReader

from tests.ballot.real import RealCase
from tests.nodes import Node

FORM = "report.cadre_assessment_reports.cycle_ballot_papers"
PARTS = 8
GROUPS = ("base.group_user", "cadre_assessment.group_cadre_manager")


class TestRunner(RealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ballots = [cls.make() for _n in range(2)]
        with cls.real() as env:
            groups = [env.ref(name).id for name in GROUPS]
            values = {"name": "组织部经办", "login": "runner_manager", "group_ids": [(6, 0, groups)]}
            cls.user_id = env["res.users"].with_context(no_reset_password=True).create(values).id
        cls.addClassCleanup(cls._forget)

    @classmethod
    def _forget(cls):
        with cls.real() as env:
            orders = env["cadre.batch"].search([("user_id", "=", cls.user_id)])
            orders.part_ids.unlink()
            orders.unlink()
            env["queue.job"].search([("user_id", "=", cls.user_id)]).unlink()
            env["res.users"].browse(cls.user_id).unlink()

    def parts(self):
        printing = [
            {
                "name": f"第{n}部分",
                "items": 1,
                "is_file": True,
                "file_name": f"{n:03d}.pdf",
                "records": {"cadre.ballot": self.ballots},
                "params": {"forms": [(FORM, self.ballots)], "unit": False},
            }
            for n in range(1, PARTS + 1)
        ]
        return [*printing, {"stage": 3, "name": "全部", "file_name": "all.zip", "is_file": True}]

    def until(self, batch_id, wanted, seconds=180):
        """Wait until ``wanted(batch)``; the batch's state and how many parts are done."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with self.real() as env:
                batch = env["cadre.batch"].browse(batch_id)
                if wanted(batch):
                    return batch.state, batch.done_count
            time.sleep(0.3)
        raise AssertionError(f"after {seconds} s: {batch_id}")

    def test_killed_in_the_middle(self):
        """Two nodes, the first with the runner: it is killed with jobs in hand, the second one finishes."""
        with Node(self.dbname, queue=True) as first:
            with self.real() as env:
                end = time.monotonic() + 60
                while not runner.lives(env) and time.monotonic() < end:
                    env.cr.commit()
                    time.sleep(0.3)
                self.assertTrue(runner.lives(env), "the runner is seen")
                Batch = env["cadre.batch"].with_user(self.user_id).with_context(lang="zh_CN")
                batch_id = Batch._order_work("forms", "测评表", self.parts()).id
            with Node(self.dbname, queue=True):
                self.until(batch_id, lambda batch: batch.done_count >= 2)
                first.kill()
                state, done = self.until(batch_id, lambda batch: batch.state not in ("queued", "running"))
        with self.real() as env:
            wrong = env["cadre.batch"].browse(batch_id).part_ids.filtered("message").mapped("message")
        self.assertEqual((state, done, wrong), ("done", PARTS, []))
        with self.real() as env:
            parts = env["cadre.batch"].browse(batch_id).part_ids
            files = env["ir.attachment"].search(
                [("res_model", "=", "cadre.batch.part"), ("res_id", "in", parts.ids), ("res_field", "=", "content")]
            )
            self.assertEqual(len(files), PARTS + 1, "nothing twice, nothing missing")
            kept = parts._files()
            pages = {len(PdfFileReader(io.BytesIO(kept[part.id].raw)).pages) for part in parts if part.items}
            self.assertEqual(len(pages), 1, "each part is whole")
            with zipfile.ZipFile(io.BytesIO(kept[parts[-1].id].raw)) as box:
                self.assertIsNone(box.testzip())
                self.assertEqual(len(box.namelist()), PARTS)
            told = env["mail.message"].search([("model", "=", "cadre.batch"), ("res_id", "=", batch_id)])
            self.assertEqual(len(told.filtered("partner_ids")), 1, "told once")
            self.assertFalse(runner.lives(env), "and its absence, too")
