"""Who approves what follows: one member, the head, two, or the body in a meeting; and nobody about himself."""

from datetime import timedelta

from odoo.addons.cadre_assessment.models.consequence.reminders import reminders
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.consequence.test_versions import VersionCase


class TestApproval(VersionCase):
    def proposed(self, action="talk", **values):
        rule = self.rule_of_class(action, fact="grade", value="incompetent")
        rule.write(values)
        self.first("incompetent")
        return self.of(rule)

    def test_head_alone(self):
        one = self.proposed(approval="head")
        self.leader_user.group_ids += self.env.ref("cadre_assessment.group_cadre_decider")
        with self.assertRaises(AccessError):
            one.with_user(self.leader_user).action_approve()
        one.with_user(self.decider_user).action_approve()
        self.assertEqual(one.state, "approved")

    def test_relatives_stay_out(self):
        """Neither member, head nor first of two is a relative of whom it is about; the next in order presides."""
        self.leader_user.group_ids += self.env.ref("cadre_assessment.group_cadre_decider")
        self.env["cadre.family.member"].create(
            {"employee_id": self.decider.id, "relation": "儿子", "name": "李明", "relative_id": self.person.id}
        )
        one = self.proposed(approval="head", deadline_days=1)
        decider, leader = self.decider_user, self.leader_user
        with self.assertRaises(AccessError):
            one.with_user(decider).action_approve()
        with self.assertRaises(AccessError):
            one.with_user(decider)._take_with_reason("cancel", "不采纳")
        day = self.staff._today() + timedelta(days=1)
        self.assertEqual({row.user for row in reminders(self.staff.sudo(), day) if "Approve" in row.summary}, {leader})
        for approval in ("two_members", "member"):
            guarded(one.sudo()).write({"approval": approval})
            with self.subTest(approval), self.assertRaises(AccessError):
                one.with_user(decider).action_approve()
        guarded(one.sudo()).write({"approval": "head"})
        one.with_user(leader).action_approve()
        self.assertEqual((one.state, one.approved_by_id), ("approved", leader))

    def test_nobody(self):
        """A talk that nobody has to approve is to be held, by whom the rule says and until when."""
        one = self.proposed(approval="none", deadline_days=30, responsible="chair")
        self.assertEqual((one.state, one.responsible_id), ("approved", self.decider_user))
        self.assertEqual((one.deadline - self.staff._today()).days, 30)

    def test_two(self):
        one = self.proposed("post_adjustment", approval="two_members")
        self.leader_user.group_ids += self.env.ref("cadre_assessment.group_cadre_decider")
        one.with_user(self.decider_user).action_approve()
        self.assertEqual((one.state, one.agreed_by_id), ("proposed", self.decider_user))
        with self.assertRaisesRegex(UserError, "by one member alone"):
            one.with_user(self.decider_user).action_approve()
        one.with_user(self.leader_user).action_approve()
        self.assertEqual((one.state, one.approved_by_id), ("approved", self.leader_user))

    def test_post_adjustment_by_the_body(self):
        """Put before the body by the office, voted, confirmed by its head; undone by it as long as nothing is done."""
        one = self.proposed("post_adjustment")
        with self.assertRaises(AccessError):
            one.with_user(self.decider_user).action_bring_before_body()
        decision = self.put_before_body(one)
        self.assertEqual((decision.consequence_ids, bool(decision.line_ids)), (one, False))
        with self.assertRaises(AccessError):
            one.with_user(self.officer_user).action_bring_before_body()  # it stands in an item already
        decision.action_submit()
        with self.assertRaises(UserError):
            one.with_user(self.decider_user).action_approve()
        decision.with_user(self.decider_user).action_approve()
        self.assertEqual((one.state, one.approved_by_id), ("approved", self.decider_user))
        self.assertEqual(self.staff.state, "archived", "the cycle's grades are not touched")
        decision.with_user(self.decider_user)._take_with_reason("undo", "重新研究")
        self.assertEqual((one.state, one.decision_id.id), ("proposed", False))

    def test_not_undone_once_carried_out(self):
        one = self.proposed("post_adjustment")
        decision = self.put_before_body(one)
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.note(one, moved_to="测试档案局 一级科员", date_from="2026-02-01")
        one.with_user(self.officer_user).action_done()
        with self.assertRaisesRegex(UserError, "carried out already"):
            decision.with_user(self.decider_user)._take_with_reason("undo", "重新研究")

    def test_votes_are_asked(self):
        decision = self.put_before_body(self.proposed("post_adjustment"), votes=1)
        with self.assertRaisesRegex(UserError, "do not add up"):
            decision.action_submit()
        decision.write({"votes_for": 3, "minutes": False})
        with self.assertRaisesRegex(UserError, "minutes"):
            decision.action_submit()

    def test_an_empty_item(self):
        one = self.proposed("post_adjustment")
        decision = self.put_before_body(one)
        one.with_user(self.decider_user)._take_with_reason("cancel", "不调整")
        with self.assertRaisesRegex(UserError, "Nothing is put before the body"):
            decision.action_submit()

    def test_about_a_member(self):
        """Whom it is about neither votes nor confirms: the next one presides."""
        rule = self.rule_of_class("post_adjustment", fact="grade", value="incompetent")
        self.leader_user.group_ids += self.env.ref("cadre_assessment.group_cadre_decider")
        self.subject(self.staff, 50, "incompetent", employee_id=self.decider.id)
        self.follow(self.staff)
        one = self.of(rule)
        decision = self.put_before_body(one)
        decision.action_submit()
        self.assertEqual(decision.chair_user_id, self.leader_user)
        with self.assertRaises(AccessError):
            decision.with_user(self.decider_user).action_approve()

    def test_one_cycle_at_a_time(self):
        one = self.proposed("post_adjustment")
        other = one.sudo().copy({"cycle_id": self.units.id, "rule_id": False})
        with self.assertRaisesRegex(UserError, "one cycle"):
            (one | other.with_env(one.env)).with_user(self.manager_user).action_bring_before_body()

    # -- the record ------------------------------------------------------------------------------------------------
    def note(self, one, user=None, **values):
        wizard = self.env["cadre.consequence.wizard"].with_user(user or self.officer_user)
        wizard.with_context(default_consequence_id=one.id).create(values).action_confirm()

    RECORD = {"held_on": "2026-01-09", "place": "书记办公室", "content": "指出问题，本人表示改正。",
              "signature": "signed", "signed_on": "2026-01-09"}  # fmt: skip

    def test_talk_with_its_record(self):
        one = self.proposed(approval="none", responsible="chair", needs_criticism=True, needs_document=True)
        with self.assertRaisesRegex(UserError, "record of the talk(.|\n)*self-criticism"):
            one.with_user(self.officer_user).action_done()
        self.note(one, self.decider_user, held_by_id=self.decider.id, **self.RECORD)  # he held it
        self.assertEqual((one.held_by_id, one.place), (self.decider, "书记办公室"))
        with self.assertRaises(AccessError):
            self.note(one, self.person_user, content="没有此事")
        with self.assertRaises(AccessError):
            one.with_user(self.officer_user).write({"content": "改写"})
        self.note(
            one, self_criticism="本人检查", self_criticism_on="2026-01-12", document="1号", document_date="2026-01-12"
        )
        self.assertEqual(one.place, "书记办公室", "what is not typed anew stays")
        one.with_user(self.officer_user).action_done()
        self.assertEqual(one.state, "done")
        with self.assertRaises(UserError):
            self.note(one, place="别处")

    def test_days_in_order(self):
        one = self.proposed(approval="none")
        with self.assertRaisesRegex(UserError, "before the talk"):
            self.note(one, held_by_id=self.decider.id, **{**self.RECORD, "signed_on": "2026-01-08"})
        with self.assertRaisesRegex(UserError, "future"):
            self.note(one, held_by_id=self.decider.id, **{**self.RECORD, "held_on": "2099-01-08"})

    def test_rectification_followed_to_its_end(self):
        one = self.proposed("rectification", deadline_days=60)
        one.with_user(self.decider_user).action_approve()
        item = one.rectification_id
        self.assertEqual((item.responsible_id, item.due), (self.person, one.deadline))
        with self.assertRaisesRegex(UserError, "not closed"):
            one.with_user(self.officer_user).action_done()
        item.with_user(self.person_user)._take_with_reason("report", "已整改")
        item.with_user(self.officer_user).action_close()
        one.with_user(self.officer_user).action_done()
        self.assertEqual(one.state, "done")

    def test_bonus_by_a_multiplier(self):
        """S4-P8-15, S4-P8-16: half of the base, or nothing; the office says the base, the body approves the sum."""
        half = self.rule_of_class("money", fact="grade", value="incompetent")
        half.write({"amount_by": "base", "multiplier": 0.5})
        nothing = self.rule_of_class("money", fact="grade", value="incompetent")
        nothing.write({"amount_by": "base", "multiplier": 0})
        self.first("incompetent")
        one, none = self.of(half), self.of(nothing)
        with self.assertRaisesRegex(UserError, "amount is not said"):
            one.with_user(self.decider_user).action_approve()
        self.note(one, amount=3333.33)
        self.assertEqual((one.base, one.amount), (3333.33, 1666.67))
        (one | none).with_user(self.decider_user).action_approve()
        self.assertEqual((none.state, none.amount), ("approved", 0))

    def test_only_awards_of_the_rule(self):
        """嘉奖, 三等功, 二等功 as the rule lists them; another award is refused."""
        names = ("category_award_citation", "category_award_merit_3", "category_award_advanced_collective")
        citation, merit, collective = (self.env.ref(f"cadre_assessment.{name}") for name in names)
        one = self.proposed("award", award_ids=[(6, 0, (citation | merit).ids)])
        self.note(one, self.decider_user, award_id=merit.id)
        self.assertEqual(one.award_id, merit)
        with self.assertRaisesRegex(UserError, "none of the awards"):
            self.note(one, self.decider_user, award_id=collective.id)
