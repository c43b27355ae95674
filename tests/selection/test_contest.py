"""Too few contend: fewer posts, none competed for, another post, a direct decision  (S4-P10-13 … 16, S4-E3)."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tests import tagged

from tests.migration import migration

from .common import SelectionCase


@tagged("post_install", "-at_install")
class TestContest(SelectionCase):
    FIRST = "2010-03-06"

    def at_the_check(self, *counts, numbers=None):
        """P10 on the day of the check: so many contenders for each of its posts."""
        self.on(self.FIRST)
        names = ("农办副主任", "城建办副主任", "社区主任")[: len(counts)]
        selection = self.make_selection("S4P10", self.FIRST, posts=names)
        self.env["cadre.headcount"].search([]).approved = 10
        for post, number in zip(selection.post_ids, numbers or [1] * len(counts), strict=True):
            post.number = number
        selection.action_begin()
        for place, count in enumerate(counts):
            for one in self.make_people(count, prefix=f"K{selection.id}-{place}-"):
                self.meets(self.candidate(selection, one, place))
        self.write_papers(selection, "plan")
        self.do(selection, "plan")
        self.on("2010-03-11")
        self.do(selection, "register")
        return selection

    def post(self, selection, place=0):
        return selection.post_ids[place].with_user(self.office_user)

    def test_fewer(self):
        """S4-E3: two contend for two posts: one is kept; eight for six: five; the reason stays, the check is done."""
        for people, number, kept in ((2, 2, 1), (8, 6, 5)):
            with self.subTest(number):
                selection = self.at_the_check(people, numbers=[number])
                post = self.post(selection)
                self.assertTrue(post.too_few)
                post.action_fewer()
                self.assertEqual((post.number, post.wanted, post.too_few), (kept, number, False))
                self.assertIn(f"{people} contended for {number}", post.contest_said)
                self.do(selection, "check")
                with self.assertRaisesRegex(UserError, "it stays"):
                    post.action_fewer()

    def test_cancelled(self):
        """One contends for one post: the competition is cancelled; he changes to another one, is checked anew, and the
        steps of the first are void. Who does not change is out when the check is done."""
        selection = self.at_the_check(1, 2)
        first, second = self.post(selection), self.post(selection, 1)
        lonely = first.candidate_ids
        with self.assertRaisesRegex(UserError, "for no post can be competed"):
            first.action_fewer()
        with self.assertRaisesRegex(UserError, "it stays"):
            second.action_cancel()
        with self.assertRaisesRegex(UserError, "stays with his selection"):
            lonely.write({"post_id": second.id})
        first.action_cancel()
        self.assertEqual(first.contest, "cancelled")
        self.assertEqual(self.step(selection, "ballot", selection.post_ids[0]).state, "void")
        self.assertTrue(lonely.may_change_post)
        with self.assertRaisesRegex(UserError, "choose a post of this selection"):
            lonely.write({"post_id": self.foreign_post()})
        lonely.write({"post_id": second.id})
        self.assertEqual((lonely.post_id, lonely.eligible), (selection.post_ids[1], False))
        with self.assertRaisesRegex(UserError, "meets the conditions"):
            self.do(selection, "check")
        self.meets(lonely)
        self.do(selection, "check")
        self.assertEqual(set(selection.candidate_ids.mapped("state")), {"eligible"})

    def foreign_post(self):
        other = self.make_selection("S4P11", self.today, posts=("别处副主任",))
        return other.post_ids.id

    def test_who_does_not_change(self):
        selection = self.at_the_check(1, 2)
        self.post(selection).action_cancel()
        self.do(selection, "check")
        lonely = selection.post_ids[0].candidate_ids
        self.assertEqual(lonely.state, "out")
        self.assertIn("did not change to another one", lonely.out_text)
        self.assertIn("竞争", lonely.with_context(lang="zh_CN").out_text, "each reader in his language")

    def test_a_cancelled_post_lapses(self):
        """S4-P10-39, A4-18: who held the post that is cancelled keeps it until the decision; then he has none. It is
        drafted once, ordered with the decision alone, dated by it, and the selection is not closed before."""
        holder, winner = self.make_people(2, prefix="H")
        selection = self.at_the_check(1, 2)
        post, other = selection.post_ids
        (holder | winner).sudo().version_id.write({"date_version": "2005-01-01"})
        guarded(holder.sudo().version_id).write({"job_id": post.job_id.id, "job_title": post.name})
        guarded(winner.sudo().version_id).write({"job_id": other.job_id.id, "job_title": other.name})
        self.post(selection).action_cancel()
        self.assertFalse(selection.sudo().appointment_ids, "until the check is done he may change to another post")
        self.do(selection, "check")
        lapse = selection.sudo().appointment_ids
        self.assertEqual((lapse.employee_id, lapse.kind, lapse.state), (holder, "lapse", "draft"), "of this post alone")
        self.env["cadre.appointment"].sudo()._draft_lapses(post)
        self.assertEqual(selection.sudo().appointment_ids, lapse)
        mine = lapse.with_user(self.office_user)
        with self.says("Enter the decision it rests on"):
            mine.action_order()
        self.assertEqual(holder.sudo().job_id, post.job_id)
        guarded(selection.step_ids.sudo()).write({"state": "done", "done_on": "2010-03-12"})
        with self.says("held a post that was cancelled"):
            selection.with_user(self.office_user).action_close()
        asked = [one for one in selection.sudo()._reminders(self.today) if one.record == lapse]
        self.assertEqual([one.user for one in asked], [self.office_user])
        mine.write({"decision_text": "街道党工委会议纪要〔2010〕3号", "decided_on": "2010-03-10"})
        mine.action_order()
        self.assertEqual((lapse.state, str(lapse.effective_on)), ("effective", "2010-03-10"))
        self.assertFalse(holder.sudo().job_id)
        self.assertEqual(winner.sudo().job_id, other.job_id)
        mine._take_with_reason("annul", "决定有误")
        self.assertEqual(holder.sudo().job_id, post.job_id)

    def test_cancelled_before_the_update(self):
        """A4-18: checked by a release that drafted no lapse: the update drafts it, once; of a selection that is over,
        or whose check is open, none."""
        holder = self.make_people(1, prefix="H")
        selection, over = self.at_the_check(1, 2), self.at_the_check(1, 2)
        job = selection.post_ids[0].job_id
        self.assertEqual(over.post_ids[0].job_id, job)
        holder.sudo().version_id.write({"date_version": "2005-01-01"})
        guarded(holder.sudo().version_id).write({"job_id": job.id, "job_title": job.name})
        for one in (selection, over):
            self.post(one).action_cancel()
        migration("post-lapses").migrate(self.cr, "19.0.1.4.0")
        self.assertFalse(selection.sudo().appointment_ids, "the check is open")
        for one in (selection, over):
            self.do(one, "check")
        guarded((selection | over).sudo().appointment_ids).unlink()
        over.with_user(self.office_user)._take_with_reason("give_up", "机构改革")
        for _twice in range(2):
            migration("post-lapses").migrate(self.cr, "19.0.1.4.0")
        lapse = selection.sudo().appointment_ids
        self.assertEqual((lapse.employee_id, lapse.kind, lapse.state), (holder, "lapse", "draft"))
        self.assertFalse(over.sudo().appointment_ids)

    def test_direct(self):
        """The body decides directly: no marks, no ballot, no list for him; opinion and decision ask for him as for the
        others, and the competition next to it goes on without him."""
        selection = self.at_the_check(1, 2)
        first = self.post(selection)
        lonely = first.candidate_ids
        first.action_direct()
        self.do(selection, "check")
        field = {code: self.step(selection, code)._field() for code in ("speech", "shortlist", "opinion", "decide")}
        for code in ("speech", "shortlist"):
            self.assertNotIn(lonely, field[code].with_user(self.office_user), code)
        self.assertEqual((field["opinion"], field["decide"]), (lonely.sudo(), lonely.sudo()))
        self.do(selection, "check_publish")
        self.on("2010-03-13")
        self.assertEqual(len(self.step(selection, "speech").sudo().mark_ids), 6, "two candidates, three judges")

    def test_whose_work(self):
        """The office alone, through its buttons: no candidate, body or other office; nothing written by hand."""
        selection = self.at_the_check(1, 2)
        post = selection.post_ids[0]
        for user in (self.officer_user, self.decider_user, self.person_user):
            for act in ("action_fewer", "action_cancel", "action_direct"):
                with self.subTest(act, user=user.login), self.assertRaises(UserError):
                    getattr(post.with_user(user), act)()
        for values in ({"contest": "cancelled"}, {"contest_why": {"code": "无"}}, {"wanted": 3}):
            with self.subTest(values), self.assertRaises(UserError):
                post.with_user(self.office_user).write(values)
        self.assertEqual(post.contest, "open")
