"""Counts that may be known, and their scores: between the tables of a ballot and the engine (G7, law 1).

A *cell* is one group of voters for one subject under one heading on one channel. A cell with too few valid papers tells
what its voters wrote, so sealing merges groups until every cell of either channel has enough, and stores nothing else:
what is not in the database cannot be computed from it.
"""

from collections import defaultdict, namedtuple
from fractions import Fraction

from odoo.tools import SQL

from ...engine import ABSENT, Grade, InputError, Scale, Tally, Unusable, figure
from ...engine.ballots import BallotScore, publishable, scorer

Result = namedtuple("Result", "score valid invalid text first")
"""Of one subject: exact score or None, valid and invalid marks of its headings, counts in words, marks of the first
level."""


def scale_of(ballot):
    """The engine's scale, with the values frozen when the ballot was opened."""
    options = ballot.options or ballot._current_options()
    return Scale(
        ballot.scale_id.id,
        tuple(
            Grade(option["id"], option["name"], order, value=Fraction(option["value"]), top=option["top"])
            for order, option in enumerate(options, 1)
        ),
    )


# -- sealing: from raw counts to cells that may be known ---------------------------------------------------------------
def line_cells(counts, minimum):
    """The cells of one subject and heading that may be stored.

    ``counts``: {channel: {group: {option or None: number}}}, None = invalid. Returns [(groups, channel, {option:
    number})] where ``groups`` is a sorted tuple; nothing at all when there are too few valid papers altogether.

    Both channels are cut along the same lines, so that a group's weight stays one thing. A channel that is too small
    even as a whole is put together with the other one: who entered the paper counts could subtract them otherwise.
    """
    channels = {channel: groups for channel, groups in counts.items() if any(groups.values())}
    parts = [_partition(groups, minimum) for groups in channels.values()]
    if None in parts and len(parts) > 1:
        channels = {"both": _together(channels.values())}
        parts = [_partition(channels["both"], minimum)]
    if None in parts:
        return []
    everybody = {group for groups in channels.values() for group in groups}
    blocks = _join(everybody, [block for part in parts for block in part])
    return [
        (block, channel, cell)
        for block in blocks
        for channel, groups in channels.items()
        if (cell := _together([{0: groups[group]} for group in block if group in groups]).get(0))
    ]


def _partition(groups, minimum):
    """The blocks of groups that the engine puts together, or None when there are too few papers altogether."""
    tallies = [Tally(group, Fraction(), _valid(cell), cell.get(None, 0)) for group, cell in groups.items()]
    cells = publishable(tallies, minimum)
    if not cells:
        return None
    blocks = [cell.group if isinstance(cell.group, tuple) else (cell.group,) for cell in cells]
    voted = [block for block, cell in zip(blocks, cells, strict=True) if any(n for _option, n in cell.counts)]
    silent = [tally for tally in tallies if tally.invalid and not any(n for _option, n in tally.counts)]
    # A group whose every mark is void has no valid paper to hide, but says of its voters that they left this line out.
    return [tuple({*block, *(tally.group for tally in silent)}) if block == voted[0] else block for block in voted]


def _valid(cell):
    return tuple([pair for pair in cell.items() if pair[0] is not None])


def _together(groupings):
    total = {}
    for groups in groupings:
        for group, cell in groups.items():
            mine = total.setdefault(group, {})
            for option, number in cell.items():
                mine[option] = mine.get(option, 0) + number
    return total


def _join(everybody, blocks):
    """The finest partition of which every given block lies in one part."""
    part = {group: {group} for group in everybody}
    for block in blocks:
        merged = set().union(*(part[group] for group in block))
        for group in merged:
            part[group] = merged
    return sorted({tuple(sorted(members)) for members in part.values()})


# -- after sealing -----------------------------------------------------------------------------------------------------
def tallies_of(subjects):
    """{subject id: (engine Tally, ...)} from the sealed counts of ``subjects``."""
    return tallies_where(subjects.env, SQL("s.id = ANY(%s)", subjects.ids))


def tallies_where(env, which):
    """{subject id: (engine Tally, ...)} from sealed counts, in one query: a tally for each group and heading.

    :param which: SQL about the subject ``s`` and its ballot ``b``.

    Phone and paper of a group are one. Several headings weigh in with their weights. The counts are added up here: the
    database would sort or hash every row for it.
    """
    env["cadre.ballot.tally"].flush_model()
    env.cr.execute(
        SQL(
            "SELECT t.subject_id, t.group_id, t.criterion_id, t.grade_id, t.count"
            "  FROM cadre_ballot_tally t JOIN cadre_ballot_subject s ON s.id = t.subject_id"
            "  JOIN cadre_ballot b ON b.id = t.ballot_id WHERE %s AND b.state = 'sealed'",
            which,
        )
    )
    cells = defaultdict(dict)
    for subject, group, criterion, grade, number in env.cr.fetchall():
        cell = cells[subject, group, criterion]
        cell[grade] = cell.get(grade, 0) + number
    weight = _weights(env, which, {key[1:] for key in cells})
    found = defaultdict(list)
    for key in sorted(cells):
        tallies, cell, share = found[key[0]], cells[key], weight(*key)
        if share is not None:
            tallies.append(Tally(key[1:], share, _valid(cell), cell.get(None, 0)))
    return {subject: tuple(tallies) for subject, tallies in found.items()}


def _weights(env, which, keys):
    """Function (subject, group, heading) -> share in the score, None for a heading that is not scored.

    A group may have another weight for the subject's layer; sealing adds them up for the groups it merges. A heading
    may have another weight for party members (S3-25). Each table is fetched at once, for there may be a ballot in every
    one of thousands of units.
    """
    groups = env["cadre.ballot.group"].sudo().browse({group for group, _criterion in keys})
    criteria = env["cadre.ballot.criterion"].sudo().browse({criterion for _group, criterion in keys})
    groups.fetch(["weight"])
    criteria.fetch(["weight", "party_weight"])
    Line = env["cadre.ballot.group.weight"].sudo()
    lines = Line.search_fetch([("group_id", "in", groups.ids)], ["group_id", "layer_id", "weight"])
    of_group = {group.id: figure(group.weight) for group in groups}
    of_layer = {(line.group_id.id, line.layer_id.id): figure(line.weight) for line in lines}
    of_criterion = {(criterion.id, False): figure(criterion.weight) for criterion in criteria}
    of_members = {(one.id, True): figure(one.party_weight or one.weight) for one in criteria}
    differ = any(one.party_weight for one in criteria)
    kinds = {}
    if of_layer or differ:
        query = SQL(
            "SELECT s.id, s.layer_id, COALESCE(s.party_member, FALSE)"
            "  FROM cadre_ballot_subject s JOIN cadre_ballot b ON b.id = s.ballot_id WHERE %s",
            which,
        )
        kinds = {subject: (layer, differ and member) for subject, layer, member in env.execute_query(query)}
    of_criterion |= of_members

    known = {}

    def weight(subject, group, criterion):
        layer, member = kinds.get(subject, (None, False))
        key = group, criterion, layer, member
        if key not in known:
            share, heading = of_layer.get((group, layer), of_group[group]), of_criterion[criterion, member]
            known[key] = _times(share, heading) if heading else None
        return known[key]

    return weight


def _times(share, criterion):
    """The product, or the one of both that is no number."""
    unusable = [one for one in (share, criterion) if type(one) is Unusable]
    return unusable[0] if unusable else share * criterion


def results(subjects):
    """{subject id: Result} of sealed ballots, in a number of queries that does not depend on how many subjects."""
    found = tallies_of(subjects)
    scorers = {ballot: scorer(scale_of(ballot)) for ballot in subjects.ballot_id}
    return {subject.id: _result(subject, found.get(subject.id, ()), scorers[subject.ballot_id]) for subject in subjects}


def _result(subject, tallies, score):
    try:
        outcome = score(tallies)
    except InputError:  # the computation says which record it is; here there is no score
        outcome = BallotScore(ABSENT, 0, 0, ())
    counts = {}
    for tally in tallies:
        for option, number in tally.counts:
            counts[option] = counts.get(option, 0) + number
    options = subject.ballot_id.options or []
    text = " · ".join(f"{option['name']} {counts.get(option['id'], 0)}" for option in options) if tallies else False
    first = counts.get(options[0]["id"], 0) if options else 0
    return Result(None if outcome.score is ABSENT else outcome.score, outcome.valid, outcome.invalid, text, first)
