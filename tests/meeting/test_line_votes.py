"""Each person is voted on by himself: who withdraws counts nowhere, who misses the majority stays open. (O-18)"""

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.assessment.common import YearBuilder, attend
from tests.calls import Caller
from tests.common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestLineVotes(YearBuilder, Caller, CadreHttpCase):
    """A body of five: the head, two from outside, and two whom the list is about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer_user.lang = "en_US"
        cls.computed_year(cls.make_people(6, prefix="L"))
        body = cls.leading_body
        guarded(body.member_ids.filtered(lambda one: one.role != "chair")).unlink()
        outside = [cls.make_employee(name, f"TL{n}", cls.other_unit) for n, name in enumerate(("甲委员", "乙委员"))]
        for person in (*outside, cls.a, cls.b):
            guarded(cls.env["cadre.body.member"]).create(
                {"body_id": body.id, "employee_id": person.id, "role": "member"}
            )
        cls.compute()  # who sits in the body since
        cls.decision = cls.draft_decision(vote_by="line", votes_for=0).with_user(cls.manager_user)
        cls.outside = outside

    def setUp(self):
        super().setUp()
        self.decision.action_all_agreed()
        self.mine = self.line(self.decision, self.a)
        self.rest_line = self.line(self.decision, self.rest[0])

    def submit(self):
        self.decision.with_user(self.officer_user).action_submit()

    def refused(self, words):
        states = self.decision.line_ids.mapped("outcome")
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            self.submit()
        self.env.invalidate_all()
        self.assertEqual((self.decision.state, self.decision.line_ids.mapped("outcome")), ("draft", states))

    def confirm(self):
        self.submit()
        self.decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()

    def test_everybody_agreed(self):
        """Five were there: five votes on each line, four on that of a member, who withdraws from it."""
        self.assertEqual((self.rest_line.votes_for, self.mine.votes_for), (5, 4))
        self.assertIn(self.a.name, self.mine.withdraws)
        self.confirm()
        self.assertEqual((self.decision.state, self.cycle.state), ("approved", "decided"))
        self.assertEqual(set(self.decision.line_ids.mapped("outcome")), {"carried"})

    def test_sums(self):
        """Votes that do not add up are refused with the name: too many, too few, one of who withdraws."""
        for line, votes, there in (
            (self.rest_line, (5, 1, 0), 5),
            (self.rest_line, (3, 1, 0), 5),
            (self.mine, (5, 0, 0), 4),
        ):
            before = line.read(["votes_for", "votes_against", "votes_abstained"])[0]
            line.write(dict(zip(("votes_for", "votes_against", "votes_abstained"), votes, strict=True)))
            with self.subTest(votes=votes):
                self.refused(f"{line.assessment_id.name}: {sum(votes)} votes .* add up to {there}")
            line.write({name: value for name, value in before.items() if name != "id"})
        self.submit()

    def test_no_majority_stays_open(self):
        """Two of five are no majority: this line stays open, the others are decided."""
        self.rest_line.write({"votes_for": 2, "votes_against": 2, "votes_abstained": 1})
        self.assertEqual(self.rest_line.outcome, "missed")
        self.confirm()
        left = self.rest_line.assessment_id
        self.assertEqual(
            (left.state, left.decided_grade_id, left.decision_id.id),
            ("computed", left.decided_grade_id.browse(), False),
        )
        others = (self.decision.line_ids - self.rest_line).assessment_id
        self.assertEqual(set(others.mapped("state")), {"decided"})
        self.assertEqual(self.cycle.state, "decided")
        # the body takes it up again another time, alone
        action = self.cycle.with_user(self.officer_user).action_prepare_decision()
        again = self.env["cadre.decision"].browse(action["res_id"])
        self.assertEqual(again.line_ids.assessment_id, left)

    def test_majority_of_all_members(self):
        """Where the body asks for more than half of all, three votes of five do, two of the three there do not."""
        self.leading_body.majority_of = "entitled"
        attend(self.decision, 3)
        for line in self.decision.line_ids:
            line.write({"votes_for": 0})
        self.decision.action_all_agreed()
        there = {row.employee_id for row in self.decision.attendance_ids if row.presence == "present"}
        line = self.line(self.decision, self.rest[0])
        self.assertEqual((line.votes_for, line.outcome, len(there)), (3, "carried", 3))
        line.write({"votes_for": 2, "votes_against": 1})
        self.assertEqual(line.outcome, "missed")

    def test_counted_without_who_withdraws(self):
        """Who withdraws from the item and who withdraws from his own line counts neither as there nor as expected."""
        self.leading_body.quorum = "two_thirds"
        for row in self.decision.attendance_ids:  # four of five: enough for the list
            away = row.employee_id == self.outside[1]
            row.write({"presence": "absent" if away else "present", "reason": "出差" if away else False})
        guarded(self.env["cadre.decision.withdrawal"]).create(
            {"decision_id": self.decision.id, "employee_id": self.outside[0].id, "reason": "利害关系"}
        )
        for line in self.decision.line_ids:
            line.votes_for = 0
        self.decision.action_all_agreed()
        # 3 of 4 are enough for the list, but without the subject himself no more than 2 of 3: two thirds, just enough
        self.assertEqual((self.decision.present, self.decision.expected, self.mine.votes_for), (3, 4, 2))
        self.decision.attendance_ids.filtered(lambda row: row.employee_id == self.b).write(
            {"presence": "absent", "reason": "请假"}
        )
        self.refused("2 of 4 present: at least two thirds")

    def test_a_line_without_its_quorum(self):
        """Three of five are enough for the list; without the subject two of four are not: named, postponed, decided."""
        for row in self.decision.attendance_ids:
            away = row.employee_id in (*self.outside, self.b)
            row.write({"presence": "absent" if away else "present", "reason": "出差" if away else False})
        row = self.decision.attendance_ids.filtered(lambda one: one.employee_id == self.outside[0])
        row.write({"presence": "present", "reason": False})
        for line in self.decision.line_ids:
            line.votes_for = 0
        self.decision.action_all_agreed()
        self.assertEqual((self.decision.present, self.mine.votes_for), (3, 2))
        self.refused(f"{self.a.name}: without who withdraws 2 of 4 are there.*postpone this line")
        self.mine.postponed = True
        self.confirm()
        self.assertEqual((self.mine.outcome, self.rest_line.outcome), ("postponed", "carried"))

    def test_postponed(self):
        """A line that the body puts off needs neither votes nor grade and stays open; all of them are no decision."""
        self.mine.write({"postponed": True, "grade_id": False, "votes_for": 0})
        self.confirm()
        self.assertEqual((self.mine.outcome, self.mine.assessment_id.state), ("postponed", "computed"))
        second = self.draft_decision().with_user(self.manager_user)
        second.line_ids.write({"postponed": True})
        with self.assertRaisesRegex(UserError, "Every line stays open"):
            second.action_submit()

    def test_undone_is_undone(self):
        """What was decided comes back; what stayed open was never decided."""
        self.mine.postponed = True
        self.confirm()
        self.decision.with_user(self.decider_user)._take_with_reason("undo", "重开")
        self.env.invalidate_all()
        self.assertEqual(set(self.cycle.assessment_ids.filtered("assessed").mapped("state")), {"computed"})
        self.assertEqual(self.cycle.state, "computed")

    def test_seats_of_what_stays_open(self):
        """A seat is used by who gets it: a line that stays open frees it for the counter."""
        top = self.decision.line_ids.filtered(lambda one: one.grade_id.is_top)
        used = [state["left"] for state in self.decision.seat_state]
        top[:1].postponed = True
        self.env.flush_all()
        self.decision.invalidate_recordset()
        self.assertEqual([state["left"] for state in self.decision.seat_state], [used[0] + 1])

    def test_an_override_names_its_authoriser(self):
        """Who presided, unless somebody else is named; never who withdraws from that line, nor who was not there."""
        scale = self.cycle.scheme_id.result_scale_id
        self.rest_line.write({"grade_id": self.grade(scale, "基本称职").id, "reason": "工作滑坡"})
        self.mine.write({"grade_id": self.grade(scale, "称职").id, "reason": "另行安排"})
        self.mine.authorised_by_id = self.a
        self.refused(f"{self.a.name}: say under “Authorised by”")
        self.mine.authorised_by_id = self.other_leader
        self.refused("Authorised by")
        self.mine.authorised_by_id = self.outside[0]
        self.confirm()
        self.assertEqual(self.rest_line.authorised_by_id, self.decider)
        self.assertEqual(self.mine.frozen["authorised"], "甲委员")

    def test_the_list_is_frozen(self):
        """What stood there when it was decided stays, whatever is computed or renamed later; nobody writes it."""
        self.confirm()
        before = dict(self.mine.frozen)
        guarded(self.mine.assessment_id.sudo()).write({"total": 1, "post": "另一岗位"})
        self.leading_body.sudo().majority_of = "entitled"
        self.env.invalidate_all()
        self.assertEqual((self.mine.frozen, before["total"]), (before, f"{95.6:.2f}"))
        self.assertEqual(set(self.decision.line_ids.mapped("outcome")), {"carried"})
        for user in (self.officer_user, self.manager_user, self.decider_user):
            for values in ({"frozen": {}}, {"outcome": "missed"}, {"votes_for": 1}, {"authorised_by_id": self.a.id}):
                with self.subTest((user.login, values)), self.assertRaises(UserError), self.env.cr.savepoint():
                    self.mine.with_user(user).write(values)

    def test_nobody_votes_his_own_line_down(self):
        """The clerk who stands on the list himself types no votes on his own line, and postpones it for nobody."""
        own = self.line(self.decision, self.officer)
        for values in ({"votes_for": 1}, {"postponed": True}, {"authorised_by_id": self.decider.id}):
            with self.subTest(values), self.assertRaises(AccessError), self.env.cr.savepoint():
                own.with_user(self.officer_user).write(values)
        self.assertEqual(self.decision.date, today_of(self.decision))

    def test_a_change_of_the_body_takes_the_vote_anew(self):
        """Votes on the lines are those of the members who sat there."""
        self.call("officer", "cadre.body", "write", self.leading_body.ids,
                  {"member_ids": [[0, 0, {"employee_id": self.other_leader.id, "role": "member"}]]})  # fmt: skip
        self.env.invalidate_all()
        self.assertEqual(set(self.decision.line_ids.mapped("votes_for")), {0})

    def test_by_hand(self):
        """On the decision's page: the kind of vote, everybody agreed, one line voted down, handed in."""
        self.decision.write({"vote_by": "list"})
        for line in self.decision.line_ids - self.line(self.decision, self.officer):
            line.votes_for = 0
        for row in self.decision.attendance_ids:
            away = row.employee_id in self.outside
            row.write({"presence": "absent" if away else "present", "reason": "出差" if away else False})
        self.decision.line_ids.filtered(lambda one: one.withdraws).postponed = True
        self.line(self.decision, self.officer).votes_for = 3
        name = self.decision.line_ids.filtered(lambda one: "赵建" in one.assessment_id.name)
        self.assertEqual(len(name), 1)
        self.start_tour(f"/odoo/cadre.decision/{self.decision.id}", "cadre_line_votes", login="cadre_officer")
        self.env.invalidate_all()
        self.assertEqual((self.decision.state, name.outcome), ("submitted", "missed"))
