"""An office where the addon is installed: regulations, a year that opens, and closed doors."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OfficeCase


@tagged("post_install", "-at_install")
class TestOffice(OfficeCase):
    def test_regulations_leave_and_come_back(self):
        """Each regulation of the gallery, taken and brought in again under another code, says the same."""
        gallery = self.env["cadre.regulation.edition"].with_user(self.users["officer"])
        for edition in gallery.search([("company_id", "=", False)]):
            with self.subTest(regulation=edition.code):
                regulation = edition._take(f"FIRST-{edition.code}")
                again = regulation._import(regulation._export_text().encode(), f"AGAIN-{edition.code}")
                first, second = regulation._export(), again._export()
                self.assertEqual(second["scales"], first["scales"])
                self.assertEqual(second["words"], first["words"])
                for old, new in zip(first["schemes"], second["schemes"], strict=True):
                    self.assertEqual({**new, **_renamed(old)}, old)
                self.assertEqual(set(again.scheme_ids.mapped("state")), {"draft"})

    def test_the_office_opens_a_year(self):
        """Periods, work lists of the subjects, and who reads what."""
        self.cycle.with_user(self.users["officer"]).action_open()
        self.assertEqual(self.cycle.state, "open")
        self.assertTrue(self.cycle.period_ids)
        plans = self.env["cadre.work.plan"].search([("cycle_id", "=", self.cycle.id)])
        self.assertIn(self.person, plans.employee_id)
        own = plans.with_user(self.users["user"]).search([("cycle_id", "=", self.cycle.id)])
        self.assertEqual(own.employee_id.ids, self.person.ids)

    def test_others_have_no_door(self):
        """Whoever has no role reads nothing of anybody and opens no year."""
        for name in ("cadre.cycle", "cadre.assessment", "cadre.result", "cadre.ballot", "cadre.work.plan"):
            self.assertFalse(self.env[name].with_user(self.users["plain"]).has_access("read"), name)
        for role in ("plain", "user", "auditor"):
            with self.assertRaises(AccessError):
                self.cycle.with_user(self.users[role]).action_open()


def _renamed(scheme):
    """What an import under another code says otherwise: the codes of the schemes."""
    return {key: scheme[key] for key in ("code", "prerequisite_scheme_ids") if key in scheme}
