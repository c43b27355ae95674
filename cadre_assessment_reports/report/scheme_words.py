"""Say a rule of a scheme in a line of an official paper, with every number that will be used."""

from odoo.addons.cadre_assessment.engine.methods import PARTS
from odoo.addons.cadre_assessment.models.scheme.cadre_scale import FIELD_OF
from odoo.addons.cadre_assessment.models.scheme.figures import number

LEVELS = {"week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "年度"}
MISSING = {"renormalise": "按其余项目折算", "zero": "计0分", "full": "计满分"}


def label(record, name):
    """The word of a selection in the language of the paper."""
    return dict(record._fields[name]._description_selection(record.env)).get(record[name], "")


def percent(ratio):
    """0.25 as 25%, 0.008 as 8‰: as regulations write them.

    >>> percent(0.25), percent(0.008), percent(0.1)
    ('25%', '8‰', '10%')
    """
    hundredths = ratio * 100
    return f"{number(hundredths)}%" if hundredths >= 1 else f"{number(10 * hundredths)}‰"


def signed(points):
    """加3分, 扣2分; of nothing: 只记录.

    >>> signed(3), signed(-2.5), signed(0)
    ('加3分', '扣2.5分', '只作记录')
    """
    if not points:
        return "只作记录"
    return f"{'加' if points > 0 else '扣'}{number(abs(points))}分"


def joined(*texts, mark=";"):
    return mark.join(filter(None, texts))


# -- components ----------------------------------------------------------------------------------------------------
def method(component):
    """How one component becomes points, with every figure of its method."""
    return joined(SAID[component.method](component), _bounds(component), _by_year(component))


def _grade_of_records(component):
    level = LEVELS.get(component.period_level, "")
    return f"{level}记录评定等次的系数(平均)乘以分值: " + _grades(component, "")


def _mark(component):
    return f"评分除以{number(component.maximum)}乘以分值,多人评分取平均"


def _mean_of_periods(component):
    level = LEVELS.get(component.period_level, "各期")
    return f"{level}得分的平均(按实际考评期数),满分{number(component.maximum)}"


def _mean_of_judges(component):
    left_out = f"去掉最高、最低各{component.trim}个评分" if component.trim else ""
    return joined(f"评委评分的平均,满分{number(component.maximum)}", left_out, mark=",")


def _checklist(component):
    return f"满分起扣,每缺一项扣{number(component.per_item)}分" + _names(component)


def _grades(component, unit):
    name = FIELD_OF[component._method().grades]
    grades = component.scale_id.grade_ids.sorted("sequence")
    return "、".join(f"{grade.name}{number(grade[name])}{unit}" for grade in grades)


def _heading(one):
    members = f"(中共党员{number(one.party_weight)})" if one.party_weight else ""
    return f"{one.name}{number(one.weight)}{members}{ours(one)}"


def _ballot(component):
    voters = component.voters_ids
    headings = component.heading_ids
    return joined(
        f"民主测评,有效票按选项分值平均后除以{number(component.maximum)}乘以分值: " + _grades(component, "分"),
        "测评内容及权重: " + "、".join(_heading(one) for one in headings) if headings else "",
        "参加测评: " + "、".join(_voters(one) for one in voters) if voters else component.ballot_voters or "",
        f"每张票最高等次不超过{percent(component.ballot_top_ratio)}" if component.ballot_top_ratio else "",
        label(component, "ballot_overrun") if component.ballot_top_ratio else "",
        label(component, "ballot_place") if component.ballot_place != "cycle" else "",
        "可评本人" if component.ballot_rate_self else "",
        "可写意见" if component.ballot_comments else "",
        f"有效票不少于{component.scheme_id.minimum_papers}张方予计分",
    )


def _voters(group):
    layers = "、".join(f"{line.layer_id.name}{number(line.weight)}" for line in group.layer_weight_ids)
    kinds = "、".join(group.unit_category_ids.mapped("name"))
    return (
        f"{group.name}("
        + joined(
            f"权重{number(group.weight)}",
            f"其中{layers}" if layers else "",
            f"限{kinds}" if kinds else "",
            "不评本单位" if group.skip_own_unit else "",
            mark=",",
        )
        + ")"
    )


def _items(component):
    source = "目标责任书各项" if component.from_letter else "各项"
    return f"{source}得分相加除以{number(component.maximum)}乘以分值"


def _names(component):
    names = "、".join(f"{count.name}{_where_from(count)}" for count in component.count_ids)
    return f": {names}" if names else ""


def _steps(component):
    below = "不足的按比例计分" if component.below == "proportional" else "不足的不得分"
    limit = f",最多加{number(component.extra_cap)}分" if component.has_extra_cap else ""
    extra = f"每多一个加{number(component.per_extra)}分{limit}" if component.per_extra else ""
    return joined(f"达到{component.target}个得满分", below, extra, mark=",") + _names(component)


def _where_from(count):
    """Where a figure comes from that nobody enters."""
    if count.share == "rest":
        return "(由计划数减已完成和视同完成的得出)"
    return "(按台账计)" if count.ledger_code else ""


def _counts(component):
    rows = []
    for count in component.count_ids:
        if count.void:
            what = "扣完该项"
        elif count.has_range:
            what = f"酌情{'扣' if count.points < 0 else '加'}{number(count.low)}至{number(count.high)}分"
        else:
            what = f"每个{signed(count.points)}" if count.points else signed(0)
        rows.append(f"{count.name}{what}{_where_from(count)}")
    limit = f"加分合计最多{number(component.bonus_cap)}分" if component.has_bonus_cap else ""
    return joined("以分值为基础", *rows, limit)


def _derived(component):
    if component.derived_from == "own_component":
        name = component._read_as().name
        return f"即“{name}”的得分,不另行组织" + ("" if component.weight else ",不重复计入总分")
    if component.derived_from == "unit_component":
        parts = component.scheme_id.prerequisite_scheme_ids.component_ids
        name = parts.filtered(lambda part: part.code == component.derived_code)[:1].name or component.derived_code
        return f"取所在单位考核中“{name}”一项的得分,除以{number(component.maximum)}乘以分值"
    return f"取所在单位考核的总分,除以{number(component.maximum)}乘以分值"


SAID = {
    "group": lambda component: "各组成部分得分之和",
    "coef_of_grade": _grade_of_records,
    "raw_100": _mark,
    "ballot": _ballot,
    "sum_of_items": _items,
    "mean_of_periods": _mean_of_periods,
    "mean_of_judges": _mean_of_judges,
    "mean_of_projects": lambda component: f"各项目得分的平均,满分{number(component.maximum)}",
    "checklist_deduct": _checklist,
    "proportional": lambda component: "按完成(未缺)数占应完成数的比例计分" + _names(component),
    "step_count": _steps,
    "per_unit": _counts,
    "imported": lambda component: f"按核定的分数计,满分{number(component.maximum)}",
    "derived": _derived,
}
"""The words for each scoring method of the engine's registry."""


def _bounds(component):
    return joined(
        f"最低{number(component.floor)}分" if component.has_floor else "",
        f"最高{number(component.cap)}分" if component.has_cap else "",
        mark=",",
    )


def _by_year(component):
    """How its weight changes from year to year (S4-P6-02)."""
    if not component.step_from:
        return ""
    change = f"{'增加' if component.step >= 0 else '减少'}{number(abs(component.step))}分"
    return f"分值自{component.step_from}年起每年{change},至{component.step_until}年"


def rater(component):
    """Who gives it, in the regulation's words where they are recorded."""
    if component._method().takes == PARTS:
        return ""
    organ = component.scoring_body_id.name or component.organ or ""
    who = component.rater_text or organ or label(component, "rater")
    annex = f"见{component.annex}" if component.annex else ""
    verifier = component.verified_by and (component.verifier or label(component, "verified_by"))
    return joined(
        who,
        organ if organ not in who else "",
        annex,
        "先自评" if component.self_scored else "",
        f"经{verifier}审定" if verifier and verifier not in who else "",
        mark=",",
    )


def details(component):
    """For whom it is, what nothing recorded counts for, its place on a tie."""
    kinds = component.post_class_ids | component.unit_category_ids
    return joined(
        "适用: " + "、".join(kinds.mapped("name")) if kinds else "",
        f"无记录{MISSING[component.missing]}" if component._method().takes != PARTS else "",
        f"同分时第{component.tie_break}顺位比较" if component.tie_break else "",
        ours(component),
    )


# -- result --------------------------------------------------------------------------------------------------------
def band(grade, better):
    """The half-open band of a grade; ``better``: the grade above it."""
    low = f"{number(grade.band_from)}分及以上" if grade.has_band else ""
    high = f"{number(better.band_from)}分以下(不含)" if better and better.has_band else ""
    return joined(low, high, mark=",")


def seats(quota):
    """How many seats, exactly as they are counted."""
    if quota.basis == "number":
        return f"{quota.number}名"
    grades = quota.scheme_id.prerequisite_scheme_ids.result_scale_id.grade_ids
    names = {grade.code: grade.name for grade in grades}
    lines = "、".join(
        f"{names.get(line.team_grade_code, line.team_grade_code)}{percent(line.ratio)}" for line in quota.ratio_line_ids
    )
    rounding = {"floor": "不足1名的舍去", "half_up": "四舍五入", "ceil": "不足1名的进1"}[quota.rounding]
    entrusted = f"委托考核的: {percent(quota.entrusted_ratio)}" if quota.entrusted_ratio else ""
    return joined(percent(quota.ratio), f"按班子等次: {lines}" if lines else "", entrusted, rounding)


def counted_over(quota):
    """Over whom the seats of a quota are counted."""
    apart = "、".join(quota.apart_category_ids.mapped("name"))
    return joined(label(quota, "pooled_by"), f"{apart}各自计算" if apart else "")


def competitors(quota):
    """Who competes for the seats of a quota."""
    source = quota.minimum_component_id.name or "总分"
    return joined(
        f"仅限{'、'.join(quota.post_class_ids.mapped('name'))}" if quota.post_class_ids else "",
        f"{source}不低于{number(quota.minimum_score)}分" if quota.has_minimum else "",
        f"得分在前{percent(quota.top_share)}" if quota.top_share else "",
        f"从{quota.among_grade_id.name}等次中产生" if quota.among_grade_id else "",
        ours(quota),
    )


def effect(gate):
    """What a gate does; a grade it grants may use a seat or not (A2-2)."""
    granted = gate.effect == "forced_grade" and gate.grade_id.is_top
    seat = "" if not granted else "不占名额" if gate.beside_seats else "占名额"
    return joined(joined(label(gate, "effect"), gate.grade_id.name, mark=": "), seat, mark=",")


def grade_name(grade):
    """The name of a grade, its other name, and whether its number is limited or it is the lowest."""
    also = joined(grade.alias, "限额等次" if grade.is_top else "", "最低等次" if grade.is_unfit else "", mark=",")
    return grade.name + (f"({also})" if also else "")


def binding(record):
    return "硬性" if record.hard else "一般掌握,突破须说明理由"


def ours(rule):
    """What of a rule is in no regulation and the office has set itself; never printed as if it were quoted."""
    return f"[本单位自定: {rule.own_choice}]" if rule.own_choice else ""


def condition(criterion):
    """The condition by its name in the regulation, and what is asked exactly."""
    if not criterion:
        return ""
    return f"{criterion.name}({criterion.definition})" if criterion.name else criterion.definition


# -- tariff --------------------------------------------------------------------------------------------------------
def tariff_points(line):
    if line.fact_only:
        return "只作记录"
    verb = "扣" if line.sign == "deduction" else "加"
    per = f"每{line.per}" if line.per else ""
    if line.has_range:
        return f"{per}酌情{verb}{number(line.low)}至{number(line.high)}分"
    return f"{per}{verb}{number(line.points)}分"


def tariff_proof(line):
    return joined(
        line.level_id.name or "",
        line.incident_id.name or "",
        "须有正式文件" if line.needs_document else "",
        "本人主观原因" if line.needs_fault else "",
        label(line, "computed") if line.computed != "none" else "",
    )


def tariff_limits(line):
    cap = line.cap_id
    return joined(
        "计入当月" if line.booking == "month" else "计入年终",
        f"{cap.name}{number(cap.limit)}分" if cap else "不设上限",
        "同一项目只计最高一次" if line.dedupe else "",
    )


# -- the year ------------------------------------------------------------------------------------------------------
def route(period):
    others = [f"{'、'.join(line.post_class_ids.mapped('name'))}: {label(line, 'route')}" for line in period.route_ids]
    return joined(label(period, "route"), *others)


def due(period):
    days = "个工作日" if period.due_day_type == "working" else "日"
    day = f"{period.due_day}日" if period.due_day else "底"
    return joined(
        f"期满后的{period.due_month}月{day}前" if period.due_month else f"期满后{period.due_days}{days}内",
        f"公布: 期满后{period.notice_days}个工作日内" if period.notice_days else "公布" if period.published else "",
        f"提前{period.reminder_days}天提醒" if period.reminder_days else "",
        ours(period),
    )


def rating(period):
    """How a record is rated or marked, with the indicators and their highest marks."""
    indicators = "、".join(
        f"{one.name}{number(one.maximum)}分({label(one, 'rater')}"
        + (f",{'、'.join(one.post_class_ids.mapped('name'))}" if one.post_class_ids else "")
        + (f",{ours(one)}" if one.own_choice else "")
        + ")"
        for one in period.indicator_ids
    )
    return joined(
        f"评定等次({period.scale_id.name})" if period.rated else "",
        f"评分,满分{number(period.indicator_total)}: {indicators}" if period.marked else "",
        "可酌情扣分并说明事由" if period.deductions else "",
        "最低等次的须谈话" if period.talk else "",
    )


def duties(period):
    waits = {**LEVELS, "year": "年度"}.get(period.requires_level, "")
    return joined(
        "必填" if period.required else "自愿",
        f"须附{period.attachment_name}" if period.attachment_name else "",
        "附自评报告" if period.self_report else "",
        f"须{waits}记录审定后填报" if waits else "",
        f"召开{period.meeting}" if period.meeting else "",
        "考核办撰写小结" if period.summary else "",
        "整理问题,制定整改方案" if period.summary and period.summary_plan else "",
        "在干部职工大会上通报" if period.summary and period.summary_reported else "",
        f"每项不超过{period.item_limit}字" if period.item_limit else "",
    )
