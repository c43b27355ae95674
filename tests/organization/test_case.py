"""Who learns of a case, and what it means for a year. (O-12, O-13, S3-21, S3-22)"""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import JsonRpcException, tagged

from ..common import CadreCase, CadreHttpCase

END = date(2025, 12, 31)
DECISION = date(2026, 1, 20)


class CaseBuilder:
    @classmethod
    def make_case(cls, employee=None, **values):
        return cls.env["cadre.case"].create(
            {"employee_id": (employee or cls.person).id, "opened_on": "2025-10-10", **values}
        )

    @classmethod
    def sanction(cls, code):
        return cls.env["cadre.category"].search([("kind", "=", "sanction"), ("code", "=", code)])

    def facts(self, year=2025, on=DECISION, employee=None):
        employee = employee or self.person
        return self.env["cadre.case"]._facts(employee.ids, year, on).get(employee.id)

    def sanctioned(self, code, day="2025-05-05", **values):
        return self.make_case(kind="sanction", sanction_id=self.sanction(code).id, decided_on=day, **values)


class TestFacts(CaseBuilder, CadreCase):
    def test_open_case(self):
        """S3-21: open on the day of the decision; closed is not open from that day on."""
        case = self.make_case()
        self.assertEqual(self.facts(), {"open_case": True, "sanctions": ()})
        self.assertEqual(self.facts(on=date(2025, 10, 9)), {"open_case": False, "sanctions": ()})
        case.closed_on = DECISION
        self.assertFalse(self.facts()["open_case"])
        self.assertIsNone(self.facts(employee=self.other), "who has no case is not mentioned")

    def test_closed_without_a_sanction(self):
        """O-13: nothing counts; the grade may be set."""
        case = self.make_case(closed_on="2026-01-10")
        case.with_user(self.discipline_user).action_close()
        self.assertEqual((case.state, self.facts()), ("closed", {"open_case": False, "sanctions": ()}))

    def test_years_of_effect(self):
        """O-12: each sanction counts for its years, then as what the list says."""
        for code, years in (
            ("party_warning", [("party_warning",), (), ()]),
            ("party_probation", [("party_probation",), ("after_sanction",), ()]),
            ("party_expulsion", [("party_expulsion",), ("after_sanction",), ("after_sanction",), ()]),
            ("admin_major_demerit", [("admin_major_demerit",), ("admin_major_demerit",), ()]),
            ("admin_demerit", [("admin_demerit",), ()]),
        ):
            case = self.sanctioned(code)
            with self.subTest(code):
                self.assertEqual(self.facts(2024)["sanctions"], ())
                found = [self.facts(2025 + n, date(2030, 1, 1))["sanctions"] for n in range(len(years))]
                self.assertEqual(found, years)
            case.unlink()

    def test_months_without_promotion(self):
        """O-05 and the Party's own: the months of each sanction, its day included, over month ends and leap years."""
        for code, day, until in (
            ("party_warning", "2024-02-29", date(2025, 2, 28)),
            ("party_serious_warning", "2023-08-31", date(2025, 2, 28)),
            ("party_removal", "2024-01-01", date(2025, 12, 31)),
            ("party_probation", "2023-03-01", date(2026, 2, 28)),
            ("admin_warning", "2023-08-31", date(2024, 2, 29)),
            ("admin_demerit", "2025-05-05", date(2026, 5, 4)),
        ):
            with self.subTest(code):
                self.assertEqual(self.sanctioned(code, day).barred_until, until)

    def test_two_years_of_probation(self):
        """留党察看 of two years: the case says so."""
        self.sanctioned("party_probation", after_years=2)
        self.assertEqual(
            [self.facts(year, date(2030, 1, 1))["sanctions"] for year in (2026, 2027, 2028)],
            [("after_sanction",), ("after_sanction",), ()],
        )

    def test_several(self):
        """All of them are told: the gates take the heaviest effect."""
        self.sanctioned("party_serious_warning")
        self.sanctioned("admin_demerit")
        self.assertEqual(self.facts()["sanctions"], ("admin_demerit", "party_serious_warning"))

    def test_the_outcome_decides_the_year_left_open(self):
        """S3-22: opened in 2025, sanctioned in 2026: the grade of 2025 follows from it, that of 2026 too."""
        self.make_case(
            sanction_id=self.sanction("party_serious_warning").id, decided_on="2026-03-01", closed_on="2026-03-01"
        )
        self.assertEqual(self.facts(), {"open_case": True, "sanctions": ()}, "not yet known on the decision's day")
        later = date(2026, 4, 1)
        self.assertEqual(self.facts(2025, later), {"open_case": False, "sanctions": ("party_serious_warning",)})
        self.assertEqual(self.facts(2026, later)["sanctions"], ("party_serious_warning",))
        self.assertEqual(self.facts(2027, later)["sanctions"], ())

    def test_related_to_duties(self):
        """The text of 1998 made 严重警告 worse when related to duties; the list of words may still say so."""
        serious, removal = self.sanction("party_serious_warning"), self.sanction("party_removal")
        self.sanctioned("party_serious_warning", duty_related=True)
        self.assertEqual(self.facts()["sanctions"], ("party_serious_warning",))
        serious.duty_id = removal
        self.assertEqual(self.facts()["sanctions"], ("party_removal",))

    def test_one_query(self):
        self.make_case()
        self.facts()
        with self.assertQueryCount(1):
            self.env["cadre.case"]._facts((self.people | self.leader | self.decider).ids, 2025, END)


class TestSteps(CaseBuilder, CadreCase):
    def test_closing(self):
        case = self.make_case(kind="admonition").with_user(self.discipline_user)
        with self.assertRaises(UserError), self.cr.savepoint():
            case.action_close()
        case.write({"sanction_id": self.sanction("admonition").id, "decided_on": "2025-11-11"})
        case.action_close()
        self.assertEqual((case.state, case.closed_on), ("closed", date(2025, 11, 11)))
        with self.assertRaises(UserError), self.cr.savepoint():
            case.duty_related = True
        with self.assertRaises(AccessError), self.cr.savepoint():
            case.state = "open"
        case.action_reopen()
        self.assertEqual((case.state, case.closed_on), ("open", False))

    def test_nobody_closes_his_own(self):
        """Discipline staff do not even see a case about themselves."""
        case = self.make_case(self.discipline).with_user(self.discipline_user)
        self.assertFalse(case.search([("id", "=", case.id)]))
        with self.assertRaises(AccessError), self.cr.savepoint():
            case.action_close()


class TestSecrecy(CaseBuilder, CadreCase):
    """Everybody but discipline staff: no reading, searching, counting, grouping, not by another model either."""

    def test_nobody_else(self):
        case = self.make_case()
        case.message_post(body="秘密")
        roles = ("plain", "person", "section_head", "leader", "decider", "officer", "manager", "auditor")
        for role in roles:
            user = getattr(self, f"{role}_user")
            cases = self.env["cadre.case"].with_user(user)
            for name, look in {
                "read": lambda cases: cases.browse(case.id).read(["state"]),
                "search": lambda cases: cases.search([]),
                "count": lambda cases: cases.search_count([("employee_id", "=", self.person.id)]),
                "group": lambda cases: cases.formatted_read_group([], ["employee_id"], ["__count"]),
                "name_search": lambda cases: cases.name_search("李"),
                "create": lambda cases: cases.create({"employee_id": self.other.id}),
                "close": lambda cases: cases.browse(case.id).action_close(),
                "unlink": lambda cases: cases.browse(case.id).unlink(),
            }.items():
                with self.subTest(role, look=name), self.assertRaises(AccessError), self.cr.savepoint():
                    look(cases)
            with self.subTest(role, look="messages"):
                messages = self.env["mail.message"].with_user(user)
                domain = [("model", "=", "cadre.case"), ("res_id", "=", case.id)]
                self.assertFalse(messages.search(domain))
                self.assertEqual(messages.search_count(domain), 0)

    def test_no_other_model_leads_to_it(self):
        """A relation to cases on another model would let its readers search them."""
        fields = self.env["ir.model.fields"].search([("relation", "=", "cadre.case")])
        self.assertEqual(fields.mapped("model_id.model"), [])


@tagged("post_install", "-at_install")
class TestCaseRpc(CaseBuilder, CadreHttpCase):
    """The same over real RPC, with forged context keys and by every way a client has to look."""

    FORGED = {"cadre_guard": True, "active_test": False, "default_state": "closed"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.make_case(note="绝密")

    def call(self, model, method, *args, **kwargs):
        kwargs.setdefault("context", self.FORGED)
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def assertRefused(self, *args, **kwargs):
        with self.assertRaises(JsonRpcException) as caught:
            self.call(*args, **kwargs)
        self.assertNotIn("绝密", str(caught.exception))

    def test_officer_and_manager(self):
        ids, about = self.case.ids, [["employee_id", "=", self.person.id]]
        for user in (self.officer_user, self.manager_user):
            self.authenticate(user.login, user.login)
            for ask in (
                ("read", ids, ["note"]),
                ("web_read", ids, {"note": {}}),
                ("search_read", about, ["note"]),
                ("web_search_read", about, {"note": {}}),
                ("search", about),
                ("search_count", about),
                ("web_read_group", about, ["kind"]),
                ("formatted_read_group", about, ["employee_id"]),
                ("read_progress_bar", [], "kind", {"field": "state", "colors": {}}),
                ("name_search", "李"),
                ("export_data", ids, ["note"]),
                ("copy", ids),
                ("create", [{"employee_id": self.other.id}]),
                ("write", ids, {"note": "x"}),
                ("action_close", ids),
                ("action_reopen", ids),
                ("message_post", ids),
                ("unlink", ids),
                ("_facts", [self.person.id], 2025, "2025-12-31"),
            ):
                with self.subTest(user.login, method=ask[0]):
                    self.assertRefused("cadre.case", *ask)
            with self.subTest(user.login, way="file"):
                self.assertFalse(self.call("cadre.case", "load", ["employee_id"], [["T0012"]])["ids"])
            with self.subTest(user.login, way="messages"):
                found = self.call("mail.message", "search_count", [["model", "=", "cadre.case"]])
                self.assertEqual(found, 0)
        self.env.invalidate_all()
        self.assertEqual((self.case.state, self.case.note), ("open", "绝密"))
        self.assertEqual(self.env["cadre.case"].search_count([]), 1)

    def test_discipline(self):
        """Discipline staff keep cases, and their state follows its steps alone."""
        self.authenticate(self.discipline_user.login, self.discipline_user.login)
        self.assertEqual(self.call("cadre.case", "search_count", []), 1)
        self.assertRefused("cadre.case", "write", self.case.ids, {"state": "closed"})
        [born] = self.call("cadre.case", "create", [{"employee_id": self.other.id, "opened_on": "2025-03-03"}])
        self.assertEqual(self.env["cadre.case"].browse(born).state, "open", "not born closed by a forged default")
        self.call("cadre.case", "action_close", self.case.ids)
        self.env.invalidate_all()
        self.assertEqual(self.case.state, "closed")
