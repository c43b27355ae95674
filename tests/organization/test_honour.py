"""Awards and sanctions on file: entered with their document, written by decisions, nobody's own to change."""

from datetime import date

import psycopg2
from odoo.addons.cadre_assessment.models.organization.honours import honours_of, honours_text
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from tests.consequence.test_consequences_s2a import FollowCase

ENTERED = {"document": "县委〔2020〕3号", "document_date": "2020-03-01", "organ": "中共测试县委"}


class HonourCase(FollowCase):
    def enter(self, user=None, **values):
        values = {"employee_id": self.person.id, "name": "嘉奖", **ENTERED, **values}
        return self.env["cadre.honour"].with_user(user or self.officer_user).create(values)


class TestEntered(HonourCase):
    """By the office, for former years."""

    def test_word_gives_the_name_and_the_document_the_day(self):
        word = self.env.ref("cadre_assessment.category_award_merit_3")
        one = self.enter(word_id=word.id, name=False)
        self.assertEqual((one.name, one.date_from, one.origin), (word.name, date(2020, 3, 1), "entered"))

    def test_document_asked_for(self):
        for name in ("document", "document_date"):
            refused = self.assertRaises(psycopg2.IntegrityError)
            with self.subTest(name), mute_logger("odoo.sql_db"), refused, self.cr.savepoint():
                self.enter(**{"date_from": "2020-03-01", name: False})

    def test_twice(self):
        self.enter()
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError), self.cr.savepoint():
            self.enter()

    def test_wrong_list_and_future(self):
        with self.assertRaisesRegex(ValidationError, "another list"):
            self.enter(word_id=self.category("sanction", "warning").id)
        with self.assertRaisesRegex(ValidationError, "future"):
            self.enter(document_date="2099-01-01")
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError), self.cr.savepoint():
            self.enter(date_to="2019-01-01")

    def test_import_by_number(self):
        """A file names people by their number."""
        head = ["employee_id", "kind", "name", "document", "document_date"]
        rows = [["T0012", "Award", "三等功", "县委〔2019〕1号", "2019-05-01"]]
        done = self.env["cadre.honour"].with_user(self.officer_user).load(head, rows)
        self.assertTrue(done["ids"], done["messages"])
        self.assertEqual(self.env["cadre.honour"].browse(done["ids"]).employee_id, self.person)

    def test_who(self):
        """His own is read by the person and written by nobody for himself; other units' offices see nothing."""
        one = self.enter()
        self.assertEqual(one.with_user(self.person_user).name, "嘉奖")
        self.assertFalse(self.env["cadre.honour"].with_user(self.other_user).search([]))
        with self.assertRaises(AccessError):
            one.with_user(self.person_user).name = "二等功"
        with self.assertRaises(AccessError):
            self.enter(self.person_user)
        with self.assertRaisesRegex(AccessError, "about yourself"), self.cr.savepoint():
            self.enter(employee_id=self.officer.id)
        own = self.env["cadre.honour"].sudo().create({"employee_id": self.officer.id, "name": "嘉奖", **ENTERED})
        with self.assertRaisesRegex(AccessError, "about yourself"):
            own.with_user(self.officer_user).unlink()
        with self.assertRaisesRegex(AccessError, "about yourself"):
            one.with_user(self.officer_user).employee_id = self.officer.id

    def test_on_the_page(self):
        """The office writes it on the person's page; who only keeps the staff's pages does not see the field."""
        self.person.with_user(self.officer_user).write({"cadre_honour_ids": [(0, 0, {"name": "嘉奖", **ENTERED})]})
        self.assertEqual(self.person.cadre_honour_ids.name, "嘉奖")
        with self.assertRaises(AccessError):
            self.person.with_user(self.person_user).read(["cadre_honour_ids"])


class TestWritten(HonourCase):
    """By an approved award and by a closed case."""

    def award(self):
        self.subject(self.staff, 95, "excellent", ["commended"], employee_id=self.person.id)
        award = self.follow(self.staff)["award"]
        self.details(award, amount=2000)
        return award

    def details(self, award, **values):
        wizard = self.env["cadre.consequence.wizard"].with_user(self.officer_user)
        wizard.create({"consequence_id": award.id, **values}).action_confirm()

    def honours(self):
        return self.env["cadre.honour"].search([("employee_id", "=", self.person.id)], order="id")

    def test_approved(self):
        award = self.award()
        self.assertFalse(self.honours(), "proposed is not given")
        award.with_user(self.decider_user).action_approve()
        one = self.honours()
        self.assertEqual(
            (one.kind, one.word_id, one.origin, one.organ), ("award", award.award_id, "decided", "委领导班子")
        )
        self.details(award, certificate_number="枣表〔2026〕7号")
        self.assertEqual(self.honours().filtered(lambda one: not one.revoked_on).document, "枣表〔2026〕7号")

    def test_not_by_hand(self):
        """What was decided stands as it was decided."""
        award = self.award()
        award.with_user(self.decider_user).action_approve()
        one = self.honours().with_user(self.officer_user)
        for attempt in (lambda: one.write({"name": "二等功"}), one.unlink, lambda: one.write({"revoked_on": False})):
            with self.assertRaises(UserError):
                attempt()
        with self.assertRaises(AccessError):
            self.enter(origin="decided")

    def test_taken_back(self):
        """An award that is not followed after all leaves the file with its reason; 奖惩情况 no longer says it."""
        award = self.award()
        award.with_user(self.decider_user).action_approve()
        award.with_user(self.decider_user)._take_with_reason("cancel", "复核后改变等次")
        one = self.honours()
        self.assertTrue(one.revoked_on)
        self.assertEqual(one.revoked_because, "复核后改变等次")
        self.assertFalse(honours_of(self.person))

    def test_case(self):
        """A closed case writes its sanction once; closed anew with another outcome, the former one is taken back."""
        warning, demerit = self.category("sanction", "t-warning"), self.category("sanction", "t-demerit")
        case = self.env["cadre.case"].create(
            {
                "employee_id": self.person.id,
                "kind": "sanction",
                "sanction_id": warning.id,
                "decided_on": "2025-03-01",
                "opened_on": "2025-01-01",
                "document": "云纪〔2025〕1号",
            }
        )
        record = self.env["cadre.honour"]._record_case
        record(case, date(2025, 9, 1))
        record(case, date(2025, 9, 1))
        one = self.honours()
        self.assertEqual(
            (one.kind, one.name, one.date_to, one.origin), ("sanction", "t-warning", date(2025, 9, 1), "case")
        )
        case.sanction_id = demerit
        record(case, date(2026, 3, 1))
        known = self.honours().mapped(lambda one: (one.name, bool(one.revoked_on)))
        self.assertEqual(known, [("t-warning", True), ("t-demerit", False)])
        case.write({"sanction_id": False, "decided_on": False})
        record(case)
        self.assertFalse(self.honours().filtered(lambda one: not one.revoked_on))
        with self.assertRaises(AccessError):
            self.honours()[:1].with_user(self.officer_user).read(["case_key"])

    def test_printed(self):
        """奖惩情况, oldest first."""
        self.enter()
        self.env["cadre.honour"].sudo().create(
            {"employee_id": self.person.id, "kind": "sanction", "name": "党内警告处分", "organ": False,
             "document": "云纪〔2021〕2号", "document_date": "2021-05-06", "date_to": "2021-11-05"}
        )  # fmt: skip
        self.assertEqual(
            honours_text(honours_of(self.person)[self.person]),
            "2020年3月，中共测试县委：嘉奖（县委〔2020〕3号）；"
            "2021年5月，党内警告处分（云纪〔2021〕2号，影响期至2021年11月5日）",
        )
        self.assertEqual(len(honours_of(self.person, date(2020, 12, 31))[self.person]), 1)
