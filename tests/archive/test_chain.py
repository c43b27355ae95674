"""Whatever is done to the archive behind Odoo's back is found, and named."""

from unittest.mock import patch

from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError
from odoo.tools import SQL

from tests.assessment.test_notice import NoticeCase
from tests.common import unbind


class ChainCase(NoticeCase):
    def archived(self):
        self.decide()
        self.archive()
        return self.chain()

    def chain(self):
        self.env.invalidate_all()
        return self.env["cadre.archive.chain"].sudo().search([("company_id", "=", self.env.company.id)])

    def found(self):
        self.env.invalidate_all()
        return [(one.number, one.code, one.name) for one in self.chain()._check()]

    def entry_of(self, person):
        result = self.env["cadre.result"].sudo().search([("employee_id", "=", person.id)])
        return self.env["cadre.archive.entry"].sudo().search([("result_id", "=", result.id), ("kind", "=", "result")])


class TestChain(ChainCase):
    def test_each_result_has_its_entry(self):
        chain = self.archived()
        entries = self.env["cadre.archive.entry"].sudo().search([("chain_id", "=", chain.id)], order="number")
        self.assertEqual(entries.mapped("number"), list(range(1, chain.length + 1)))
        results = self.env["cadre.result"].sudo().search([("company_id", "=", self.env.company.id)])
        self.assertEqual(set(entries.mapped("result_id")), set(results.ids))
        self.assertEqual(entries[-1].digest, chain.head)
        self.assertEqual(self.found(), [])
        told = chain.with_user(self.auditor_user).action_verify()["params"]
        self.assertEqual(told["type"], "success")

    def test_an_entry_keeps_what_the_result_rested_on(self):
        self.archived()
        kept = self.entry_of(self.a)._facts()
        assessment = self.assessment(self.a)
        self.assertEqual(sum(line["points"] for line in kept["trace"]), assessment.total)
        self.assertEqual(kept["decision"]["body"], self.cycle.leading_body_id.name)
        self.assertEqual(kept["notices"][0]["from"], "2026-01-12")
        self.assertEqual(kept["decided"], "优秀")

    def test_each_change_is_found_and_named(self):
        """One row changed, put in or taken away, in either table."""
        chain = self.archived()
        entry = self.entry_of(self.a)
        number, name = entry.number, self.a.name
        unbind(self.env, "cadre_result")
        result = entry.result_id
        into = "INSERT INTO cadre_result (%s) SELECT %s FROM cadre_result WHERE id = %s"
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'cadre_result' AND column_name <> 'id'"
        )
        names = [name for (name,) in self.env.cr.fetchall()]
        columns = SQL(", ").join(SQL.identifier(name) for name in names)
        twin = SQL(", ").join(SQL("9") if name == "version" else SQL.identifier(name) for name in names)
        done = {
            "row": SQL("UPDATE cadre_result SET total = 60 WHERE id = %s", result),
            "row ": SQL("UPDATE cadre_result SET digest = '2:0' WHERE id = %s", result),
            "gone": SQL("DELETE FROM cadre_result WHERE id = %s", result),
            "unlinked": SQL(into, columns, twin, result),
            "content": SQL("UPDATE cadre_archive_entry SET payload = payload || ' ' WHERE id = %s", entry.id),
            "content ": SQL("UPDATE cadre_archive_entry SET salt = 'x' WHERE id = %s", entry.id),
            "link": SQL("UPDATE cadre_archive_entry SET kind = 'receipt' WHERE id = %s", entry.id),
            "link ": SQL("UPDATE cadre_archive_entry SET digest = 'x' WHERE id = %s", entry.id),
            "link  ": SQL("UPDATE cadre_archive_entry SET made_on = now() WHERE id = %s", entry.id),
            "missing": SQL("DELETE FROM cadre_archive_entry WHERE id = %s", entry.id),
        }
        for code, statement in done.items():
            with self.subTest(code), self.env.cr.savepoint() as savepoint:
                self.env.flush_all()
                self.env.cr.execute(statement)
                found = self.found()
                self.assertTrue(found, code)
                if code == "unlinked":
                    self.assertEqual(found, [(None, "unlinked", name)])
                else:
                    self.assertEqual(found[0][:2], (number, code.strip()))
                self.assertIn(name, [whose for _number, _code, whose in found])
                told = chain.with_user(self.auditor_user).action_verify()["params"]
                self.assertEqual(told["type"], "danger")
                self.assertIn(name, told["message"])
                savepoint.rollback()
        self.assertEqual(self.found(), [])

    def test_the_end_cannot_be_cut_off(self):
        """The last result and the last entry, taken away together, are missed all the same."""
        chain = self.archived()
        unbind(self.env, "cadre_result")
        last = self.env["cadre.archive.entry"].sudo().search([("number", "=", chain.length)])
        self.env.cr.execute("DELETE FROM cadre_result WHERE id = %s", [last.result_id])
        self.env.cr.execute("DELETE FROM cadre_archive_entry WHERE id = %s", [last.id])
        self.assertEqual(self.found()[0][:2], (chain.length, "missing"))

    def test_a_receipt_after_the_archiving_is_entered(self):
        chain = self.archived()
        length = chain.length
        assessment = self.assessment(self.a)
        with freeze_time("2026-01-20 02:00:00"):
            assessment.with_user(self.officer_user).action_notify()
            assessment.with_user(self.person_user).action_receive()
        chain = self.chain()
        self.assertEqual(chain.length, length + 1)
        last = self.env["cadre.archive.entry"].sudo().search([("number", "=", chain.length)])
        self.assertEqual((last.kind, last._facts()["received_on"]), ("receipt", "2026-01-20"))
        self.assertEqual(self.found(), [])
        with freeze_time("2026-01-21 02:00:00"):
            assessment.with_user(self.person_user)._opine("同意")
        self.assertEqual(self.chain().length, length + 2)
        said = self.env["cadre.archive.entry"].sudo().search([("number", "=", length + 2)])._facts()["delivery"]
        self.assertEqual((said["way"], said["received_on"]), ("self", "2026-01-20"))
        self.assertEqual((said["opinion_on"], len(said["opinion"]), said["entered_by_id"]),
                         ("2026-01-21", 64, self.person_user.id))  # fmt: skip
        self.assertFalse(last._facts()["delivery"]["opinion"], "what was entered before stays as it was")
        self.assertEqual(self.found(), [])

    def test_how_a_notice_was_delivered_is_hashed(self):
        """Refused before two witnesses, then archived anew: who saw it stands in the entry by number, not by name."""
        self.archived()
        assessment, officer = self.assessment(self.a), self.officer_user
        people = [self.make_employee(f"见证{n}", f"CW{n}", self.other_unit) for n in range(3)]
        with freeze_time("2026-01-20 02:00:00"):
            assessment.with_user(officer).action_notify()
            assessment.with_user(officer)._receive(
                fields.Date.to_date("2026-01-20"),
                way="refused",
                handed_by_id=people[0].id,
                witness_ids=[people[1].id, people[2].id],
            )
        kept = self.env["cadre.archive.entry"].sudo().search([("number", "=", self.chain().length)])
        said = kept._facts()
        self.assertEqual(said["format"], 2)
        self.assertEqual(said["delivery"]["witness_ids"], sorted([people[1].id, people[2].id]))
        self.assertNotIn("见证", kept.payload)
        self.env.cr.execute(
            "UPDATE cadre_archive_entry SET payload = replace(payload, 'refused', 'self') WHERE id = %s", [kept.id]
        )
        self.assertEqual([one[:2] for one in self.found()], [(kept.number, "content")])

    def test_a_result_of_an_earlier_year_is_entered(self):
        before = self.chain().length
        values = {"employee_id": self.a.id, "year": 2023, "regulation": "某办法", "grade_code": "able"}
        values |= {"grade_name": "称职", "origin_note": "2023年度考核登记表"}
        self.env["cadre.result"].with_user(self.officer_user).create(values)
        self.assertEqual(self.chain().length, before + 1)
        self.assertEqual(self.found(), [])

    def test_it_is_hashed_as_it_is_stored(self):
        """Another system sends a year as 2023.0, 1 for true, a number for a text: what is kept fits what was hashed."""
        self.archived()
        values = {"employee_id": self.a.id, "year": 2023.0, "regulation": "某办法", "grade_code": "able", "total": 90}
        values |= {"grade_name": "称职", "origin_note": 2023, "has_total": 1, "rank": 3.0, "version": 1.0}
        made = self.env["cadre.result"].with_user(self.officer_user).create(values)
        self.env.invalidate_all()
        self.assertEqual((made.year, made.rank, made.has_total, made.origin_note), (2023, 3, True, "2023"))
        self.assertEqual(self.found(), [])

    def test_nobody_writes_the_chain(self):
        chain = self.archived()
        entry = self.entry_of(self.a)
        for user in (self.officer_user, self.auditor_user, self.manager_user):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    chain.with_user(user).write({"head": "x"})
                with self.assertRaises(AccessError):
                    entry.with_user(user).write({"payload": "{}"})
        for user in (self.person_user, self.officer_user, self.decider_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                entry.with_user(user).read(["payload"])

    def test_the_night_tells_the_auditors_once(self):
        chain = self.archived()
        told = []
        with patch.object(type(chain), "_tell", lambda self, broken: told.append(len(broken))):
            chain._cron_verify()
            self.assertEqual(told, [])
            self.env.cr.execute("UPDATE cadre_result SET total = 60 WHERE id = %s", [self.entry_of(self.a).result_id])
            chain._cron_verify()
            chain._cron_verify()
        self.assertEqual(told, [1])
        self.assertTrue(chain.with_context(lang="en_US").findings)
        self.assertFalse(chain.intact)

    def test_statements_do_not_grow_with_the_results(self):
        """Entries travel together: as many statements for three as for three hundred."""
        chain = self.archived()
        chain._append("receipt", [(None, None, None, "{}")])
        counts = []
        for size in (3, 300):
            before = self.env.cr.sql_log_count
            chain._append("receipt", [(None, None, None, "{}")] * size)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertEqual(self.found(), [])
