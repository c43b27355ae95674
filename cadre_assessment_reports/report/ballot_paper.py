"""F-04 年度考核民主测评表 (表4): everybody voted on, one tick each (S0-F4, S0-28)."""

from odoo import models

from .sheet import Cell, Column, Sheet

NOTE = "备注:请参加测评人员在评价意见选项栏中,选择合适的一项打“√”。"


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
        share = 61 / max(1, len(options))
        return Sheet(
            title=ballot.name,
            label=self._table_label(ballot.component_id.scheme_id, 4),
            lead=(ballot.instruction,) if ballot.instruction and ballot.instruction not in NOTE else (),
            subtitle=criterion.name if several else "",
            columns=(
                Column("姓名", 13, "center"),
                Column("职务", 19),
                *[Column(option, share, "center", "评价意见") for option in options],
                Column("备注", 7, "center"),
            ),
            rows=tuple(
                (Cell(subject.name, 1, "center"), Cell(subject.post or ""), *[Cell() for _option in options], Cell())
                for subject in ballot.subject_ids
            ),
            row_height=12,
            foot=(NOTE,),
        )
