"""By hand, in Chinese: a leader nominates on his phone, in his own name; the office reviews it at its desk (S4-P3)."""

import re

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import tagged

from tests.desk import desk
from tests.phone.test_pages import MEASURE

from .common import SelectionCase, SelectionHttpCase


class Nominating:
    def nominate(self, **values):
        """李明, by the leader himself."""
        return (
            self.env["cadre.nomination"]
            .with_user(self.leader_user)
            .with_context(default_by="person")
            .create({"employee_id": self.person.id, "post_text": "科长", "reason": "实绩突出", **values})
        )


@tagged("post_install", "-at_install")
class TestInHisOwnName(Nominating, SelectionCase):
    def test_written_and_reviewed(self):
        """His office is found, he answers for it; once handed in it is the office's, and returned his again."""
        mine = self.nominate()
        self.assertEqual((mine.person_id, mine.office_body_id), (self.leader, self.selection_body))
        mine.reason = "实绩突出，群众认可"
        mine.action_hand_in()
        self.assertEqual((mine.state, mine.accountable_id), ("handed_in", self.leader))
        with self.assertRaises(UserError):
            mine.reason = "另一个理由"
        with self.assertRaises(AccessError):
            mine._take_with_reason("accept", "通过")
        office = mine.with_user(self.office_user)
        office._take_with_reason("return", "理由请写具体")
        self.assertEqual((mine.state, mine.review), ("draft", "理由请写具体"))
        self.assertFalse(mine.accountable_id)
        mine.reason = "实绩突出"
        mine.action_hand_in()
        office._take_with_reason("accept", "同意")
        self.assertEqual(mine.state, "accepted")

    def test_nobody_elses(self):
        """Not in another's name, not handed over to another one, and nobody else reads the draft, least the nominee."""
        for values in ({"person_id": self.other_leader.id}, {"by": "body", "body_id": self.leading_body.id}):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.nominate(**{"person_id": False, **values})
        mine = self.nominate()
        with self.assertRaises(AccessError), self.cr.savepoint():
            mine.person_id = self.other_leader
        with self.assertRaises(AccessError), self.cr.savepoint():
            mine.write({"by": "body", "person_id": False, "body_id": self.leading_body.id})
        for user in (self.other_leader_user, self.decider_user, self.person_user, self.other_user, self.officer_user):
            found = self.env["cadre.nomination"].with_user(user)
            self.assertFalse(found.search([]), user.login)
        with self.assertRaises(AccessError):
            mine.with_user(self.other_leader_user).action_hand_in()
        with self.assertRaises(AccessError):
            self.env["cadre.nomination"].with_user(self.person_user).create({"employee_id": self.other.id})

    def test_people_are_chosen(self):
        """Who may not read staff files gets a list of names, units and posts to choose from, and no page of anybody."""
        People = self.env["hr.employee"].with_user(self.leader_user)
        for kind in ("kanban", "list"):
            found = People.get_views([(False, kind), (False, "search")])
            shown = set(re.findall(r'<field name="(\w+)"', found["views"][kind]["arch"]))
            self.assertEqual(shown, {"name", "department_id", "job_title"}, kind)
            self.assertLessEqual(shown, found["models"]["hr.employee"]["fields"].keys())
        rows = People.web_search_read([("id", "=", self.person.id)], {name: {} for name in shown})["records"]
        self.assertEqual(rows[0]["name"], "李明")
        with self.assertRaises(RedirectWarning):
            People.get_views([(False, "form")])

    def test_for_which_he_answers(self):
        """Who headed the body reads what it nominated, and writes nothing of it."""
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        by_body = self.env["cadre.nomination"].with_user(self.office_user).create(
            {"employee_id": self.person.id, "post_text": "科长", "reason": "实绩", "body_id": self.leading_body.id}
        )  # fmt: skip
        by_body.action_hand_in()
        read = self.env["cadre.nomination"].with_user(self.decider_user).search([])
        self.assertEqual(read, by_body)
        with self.assertRaises(AccessError):
            read.write({"accountability_ids": [(0, 0, {"cause": "other", "text": "无"})]})
        with self.assertRaises(AccessError):
            read.unlink()


@tagged("post_install", "-at_install")
class TestNominationByHand(Nominating, SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.selection_user | cls.leader_user).write({"lang": "zh_CN"})

    def fits(self, page, name):
        page.picture(f"nomination_{name}")
        self.assertEqual(page.run(MEASURE), {"small": [], "wide": []}, name)

    def test_on_his_phone(self):
        """390 points: from the menu, whom, for which post, why; saved, handed in. Then the desk: found, read, taken."""
        self.post_values("党政办主任")
        with desk(self, width=390, height=844) as page:
            page.login("cadre_leader")
            page.find(".o_cadre_home", free=False)
            page.open("/odoo/my-nominations")
            page.find(".o_view_nocontent_smiling_face")
            self.fits(page, "none")
            page.click(".o_list_button_add")
            page.choose("employee_id", "李明")
            page.choose("job_id", "党政办主任")
            page.type("[name=reason] textarea", "政治坚定，实绩突出，群众公认。")
            self.fits(page, "draft")
            page.click(".o_form_button_save")
            page.click("button[name=action_hand_in]")
            page.click(".modal footer .btn-primary")
            page.gone("button[name=action_hand_in]")
            self.fits(page, "handed_in")
        mine = self.env["cadre.nomination"].search([])
        self.assertEqual((mine.state, mine.person_id, mine.job_id.name), ("handed_in", self.leader, "党政办主任"))
        self.assertEqual(mine.office_body_id, self.selection_body)
        with desk(self) as page:
            page.login("cadre_selection")
            page.click("[data-code=selection_nominations]")
            page.click(".o_data_row td", "李明")
            page.see("政治坚定")
            page.picture("nomination_desk")
            page.click("button[name=action_accept]")
            page.type(".modal textarea", "审核通过，进入民主推荐。")
            page.click(".modal footer .btn-primary")
            page.gone(".modal")
        self.env.invalidate_all()
        self.assertEqual((mine.state, mine.review), ("accepted", "审核通过，进入民主推荐。"))
