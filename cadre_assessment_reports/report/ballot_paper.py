"""F-04 年度考核民主测评表 (表4): everybody voted on, one tick each (S0-F4, S0-28)."""

from odoo import models

from .sheet import Cell, Column, Sheet


class BallotPaper(models.AbstractModel):
    _name = "report.cadre_assessment_reports.ballot_paper"
    _inherit = "cadre.form.mixin"
    _description = "F-04 民主测评表"

    _model = "cadre.ballot"

    def _sheets(self, ballot):
        grades = ballot.scale_id.grade_ids.sorted("sequence")
        several = len(ballot.criterion_ids) > 1
        return [self._sheet(ballot, grades, criterion, several) for criterion in ballot.criterion_ids or [None]]

    def _sheet(self, ballot, grades, criterion, several):
        options = [f"{grade.name}\n({grade.alias})" if grade.alias else grade.name for grade in grades]
        heading = ballot.component_id.ballot_heading or "评价意见"
        share = 61 / max(1, len(options))
        return Sheet(
            title=ballot.name,
            label=self._table_label(ballot.component_id.scheme_id, 4),
            subtitle=criterion.name if several else "",
            columns=(
                Column("姓名", 13, "center"),
                Column("职务", 19),
                *[Column(option, share, "center", heading) for option in options],
                Column("备注", 7, "center"),
            ),
            rows=tuple(
                (Cell(subject.name, 1, "center"), Cell(subject.post or ""), *[Cell() for _option in options], Cell())
                for subject in ballot.subject_ids
            ),
            row_height=12,
            foot=(f"备注:{ballot.instruction}",) if ballot.instruction else (),
        )
