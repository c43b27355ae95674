"""F-17 县管干部年度考核登记表 (附件1) and F-18 挂职干部年度考核登记表 (附件6): one A4 sheet on both sides (S3-62).

Printed from the paper the person writes (facts and summary), and from the assessment (with the grade, for whoever may
read it). Which paper of a scheme is such a form stands on the required paper, and so do its title and copies.
"""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name, unit_and_post
from odoo.addons.cadre_assessment.models.states import DECIDED
from odoo.exceptions import UserError

from .sheet import Fact, Sheet
from .twosided import Box, twosided
from .words import day, month, title_of

FORMS = {"register": "register", "civil": "register_civil", "posted": "register_posted"}
"""What a required paper is printed as where its sections are the summary of a registration form, and by which form."""
REGISTERS = tuple(FORMS)
DAY = "年    月    日"
SIGN = f"签名:                    {DAY}"
SEAL = f"(盖章)                    {DAY}"


def posted_in(docs):
    """Those of ``docs`` (of a person and a cycle) whose person held a temporary post in the cycle's days. One query."""
    found = (
        docs.env["cadre.posting"].sudo().search([("employee_id", "in", docs.employee_id.ids), ("kind", "=", "posted")])
    )
    spans = found.grouped("employee_id")

    def held(one):
        cycle = one.cycle_id.sudo()
        return any(
            posting.date_from <= cycle.date_to and (not posting.date_to or posting.date_to >= cycle.date_from)
            for posting in spans.get(one.employee_id.sudo(), ())
        )

    return docs.filtered(held)


class RegisterForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.register"
    _inherit = "cadre.form.mixin"
    _description = "F-17 年度考核登记表"

    _model = "cadre.assessment"
    _form = "register"
    _title = "年度考核登记表"
    _summary_label = "个人总结"

    def _sheets(self, assessment):
        if not assessment.employee_id:
            raise UserError(self.env._("%(name)s: this form is for people, not for units.", name=assessment.name))
        rule = self._rule(assessment)
        papers = self._papers(assessment)
        own = papers.filtered(lambda paper: paper.rule_id == rule) or papers
        return self._form_sheets(assessment, rule, own[:1], assessment.state in DECIDED)

    def _papers(self, assessment):
        """What the person writes for such a form."""
        return assessment.env["cadre.document"].search(
            [
                ("cycle_id", "=", assessment.cycle_id.id),
                ("employee_id", "=", assessment.employee_id.id),
                ("rule_id.form", "in", REGISTERS),
            ]
        )

    def _rule(self, assessment):
        rules = assessment.sudo().scheme_id.document_ids
        return rules.filtered(lambda rule: rule.form == self._form)[:1]

    # -- the form --------------------------------------------------------------------------------------------------
    def _form_sheets(self, assessment, rule, paper, settled):
        """The two pages. ``assessment``: only what is frozen of the person; grades only when ``settled``."""
        title, label = title_of(rule.name) if rule else self._called(assessment.scheme_id, self._form, self._title)
        form = Sheet(
            title=title,
            label=label,
            subtitle=f"({assessment.cycle_id.year}年度)",
            facts=self._facts(assessment),
            facts_across=3,
        )
        opinions = self._opinions(assessment, settled)
        boxes = (Box("参加脱产\n培训情况", self._training(assessment), height=22), *opinions)
        return twosided(form, (self._summary_label, self._summary(paper)), boxes, self._notes(rule))

    def _facts(self, assessment):
        return (
            Fact("姓名", assessment.name or ""),
            Fact("性别", assessment.gender or ""),
            Fact("出生年月", month(assessment.birthday)),
            Fact("民族", assessment.ethnicity or ""),
            Fact("政治面貌", assessment.political_status or ""),
            Fact("任现职\n时间", month(assessment.post_since)),
            Fact("单位及\n职务", unit_and_post(assessment.unit_id, assessment.post), whole=True),
            *self._more_facts(assessment),
            Fact("从事或\n分管工作", assessment.duties or "", whole=True),
        )

    def _more_facts(self, assessment):
        return ()

    def _opinions(self, assessment, settled):
        proposed = assessment.proposed_grade_id.name if settled else ""
        decided = assessment.decided_grade_id.name if settled else ""
        if settled and not decided:
            decided = "不定等次" if assessment.status == "undetermined" else ""
        return (
            Box("党委\n(党组)\n等次意见", f"建议评定为“{proposed}”等次。" if proposed else "", SEAL, 34),
            Box("考核机关\n审定意见", f"审定为“{decided}”。" if decided else "", SEAL, 34),
            Box("本人意见", "", SIGN, 26),
        )

    def _training(self, assessment):
        """Postings for study in the year: entered by the personnel office (S3-60)."""
        trainings = self._postings(assessment, "training")
        return "\n".join(f"{self._span(one)} {full_name(one.host_unit_id) or one.place or ''}" for one in trainings)

    def _postings(self, assessment, kind):
        """Of the person of this paper, in its year; whoever may print the paper may know them."""
        cycle = assessment.cycle_id
        return (
            self.env["cadre.posting"]
            .sudo()
            .search(
                [
                    ("employee_id", "=", assessment.employee_id.id),
                    ("kind", "=", kind),
                    ("date_from", "<=", cycle.date_to),
                    "|", ("date_to", "=", False), ("date_to", ">=", cycle.date_from),
                ],
                order="date_from, id",
            )
        )  # fmt: skip

    def _span(self, posting):
        return f"{day(posting.date_from)}至{day(posting.date_to) or '今'}"

    def _summary(self, paper):
        """What the person wrote; several sections under their headings."""
        sections = paper.section_ids.filtered(lambda section: (section.text or "").strip())
        if len(paper.section_ids) == 1:
            return sections.text or ""
        return "\n".join(f"{section.name}:{section.text.strip()}" for section in sections)

    def _notes(self, rule):
        copies = f"此表一式{rule.copies}份" if rule.copies > 1 else ""
        to = f"({rule.recipients})" if copies and rule.recipients else ""
        return (f"注:{copies}{to},使用A4纸双面打印。" if copies else "注:使用A4纸双面打印。",)


class CivilForm(models.AbstractModel):
    """F-20 公务员年度考核登记表: the superior's remark and proposal, the head's opinion, what has to be explained."""

    _name = "report.cadre_assessment_reports.register_civil"
    _inherit = "report.cadre_assessment_reports.register"
    _description = "F-20 公务员年度考核登记表"

    _form = "civil"
    _title = "公务员年度考核登记表"

    def _opinions(self, assessment, settled):
        _group, decision, own = super()._opinions(assessment, settled)
        explained = self._explained(assessment) if settled else ""
        return (
            Box("主管领导\n评语和\n考核等次\n建议", _group.text, SIGN, 40),
            Box("机关负责人\n或考核\n委员会意见", decision.text, SEAL, 34),
            own,
            Box("未确定等次\n或不参加\n考核情况\n说明", explained, SEAL, 30),
        )

    def _explained(self, assessment):
        """Why there is no grade, as the person himself may know it."""
        if assessment.decided_grade_id and assessment.assessed:
            return ""
        return self.env["report.cadre_assessment_reports.result_notice"]._reason(assessment)


class PostedForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.register_posted"
    _inherit = "report.cadre_assessment_reports.register"
    _description = "F-18 挂职干部年度考核登记表"

    _form = "posted"
    _title = "挂职干部年度考核登记表"
    _summary_label = "挂职期间\n工作总结"

    def _fitting(self, docs):
        """Who held a temporary post in the year of the paper."""
        return posted_in(super()._fitting(docs))

    def _form_sheets(self, assessment, rule, paper, settled):
        if not self._postings(assessment, "posted"):
            raise UserError(
                self.env._(
                    "%(person)s held no temporary post in %(year)s: this form is for those who did.",
                    person=assessment.name,
                    year=assessment.cycle_id.year,
                )
            )
        return super()._form_sheets(assessment, rule, paper, settled)

    def _more_facts(self, assessment):
        postings = self._postings(assessment, "posted")
        posting = postings[-1:]
        employee = assessment.employee_id.sudo()
        own = employee._get_version(posting.date_from).department_id
        home = full_name(posting.home_unit_id) or posting.place or full_name(own)
        return (
            Fact("派出单位", home),
            Fact("挂职单位", full_name(posting.host_unit_id)),
            Fact("挂职职务", posting.post or ""),
            Fact("挂职起止\n时间", "\n".join(self._span(one) for one in postings), whole=True),
        )

    def _opinions(self, assessment, settled):
        _group, decision, own = super()._opinions(assessment, settled)
        host, home = Box("挂职单位\n意见", _group.text, SEAL, 30), Box("派出单位\n意见", "", SEAL, 30)
        return host, home, decision, own


class RegisterPaper(models.AbstractModel):
    """The same forms from the paper that the person writes: whoever reads the paper prints it, without a grade."""

    _name = "report.cadre_assessment_reports.register_paper"
    _inherit = "cadre.form.mixin"
    _description = "F-17, F-18 from the paper"

    _model = "cadre.document"

    def _fitting(self, docs):
        """A paper of a temporary post only of somebody who held one."""
        fitting = super()._fitting(docs)
        posted = fitting.filtered(lambda paper: paper.sudo().rule_id.form == "posted")
        return fitting - posted | posted_in(posted)

    def _sheets(self, paper):
        form = FORMS.get(paper.sudo().rule_id.form)
        known = (
            self.env["cadre.assessment"]
            .sudo()
            .search([("cycle_id", "=", paper.cycle_id.id), ("employee_id", "=", paper.employee_id.id)], limit=1)
        )
        if not form or not known or not paper.employee_id:
            raise UserError(self.env._("%(paper)s is not printed as a registration form.", paper=paper.display_name))
        settled = known.state in DECIDED and known.with_env(paper.env).has_access("read")
        maker = self.env[f"report.cadre_assessment_reports.{form}"]
        return maker._form_sheets(known.with_context(lang=paper.env.lang), paper.sudo().rule_id, paper, settled)
