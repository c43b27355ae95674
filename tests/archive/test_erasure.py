"""After somebody is erased: nothing of him is left in any text of the database, and the chain still holds."""

import json
from contextlib import suppress

import psycopg2
from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.archive import erasing
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, mute_logger

from tests.archive.test_chain import ChainCase
from tests.guard.selection_rows import make_selection

WORDS = ("蔺如松", "E7788", "13900001111")
STAY = {
    "code", "lang", "tz", "type", "state_from", "state_to", "digest", "res_model", "step", "regulation", "grade_code",
    "grade_name", "award_codes", "award_names", "annual_grade_name", "kind", "source", "origin", "state",
}  # fmt: skip
"""Columns of somebody's rows that say nothing of whose they are, and on which ranks and proofs of others rest."""


class TestErasure(ChainCase):
    def leave(self):
        """Somebody with a year, a result, messages and files, who left."""
        self.a.write({"name": WORDS[0], "staff_number": WORDS[1], "mobile_phone": WORDS[2]})
        self.cycle.with_user(self.officer_user).action_compute()
        self.archived()
        assessment = self.assessment(self.a).sudo()
        assessment.message_post(body=f"{WORDS[0]}同志的结果已归档。")
        self.cycle.sudo().message_post(body=f"已通知{WORDS[0]}。")
        self.env["ir.attachment"].sudo().create(
            {"name": f"{WORDS[0]}.txt", "raw": b"x", "res_model": "cadre.assessment", "res_id": assessment.id}
        )
        self.person_user.sudo().write({"active": False})
        self.a.sudo().write({"active": False})
        for matter, years in (("result", 5), ("process", 1), ("case", 1), ("ballot", 1)):
            self.env["cadre.retention"].create({"matter": matter, "years": years, "basis": "档案管理规定"})
        return assessment

    def wizard(self, user=None, typed=WORDS[0]):
        erasures = self.env["cadre.erasure"].with_user(user or self.manager_user)
        return erasures.create({"employee_id": self.a.id, "reason": f"{WORDS[0]}书面申请", "typed": typed})

    def traces(self):
        """(table, column) of every text in which a word of his stands; what Odoo keeps of modules aside."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            " AND data_type IN ('text', 'character varying', 'jsonb', 'json')"
        )
        found = []
        for table, column in self.env.cr.fetchall():
            for word in WORDS:
                self.env.cr.execute(f'SELECT 1 FROM "{table}" WHERE strpos("{column}"::text, %s) > 0 LIMIT 1', [word])
                if self.env.cr.fetchone():
                    found.append((table, column))
        return found

    def test_nothing_of_him_is_left(self):
        assessment = self.leave()
        number = self.entry_of(self.a).number
        self.assertTrue(self.traces())
        with freeze_time("2031-01-02 02:00:00"):
            self.wizard().action_erase()
        self.assertEqual(self.traces(), [])
        self.assertEqual(self.found(), [])
        entry = self.env["cadre.archive.entry"].sudo().search([("number", "=", number)])
        self.assertEqual((entry.payload, entry.salt, entry.row_digest), (False, False, False))
        last = self.env["cadre.archive.entry"].sudo().search([], order="number desc", limit=1)
        self.assertEqual((last.kind, last._facts()["entries"]), ("erasure", [number]))
        self.assertEqual(assessment.total, 95.6, "ranks of others rest on it")
        self.assertNotEqual(self.person_user.login, "cadre_person")

    def test_every_column_of_his(self):
        """Whatever text or value stands in a row about him, in any column, goes; what says nothing of whose it is
        stays. Of the post before an appointment, of a check, of a talk, of his papers at home too."""
        man, mark = self.other, "印记7731"
        make_selection(self)
        talk = self.env["cadre.talk"].sudo().search([("candidate_id.employee_id", "=", man.id)])
        self.env["cadre.appointment"].sudo().create(
            {"selection_id": talk.selection_id.id, "employee_id": man.id, "post_name": "科长", "kind": "transfer"}
        )
        own = erasing._own_rows(man)
        columns = {
            (name, field)
            for name in own
            for field in self.env[name]._fields.values()
            if field.store and field.column_type and field.type in (*erasing.TEXTS, "json") and not field.translate
        }
        marked = set()
        for name, field in columns:
            value = json.dumps({"x": mark}) if field.type == "json" else mark
            update = SQL("UPDATE %s SET %s = %s WHERE id = ANY(%s)", SQL.identifier(self.env[name]._table),
                         SQL.identifier(field.name), value, own[name])  # fmt: skip
            with suppress(psycopg2.Error), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.env.cr.execute(update)
                marked.add((name, field.name))
        self.assertLessEqual(
            {
                ("cadre.appointment", "former_values"), ("cadre.candidate.check", "evidence"), ("cadre.talk", "text"),
                ("cadre.candidate.check", "known_value"), ("hr.version", "identification_id"),
                ("hr.version", "passport_id"),
            },
            marked,
        )  # fmt: skip
        man.sudo().version_id.write({"spouse_birthdate": "1975-03-12"})
        erasing.erase(man.sudo())
        left = set()
        for name, column in marked:
            query = SQL("SELECT 1 FROM %s WHERE id = ANY(%s) AND strpos(%s::text, %s) > 0",
                        SQL.identifier(self.env[name]._table), own[name], SQL.identifier(column), mark)  # fmt: skip
            if self.env.execute_query(query):
                left.add(column)
        self.assertLessEqual(left, STAY)
        self.assertFalse(man.sudo().version_id.spouse_birthdate)

    def test_others_texts_stay(self):
        """A number that stands for something else, a name within another name, a row that a hash holds."""
        self.leave()
        self.a.sudo().write({"name": "李如", "staff_number": "2025"})
        self.make_employee("李如松", "E9001", self.org_section, "科员")
        said = "李如松在2025年完成12项"
        note = self.cycle.sudo().message_post(body=said)
        with freeze_time("2031-01-02 02:00:00"):
            self.wizard(typed="李如").action_erase()
        self.env.invalidate_all()
        self.assertIn(said, note.body)
        self.assertIn("2025", self.cycle.name)
        self.assertEqual(self.found(), [])

    def test_a_case_is_nobody_s_to_learn_of_here(self):
        """Who erases is refused and let through in the same words, whether there is a case or not; the case stays."""
        self.leave()
        case = (
            self.env["cadre.case"].sudo().create({"employee_id": self.a.id, "opened_on": "2026-01-20", "note": "绝密"})
        )
        with freeze_time("2031-01-02 02:00:00"):
            wizard = self.wizard()
            self.assertFalse(wizard.kept)
            wizard.action_erase()
        self.env.invalidate_all()
        self.assertEqual(case.note, "绝密")

    def test_an_open_account_and_another_staff_record(self):
        self.leave()
        with freeze_time("2031-01-02 02:00:00"):
            self.person_user.sudo().write({"active": True})
            with self.assertRaisesRegex(UserError, "cadre_person is still open"):
                self.wizard().action_erase()

    def test_an_entry_emptied_by_hand_is_found(self):
        self.leave()
        entry = self.entry_of(self.a)
        self.env.cr.execute(
            "UPDATE cadre_archive_entry SET payload = NULL, salt = NULL, row_digest = NULL WHERE id = %s", [entry.id]
        )
        self.assertEqual(self.found()[0][:2], (entry.number, "content"))

    def test_what_must_be_kept_is_refused_with_the_rule_and_the_day(self):
        self.leave()
        with freeze_time("2030-12-31 02:00:00"), self.assertRaisesRegex(UserError, "2030-12-31.*档案管理规定"):
            self.wizard().action_erase()
        self.env["cadre.retention"].search([("matter", "=", "process")]).unlink()
        with freeze_time("2031-01-02 02:00:00"), self.assertRaisesRegex(UserError, "nobody has entered"):
            self.wizard().action_erase()
        self.assertTrue(self.traces())

    def test_who_is_on_the_staff_or_another_name(self):
        self.leave()
        with freeze_time("2031-01-02 02:00:00"):
            with self.assertRaisesRegex(UserError, "Type the name"):
                self.wizard(typed="王伟").action_erase()
            self.a.sudo().write({"active": True})
            with self.assertRaisesRegex(UserError, "on the staff"):
                self.wizard().action_erase()
        for user in (self.officer_user, self.person_user, self.auditor_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.wizard(user=user)
