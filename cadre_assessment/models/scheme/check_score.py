"""Check that the score holds together: weights, methods, what is counted, the tariff."""

from itertools import pairwise, product

from ...engine.methods import COUNTS, GRADES, PARTS, PERIODS, RESULT
from ..listing import listed, titled
from .cadre_scale import FIELD_OF
from .figures import number
from .problems import Problem


def check_weights(scheme):
    """Parts add up to their whole (S0-05: 30 + 50 = 80) for at least one kind of subject, and for none to more.

    Who lacks a part that is not for him has a smaller whole (S2B-12): worth a look, no more.
    """
    if not scheme.component_ids:
        return [Problem(scheme, scheme.env._("it has no components"))]
    parts = scheme.component_ids.grouped(lambda component: component.parent_id._origin.id)
    problems = []
    for parent in (scheme.env["cadre.scheme.component"], *scheme.component_ids):
        children = parts.get(parent._origin.id) if parent._origin or not parent else None
        if not children:
            continue
        whole = round(parent.weight if parent else scheme.full_score, 4)
        problems += _sum_faults(scheme, parent or scheme, whole, children)
        for year in (parent | children)._years_of_change():
            whole = round(parent._weight_in(year) if parent else scheme.full_score, 4)
            faults = list(_sum_faults(scheme, parent or scheme, whole, children, year))
            problems += faults
            if faults:
                break
    return problems


def _sum_faults(scheme, record, whole, children, year=None):
    """What is wrong with the sum of ``children``, as it stands or in ``year`` (S4-P6-02)."""
    sums = {}
    for kinds in _kinds_of_subjects(scheme, children):
        there = [child for child in children if _applies(child, kinds)]
        sums.setdefault(round(float(sum(child._exact_weight(year) for child in there)), 4), there)
    for total, there in sums.items():
        if total != whole and there:
            text = scheme.env._(
                "the parts add up to %(total)s, the whole is %(whole)s (%(parts)s)",
                total=number(total),
                whole=number(whole),
                parts=listed(scheme.env, [f"{child.name} {number(child._weight_in(year))}" for child in there]),
            )
            text = scheme.env._("in %(year)s %(text)s", year=year, text=text) if year else text
            yield Problem(record, text, blocking=total > whole or whole not in sums)


def _applies(component, kinds):
    limits = (component.post_class_ids._origin.ids, component.unit_category_ids._origin.ids)
    return all(not limit or kinds & set(limit) for limit in limits)


def _kinds_of_subjects(scheme, components):
    """Every combination of a post class and a kind of unit that makes a difference to ``components``."""
    classes = components.post_class_ids._origin.ids
    units = components.unit_category_ids._origin.ids
    for pair in product((None, *classes), (None, *units)):
        yield frozenset(pair) - {None}


def check_components(scheme):
    parents = {component.parent_id._origin.id for component in scheme.component_ids if component.parent_id}
    rules = {period.level: period for period in scheme.period_ids}
    order = {}
    for component in scheme.component_ids:
        is_parent = component._origin.id in parents if component._origin else False
        for text in _component_faults(scheme, component, is_parent, rules):
            yield Problem(component, text)
        yield from _component_warnings(scheme, component)
        yield from check_counts(scheme, component)
        if component.tie_break:
            other = order.setdefault(component.tie_break, component)
            if other != component:
                text = scheme.env._(
                    "it has the place %(place)s in the tie-break chain, like %(other)s",
                    place=component.tie_break,
                    other=other.name,
                )
                yield Problem(component, text)


def _component_faults(scheme, component, is_parent, periods):
    if component.weight < 0:
        return [scheme.env._("its weight is below 0")]
    if (component.step_from or component.step or component.step_until) and not (
        component.step and 1900 < component.step_from <= component.step_until <= component.step_from + 100
    ):
        return [scheme.env._("of a weight that changes say from which year until which, and by how many points")]
    method = component._method()
    if method.takes == PARTS:
        return [] if is_parent else [scheme.env._("it adds up its parts and has none")]
    faults = []
    if is_parent:
        faults.append(scheme.env._("it has parts: its method must be “Sum of its Parts”"))
    if not component.rater:
        faults.append(scheme.env._("nobody gives it: choose a rater"))
    if component.rater == "body" and component.scoring_body_id and not component.scoring_body_id.current_member_ids:
        body = component.scoring_body_id.name
        faults.append(scheme.env._("nobody gives it: %(body)s has no member today", body=body))
    if component.maximum <= 0:
        faults.append(scheme.env._("the highest mark must be above 0"))
    if component.has_floor and component.has_cap and component.floor > component.cap:
        faults.append(scheme.env._("the floor is above the cap"))
    if method.grades:
        faults += _scaled_faults(scheme, component)
    if method.takes in (GRADES, PERIODS):
        faults += _period_faults(scheme, component, periods)
    if component.from_letter and (method.each != "item" or scheme.plan_kind != "letter"):
        faults.append(
            scheme.env._("items of the letter are added up, and the subjects of this scheme need letters for it")
        )
    return faults + _method_faults(scheme, component, method)


def _method_faults(scheme, component, method):
    """What is wrong with the figures of its method, or with what it takes over."""
    faults = list(_derived_faults(scheme, component)) if method.takes == RESULT else []
    for name in method.params:
        faults += _param_faults(scheme, component, name)
    return faults


def _component_warnings(scheme, component):
    if component.has_cap and component.cap < component.weight and component._method().takes != PARTS:
        text = scheme.env._(
            "its cap %(cap)s is below its weight %(weight)s: the weight can never be earned",
            cap=number(component.cap),
            weight=number(component.weight),
        )
        yield Problem(component, text, blocking=False)


def check_organs(scheme):
    """Organs that the regulation names and this house has no body for yet (S2A-18)."""
    company = scheme.company_id or scheme.env.company
    named = scheme.component_ids.filtered(lambda component: component.organ and not component.scoring_body_id)
    bodies = scheme.env["cadre.body"].sudo().search([("company_id", "=", company.id)]) if named else named
    for component in named.filtered(lambda one: one.organ not in bodies.mapped("name")):
        text = scheme.env._(
            "no body here is called “%(organ)s” yet: make it, or let the cycle name the body that scores it",
            organ=component.organ,
        )
        yield Problem(component, text, blocking=False)


def _scaled_faults(scheme, component):
    if not component.scale_id:
        return [scheme.env._("the scale is missing")]
    grades = component.scale_id.grade_ids.sorted("sequence")
    value = FIELD_OF[component._method().grades]
    if not any(grades.mapped(value)):
        return [scheme.env._("the grades of its scale “%(scale)s” have no values", scale=component.scale_id.name)]
    faults = [
        scheme.env._("the grade %(grade)s is worth nothing", grade=grade.name)
        for grade in grades[:-1]
        if not grade[value]
    ]
    return faults + [
        scheme.env._("the grade %(worse)s is worth more than %(better)s", worse=worse.name, better=better.name)
        for better, worse in pairwise(grades)
        if worse[value] > better[value]
    ]


def _period_faults(scheme, component, periods):
    rule = periods.get(component.period_level)
    marks = component._method().takes == PERIODS
    if marks and not component.period_level:
        return []  # marks that are entered one by one
    if not rule:
        return [scheme.env._("the records it is made of are missing: no period rule of its level")]
    if not marks and (not rule.rated or rule.scale_id != component.scale_id):
        return [scheme.env._("the records of its level are not rated on its scale")]
    if marks and not rule.marked:
        return [scheme.env._("the records of its level have no mark")]
    if marks and component.maximum != rule.indicator_total:
        return [
            scheme.env._(
                "its highest mark is %(maximum)s, that of its records %(total)s",
                maximum=number(component.maximum),
                total=number(rule.indicator_total),
            )
        ]
    return []


def _param_faults(scheme, component, name):
    """What is wrong with one figure of the method, by its name in the engine's registry."""
    if name == "per_item" and component.per_item <= 0:
        yield scheme.env._("the points for each missing item must be above 0")
    if name == "target" and component.target <= 0:
        yield scheme.env._("the target must be above 0")
    extra = component.per_extra < 0 or (component.has_extra_cap and component.extra_cap < 0)
    if name == "per_extra" and extra:
        yield scheme.env._("the points for further ones are below 0")
    if name == "trim" and component.trim < 0:
        yield scheme.env._("a number of marks cannot be below 0")
    if name == "rates" and not any(count.points or count.void for count in component.count_ids):
        yield scheme.env._("say what is counted, and for how many points")


def _derived_faults(scheme, component):
    if component.derived_from == "own_component":
        found = component._read_as() != component
        text = scheme.env._(
            "it takes over the component “%(code)s”, but no other one that is scored itself has this code",
            code=component.derived_code or "",
        )
        return [] if found else [text]
    units = scheme._waits_for("unit", "district", "team")
    if not units:
        return [scheme.env._("it takes the result of the unit, but no scheme of units is decided before this one")]
    if component.derived_from == "unit_component":
        known = set(units.component_ids.mapped("code"))
        if not component.derived_code or component.derived_code not in known:
            return [
                scheme.env._("the scheme of the unit has no component “%(code)s”", code=component.derived_code or "")
            ]
    return []


def check_counts(scheme, component):
    counts, method = component.count_ids, component._method()
    if counts and method.takes != COUNTS:
        yield Problem(component, scheme.env._("its method counts nothing: what is counted has no use"), False)
        return
    if method.roles and counts:
        codes = set(counts.mapped("code"))
        if not ("required" in codes and codes & {"done", "missing"} and codes <= method.roles):
            yield Problem(component, scheme.env._("it counts “required”, and “done” or “missing”; nothing else"))
    if method.roles and not counts:
        yield Problem(component, scheme.env._("say what is required, and what is done or missing"))
    if component.has_bonus_cap and component.bonus_cap < 0:
        yield Problem(component, scheme.env._("the limit on bonuses is below 0"))
    shares = counts.filtered("share").mapped("share")
    if shares and (
        "rest" not in method.params
        or sorted(set(shares)) != ["part", "rest", "whole"]
        or shares.count("whole") > 1
        or shares.count("rest") > 1
    ):
        yield Problem(component, scheme.env._("a sum has one whole, its parts, and one line for what is left"))
    codes = set(scheme.adjustment_ids.mapped("code"))
    for count in counts.filtered(lambda one: one.ledger_code and one.ledger_code not in codes):
        text = scheme.env._("the tariff has no line “%(code)s” to be counted", code=count.ledger_code)
        yield Problem(count, titled(scheme.env, component.name, text))
    for count in counts:
        for text in _count_faults(scheme, component, count):
            yield Problem(count, titled(scheme.env, component.name, text))


def _count_faults(scheme, component, count):
    if "rates" not in component._method().params:
        return
    if count.void and (count.has_range or count.points):
        yield scheme.env._("it empties the whole: it has no points of its own")
    if count.has_range and not 0 <= count.low < count.high:
        yield scheme.env._(
            "its range %(low)s … %(high)s is none (both are points, the lower first)",
            low=number(count.low),
            high=number(count.high),
        )


def check_tariff(scheme):
    levels = {period.level for period in scheme.period_ids if period.marked}
    for line in scheme.adjustment_ids:
        for text in _tariff_faults(scheme, line, levels):
            yield Problem(line, text)
        if line.computed != "none" and not line.leave_type_ids:
            text = scheme.env._("the kinds of leave it is computed from are not chosen yet")
            yield Problem(line, text, blocking=False)
    used = scheme.adjustment_ids.cap_id._origin
    for cap in scheme.cap_ids:
        lines = scheme.adjustment_ids.filtered(lambda line, cap=cap: line.cap_id._origin == cap._origin)
        if cap._origin not in used:
            yield Problem(cap, scheme.env._("no line of the tariff is under it"), blocking=False)
        if any((line.sign == "deduction") != (cap.limit < 0) for line in lines):
            text = scheme.env._("a limit of 0 or more bounds bonuses, a negative one deductions: its lines differ")
            yield Problem(cap, text)


def _tariff_faults(scheme, line, marked_levels):
    if line.fact_only:
        if line.points or line.has_range:
            yield scheme.env._("it is only recorded: it has no points")
    elif line.has_range:
        if not 0 <= line.low < line.high:
            yield scheme.env._(
                "its range %(low)s … %(high)s is none (both are points, the lower first)",
                low=number(line.low),
                high=number(line.high),
            )
    elif line.points <= 0:
        yield scheme.env._("its points must be above 0; a deduction is one by its sign")
    if not (line.recipients_individual or line.recipients_collective):
        yield scheme.env._("nobody gets its points: say who does")
    if line.cap_id and line.cap_id.scheme_id._origin != scheme._origin:
        yield scheme.env._("its cap belongs to another scheme")
    if line.computed != "none" and (line.has_range or line.fact_only):
        yield scheme.env._("computed days need points for each day")
    if line.booking == "month" and "month" not in marked_levels:
        yield scheme.env._("it is booked in the mark of the month, and no record of a month has one")
    if scheme.subject_kind != "person" and (
        line.recipients_individual == "self_leader"
        or line.recipients_collective in ("section", "section_leader")
        or line.computed != "none"
    ):
        yield scheme.env._("only persons have a leader in charge, sections and leave; here units are assessed")
