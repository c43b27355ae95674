"""F-25 汇总表: what a sealed ballot came to, as far as it may be known (S3-50; 发出, 收回, 有效票, 得票率)."""

from odoo import models
from odoo.addons.cadre_assessment.models.ballot.sealing import UNTOLD
from odoo.exceptions import UserError

from .sheet import Cell, Column, Fact, Sheet

HIDDEN = "—"
"""Fewer valid papers than the minimum: nothing is known."""


class BallotSummary(models.AbstractModel):
    _name = "report.cadre_assessment_reports.ballot_summary"
    _inherit = "cadre.form.mixin"
    _description = "F-25 民主推荐(测评)汇总表"

    _model = "cadre.ballot"

    def _sheets(self, ballot):
        if ballot.state != "sealed":
            raise UserError(self.env._("%(ballot)s is not sealed yet: nothing is counted.", ballot=ballot.display_name))
        options = ballot.options
        several = len(ballot.criterion_ids) > 1
        counts = {}
        for cell in ballot.tally_ids:
            line = counts.setdefault((cell.subject_id.id, cell.criterion_id.id), {})
            line[cell.grade_id.id] = line.get(cell.grade_id.id, 0) + cell.count
        width = (68 if several else 80) / (len(options) + 3)
        return [
            Sheet(
                title=f"{ballot.name}汇总表",
                facts=self._facts(ballot),
                columns=(
                    Column("姓名" if not ballot.subject_ids.subject_unit_id else "单位", 20, "center"),
                    *([Column("内容", 12, "center")] if several else []),
                    *[Column(option["name"], width, "center") for option in options],
                    Column("有效", width, "center"),
                    Column("无效", width, "center"),
                    Column("得票率" if ballot.kind != "evaluation" else "得分", width, "center"),
                ),
                rows=tuple(
                    row for subject in ballot.subject_ids for row in self._rows(ballot, subject, counts, several)
                ),
                foot=self._foot(ballot),
                signs=("计票人", "监票人"),
            )
        ]

    def _rows(self, ballot, subject, counts, several):
        criteria, label = ballot.criterion_ids, ballot._labels()[subject]
        score = f"{subject.score:.2f}" if subject.has_score else HIDDEN
        if ballot.kind != "evaluation" and subject.has_score:
            score += "%"
        for place, criterion in enumerate(criteria):
            cells = counts.get((subject.id, criterion.id))
            numbers = [cells.get(option["id"], 0) for option in ballot.options] if cells else None
            yield (
                Cell(label, 0 if place else len(criteria), "center"),
                *([Cell(criterion.name, 1, "center")] if several else []),
                *[Cell(str(number) if numbers else HIDDEN) for number in numbers or [0] * len(ballot.options)],
                Cell(str(sum(numbers)) if numbers else HIDDEN),
                Cell(str(cells.get(False, 0)) if cells else HIDDEN),
                Cell(score, 0 if place else len(criteria), "center"),
            )

    def _facts(self, ballot):
        groups = ballot.group_ids
        blank, void = sum(groups.mapped("paper_abstained")), sum(groups.mapped("paper_invalid"))
        told = ballot.phone_abstained != UNTOLD
        blank += ballot.phone_abstained if told else 0
        return (
            Fact("应到", str(ballot.expected_count)),
            Fact("发出", str(ballot.issued_count)),
            Fact("收回", str(ballot.paper_count)),
            Fact("有效票", str(ballot.paper_count - blank - void) if told else HIDDEN),
            Fact("无效票", str(void)),
            Fact("弃权票", str(blank) if told else HIDDEN),
        )

    def _foot(self, ballot):
        found = []
        if ballot.writein_ids:
            names = "、".join(f"{line.name} {line.count}" for line in ballot.writein_ids)
            found.append(f"另荐：{names}")
        if ballot.kind == "committee":
            passed = "、".join(label for subject, label in ballot._labels().items() if subject.carried) or "无"
            found.append(f"表决通过：{passed}")
        found.append(f"计票结果校验码：{ballot.digest}")
        return tuple(found)
