"""F-04, F-19, F-25: the paper of a ballot, to be ticked by hand (表4; S0-28, S3-23, S3-24, S3-58)."""

from dataclasses import replace

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.exceptions import UserError

from .sheet import Cell, Column, Sheet

WORDS = {
    "evaluation": ("姓名", "评价意见", ""),
    "recommendation": ("推荐人选", "推荐意见", "民主推荐票"),
    "committee": ("表决对象", "表决意见", "表决票"),
}
"""Kind of ballot -> heading of the names, heading of what is ticked, name of the paper."""
MATRIX = 26
"""Columns of levels that a sheet on its side has room for."""


class BallotPaper(models.AbstractModel):
    _name = "report.cadre_assessment_reports.ballot_paper"
    _inherit = "cadre.form.mixin"
    _description = "F-04 民主测评表"

    _model = "cadre.ballot"
    _wide = False

    def _sheets(self, ballot):
        sheet = ballot._sheet()
        common = {
            "title": ballot.name,
            "organ": self._organ(ballot),
            "label": self._table_label(ballot.component_id.scheme_id, 4) if ballot.kind == "evaluation" else "",
            "each_page": self._limit(ballot, sheet),
            "foot": self._foot(ballot, sheet),
        }
        criteria = ballot.criterion_ids
        if len(criteria) > 1 and len(sheet["subjects"]) == 1:
            return [self._one_subject(ballot, sheet, common)]
        if self._wide:
            if len(criteria) * len(sheet["options"]) > MATRIX:
                raise UserError(
                    self.env._(
                        "%(ballot)s has too many levels and headings for one sheet: print the sheets of each heading.",
                        ballot=ballot.name,
                    )
                )
            return [self._matrix(ballot, sheet, common)]
        return [
            replace(self._list(ballot, sheet, common, criterion), joined=bool(position))
            for position, criterion in enumerate(criteria or [None])
        ]

    def _organ(self, ballot):
        """Whose ballot it is, where its name does not say so."""
        unit = ballot.unit_id or ballot.cycle_id.unit_id
        name = full_name(unit) if unit else ""
        return "" if not name or unit.sudo().name in ballot.name else name

    def _list(self, ballot, sheet, common, criterion):
        """A line for each, one tick on it; of many headings a sheet for each."""
        chosen = sheet["choice"] == "choose"
        options = _labels(sheet["options"][:1] if chosen else sheet["options"])
        called, opinion, _paper = WORDS[ballot.kind]
        heading = "" if chosen else ballot.component_id.ballot_heading or opinion
        share = min(20, 61 / max(1, len(options)))
        blank = Cell("")
        posts = _with_posts(ballot)
        name, rest = 13 if share > 14 else 16, 80 - share * len(options)
        rows = [
            (
                Cell(subject["name"], 1, "center"),
                *([Cell(subject["post"])] if posts else []),
                *[blank] * len(options),
                blank,
            )
            for subject in sheet["subjects"]
        ]
        if sheet["write_in"]:
            rows += [(Cell("另荐人选：" if not n else ""), *[blank] * (len(options) + posts), blank)
                     for n in range(min(5, sheet["choose_max"]))]  # fmt: skip
        return Sheet(
            **common,
            subtitle=criterion.name if criterion and len(ballot.criterion_ids) > 1 else _paper_of(ballot),
            columns=(
                Column(
                    called if not ballot.subject_ids.subject_unit_id else "单位",
                    name if posts else name + rest,
                    "center",
                ),
                *([Column("职务", rest)] if posts else []),
                *[Column(option, share, "center", heading) for option in options],
                Column("备注", 7, "center"),
            ),
            rows=tuple(rows),
            row_height=12,
        )

    def _one_subject(self, ballot, sheet, common):
        """A team, or one person: a line for each heading (附件2)."""
        options = _labels(sheet["options"])
        [subject] = sheet["subjects"]
        return Sheet(
            **common,
            subtitle=f"{subject['name']} {subject['post']}".strip(),
            columns=(
                Column("评价内容", 36),
                *[Column(option, 64 / len(options), "center", WORDS[ballot.kind][1]) for option in options],
            ),
            rows=tuple(
                (Cell(f"{criterion.name}\n{criterion.note}" if criterion.note else criterion.name),
                 *[Cell("")] * len(options))
                for criterion in ballot.criterion_ids
            ),
            row_height=14,
        )  # fmt: skip

    def _matrix(self, ballot, sheet, common):
        """Everybody under every heading on one sheet on its side (附件3)."""
        options = [option["name"] for option in sheet["options"]]
        number = len(options) * len(ballot.criterion_ids)
        posts = _with_posts(ballot)
        return Sheet(
            **common,
            columns=(
                Column("姓名" if not ballot.subject_ids.subject_unit_id else "单位", 9 if posts else 20, "center"),
                *([Column("职务", 11)] if posts else []),
                *[
                    Column(option, 80 / number, "center", criterion.name)
                    for criterion in ballot.criterion_ids
                    for option in options
                ],
            ),
            rows=tuple(
                (
                    Cell(subject["name"], 1, "center"),
                    *([Cell(subject["post"])] if posts else []),
                    *[Cell("")] * number,
                )
                for subject in sheet["subjects"]
            ),
            row_height=8,
            landscape=True,
        )

    def _limit(self, ballot, sheet):
        """How many may be ticked: said on every page, for whoever holds the second one."""
        if sheet["choice"] == "choose":
            return (f"最多推荐{sheet['choose_max']}人，多选的票无效。",)
        if sheet["top_ratio"]:
            top = next((option["name"] for option in sheet["options"] if option["top"]), "")
            return (f"每张票“{top}”不得超过{ballot.top_limit}个。",)
        return ()

    def _foot(self, ballot, sheet):
        found = [f"备注:{ballot.instruction}"] if ballot.instruction else []
        if sheet["comments"]:
            found.append("意见和建议：")
        return tuple(found)


class BallotMatrix(models.AbstractModel):
    """All headings side by side; a paper on its side is another report, because its format belongs to the report."""

    _name = "report.cadre_assessment_reports.ballot_matrix"
    _inherit = "report.cadre_assessment_reports.ballot_paper"
    _description = "F-19 民主测评表"

    _wide = True


def _paper_of(ballot):
    """What kind of paper it is, where its name does not say so."""
    paper = WORDS[ballot.kind][2]
    return "" if not paper or paper in ballot.name else f"({paper})"


def _with_posts(ballot):
    """Units have no post: where only units are voted upon the column is left out."""
    return any(ballot.subject_ids.mapped("post")) or not ballot.subject_ids.subject_unit_id


def _labels(options):
    return [f"{option['name']}\n({option['alias']})" if option["alias"] else option["name"] for option in options]
