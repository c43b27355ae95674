"""Prove that nothing was changed after sealing: the receipts, and a hash over all that could mislead.

A hash bears the number of its format before a colon (``2:9f…``); one without a number is of format 1. What was sealed
once is verified for good by the format it was sealed with; a new format gets a number of its own and never changes.
"""

import hashlib
import json

from odoo.tools import SQL

FORMAT = 4
"""The format of what is sealed today."""

HASHED = {
    "cadre_ballot": (
        "id name company_id cycle_id component_id kind unit_id scale_id choice choose_max write_in quorum majority_of "
        "paper_mode double_entry instruction minimum_papers top_ratio overrun comments rate_self options opened_at "
        "closed_at edition last_number address address_confirmed address_confirmed_by_id address_confirmed_at "
        "phone_abstained"
    ),
    "cadre_ballot_group": (
        "id sequence name weight skip_own_unit expected is_merged paper_issued paper_returned paper_invalid "
        "paper_abstained paper_valid paper_writein first_user_id second_user_id"
    ),
    "cadre_ballot_group_weight": "id group_id layer_id weight",
    "cadre_ballot_criterion": "id sequence name weight note party_weight",
    "cadre_ballot_subject": "id sequence name post employee_id subject_unit_id layer_id party_member",
    "cadre_ballot_tally": "id group_id subject_id criterion_id grade_id channel count",
    "cadre_ballot_writein": "id name count",
}
"""Format 4: table -> columns, whole tables, also those who got no vote and headings that do not score."""
SINCE_4 = {"cadre_ballot_criterion": {"party_weight"}, "cadre_ballot_subject": {"party_member"}}
"""Columns that format 3 did not have yet."""
SINCE_3 = {"cadre_ballot": {"phone_abstained"}, **SINCE_4}
"""Columns that format 2 did not have yet."""

APART = {
    "cadre_ballot": (
        "state digest salt sealed_at paper_count receipt_count public_code office_body_id selection_id step_id "
        "erased_on",
        "written by sealing itself; counts are verified beside the hash; the office only keeps the ballot, and a step "
        "of a selection names it; an erasure comes after sealing",
    ),
    "cadre_ballot_group": ("ballot_id company_id", "those of the ballot"),
    "cadre_ballot_group_weight": ("ballot_id company_id", "those of the ballot"),
    "cadre_ballot_criterion": ("ballot_id company_id", "those of the ballot"),
    "cadre_ballot_subject": ("ballot_id company_id", "those of the ballot"),
    "cadre_ballot_tally": ("ballot_id company_id", "those of the ballot"),
    "cadre_ballot_writein": ("ballot_id company_id", "those of the ballot"),
}
"""Columns that no hash names, and why; ``tests/ballot/test_proof.py`` finds a column that stands in neither table."""


def receipts_of(ballot):
    """The receipt codes in the order of the alphabet."""
    return receipts_of_each(ballot)[ballot.id]


def receipts_of_each(ballots):
    """{ballot id: its receipt codes in the order of the alphabet}. One query."""
    query = "SELECT ballot_id, code FROM cadre_ballot_receipt WHERE ballot_id = ANY(%s) ORDER BY code"
    ballots.env.cr.execute(query, (ballots.ids,))
    return _of_each(ballots, ballots.env.cr.fetchall(), lambda row: row[0])


def digest_of(ballot, salt, number=FORMAT):
    """The hash of a sealed ballot in the format ``number``: SHA-256, with the number before it from format 2 on."""
    ballot.env.flush_all()
    return _digest(number, FORMATS[number](ballot), salt, receipts_of(ballot))


def digests_of(ballots, salts):
    """{ballot id: its hash in the present format}, in as many queries as of one.

    :param salts: {ballot id: salt}
    """
    ballots.env.flush_all()
    facts, receipts = _facts_whole(ballots, FORMAT, {}), receipts_of_each(ballots)
    return {key: _digest(FORMAT, facts[key], salts[key], receipts[key]) for key in ballots.ids}


def _digest(number, facts, salt, receipts):
    facts = {**facts, "salt": salt, "receipts": receipts}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return marked(number, hashlib.sha256(text.encode()).hexdigest())


def _of_each(ballots, rows, value):
    """{ballot id: [the value of each of its rows]}; the id of the ballot stands first in a row."""
    found = {key: [] for key in ballots.ids}
    for key, *row in rows:
        found[key].append(value(row))
    return found


def matches(ballot, digest, salt):
    """Whether ``digest`` is that of the ballot as it is now, by the format that it names."""
    number = format_of(digest)
    return number in FORMATS and digest == digest_of(ballot, salt, number)


def marked(number, digest):
    """A hash with the number of its format.

    >>> marked(1, "ab"), marked(2, "ab")
    ('ab', '2:ab')
    """
    return digest if number == 1 else f"{number}:{digest}"


def format_of(digest):
    """The number of the format of a hash; ``None`` where there is none that could be meant.

    >>> format_of("ab"), format_of("2:ab"), format_of("x:ab"), format_of(False)
    (1, 2, None, None)
    """
    if not digest:
        return None
    number, colon, _rest = digest.partition(":")
    if not colon:
        return 1
    return int(number) if number.isdecimal() and number.isascii() else None


def _facts_2(ballot):
    return _facts_whole(ballot, 2, SINCE_3)[ballot.id]


def _facts_3(ballot):
    return _facts_whole(ballot, 3, SINCE_4)[ballot.id]


def _facts_4(ballot):
    return _facts_whole(ballot, 4, {})[ballot.id]


def _facts_whole(ballots, number, later):
    """{ballot id: facts}: every column of :data:`HASHED` as text, which groups were merged, and how many of each group
    have voted.

    :param later: {table: columns that this format does not have}
    """
    env = ballots.env
    facts = {key: {"format": number} for key in ballots.ids}

    def keep(name, query):
        for key, rows in _of_each(ballots, env.execute_query(query), tuple).items():
            facts[key][name] = rows

    for table, columns in HASHED.items():
        known = [name for name in columns.split() if name not in later.get(table, ())]
        names = SQL(", ").join(SQL("%s::text", SQL.identifier(name)) for name in known)
        parent = SQL.identifier("id" if table == "cadre_ballot" else "ballot_id")
        shape = "SELECT %s AS of_ballot, %s FROM %s WHERE %s = ANY(%s) ORDER BY id"  # by the id as text, as ever
        keep(table, SQL(shape, parent, names, SQL.identifier(table), parent, ballots.ids))
    keep(
        "merged",
        SQL(
            "SELECT g.ballot_id, r.merged_id, r.group_id FROM cadre_ballot_group_merged_rel r"
            "  JOIN cadre_ballot_group g ON g.id = r.merged_id WHERE g.ballot_id = ANY(%s) ORDER BY 2, 3",
            ballots.ids,
        ),
    )
    keep(
        "voted",
        SQL(
            "SELECT ballot_id, group_id, count(*) FROM cadre_ballot_ticket WHERE ballot_id = ANY(%s) AND used"
            "   AND NOT COALESCE(test, FALSE) GROUP BY 1, 2 ORDER BY 2",
            ballots.ids,
        ),
    )
    return facts


def _facts_1(ballot):
    """Counts, whom they concern, what they are measured by, receipts: what releases before 19.0.1.1.0 hashed."""
    env = ballot.env
    env.cr.execute(
        "SELECT s.id, s.name, s.employee_id, s.subject_unit_id, s.layer_id, c.id, c.name, c.weight::text,"
        "       g.id, g.name, g.weight::text, t.grade_id, t.channel, t.count"
        "  FROM cadre_ballot_tally t JOIN cadre_ballot_subject s ON s.id = t.subject_id"
        "  JOIN cadre_ballot_criterion c ON c.id = t.criterion_id JOIN cadre_ballot_group g ON g.id = t.group_id"
        " WHERE t.ballot_id = %s ORDER BY s.id, c.id, g.id, t.grade_id NULLS LAST, t.channel",
        (ballot.id,),
    )
    counts = env.cr.fetchall()
    env.cr.execute(
        "SELECT id, name, expected, paper_issued, paper_returned, paper_invalid, paper_abstained"
        "  FROM cadre_ballot_group WHERE ballot_id = %s ORDER BY id",
        (ballot.id,),
    )
    groups = env.cr.fetchall()
    env.cr.execute("SELECT name, count FROM cadre_ballot_writein WHERE ballot_id = %s ORDER BY name", (ballot.id,))
    written = env.cr.fetchall()
    env.cr.execute(
        "SELECT w.group_id, w.layer_id, w.weight::text FROM cadre_ballot_group_weight w"
        "  JOIN cadre_ballot_group g ON g.id = w.group_id WHERE g.ballot_id = %s ORDER BY 1, 2",
        (ballot.id,),
    )
    return {
        "ballot": [ballot.id, ballot.name, ballot.kind, ballot.quorum, ballot.majority_of],
        "options": ballot.options,
        "groups": groups,
        "layers": env.cr.fetchall(),
        "written": written,
        "counts": counts,
    }


FORMATS = {1: _facts_1, 2: _facts_2, 3: _facts_3, 4: _facts_4}
"""What each format hashes; the older ones never change."""
