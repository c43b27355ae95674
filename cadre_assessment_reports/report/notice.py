"""F-15 公示: who is shown, with what, from when to when, and where to object."""

from dataclasses import replace

from odoo import models

from .organ import issuer
from .selection_record import organ_of
from .sheet import Cell, Column, Sheet, cells
from .words import day


class NoticeForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.notice"
    _inherit = "cadre.form.mixin"
    _description = "F-15 公示"

    _model = "cadre.notice"

    def _sheets(self, notice):
        if notice.kind == "selection":
            return [self._of_selection(notice)]
        days = "个工作日" if notice.day_type == "working" else "天"
        span = (
            f"{day(notice.date_from)}至{day(notice.date_to)}" if notice.date_to else f"自张贴之日起{notice.days}{days}"
        )
        result = notice.kind == "result"
        shown = notice.line_ids.filtered(lambda line: line.grade_name or line.award_names) or notice.line_ids
        scored = any(line.total for line in shown)  # the score ranking is published (S0-25, S1-18)
        people = not result or not shown.subject_unit_id
        ranks = {(line.rank, line.total) for line in shown if line.rank}
        apart = scored and result and len(ranks) > len({rank for rank, _total in ranks})
        columns = [
            Column("名次" if scored and result else "序号", 8, "center"),
            Column("姓名", 18, "center"),
            Column("单位(科室)", 22),
            Column("职务", 24 if scored else 32),
        ]
        if scored:
            columns.append(Column("得分", 12, "center"))
        awarded = any(line.award_names for line in shown)
        if awarded:
            columns[2:4] = [Column("单位(科室)", 18), Column("职务", 16 if scored else 22)]
        if not people:
            columns[1:4] = [Column("单位", 40 if awarded else 56)]
        groups = self._groups(notice, shown) if apart else {}
        if any(groups.values()):
            columns.insert(3 if people else 2, Column("分口", 10, "center"))
        columns.append(Column("拟定等次" if result else "评定等次", 12 if awarded else 16 if scored else 20, "center"))
        if awarded:
            columns.append(Column("拟表彰", 16 if scored else 22, "center"))
        share = 100 / sum(one.width for one in columns)
        lead = notice.text or (
            f"经研究,现将{notice.cycle_id.name}拟定等次予以公示。"
            if result
            else f"现将{notice.period_id.name}{'考评' if notice.period_id.marked else '履职评定'}等次予以公示。"
        )
        return [
            Sheet(
                title=notice.name,
                lead=(
                    f"  {lead}",
                    f"  公示时间:{span}(共{notice.days}{days})。如有异议,请在公示期内以书面或电话形式反映。",
                ),
                columns=tuple(replace(one, width=one.width * share) for one in columns if shown),
                rows=tuple(
                    (
                        Cell(str(line.rank or "") if scored and result else str(position)),
                        Cell(line.name),
                        *([Cell(line.unit_name or "")] if people else []),
                        *([Cell(groups.get(line) or "")] if any(groups.values()) else []),
                        *([Cell(line.post or "")] if people else []),
                        *([Cell(f"{line.total:.2f}" if line.total or line.rank else "")] if scored else []),
                        Cell(line.grade_name or ""),
                        *([Cell(line.award_names or "")] if awarded else []),
                    )
                    for position, line in enumerate(shown, 1)
                ),
                row_height=8,
                foot=(
                    *(("注:名次为本分口(组)内的名次。",) if apart else ()),
                    f"受理部门:{notice.contact or ''}    监督举报电话:{notice.phone or ''}",
                ),
                seal=(issuer(notice.cycle_id, notice.unit_id), day(notice.date_from) or "    年  月  日"),
            )
        ]

    def _of_selection(self, notice):
        """拟任职公示: who is to be appointed to what; of an exception its reason (O-18)."""
        days = "个工作日" if notice.day_type == "working" else "天"
        span = (
            f"{day(notice.date_from)}至{day(notice.date_to)}" if notice.date_to else f"自张贴之日起{notice.days}{days}"
        )
        lead = notice.text or "根据干部选拔任用有关规定，现将拟任职人选予以公示。"
        return Sheet(
            title=notice.name,
            lead=(
                f"  {lead}",
                f"  公示时间:{span}(共{notice.days}{days})。如有异议,请在公示期内以书面或电话形式反映。",
            ),
            columns=(
                Column("序号", 8, "center"),
                Column("姓名", 16, "center"),
                Column("单位", 24),
                Column("现任职务", 24),
                Column("拟任职务", 28),
            ),
            rows=tuple(
                cells(str(number), line.name, line.unit_name, line.post, line.grade_name)
                for number, line in enumerate(notice.line_ids, 1)
            ),
            blank_rows=0 if notice.line_ids else 3,
            row_height=8,
            foot=(
                *self._exceptions(notice),
                f"受理部门:{notice.contact or ''}    监督举报电话:{notice.phone or ''}",
            ),
            seal=(organ_of(notice.selection_id), day(notice.date_from) or "    年  月  日"),
        )

    def _exceptions(self, notice):
        """Why somebody is appointed although he does not meet a condition; of those whom the notice names."""
        people = notice.sudo().line_ids.employee_id
        found = notice.sudo().selection_id.candidate_ids.filtered(lambda one: one.employee_id in people).check_ids
        return [
            f"{one.candidate_id.name}系破格提拔,理由:{one.exception_reason or ''}" for one in found.filtered("excepted")
        ]

    def _groups(self, notice, lines):
        """{line: name of the comparison group its rank was given in}; the group is shown with the rank."""
        assessments = notice.sudo().cycle_id.assessment_ids
        found = {(one.employee_id, one.subject_unit_id): one.comparison_group_id.name for one in assessments}
        return {line: found.get((line.sudo().employee_id, line.sudo().subject_unit_id)) for line in lines}
