"""What follows from the sample county's year, and what should: asked inside ``odoo shell`` of the played county.

What should follow is said here once more, rule by rule and by hand, from the archived results alone: grades, totals and
awards as they stand in the archive, events as the ledger has them.
"""

import json
from collections import Counter

OF_ALL = {"S1": ["S1-53 money"]}
OF_THE_BEST = {
    "S0": ["S0-36 pool_entry", "S0-37 nomination"],
    "S1": ["S1-51 pool_entry"],
    "S2A-COUNTY": ["S2A-74 pool_entry"],
    "S2A-STAFF": ["S2A-74 pool_entry"],
}
OF_AN_AWARD = {
    ("S2A-COUNTY", "commended"): ["S2A-75 award"],
    ("S2A-STAFF", "commended"): ["S2A-75 award"],
    ("S2A-UNIT", "advanced_collective"): ["S2A-33 money", "S2A-34 award"],
    ("S2A-DISTRICT", "advanced_collective"): ["S2A-48 money", "S2A-49 award"],
    ("S2B", "advanced_collective"): ["S2B-34 award"],
}
EVENTS = {"slush_fund": "S2B-13", "transfer": "S2B-13", "clue": "S2B-13", "expert": "S2B-19"}
"""Events of 市审计局 for which money follows (S2B-13, S2B-19)."""


def answer(env):
    """``{"missing": [[scheme, whom, what]], "beyond": …, "behind": …, "kinds": {what: number}}``."""
    results = env["cadre.result"].search([("cycle_id", "!=", False)]).filtered("is_current")
    wanted = {(result.id, what) for result in results for what in _should(env, result)}
    standing = env["cadre.consequence"].search([("state", "in", ("proposed", "approved", "done"))])
    found = {(_last(one.result_id).id, f"{one.rule_id.rule_ref.split()[0]} {one.action}"): one for one in standing}
    said = {result.id: [result.cycle_id.scheme_id.code, result.name] for result in results}
    alone = [
        [*said[key[0]], key[1]]
        for key, one in found.items()
        if {result._subject() for result in one.result_ids} != {one.result_id._subject()}
        or one.result_id not in one.result_ids
    ]
    return "ANSWER " + json.dumps(
        {
            "missing": sorted([*said[result], what] for result, what in wanted - found.keys()),
            "beyond": sorted([*said[result], what] for result, what in found.keys() - wanted),
            "behind": alone,
            "twice": len(standing) - len(found),
            "kinds": Counter(one.action for one in standing),
        },
        ensure_ascii=False,
    )


def _last(result):
    """The version in force of what ``result`` is a version of."""
    while later := result.search([("previous_id", "=", result.id)], limit=1):
        result = later
    return result


def _should(env, result):
    """What follows from one result, as ``rule action``. Of no subject here an earlier year is on file."""
    scheme = result.cycle_id.scheme_id.code
    yield from OF_ALL.get(scheme, ())
    if scheme == "S0" and result.grade_code != "undetermined":
        yield "S0-35 convert"
    if result.grade_name == "优秀":
        yield from OF_THE_BEST.get(scheme, ())
    for award in (result.award_codes or "").split():
        yield from OF_AN_AWARD.get((scheme, award), ())
    if scheme == "S2B":
        booked = [("subject_unit_id", "=", result.subject_unit_id.id), ("cycle_id", "=", result.cycle_id.id)]
        codes = env["cadre.ledger.posting"].search([*booked, ("state", "=", "confirmed")]).adjustment_id.mapped("code")
        yield from {f"{EVENTS[code]} money" for code in codes if code in EVENTS}
