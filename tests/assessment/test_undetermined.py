"""What becomes of one whose case is open, and when it is closed. (S3-21, S3-22, O-12, O-13, A3-2, A3-12)"""

from datetime import date

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.assessment.common import YearBuilder
from tests.assessment.county import CountyBuilder


class TestUndetermined(CountyBuilder):
    """A township of ten team members, 20 % = 2 seats; the best of them is under investigation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.township,) = cls.make_units(1, "township", prefix="T")
        cls.people = cls.env["hr.employee"].create(
            [
                cls.employee_values(f"干部{n}", f"T{n}", cls.township, "副镇长", "team", is_team_member=True)
                for n in range(10)
            ]
        )
        teams = cls.open_year(cls.scheme_of("S3-TEAM"))
        cls.decide_at_once(teams)
        cls.scheme = cls.scheme_of("S3-PERSON")
        cls.cycle = cls.open_year(cls.scheme, prerequisite_ids=[(6, 0, teams.ids)])
        cls.case = cls.env["cadre.case"].create({"employee_id": cls.people[0].id, "opened_on": "2025-10-08"})
        top = cls.scheme.period_ids.filtered(lambda one: one.level == "quarter").scale_id.grade_ids.sorted("sequence")[
            0
        ]
        for person in cls.people:
            cls.report(cls.cycle, person, "quarter", 1, grade_id=top.id)
        # 95, then 94.5 and so on: all of them at least 90 (S3-39)
        counts = {person: (30 - n, 10 + n, 0, 0) for n, person in enumerate(cls.people)}
        cls.ballot_of_all = cls.ballot(cls.cycle, cls.scheme.component_ids[0], counts)
        guarded(cls.cycle.assessment_ids).write({"veto_state": "none"})

    def grades(self):
        return [self.subject(self.cycle, person).proposed_grade_id.code for person in self.people]

    def close(self, **values):
        self.case.write({"closed_on": "2026-03-01", **values})
        self.case.with_user(self.discipline_user).action_close()

    def decide(self, **values):
        self.fill()
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle, **values)
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        return decision

    def fill(self):
        living = self.cycle.assessment_ids.filtered(lambda one: one._is_living())
        living.finding_ids.with_user(self.officer_user).write({"positive": "表现良好。"})

    def publish_and_archive(self):
        notice = (
            self.env["cadre.notice"]
            .with_user(self.officer_user)
            .create({"name": "公示", "cycle_id": self.cycle.id, "kind": "result", "days": 5, "day_type": "working"})
        )
        notice.action_post()
        line = notice.line_ids.filtered(lambda one: one.employee_id == self.people[0])
        guarded(notice.sudo()).write({"state": "ended", "date_to": fields.Date.context_today(notice)})
        self.env.invalidate_all()
        self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        return line

    def test_takes_part_without_a_grade(self):
        """S3-21, A3-2: he has a total and a rank and counts in the base, but gets no grade; the seats go to others."""
        self.compute(self.cycle)
        open_case = self.subject(self.cycle, self.people[0])
        self.assertEqual((open_case.status, open_case.rank, open_case.has_total), ("undetermined", 1, True))
        self.assertFalse(open_case.proposed_grade_id)
        self.assertIn("立案", open_case.reason)
        pool = self.cycle.pool_ids.filtered(lambda one: one.unit_id == self.township and one.quota_id.use == "result")
        self.assertEqual((pool.base, pool.seats, pool.used), (10, 2, 2))
        self.assertEqual(self.grades()[1:4], ["excellent", "excellent", "competent"])

    def test_the_body_cannot_grade_him(self):
        """The gate binds: a grade for him is refused; without one the decision stands, notice and archive say so."""
        self.compute(self.cycle)
        self.fill()
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle)
        line = decision.line_ids.filtered(lambda one: one.assessment_id.employee_id == self.people[0])
        grade = self.scheme.result_scale_id.grade_ids.sorted("sequence")[1]
        line.write({"grade_id": grade.id, "reason": "表现好"})
        with self.assertRaisesRegex(UserError, "cannot be graded"):
            decision.action_submit()
        line.write({"grade_id": False, "reason": False})
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        shown = self.publish_and_archive()
        self.assertFalse(shown.grade_name)
        result = self.env["cadre.result"].search([("employee_id", "=", self.people[0].id)])
        self.assertEqual((result.grade_code, result.version), ("undetermined", 1))

    def _backfill(self):
        self.compute(self.cycle)
        self.decide()
        self.publish_and_archive()

    def _reopen(self):
        late = self.subject(self.cycle, self.people[0])
        late.with_user(self.officer_user)._reopen("案件已办结")
        self.env.invalidate_all()
        return late

    def test_backfill_without_a_seat_left(self):
        """S3-22, A3-12: closed without a sanction he is graded, but both seats are given: 称职, as a second version."""
        self._backfill()
        self.close()
        late = self._reopen()
        self.assertEqual((late.status, late.proposed_grade_id.code), ("normal", "competent"))
        self.assertEqual((late.reason_code, late.rank), ("seats_granted", 1))  # nobody better took them
        self.decide()
        self.publish_and_archive()
        results = self.env["cadre.result"].search([("employee_id", "=", self.people[0].id)], order="version")
        self.assertEqual(results.mapped("grade_code"), ["undetermined", "competent"])
        self.assertEqual(results[1].previous_id, results[0])
        others = self.env["cadre.result"].search([("employee_id", "in", self.people[1:].ids)])
        self.assertEqual(set(others.mapped("version")), {1})

    def test_the_office_is_told(self):
        """O-13: once the case is closed the cockpit says whose grade can be set; not before."""
        self._backfill()
        self.assertNotIn("case_closed", self._cards())
        self.close()
        self.assertEqual(self._cards().get("case_closed"), 1)
        self._reopen()
        self.assertNotIn("case_closed", self._cards())

    def _cards(self, user=None):
        cards = self.cycle.with_user(user or self.officer_user)._cockpit_cards()
        return {card["code"]: card["count"] for card in cards}

    def test_backfill_with_a_seat_left(self):
        """A3-12: where the body gave only one of two seats, the late one may take the other."""
        self.compute(self.cycle)
        second = self.subject(self.cycle, self.people[2])
        grade = self.scheme.result_scale_id.grade_ids.sorted("sequence")[1]
        self.fill()
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle)
        line = decision.line_ids.filtered(lambda one: one.assessment_id == second)
        line.write({"grade_id": grade.id, "reason": "党委研究决定"})
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.publish_and_archive()
        self.close()
        self.assertEqual(self._reopen().proposed_grade_id.code, "excellent")

    def test_backfill_with_a_sanction(self):
        """O-12: 党内警告 bars 优秀; 严重警告 leaves the grade open; 撤销党内职务 sets 不称职."""
        self._backfill()
        cases = {
            "party_warning": ("normal", "competent"),
            "party_serious_warning": ("undetermined", False),
            "party_removal": ("normal", "incompetent"),
        }
        sanction = {one.code: one for one in self.env["cadre.category"].search([("kind", "=", "sanction")])}
        for code, wanted in cases.items():
            with self.subTest(sanction=code):
                with self.env.cr.savepoint(flush=True):
                    self.close(sanction_id=sanction[code].id, decided_on="2026-02-20")
                    late = self._reopen()
                    found = late.status, late.proposed_grade_id.code
                    self.env.cr.execute("SELECT 1")
                    self.assertEqual(found, wanted)
                guarded(self.case.sudo()).write(
                    {"state": "open", "closed_on": False, "sanction_id": False, "decided_on": False}
                )
                self.env.flush_all()
                self.env.cr.execute("UPDATE cadre_assessment SET state = 'archived' WHERE id = %s", [late.id])
                self.env.invalidate_all()

    # -- what a closed case proposes -------------------------------------------------------------------------------
    def test_a_closed_case_proposes_the_grade(self):
        """O-13: with the reason, and nothing else moves; the office takes it up, the body decides."""
        self._backfill()
        late = self.subject(self.cycle, self.people[0])
        kept = ("state", "status", "proposed_grade_id", "decided_grade_id", "total", "late_reason", "decision_id")
        before, lines = late.read(kept), late.line_ids.ids
        self.close()
        self.env.invalidate_all()
        self.assertEqual((late.read(kept), late.line_ids.ids), (before, lines))
        self.assertEqual(late.backfill_grade_id.code, "competent")
        self.assertTrue(late.backfill_reason)
        self.assertIn(self.officer_user, late.sudo().activity_ids.user_id)
        result = self.env["cadre.result"].search([("employee_id", "=", self.people[0].id)])
        self.assertEqual((len(result), result.grade_code), (1, "undetermined"))
        late.with_user(self.officer_user).action_backfill()
        self.env.invalidate_all()
        self.assertEqual((late.state, late.proposed_grade_id.code), ("computed", "competent"))
        self.assertFalse(late.backfill_reason)
        decision = self.decide()
        self.assertEqual(decision.line_ids.assessment_id, late)
        self.publish_and_archive()
        results = self.env["cadre.result"].search([("employee_id", "=", self.people[0].id)], order="version")
        self.assertEqual(results.mapped("grade_code"), ["undetermined", "competent"])

    def test_opened_again_nothing_is_proposed(self):
        """The case is taken up again before the office acted."""
        self._backfill()
        self.close()
        late = self.subject(self.cycle, self.people[0])
        self.assertTrue(late.backfill_reason)
        self.case.with_user(self.discipline_user).action_reopen()
        self.assertFalse(late.backfill_reason or late.backfill_grade_id or late.sudo().activity_ids)
        with self.assertRaises(AccessError):
            late.with_user(self.officer_user).action_backfill()

    def test_a_second_case_is_still_open(self):
        """Only when the last of them is closed."""
        self._backfill()
        second = self.env["cadre.case"].create({"employee_id": self.people[0].id, "opened_on": "2025-12-01"})
        self.close()
        late = self.subject(self.cycle, self.people[0])
        self.assertFalse(late.backfill_reason)
        second.write({"closed_on": "2026-03-02"})
        second.with_user(self.discipline_user).action_close()
        self.assertEqual(late.backfill_grade_id.code, "competent")

    def test_months_without_promotion(self):
        """O-05: by the kind of sanction, as data; from its day on, that day included; on the person's file."""
        words = {one.code: one for one in self.env["cadre.category"].search([("kind", "=", "sanction")])}
        wanted = {
            "admin_warning": date(2026, 8, 19),
            "admin_demerit": date(2027, 2, 19),
            "admin_major_demerit": date(2027, 8, 19),
            "admin_demotion": date(2028, 2, 19),
            "admin_dismissal": date(2028, 2, 19),
            "admonition": False,
        }
        for code, until in wanted.items():
            with self.subTest(code):
                self.case.write({"sanction_id": words[code].id, "decided_on": "2026-02-20"})
                self.assertEqual(self.case.barred_until, until)
        self.close(sanction_id=words["admin_demerit"].id, decided_on="2026-02-20", document="云监〔2026〕1号")
        line = self.env["cadre.honour"].search([("employee_id", "=", self.people[0].id)])
        self.assertEqual((line.kind, line.origin, line.date_to), ("sanction", "case", date(2027, 2, 19)))
        self.case.with_user(self.discipline_user).action_reopen()
        self.assertTrue(line.revoked_on)

    def test_nobody_else_learns_of_it(self):
        """What is proposed is the office's and the body's; neither the person nor his leader reads or writes it."""
        self._backfill()
        self.close()
        late = self.subject(self.cycle, self.people[0])
        guarded(late.sudo()).write({"user_id": self.person_user.id})
        for user in (self.person_user, self.leader_user, self.other_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                late.with_user(user).read(["backfill_reason"])
        for user in (self.person_user, self.officer_user, self.manager_user, self.decider_user, self.discipline_user):
            with self.subTest(user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                late.with_user(user).write({"backfill_grade_id": False})
