"""Check that the records and papers of the year fit together."""

from ..listing import listed
from .cadre_scheme_period import LEVELS
from .figures import number
from .problems import Problem

LENGTHS = [level for level, _label in LEVELS]


def check_periods(scheme):
    levels = set(scheme.period_ids.mapped("level"))
    names = dict(scheme.period_ids._fields["level"]._description_selection(scheme.env))
    for period in scheme.period_ids:
        for text in _rule_faults(scheme, period, levels, names):
            yield Problem(period, text)
        for text in _route_faults(scheme, period):
            yield Problem(period, text)
        yield from check_indicators(scheme, period)
    if scheme.plan_due_month and not 1 <= scheme.plan_due_month <= 12:
        yield Problem(scheme, scheme.env._("the month of the work-item lists is no month"))
    if not 0 <= scheme.plan_due_day <= 31:
        yield Problem(scheme, scheme.env._("the day of the work-item lists is no day"))
    if scheme.plan_due_day and not scheme.plan_due_month:
        yield Problem(scheme, scheme.env._("work-item lists are due on a day of no month"))
    if scheme.plan_kind == "letter" and scheme.letter_copies < 1:
        yield Problem(scheme, scheme.env._("a letter has at least one copy"))
    if scheme.plan_kind == "letter" and not any(scheme.component_ids.mapped("from_letter")):
        text = scheme.env._("subjects have letters, but no component takes its items from them")
        yield Problem(scheme, text, blocking=False)


def _rule_faults(scheme, period, levels, names):
    if period.rated and not period.scale_id:
        yield scheme.env._("it is rated: the scale is missing")
    if (period.rated or period.marked) and period.route == "none":
        yield scheme.env._("it is rated: somebody must say yes to it")
    if period.requires_level:
        level = names[period.requires_level]
        if period.requires_level not in levels:
            yield scheme.env._("it waits for records of the level “%(level)s”, which has no rule", level=level)
        elif LENGTHS.index(period.requires_level) >= LENGTHS.index(period.level or "week"):
            yield scheme.env._("it waits for records of the level “%(level)s”, which are not shorter", level=level)
    if period.due_days < 0 or period.reminder_days < 0 or period.notice_days < 0:
        yield scheme.env._("a number of days cannot be below 0")
    if not 0 <= period.due_month <= 12 or not 0 <= period.due_day <= 31:
        yield scheme.env._("the day on which it is due is no day of the calendar")
    if period.due_day and not period.due_month:
        yield scheme.env._("it is due on a day of no month")
    if period.attachment_name and period.route == "none" and not period.route_ids:
        yield scheme.env._("its attachment is asked for before signing, but nobody signs it")
    if period.deductions and not period.marked:
        yield scheme.env._("points can only be deducted from a mark, and it has none")


def _route_faults(scheme, period):
    seen = set()
    for line in period.route_ids:
        classes = line.post_class_ids._origin
        if not classes:
            yield scheme.env._("one of its routes names no post class")
        for twice in classes.filtered(lambda one: one.id in seen):
            yield scheme.env._("%(class)s has two routes", **{"class": twice.name})
        seen.update(classes.ids)


def check_indicators(scheme, period):
    """The highest marks add up to the full mark for every post class (S1-28, S1-54)."""
    indicators = period.indicator_ids
    if not period.marked:
        if indicators:
            yield Problem(period, scheme.env._("it has indicators, but no mark"))
        return
    if not indicators:
        yield Problem(period, scheme.env._("it has a mark: say what it is made of"))
        return
    for indicator in indicators:
        if indicator.maximum <= 0:
            yield Problem(indicator, scheme.env._("its highest mark must be above 0"))
    seen, named = set(), indicators.post_class_ids._origin
    classes = [named.browse(one) for one in named.ids]
    if not named or named.search([("kind", "=", "post_class"), ("id", "not in", named.ids)], limit=1):
        classes.insert(0, named.browse())  # whoever is of no class that is named
    for post_class in classes:
        there = indicators.filtered(
            lambda one, post_class=post_class: not one.post_class_ids or post_class & one.post_class_ids._origin
        )
        total = round(sum(there.mapped("maximum")), 4)
        if there and total != round(period.indicator_total, 4) and total not in seen:
            seen.add(total)
            text = scheme.env._(
                "the highest marks add up to %(total)s, the full mark is %(whole)s (%(parts)s)",
                total=number(total),
                whole=number(period.indicator_total),
                parts=listed(scheme.env, [f"{one.name} {number(one.maximum)}" for one in there]),
            )
            yield Problem(period, text)


def check_papers(scheme):
    levels = set(scheme.period_ids.mapped("level"))
    names = dict(scheme.period_ids._fields["level"]._description_selection(scheme.env))
    for paper in scheme.document_ids:
        if paper.level not in levels:
            text = scheme.env._("it belongs to the level “%(level)s”, which has no rule", level=names.get(paper.level))
            yield Problem(paper, text)
        if paper.copies < 1:
            yield Problem(paper, scheme.env._("a paper has at least one copy"))
        if paper.length < 0:
            yield Problem(paper, scheme.env._("its length is below 0"))
