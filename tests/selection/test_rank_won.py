"""S4-P4-10: competed for a rank, the post assigned later by place, qualities and what somebody knows."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from tests.common import CadreCase

from .acts import ActsBuilder
from .common import RealClock, SelectionHttpCase


class RankBuilder(ActsBuilder):
    def won(self, number=2):
        """Two who won the rank of ``self.job``, placed first and second; the document is there."""
        self.number.approved = number
        first, second = (self.official(one) for one in "AB"[:number])
        self.on(self.FIRST)
        posts = [(0, 0, {"job_id": self.job.id, "name": "一级主任科员职级", "number": number, "by_rank": True})]
        selection = self.make_selection("T-ACTS", self.FIRST, procedure_id=self.procedure.id, post_ids=posts)
        selection.action_begin()
        for man in (first, second):
            self.candidate(selection, man)
        self.do(selection, "headcount")
        self.on("2012-12-13")
        for place, candidate in enumerate(selection.candidate_ids, 1):
            self.check(candidate)
            self.healthy(candidate)
            guarded(candidate.sudo()).write({"rank": place})
        self.do(selection, "check")
        self.on("2012-12-24")
        self.decide(selection, "decision")
        self.on("2012-12-31")
        self.do(selection, "document", document="任〔2012〕9号")
        acts = selection.sudo().appointment_ids.sorted("place").with_user(self.office_user)
        return first, second, acts


@tagged("post_install", "-at_install")
class TestRankWon(RankBuilder, CadreCase):
    def test_by_place(self):
        """The document appoints to the rank; the post is entered, the better placed first, or with the reason."""
        first, second, (one, two) = self.won()
        self.assertEqual([act.state for act in (one, two)], ["draft", "draft"])
        self.assertEqual((one.place, two.place, one.job_id.id), (1, 2, False))
        self.assertEqual({act.candidate_id.sudo().state for act in (one, two)}, {"appointed"})
        with self.assertRaisesRegex(UserError, "has won the rank.*Post Assigned"):
            one.action_order()
        two.assigned_job_id = self.other_job
        with self.assertRaisesRegex(UserError, f"{first.name} stand before {second.name}"):
            two.action_order()
        self.assertEqual((two.state, second.version_id.job_id.id), ("draft", False))
        two.assigned_because = "熟悉司法所业务"
        two.action_order()
        self.assertEqual((two.state, two.job_id, two.post_name), ("effective", self.other_job, self.other_job.name))
        self.assertEqual(second.version_id.job_id, self.other_job)
        one.assigned_job_id = self.job
        one.action_order()
        self.assertEqual((one.state, first.version_id.job_id), ("effective", self.job))
        with self.assertRaises(UserError):
            one.assigned_job_id = self.other_job

    def test_said_before_it_is_done(self):
        """Before the document: who wins the rank. Before the order: the post that is given."""
        _first, second, (one, _two) = self.won()
        with self.assertRaisesRegex(UserError, "has won the rank"):
            one.action_preview_order()
        one.assigned_job_id = self.other_job
        shown = self.env["cadre.act.preview"].with_user(self.office_user).browse(one.action_preview_order()["res_id"])
        self.assertIn(self.other_job.name, shown.said)
        self.assertNotIn(second.name, shown.said)

    def test_in_order(self):
        """Who is placed first needs no reason, and then neither does the second."""
        first, second, (one, two) = self.won()
        one.assigned_job_id, two.assigned_job_id = self.other_job, self.job
        (one | two).action_order()
        self.assertEqual((first.version_id.job_id, second.version_id.job_id), (self.other_job, self.job))

    def test_of_the_rank(self):
        """Only a post of the rank that was won."""
        _first, _second, (one, _two) = self.won()
        other = self.env["hr.job"].create(
            {"name": "科长", "department_id": self.org_section.id, "cadre_rank_id": self.ranks["section_deputy"].id}
        )
        one.assigned_job_id = other
        with self.assertRaisesRegex(UserError, "is no post of the rank"):
            one.action_order()

    def test_places_stay_reserved(self):
        """While somebody waits for his post, nobody else takes its place in the headcount."""
        _first, _second, (one, two) = self.won()
        self.assertEqual(sum(one.sudo().post_id._left().values()), 2)
        one.assigned_job_id = self.job
        one.action_order()
        self.assertEqual((self.number.held, sum(two.sudo().post_id._left().values())), (1, 1))

    def test_a_post_without_rank(self):
        """Where the post has no rank, none is competed for; a competition for the post goes on as it did."""
        job = self.env["hr.job"].create({"name": "无职级", "department_id": self.org_section.id})
        self.on(self.FIRST)
        with self.assertRaisesRegex(ValidationError, "choose a post of the unit that has one"):
            self.make_selection("T-ACTS", self.FIRST, post_ids=[(0, 0, {"job_id": job.id, "by_rank": True})])
        man = self.official("C")
        self.assertEqual(self.appointed(man).sudo().appointment_ids.state, "effective")


@tagged("post_install", "-at_install")
class TestRankWonByHand(RealClock, RankBuilder, SelectionHttpCase):
    browser_size = "1366x768"

    def test_given_a_post(self):
        """The office gives the second his post before the first, with the reason, and orders it."""
        self.office_user.lang = "zh_CN"
        _first, second, (_one, two) = self.won()
        self.thaw()
        self.start_tour(f"/odoo/cadre-appointments/{two.id}", "cadre_rank_won", login="cadre_selection")
        self.assertEqual((two.state, two.job_id, two.assigned_because), ("effective", self.other_job, "熟悉司法所业务"))
        self.assertEqual(second.version_id.job_id, self.other_job)
