"""The list frozen at the check, what the file says later, and candidates found among everybody (F-24, S4-P2-06)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .acts import ActsBuilder
from .common import SelectionCase


@tagged("post_install", "-at_install")
class TestFrozen(ActsBuilder, SelectionCase):
    def checked(self, *people):
        selection = self.begun(*people)
        self.do(selection, "headcount")
        for candidate in selection.candidate_ids:
            self.check(candidate)
            self.healthy(candidate)
        self.do(selection, "check")
        return selection

    def test_the_list_stays(self):
        """After the check nobody is taken up, nobody who failed comes back; opened again, with a reason, it may."""
        selection = self.checked(self.official(1), self.official(2, since="2010-06-01"))
        first, second = selection.candidate_ids
        self.assertEqual((first.state, second.state), ("eligible", "out"))
        late = self.official(3)
        with self.says("科员3: the conditions of “选拔” are checked, and the list"):
            self.candidate(selection, late)
        self.env.invalidate_all()
        with self.says("did not meet the conditions"):
            second.with_user(self.office_user)._take_with_reason("bring_back", "再看")
        first.with_user(self.office_user)._take_with_reason("put_out", "本人放弃")
        first.with_user(self.office_user)._take_with_reason("bring_back", "撤回放弃")
        self.step(selection, "check").with_user(self.office_user)._take_with_reason("reopen", "补充人选")
        self.assertTrue(self.candidate(selection, late))

    def test_later_changes(self):
        """What the file says later is found every night and shown; it counts by an act with a reason alone."""
        man = self.official(1)
        selection = self.checked(man)
        candidate = selection.candidate_ids
        row = self.row(candidate, "education")
        self.assertEqual((row.answer, row.changed), ("yes", False))
        man.cadre_education_ids.unlink()
        self.env["cadre.education"].create({"employee_id": man.id, "level": "高中", "date_to": "2000-07-01"})
        self.env["cadre.term"]._cron_day()
        self.assertEqual((row.answer, row.changed, row.now_found), ("yes", True, "no"))
        self.assertEqual(candidate.eligible, "yes", "what was decided by stays")
        row._take_with_reason("take_over", "学历经核实有误")
        self.assertEqual((row.answer, row.changed, candidate.eligible), ("no", False, "no"))
        self.assertIn("学历经核实有误", row.evidence)

    def test_found_among_everybody(self):
        """Counted all, listed who meets the conditions and who may; nothing on file is no no; the same number of
        queries for many as for a few."""
        self.official(1)
        self.official(2, since="2010-06-01")
        selection = self.begun()
        find = self.env["cadre.candidate.find"].browse(
            selection.with_user(self.office_user).action_find_candidates()["res_id"]
        ).with_user(self.office_user)  # fmt: skip
        find.action_find()
        self.assertEqual(find.yes_count, 0, "by hand is signed later")
        listed = find.line_ids.employee_id.sudo()
        self.assertIn("科员1", listed.mapped("name"))
        self.assertNotIn("科员2", listed.mapped("name"))
        self.assertIn("not known", find.line_ids[:1].why)
        find.line_ids.filtered(lambda one: one.employee_id.sudo().name == "科员1").chosen = True
        find.action_add()
        self.assertEqual(selection.candidate_ids.mapped("name"), ["科员1"])
        counts = []
        for count in (20, 60):
            self.make_crowd(count, prefix=f"Q{count}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            find.with_unknown = False
            find.action_find()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_only_its_office(self):
        selection = self.begun()
        find = self.env["cadre.candidate.find"].with_user(self.office_user).create(
            {"selection_id": selection.id, "post_id": selection.post_ids[:1].id}
        )  # fmt: skip
        stranger = self.seat(self.manager_user) and self.second_user
        with self.assertRaises(UserError):
            find.with_user(stranger).action_find()
