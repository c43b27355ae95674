"""A body has a history, and nobody changes who decides while a decision waits or was taken."""

from datetime import date, timedelta

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.tests import tagged

from tests.assessment.common import YearBuilder
from tests.calls import Caller
from tests.common import CadreHttpCase

SEATS = ("body_id", "employee_id", "role", "organizer", "date_from", "date_to")


class BodyCase(Caller, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = today_of(cls.leading_body)
        cls.yesterday, cls.tomorrow = (cls.today + timedelta(days=days) for days in (-1, 1))
        cls.head = cls.leading_body.member_ids.filtered(lambda one: one.role == "chair")
        cls.deputy = cls.leading_body.member_ids.filtered("organizer")
        cls.members = cls.leading_body.member_ids

    def rewrite(self, member, **values):
        values = {name: str(value) if isinstance(value, date) else value for name, value in values.items()}
        return self.call("officer", "cadre.body.member", "write", member.ids, values)

    def on_parent(self, *commands):
        values = {"member_ids": [list(one) for one in commands]}
        return self.call("officer", "cadre.body", "write", self.leading_body.ids, values)

    def changes(self, body=None):
        return (body or self.leading_body).change_ids


@tagged("post_install", "-at_install")
class TestBodyHistory(BodyCase):
    def test_another_role_is_another_row(self):
        """The old row is closed the day before, the new one begins on the day; no row is rewritten."""
        self.rewrite(self.deputy, role="member", organizer=False)
        self.assertEqual(
            (self.deputy.role, self.deputy.organizer, self.deputy.date_to), ("deputy", True, self.yesterday)
        )
        after = self.leading_body._members_on(self.today).filtered(lambda one: one.employee_id == self.leader)
        self.assertEqual((after.role, after.organizer, after.date_from), ("member", False, self.today))
        self.assertEqual(self.leading_body._members_on(self.yesterday).filtered("organizer"), self.deputy)
        said = self.changes()[:2].sorted("id")
        self.assertEqual(said.mapped("what"), ["ended", "joined"])
        self.assertEqual(said.create_uid, self.officer_user)
        self.assertIn("Deputy Head", said[0].before)

    def test_from_a_day_on(self):
        """With its first day, another role begins on that day."""
        first = self.today + timedelta(days=10)
        self.on_parent((1, self.deputy.id, {"role": "chair", "date_from": str(first)}))
        self.assertEqual(self.deputy.date_to, first - timedelta(days=1))
        self.assertEqual(self.leading_body._members_on(first, {"chair"}).employee_id, self.decider | self.leader)

    def test_the_person_of_a_row_stays(self):
        """Nobody takes over another one's seat, nor moves it to another body, by write, load or through the body."""
        with self.unmoved(self.members, *SEATS):
            for values in ({"employee_id": self.officer.id}, {"body_id": self.office_body.id}):
                for role in ("officer", "manager"):
                    self.assertRefused(
                        "stay as they were.* End it and add", role, "cadre.body.member", "write", self.head.ids, values
                    )
                self.assertRefused(
                    "stay as they were.* End it and add", "officer", "cadre.body", "write", self.leading_body.ids,
                    {"member_ids": [[1, self.head.id, values]]},
                )  # fmt: skip
            answer = self.call("manager", "cadre.body.member", "load", [".id", "employee_id/.id"],
                               [[str(self.head.id), str(self.officer.id)]])  # fmt: skip
            self.assertFalse(answer["ids"])

    def test_an_end_is_written_once(self):
        """A last day closes the row; another last day is another row, and the history tells both."""
        self.rewrite(self.deputy, date_to=self.tomorrow)
        self.assertEqual((self.deputy.date_to, self.changes()[0].what), (self.tomorrow, "ended"))
        self.rewrite(self.deputy, date_to=self.today)
        self.assertFalse(self.deputy.exists())
        last = self.changes()[0]
        self.assertEqual((last.what, last.employee_id), ("changed", self.leader))
        self.assertNotEqual(last.before, last.after)

    def test_nobody_writes_the_history(self):
        """What changed is kept by the server: not written, deleted or made by anybody, nor through the body."""
        self.rewrite(self.deputy, role="member")
        row = self.changes()[0]
        with self.unmoved(row, "what", "name", "before", "after", "create_uid"):
            for role in ("officer", "manager", "decider", "auditor"):
                for method, *args in (
                    ("write", row.ids, {"after": "x"}),
                    ("unlink", row.ids),
                    ("create", {"body_id": self.leading_body.id, "name": "x", "what": "joined"}),
                ):
                    with self.subTest(role, method=method):
                        self.assertRefused("not allowed", role, "cadre.body.change", method, *args)
            for command in ([2, row.id], [1, row.id, {"after": "x"}], [5, 0, 0]):
                with self.subTest(command=command):
                    self.assertRefused(
                        "by hand",
                        "officer",
                        "cadre.body",
                        "write",
                        self.leading_body.ids,
                        {"change_ids": [command]},
                    )

    def test_sending_back_what_was_read_changes_nothing(self):
        self.rewrite(self.head, employee_id=self.decider.id, role="chair", date_from=False, sequence=3)
        self.assertEqual((self.head.sequence, self.head.date_to), (3, False))
        self.assertEqual(self.changes()[0].what, "joined", "as it was made")

    def test_who_leads_a_cycle_has_a_history(self):
        """Body, office and organizer: who changed them, when, from what to what."""
        cycle = self.make_cycle()
        other = self.leading_body.copy({"name": "另一班子"})
        self.call("officer", "cadre.cycle", "write", cycle.ids, {"leading_body_id": other.id})
        self.call("officer", "cadre.cycle", "write", cycle.ids, {"organizer_id": self.other_leader.id})
        said = cycle.lead_change_ids.sorted("id")
        self.assertEqual(said.mapped("before"), ["委领导班子", "丁副书记"])
        self.assertEqual(said.mapped("after"), ["另一班子", "白副书记"])
        self.assertEqual((said.create_uid, said.body_id), (self.officer_user, other))

    def test_a_body_at_work_is_archived(self):
        """A body that stands in a cycle is not deleted; archiving it keeps it."""
        self.make_cycle()
        for body in (self.leading_body, self.office_body):
            self.assertRefused("Archive it instead", "manager", "cadre.body", "unlink", body.ids)
        spare = self.leading_body.copy({"name": "未用班子"})
        self.call("manager", "cadre.body", "unlink", spare.ids)
        self.assertFalse(spare.exists())


@tagged("post_install", "-at_install")
class TestBodyWhileDeciding(YearBuilder, BodyCase):
    """A decision waits for its confirmation: nobody is put into the body, out of it or into another chair."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.computed_year(cls.make_people(9, prefix="M"))
        cls.decision = cls.draft_decision()

    def test_while_it_waits(self):
        self.decision.action_submit()
        with self.unmoved(self.members, *SEATS):
            for commands in (
                [(0, 0, {"employee_id": self.officer.id, "role": "chair"})],
                [(1, self.head.id, {"role": "member"})],
                [(1, self.head.id, {"date_to": str(self.yesterday)})],
                [(2, self.head.id)],
                [(5,)],
                [(6, 0, [])],
            ):
                with self.subTest(commands=commands):
                    self.assertRefused(
                        "关于审定年度考核结果的决定.*waits for its confirmation", "officer", "cadre.body", "write",
                        self.leading_body.ids, {"member_ids": [list(one) for one in commands]},
                    )  # fmt: skip
            for method, *args in (
                ("write", self.head.ids, {"role": "deputy"}),
                ("write", self.deputy.ids, {"role": "chair", "date_from": str(self.tomorrow)}),
                ("unlink", self.head.ids),
                ("create", {"body_id": self.leading_body.id, "employee_id": self.officer.id, "role": "chair",
                            "date_from": str(self.tomorrow)}),
            ):  # fmt: skip
                with self.subTest(method=method):
                    self.assertRefused("waits for its confirmation", "manager", "cadre.body.member", method, *args)
            self.assertRefused("waits", "manager", "cadre.body", "write", self.leading_body.ids, {"active": False})
            self.assertRefused("not deleted", "manager", "cadre.body", "unlink", self.leading_body.ids)

    def test_the_cycle_keeps_its_lead_while_it_waits(self):
        self.decision.action_submit()
        other = self.leading_body.copy({"name": "另一班子"})
        for name, value in (
            ("leading_body_id", other.id),
            ("leading_body_id", False),
            ("office_body_id", self.office_body.copy().id),
            ("organizer_id", self.other_leader.id),
        ):
            with self.subTest(name):
                self.assertRefused(
                    "waits for its confirmation", "manager", "cadre.cycle", "write", self.cycle.ids, {name: value}
                )
        self.call("officer", "cadre.cycle", "write", self.cycle.ids, {"leading_body_id": self.leading_body.id})

    def test_withdrawn_the_body_votes_anew(self):
        """Taken back, the members may change; what was voted by others stands no more."""
        self.decision.action_submit()
        self.decision.action_withdraw()
        self.on_parent((0, 0, {"employee_id": self.officer.id, "role": "member", "date_from": str(self.today)}))
        self.assertEqual((self.decision.present, self.decision.votes_for), (0, 0))
        self.assertRefused("Say under “Attendance”", "officer", "cadre.decision", "action_submit", self.decision.ids)

    def test_who_decided_stays(self):
        """Confirmed, the day of the decision keeps its members; what begins later is free."""
        self.decision.action_submit()
        self.decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        with self.unmoved(self.members, *SEATS):
            for method, *args in (
                ("unlink", self.head.ids),
                ("write", self.head.ids, {"date_to": str(self.yesterday)}),
                ("write", self.head.ids, {"role": "member"}),
                ("create", {"body_id": self.leading_body.id, "employee_id": self.officer.id}),
            ):
                with self.subTest(method=method, args=args):
                    self.assertRefused("who sat in it on that day stays", "officer", "cadre.body.member", method, *args)
        self.rewrite(self.head, role="member", date_from=self.tomorrow)
        self.on_parent((0, 0, {"employee_id": self.officer.id, "date_from": str(self.tomorrow)}))
        self.assertEqual(self.leading_body._members_on(self.today), self.members)
