"""Preview of a rule: whom it would have hit in each archived year. Nothing is written.

A year that was archived here is asked as the archiving asks it; of a year that was brought in by a file only grades and
totals are known.
"""

from typing import NamedTuple

from odoo.exceptions import UserError

from ...engine import figure
from ...engine.criteria import grounds, holds
from ..archive.facts import results_known
from ..computation.gather_years import Year, histories, levels_of, spoken, year_of
from ..listing import listed, titled
from ..organization.person_facts import NEVER
from ..scheme.conditions import conditions

OF_A_FILE = frozenset({"grade", "grades", "own_grades", "total", "totals"})
"""What is known of a result that was brought in."""


class Hit(NamedTuple):
    """One subject of one year whom the rule would have hit: the result, and every result behind it."""

    year: int
    result: object
    behind: object
    amount: float


def refuse(rule):
    """Raise UserError where the rule cannot be asked at all."""
    env, scheme = rule.env, rule.scheme_id
    root = rule.criterion_id
    known = env["cadre.criterion"]._known_codes()
    faults = [titled(env, leaf.display_name, text) for leaf, text in root._faults(known, scheme._codes_of_facts())]
    if faults:
        raise UserError(env._("“%(rule)s” cannot be previewed: %(faults)s", rule=rule.name, faults=listed(env, faults)))
    if {leaf.fact for leaf in root._under()} & NEVER:
        raise UserError(
            env._(
                "“%(rule)s” asks for cases or sanctions: who they are about the discipline body knows, and no preview "
                "shows it.",
                rule=rule.name,
            )
        )


def years_known(rule):
    """{year: results in force of the rule's regulation that the reader may read}, of archived cycles and of files."""
    scheme = rule.scheme_id
    subject = "employee_id" if scheme.subject_kind == "person" else "subject_unit_id"
    results = rule.env["cadre.result"].search(
        [("regulation", "=", scheme.regulation_id.name), (subject, "!=", False)], order="year, id"
    )
    results = results.filtered("is_current")
    codes = {cycle.id: cycle.scheme_id.code for cycle in results.sudo().cycle_id}
    ours = results.filtered(lambda one: codes.get(one.cycle_id.id, scheme.code) == scheme.code)
    return ours.grouped("year")


def preview(rule, first=0, last=0):
    """The :class:`Hit` s of ``rule`` in the archived years from ``first`` to ``last`` (0: the ends), and what is said.

    :return: (hits, sentences about years of which not everything is known)
    :raises UserError: the rule cannot be asked, or nobody archived a year that is named
    """
    refuse(rule)
    years = years_known(rule)
    _refuse_unarchived(rule, years, first, last)
    hits, said = [], []
    for year, results in sorted(years.items()):
        if year < (first or year) or year > (last or year):
            continue
        here = results.filtered("assessment_id")
        for cycle, some in here.grouped("cycle_id").items():
            hits += _of_cycle(rule, cycle.sudo(), some)
        if brought := results - here:
            more, text = _of_file(rule, year, brought)
            hits += more
            said += text
    return hits, said


def _refuse_unarchived(rule, years, first, last):
    env = rule.env
    asked = range(first or last, (last or first) + 1) if first or last else ()
    missing = [year for year in asked if year not in years]
    if missing or not years:
        raise UserError(
            env._(
                "Nobody has archived %(missing)s under “%(regulation)s”. Archived: %(years)s.",
                missing=listed(env, missing) or env._("a year"),
                regulation=rule.scheme_id.regulation_id.name,
                years=listed(env, sorted(years)) or env._("none"),
            )
        )


def _of_cycle(rule, cycle, results):
    tests, asked = conditions(rule.sudo())
    test = tests[rule.sudo()]
    criterion = rule.criterion_id.sudo()._engine_criteria().get(rule.criterion_id.id)
    known = results_known(results.sudo().assessment_id, asked)
    hits = []
    for result in results:
        facts, years = known[result.sudo().assessment_id.id]
        if test(facts):
            hits.append(_hit(rule, result, criterion, facts, years))
    return hits


def _of_file(rule, year, results):
    """What is known of results brought in by a file; a rule that asks for more is answered by a sentence."""
    env = rule.env
    tests, asked = conditions(rule.sudo())
    if asked - OF_A_FILE:
        return [], [env._("%(year)s was brought in by a file: only grades and totals are known of it.", year=year)]
    scheme = rule.scheme_id.sudo()
    regulation, levels = scheme.regulation_id.name, levels_of(scheme)
    field = "employee_id" if scheme.subject_kind == "person" else "subject_unit_id"
    criterion = rule.criterion_id.sudo()._engine_criteria().get(rule.criterion_id.id)
    hits = []
    for company, some in results.sudo().grouped("company_id").items():
        archive = spoken(env, company, regulation, year, field, some.mapped(f"{field}.id"))
        for result in some:
            told = {one: year_of(words, regulation, levels) for one, words in archive[result[field].id].items()}
            years = tuple([told.get(one, Year()) for one in range(min(told), year + 1)])
            grades, own, totals = histories(years)
            facts = {"grades": grades, "own_grades": own, "totals": totals, "grade": years[-1].own}
            facts["total"] = figure(result.total) if result.has_total else None
            if tests[rule.sudo()](facts):
                hits.append(_hit(rule, result.with_env(env), criterion, facts, years))
    return hits, []


def _hit(rule, result, criterion, facts, years):
    behind = {result.id}
    if criterion and holds(criterion, facts):
        for fact, places in grounds(criterion, facts).items():
            for place in places - {0} if fact in OF_A_FILE else ():
                behind.update(filter(None, (*years[-1 - place].results, years[-1 - place].own_result)))
    amount = rule._amount(result.total) if rule.action == "money" or rule.amount else 0
    return Hit(result.year, result, result.browse(sorted(behind)), amount)
