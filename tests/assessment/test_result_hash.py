"""The hash of an archived result names all of it, and an old one still fits."""

from odoo.addons.cadre_assessment.models.archive import row
from odoo.tools import SQL

from tests.assessment.test_notice import NoticeCase
from tests.common import unbind

NOBODY_S = {"id", "create_uid", "create_date", "write_uid", "write_date"}


class TestResultHash(NoticeCase):
    def archived(self):
        self.decide()
        return self.archive().filtered(lambda one: one.employee_id == self.a)

    def said(self, result):
        self.env.invalidate_all()
        return result.with_user(self.auditor_user).action_verify()["params"]["type"]

    def columns(self):
        query = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'cadre_result'"
        self.env.cr.execute(query)
        return dict(self.env.cr.fetchall())

    def test_every_column_is_hashed_or_named_apart(self):
        """A column added tomorrow must say whether it could mislead."""
        known = {*row.HASHED_2, *row.APART, *NOBODY_S}
        self.assertEqual(self.columns().keys() - known, set())

    def test_every_column_counts(self):
        """Award, head, cycle, version before: each changed behind Odoo's back is found (format 1 missed five)."""
        result = self.archived()
        self.assertTrue(result.digest.startswith("2:"))
        self.assertEqual(self.said(result), "success")
        unbind(self.env, "cadre_result")
        kinds = self.columns()
        for column in row.HASHED_2:
            name = SQL.identifier(column)
            changed = {
                "boolean": SQL("NOT COALESCE(%s, FALSE)", name),
                "integer": SQL("COALESCE(%s, 0) + 1000000 + id", name),
                "numeric": SQL("COALESCE(%s, 0) + 1000000 + id", name),
            }.get(kinds[column], SQL("COALESCE(%s, '') || 'x'", name))
            with self.subTest(column), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(SQL("UPDATE cadre_result SET %s = %s WHERE id = %s", name, changed, result.id))
                self.env.invalidate_all()
                self.assertNotEqual(result.sudo().digest, result.sudo()._hash())
                savepoint.rollback()
        self.assertEqual(self.said(result), "success")

    def test_an_old_hash_fits_for_good(self):
        """What was archived before formats had numbers is verified by its own format, and so is what follows it."""
        result = self.archived().sudo()
        values = {name: result[name].id if result._fields[name].relational else result[name] for name in row.HASHED_2}
        old = row.digest_of(values, result.previous_id.digest, 1)
        self.assertEqual(len(old), 64)
        self.env.cr.execute("UPDATE cadre_result SET digest = %s WHERE id = %s", (old, result.id))
        self.assertEqual(self.said(result), "success")
        self.env.cr.execute("UPDATE cadre_result SET grade_name = 'x' WHERE id = %s", (result.id,))
        self.assertEqual(self.said(result), "danger")

    def test_no_hash_and_an_unknown_format_do_not_fit(self):
        """An emptied hash says nothing, and so it is an altered result."""
        result = self.archived()
        for wrong in (None, "", "x:1", f"3:{result.digest[2:]}", f"1:{result.digest[2:]}", result.digest[2:]):
            with self.subTest(wrong):
                self.env.cr.execute("UPDATE cadre_result SET digest = %s WHERE id = %s", (wrong, result.id))
                self.assertEqual(self.said(result), "danger")
