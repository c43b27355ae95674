"""What follows from archived results by the rules of their scheme, and every result that brings it about.

:func:`follows` says it as plain values; :func:`settle` puts it beside what stands already, so that nothing follows
twice; :func:`write` writes what is new, in a fixed number of statements, however many there are (law 2).
"""

from datetime import timedelta
from typing import NamedTuple

from odoo import fields
from odoo.tools import SQL

from ...engine.criteria import grounds
from ..archive.facts import results_known
from ..computation import bulk
from ..computation.gather_facts import UNIT
from ..computation.gather_years import NAMES
from ..guard import guarded
from ..reasons import said, why
from ..scheme.conditions import conditions
from .cadre_consequence import OPEN
from .reasons_said import WORDS

QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
OF_UNITS = UNIT | {"unit_events"}
READ = (
    "assessment_id", "annual_grade_name", "employee_id", "subject_unit_id", "head_id", "user_id", "name", "total",
    "previous_id", "cycle_id",
)  # fmt: skip
"""What is asked of ten thousand results: read at once, not a thousand at a time."""


class Follow(NamedTuple):
    """One consequence as the rules have it: ``values`` of its fields, ``results``: ids of all that bring it about."""

    key: tuple
    rule: object
    values: dict
    results: frozenset


def key_of(rule, values):
    """By one rule it follows once for each subject: as the index of the table has it."""
    return rule.id, *[values[name] or 0 for name in ("employee_id", "subject_unit_id", "about_unit_id")]


def follows(cycle, results):
    """The :class:`Follow` s of ``results``, archived in ``cycle``. A bounded number of queries.

    Every rule speaks, also one that is switched off: whoever calls asks whether it is in use.
    """
    rules = cycle.scheme_id.consequence_ids
    tests, asked = conditions(rules)
    criteria = rules.criterion_id._engine_criteria()
    assessments = results.assessment_id
    known = results_known(assessments, asked) if results else {}
    of_units = _results_of_units(cycle) if asked & OF_UNITS else {}
    results.fetch(READ)
    assessments.fetch(["unit_id", "leader_user_id", "head_id"])
    users = _responsible_users(cycle, rules)
    common = {rule: _of_rule(cycle, rule, cycle._today()) for rule in rules}
    found = []
    for result in results:
        facts, years = known[result.assessment_id.id]
        with cycle._naming_the_rule():
            holding = [rule for rule, test in tests.items() if test(facts)]
        for rule in holding:
            if rule.action == "convert" and not result.annual_grade_name:
                continue
            behind = {result.id}
            if rule.criterion_id:
                said = grounds(criteria[rule.criterion_id.id], facts)
                behind |= _behind(said, years)
                if said.keys() & OF_UNITS:
                    behind |= of_units.get(result.assessment_id.unit_id.id, set())
            values = _values(common[rule], rule, result, users)
            found.append(Follow(key_of(rule, values), rule, values, frozenset(behind)))
    _without_kin(cycle, found)
    return found


def _without_kin(cycle, found):
    """A relative of whom it is about does not see to it (回避): nobody is named, and the office does it.

    Three queries, however many follow.
    """
    users = cycle.env["res.users"].sudo().browse({one.values["responsible_id"] for one in found} - {False})
    kin = {user.id: {*user.cadre_kin_ids.ids} for user in users}
    for one in found:
        if {one.values["employee_id"], one.values["head_id"]} & kin.get(one.values["responsible_id"], set()):
            one.values["responsible_id"] = False


def _behind(said, years):
    """Ids of the results of earlier years on which the histories rest that were asked."""
    behind = set()
    for fact, places in said.items():
        for place in places - {0} if fact in NAMES else ():
            if place < len(years):
                year = years[-1 - place]
                behind.update(year.results if fact == "grades" else filter(None, (year.own_result,)))
    return behind


def _results_of_units(cycle):
    """{unit: ids of its results in force in the cycles that were decided before}. One query."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT DISTINCT ON (r.subject_unit_id, r.cycle_id) r.subject_unit_id, r.id
              FROM cadre_cycle_prerequisite_rel before JOIN cadre_result r ON r.cycle_id = before.prerequisite_id
             WHERE before.cycle_id = %s AND r.subject_unit_id IS NOT NULL
          ORDER BY r.subject_unit_id, r.cycle_id, r.version DESC
            """,
            cycle.id,
        )
    )
    found = {}
    for unit, result in rows:
        found.setdefault(unit, set()).add(result)
    return found


def _responsible_users(cycle, rules):
    """{role of the rules: user id}, of the roles that are the same for everybody in the cycle."""
    asked = set(rules.mapped("responsible"))
    found = {}
    if "chair" in asked:
        found["chair"] = cycle.leading_body_id._members_on(cycle._today(), roles={"chair"}).user_id[:1].id
    if "organizer" in asked:
        found["organizer"] = cycle.organizer_id.user_id.id
    return found


def _of_rule(cycle, rule, today):
    """What all consequences have in common that follow by ``rule`` from results archived in ``cycle`` ``today``."""
    approval = rule._approval()
    done, settled = rule.action == "convert", approval == "none"
    return {
        "name": rule.name,
        "cycle_id": cycle.id,
        "company_id": cycle.company_id.id,
        "rule_id": rule.id,
        "action": rule.action,
        "approval": approval,
        "base": rule.amount if rule.amount_by == "base" else 0,
        "award_id": rule.award_id.id,
        "state": "done" if done else "approved" if settled else "proposed",
        "approved_on": fields.Datetime.now() if settled else False,
        "done_on": today if done else False,
        "deadline": today + timedelta(days=rule.deadline_days) if rule.deadline_days else False,
        "protection": "unchecked",
        "validation_status": "no",
    }


def _values(common, rule, result, users):
    """What follows from ``result`` by ``rule``: for the subject, or for the head of the unit (S2A-34)."""
    role = rule.responsible
    if role == "leader":
        responsible = result.assessment_id.leader_user_id.id
    elif role == "head":
        responsible = result.assessment_id.head_id.user_id.id
    else:
        responsible = users.get(role)
    values = {
        **common,
        "result_id": result.id,
        "employee_id": result.employee_id.id,
        "subject_unit_id": result.subject_unit_id.id,
        "head_id": result.head_id.id,
        "about_unit_id": False,
        "user_id": result.user_id.id,
        "person_name": result.name,
        "amount": rule._amount(result.total),
        "responsible_id": responsible or False,
        "note": result.annual_grade_name if common["action"] == "convert" else False,
    }
    if rule.to_head and result.subject_unit_id and result.head_id:
        head = {"employee_id": result.head_id.id, "subject_unit_id": False, "head_id": False}
        values |= {**head, "person_name": result.head_id.name, "about_unit_id": result.subject_unit_id.id}
        values["user_id"] = result.head_id.sudo().user_id.id
    return values


# -- beside what stands --------------------------------------------------------------------------------------------
def settle(cycle, results):
    """Propose what follows from ``results`` and is not there; question what stands and follows no longer.

    What was only proposed gives way to what is proposed now; what was approved or carried out is left alone where it
    still follows as it stands.
    """
    Consequence = guarded(cycle.env["cadre.consequence"].sudo()).with_context(**QUIET)
    standing = Consequence.search(
        [
            ("cycle_id", "=", cycle.id),
            ("rule_id", "!=", False),
            ("state", "in", OPEN),
            ("question", "!=", "twice"),
            ("result_id.assessment_id", "in", results.assessment_id.ids),
        ]
    )
    known = {
        (one.rule_id.id, one.employee_id.id or 0, one.subject_unit_id.id or 0, one.about_unit_id.id or 0): one
        for one in standing
    }
    in_use = cycle.scheme_id.consequence_ids._in_use(cycle.year)
    fresh, replaced = [], Consequence.browse()
    following = follows(cycle, results)
    pointless = Consequence._pointless([follow.values for follow in following])
    for follow, in_vain in zip(following, pointless, strict=True):
        stands = known.pop(follow.key, None)
        if stands is None:
            if follow.rule in in_use and not in_vain:
                fresh.append(follow)
        elif _bears_out(stands, follow):
            _rests_on(stands, follow)
        elif stands.state == "proposed" or stands.action == "convert":
            replaced |= stands
            fresh.append(follow)
        else:
            _question(stands, "changed", _otherwise(stands, follow))
    for stands in known.values():
        if stands.state == "proposed" or stands.action == "convert":
            replaced |= stands
        else:
            _question(stands, "fallen", why("fallen"))
    _replace(replaced)
    write(cycle, fresh)


def _bears_out(stands, follow):
    """Whether what stands is what follows now: of what is only proposed in every result, else in what it gives."""
    if stands.state == "proposed":
        return frozenset(stands.result_ids.ids) == follow.results and stands.result_id.id == follow.values["result_id"]
    if stands.action == "convert":
        return stands.note == follow.values["note"]
    return not _otherwise(stands, follow)


def _otherwise(stands, follow):
    """In what the consequence that follows now differs from the one that stands (:func:`..reasons.why`); None: in
    nothing.

    A sum that the office said, and an award that the body chose, are their word and not the rule's.
    """
    rule = follow.rule
    said_by_rule = not rule.needs_amount and not (rule.amount_by == "base" and not rule.amount)
    if said_by_rule and round(stands.amount - follow.values["amount"], 2):
        return why("amount", now=f"{follow.values['amount']:.2f}", before=f"{stands.amount:.2f}")
    return None


def _rests_on(stands, follow):
    """What still follows rests on the newest versions as well; a question it had is answered."""
    more = [one for one in follow.results if one not in stands.result_ids.ids]
    if more:
        stands.write({"result_ids": [(4, one) for one in more]})
    if stands.question:
        stands.write({"question": False, "question_note": False, "question_why": False})


def _question(stands, question, kept):
    if (stands.question, stands.question_why) != (question, kept):
        stands.write({"question": question, "question_note": False, "question_why": kept})
        stands.message_post(body=said(stands.env, kept, WORDS))


def _replace(replaced):
    """What was only proposed, and an annual grade, give way by themselves."""
    gone = {"gone_why": why("new_version")}
    grades = replaced.filtered(lambda one: one.action == "convert")
    if grades:
        grades.write({"state": "taken_back", "taken_back_on": grades[0].cycle_id._today(), **gone})
    if proposed := replaced - grades:
        proposed._stop_asking()
        proposed.write({"state": "cancelled", "decision_id": False, **gone})


# -- in bulk -------------------------------------------------------------------------------------------------------
def write(cycle, fresh):
    """Write new consequences with the results behind each: four statements, however many. Server code only."""
    if not fresh:
        return cycle.env["cadre.consequence"]
    env = cycle.env
    Consequence = env["cadre.consequence"].sudo()
    Consequence.flush_model()
    sequence = f"{Consequence._table}_id_seq"
    ids = [number for [number] in env.execute_query(
        SQL("SELECT nextval(%s) FROM generate_series(1, %s)", sequence, len(fresh))
    )]  # fmt: skip
    names = list(fresh[0].values)
    [[now]] = env.execute_query(SQL("SELECT now() AT TIME ZONE 'UTC'"))
    stamp = (env.uid, env.uid, now, now)
    columns = ["id", *names, "create_uid", "write_uid", "create_date", "write_date"]
    rows = [
        bulk.row(number, *[_cell(Consequence._fields[name], one.values[name]) for name in names], *stamp)
        for number, one in zip(ids, fresh, strict=True)
    ]
    bulk.copy_in(env.cr, Consequence._table, columns, rows)
    behind = [
        bulk.row(number, result) for number, one in zip(ids, fresh, strict=True) for result in sorted(one.results)
    ]
    relation = Consequence._fields["result_ids"]
    bulk.copy_in(env.cr, relation.relation, [relation.column1, relation.column2], behind)
    cycle.invalidate_recordset(["consequence_ids"], flush=False)
    return Consequence.browse(ids)


def _cell(field, value):
    """An empty value as the column has it: no number is none, a yes or no is one."""
    if value is False and field.type != "boolean":
        return 0 if field.type in ("float", "integer") else None
    return value
