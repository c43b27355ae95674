"""Nobody learns a score before the notice, or forges a grade, over real RPC, by any way we could think of."""

from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from tests.assessment.common import YearBuilder
from tests.common import CadreHttpCase

KINDS = (
    "cadre.assessment",
    "cadre.assessment.line",
    "cadre.finding",
    "cadre.decision",
    "cadre.decision.line",
    "cadre.result",
)
FORGED = {
    "cadre_guard": True,
    "skip_validation_check": True,
    "tracking_disable": True,
    "default_state": "approved",
    "default_decided_grade_id": 1,
    "default_origin": "computed",
}
REFUSED = "AccessError|UserError|ValidationError|access to|not allowed|private|Access|change only|stays|no such|reason"
LOGGERS = ("odoo.http", "odoo.sql_db", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")


@tagged("post_install", "-at_install")
class TestAttacks(YearBuilder, CadreHttpCase):
    """One computed cycle; the decision is drafted and handed in, nothing is confirmed."""

    SUBJECTS = 13

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.extra = cls.make_people(cls.SUBJECTS - len(cls.people), prefix="X")
        cls.computed_year(cls.extra)
        cls.decision = cls.draft_decision()
        cls.mine, cls.theirs = cls.assessment(cls.person), cls.assessment(cls.other)

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def refused(self, *args, **kwargs):
        with mute_logger(*LOGGERS), self.assertRaises(JsonRpcException) as caught:
            self.call(*args, **kwargs)
        self.assertRegex(str(caught.exception), REFUSED)

    def nothing(self, *args, **kwargs):
        """An empty answer is as good as a refusal."""
        try:
            with mute_logger(*LOGGERS):
                answer = self.call(*args, **kwargs)
        except JsonRpcException as error:
            self.assertRegex(str(error), REFUSED)
            return
        if isinstance(answer, dict):
            answer = answer.get("groups") or answer.get("records") or answer.get("datas") or answer.get("length")
        if isinstance(answer, list) and all(isinstance(row, dict) and row.get("__count") == 0 for row in answer):
            return
        self.assertFalse(answer, f"{args} tells {answer}")

    def log_in(self, role):
        login = f"cadre_{role}"
        self.authenticate(login, login)

    # -- reading before the notice ---------------------------------------------------------------------------------
    def _look(self, role):
        """Every way to read, search, count, group, export or guess."""
        self.log_in(role)
        for model in KINDS:
            with self.subTest(role=role, model=model):
                domain = [["id", ">", 0]]
                self.nothing(model, "search_count", domain)
                self.nothing(model, "search_read", domain, ["id"])
                self.nothing(model, "web_search_read", domain, {"id": {}})
                self.nothing(model, "name_search", "")
                self.nothing(model, "formatted_read_group", domain, [], ["__count"], having=[["__count", ">", 0]])
                self.nothing(model, "web_read_group", domain, ["company_id"], ["__count"])
                self.nothing(model, "export_data", self.env[model].sudo().search([]).ids, ["id"])
                self.nothing(model, "read", self.env[model].sudo().search([]).ids, ["id"])
        for path in ("assessment_ids.total", "decision_ids.line_ids.total", "assessment_ids.line_ids.points"):
            self.nothing("cadre.cycle", "search_count", [[path, ">", 1]])
        for domain in ([["assessment_ids.name", "=", self.other.name]], [["result_ids.grade_code", "!=", False]]):
            self.nothing("cadre.cycle", "search_count", domain)
        for method in ("action_compute", "action_prepare_decision", "action_archive_results"):
            self.refused("cadre.cycle", method, self.cycle.ids)
        if role == "auditor":  # he sees how many seats there are, but not who is tied for them
            [banner] = self.call("cadre.cycle", "seat_banner", self.cycle.ids)
            self.assertFalse(banner["tied"])
        else:
            self.refused("cadre.cycle", "seat_banner", self.cycle.ids)
        for method in ("_outdated", "_recompute", "_compute_all", "_archive"):
            self.refused("cadre.cycle", method, self.cycle.ids, self.mine.ids)

    def test_a_person_learns_nothing(self):
        """A subject, not even of himself."""
        self._look("person")
        self.nothing("cadre.assessment", "read", self.mine.ids, ["total", "rank", "reason", "line_ids"])

    def test_a_user_without_a_role(self):
        self._look("plain")

    def test_his_own_leader_and_section_head(self):
        """Who rated a person does not see what came of it before everybody does."""
        self._look("leader")
        self._look("section_head")

    def test_discipline_and_other_leaders(self):
        self._look("discipline")
        self._look("other_leader")

    def test_an_auditor_reads_what_is_decided(self):
        """Before the decision an auditor reads no score, either."""
        self._look("auditor")

    def test_messages_and_activities_tell_nothing(self):
        """The chatter of the cycle, which everybody reads, names nobody and no score."""
        self.log_in("person")
        domain = [["model", "in", [*KINDS, "cadre.cycle"]]]
        messages = self.call("mail.message", "search_read", domain, ["body", "model"])
        text = " ".join(message["body"] for message in messages)
        self.assertFalse({message["model"] for message in messages} - {"cadre.cycle"})
        for word in (self.other.name, "95.6", "92", "优秀"):
            self.assertNotIn(word, text)
        activities = self.call("mail.activity", "search_read", [["res_model", "in", list(KINDS)]], ["summary"])
        self.assertEqual(activities, [])

    def test_what_a_person_reads_of_himself_tells_nothing_of_others(self):
        """From the notice on he reads his own reason and trace, but not the figures of whom he was compared with."""
        self.decision.action_submit()
        self.decision.with_user(self.decider_user).action_approve()
        notice = (
            self.env["cadre.notice"].with_user(self.officer_user).create({"name": "公示", "cycle_id": self.cycle.id})
        )
        notice.action_post()
        self.env.flush_all()
        self.log_in("other")
        own = self.call("cadre.assessment", "search_read", [], ["name", "total", "reason"])
        self.assertEqual([(one["name"], one["total"]) for one in own], [(self.other.name, 92.0)])
        self.assertIn("24.00", own[0]["reason"])
        self.assertNotIn("30.00", own[0]["reason"])  # the half-year of the one on the other side of the tie
        for name in ("reason_figures", "unmet"):
            self.refused("cadre.assessment", "read", self.theirs.ids, [name])
        self.assertEqual(self.call("cadre.assessment.line", "search_count", []), 3)
        self.nothing("cadre.assessment", "read", self.mine.ids, ["total"])
        self.nothing("cadre.finding", "search_read", [], ["positive"])
        self.refused("cadre.notice", "read", notice.ids, ["objection_note"])

    # -- forging ---------------------------------------------------------------------------------------------------
    def _stands(self):
        self.env.invalidate_all()
        self.assertEqual((self.mine.state, self.mine.total, self.cycle.state), ("computed", 95.6, "computed"))
        self.assertFalse(self.cycle.assessment_ids.decided_grade_id)
        self.assertFalse(self.env["cadre.result"].search([("cycle_id", "=", self.cycle.id)]))

    def _forge(self, role):
        """Every field that decides, by every way of writing."""
        self.log_in(role)
        top = self.grade(self.scheme.result_scale_id, "优秀").id
        for values in (
            {"state": "decided"},
            {"total": 99},
            {"rank": 1},
            {"decided_grade_id": top},
            {"proposed_grade_id": top},
            {"may_top": True},
            {"veto_state": "vetoed"},
            {"veto_by_id": 1},
            {"extremely_poor": True},
            {"changed_run": 1},
            {"leader_id": self.other_leader.id},
            {"post": "局长"},
            {"assessed": False},
            {"uses_seat": False},
            {"line_ids": [[0, 0, {"name": "x", "kind": "component", "points": 9}]]},
            {"line_ids": [[5]]},
        ):
            with self.subTest(role=role, values=values):
                self.refused("cadre.assessment", "write", self.theirs.ids, values)
                self.refused("cadre.assessment", "write", self.theirs.ids, values, context=FORGED)
                self.refused("cadre.assessment", "web_save", self.theirs.ids, values, {})
        self.refused("cadre.assessment", "create", [{"cycle_id": self.cycle.id, "name": "x"}])
        self.refused("cadre.assessment", "copy", self.theirs.ids, {"state": "decided"})
        self.refused("cadre.assessment", "unlink", self.theirs.ids)
        self.refused("cadre.assessment", "_conclude", self.theirs.ids, "clear")
        self.refused("cadre.assessment", "_reopen", self.theirs.ids, "x")
        self.refused("cadre.assessment.line", "create", [{"assessment_id": self.theirs.id, "name": "x", "kind": "y"}])
        self.refused("cadre.assessment.line", "write", self.theirs.line_ids.ids, {"points": 50})
        self.refused("cadre.assessment.line", "unlink", self.theirs.line_ids.ids)
        for values in (
            {"state": "approved"},
            {"chair_user_id": self.env.uid},
            {"confirmed_by_id": 1},
            {"review_ids": [[5]]},
        ):
            self.refused("cadre.decision", "write", self.decision.ids, values)
            self.refused("cadre.decision", "write", self.decision.ids, values, context=FORGED)
        for method in ("_apply", "_on_validated", "_undo", "_say_yes"):
            self.refused("cadre.decision", method, self.decision.ids)
        for method in ("action_approve", "validate_tier", "request_validation", "restart_validation"):
            self.refused("cadre.decision", method, self.decision.ids)
        result = {"year": 2025, "name": "x", "regulation": "r", "grade_code": "excellent", "grade_name": "优秀"}
        for values in (
            {"origin": "computed"},
            {"cycle_id": self.cycle.id},
            {"digest": "0"},
            {"assessment_id": self.mine.id},
        ):
            self.refused("cadre.result", "create", [{**result, "employee_id": self.a.id, "origin_note": "x", **values}])
            self.refused(
                "cadre.result",
                "create",
                [{**result, "employee_id": self.a.id, **values}],
                context={**FORGED, **{f"default_{k}": v for k, v in values.items()}},
            )
        self.refused("cadre.notice.line", "create", [{"notice_id": 1, "name": "x", "grade_name": "优秀"}])
        self._stands()

    def test_the_office_forges_nothing(self):
        """The office runs the year, and yet no grade, veto, trace, confirmation or archive row comes from its hand."""
        self._forge("officer")

    def test_a_person_forges_nothing(self):
        self._forge("person")

    def test_the_head_decides_by_the_button_only(self):
        """Not even the head of the body writes a grade by hand, or confirms what was not handed in."""
        self._forge("decider")

    def test_who_confirms(self):
        """A decision handed in is confirmed by the head of the body, not by the office, a leader or another decider."""
        self.decision.action_submit()
        self.env.flush_all()
        for role in ("officer", "leader", "manager", "person", "discipline", "auditor", "other_leader"):
            self.log_in(role)
            for method in ("action_approve", "validate_tier", "reject_tier"):
                self.refused("cadre.decision", method, self.decision.ids)
            self.refused("cadre.decision", "_take_with_reason", self.decision.ids, "return", "x")
            reviews = self.decision.sudo().review_ids
            self.refused("tier.review", "write", reviews.ids, {"status": "approved"})
            self.refused("tier.review", "unlink", reviews.ids)
            wizard = {"res_model": "cadre.step.reason", "res_ids": self.decision.ids, "step": "undo", "reason": "x"}
            self.refused("cadre.step.reason", "create", [{**wizard, "res_model": "cadre.decision", "step": 1}, {}])
        self._stands()
        self.assertEqual(self.decision.state, "submitted")
        self.log_in("decider")
        self.refused("cadre.decision.line", "write", self.decision.line_ids[0].ids, {"reason": "x"})
        self.refused("cadre.decision", "write", self.decision.ids, {"votes_for": 9})
        self.call("cadre.decision", "action_approve", self.decision.ids)
        self.env.invalidate_all()
        self.assertEqual((self.decision.state, self.cycle.state), ("approved", "decided"))

    def test_without_a_tier_definition_nothing_is_approved(self):
        """Fail closed: when no definition applies, a decision cannot even be handed in."""
        self.env["tier.definition"].search([("model", "=", "cadre.decision")]).active = False
        self.env.flush_all()
        self.log_in("officer")
        self.refused("cadre.decision", "action_submit", self.decision.ids)
        self._stands()

    def test_a_veto_is_concluded_by_the_body_alone(self):
        """Neither the office nor the person nor a leader without a seat in the body records a conclusion."""
        self.theirs.with_user(self.decider_user).action_veto_withdraw()
        self.env.flush_all()
        for role in ("officer", "manager", "person", "other", "leader", "auditor", "discipline"):
            self.log_in(role)
            for method in ("action_veto_clear", "action_veto_record", "action_veto_withdraw"):
                self.refused("cadre.assessment", method, self.theirs.ids)
        self.env.invalidate_all()
        self.assertEqual(self.theirs.veto_state, "pending")
        self.log_in("decider")
        self.call("cadre.assessment", "action_veto_clear", self.theirs.ids)
        self.env.invalidate_all()
        self.assertEqual(self.theirs.veto_state, "clear")
