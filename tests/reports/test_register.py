"""One A4 sheet, two pages, however long the summary: F-17 附件1, F-18 附件6; the list 附件9 (S3-31, S3-62)."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment_reports.report.organ import issuer
from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts
from tests.cycle.townships import TownshipBuilder
from tests.reports.printed import NO_FORM, FormMixin, plain

SENTENCE = "全年坚持以习近平新时代中国特色社会主义思想为指导，认真履行岗位职责，推动乡村振兴各项任务落实。"


class TestRegister(FormMixin, TownshipBuilder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.county_cycle()
        cls.writer = cls.others[0]
        cls.posting(cls.writer, "training", "2019-03-04", "2019-05-31", place="省委党校中青班")
        cls.cycle.with_user(cls.officer_user).action_open()

    def assessment(self, employee):
        return self.cycle.assessment_ids.filtered(lambda one: one.employee_id == employee)

    def write_summary(self, employee, text, form="register"):
        paper = self.cycle.document_ids.filtered(
            lambda paper: paper.employee_id == employee and paper.rule_id.form == form
        )
        guarded(paper.section_ids.sudo()).write({"text": text})
        return paper

    def decide(self, employee, name="称职"):
        grade = self.grade(self.person_scheme.result_scale_id, name)
        guarded(self.assessment(employee).sudo()).write(
            {"proposed_grade_id": grade.id, "decided_grade_id": grade.id, "state": "decided"}
        )

    # -- F-17 ------------------------------------------------------------------------------------------------------
    @acts("S3-61", "scheme_s3_person_document_form_1", copies=1)
    @acts("S3-31", "cadre_assessment_reports.register", arch=NO_FORM)
    def test_f17(self):
        """S3-60, S3-61: what the person fills, what the personnel office fills, opinions; three copies."""
        self.write_summary(self.writer, SENTENCE * 12)
        self.decide(self.writer)
        paper = self.pdf("register", self.assessment(self.writer), name="F-17")
        self.assertEqual(paper.pages, 2)
        self.assertPrinted(paper, "附件1", "县管干部年度考核登记表", "2019年度", "干部00", "1985.06", "汉族")
        self.assertIn(plain("个人总结"), paper.texts[0])
        for text in (
            "参加脱产培训情况",
            "省委党校中青班",
            "党委(党组)等次意见",
            "考核机关审定意见",
            "本人意见",
            "称职",
        ):
            self.assertIn(plain(text), paper.texts[1])
        self.assertPrinted(paper, "此表一式3份", "双面打印")

    @acts("S3-62", "cadre_assessment_reports.register", arch=NO_FORM)
    def test_two_pages_however_long(self):
        """S3-62: exactly one sheet; 2500 characters are what is asked for, and nothing of them is lost."""
        for count, name in ((0, "empty"), (700, "short"), (2500, "long"), (4500, "longer")):
            text = "".join(chr(0x4E00 + n % 2000) for n in range(count))
            self.write_summary(self.writer, text)
            paper = self.pdf("register", self.assessment(self.writer), name=f"F-17-{name}")
            with self.subTest(name):
                self.assertEqual(paper.pages, 2)
                whole = paper.text.replace(plain("(转背面)"), "").replace(plain("(续)"), "")
                for start in range(0, count - 12, 12):
                    piece = text[start : start + 6]
                    if piece not in whole:  # a piece may lie across the turn of the sheet
                        self.assertTrue(piece[:3] in whole or piece[3:] in whole, piece)

    def test_much_too_long(self):
        """The form stays on its sheet; the rest follows on a page that says whose it is, and nothing is cut."""
        self.write_summary(self.writer, SENTENCE * 260)
        paper = self.pdf("register", self.assessment(self.writer), name="F-17-annex")
        self.assertGreater(paper.pages, 2)
        self.assertIn(plain("转附页"), paper.texts[1])
        self.assertIn(plain("县管干部年度考核登记表(附页)"), paper.texts[2])
        self.assertGreaterEqual(paper.text.count("乡村振兴"), 255)

    def test_long_lines_and_facts(self):
        """Short lines fill a page as well as long ones; long duties do not push anything off the sheet."""
        self.write_summary(self.writer, "\n".join(f"{n}、完成" for n in range(60)))
        guarded(self.assessment(self.writer).sudo()).write({"duties": "分管" + "农业农村、水利、林业" * 12})
        paper = self.pdf("register", self.assessment(self.writer), name="F-17-lines")
        self.assertEqual(paper.pages, 2)
        self.assertPrinted(paper, "0、完成", "59、完成")
        self.assertIn(plain("本人意见"), paper.texts[1])

    def test_everybody_of_the_cycle(self):
        self.decide(self.writer)
        paper = self.pdf("cycle_registers", self.cycle, name="F-17-cycle")
        assessed = self.cycle.assessment_ids.filtered("assessed")
        separators = len(assessed.unit_id)
        self.assertEqual(paper.pages, 2 * len(assessed) + 2 * separators)
        self.assertTrue(all(page for page in paper.texts[::2]), "each form and each unit begins on a front")

    def test_from_the_paper_without_a_grade(self):
        """The person prints what he writes before anything is decided, and never learns a grade from it."""
        paper = self.write_summary(self.writer, SENTENCE)
        self.decide(self.writer, "优秀")
        self.writer.user_id = self.plain_user
        self.plain_user.group_ids += self.env.ref("cadre_assessment.group_cadre_user")
        printed = self.pdf("register_paper", paper, user=self.plain_user, name="F-17-paper")
        self.assertPrinted(printed, "干部00", SENTENCE)
        self.assertNotIn("优秀", printed.text)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.pdf("register", self.assessment(self.writer), user=self.plain_user)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.pdf("register_paper", paper, user=self.section_head_user)
        other = self.cycle.document_ids.filtered(lambda one: one.employee_id == self.writer and not one.rule_id.form)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.pdf("register_paper", other[:1])

    def test_f20(self):
        """The form of civil servants has boxes of its own; what is to be explained is explained."""
        self.decide(self.writer)
        paper = self.pdf("register_civil", self.assessment(self.writer), name="F-20")
        self.assertEqual(paper.pages, 2)
        self.assertPrinted(paper, "公务员年度考核登记表", "主管领导评语和考核等次建议", "机关负责人或考核委员会意见")
        self.assertPrinted(paper, "本人意见", "未确定等次或不参加考核情况说明", "参加脱产培训情况", "称职")

    def test_an_organ_signs(self):
        """What a county issues is signed by its office or the organ of the regulation, never by the place."""
        self.assertEqual(
            issuer(self.cycle), self.cycle.office_body_id.name or self.cycle.scheme_id.regulation_id.issuer
        )
        self.assertNotEqual(issuer(self.cycle), self.cycle.unit_id.name)

    # -- F-18 ------------------------------------------------------------------------------------------------------
    def test_f18_posted(self):
        """S3-05: with the sending unit, the host, the days and the opinions of both."""
        self.env["cadre.posting"].search([("employee_id", "=", self.by_city.id)]).write(
            {"place": "市发展改革委", "post": "党委副书记（挂职）"}
        )
        self.write_summary(self.by_city, SENTENCE * 20, "posted")
        self.decide(self.by_city)
        paper = self.pdf("register_posted", self.assessment(self.by_city), name="F-18-posted")
        self.assertEqual(paper.pages, 2)
        self.assertPrinted(paper, "附件6", "挂职干部年度考核登记表", "市发展改革委", "城关镇", "2019年9月1日至今")
        self.assertPrinted(paper, "挂职单位意见", "派出单位意见", SENTENCE)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.pdf("register_posted", self.assessment(self.others[3]))

    # -- F-18 list -------------------------------------------------------------------------------------------------
    @acts("S3-65", "cadre_assessment_reports.checklist", arch=NO_FORM)
    def test_f18_checklist(self):
        """S3-65: every paper of the regulation with its copies and its last day, and how many have come."""
        teams = self.county_cycle(self.team_scheme)
        teams.with_user(self.officer_user).action_open()
        paper = self.pdf("checklist", self.cycle, name="F-18-checklist")
        self.assertEqual(paper.pages, 1)
        self.assertPrinted(
            paper,
            "附件9",
            "2019年度县管领导班子和领导干部考核上报材料清单",
            "材料名称",
            "份数",
            "报送时限",
            "考核组接收人",
        )
        for rule in self.person_scheme.document_ids | self.team_scheme.document_ids:
            self.assertPrinted(paper, rule.name)
        for user in (self.person_user, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.pdf("checklist", self.cycle, user=user)
