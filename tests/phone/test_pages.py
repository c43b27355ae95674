"""Every page of a person, a leader, a head of section, a head of the body and a voter fits a phone of 390 points.

A target is at least 44 points high and wide, nothing scrolls sideways: both are measured in the browser, on every list
and client action of the role's own menus, on the first record behind each, and on the pages before any login.
"""

import pathlib

from odoo.tests import tagged

from tests.ballot.builder import issue, make_ballot
from tests.ballot.phone import phone

from .year import PhoneCase

MEASURE = (pathlib.Path(__file__).parent / "measure.js").read_text()
SIZE = (390, 844)
SETTLE = """
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
async function settle() {
    for (let turn = 0; turn < 60; turn++) {
        await pause(50);
        const busy = document.querySelector(".o_loading_indicator, .o_blockUI");
        if (turn > 2 && !busy && document.querySelector(".o_action_manager > *")) {
            return;
        }
    }
}
"""
SHOW = """(async () => {
    %(settle)s
    await odoo.__WOWL_DEBUG__.root.env.services.action.doAction(%(action)s, { clearBreadcrumbs: true });
    await settle();
    return %(measure)s;
})()"""
OPEN = """(async () => {
    %(settle)s
    const row = document.querySelector(
        ".o_content .o_kanban_record:not(.o_kanban_ghost), .o_content tr.o_data_row td.o_data_cell"
    );
    if (!row) {
        return null;
    }
    row.click();
    await settle();
    await settle();
    return %(measure)s;
})()"""


@tagged("post_install", "-at_install")
class TestPages(PhoneCase):
    def sweep(self, role):
        """Open what the role's menus lead to, measure it, and its first record."""
        user = getattr(self, f"{role}_user")
        wrong, actions = [], self._actions(user)
        with phone(self, size=SIZE) as page:
            page.login(user.login)
            page.open("/odoo")
            page.wait("window.odoo?.__WOWL_DEBUG__ && document.querySelector('.o_cadre_home')", 90)
            for action, name in actions:
                for what, script in (("", SHOW), (", its first record", OPEN)):
                    found = page.promise(script % {"settle": SETTLE, "action": action, "measure": MEASURE})
                    if found and (found["small"] or found["wide"]):
                        wrong.append(f"{name}{what}: {found}")
                        page.picture(f"phone_{role}_{action}{'_record' if what else ''}")
        self.assertFalse(wrong, "\n".join(wrong))

    def _actions(self, user):
        """[(id, name)] of the actions behind the menus of ours that ``user`` sees."""
        menus = self.env["ir.ui.menu"].with_user(user).with_context(lang="zh_CN").load_web_menus(False)
        root, found = self.env.ref("cadre_assessment.menu_cadre_root").id, {}
        for menu in menus.values():
            if menu.get("appID") == root and menu.get("actionID"):
                found[menu["actionID"]] = menu["name"]
        self.assertGreater(len(found), 4)
        return found.items()

    def test_person(self):
        self.sweep("person")

    def test_section_head(self):
        self.sweep("section_head")

    def test_leader(self):
        self.sweep("leader")

    def test_head(self):
        self.sweep("decider")

    def test_voter(self):
        """The paper, the question before it is in, the receipt, the page of the receipts; and the page to log in."""
        ballot = make_ballot(self.env(user=self.officer_user))
        ballot.action_open()
        link = "/ballot/" + issue(ballot.group_ids, 1)[0]
        with phone(self, size=SIZE) as page:
            for path in (link, ballot._public_path(), "/web/login"):
                page.open(path)
                self._fits(page, path.split("/")[1])
            page.open(link)
            for line in range(3):
                page.tap(f"fieldset:nth-of-type({line + 1}) label", 1)
            page.tap("footer button")
            self._fits(page, "sure")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
            self._fits(page, "receipt")

    def _fits(self, page, name):
        self.assertEqual(page.run(MEASURE), {"small": [], "wide": []}, name)


@tagged("post_install", "-at_install")
class TestMyYears(PhoneCase):
    def test_a_year_without_a_score(self):
        """390 points: a year that has a grade and no score is one line, without an empty row for a bar."""
        said = {"employee_id": self.person.id, "name": self.person.name, "regulation": "某办法", "origin_note": "档案"}
        said |= {"grade_code": "able", "grade_name": "称职"}
        with_score = {"total": 91.5, "has_total": True}
        self.env["cadre.result"].create([{**said, "year": 2019, **with_score}, {**said, "year": 2018}])
        self.env.flush_all()
        rows = "[...document.querySelectorAll('[data-section=years] .o_cadre_home_row')]"
        with phone(self, size=SIZE) as page:
            page.login(self.person_user.login)
            page.open("/odoo")
            page.wait(f"{rows}.length >= 2", 90)
            page.picture("phone_years")
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            bars = page.run(f"{rows}.map((row) => [row.innerText.includes('91.50'), row.offsetHeight > 60])")
        self.assertIn([True, True], bars, "a score is a bar in a row of its own")
        self.assertEqual([one for one in bars if one[0] != one[1]], [], "no score, no row")


@tagged("post_install", "-at_install")
class TestRatingOnAPhone(PhoneCase):
    def test_rate_card_by_card(self):
        """Name and grade stand together; one touch gives the grade, and the next card comes up by itself (S0-19)."""
        first, second, *_others = self.to_rate()
        action = "/odoo/action-cadre_assessment.cadre_progress_report_rate_action"
        top = "document.querySelectorAll('tr.o_data_row')[1].getBoundingClientRect().top"
        with phone(self, size=SIZE) as page:
            page.login(self.leader_user.login)
            page.open(action)
            page.wait("document.querySelectorAll('tr.o_data_row .o_cadre_grade').length", 90)
            self.assertEqual(
                page.run("document.querySelector('tr.o_data_row td.o_cadre_card_name').innerText"), first.employee_name
            )
            before = page.run(top)
            page.tap("tr.o_data_row .o_cadre_grade", 1)
            page.wait("document.querySelector('tr.o_data_row .o_cadre_grade.btn-primary')")
            page.wait(f"{top} < {before}")
            page.picture("phone_rated")
        self.env.invalidate_all()
        self.assertEqual((first.state, first.grade_id.name), ("approved", "良好"))
        self.assertFalse(second.grade_id)


@tagged("post_install", "-at_install")
class TestRatingByKeys(PhoneCase):
    def test_rate_row_by_row(self):
        """On the desk: a figure gives the grade and leads to the next row, with the hand on the same column."""
        first, second, third, *_others = self.to_rate()
        action = "/odoo/action-cadre_assessment.cadre_progress_report_rate_action"
        self.start_tour(action, "cadre_rating_keys", login="cadre_leader")
        self.env.invalidate_all()
        self.assertEqual([one.grade_id.name for one in (first, second)], ["良好", "一般"])
        self.assertFalse(third.grade_id)
