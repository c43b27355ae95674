"""A long text comes out whole, over as many pages as it takes, with its heading on each. (S0-16 warns only)"""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.reports.finished import FinishedCase
from tests.reports.printed import plain


def story(length, start=0):
    """``length`` characters without a repetition longer than a few: 第001句,第002句, …"""
    text = "".join(f"第{number:03d}句," for number in range(start, start + length // 6 + 1))
    return text[:length]


def joined(text):
    """The text of a paper without the marks of a cell that goes on."""
    for mark in ("(转下页)", "(续)"):
        text = text.replace(mark, "")
    return text


class TestPages(FinishedCase):
    def assertWhole(self, paper, *texts):
        """Every character of every text comes back in its order, in hardly more pieces than pages."""
        whole = joined(paper.text)
        for text in texts:
            rest, pieces = plain(text), 0
            while rest:
                length = len(rest)
                while rest[:length] not in whole:
                    length -= 1
                self.assertTrue(length, f"{rest[:12]}… of {text[:12]}… is not printed")
                rest, pieces = rest[length:], pieces + 1
            self.assertLessEqual(pieces, paper.pages + 1)

    def test_thirty_items(self):
        """30 items of 400 characters: the heading stands on every page, the title with (续) on all but the first."""
        items = [(f"项目{n:02d}", story(400, n * 10), "2025-11-30") for n in range(30)]
        paper = self.print_form("work_plan", self.plan_of(self.person, items), artifact="F-02-long")
        self.assertGreater(paper.pages, 5)
        for page in paper.texts:
            self.assertIn(plain("目标任务和工作措施"), page)
        for number, page in enumerate(paper.texts, 1):
            self.assertIn(plain(f"第{number}页 共{paper.pages}页"), page)
            self.assertEqual(plain("工作项目清单(续)") in page, number > 1)
        whole = joined(paper.text)
        for name, target, _due in items:
            self.assertIn(plain(name), whole)
            self.assertWhole(paper, target)
        self.assertEqual(paper.text.count("填报人"), 1, "signed once, at the end")

    def test_long_cells_of_a_record(self):
        """A cell higher than a page goes on on the next one, and both parts say so."""
        result, poor = story(1800), story(700, 400)
        record = self.report_of(self.person, [("党员发展", result, poor), ("党费管理", "按月收缴", "")])
        paper = self.print_form("progress_report", record, artifact="F-03-long-cell")
        self.assertGreater(paper.pages, 2)
        self.assertIn("(转下页)", paper.text)
        self.assertWhole(paper, result, poor)
        self.assertIn("按月收缴", paper.text)
        self.assertIn("每项一般不超过200字", paper.texts[-1])

    def test_a_long_opinion_beside_short_items(self):
        """The opinion stands beside all items; what finds no room there goes on below, nothing is lost."""
        opinion = story(900, 100)
        record = self.report_of(self.person, [("党员发展", "已完成", "")] * 3, opinion=opinion)
        paper = self.print_form("progress_report", record, artifact="F-03-long-opinion")
        self.assertWhole(paper, opinion)
        many = self.report_of(self.person, [(f"项目{n}", story(200, n), "") for n in range(12)], opinion=opinion)
        paper = self.print_form("progress_report", many, artifact="F-03-long-opinion-many")
        self.assertWhole(paper, opinion)

    def test_long_facts_notes_and_reports(self):
        """A division of work longer than its box has a page of its own; so has the self-evaluation."""
        duties, report = story(1500), story(5000, 300)
        record = self.report_of(self.person, [("党员发展", "已完成", "")], duties=duties, self_report=report)
        paper = self.print_form("progress_report", record, artifact="F-03-long-facts")
        self.assertIn("见附页", paper.texts[0])
        self.assertWhole(paper, duties, report)

    def test_long_text_of_a_notice(self):
        """The text of a notice may be longer than a page; the table, the office and the seal follow."""
        text = story(3000)
        notice = (
            self.env["cadre.notice"]
            .with_user(self.officer_user)
            .create({"name": "公示", "cycle_id": self.cycle.id, "text": text, "contact": "工委办公室"})
        )
        paper = self.print_form("notice", notice, artifact="F-15-long")
        self.assertGreater(paper.pages, 1)
        self.assertIn(plain(text), paper.text.replace(plain("公示(续)"), "").replace("第1页共2页", ""))
        self.assertStands(paper, "受理部门:工委办公室", "测试机关工委")

    def test_rows_as_high_as_counted(self):
        """The printer makes a row no higher than it was counted: each page of a long list is one page of the file."""
        notice = (
            self.env["cadre.notice"].with_user(self.officer_user).create({"name": "公示", "cycle_id": self.cycle.id})
        )
        guarded(self.env["cadre.notice.line"]).create(
            [
                {"notice_id": notice.id, "sequence": n, "name": f"{n:03d}号", "post": "科员", "unit_name": "办公室",
                 "grade_name": "称职", "rank": n, "total": 80}
                for n in range(1, 101)
            ]
        )  # fmt: skip
        paper = self.print_form("notice", notice, artifact="F-15-rows")
        self.assertGreater(paper.pages, 3)
        for number, page in enumerate(paper.texts, 1):
            self.assertIn(plain(f"第{number}页 共{paper.pages}页"), page)

    def test_findings_of_four_hundred_characters(self):
        """表5 with 400 characters in each of ten cells."""
        texts = {}
        assessment = self.assessment(self.person)
        for number, finding in enumerate(assessment.finding_ids):
            texts[finding] = story(400, number * 100), story(400, 500 + number * 100 - number)
            finding.with_user(self.officer_user).write(dict(zip(("positive", "negative"), texts[finding], strict=True)))
        paper = self.print_form("evaluation", assessment, artifact="F-05-long")
        self.assertGreater(paper.pages, 1)
        for positive, negative in texts.values():
            self.assertWhole(paper, positive, negative)
        for page in paper.texts:
            self.assertIn("正向情况", page)

    def test_dense_marks(self):
        """“”, ① and dashes are as wide as characters; a text full of them spills over neither its cell nor its page."""
        dense = "“①”——《②》、" * 90
        plan = self.plan_of(self.person, [(dense[:40], dense, "2025-11-30"), ("党费管理", dense[:300], "")] * 4)
        self.assertInside("work_plan", plan)
        record = self.report_of(
            self.person, [("党员发展", dense, dense[:200])] * 5, opinion=dense, self_report=dense * 4
        )
        self.assertInside("progress_report", record)
        paper = self.print_form("progress_report", record, artifact="F-03-dense")
        self.assertIn(plain(f"第1页 共{paper.pages}页"), paper.texts[0])

    def test_no_row_alone(self):
        """A page is filled before the next one is begun: no single row behind a page a third of it empty."""
        for count in range(6, 30):
            plan = self.plan_of(self.person, [(f"项目{n}", story(120, n), "2025-11-30") for n in range(count)])
            [sheet] = self.env["report.cadre_assessment_reports.work_plan"]._get_report_values(plan.ids)["sheets"]
            for page in sheet.pages[1:-1]:
                self.assertGreater(sum(page.heights), sheet.paper_height / 2)
            if len(sheet.pages) > 1:
                before = sheet.pages[-2]
                alone = len(sheet.pages[-1].rows) == 1
                self.assertFalse(alone and sum(before.heights) < sheet.paper_height / 2, count)

    def test_a_row_goes_on_with_its_name(self):
        """The second part of a row says again whose it is, and how far: name and date stand on both pages."""
        items = [("党员发展", "按季推进。", "2025-11-30")] * 6 + [("重点项目建设", story(900), "2025-10-31")]
        paper = self.print_form("work_plan", self.plan_of(self.person, items), artifact="F-02-goes-on")
        self.assertGreater(paper.pages, 1)
        self.assertIn(plain("重点项目建设(续)"), paper.texts[1])
        self.assertIn(plain("2025年10月31日"), paper.texts[1])

    def test_names_with_a_middle_dot(self):
        """阿依古丽·买买提 stays on one line, set smaller where its cell is narrow."""
        notice = (
            self.env["cadre.notice"].with_user(self.officer_user).create({"name": "公示", "cycle_id": self.cycle.id})
        )
        guarded(self.env["cadre.notice.line"]).create(
            {"notice_id": notice.id, "name": "阿依努尔古丽\u00b7买买提江", "post": "科员", "unit_name": "办公室",
             "grade_name": "称职", "award_names": "先进个人", "rank": 1, "total": 80}
        )  # fmt: skip
        paper = self.print_form("notice", notice, artifact="F-15-name")
        self.assertIn("阿依努尔古丽\u00b7买买提江", paper.raw)
        self.assertInside("notice", notice)

    def test_each_form_begins_on_a_front(self):
        """Printed on both sides no form begins on the back of another; its pages are counted alone."""
        short = self.plan_of(self.person, [("党员发展", "按季推进。", "2025-11-30")])
        long = self.plan_of(self.other, [(f"项目{n}", story(300, n), "2025-11-30") for n in range(12)])
        paper = self.print_form("work_plan", short | long | short, artifact="F-02-batch")
        fronts = [page for page in paper.texts if plain("年度履职尽责工作项目清单") in page and "(续)" not in page]
        for page in fronts:
            self.assertEqual(paper.texts.index(page) % 2, 0)
        self.assertEqual(paper.texts[1], "", "the back of the short one is empty")
        self.assertIn("第1页共", paper.texts[2])
        self.env.ref("cadre_assessment_reports.paperformat_portrait").sudo().duplex = False
        self.assertNotIn("", self.print_form("work_plan", short | long, artifact="F-02-batch").texts)

    def test_what_looks_like_markup_is_text(self):
        """Names and texts are printed as they were typed."""
        plan = self.plan_of(self.person, [("<b>粗体</b>&amp;", "{{ 7 * 7 }} <script>", "2025-11-30")])
        paper = self.print_form("work_plan", plan, artifact="F-02-markup", latin=None)
        self.assertIn("<b>粗体</b>&amp;", paper.text)
        self.assertIn("{{7*7}}<script>", paper.text)
