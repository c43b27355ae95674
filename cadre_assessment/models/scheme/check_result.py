"""Check that every subject ends with one grade and every seat can be given."""

from itertools import pairwise

from ...engine.methods import PARTS
from ..listing import listed, titled
from .figures import number
from .problems import Problem


def check_scale(scheme):
    """Bands are half-open (G2): without a gap below and in the order of the grades they cannot overlap."""
    scale = scheme.result_scale_id
    if not scale:
        if scheme.banded or scheme.default_grade_id:
            yield Problem(scheme, scheme.env._("it grades, but the scale of the result is missing"))
        return
    grades = scale.grade_ids.sorted("sequence")
    if not grades:
        yield Problem(scale, scheme.env._("it has no grades"))
        return
    orders = grades.mapped("sequence")
    if len(set(orders)) != len(orders):
        yield Problem(scale, scheme.env._("two grades stand at the same place"))
    if len(grades) > 1 and len(grades.filtered("is_top")) != 1:  # one word for all is no grade (S2A-26)
        yield Problem(scale, scheme.env._("exactly one grade must be the top grade"))
    if scheme.banded:
        yield from check_bands(scheme, grades)
    elif scheme.default_grade_id not in grades:
        yield Problem(scheme, scheme.env._("without bands it needs the grade of those who win no seat"))
    elif scheme.default_grade_id in scheme.quota_ids.grade_id:
        yield Problem(scheme, scheme.env._("whoever wins no seat would get the grade that is limited"))


def check_bands(scheme, grades):
    *upper, lowest = grades
    for grade in upper:
        if not grade.has_band:
            yield Problem(grade, scheme.env._("its band is missing: scores in it would have no grade"))
    if lowest.has_band and (lowest.band_from > 0 or scheme.adjustment_ids.filtered(lambda one: one.sign != "bonus")):
        text = scheme.env._(
            "scores below %(bound)s have no grade: leave the lowest band open", bound=number(lowest.band_from)
        )
        yield Problem(lowest, text)
    banded = [grade for grade in grades if grade.has_band]
    for better, worse in pairwise(banded):
        if better.band_from <= worse.band_from:
            text = scheme.env._(
                "its band begins at %(own)s, at or below that of the lower grade %(grade)s (%(bound)s)",
                own=number(better.band_from),
                grade=worse.name,
                bound=number(worse.band_from),
            )
            yield Problem(better, text)
    bonuses = scheme.adjustment_ids.filtered(lambda line: line.sign == "bonus") or scheme.component_ids.count_ids
    for grade in banded:
        if grade.band_from > scheme.full_score and not bonuses:
            text = scheme.env._(
                "its band begins at %(bound)s, the full score is %(full)s: nobody can reach it",
                bound=number(grade.band_from),
                full=number(scheme.full_score),
            )
            yield Problem(grade, text)


def check_places(scheme):
    if scheme.printed_ranks == "dense":
        text = scheme.env._(
            "places in print leave none out where two are level (1, 2, 2, 3), so they no longer say how many are "
            "ahead; seats and “the first so many” go by how many are ahead"
        )
        yield Problem(scheme, text, blocking=False)


def check_quotas(scheme, base):
    levels = {period.level: period for period in scheme.period_ids}
    known = scheme._known_bases() if base is None else {}
    for quota in scheme.quota_ids:
        for text in _quota_faults(scheme, quota, levels):
            yield Problem(quota, text)
        if quota.basis == "ratio" and quota.rounding == "half_up":
            text = scheme.env._("a half is rounded up: more may get the grade than its share (20 % of 13 people: 3)")
            yield Problem(quota, text, blocking=False)
        for text in _seat_warnings(scheme, quota, known.get(quota.code, ()) if base is None else [("", base)]):
            yield Problem(quota, text, blocking=False)


def _seat_warnings(scheme, quota, bases):
    if quota.basis != "ratio" or not 0 < quota.ratio <= 1:
        return
    for pool, base in bases:
        if quota.pooled_by != "cycle" and not pool:
            continue
        if base and not quota._seats(base):
            text = scheme.env._("it gives no seat to %(base)s people: nobody can have it", base=base)
            yield titled(scheme.env, pool, text) if pool else text


def _quota_faults(scheme, quota, levels):
    if quota.use == "period":
        period = levels.get(quota.period_level)
        scale = period.scale_id if period and period.rated else None
        if not scale:
            yield scheme.env._("no records of its level are rated")
            return
        special = quota.ratio_line_ids or quota.apart_category_ids or quota.entrusted_ratio
        if quota.award_id or quota.has_minimum or quota.top_share or special:
            yield scheme.env._("the rating of a period knows ratio or number only: no award, minimum or share")
    else:
        scale = scheme.result_scale_id
    if not (quota.grade_id or quota.award_id):
        yield scheme.env._("choose the grade or the award that is limited")
    if quota.grade_id and quota.grade_id.scale_id._origin != scale._origin:
        yield scheme.env._("its grade is not on the scale “%(scale)s”", scale=scale.name or "")
    if quota.basis == "ratio" and not 0 < quota.ratio <= 1:
        yield scheme.env._("its ratio must be above 0 and at most 1 (0.2 = 20 %)")
    elif quota.basis == "number" and quota.number <= 0:
        yield scheme.env._("its number of seats is missing")
    if not 0 <= quota.entrusted_ratio <= 1:
        yield scheme.env._("the ratio of the entrusted must be between 0 and 1 (0.2 = 20 %)")
    if quota.apart_category_ids and quota.pooled_by != "group":
        yield scheme.env._("units apart are named where seats are counted by comparison group")
    yield from _quota_condition_faults(scheme, quota)


def _quota_condition_faults(scheme, quota):
    """Who competes: minimum, share, only among the winners of a grade; the ratio by the team's grade."""
    if quota.among_grade_id and (
        not quota.award_id or quota.among_grade_id.scale_id._origin != scheme.result_scale_id._origin
    ):
        yield scheme.env._("“Only among” names a grade of the result, for an award beside it")
    if not 0 <= quota.top_share <= 1:
        yield scheme.env._("the share of those who compete must be between 0 and 1 (0.3 = 30 %)")
    component = quota.minimum_component_id
    if quota.has_minimum and component:
        if component.scheme_id._origin != scheme._origin:
            yield scheme.env._("its minimum is asked of a component of another scheme")
        elif component._method().takes != PARTS and quota.minimum_score > component.maximum:
            yield scheme.env._(
                "nobody reaches its minimum %(minimum)s: %(component)s has at most %(maximum)s",
                minimum=number(quota.minimum_score),
                component=component.name,
                maximum=number(component.maximum),
            )
    if quota.ratio_line_ids:
        yield from _ratio_line_faults(scheme, quota)


def _ratio_line_faults(scheme, quota):
    teams = scheme._waits_for("team", "unit")
    codes = set(teams.result_scale_id.grade_ids.mapped("code"))
    if quota.basis != "ratio" or quota.pooled_by != "unit":
        yield scheme.env._("a ratio by the team's grade needs a ratio, and seats for each unit")
    if not teams:
        yield scheme.env._("it asks for the team's grade, but no scheme of teams is decided before this one")
    for line in quota.ratio_line_ids:
        if not 0 < line.ratio <= 1:
            yield scheme.env._("%(grade)s: its ratio must be above 0 and at most 1", grade=line.team_grade_code or "")
        if teams and line.team_grade_code not in codes:
            yield scheme.env._("the teams' scheme has no grade “%(grade)s”", grade=line.team_grade_code or "")


def check_gates(scheme):
    for gate in scheme.gate_ids:
        if gate.effect in ("max_grade", "forced_grade") and gate.grade_id not in scheme.result_scale_id.grade_ids:
            yield Problem(gate, scheme.env._("it needs a grade of the result scale"))
    facts = {criterion.fact for criterion in scheme.gate_ids.criterion_id._origin._under()}
    if scheme.veto_review != "none" and "veto" not in facts:
        yield Problem(scheme, scheme.env._("vetoes are reviewed, but no gate says what a veto does"), blocking=False)
    if scheme.veto_review == "none" and "veto" in facts:
        yield Problem(scheme, scheme.env._("a gate asks for vetoes, but nobody is reviewed for one"))


def check_law(cycle):
    """The days of a review: where the law gives more for a grade, who gets it may take them (O-04)."""
    more = cycle.result_scale_id.grade_ids.filtered(lambda grade: grade.appeal_days > cycle.appeal_days)
    if cycle.appeal_days and more:
        yield Problem(
            cycle,
            cycle.env._(
                "a review may be asked for within %(days)s days, but for %(grades)s the law gives %(law)s: "
                "requests within these are taken",
                days=cycle.appeal_days,
                grades=listed(cycle.env, more.mapped("name")),
                law=max(more.mapped("appeal_days")),
            ),
            blocking=False,
        )
