"""F-21 干部任免审批表 as O-19 says: two pages, photograph, long and empty ones, many at once, frozen when decided."""

import base64
import hashlib

from odoo.addons.cadre_assessment.files import lrmx
from odoo.exceptions import AccessError, UserError

from tests.common import CadreCase
from tests.files.forms import picture
from tests.reports.printed import FormMixin, plain
from tests.selection.acts import ActsBuilder

LABELS = (
    "干部任免审批表", "姓名", "性别", "出生年月", "民族", "籍贯", "出生地", "入党时间", "参加工作时间", "健康状况",
    "专业技术职务", "熟悉专业有何专长", "学历学位", "全日制教育", "在职教育", "毕业院校系及专业", "现任职务",
    "拟任职务",
    "拟免职务", "简历",
)  # fmt: skip
BEHIND = (
    "奖惩情况", "年度考核结果", "任免理由", "家庭主要成员及重要社会关系", "称谓", "年龄/出生年月", "政治面貌",
    "工作单位及职务",
    "呈报单位", "审批机关意见", "行政机关任免意见", "填表人",
)  # fmt: skip


class AppointmentFormBuilder(ActsBuilder):
    def person_of(self, number, years=12, relatives=4, photo=True):
        """Somebody with ``years`` lines in his CV and so many relatives."""
        man = self.official(number)
        man.write(
            {
                "sex": "male", "birthday": "1975-03-12", "ethnicity": "彝族", "native_place": "云州云岭",
                "place_of_birth": "云州云岭", "party_date": "1998-06-01", "party_date_month_only": True,
                "work_start": "1996-07-15", "health": "健康", "professional_title": "农艺师",
                "expertise": "农业技术推广",
                "political_status_id": self.env.ref("cadre_assessment.category_political_cpc_member").id,
                "identification_id": "53010219750312001X",
            }
        )  # fmt: skip
        if photo:
            man.image_1920 = base64.b64encode(picture())
        self.env["cadre.education"].create(
            {
                "employee_id": man.id, "kind": "in_service", "level": "研究生", "degree": "管理学硕士",
                "school": "云州大学公共管理学院公共管理专业",
            }
        )  # fmt: skip
        lines = [
            {
                "employee_id": man.id,
                "sequence": 10 * n,
                "date_from": f"{1980 + n}-07-01",
                "date_to": f"{1981 + n}-07-01" if n < years - 1 else False,
                "text": f"云岭县城关镇农业技术推广站技术员、副站长{n}",
                "meanwhile": n == 2,
            }
            for n in range(years)
        ]
        self.env["cadre.resume.line"].create(lines)
        self.env["cadre.family.member"].create(
            [
                {
                    "employee_id": man.id, "relation": "妻子" if not n else "儿子", "name": f"王芳{n}",
                    "birthday": "1977-11-01", "birthday_month_only": True, "political_status": "群众",
                    "work": "云岭县城关镇中心小学教师",
                }
                for n in range(relatives)
            ]
        )  # fmt: skip
        return man


class TestAppointmentForm(AppointmentFormBuilder, FormMixin, CadreCase):
    def print_of(self, candidates, user=None, name=None, report="appointment_form"):
        return self.pdf(report, candidates, user=user or self.office_user, name=name)

    def test_two_pages(self):
        """Every label in its order, the person, his photograph, three years and the family, on two pages."""
        candidate = self.begun(self.person_of(1)).candidate_ids
        found = candidate.with_user(self.office_user).action_form()
        form = self.env["cadre.appointment.form"].with_user(self.office_user).browse(found["res_id"])
        form.write({"given_up": "县农业局副局长", "reason": "因工作需要。"})
        printed = self.print_of(candidate, name="F-21")
        self.assertEqual(printed.pages, 2)
        front, back = printed.texts
        for texts, page in ((LABELS, front), (BEHIND, back)):
            for text in texts:
                self.assertIn(plain(text), page)
        self.assertPrinted(
            printed, "科员1", "1975.03（37岁）", "彝族", "1998.06", "1996.07", "研究生", "管理学硕士", "农艺师",
            "1980.07--1981.07", "其间：1982.07--1983.07", "局机关主任科员", "县农业局副局长", "因工作需要",
            "2009年度：称职", "2011年度：称职", "35岁1977.11", "城关镇中心小学教师", "填表时间：2012年12月9日",
        )  # fmt: skip
        self.assertIn(b"/Image", printed.content)
        self.assertInside("appointment_form", candidate, user=self.office_user)

    def test_empty(self):
        """Nothing on file: the same two pages to write on, with a place for the photograph."""
        man = self.make_employee("新人", "S7", self.org_section, "", since="2012-01-01")
        candidate = self.begun(man).candidate_ids
        printed = self.print_of(candidate, name="F-21-empty")
        self.assertEqual(printed.pages, 2)
        self.assertPrinted(printed, "照片", "奖惩情况无", *LABELS)
        self.assertNotIn(b"/Image", printed.content)
        self.assertInside("appointment_form", candidate, user=self.office_user)

    def test_long(self):
        """A long CV is set smaller, a longer one flows on on further pages, nothing of it is lost; so does a family."""
        longer = self.person_of(2, years=26, relatives=9)
        longest = self.person_of(3, years=75, relatives=30)
        longest.cadre_resume_ids.sorted("sequence")[40].text = "在云岭县委办公室工作" * 60
        candidates = self.begun(longer, longest).candidate_ids
        first = self.print_of(candidates[0], name="F-21-long")
        self.assertEqual(first.pages, 2)
        self.assertPrinted(first, "副站长25", "王芳8")
        printed = self.print_of(candidates[1], name="F-21-longest")
        self.assertGreater(printed.pages, 2)
        told = [f"副站长{n}" for n in range(75) if n != 40]
        self.assertPrinted(printed, "（转附页）", "干部任免审批表（附页）", "其余家庭成员见附页", *told)
        self.assertEqual(printed.text.count("在云岭县委办公室工作"), 60)
        for n in range(30):
            self.assertIn(f"王芳{n}", printed.text)
        self.assertInside("appointment_form", candidates, user=self.office_user)

    def test_many_at_once(self):
        """As many queries for twenty as for two; each on a sheet of its own, in one file."""
        people = [self.person_of(10 + n, years=3, relatives=1) for n in range(20)]
        candidates = self.begun(*people).candidate_ids
        form = self.env["report.cadre_assessment_reports.appointment_form"].with_user(self.office_user)
        form._get_report_values(candidates[:1].ids)  # what Odoo looks up once in a process
        counts = []
        for some in (candidates[:2], candidates):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            form._get_report_values(some.ids)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1], "queries of two and of twenty")
        printed = self.print_of(candidates, name="F-21-many")
        self.assertEqual(printed.pages, 40)

    def test_frozen(self):
        """What lay on the table is printed from then on, whatever the file says later; it has its hash."""
        man = self.person_of(1)
        selection = self.decided(man)
        candidate = selection.candidate_ids
        form = self.env["cadre.appointment.form"].search([("candidate_id", "=", candidate.id)])
        self.assertEqual((form.state, str(form.frozen_on)), ("frozen", "2012-12-24"))
        content = base64.b64decode(form.file)
        self.assertEqual(hashlib.sha256(content).hexdigest(), form.digest)
        self.assertEqual(lrmx.read(content)["XingMing"], "科员1")
        man.write({"name": "改名", "health": "一般"})
        man.cadre_resume_ids.unlink()
        printed = self.print_of(candidate, name="F-21-frozen")
        self.assertPrinted(printed, "科员1", "健康", "1980.07--1981.07", "填表时间：2012年12月24日")
        self.assertNotIn("改名", printed.text)
        with self.assertRaises(UserError):
            form.with_user(self.office_user).write({"reason": "后补"})
        attachment = self.env["ir.attachment"].sudo().search(
            [("res_model", "=", form._name), ("res_field", "=", "file"), ("res_id", "=", form.id)]
        )  # fmt: skip
        attachment.write({"raw": content.replace("健康".encode(), "残疾".encode())})
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            self.print_of(candidate)

    def test_put_off(self):
        """Who is put off is decided on another day: his form is not frozen, the others' are; nobody filled it in."""
        selection = self.begun(self.person_of(1), self.person_of(2))
        self.do(selection, "headcount")
        self.on("2012-12-13")
        for candidate in selection.candidate_ids:
            self.check(candidate)
            self.healthy(candidate)
        self.do(selection, "check")
        self.on("2012-12-24")
        decision = self.decision(selection, "decision")
        decision.name_ids[1].write({"votes_for": 0, "postponed": True})
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        forms = self.env["cadre.appointment.form"].search([("selection_id", "=", selection.id)])
        states = {form.candidate_id.name: (form.state, form.filled_in_by) for form in forms}
        self.assertEqual(states, {"科员1": ("frozen", False)})

    def test_undone(self):
        """A decision that is undone gives the form free again."""
        selection = self.decided(self.person_of(1))
        form = self.env["cadre.appointment.form"].search([("selection_id", "=", selection.id)])
        self.env["cadre.appointment.form"]._thaw(form.decision_id)
        self.assertEqual((form.state, form.file, form.digest), ("draft", False, False))

    def test_who_prints(self):
        """The office, its group and the body that decides; not the candidate himself, nor an officer elsewhere."""
        man = self.person
        selection = self.begun(man)
        candidate = selection.candidate_ids
        self.print_of(candidate, user=self.inspector_user)
        for user in (self.person_user, self.officer_user, self.decider_user, self.discipline_user, self.plain_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.print_of(candidate, user=user)

    def test_of_people(self):
        """From the files of people, outside any selection: the organization department alone."""
        man = self.person_of(1)
        printed = self.pdf("person_appointment_form", man, user=self.manager_user, name="F-21-person")
        self.assertEqual(printed.pages, 2)
        self.assertPrinted(printed, "科员1", "1975.03")
        for user in (self.officer_user, self.selection_user, self.person_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.print_of(man, user=user, report="person_appointment_form")

    def test_in_the_background(self):
        """Many of a list: one file, each form on a sheet of its own; who may not print orders nothing."""
        people = self.env["hr.employee"].browse()
        for n in range(3):
            people |= self.person_of(n, years=2, relatives=1, photo=False)
        order = (
            self.env["cadre.print.set"]
            .with_user(self.manager_user)
            .with_context(force_report_rendering=True)
            .of_records("hr.employee", people.ids)
        )
        batch = self.env["cadre.batch"].browse(order["res_id"])
        self.assertEqual((batch.state, len(batch.file_ids)), ("done", 1))
        with self.assertRaises(AccessError):
            self.env["cadre.print.set"].with_user(self.officer_user).of_records("hr.employee", people.ids)
        with self.assertRaises(UserError):
            self.env["cadre.print.set"].with_user(self.manager_user).of_records("res.users", [1])
