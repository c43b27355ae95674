"""Double selection: choices to the minute, orders of heads, a stable matching, the decision, and the unplaced.

S4-P10-27 … S4-P10-35, A4-2, S4-E3 (standby from the day after the document, three months).
"""

from datetime import timedelta

from odoo.addons.cadre_assessment.models.clock import moment_of, today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import JsonRpcException, tagged

from tests.ballot.phone import phone
from tests.phone.test_pages import MEASURE

from .common import SelectionCase, SelectionHttpCase
from .test_registration import SETTLED, RegistrationBuilder


class MatchingBuilder(RegistrationBuilder):
    """农办 and 党政办 with one place each, headed by 郭科长 and 范主任; 李明, 王芳 and two without accounts choose."""

    FIRST, CLOSES, AFTER = "2026-03-13", "2026-03-13 09:00:00", "2026-03-13 09:00:01"

    def choosing(self, **values):
        self.on(self.FIRST)
        selection = self.make_selection(
            "S4P10-D", self.FIRST, posts=("农办", "党政办", "城建办", "综治办"), name="双向选择", **values
        )
        self.env["cadre.headcount"].search([]).approved = 10
        selection.post_ids.chooser_id = self.section_head
        selection.post_ids[1].chooser_id = self.officer
        selection.action_begin()
        return selection

    def choose(self, user, *posts):
        for post in posts:
            self.env["cadre.opening"].with_user(user).browse(post.id).action_choose()
        return self.env["cadre.choice"].with_user(user).search([("user_id", "=", user.id)])

    def order(self, user, post, *people):
        rows = self.env["cadre.choice.order"].with_user(user).search([("post_id", "=", post.id)])
        for person in people:
            rows.filtered(lambda one, person=person: one.user_id == person).action_take()
        rows.action_hand_in()

    def placed(self, selection):
        """李明 and 王芳 both want 农办 first; it wants 王芳, so that 李明 is in 党政办, which wants him first."""
        farm, party = selection.post_ids[:2]
        self.choose(self.person_user, farm, party)
        self.choose(self.other_user, farm, party)
        self.at(self.AFTER)
        self.do(selection, "choose")
        self.order(self.section_head_user, farm, self.other_user, self.person_user)
        self.order(self.officer_user, party, self.person_user)
        return selection


@tagged("post_install", "-at_install")
class TestMatching(MatchingBuilder, SelectionCase):
    def test_choices(self):
        """One to three, in the order in which they are made; the fourth is refused by name (S4-P10-27)."""
        selection = self.choosing()
        mine = self.choose(self.person_user, *selection.post_ids[:3])
        self.assertEqual(mine.sorted("rank").mapped("post"), ["农办", "党政办", "城建办"])
        with self.says("You have chosen 3 posts in “双向选择”: 农办 党政办 城建办. More are not allowed"):
            self.choose(self.person_user, selection.post_ids[3])
        mine[2].action_up()
        self.assertEqual(
            mine.search([("user_id", "=", self.person_user.id)]).mapped("post"), ["农办", "城建办", "党政办"]
        )
        mine.filtered(lambda one: one.post == "农办").action_take_back()
        left = mine.search([("user_id", "=", self.person_user.id)])
        self.assertEqual([(one.rank, one.post) for one in left], [(1, "城建办"), (2, "党政办")])
        with self.says("You have chosen “城建办” already"):
            self.choose(self.person_user, selection.post_ids[2])
        with self.says("filled by double selection"):
            self.entry(self.person_user, selection.post_ids[0]).action_confirm()

    def test_to_the_minute(self):
        """After the last second nothing is chosen, moved or taken back."""
        selection = self.choosing()
        self.at(self.CLOSES)
        mine = self.choose(self.person_user, selection.post_ids[0])
        self.at(self.AFTER)
        with self.says("党政办.*closed at 2026-03-13 17:00"):
            self.choose(self.person_user, selection.post_ids[1])
        with self.says("choices are closed"):
            mine.action_take_back()

    def test_the_late_window(self):
        """Who lost the competition chooses until a minute of his own, the rest does not (A4-2)."""
        self.on("2026-03-10")
        competition = self.make_selection("S4P10", "2026-03-06", posts=("农办副主任",), name="竞岗")
        self.candidate(competition, self.person)
        selection = self.choosing(after_selection_id=competition.id, late_until="2026-03-15 09:00:00")
        self.at("2026-03-15 09:00:00")
        mine = self.choose(self.person_user, selection.post_ids[0])
        self.assertTrue(mine.late)
        with self.says("closed at 2026-03-13 17:00"):
            self.choose(self.other_user, selection.post_ids[0])
        self.at("2026-03-15 09:00:01")
        with self.says("closed"):
            self.choose(self.person_user, selection.post_ids[1])

    def test_heads(self):
        """A head sees nobody before the last minute, then only who chose his unit, and orders nobody else's."""
        selection = self.choosing()
        farm, party = selection.post_ids[:2]
        self.choose(self.person_user, farm)
        self.choose(self.other_user, party)
        Order = self.env["cadre.choice.order"]
        self.assertFalse(Order.with_user(self.section_head_user).search([]))
        self.at(self.AFTER)
        seen = Order.with_user(self.section_head_user).search([])
        self.assertEqual(seen.mapped("person"), ["李明"])
        self.assertFalse(Order.with_user(self.person_user).search([]))
        theirs = Order.with_user(self.officer_user).search([])
        with self.assertRaises(AccessError):
            theirs.with_user(self.section_head_user).action_take()
        seen.action_take()
        seen.action_hand_in()
        with self.says("农办.*was handed in at .* and stays"):
            seen.action_leave()
        self.assertFalse(self.env["cadre.choice"].with_user(self.section_head_user).search([]))

    def test_matched(self):
        """Proposed by both sides, decided by the body; the sheet shows both ranks; who is placed is moved."""
        selection = self.choosing()
        self.placed(selection)
        sheet = self.env["cadre.choice"].with_user(self.office_user).search([("selection_id", "=", selection.id)])
        self.assertEqual(
            {(one.person, one.post, one.rank, one.place, one.proposed) for one in sheet},
            {
                ("李明", "农办", 1, 2, False),
                ("李明", "党政办", 2, 1, True),
                ("王芳", "农办", 1, 1, True),
                ("王芳", "党政办", 2, 0, False),
            },
        )
        self.on("2026-03-14")
        self.do(selection, "propose")
        placed = {one.name: (one.post_id.name, one.choice_rank, one.choice_place) for one in selection.candidate_ids}
        self.assertEqual(placed, {"李明": ("党政办", 2, 1), "王芳": ("农办", 1, 1)})
        self.decide(selection, "decide")
        self.on("2026-03-17")
        self.do(selection, "document", document="街〔2026〕5号")
        self.assertEqual(set(selection.appointment_ids.mapped("kind")), {"transfer"})
        self.assertEqual({str(one.date_to) for one in self.env["cadre.term"].search(
            [("selection_id", "=", selection.id), ("kind", "=", "office")])}, {"2029-03-16"})  # fmt: skip

    def test_no_order_no_proposal(self):
        """A head who has not handed in his order is named."""
        selection = self.choosing()
        self.choose(self.person_user, selection.post_ids[0])
        self.at(self.AFTER)
        self.do(selection, "choose")
        with self.says("“农办”: 郭科长 has not handed in"):
            self.do(selection, "propose")

    def previewed(self, selection, third):
        """The button says by name who goes on standby, from when to when; nobody does before it is confirmed, another
        user confirms nothing, no other act is done by it, and what has changed since is shown anew."""
        Preview = self.env["cadre.act.preview"]
        action = selection.with_user(self.office_user).action_preview_standby()
        shown = Preview.with_user(self.office_user).browse(action["res_id"])
        for name in (self.person.name, third.name, "2026-03-18", "2026-06-17"):
            self.assertIn(name, shown.said)
        self.assertNotIn(self.other.name, shown.said)
        self.assertFalse(selection.standby_ids)
        values = {"res_model": "cadre.selection", "res_ids": selection.ids, "act": "action_standby", "said": shown.said}
        for user, change in (
            (self.person_user, {}),
            (self.office_user, {"act": "action_give_up"}),
            (self.office_user, {"res_model": "res.users", "act": "unlink"}),
        ):
            with (
                self.subTest(change, user=user.login),
                self.assertRaises(UserError),
                self.cr.savepoint(),
            ):
                Preview.with_user(user).create({**values, **change}).action_confirm()
        left = self.make_employee("钱四", "D0004", self.press_section)
        again = shown.action_confirm()
        self.assertEqual((again["res_id"], shown.changed, bool(selection.standby_ids)), (shown.id, True, False))
        self.assertIn(left.name, shown.said)
        left.active = False
        shown.action_confirm()
        self.assertFalse(selection.standby_ids, "it changed again")
        shown.action_confirm()

    def test_the_unplaced(self):
        """Standby from the day after the document, three months with basic pay; a second round for them alone; who
        takes nothing then is diverted, and not before (S4-P10-33 … -35, S4-E3)."""
        selection = self.choosing()
        third = self.make_employee("孙三", "D0003", self.press_section)
        self.placed(selection)
        with self.says("the document that places people comes first"):
            selection.with_user(self.office_user).action_standby()
        self.on("2026-03-14")
        self.do(selection, "propose")
        self.decide(selection, "decide", {self.person: (0, 3, 0)})
        self.on("2026-03-17")
        self.do(selection, "document", document="街〔2026〕5号")
        self.previewed(selection, third)
        terms = selection.standby_ids
        self.assertEqual(terms.employee_id, self.person | third, "voted down, and who chose nothing")
        self.assertEqual({(str(one.date_from), str(one.date_to), one.basic_pay) for one in terms},
                         {("2026-03-18", "2026-06-17", True)})  # fmt: skip
        mine = terms.filtered(lambda one: one.employee_id == self.person).with_user(self.office_user)
        with self.assertRaises(UserError):
            mine._take_with_reason("divert", "不服从")
        self.on("2026-06-18")
        second = self.make_selection("S4P10-D", "2026-06-18", posts=("园区中心",), after_selection_id=selection.id)
        second.post_ids.chooser_id = self.section_head
        second.action_begin()
        with self.says("No registration is open to you"):
            self.choose(self.other_user, second.post_ids)
        self.choose(self.person_user, second.post_ids)
        self.at("2026-06-18 09:00:01")
        self.do(second, "choose")
        self.order(self.section_head_user, second.post_ids)
        self.on("2026-06-21")
        self.do(second, "propose")
        assigned = self.candidate(second, third)
        self.decide(second, "decide")
        self.do(second, "document", document="街〔2026〕9号")
        self.assertEqual(assigned.state, "appointed", "no choice of his: assigned by the decision")
        second.with_user(self.office_user).action_standby()
        again = second.standby_ids.with_user(self.office_user)
        self.assertEqual(again.employee_id, self.person)
        again._take_with_reason("divert", "不服从安排，自谋职业")
        self.assertEqual((again.state, again.end_reason), ("diverted", "不服从安排，自谋职业"))


@tagged("post_install", "-at_install")
class TestMatchingByHand(MatchingBuilder, SelectionHttpCase):
    def test_rpc(self):
        """Another's choice, the order of a unit, a fourth choice by create: nothing of it by RPC."""
        selection = self.choosing()
        hers = self.choose(self.other_user, selection.post_ids[0])
        order = hers.sudo().order_ids
        self.authenticate("cadre_person", "cadre_person")
        values = {"selection_id": selection.id, "post_id": selection.post_ids[0].id, "employee_id": self.person.id}
        for model, method, *args in (
            ("cadre.choice", "create", [values]),
            ("cadre.choice", "action_take_back", [hers.id]),
            ("cadre.choice", "write", [hers.id], {"rank": 9}),
            ("cadre.choice.order", "write", [order.id], {"place": 1}),
            ("cadre.choice.order", "action_take", [order.id]),
            ("cadre.choice.order", "action_hand_in", [order.id]),
            ("cadre.choice", "_choose", self.person.id, selection.post_ids[0].id),
            ("cadre.selection.post", "write", [selection.post_ids[0].id], {"ordered_on": "2026-01-01"}),
        ):
            with self.assertRaises(JsonRpcException, msg=f"{model}.{method}"):
                self.make_jsonrpc_request(
                    f"/web/dataset/call_kw/{model}/{method}",
                    {"model": model, "method": method, "args": args, "kwargs": {}},
                )
        found = self.make_jsonrpc_request(
            "/web/dataset/call_kw/cadre.choice/search_count",
            {"model": "cadre.choice", "method": "search_count", "args": [[]], "kwargs": {}},
        )
        self.assertEqual(found, 0)

    def test_by_hand(self):
        """He chooses on his phone; the head puts those who chose his unit in order on his; the office proposes."""
        (self.person_user | self.section_head_user | self.selection_user).lang = "zh_CN"
        day = today_of(self.company)
        selection = self.make_selection("S4P10-D", day, posts=("农办", "党政办"), name="双向选择")
        selection.post_ids.chooser_id = self.section_head
        selection.action_begin()
        register = self.step(selection, "choose")
        guarded(register.sudo()).closes_at = moment_of(register, day + timedelta(days=1), 17)
        self.env.flush_all()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_person")
            for number in (0, 1):
                page.open(f"/odoo/open-posts/{selection.post_ids[number].id}")
                page.wait("document.querySelector('button[name=action_choose]')", 90)
                page.promise(SETTLED)
                page.tap("button[name=action_choose]")
                page.wait(f"document.querySelectorAll('.o_content .o_data_row').length == {number + 1}")
            page.promise(SETTLED)
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            page.picture("my-choices")
        self.env.invalidate_all()
        guarded(register.sudo()).closes_at = moment_of(register, day - timedelta(days=1), 17)
        self.env.flush_all()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_section_head")
            page.open("/odoo/who-chose-my-unit")
            page.wait("document.querySelector('.o_content .o_data_row')", 90)
            page.promise(SETTLED)
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            page.picture("who-chose-my-unit")
            page.tap(".o_content .o_data_row .o_cadre_card_name")
            page.wait("document.querySelector('button[name=action_take]')")
            page.promise(SETTLED)
            page.tap("button[name=action_take]")
            page.wait("!document.querySelector('button[name=action_take]')")
            page.promise(SETTLED)
            page.tap("button[name=action_hand_in]")
            page.wait("document.querySelector('.modal footer .btn-primary')")
            page.tap(".modal footer .btn-primary")
            page.wait("!document.querySelector('button[name=action_hand_in]')")
            self.env.invalidate_all()
            self.assertEqual(selection.post_ids.filtered("ordered_on").mapped("name"), ["农办"])
            # the other unit's from the list: the button is there as long as an order waits, and gone with the last one
            page.open("/odoo/who-chose-my-unit")
            page.wait("document.querySelectorAll('.o_content .o_data_row').length == 2", 90)
            page.wait("document.querySelector('button[name=action_hand_in]')")
            page.promise(SETTLED)
            page.tap("button[name=action_hand_in]")
            page.wait("document.querySelector('.modal footer .btn-primary')")
            page.tap(".modal footer .btn-primary")
            page.wait("!document.querySelector('.modal') && !document.querySelector('button[name=action_hand_in]')")
            self.assertEqual(page.run("document.querySelectorAll('.o_content .o_data_row').length"), 2)
            page.picture("handed-in")
        self.env.invalidate_all()
        self.assertEqual(selection.post_ids.filtered("ordered_on").mapped("name"), ["农办", "党政办"])
        self.assertEqual(selection.choice_ids.filtered("place").mapped("person"), ["李明"])
        guarded(selection.step_ids.sudo()).write({"state": "done", "done_on": day})
        self.env.flush_all()
        with phone(self, size=(1366, 768)) as page:
            page.login("cadre_selection")
            page.open(f"/odoo/cadre.selection/{selection.id}")
            page.wait("document.querySelector('button[name=action_preview_standby]')", 90)
            page.promise(SETTLED)
            page.run("document.querySelector('button[name=action_preview_standby]').click()")
            page.wait("document.querySelector('.modal footer button[name=action_confirm]')", 30)
            self.assertIn("李明", page.run("document.querySelector('.modal').textContent"))
            page.picture("standby-preview")
            page.run("document.querySelector('.modal footer button[name=action_confirm]').click()")
            page.wait("!document.querySelector('.modal')", 30)
        self.env.invalidate_all()
        self.assertIn(self.person, selection.standby_ids.employee_id)
