"""F-02 年度履职尽责工作项目清单 (表2), any version of a person's list (S0-F2, S0-13)."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .sheet import Column, Fact, Sheet, cells
from .words import day


class WorkPlanForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.work_plan"
    _inherit = "cadre.form.mixin"
    _description = "F-02 工作项目清单"

    _model = "cadre.work.plan"

    def _sheets(self, plan):
        if plan.kind == "letter":
            return self.env["report.cadre_assessment_reports.responsibility_letter"]._sheets(plan)
        written = day_of(plan, plan.submitted_on)
        return [
            Sheet(
                title=f"干部{plan.cycle_id.year}年度履职尽责工作项目清单",
                organ=self._organ(plan),
                label=self._table_label(plan.cycle_id.scheme_id, 2),
                subtitle=self._version(plan),
                facts=(
                    Fact("姓名", plan.employee_name or ""),
                    Fact("职务", plan.post or ""),
                    Fact("填报时间", day(written)),
                ),
                facts_across=3,
                columns=(
                    Column("项目名称", 22),
                    Column("目标任务和工作措施", 46),
                    Column("完成时间", 20, "center"),
                    Column("备注", 12),
                ),
                rows=tuple(cells(item.name, item.target, day(item.due), item.remark) for item in plan.item_ids),
                blank_rows=8,
                row_height=16,
                signs=(
                    f"填报人:{plan.employee_name or ''}",
                    f"分管领导审定:{plan.approved_by_id._cadre_name(plan.approved_on)}",
                    f"审定时间:{day(day_of(plan, plan.approved_on)) or '    年  月  日'}",
                ),
            )
        ]

    def _organ(self, plan):
        return full_name(plan.unit_id) or plan.unit_name or ""

    def _version(self, plan):
        """A second version says why it was made; a superseded one says that it no longer holds."""
        parts = []
        if plan.version > 1:
            reasons = dict(plan._fields["change_reason"]._description_selection(plan.env))
            reason = reasons.get(plan.change_reason, "")
            parts.append(f"第{plan.version}版 {reason}{':' + plan.change_note if plan.change_note else ''}")
        if plan.state == "superseded":
            parts.append(f"第{plan.version}版 已被后一版本取代" if plan.version == 1 else "已被后一版本取代")
        return " ".join(parts)
