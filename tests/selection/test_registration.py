"""Registration by the person himself: to the minute, one post of each group, his own answers, nothing of others.

F-23, S4-P10-08 … S4-P10-12, S4-P9-30, S4-E3 (17:00:01 is late).
"""

from datetime import timedelta

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.clock import moment_of, today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException, tagged

from tests.ballot.phone import phone
from tests.phone.test_pages import MEASURE, SETTLE

from .common import SelectionCase, SelectionHttpCase

SETTLED = f"(async () => {{{SETTLE} await settle(); return 1;}})()"


class RegistrationBuilder:
    """P10 as far as its registration: the posts 农办副主任 and 综治办副主任 of one group, 工作片主任 of another."""

    FIRST, DAY = "2010-03-06", "2010-03-10"

    def prepared(self, **values):
        self.on(self.FIRST)
        selection = self.make_selection(
            "S4P10", self.FIRST, posts=("农办副主任", "综治办副主任", "工作片主任"), name="街道中层竞岗", **values
        )
        selection.post_ids[2].post_group = "工作片"
        return selection

    def opened(self, **values):
        selection = self.prepared(**values)
        selection.action_begin()
        self.write_papers(selection, "plan")
        self.do(selection, "plan")
        self.on(self.DAY)
        return selection

    def at(self, moment):
        """From now on it is this moment, of the company's clock (eight hours before it in UTC)."""
        frozen = freeze_time(moment, tz_offset=0)
        frozen.start()
        self.addCleanup(frozen.stop)
        self.env.invalidate_all()

    def entry(self, user, post, **values):
        return self.env["cadre.registration.entry"].with_user(user).create({"post_number": post.id, **values})

    def register(self, user, post, **values):
        self.entry(user, post, **values).action_confirm()
        return self.env["cadre.registration"].with_user(user).search([("outcome", "=", "running")])


@tagged("post_install", "-at_install")
class TestRegistration(RegistrationBuilder, SelectionCase):
    def test_to_the_minute(self):
        """17:00:00 is in time, 17:00:01 is refused by name; then the post is not listed either (S4-P10-12)."""
        selection = self.opened()
        register = self.step(selection, "register")
        self.assertEqual(str(register.closes_at), "2010-03-10 09:00:00", "17:00 where the company works")
        self.at("2010-03-10 09:00:00")
        mine = self.register(self.person_user, selection.post_ids[0])
        self.assertEqual((mine.post, mine.channel), ("农办副主任", "self"))
        entry = self.entry(self.other_user, selection.post_ids[0])
        self.at("2010-03-10 09:00:01")
        with self.says("农办副主任.*closed at 2010-03-10 17:00"):
            entry.action_confirm()
        self.assertFalse(self.env["cadre.opening"].with_user(self.other_user).search([]))
        with self.says("王芳: registration for “街道中层竞岗” is closed since 2010-03-10 17:00"):
            self.candidate(selection, self.other)

    def test_not_closed_early(self):
        """The office does not close it before its minute; after it, it does."""
        selection = self.opened()
        with self.says("open until 2010-03-10 17:00"):
            self.do(selection, "register")
        self.at("2010-03-10 09:00:01")
        self.do(selection, "register")

    def test_not_before_its_turn(self):
        """While what comes before is open, nothing is listed and nobody registers."""
        selection = self.prepared()
        selection.action_begin()
        self.assertFalse(self.env["cadre.opening"].with_user(self.person_user).search([]))
        with self.says("No registration is open to you"):
            self.entry(self.person_user, selection.post_ids[0]).action_confirm()

    def test_his_own_answers(self):
        """Before he registers: each condition with what is on file; what is not on file is not known, and no no."""
        self.other.create_version({"date_version": "2009-01-01", "identity_id": self.category("identity", "worker").id})
        selection = self.opened()
        Opening = self.env["cadre.opening"]
        mine = Opening.with_user(self.person_user).search([], limit=1)
        self.assertEqual((mine.verdict, mine.registered), ("unknown", False))
        self.assertIn("Not Known", mine.conditions)
        self.assertIn("近两年度考核均为称职以上", mine.conditions)
        self.env.invalidate_all()
        hers = Opening.with_user(self.other_user).search([], limit=1)
        self.assertEqual(hers.verdict, "no")
        self.assertEqual(len(Opening.with_user(self.person_user).search([])), len(selection.post_ids))

    def test_whom_it_concerns(self):
        """People of the unit; where it is opened to others, theirs (S4-P4-11). Nobody else finds or registers."""
        selection = self.opened()
        Opening = self.env["cadre.opening"]
        self.assertFalse(Opening.with_user(self.discipline_user).search([]))
        with self.says("No registration is open to you"):
            self.entry(self.discipline_user, selection.post_ids[0]).action_confirm()
        with self.assertRaises(AccessError):
            self.entry(self.auditor_user, selection.post_ids[0])
        selection.with_user(self.office_user).register_unit_ids = self.unit | self.other_unit
        self.env.invalidate_all()
        self.assertEqual(len(Opening.with_user(self.discipline_user).search([])), 3)

    def test_one_of_each_group(self):
        """One office post and one 工作片 post; a second of the group is refused, the first once withdrawn is not
        (S4-P10-10). The office is held to it as well."""
        selection = self.opened()
        office, second, area = selection.post_ids
        first = self.register(self.person_user, office)
        self.register(self.person_user, area)
        with self.says("stands for “农办副主任” already"):
            self.entry(self.person_user, second).action_confirm()
        with self.says("stands for “农办副主任” already"):
            self.candidate(selection, self.person, post=1)
        with self.says("You stand for “工作片主任” already"):
            self.entry(self.person_user, area).action_confirm()
        first.filtered(lambda one: one.post == "农办副主任").action_withdraw()
        self.register(self.person_user, second)
        standing = selection.candidate_ids.filtered(lambda one: one.state != "out")
        self.assertEqual(standing.post_id, second | area)

    def test_withdrawn_and_back(self):
        """Until it closes (or so many days longer); who withdrew comes back in time; after it nobody withdraws."""
        selection = self.opened()
        mine = self.register(self.person_user, selection.post_ids[0], channel="unit", recommended_by="组织科")
        candidate = selection.candidate_ids
        self.assertEqual((candidate.channel, candidate.recommended_by, candidate.by_himself), ("unit", "组织科", True))
        mine.action_withdraw()
        self.assertEqual((candidate.state, mine.outcome), ("out", "withdrawn"))
        self.assertEqual(self.register(self.person_user, selection.post_ids[0]), mine)
        self.assertEqual((candidate.state, mine.outcome), ("registered", "running"))
        self.at("2010-03-10 09:00:01")
        with self.says("the time for withdrawing is over"):
            mine.action_withdraw()
        candidate = candidate.with_user(self.office_user)
        self.assertIn("reads the reason", " ".join(candidate._step_effect("put_out")))
        candidate._reason_put_out("不再参加")
        self.at("2010-03-10 08:00:00")
        with self.says("You were put out of the field"):
            self.entry(self.person_user, selection.post_ids[0]).action_confirm()

    def test_days_to_withdraw(self):
        step = self.step(self.prepared(), "register")
        step.rule_id.sudo().withdraw_days = 2
        self.assertEqual(str(step.withdraw_until), "2010-03-12")

    def test_by_whom(self):
        """Who says that others recommend him says who."""
        selection = self.opened()
        with self.says("Say who recommends you"):
            self.entry(self.person_user, selection.post_ids[0], channel="masses").action_confirm()

    def test_incumbents_must(self):
        """Who holds one of the posts and has not registered is named to the office, and told by the form
        (S4-P10-11)."""
        selection = self.opened()
        self.person.create_version({"date_version": "2009-01-01", "job_id": selection.post_ids[1].job_id.id})
        self.env.invalidate_all()
        step = self.step(selection, "register").with_user(self.office_user)
        self.assertIn("李明", step.missing_text)
        self.assertTrue(self.env["cadre.opening"].with_user(self.person_user).search([])[0].must)
        self.register(self.person_user, selection.post_ids[0])
        self.assertFalse(step.missing_text)

    def test_one_category(self):
        """P9: who is registered in one category is refused in another (S4-P9-30)."""
        self.on("2024-05-06")
        first, second = (self.make_selection(code, "2024-05-06", posts=(f"职位{code}",), name=code)
                         for code in ("S4P9-A", "S4P9-B"))  # fmt: skip
        self.candidate(first, self.person)
        with self.says("stands in “S4P9-A” already: one category"):
            self.candidate(second, self.person)


@tagged("post_install", "-at_install")
class TestAttacks(RegistrationBuilder, SelectionHttpCase):
    def call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
        )

    def refused(self, model, method, *args, **kwargs):
        with self.assertRaises(JsonRpcException, msg=f"{model}.{method}"):
            self.call(model, method, *args, **kwargs)

    def test_rpc(self):
        """Another one, another's row, the server's methods, his own verdict: nothing of it by RPC."""
        selection = self.opened()
        post = selection.post_ids[0]
        hers = self.register(self.other_user, post)
        candidate = selection.candidate_ids
        self.authenticate("cadre_person", "cadre_person")
        for method in ("_enter", "_tell"):
            self.refused("cadre.registration", method, post.id, {"channel": "self"})
        values = {"selection_id": selection.id, "post_id": post.id, "employee_id": self.person.id}
        self.refused("cadre.candidate", "create", [values])
        self.refused("cadre.registration", "create", [{"candidate_id": candidate.id, "name": "x"}])
        self.refused("cadre.registration", "action_withdraw", [hers.id])
        self.refused("cadre.registration", "write", [hers.id], {"outcome": "out"})
        self.refused("cadre.opening", "write", [post.id], {"verdict": "yes"})
        self.refused("cadre.opening", "create", [{"name": "x"}])
        entry = self.call("cadre.registration.entry", "create", [{"post_number": post.id, "person": "王芳"}])[0]
        self.call("cadre.registration.entry", "action_confirm", [entry])
        self.env.invalidate_all()
        mine = selection.candidate_ids - candidate
        self.assertEqual((mine.employee_id, mine.by_himself), (self.person, True))
        for values in ({"eligible": "yes"}, {"state": "decided"}, {"check_ids": [(0, 0, {"answer": "yes"})]},
                       {"recommended_by": "书记"}):  # fmt: skip
            self.refused("cadre.candidate", "write", [mine.id], values)
        self.refused("cadre.selection", "write", [selection.id], {"candidate_ids": [(0, 0, values)]})
        self.assertEqual(self.call("cadre.candidate", "search_count", []), 0)
        self.assertEqual(self.call("cadre.registration", "search_count", []), 1)
        fields = self.call("cadre.opening", "fields_get")
        self.assertFalse({"candidate_ids", "candidate_count"} & set(fields))


@tagged("post_install", "-at_install")
class TestOnHisPhone(RegistrationBuilder, SelectionHttpCase):
    """By hand, in Chinese, 390 points wide."""

    def test_by_hand(self):
        """He finds the post, reads how he stands to each condition, registers on organization's word, and withdraws."""
        self.person_user.lang = "zh_CN"
        day = today_of(self.company)
        selection = self.make_selection("S4P10", day, posts=("农办副主任",), name="街道中层竞岗")
        (self.step(selection, "plan") | self.step(selection, "register")).planned = day
        selection.action_begin()
        guarded(self.step(selection, "plan").sudo()).write(
            {"state": "done", "done_on": day - timedelta(days=1), "acted_on": day - timedelta(days=1)}
        )
        register = self.step(selection, "register")
        guarded(register.sudo()).closes_at = moment_of(register, day + timedelta(days=1), 17)
        self.candidate(selection, self.other)
        self.env.flush_all()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_person")
            page.open("/odoo/open-posts")
            page.wait("document.querySelector('.o_content .o_data_row')", 90)
            page.promise(SETTLED)
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            page.tap(".o_content .o_data_row .o_data_cell")
            page.wait("document.querySelector('button[name=action_register]')")
            page.promise(SETTLED)
            text = page.run("document.querySelector('.o_content').textContent")
            self.assertIn("近两年度考核均为称职以上", text)
            self.assertNotIn("王芳", text)
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            page.picture("opening")
            page.tap("button[name=action_register]")
            page.wait("document.querySelector('.modal button[name=action_confirm]')")
            page.promise(SETTLED)
            self.assertIn("李明", page.run("document.querySelector('.modal').textContent"))
            page.tap(".modal button[name=action_confirm]")
            page.wait("document.querySelector('.o_last_breadcrumb_item, .breadcrumb')")
            page.wait("document.querySelector('.o_content .o_data_row') && !document.querySelector('.modal')")
            page.tap(".o_content .o_data_row .o_data_cell")
            page.wait("document.querySelector('button[name=action_withdraw]')")
            page.promise(SETTLED)
            page.tap("button[name=action_withdraw]")
            page.wait("document.querySelector('.modal footer .btn-primary')")
            page.tap(".modal footer .btn-primary")
            page.wait("!document.querySelector('button[name=action_withdraw]')")
        self.env.invalidate_all()
        mine = selection.candidate_ids.filtered("by_himself")
        self.assertEqual((mine.employee_id, mine.state), (self.person, "out"))
