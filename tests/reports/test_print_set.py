"""The forms of a whole cycle are one file for each unit, whole, in the official order, and nobody else's."""

import io
import zipfile
from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import alive
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment_reports.models import cadre_batch, cadre_setup
from odoo.addons.cadre_assessment_reports.report import form_mixin
from odoo.addons.cadre_assessment_reports.wizard import print_set
from odoo.exceptions import AccessError, UserError
from odoo.tools.pdf import PdfFileReader

from tests.common import CadreCase
from tests.reports.printed import FormMixin, FormYear, Printed, plain


class TestPrintSet(FormYear, FormMixin, CadreCase):
    """Lists of the four people of one unit, and of one of another unit that comes before it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls.plan_of(cls.other)
        first = cls.env["hr.department"].create(
            {"name": "测试档案馆", "is_unit": True, "cadre_code": "A-001", "parent_id": cls.unit.parent_id.id}
        )
        guarded(cls.guest.sudo()).write({"unit_id": first.id})

    def ask(self, user=None, *forms):
        user = user or self.officer_user
        dialog = (
            self.env["cadre.print.set"]
            .with_user(user)
            .with_context(active_id=self.cycle.id, force_report_rendering=True)
        )
        dialog = dialog.create({})
        dialog.line_ids.chosen = False
        for line in dialog.line_ids:
            line.chosen = not forms or any(line.form.endswith(name) for name in forms)
        return dialog

    def printed(self, *forms, user=None):
        dialog = self.ask(user, *forms)
        return self.env["cadre.batch"].with_user(user or self.officer_user).browse(dialog.action_print()["res_id"])

    def content(self, batch, name=None):
        """{file name: bytes} of what the zip has."""
        kept = batch.part_ids._files()
        [packed] = [part for part in batch.part_ids if part.file_name.endswith(".zip")]
        with zipfile.ZipFile(io.BytesIO(kept[packed.id].raw)) as box:
            self.assertIsNone(box.testzip())
            return {name: box.read(name) for name in box.namelist()}

    def test_one_file_a_unit(self):
        """Units in official order, each behind a sheet with its name; the zip holds exactly the files."""
        batch = self.printed("cycle_work_plans")
        self.assertEqual((batch.state, batch.problems), ("done", ""))
        files = self.content(batch)
        self.assertEqual([name[:4] for name in files], ["001 ", "002 "])
        self.assertEqual([name[4:-4] for name in files], ["测试档案馆", "测试机关工委"])
        one, many = (Printed(content, f"set-{n}") for n, content in enumerate(files.values()))
        self.assertIn(plain("王芳"), one.text)
        self.assertNotIn(plain("王芳"), many.text)
        self.assertEqual(many.texts[0].count(plain("测试机关工委")), 1)
        self.assertIn(plain("份数"), many.texts[0])
        self.assertEqual(many.texts[1], "", "the form begins on a front")
        self.assertEqual(batch.item_count, len(self.env["cadre.work.plan"].search([("cycle_id", "=", self.cycle.id)])))

    def test_too_many_to_wait_for(self):
        """What would outlast a request is refused where it is printed directly, with the way that goes on."""
        report = self.env["ir.actions.report"].with_user(self.officer_user)
        name, plans = "cadre_assessment_reports.cycle_work_plans", self.env["cadre.work.plan"]
        count = plans.search_count([("cycle_id", "=", self.cycle.id)])
        with patch.object(form_mixin, "AT_ONCE", count - 1), self.assertRaises(UserError) as caught:
            report._render_qweb_html(name, self.cycle.ids)
        self.assertIn(f"{count} forms are too many to wait for; at most {count - 1}", str(caught.exception))
        self.assertIn("“Print Forms”", str(caught.exception))
        with patch.object(form_mixin, "AT_ONCE", count):
            self.assertTrue(report._render_qweb_html(name, self.cycle.ids))
        # the last of the first steps opens what it may
        steps = self.env["cadre.setup"].with_user(self.officer_user)
        self.assertEqual(steps._print_lists(self.cycle)["report_name"], name)
        with patch.object(cadre_setup, "AT_ONCE", count - 1):
            action = steps._print_lists(self.cycle)
        dialog = self.env[action["res_model"]].with_user(self.officer_user).with_context(**action["context"]).create({})
        self.assertEqual(dialog.cycle_id, self.cycle)

    def test_pieces_are_bound_as_if_printed_at_once(self):
        """Whatever is printed together in one job, the bound file has the same pages, each form on a front."""
        whole = self.content(self.printed("cycle_work_plans", "cycle_progress_reports"))
        with patch.object(print_set, "TOGETHER", 1):
            batch = self.printed("cycle_work_plans", "cycle_progress_reports")
        pieces = self.content(batch)
        self.assertEqual(len(batch.part_ids.filtered("items")), batch.item_count)
        self.assertEqual(list(pieces), list(whole))
        for name, content in pieces.items():
            there = [plain(page.extract_text()) for page in PdfFileReader(io.BytesIO(whole[name])).pages]
            here = [plain(page.extract_text()) for page in PdfFileReader(io.BytesIO(content)).pages]
            self.assertEqual(len(here), len(there), name)
            self.assertEqual(sorted(here), sorted(there), name)
        self.assertEqual({bool(part.size) for part in batch.part_ids}, {True, False})
        self.assertFalse([part for part in batch.part_ids if part.size and not part.is_file], "pieces are gone")

    def test_everybody_gets_what_he_may_read(self):
        """A person his own list, the office everybody's; the dialog counts and offers the same."""
        mine = self.ask(self.person_user)
        self.assertEqual(mine.line_ids.filtered(lambda line: line.form.endswith("work_plans")).count, 1)
        self.assertFalse(mine.line_ids.filtered(lambda line: line.form.endswith("ballot_papers")))
        [content] = self.content(self.printed("cycle_work_plans", user=self.person_user)).values()
        self.assertNotIn(plain("王芳"), Printed(content, "set-own").text)

    def test_a_forged_form_is_not_printed(self):
        """What a client writes into the dialog's lines is not what is called."""
        dialog = self.ask()
        self.assertGreater(len(dialog.line_ids), 1)
        dialog.line_ids.write({"form": "report.cadre_assessment_reports.summary", "chosen": True})
        with self.assertRaisesRegex(UserError, "Choose at least one form"):
            dialog.action_print()
        with self.assertRaises(AccessError):
            self.env["cadre.print.set"].with_user(self.plain_user).create({"cycle_id": self.cycle.id})

    def test_what_may_not_be_read_any_more_is_refused(self):
        """Between order and print a record went out of sight: its unit is not printed with a gap."""
        batch = self.printed("cycle_work_plans", user=self.person_user)
        params = batch.sudo().part_ids[0].params
        params["forms"][0][1].append(self.guest.id)
        batch.sudo().part_ids[0].params = params
        batch.sudo().write({"state": "running"})
        batch.sudo().part_ids[0].write({"state": "waiting"})
        batch.part_ids[0]._work()
        self.assertEqual(batch.part_ids[0].state, "failed")

    def test_a_slow_part_lives(self):
        """In the background the server hears from each form that the part goes on; while somebody waits it does not."""
        with patch.object(alive, "_extend_limits") as heard:
            batch = self.printed("cycle_work_plans")
            heard.assert_not_called()
            part = batch.part_ids.filtered(lambda one: one.stage == cadre_batch.PRINT)[-1:]
            batch.sudo().background = True
            part.sudo().write({"state": "waiting"})
            batch.sudo().state = "running"
            part._work()
        self.assertEqual((part.state, part.message or ""), ("done", ""))
        self.assertGreaterEqual(heard.call_count, part.items)

    def test_limit_is_said_before(self):
        """Without a runner the dialog says that it is too much, and how much is possible."""
        dialog = self.ask()
        with patch.object(print_set, "AT_ONCE", 1), patch.object(cadre_batch, "AT_ONCE", 1):
            dialog.invalidate_recordset()
            self.assertIn("At most 1 forms", dialog.how)
            with self.assertRaisesRegex(UserError, "at most 1 are possible without the job runner"):
                dialog.action_print()

    def test_names_of_files(self):
        """Whatever a unit is called, its file opens on every system."""
        self.assertEqual(cadre_batch.file_name(3, "甲/乙:丙*?"), "003 甲_乙_丙__.pdf")
        self.assertEqual(cadre_batch.safe(" .. "), "_")
