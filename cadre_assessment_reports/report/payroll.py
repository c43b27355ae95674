"""奖金发放表: every bonus of a cycle with its base, multiplier, amount, result and reason (S1-53, S4-P8-15).

The sums are those of the consequences themselves: what is proposed, approved, paid, and paid and taken back.
"""

from odoo import models
from odoo.addons.cadre_assessment.models.computation.subtotals import sum_of
from odoo.exceptions import UserError

from .form_mixin import check_sees_everybody, in_chinese
from .matrix import Head, Matrix

HEADS = (
    Head("序号", "integer", 6),
    Head("姓名或单位", "text", 16),
    Head("工号", "text", 12),
    Head("单位", "text", 24),
    Head("考核得分", "number", 10),
    Head("考核结果", "text", 12),
    Head("基数(元)", "number", 14),
    Head("倍数", "number", 8),
    Head("金额(元)", "number", 14),
    Head("状态", "text", 10),
    Head("依据", "text", 50),
)
STANDS = {"proposed": "拟发", "approved": "待发", "done": "已发"}
TAKEN_BACK = "已发应收回"


def bonuses(cycles):
    """The consequences of ``cycles`` that are money, or an award with money, as far as the reader may read them.

    What was taken back stands there where it had been paid: it is to come back.
    """
    return cycles.env["cadre.consequence"].search(
        [
            ("cycle_id", "in", cycles.ids),
            "|", ("action", "=", "money"), ("amount", "!=", 0),
            "|", ("state", "in", tuple(STANDS)), "&", ("state", "=", "taken_back"), ("done_on", "!=", False),
        ],
        order="cycle_id, employee_id, id",
    )  # fmt: skip


def payroll(cycle):
    """The table of one cycle, with a line of sums for each state that occurs.

    :raises UserError: there is nothing that the reader may see.
    """
    check_sees_everybody(cycle)
    rows = bonuses(cycle)
    if not rows:
        raise UserError(cycle.env._("%(cycle)s: there is nothing of this form that you may print.", cycle=cycle.name))
    lines = [_row(position, one) for position, one in enumerate(rows, 1)]
    blank = [None] * (len(HEADS) - 4)
    for label, amount in sums(rows).items():
        lines.append((None, f"合计：{label}", *blank[:6], amount, None, None))
    if kin := len([one for one in bonuses(cycle.sudo()) if one.with_env(cycle.env)._is_of_kin()]):
        lines.append((None, f"另有{kin}项涉及制表人的亲属，未列入，由其他工作人员制表", *blank, None, None))
    return Matrix(f"{cycle.name}奖金发放表", HEADS, tuple(lines), rows)


def sums(rows):
    """{state in words: yuan}; exact to the cent, for the amounts are."""
    by_state = rows.grouped(lambda one: STANDS.get(one.state, TAKEN_BACK))
    return {label: sum_of(some.mapped("amount")) for label, some in by_state.items()}


def _row(position, one):
    known = one.sudo()
    result = known.result_id
    by_base = known.rule_id.amount_by == "base"
    return (
        position,
        one.person_name or "",
        result.staff_number or known.employee_id.staff_number or "",
        result.unit_name or "",
        result.total if result.has_total else None,
        result.grade_name or "",
        one.base if by_base else known.rule_id.amount if known.rule_id.amount_by == "score" else None,
        known.rule_id.multiplier if by_base else result.total if known.rule_id.amount_by == "score" else None,
        one.amount,
        STANDS.get(one.state, TAKEN_BACK),
        one.name,
    )


class PayrollXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.payroll_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "奖金发放表"

    def _fitting(self, docs):
        return bonuses(docs).cycle_id & docs

    def generate_xlsx_report(self, workbook, data, objs):
        """The route asks no group: the rights of whoever prints are looked at before anything is written."""
        cycles = in_chinese(self.env["cadre.cycle"].browse(objs.ids))
        for matrix, cycle in [(payroll(cycle), cycle) for cycle in cycles]:
            self._sheet(workbook, f"{cycle.year}年度奖金", matrix)
