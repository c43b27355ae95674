"""Before a grade is published its rater, the office and the deciding body know it; nobody else learns it by any way."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from tests.work.builder import Refused, WorkHttpCase
from tests.work.test_rating import RatingCase

SPEC = {"display_name": {}, "state": {}, "shown_grade_id": {"fields": {"display_name": {}}}, "seats_text": {}}


@tagged("-at_install", "post_install")
class TestShownGrade(RatingCase, WorkHttpCase):
    """Over HTTP. Two people differ in nothing but their grade: 优秀 and 较差."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.reports.filtered(lambda report: report.employee_id == cls.person)
        cls.second = cls.reports.filtered(lambda report: report.employee_id == cls.other)
        cls.report.with_user(cls.leader_user).action_rate(cls.top.id)
        cls.second.with_user(cls.leader_user).action_rate(cls.poor.id)
        cls.crowd_of_other_leader = cls.reports[-1:]
        cls.crowd_of_other_leader.sudo().leader_id = cls.other_leader
        export = cls.env.ref("base.group_allow_export")
        (cls.person_user | cls.other_leader_user | cls.section_head_user).group_ids += export
        cls.env.flush_all()

    def _report(self, user, method, *args, **kwargs):
        return self.call(user, "cadre.progress.report", method, *args, **kwargs)

    def _read(self, user, report=None):
        [row] = self._report(user, "web_read", (report or self.report).ids, specification=SPEC)
        return row["shown_grade_id"] and row["shown_grade_id"]["display_name"]

    def test_who_sees_it(self):
        """The rater, the office and the deciding body see it; the person does not."""
        self.assertEqual(self._read(self.leader_user), "优秀")
        self.assertEqual(self._read(self.officer_user), "优秀")
        self.assertEqual(self._read(self.decider_user), "优秀")
        self.assertFalse(self._read(self.person_user))

    def test_person_after_publication(self):
        """Once the period is published the person reads his own grade, and still nobody else's."""
        self.reports.filtered(lambda report: not report.grade_id).with_user(self.leader_user).filtered(
            lambda report: report.leader_user_id == self.leader_user
        ).action_rate(self.fair.id)
        self.crowd_of_other_leader.with_user(self.other_leader_user).action_rate(self.fair.id)
        self.reports.with_user(self.officer_user).action_file()
        self.half.with_user(self.officer_user)._publish()
        self.assertEqual(self._read(self.person_user), "优秀")
        with self.assertRaises(Refused):
            self._read(self.person_user, self.second)

    def test_office_does_not_see_its_own(self):
        """An officer is a subject too: what he is shown of his own record waits for the publication."""
        own = self.reports.filtered(lambda report: report.employee_id == self.officer)
        own.with_user(self.leader_user).action_rate(self.good.id)
        self.assertFalse(self._read(self.officer_user, own))

    def _probes(self):
        """Ways to ask for a grade without reading it: each names a grade, so an answer would betray it."""
        domains = (
            [("grade_id", "=", self.top.id)],
            [("grade_id.name", "=", "优秀")],
            [("grade_id", "any", [("code", "=", "a")])],
            [("shown_grade_id", "=", self.top.id)],
            [("shown_grade_id.name", "like", "优")],
            [("mark", ">", 0)],
        )
        for domain in domains:
            mine = ["&", ("id", "=", self.report.id), *domain]
            yield "search", (mine,), {}
            yield "search_count", (mine,), {}
            yield "search_read", (mine, ["id"]), {}
            yield "web_search_read", (mine, {"id": {}}), {}
            yield "name_search", ("", mine), {}
            yield "read_group", (mine, ["id:count"], ["state"]), {}
            yield "formatted_read_group", (mine, ["state"], ["__count"]), {}
        for name in ("grade_id", "shown_grade_id", "mark"):
            yield "formatted_read_group", ([], [name], ["__count"]), {}
            yield "formatted_read_group", ([], ["state"], [f"{name}:count_distinct"]), {}
            yield "web_read_group", ([], [name], ["__count"]), {}
            yield "search", ([],), {"order": f"{name} desc"}
            yield "search_read", ([], ["id"]), {"order": f"{name}"}
        for name in ("grade_id", "mark"):
            yield "read", (self.report.ids, [name]), {}
            yield "export_data", (self.report.ids, [name]), {}
            yield "web_read", (self.report.ids,), {"specification": {name: {}}}
            yield "filtered_domain", (self.report.ids, [(name, "=", self.top.id)]), {}

    @mute_logger("odoo.http")  # to sort by what is not stored is an error to Odoo
    def test_no_other_way(self):
        """Search, count, group, order, export, read: refused to the person and to leaders of other people alike."""
        for user in (self.person_user, self.other_leader_user, self.section_head_user):
            for method, args, kwargs in self._probes():
                with self.subTest(user=user.login, method=method, args=args, **kwargs), self.assertRaises(Refused):
                    self._report(user, method, *args, **kwargs)

    def test_the_office_may(self):
        """The same questions are answered to the office: it is the reader that makes the difference."""
        domain = ["&", ("id", "=", self.report.id), ("grade_id", "=", self.top.id)]
        self.assertEqual(self._report(self.officer_user, "search_count", domain), 1)

    def test_through_other_models(self):
        """Nor through a domain that starts elsewhere and ends at the grade."""
        probes = (
            ("cadre.cycle", [("report_ids.grade_id", "=", self.top.id)]),
            (
                "cadre.cycle",
                [("report_ids", "any", [("employee_id", "=", self.person.id), ("grade_id", "=", self.top.id)])],
            ),
            ("cadre.progress.line", [("report_id.grade_id", "=", self.top.id)]),
            ("cadre.progress.line", [("report_id", "any", [("grade_id", "=", self.top.id)])]),
            (
                "mail.message",
                [("model", "=", "cadre.progress.report"), ("tracking_value_ids.new_value_char", "=", "优秀")],
            ),
        )
        for model, domain in probes:
            with self.subTest(model=model, domain=domain):
                try:
                    self.assertFalse(self.call(self.person_user, model, "search_count", domain))
                except Refused:
                    continue

    def test_export_of_the_shown_grade(self):
        """Exporting it gives what is shown: nothing."""
        answer = self._report(
            self.person_user, "export_data", self.report.ids, ["shown_grade_id/name", "employee_name"]
        )
        self.assertEqual(answer["datas"], [["", "李明"]])

    def test_unsaved_record_betrays_nothing(self):
        """A form told that the reader is the leader, or that the period is published, still shows nothing."""
        answer = self._report(
            self.person_user,
            "onchange",
            self.report.ids,
            {
                "leader_id": self.person.id,
                "leader_user_id": self.person_user.id,
                "employee_id": False,
                "user_id": False,
            },
            ["leader_id"],
            {"leader_id": {}, "leader_user_id": {}, "shown_grade_id": {}, "seats_text": {}, "user_id": {}},
        )
        self.assertNotIn(self.top.id, [answer.get("value", {}).get("shown_grade_id")])
        self.assertFalse(answer.get("value", {}).get("shown_grade_id"))

    def test_chatter_and_tracking(self):
        """No message, tracked value or activity says the grade."""
        messages = self._report(self.person_user, "read", self.report.ids, ["message_ids"])
        texts = self.call(
            self.person_user, "mail.message", "read", messages[0]["message_ids"], ["body", "subject", "preview"]
        )
        self.assertNotIn("优秀", str(texts))
        values = self.env["mail.tracking.value"].search([("mail_message_id", "in", messages[0]["message_ids"])])
        self.assertNotIn("grade_id", values.field_id.mapped("name"))
        self.assertNotIn("优秀", str(values.mapped("new_value_char")))

    @mute_logger("odoo.http")  # to sort by what is not stored is an error to Odoo
    def test_error_betrays_nothing(self):
        """Who may not rate is refused before seats are looked at; the refusal says the same for every grade."""
        said = set()
        for grade in (self.top, self.good, self.poor):
            with self.assertRaises(Refused) as refused:
                self._report(self.person_user, "action_rate", self.report.ids, grade.id)
            said.add(str(refused.exception))
        self.assertEqual(len(said), 1)

    def test_copy_carries_no_grade(self):
        """A copy is a new record without grade, opinion and dates."""
        data = self.report.copy_data()[0]
        self.assertFalse({"grade_id", "mark", "rated_by_id", "rated_on", "opinion", "state"} & data.keys())
