"""F-09 加减分台账: every confirmed event of a year, who got its points, and whether they count (S1, S2A).

The same matrix is walked by the form and by the workbook; it is read with the rights of whoever prints.
"""

from collections import defaultdict

from odoo import models
from odoo.addons.cadre_assessment.models.computation.subtotals import sides_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.addons.cadre_assessment.models.scheme.figures import number
from odoo.exceptions import UserError

from .form_mixin import in_chinese
from .matrix import Head, Matrix
from .organ import issuer
from .sheet import Cell, Column, Sheet

HEADS = (
    Head("日期", "text", 12),
    Head("对象", "text", 8),
    Head("级别", "text", 14),
    Head("发文机关", "text", 24),
    Head("文号", "text", 24),
    Head("事项", "text", 40),
    Head("分值", "number", 9),
    Head("受分人", "text", 40),
    Head("依据附件", "text", 24),
    Head("是否计入", "text", 36),
)
WIDTHS = (9, 5, 9, 12, 13, 16, 5, 13, 8, 10)
"""Percent of the paper on its side."""
CENTERED = ("日期", "对象", "级别", "分值")
SHOWN = 30
"""So many recipients are named on paper; the workbook names all."""


def confirmed(cycles):
    """The events that stand in the ledger of ``cycles``."""
    return cycles.env["cadre.ledger.event"].search(
        [("cycle_id", "in", cycles.ids), ("state", "=", "confirmed")], order="date, id"
    )


def ledger(cycle, shown=None):
    """The events of ``cycle`` in the order of their days: three queries for all of them.

    :param shown: name at most so many recipients of an event, and say how many there are.
    :raises UserError: there is none that the reader may see.
    """
    cycle.check_access("read")
    cycle._require_sight(
        cycle.env._("%(cycle)s: the ledger of everybody is printed by the assessment office.", cycle=cycle.name)
    )
    Event = cycle.env["cadre.ledger.event"]
    events = confirmed(cycle)
    if not events:
        raise UserError(cycle.env._("%(cycle)s: there is nothing of this form that you may print.", cycle=cycle.name))
    postings = cycle.env["cadre.ledger.posting"].search([("event_id", "in", events.ids)], order="event_id, why, id")
    reached = postings.grouped("event_id")
    targets = dict(Event._fields["target"]._description_selection(cycle.env))
    rows = [_row(event, reached.get(event, postings.browse()), targets, shown) for event in events]
    return Matrix(f"{cycle.name}加减分台账", HEADS, tuple(rows))


def _row(event, postings, targets, shown):
    names = postings.mapped("name")
    who = "、".join(names[:shown]) + (f"等{len(names)}个" if shown and len(names) > shown else "")
    evidence = "、".join(event.attachment_ids.mapped("name")) or event.evidence or ""
    return (
        f"{event.date:%Y-%m-%d}",
        "单位" if postings.subject_unit_id else targets[event.target],
        event.level_id.name or "",
        event.issuer or "",
        event.document_number or "",
        event.title,
        event.points_total,
        who,
        evidence,
        standing(postings, shown),
    )


def _paper(head, value):
    """A value as it stands on paper: points with their sign, a day without its year (it is in the title)."""
    if head.kind == "number":
        return f"{value:+g}"
    if head.label == "日期":
        return f"{int(value[5:7])}月{int(value[8:])}日"
    return value


def standing(postings, shown=None):
    """Whether the points of one event count, and for whom they do not: 全部计入, or who is left out and why."""
    if not postings:
        return ""
    if not all(posting.settled for posting in postings):
        return "尚未计算"
    left = defaultdict(list)
    for posting in postings:
        if posting.not_counted_reason:
            left[posting.standing].append(posting.name)
    if not left:
        return "计入" if any(posting.counted for posting in postings) else "仅作记录"
    parts = []
    for reason, names in left.items():
        if len(names) == len(postings):
            return reason
        more = f"等{len(names)}人" if shown and len(names) > shown else ""
        parts.append(f"{reason}:{'、'.join(names[:shown])}{more}")
    return "其余计入;" + ";".join(parts)


def kept_of(cycles):
    """Those of ``cycles`` whose ledger has something that the reader may print. One query."""
    if not cycles.env["cadre.ledger.event"].has_access("read"):
        return cycles.browse()
    known = cycles.filtered(lambda cycle: cycle._sees_all())
    return known & confirmed(known).cycle_id


class LedgerForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.ledger"
    _inherit = "cadre.form.mixin"
    _description = "F-09 加减分台账"

    _model = "cadre.cycle"

    def _fitting(self, docs):
        return kept_of(super()._fitting(docs))

    def _sheets(self, cycle):
        matrix = ledger(cycle, SHOWN)
        columns = tuple(
            Column(head.label, width, "center" if head.label in CENTERED else "left")
            for head, width in zip(HEADS, WIDTHS, strict=True)
        )
        rows = tuple(
            tuple(Cell(_paper(head, value)) for head, value in zip(HEADS, row, strict=True)) for row in matrix.rows
        )
        bonus, deduction = sides_of(row[6] for row in matrix.rows)
        return [
            Sheet(
                title=f"{cycle.year}年度加减分台账",
                organ=full_name(cycle.unit_id),
                subtitle=cycle.scheme_id.name,
                columns=columns,
                rows=rows,
                foot=(
                    f"共{len(matrix.rows)}项,加分{number(bonus or 0)}分,减分{number(-deduction) if deduction else 0}分"
                    "(按事项计,未乘受分人数)。受分人按文件日期的任职情况确定。",
                ),
                seal=(cycle.office_body_id.name or issuer(cycle),),
                landscape=True,
            )
        ]


class LedgerXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.ledger_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "F-09 加减分台账 (XLSX)"

    def _fitting(self, docs):
        return kept_of(docs)

    def generate_xlsx_report(self, workbook, data, objs):
        """The route asks no group: the rights of whoever prints are looked at before anything is written."""
        cycles = in_chinese(self.env["cadre.cycle"].browse(objs.ids))
        for matrix, cycle in [(ledger(cycle), cycle) for cycle in cycles]:
            self._sheet(workbook, f"{cycle.year}年度加减分台账", matrix)
