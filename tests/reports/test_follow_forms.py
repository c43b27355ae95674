"""谈话记录, 领导班子诫勉通知书, 荣誉证书, 辞退建议书 and the workbook of the bonuses: read back."""

import io

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from openpyxl import load_workbook

from tests.consequence.test_versions import VersionCase
from tests.reports.printed import FormMixin

LONG = "指出考核中存在的问题，要求限期改正，本人表示接受并说明改正措施。" * 40


class TestFollowForms(FormMixin, VersionCase):
    def proposed(self, action, **values):
        rule = self.rule_of_class(action, fact="grade", value="incompetent")
        rule.write({"name": "按规定处理", **values})
        self.first("incompetent")
        return self.of(rule)

    def note(self, one, **values):
        wizard = self.env["cadre.consequence.wizard"].with_user(self.officer_user)
        wizard.with_context(default_consequence_id=one.id).create(values).action_confirm()

    RECORD = {"held_on": "2026-01-09", "place": "书记办公室", "signature": "signed", "signed_on": "2026-01-10"}

    def test_talk_record(self):
        one = self.proposed("admonition", approval="none", needs_criticism=True)
        empty = self.pdf("talk_record", one, name="follow_talk_empty")
        self.assertEqual(len(empty.texts), 1, "an empty one stays on its page")
        self.note(one, held_by_id=self.decider.id, content="工作作风拖沓。", self_criticism="本人检查。",
                  self_criticism_on="2026-01-12", **self.RECORD)  # fmt: skip
        printed = self.pdf("talk_record", one, name="follow_talk")
        for text in ("诫勉谈话记录", "2026年1月9日", "书记办公室", "何书记", "工作作风拖沓。", "已签字", "本人检查。",
                     "2025年度考核不称职"):  # fmt: skip
            self.assertIn(text, printed.text)
        self.note(one, content=f"{LONG}完。")
        long = self.pdf("talk_record", one, name="follow_talk_long")
        self.assertEqual(long.text.count("完。"), 1)
        self.assertInside("talk_record", one)
        with self.assertRaises(AccessError):
            self.pdf("talk_record", one, user=self.other_user)

    def test_team_admonition(self):
        rule = self.env["cadre.scheme.consequence"].sudo().create(
            {"scheme_id": self.units.scheme_id.id, "name": "班子诫勉", "action": "admonition", "approval": "none",
             "deadline_days": 60}
        )  # fmt: skip
        self.subject(self.units, 55, "scored", subject_unit_id=self.unit.id, head_id=self.decider.id)
        self.follow(self.units)
        one = self.units.consequence_ids.filtered(lambda one: one.rule_id == rule)
        printed = self.pdf("team_admonition", one, name="follow_team_empty")
        for text in ("领导班子诫勉通知书", "某单位领导班子", "考核得分55.00分", "何书记"):
            self.assertIn(text, printed.text)
        self.note(one, held_by_id=self.leader.id, content=LONG, **self.RECORD)
        self.assertGreater(len(self.pdf("team_admonition", one, name="follow_team_long").texts), 0)
        self.assertInside("team_admonition", one)

    def test_certificate(self):
        merit = self.env.ref("cadre_assessment.category_award_merit_3")
        one = self.proposed("award", award_id=merit.id, certificate=True)
        with self.assertRaises(UserError):
            one.with_user(self.officer_user).action_done()
        one.with_user(self.decider_user).action_approve()
        self.assertIn("荣誉证书", self.pdf("commendation", one, name="follow_certificate_empty").text)
        self.note(one, certificate_number="枣表〔2026〕7号", certificate_on="2026-02-01")
        printed = self.pdf("commendation", one, name="follow_certificate")
        for text in ("李明" if "李明" in one.person_name else one.person_name, merit.name, "枣表〔2026〕7号",
                     "2026年2月1日", "委领导班子"):  # fmt: skip
            self.assertIn(text, printed.text)
        self.assertInside("commendation", one)

    def test_dismissal(self):
        self.earlier(2024, "不称职")
        self.first("incompetent")
        one = self.staff.consequence_ids.filtered(lambda one: one.action == "dismissal")
        self.one.decided_grade_id.sudo().appeal_days = 45
        self.staff.scheme_id.sudo().further_direct_days = 25
        before = self.pdf("dismissal", one, name="follow_dismissal_empty")
        self.assertIn("尚未决定", before.text)
        self.assertNotIn("同意辞退", before.text)
        wizard = self.env["cadre.consequence.wizard"].with_user(self.officer_user)
        wizard.create({"consequence_id": one.id, "protection": "none", "note": LONG}).action_confirm()
        decision = self.put_before_body(one)
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        printed = self.pdf("dismissal", one, name="follow_dismissal_long")
        for text in ("辞退建议书", "2024年度考核不称职、2025年度考核不称职", "同意3票", "应到3人",
                     "45日内申请复核", "25日内直接提出申诉"):  # fmt: skip
            self.assertIn(text, printed.text)
        self.assertInside("dismissal", one)

    # -- the workbook ----------------------------------------------------------------------------------------------
    def workbook(self, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.officer_user)
        content, kind = report._render_xlsx("cadre_assessment_reports.payroll_xlsx", self.staff.ids, {})
        self.assertEqual(kind, "xlsx")
        return load_workbook(io.BytesIO(content)).active

    def test_payroll(self):
        """Person, base, multiplier, amount, result, reason; sums are those of the consequences."""
        half = self.rule_of_class("money", fact="grade", value="competent")
        half.write({"amount_by": "base", "multiplier": 0.5, "amount": 3333.33, "name": "减半发放"})
        self.subject(self.staff, 86.5, "competent", employee_id=self.other.id)
        self.first("competent")
        paid = self.of(self.money).filtered(lambda one: one.employee_id == self.other)
        self.carry_out(paid)
        sheet = self.workbook()
        rows = [row for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]
        money = self.staff.consequence_ids.filtered(lambda one: one.action == "money")
        self.assertEqual(len(rows), len(money))
        mine = next(row for row in rows if row[9] == "已发")
        self.assertEqual((mine[8], mine[10]), (1000, "money"))
        halved = next(row for row in rows if row[10] == "减半发放" and row[4] == 86.5)
        self.assertEqual(halved[6:9], (3333.33, 0.5, 1666.67))
        totals = {row[1]: row[8] for row in sheet.iter_rows(min_row=3, values_only=True) if not row[0]}
        self.assertEqual(totals, {"合计：拟发": 1000 + 2 * 1666.67, "合计：已发": 1000})
        self.assertEqual(round(sum(totals.values()), 2), round(sum(money.mapped("amount")), 2))
        self.take_back(paid)
        totals = {row[1]: row[8] for row in self.workbook().iter_rows(min_row=3, values_only=True) if not row[0]}
        self.assertEqual(totals["合计：已发应收回"], 1000)
        with self.assertRaises(AccessError):
            self.workbook(self.person_user)

    def test_nothing_to_pay(self):
        self.money.sudo().off = True
        self.first("competent")
        with self.assertRaises(UserError):
            self.workbook()

    def test_a_formula_stays_text(self):
        self.first("competent")
        guarded(self.of(self.money)).person_name = "=1+1"
        self.assertEqual([row[1].data_type for row in self.workbook().iter_rows(min_row=3, max_row=3)], ["s"])
