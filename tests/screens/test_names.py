"""Every record is found by the name it shows."""

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestNames(TransactionCase):
    def test_records_are_found_by_their_name(self):
        """A model that says no field for it would answer every search by name with all its records, and log that.

        What no role reads (marks of a ballot, links tried) is never searched.
        """
        read = set(self.env["ir.model.access"].search([("perm_read", "=", True)]).model_id.mapped("model"))
        nameless = [
            name
            for name in sorted(read)
            if name.startswith("cadre.")
            and not (model := self.env[name])._transient
            and model._auto
            and model._search_display_name("ilike", "王伟").is_true()
        ]
        self.assertFalse(nameless)

    def test_choices_are_found_by_their_word(self):
        """The rule of the months is called 月, not "month" or "cadre.scheme.period,3", and found by it."""
        regulation = self.env["cadre.regulation"].create({"name": "办法", "code": "names"})
        scheme = self.env["cadre.scheme"].create({"name": "办法", "code": "names", "regulation_id": regulation.id})
        rule = self.env["cadre.scheme.period"].create({"scheme_id": scheme.id, "level": "month"})
        rules = rule.with_context(lang="zh_CN").search([("scheme_id", "=", scheme.id)])
        self.assertNotIn("month", rules.display_name.casefold())
        of_it = [("scheme_id", "=", scheme.id)]
        self.assertEqual([found[0] for found in rules.name_search(rules.display_name, of_it)], rule.ids)
        self.assertFalse(rules.name_search("month", of_it))
        self.assertFalse(rules.search([*of_it, ("display_name", "not ilike", rules.display_name)]))
        self.assertEqual(rules.search([*of_it, ("display_name", "in", [rules.display_name])]), rule)
