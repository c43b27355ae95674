"""Make the papers of a cycle: those of its subjects, and those that the office writes itself."""

from ..organization.workdays import Workdays
from ..scheme.conditions import conditions
from .roster import roster, subjects

QUIET = {"mail_create_nolog": True, "tracking_disable": True}


def make_papers(cycle):
    """The papers that are not there yet, made as superuser; those of the office with the leaders who approve them."""
    return _of_subjects(cycle) | _of_office(cycle)


def _of_subjects(cycle):
    """The required papers that people do not have yet, each with its sections (1 roster, 1 read, 1 create)."""
    rules = cycle.scheme_id.document_ids.filtered(lambda rule: rule.author == "subject")
    if not rules:
        return cycle.env["cadre.document"]
    people = subjects(roster(cycle, cycle._as_of()))
    there = (
        cycle.env["cadre.document"]
        .sudo()
        ._read_group([("cycle_id", "=", cycle.id)], ["rule_id", "period_id", cycle._subject_field()])
    )
    there = {(rule.id, period.id, subject.id) for rule, period, subject in there}
    Document = cycle.env["cadre.document"].sudo().with_context(mail_create_nolog=True, tracking_disable=True)
    owed = conditions(rules).tests  # S3-05: who is posted from above
    workdays = Workdays(cycle.company_id)
    return Document.create(
        [
            {**_values(cycle, rule, period), **_about(row), "due": rule._due(period, workdays)}
            for rule in rules
            for period in cycle.period_ids.filtered(lambda period, rule=rule: period.level == rule.level)
            for row in people
            if (rule.id, period.id, row.employee_id or row.subject_unit_id) not in there
            and (row.left or period.date_to) >= period.date_from
            and owed[rule](row.facts)
        ]
    )


def _of_office(cycle):
    """Those that are not there yet (1 roster, 1 read, 1 create)."""
    rules = cycle.scheme_id.document_ids.filtered(lambda rule: rule.author == "office")
    if not rules:
        return cycle.env["cadre.document"]
    places = office_places(cycle, rules)
    leaders = leaders_of_places(cycle, rules)
    keys = ["rule_id", "period_id", "subject_unit_id", "group_id"]
    there = cycle.env["cadre.document"].sudo()._read_group([("cycle_id", "=", cycle.id)], keys)
    there = {tuple(one.id for one in key) for key in there}
    workdays = Workdays(cycle.company_id)
    values = [
        office_values(cycle, rule, period, place, workdays, leaders=leaders)
        for rule in rules
        for period in cycle.period_ids.filtered(lambda period, rule=rule: period.level == rule.level)
        for place in places[rule]
        if (rule.id, period.id, place.get("subject_unit_id", False), place.get("group_id", False)) not in there
    ]
    return cycle.env["cadre.document"].sudo().with_context(**QUIET).create(values)


def office_places(cycle, rules):
    """{rule: [what one paper of it is about, as values]}"""
    rows = subjects(roster(cycle, cycle._as_of())) if set(rules.mapped("each")) - {"cycle"} else []
    units = cycle.env["hr.department"].sudo().browse({row.subject_unit_id or row.unit_id for row in rows} - {None})
    groups = cycle.env["cadre.category"].browse({row.comparison_group_id for row in rows} - {None}).sorted()
    entrusted = units.browse({row.unit_id for row in rows if row.entrusted} - {None})
    found = {}
    for rule in rules:
        if rule.each == "cycle":
            found[rule] = [{}]
        elif rule.each == "group":
            found[rule] = [{"group_id": group.id, "employee_name": group.name} for group in groups]
        else:
            kinds = rule.unit_category_ids
            some = entrusted if rule.each == "entrusted" else units
            found[rule] = [
                {"subject_unit_id": unit.id, "head_id": unit.manager_id.id, "employee_name": unit.name}
                for unit in some.sorted("complete_name")
                if not kinds or unit.unit_category_id in kinds
            ]
    return found


def _values(cycle, rule, period):
    """What a required paper begins with, whoever it is about."""
    return {
        "cycle_id": cycle.id,
        "rule_id": rule.id,
        "period_id": period.id,
        "name": rule.name,
        "section_ids": [
            (0, 0, {"name": section.name, "sequence": section.sequence, "required": section.required})
            for section in rule.section_ids
        ],
        "recipient_ids": [(0, 0, one._as_recipient()) for one in rule.recipient_ids],
    }


def _about(row):
    """What a paper says of its subject, a row of the roster."""
    return {
        "employee_id": row.employee_id or False,
        "subject_unit_id": row.subject_unit_id or False,
        "head_id": row.head_id or False,
        "employee_name": row.employee_name,
    }


def office_values(cycle, rule, period, place, workdays, number=0, leaders=None):
    values = _values(cycle, rule, period)
    known = {
        "年度": str(cycle.year),
        "周期": cycle.name,
        "时段": period.name,
        "对象": place.get("employee_name") or cycle.unit_id.name or "",
    }
    sections = [
        (0, 0, {**line, "text": _begun(section.template, known)})
        for (_new, _id, line), section in zip(values["section_ids"], rule.section_ids, strict=True)
    ]
    people = leaders_of(cycle.env, place, leaders or {})
    recipients = [
        (0, 0, one)
        for (_new, _id, line) in values["recipient_ids"]
        for one in (approvers_of(line, people) if line["purpose"] == "approval" and people else [line])
    ]
    return {
        **values,
        **place,
        "recipient_ids": recipients,
        "number": number,
        "due": rule._due(period, workdays) if not number else False,
        "section_ids": sections,
    }


def leaders_of_places(cycle, rules):
    """{("unit" or "group", its id): ids of the employees in charge of its units today}, where a paper asks them."""
    found = {}
    if "approval" in rules.recipient_ids.mapped("purpose"):
        for row in subjects(roster(cycle, cycle._as_of())):
            unit = row.subject_unit_id or row.unit_id
            for place in (("unit", unit), ("group", row.comparison_group_id)):
                if row.leader_id:
                    found.setdefault(place, set()).add(row.leader_id)
    return found


def leaders_of(env, place, leaders):
    """The leaders in charge of what a paper is about."""
    unit = "subject_unit_id" in place
    where = ("unit", place["subject_unit_id"]) if unit else ("group", place.get("group_id"))
    return env["hr.employee"].sudo().browse(sorted(leaders.get(where, ())))


def approvers_of(line, people):
    """The rows of whoever approves: each leader in charge of the units concerned, by name."""
    return [{**line, "name": f"{line['name']}（{person.name}）", "leader_id": person.id} for person in people]


def _begun(template, known):
    """The text a section begins with; nothing of it is evaluated."""
    text = template or ""
    for name, value in known.items():
        text = text.replace("{" + name + "}", str(value or ""))
    return text
