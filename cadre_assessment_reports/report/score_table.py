"""F-27 竞争得分表: each part of the score with its weight, the total, the place, who wins and who waits (S4-P10).

Walks what the scheme's engine has written on the candidates; adds up nothing.
"""

from odoo import models
from odoo.exceptions import UserError

from .matrix import Head, Matrix
from .selection_record import candidates_of
from .sheet import Column, Sheet, cells

OUT = "退出"
STANDINGS = {"won": "名额内", "waiting": "递补", "tied": "并列待裁定", "barred": "得票未过半", "none": "无总分"}


class ScoreTable(models.AbstractModel):
    """For whoever reads the candidates, once every part is in."""

    _name = "report.cadre_assessment_reports.selection_scores"
    _inherit = "cadre.form.mixin"
    _description = "F-27 竞争得分表"

    _model = "cadre.selection"

    def _sheets(self, selection):
        scored = scored_of(selection)
        if not scored:
            raise UserError(
                self.env._("%(selection)s: no score is complete that you may print.", selection=selection.name)
            )
        parts = parts_of(scored)
        wide = 44 / max(1, len(parts))
        return [
            Sheet(
                title="竞争得分表",
                subtitle=selection.name,
                landscape=len(parts) > 3,
                columns=(
                    Column("名次", 7, "center"),
                    Column("姓名", 11, "center"),
                    Column("职位", 15),
                    *(Column(f"{name}\n（{weight}）" if weight else name, wide, "center") for name, weight in parts),
                    Column("总分", 10, "center"),
                    Column("结果", 13, "center"),
                ),
                rows=tuple(
                    cells(
                        str(rank_of(one) or "—"), one.name, one.post_id.name, *points_of(one, parts),
                        f"{one.total:.2f}" if one.has_total else "—", standing_said(one),
                    )
                    for one in scored
                ),
                foot=("注：各项为得分×权重后的分数；名次为同一职位内的名次。票数和总分只作参考，由决定机构讨论决定。",),
                signs=("统分人：", "监督人："),
            )
        ]  # fmt: skip


def scored_of(selection):
    """Those of whom the engine has spoken, post by post in their order; who left the field since then comes last."""
    known = candidates_of(selection).filtered("standing")
    return known.sorted(lambda one: (one.post_id.sequence, one.post_id.id, not rank_of(one), one.rank, one.id))


def rank_of(candidate):
    """His place among those who are in the field; 0 for who is not."""
    return 0 if candidate.state == "out" else candidate.rank


def parts_of(candidates):
    """[(name of a part, its weight)] in the order of the trace."""
    found = {}
    for one in candidates.sudo():
        for line in one.score_lines or ():
            found.setdefault(line["name"], line["weight"])
    return [*found.items()]


def points_of(candidate, parts):
    """What each part came to, weighted as it counts; a dash where it is missing."""
    lines = {line["name"]: line for line in candidate.sudo().score_lines or ()}
    return tuple(lines[name]["points"] if name in lines else "—" for name, _weight in parts)


def standing_said(candidate):
    if candidate.state == "out":
        return OUT
    said = STANDINGS.get(candidate.standing, "")
    return f"{said}{candidate.waiting_place}" if candidate.waiting_place else said


def scores(selection):
    """The same as a table of the workbook."""
    scored = scored_of(selection)
    parts = parts_of(scored)
    heads = (
        Head("名次", "integer", 7),
        Head("姓名", "text", 12),
        Head("职位", "text", 24),
        *(Head(f"{name}（{weight}）" if weight else name, "text", 16) for name, weight in parts),
        Head("总分", "number", 10),
        Head("结果", "text", 14),
    )
    rows = tuple(
        (
            rank_of(one) or None, one.name or "", one.post_id.name or "", *points_of(one, parts),
            one.total if one.has_total else None, standing_said(one),
        )
        for one in scored
    )  # fmt: skip
    return Matrix(f"{selection.name}得分", heads, rows)
