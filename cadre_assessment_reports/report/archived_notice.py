"""考核结果通知书 of an archived version: as it was archived, whatever came after it."""

from types import SimpleNamespace

from odoo import models
from odoo.addons.cadre_assessment.models.archive.trace_kept import kept_of, lines_of
from odoo.exceptions import UserError

from .result_notice import DAY
from .sheet import Cell, Fact
from .words import kept_day


class ArchivedNotice(models.AbstractModel):
    """Lays out as the notice does; what stands on it comes from the entry of the archive's chain."""

    _name = "report.cadre_assessment_reports.archived_notice"
    _inherit = "report.cadre_assessment_reports.result_notice"
    _description = "考核结果通知书（归档）"

    _model = "cadre.result"

    def _sheets(self, result):
        kept = kept_of(result)[result]
        if not kept.get("trace"):
            raise UserError(
                self.env._(
                    "%(result)s: what its notice stood on was not kept, so it cannot be printed again.",
                    result=result.display_name,
                )
            )
        return super()._sheets(_as_archived(result, kept))

    def _who(self, told):
        if told.subject_unit_id:
            return (Fact("单位", told.name), Fact("主要负责人", told.head), Fact("分口", told.group))
        return (Fact("姓名", told.name), Fact("职务", told.post), Fact("单位", told.unit_name))

    def _reason(self, told):
        return told.kept["reason"] or told.kept["scope_reason"]

    def _decided_on(self, told):
        return kept_day((told.kept["decision"] or {}).get("date"))

    def _received(self, told):
        return ()

    def _signs(self, told):
        return (
            f"{'负责人' if told.subject_unit_id else '本人'}签收:",
            f"签收时间:{kept_day(told.kept['received_on']) or DAY}",
        )

    def _row(self, line):
        raw = f"系数{line.raw}" if line.raw and line.graded else line.raw
        return (Cell(line.label), Cell(raw), Cell(line.weight), Cell(f"{line.points:.2f}"), Cell(line.reason))


def _as_archived(result, kept):
    """What the form asks of an assessment, as it was when ``result`` was archived."""
    cycle, unit = result.sudo().cycle_id, result.subject_unit_id
    return SimpleNamespace(
        kept=kept,
        env=result.env,
        cycle_id=cycle,
        scheme_id=cycle.scheme_id,
        state="archived",
        subject_unit_id=unit,
        name=result.name,
        post=result.post or "",
        unit_name=result.unit_name or "",
        head=result.sudo().head_id.name or "",
        group=kept["group"],
        override_reason=kept["override"],
        line_ids=lines_of(result, kept, {}),
        has_total=result.has_total,
        total=result.total,
        rank=result.rank,
        printed_rank=kept["printed_rank"],
        award_text=kept["awards"],
        decided_grade_id=SimpleNamespace(name=kept["decided"]),
        proposed_grade_id=SimpleNamespace(name=""),
        _appeal_days=lambda: tuple(kept["appeal_days"]),
    )
