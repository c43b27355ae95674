"""Items of a letter add up; who reviews, approves and signs it, and what filing makes of it. (S2A-01 … 17)"""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError, ValidationError

from tests.acting.registry import acts
from tests.work.letters import LetterCase


class TestLetter(LetterCase):
    @acts("S2A-03", "scheme_s2a_unit_business", from_letter=False)
    def test_points_add_up(self):
        """S2A-03, S2A-05: 70 of business, 10/10/5/5 of the public targets; what does not add up is named."""
        items = self.write_items()
        with self.assertRaisesRegex(UserError, "党的建设.*0.*10"):
            self.letter.with_user(self.section_head_user).action_submit()
        self.make_targets()
        self.letter.with_user(self.officer_user).action_merge_targets()
        items.filtered(lambda one: one.name == "民生实事").points = 24.5
        self.assertIn("69.5 / 70", self.letter.point_text)
        with self.assertRaisesRegex(UserError, "业务目标.*69.5.*70"):
            self.letter.with_user(self.section_head_user).action_submit()
        items.filtered(lambda one: one.name == "民生实事").points = 25
        self.letter.with_user(self.section_head_user).action_submit()
        self.assertEqual(self.letter.state, "submitted")

    def test_every_item_says_all(self):
        """S2A-02, S2A-03: source, points, standard and date; what is missing is named."""
        items = self.write_items()
        items[0].write({"standard": "  ", "points": 0})
        with self.assertRaisesRegex(UserError, "重点项目建设.*(Points|分值).*Standard"):
            self.letter.with_user(self.section_head_user).action_submit()

    def test_no_part_of_another_scheme(self):
        """An item belongs to a part of the letter's own scheme, and its points are not negative."""
        foreign = self.env.ref("regulations.scheme_s2a_district_gdp")
        for values in ({"component_id": foreign.id}, {"points": -1}, {"component_id": self.part("public").id}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.env["cadre.work.item"].create(self.item_values(self.letter, "business", "x", 1) | values)

    @acts("S2A-04", "tier_definition_letter_group")
    @acts("S2A-57", "tier_definition_work_plan_leader")
    def test_three_tiers_in_turn(self):
        """S2A-04: the unit, then the committee of its group, then the leader in charge; nobody out of turn."""
        self.complete()
        with self.assertRaises(AccessError):
            self.letter.with_user(self.other_user).action_approve()
        self.letter.with_user(self.section_head_user).action_submit()
        self.assertEqual(len(self.letter.review_ids), 2)
        for user in (self.leader_user, self.section_head_user, self.officer_user, self.person_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.letter.with_user(user).action_approve()
        self.letter.with_user(self.other_user).action_approve()
        self.assertEqual(self.letter.state, "submitted")
        with self.assertRaises(AccessError):
            self.letter.with_user(self.other_user).action_approve()
        self.letter.with_user(self.leader_user).action_approve()
        self.assertEqual((self.letter.state, self.letter.approved_by_id), ("approved", self.leader_user))

    def test_who_is_asked_next(self):
        """First the committee, then the leader, then both to sign: each is told when it is his turn."""
        self.complete()
        asked = lambda: self.letter.sudo().activity_ids.user_id  # noqa: E731
        self.letter.with_user(self.section_head_user).action_submit()
        self.assertEqual(asked(), self.other_user)
        self.letter.with_user(self.other_user).action_approve()
        self.assertEqual(asked(), self.leader_user)
        self.letter.with_user(self.leader_user).action_approve()
        self.assertEqual(asked(), self.section_head_user | self.leader_user)
        self.letter.with_user(self.section_head_user).action_sign()
        self.assertEqual(asked(), self.leader_user)
        self.letter.with_user(self.leader_user).action_leader_sign()
        self.assertFalse(asked())
        guarded(self.letter).write({"signed_on": False, "leader_signed_on": False})
        reminded = [one.user for one in self.cycle._reminders(date(2025, 3, 14)) if one.record == self.letter]
        self.assertEqual(set(reminded), {self.section_head_user, self.leader_user})

    def test_a_group_without_committee(self):
        """Nobody could review it: it is not handed in, and the message says what is missing."""
        self.complete()
        self.committee.member_ids.unlink()
        self.letter.invalidate_recordset(["group_user_ids", "group_body_id"])
        with self.assertRaisesRegex(UserError, "党群口"):
            self.letter.with_user(self.section_head_user).action_submit()

    def test_signed_by_both_sides_then_filed(self):
        """S2A-08: no letter is filed before the head and the leader have signed it."""
        self.complete()
        self.approve()
        with self.assertRaisesRegex(UserError, "both sides"):
            self.file()
        with self.assertRaises(AccessError):
            self.letter.with_user(self.leader_user).action_sign()
        with self.assertRaises(AccessError):
            self.letter.with_user(self.section_head_user).action_leader_sign()
        self.sign()
        self.file()
        self.assertEqual(self.letter.state, "filed")
        self.assertTrue(self.letter.signed_on and self.letter.leader_signed_on)

    def test_signatures_on_paper(self):
        """The office enters the days of the two copies: after the approval, not after today, not its own."""
        self.complete()
        with freeze_time("2025-03-03 02:00:00"):
            self.approve()
        Wizard = self.env["cadre.letter.signatures"].with_user(self.officer_user)
        with freeze_time("2025-03-10 02:00:00"):
            for day in ("2025-03-02", "2025-03-11"):
                with self.subTest(day), self.assertRaisesRegex(UserError, "between its approval and today"):
                    Wizard.create({"plan_id": self.letter.id, "signed_on": day}).action_confirm()
            Wizard.create(
                {"plan_id": self.letter.id, "signed_on": "2025-03-04", "leader_signed_on": "2025-03-06"}
            ).action_confirm()
        self.assertEqual((self.letter.signed_on, self.letter.leader_signed_on), (date(2025, 3, 4), date(2025, 3, 6)))
        guarded(self.letter).write({"leader_signed_on": False, "head_id": self.officer.id})
        with freeze_time("2025-03-10 02:00:00"), self.assertRaises(AccessError):
            Wizard.create({"plan_id": self.letter.id, "leader_signed_on": "2025-03-06"}).action_confirm()

    def test_due_on_15_march(self):
        """S2A-08, A2-3, S2A-E6: filed on 15 March in time, on the 16th late; who owes it is reminded before."""
        self.assertEqual(self.letter.due, date(2025, 3, 15))
        with freeze_time("2025-03-08 02:00:00"):
            reminders = [one for one in self.cycle._reminders(date(2025, 3, 8)) if one.record == self.letter]
        self.assertEqual([(one.user, one.deadline) for one in reminders], [(self.section_head_user, date(2025, 3, 15))])
        for day, late in (("2025-03-15", False), ("2025-03-16", True)):
            with self.subTest(day), self.env.cr.savepoint() as savepoint:
                with freeze_time(f"{day} 02:00:00"):
                    self.done()
                self.assertEqual(self.letter.late, late)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_filed_items_are_lines_of_marks(self):
        """S2A-16: each item becomes a line to be scored up to its points; a second filing makes none twice."""
        self.done()
        scores = self.env["cadre.score"].search([("cycle_id", "=", self.cycle.id)])
        self.assertEqual(len(scores), 8)
        business = scores.filtered(lambda one: one.component_id.code == "business")
        self.assertEqual(sorted(business.item_id.mapped("points")), [15, 25, 30])
        self.assertEqual(business.subject_unit_id, self.unit)
        self.assertEqual(set(scores.mapped("entered")), {False}, "no mark is no zero")
        with self.assertRaises(ValidationError):
            business.filtered(lambda one: one.item_id.points == 15).write({"value": 16})
        self.letter._book_items()
        self.assertEqual(self.env["cadre.score"].search_count([("cycle_id", "=", self.cycle.id)]), 8)

    def test_a_new_version_keeps_the_marks(self):
        """S0-13 for letters: marks go on with their items; where the points shrink, the mark is entered anew."""
        self.done()
        Score = self.env["cadre.score"].with_user(self.officer_user)
        by_name = {one.label: one for one in Score.search([("cycle_id", "=", self.cycle.id)])}
        by_name["重点项目建设"].value = 28
        by_name["民生实事"].value = 24
        new = self.letter.with_user(self.section_head_user)._new_version("special", "职能划转")
        self.assertEqual((new.kind, new.subject_unit_id, new.version), ("letter", self.unit, 2))
        self.assertEqual(len(new.item_ids), 8)
        item = {one.name: one for one in new.item_ids}
        item["民生实事"].points = 20
        item["营商环境"].unlink()
        self.env["cadre.work.item"].create(self.item_values(new, "business", "数字政府", 20))
        self.approve(new)
        self.assertEqual(self.letter.state, "superseded")
        self.sign(new)
        self.file(new)
        scores = {one.label: one for one in Score.search([("cycle_id", "=", self.cycle.id)])}
        self.assertEqual(len(scores), 8)
        self.assertEqual((scores["重点项目建设"].value, scores["重点项目建设"].entered), (28, True))
        self.assertEqual(scores["重点项目建设"].item_id.plan_id, new)
        self.assertFalse(scores["民生实事"].entered, "24 of 20 points cannot be")
        self.assertNotIn("营商环境", scores)
        self.assertFalse(scores["数字政府"].entered)


class TestPublicTargets(LetterCase):
    @acts("S2A-06", "self.cycle.body_ids")
    def test_set_by_the_organ_merged_by_the_office(self):
        """S2A-06: the organ writes, the office merges; the unit can neither write nor change them."""
        with self.assertRaisesRegex(AccessError, "市委组织部"):
            self.env["cadre.work.item"].with_user(self.section_head_user).create(
                self.item_values(self.letter, "party", "自定党建", 10)
            )
        self.complete()
        merged = self.letter.item_ids.filtered("origin_id")
        self.assertEqual((merged.mapped("points"), set(merged.mapped("source"))), ([6, 4], {"organ"}))
        with self.assertRaises(AccessError):
            merged[0].with_user(self.section_head_user).points = 1
        with self.assertRaises(AccessError):
            merged[0].with_user(self.section_head_user).unlink()
        with self.assertRaises(AccessError):
            self.letter.with_user(self.section_head_user).action_merge_targets()

    def test_merged_again(self):
        """What the organ changes is taken over into drafts; what it takes back goes."""
        self.complete()
        targets = self.env["cadre.target"].search([("cycle_id", "=", self.cycle.id)])
        guarded(targets).write({"state": "draft"})
        targets[0].points = 7
        targets[1].write({"points": 3, "name": "党建考核"})
        targets.with_user(self.discipline_user).action_submit()
        self.letter.with_user(self.officer_user).action_merge_targets()
        merged = self.letter.item_ids.filtered("origin_id")
        self.assertEqual([(one.name, one.points) for one in merged], [("党建第1项", 7), ("党建考核", 3)])

    def test_only_the_organ_and_not_too_much(self):
        """Members of the organ in office today, and not more than the part's maximum."""
        values = {"cycle_id": self.cycle.id, "component_id": self.part("party").id, "name": "x", "points": 1}
        for user in (self.person_user, self.section_head_user, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["cadre.target"].with_user(user).create(values)
        with self.assertRaises(AccessError):
            self.env["cadre.target"].with_user(self.discipline_user).create(
                {**values, "component_id": self.part("integrity").id}
            )
        with self.assertRaisesRegex(UserError, "11"), self.env.cr.savepoint():
            self.make_targets((6, 5))
        self.env.invalidate_all()
        target = self.make_targets((10,))
        self.organ.member_ids.date_to = date(2020, 1, 1)
        guarded(target.sudo()).write({"state": "draft"})
        with self.assertRaises(AccessError):
            target.with_user(self.discipline_user).points = 9

    def test_for_a_group_only(self):
        """A target for other groups does not stand in this unit's letter."""
        other = self.env["cadre.category"].create({"kind": "group", "code": "T-H", "name": "经济口"})
        targets = self.make_targets((6, 4))
        guarded(targets[1]).write({"group_ids": [(6, 0, other.ids)]})
        self.letter.with_user(self.officer_user).action_merge_targets()
        self.assertEqual(self.letter.item_ids.filtered("origin_id").origin_id, targets[0])


class TestWhoWrites(LetterCase):
    @acts("S2A-56", "scheme_s2a_county", plan_writer="subject")
    def test_leaders_by_their_office(self):
        """S2A-56: of leaders their office draws it up, and the leader signs; of everybody else each writes his own."""
        scheme = self.env.ref("regulations.scheme_s2a_county")
        cycle = self.make_cycle(name="2025年度县级工作人员", scheme_id=scheme.id)
        cycle.write({"state": "open"})
        letter = self.make_letter(cycle, employee_id=self.person.id, employee_name="李明", comparison_group_id=False)
        items = [self.item_values(letter, code, code, points) for code, points in (("business", 90), ("public", 10))]
        Item = self.env["cadre.work.item"]
        with self.assertRaises(AccessError), self.cr.savepoint():
            Item.with_user(self.person_user).create(items)
        Item.with_user(self.officer_user).create(items)
        self.assertEqual(letter._next_users(), self.officer_user)
        letter.with_user(self.officer_user).action_submit()
        letter.with_user(self.leader_user).action_approve()
        letter.with_user(self.person_user).action_sign()
        self.assertTrue(letter.signed_on)


class TestCascade(LetterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff_scheme = cls.env.ref("regulations.scheme_s2a_staff")
        cls.people_cycle = cls.make_cycle(name="2025年度工作人员目标管理考核", scheme_id=cls.staff_scheme.id)
        cls.people_cycle.write({"state": "open"})
        plans = cls.env["cadre.work.plan"]._draw_up(cls.people_cycle, cls.rows(cls, cls.people_cycle))
        cls.mine = plans.filtered(lambda one: one.employee_id == cls.person)

    def hand_on(self, items, people, user=None):
        action = self.letter.with_user(user or self.section_head_user).action_cascade()
        wizard = self.env["cadre.letter.cascade"].with_user(user or self.section_head_user).browse(action["res_id"])
        lines = wizard.item_line_ids.filtered(lambda one: one.item_id in items)
        lines |= wizard.person_line_ids.filtered(lambda one: one.employee_id.id in people.ids)
        lines.write({"chosen": True})
        wizard.action_apply()
        self.env.invalidate_all()

    def test_drawn_up_as_letters(self):
        """S2A-55: people under the scheme get letters with 90 and 10 points."""
        self.assertEqual((self.mine.kind, self.mine.due), ("letter", date(2025, 3, 31)))
        self.assertEqual([one.maximum for one in self.mine.letter_component_ids], [90, 10])

    @acts("S2A-54", "scheme_s2a_staff_business", from_letter=False)
    def test_unit_items_are_taken_up(self):
        """S2A-54: the head hands items on; coverage is shown; the person gives his own points; nothing twice."""
        items = self.write_items()[:2]
        self.hand_on(items, self.person | self.other)
        self.hand_on(items, self.person)
        self.assertEqual(self.mine.item_ids.parent_id, items)
        self.assertEqual(items.mapped("child_count"), [2, 2])
        self.assertIn("2", self.letter.coverage_text)
        self.assertEqual(self.mine.item_ids.mapped("name"), items.mapped("name"))
        with self.assertRaisesRegex(UserError, "Part of the Score"):
            self.mine.with_user(self.person_user).action_submit()
        for item, points in zip(self.mine.item_ids.with_user(self.person_user), (50, 40), strict=True):
            item.write({"component_id": self.part("business", self.staff_scheme).id, "points": points})
        self.env["cadre.work.item"].with_user(self.person_user).create(
            self.item_values(self.mine, "public", "自身建设", 10)
        )
        self.approve(self.mine)
        self.sign(self.mine)
        self.file(self.mine)
        scores = self.env["cadre.score"].search([("employee_id", "=", self.person.id)])
        self.assertEqual(sorted(scores.item_id.mapped("points")), [10, 40, 50])

    def test_not_by_others_and_not_into_what_is_handed_in(self):
        """Only who answers for the unit, and only into drafts."""
        items = self.write_items()
        for user in (self.person_user, self.leader_user, self.other_leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.letter.with_user(user).action_cascade()
        guarded(self.mine).write({"state": "submitted"})
        with self.assertRaisesRegex(UserError, "李明"):
            self.hand_on(items[0], self.person)

    def test_no_foreign_parent(self):
        """An item takes up no item of another unit's letter, of a person's, or of another year."""
        foreign = self.make_letter(self.cycle, subject_unit_id=self.other_unit.id, unit_id=self.other_unit.id)
        item = self.env["cadre.work.item"].create(self.item_values(foreign, "business", "别家的事", 70))
        with self.assertRaises(ValidationError):
            self.env["cadre.work.item"].create({"plan_id": self.mine.id, "name": "x", "parent_id": item.id})

    def test_children_follow_a_new_version(self):
        """When the unit's letter is determined anew, what people took up points to the item that now holds."""
        self.done()
        item = self.letter.item_ids[0]
        self.hand_on(item, self.person)
        new = self.letter.with_user(self.section_head_user)._new_version("special", "调整")
        self.approve(new)
        self.assertEqual(self.mine.item_ids.parent_id.plan_id, new)


class TestWhoReads(LetterCase):
    def test_letters_of_units_are_open_once_filed(self):
        """S2A-57: filed letters of units are read by everybody; drafts by who writes and reviews them."""
        self.write_items()
        for user in (self.person_user, self.other_leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.letter.with_user(user).read(["state"])
        self.letter.item_ids.unlink()
        self.done()
        self.assertEqual(self.letter.with_user(self.person_user).item_ids[0].name, "重点项目建设")
        with self.assertRaises(UserError):
            self.letter.with_user(self.person_user).write({"duties": "x"})

    def test_forged_fields(self):
        """Kind, signatures and state change by their own steps only, whatever the ACL lets one write."""
        self.complete()
        for values in ({"kind": "list"}, {"signed_on": "2025-01-01"}, {"state": "filed"}, {"head_id": self.person.id}):
            for user in (self.section_head_user, self.officer_user):
                with self.subTest(values, user=user.login), self.assertRaises(AccessError):
                    self.letter.with_user(user).write(values)
        item = self.letter.item_ids.filtered("origin_id")[:1]
        with self.assertRaises(AccessError):
            self.letter.item_ids.filtered(lambda one: not one.origin_id)[0].with_user(self.section_head_user).write(
                {"origin_id": item.origin_id.id}
            )
        self.assertEqual(len(self.letter.item_ids.filtered("origin_id")), 2)
