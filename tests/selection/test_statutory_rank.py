"""The rank promotion of the law (O-05, O-06, O-09): who has served long enough, and its way to the document."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from tests.common import CadreCase

from .acts import ActsBuilder

HAND = "按年度考核优秀缩短"


@tagged("post_install", "-at_install")
class TestStatutoryRank(ActsBuilder, CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env["cadre.procedure"].search([("code", "=", "S4RANK"), ("state", "=", "active")])
        cls.job = cls.env["hr.job"].create(
            {
                "name": "三级主任科员",
                "department_id": cls.org_section.id,
                "cadre_rank_id": cls.ranks["chief_3"].id,
            }
        )
        cls.number.copy({"layer_id": cls.job.layer_id.id, "approved": 2})

    def civil(self, number, since, grades=("able",) * 4, rank="section_deputy"):
        """A civil servant at a rank since a day, graded in the years up to 2011."""
        man = self.official(number, since, grades)
        servant = self.category("identity", "civil_servant")
        man.version_id.write({"identity_id": servant.id, "cadre_rank_id": self.ranks[rank].id})
        return man

    def checked(self, man):
        """His conditions on the first day, each that only a checker knows signed but that of counted years."""
        candidate = self.candidate(self.selection, man)
        self.check(candidate)
        for row in candidate.check_ids.with_user(self.office_user):
            if row.by_hand and not row.condition.startswith(HAND):
                row.write({"said": "yes", "evidence": "考察了解"})
                row.action_sign()
        return candidate

    def sign_years(self, candidate, said):
        row = candidate.check_ids.filtered(lambda one: one.condition.startswith(HAND)).with_user(self.office_user)
        row.write({"said": said, "evidence": "逐年核对年度考核结果"})
        row.action_sign()

    def test_years_at_the_rank(self):
        """Two years up to 三级调研员, three from 二级调研员; less, or a year that does not count, goes by the hand."""
        self.selection = self.begun()
        long = self.checked(self.civil(1, "2010-12-09"))
        self.assertEqual(long.eligible, "yes", long.conditions_text)
        years = long.check_ids.filtered(lambda one: one.criterion_id.fact == "promoted_months")
        self.assertEqual(len(years), 3)
        for row in years:
            self.assertIn("由组织人事部门按现行规定核定", row.condition_text, "the law says no figure: the screen does")
            self.assertNotIn("O-06", row.criterion_id.rule_ref)
        for number, man in enumerate(
            (
                self.civil(2, "2010-12-10"),
                self.civil(3, "2008-01-05", rank="researcher_2", grades=("able", "basic", "able")),
                self.civil(4, "2010-06-01", rank="researcher_2"),
            )
        ):
            with self.subTest(number):
                short = self.checked(man)
                self.assertNotEqual(short.eligible, "yes")
                self.sign_years(short, "yes")
                self.assertEqual(short.eligible, "yes", short.conditions_text)
        served = self.checked(self.civil(5, "2009-12-01", rank="researcher_2"))
        self.assertEqual(served.eligible, "yes", served.conditions_text)

    def test_last_year_was_basic(self):
        """Whoever was graded 基本称职 last year is no candidate, whatever a checker says of his years."""
        self.selection = self.begun()
        candidate = self.checked(self.civil(1, "2008-01-05", ("able", "able", "basic")))
        self.sign_years(candidate, "yes")
        self.assertEqual(candidate.eligible, "no")

    def test_to_the_document(self):
        """Votes are looked at and bind nobody; five working days, the authority's consent, then the document."""
        self.selection = selection = self.begun()
        candidate = self.checked(self.civil(1, "2008-01-05"))
        self.do(selection, "headcount")
        self.write_papers(selection, "plan")
        self.do(selection, "plan")
        self.do(selection, "check")
        self.seal(selection, "recommend", {candidate.employee_id: 20}, 43, post=selection.post_ids)
        self.do(selection, "recommend", post=selection.post_ids)
        self.decide(selection, "shortlist")
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id)
        self.do(selection, "talks")
        self.write_papers(selection, "inspect")
        self.do(selection, "inspect", user=self.inspector_user)
        self.write_papers(selection, "file")
        self.do(selection, "file")
        with self.assertRaisesRegex(UserError, "written opinion of the discipline body is missing"):
            self.do(selection, "opinion")
        self.answer(selection)
        self.do(selection, "opinion")
        decided = self.today
        self.decide(selection, "decide")
        self.write_papers(selection, "notice")
        notice = self.notice(selection)
        self.assertFalse(notice.short)
        self.assertEqual((str(notice.date_from), str(notice.date_to)), ("2012-12-09", "2012-12-14"))
        self.end_notice(notice)
        self.do(selection, "notice")
        with self.assertRaisesRegex(UserError, "按照管理权限审批"):
            self.do(selection, "document", document="任〔2012〕9号")
        self.do(selection, "approve", document="区公〔2012〕3号")
        self.do(selection, "document", document="任〔2012〕9号")
        appointment = selection.sudo().appointment_ids
        self.assertEqual((candidate.state, appointment.state), ("appointed", "effective"))
        self.assertFalse(appointment.term_ids, "a rank has no probation")
        held = candidate.employee_id.sudo().version_id
        self.assertEqual((held.cadre_rank_id.code, held.rank_since), ("chief_3", decided), "O-06, A4-21")
