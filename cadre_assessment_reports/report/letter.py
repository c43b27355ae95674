"""F-10 目标责任书, in as many copies as the scheme says, and F-11 the tables by which its parts are scored (附表)."""

from odoo import models
from odoo.addons.cadre_assessment.models.computation.subtotals import sum_of, sum_of_all
from odoo.addons.cadre_assessment.models.organization.unit_names import called, full_name
from odoo.addons.cadre_assessment.models.scheme.figures import number
from odoo.exceptions import UserError
from odoo.tools import groupby

from .sheet import Cell, Column, Fact, Sheet
from .words import day, ordinal

BLANK_DAY = "    年  月  日"


class ResponsibilityLetterForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.responsibility_letter"
    _inherit = "cadre.form.mixin"
    _description = "F-10 目标责任书"

    _model = "cadre.work.plan"

    def _sheets(self, plan):
        refuse_lists(plan)
        copies = max(plan.cycle_id.scheme_id.letter_copies, 1)
        return [self._copy(plan, which, copies) for which in range(1, copies + 1)]

    def _copy(self, plan, which, copies):
        unit = bool(plan.subject_unit_id)
        name = called(plan.subject_unit_id, plan.employee_name)
        whole = name if unit else full_name(plan.unit_id) or plan.unit_name or ""
        facts = [
            Fact("单位" if unit else "姓名", name),
            Fact("主要负责人" if unit else "职务", (plan.head_id.sudo().name if unit else plan.post) or ""),
        ]
        if not unit:
            facts.append(Fact("单位", whole))
        if unit and plan.comparison_group_id:
            facts.append(Fact("分口", plan.comparison_group_id.name))
        facts.append(Fact("分管领导", plan.leader_id.sudo().name or ""))
        return Sheet(
            title=f"{plan.year}年度目标责任书",
            organ=whole,
            subtitle=" ".join(filter(None, (self._which(which, copies), self._version(plan)))),
            facts=tuple(facts),
            columns=(
                Column("目标类别", 16),
                Column("具体项目", 25),
                Column("分值", 8, "center"),
                Column("完成标准", 30),
                Column("完成时限", 21, "center"),
            ),
            rows=tuple(rows_of(plan)),
            row_height=12,
            signs=(
                f"分管领导(签字):\n\n日期:{day(plan.leader_signed_on) or BLANK_DAY}",
                f"{'主要负责人' if unit else '责任人'}(签字):\n\n日期:{day(plan.signed_on) or BLANK_DAY}",
            ),
        )

    def _which(self, which, copies):
        return f"(一式{'两' if copies == 2 else ordinal(copies)}份,第{ordinal(which)}份)" if copies > 1 else ""

    def _version(self, plan):
        if plan.version == 1 and plan.state != "superseded":
            return ""
        return f"第{plan.version}版" + (" 已被后一版本取代" if plan.state == "superseded" else "")


def refuse_lists(plan):
    if plan.kind != "letter":
        raise UserError(plan.env._("%(list)s is a work-item list: print it as a list.", list=plan.display_name))


def part_name(component):
    """公共目标 / 党的建设(10分)."""
    name = f"{component.name}\n({number(component.maximum)}分)"
    return f"{component.parent_id.name}\n{name}" if component.parent_id else name


def items_by_part(plan):
    """[(component, its items)] in the order of the scheme, then of the letter."""
    items = plan.item_ids.sorted(
        lambda item: (item.component_id.sequence, item.component_id.id, item.sequence, item.id)
    )
    return [(part, list(some)) for part, some in groupby(items, lambda item: item.component_id)]


def rows_of(plan):
    for part, items in items_by_part(plan):
        for position, item in enumerate(items):
            yield (
                Cell(part_name(part) if not position else "", len(items) if not position else 0),
                Cell(item.name or ""),
                Cell(number(item.points)),
                Cell(item.standard or ""),
                Cell(day(item.due)),
            )


class ScoreAnnexForm(models.AbstractModel):
    """附表: everything that is scored by items in one table, part by part; marks as far as the reader may know them.

    Which table of the regulation a part is scored by stands on the component (S2A-18, S2A-43); a part without one is
    scored by the group's own standards (S2A-15).
    """

    _name = "report.cadre_assessment_reports.score_annex"
    _inherit = "cadre.form.mixin"
    _description = "F-11 附表"

    _model = "cadre.work.plan"

    def _sheets(self, plan):
        refuse_lists(plan)
        parts, scores = items_by_part(plan), self._scores(plan)
        given = sum_of_all(_mark(scores, item) for _part, items in parts for item in items)
        return [
            Sheet(
                title=f"{plan.year}年度目标考核计分表",
                label=_numbers([part.annex for part, _items in parts]),
                facts=(
                    Fact(
                        "被考核单位" if plan.subject_unit_id else "被考核人",
                        called(plan.subject_unit_id, plan.employee_name),
                    ),
                    Fact("分口", plan.comparison_group_id.name or "")
                    if plan.comparison_group_id
                    else Fact("分管领导", plan.leader_id.sudo().name or ""),
                ),
                columns=(
                    Column("计分单位", 14),
                    Column("考核内容", 17),
                    Column("考核指标", 18),
                    Column("分值", 7, "center"),
                    Column("评分标准", 22),
                    Column("得分", 8, "center"),
                    Column("计分依据", 14),
                ),
                rows=(
                    *self._rows(plan, parts, scores),
                    _sum("合计", sum_of(part.maximum for part, _items in parts), given),
                ),
                row_height=12,
                signs=("计分单位(盖章):", "计分人:", f"日期:{BLANK_DAY}"),
            )
        ]

    def _scores(self, plan):
        """{item: its confirmed mark} for whoever may read marks, nothing for the others."""
        Score = plan.env["cadre.score"]
        if not Score.has_access("read"):
            return {}
        found = Score.search([("item_id", "in", plan.item_ids.ids), ("state", "=", "confirmed")])
        return {score.item_id: score for score in found}

    def _rows(self, plan, parts, scores):
        """Table by table, each beside all that it scores: the organ is said once, and not with every part of it."""
        tables = {}
        for part, items in parts:
            organ = plan.cycle_id._organ_of(part, plan.comparison_group_id)
            by = organ.name or part.organ or part.rater_text or ""
            rows = tables.setdefault((part.annex or "", by), [])
            rows += self._part(part, items, scores)
        for (annex, by), rows in tables.items():
            about = "\n".join(filter(None, (annex, by)))
            for place, row in enumerate(rows):
                yield (Cell(about if not place else "", len(rows) if not place else 0), *row)

    def _part(self, part, items, scores):
        """The rows of one part; with its sum, where there are several."""
        several = bool(items[1:])
        about = f"{part.name}({number(part.maximum)}分)"
        for place, item in enumerate(items):
            score = scores.get(item)
            yield (
                Cell(about if not place else "", len(items) + several if not place else 0),
                Cell(item.name or ""),
                Cell(number(item.points)),
                Cell(item.standard or ""),
                Cell(number(score.value) if score else ""),
                Cell(score.evidence or "" if score else ""),
            )
        if several:
            given = sum_of_all(_mark(scores, item) for item in items)
            yield (Cell("", 0), *_sum("小计", part.maximum, given)[2:])


def _mark(scores, item):
    return scores[item].value if item in scores else None


def _sum(label, full, given):
    total = "" if given is None else number(given)
    return (Cell(), Cell(), Cell(label, align="center"), Cell(number(full or 0)), Cell(), Cell(total), Cell())


def _numbers(annexes):
    """The tables that one form puts together.

    >>> _numbers(["附表2", "附表1", "", "附表2"]), _numbers(["附件三"]), _numbers([False])
    ('附表1、2', '附件三', '')
    """
    found = sorted({one for one in annexes if one}, key=lambda one: (len(one), one))
    word = found[0][:2] if found else ""
    return word + "、".join(one.removeprefix(word) for one in found)
