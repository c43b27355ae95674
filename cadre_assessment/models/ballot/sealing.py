"""Seal a ballot: counts, receipts and a hash of both stay; nothing else is left on disk.

1. Marks and paper counts become counts in which small cells are merged (:mod:`.published`); marks and raw paper counts
   are deleted.
2. Tickets forget whose they were; tickets and receipts are deleted and written again in random order with new ids: rows
   that one vote wrote together share their transaction's number (``xmin``) and their place (``ctid``).
3. The tables are rewritten, because a deleted row stands on disk until then. VACUUM FULL would keep each row at which a
   transaction begun earlier, in any database of the server, might still look; a rewriting ALTER TABLE writes the living
   rows into a new file, whoever looks, and is part of this very transaction: a ballot is never sealed with traces left.
   Its price: a transaction begun before it finds these tables empty. :func:`hold_tables` is for those who must not.
"""

import secrets

import psycopg2.errors
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL

from ..guard import guarded
from .cadre_ballot_word import BLANK
from .proof import digests_of, receipts_of_each
from .published import line_cells

TABLES = (
    "cadre_ballot_ticket",
    "cadre_ballot_mark",
    "cadre_ballot_word",
    "cadre_ballot_receipt",
    "cadre_ballot_paper",
    "cadre_ballot_entry",
)
"""What a vote touches, in this order; locks are taken in it as well."""
PATIENCE = "5s"
UNTOLD = -1
"""Instead of a number that would say how one voter voted."""
QUIET = {"log_exceptions": False}
"""A failing statement is logged with its values."""


# -- the tables --------------------------------------------------------------------------------------------------------
def lock_tables(env):
    """Keep votes of every ballot waiting until this transaction ends, before any row is locked (so nobody waits in a
    ring).

    :raise UserError: somebody else looks at the tables for long, e.g. a backup.
    :raise ConcurrencyError: see :func:`hold_tables`.
    """
    busy = env._(
        "A backup or another long task is reading the ballots just now. Nothing was changed: try again in some minutes."
    )
    env.flush_all()
    env.cr.execute(SQL("SET LOCAL lock_timeout = %s", PATIENCE))
    try:
        env.cr.execute(_on_tables("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE"), log_exceptions=False)
    except psycopg2.errors.LockNotAvailable as error:
        raise UserError(busy) from error
    env.cr.execute("SET LOCAL lock_timeout = 0")
    hold_tables(env)


def hold_tables(env):
    """Read the tables as they are until this transaction ends: no other one rewrites them meanwhile.

    :raise ConcurrencyError: they were rewritten after this transaction's view of the database was taken, in which they
        are empty. Odoo then begins the request anew.
    """
    env.cr.execute(_on_tables("LOCK TABLE %s IN ACCESS SHARE MODE"))
    env.cr.execute(
        "SELECT bool_and(relfilenode = pg_relation_filenode(oid)) FROM pg_class WHERE oid = ANY(%s::regclass[])",
        (list(TABLES),),
    )
    if not env.cr.fetchone()[0]:
        raise ConcurrencyError(env._("Another ballot was sealed in this moment. Try again."))


def rewrite_tables(env):
    """Write the living rows of the locked tables into new files."""
    env.flush_all()
    for table in TABLES:
        env.cr.execute(SQL("ALTER TABLE %s ALTER COLUMN id TYPE integer USING id + 0", SQL.identifier(table)))


def _on_tables(statement):
    return SQL(statement, SQL(", ").join(map(SQL.identifier, TABLES)))


# -- the counts --------------------------------------------------------------------------------------------------------
def raw_counts(ballots):
    """{(subject, criterion): {channel: {group: {option or None: number}}}} of marks and paper counts. One query."""
    env = ballots.env
    env["cadre.ballot.paper"].flush_model()
    found = {}
    env.cr.execute(
        "SELECT 'phone', m.subject_id, m.criterion_id, m.group_id, m.grade_id, count(*) FROM cadre_ballot_mark m"
        "  JOIN cadre_ballot_group g ON g.id = m.group_id WHERE g.ballot_id = ANY(%s) GROUP BY 2, 3, 4, 5"
        " UNION ALL SELECT 'paper', p.subject_id, p.criterion_id, p.group_id, p.grade_id, p.count FROM "
        "cadre_ballot_paper p"
        "  JOIN cadre_ballot_group g ON g.id = p.group_id WHERE g.ballot_id = ANY(%s) AND p.turn = 1",
        (ballots.ids, ballots.ids),
    )
    for channel, subject, criterion, group, grade, number in env.cr.fetchall():
        channels = found.setdefault((subject, criterion), {})
        channels.setdefault(channel, {}).setdefault(group, {})[grade] = number
    return found


def mismatches(ballots):
    """Groups whose marks are not those of the papers that are in: {ballot id: [(group, papers, subject, marks)]}.

    Every paper has one mark (or void line) on each line, also on that of a voter who is himself on the list; a mark on
    a line that no paper has is there by another way than voting.
    """
    ballots.env.cr.execute(
        "WITH paper AS (SELECT group_id, count(*) AS papers FROM cadre_ballot_ticket"
        "                WHERE ballot_id = ANY(%(ballots)s) AND used GROUP BY group_id),"
        "     mark AS (SELECT m.group_id, m.subject_id, m.criterion_id, count(*) AS marks FROM cadre_ballot_mark m"
        "                JOIN cadre_ballot_group g ON g.id = m.group_id WHERE g.ballot_id = ANY(%(ballots)s)"
        "               GROUP BY 1, 2, 3),"
        "     line AS (SELECT g.id AS group_id, g.name AS voters, s.id AS subject_id, s.name, c.id AS criterion_id"
        "                FROM cadre_ballot_group g JOIN cadre_ballot_subject s ON s.ballot_id = g.ballot_id"
        "                JOIN cadre_ballot_criterion c ON c.ballot_id = g.ballot_id"
        "               WHERE g.ballot_id = ANY(%(ballots)s))"
        " SELECT g.ballot_id, COALESCE(voters, '#' || group_id), COALESCE(papers, 0),"
        "        COALESCE(line.name, '#' || subject_id), COALESCE(marks, 0)"
        "   FROM line FULL JOIN mark USING (group_id, subject_id, criterion_id) LEFT JOIN paper USING (group_id)"
        "   JOIN cadre_ballot_group g ON g.id = group_id"
        "  WHERE COALESCE(marks, 0) <> COALESCE(papers, 0) OR line.name IS NULL",
        {"ballots": ballots.ids},
    )
    found = {}
    for ballot, *row in ballots.env.cr.fetchall():
        found.setdefault(ballot, []).append(tuple(row))
    return found


def seal(ballots):
    """Steps 1 and 2. The ballots are locked and closed; the caller writes what is returned: {ballot id: counts, salt
    and hash}. In as many queries as of one, but for further hundreds of names and merged groups."""
    shown = tally(ballots)
    receipts = {key: len(codes) for key, codes in receipts_of_each(ballots).items()}
    papers = {ballot.id: receipts[ballot.id] + sum(ballot.group_ids.mapped("paper_returned")) for ballot in ballots}
    for ballot, blank in _blank_papers(ballots, receipts).items():
        guarded(ballot).write({"phone_abstained": blank})
    _store_words(ballots, shown, papers)
    forget(ballots)
    salts = {key: secrets.token_hex(16) for key in ballots.ids}
    digests = digests_of(ballots, salts)
    return {
        key: {
            "salt": salts[key],
            "receipt_count": receipts[key],
            "paper_count": papers[key],
            "digest": digests[key],
        }
        for key in ballots.ids
    }


def _blank_papers(ballots, receipts):
    """{ballot: papers from phones that were blank}; UNTOLD where there are so few that it would tell of one voter.

    Those on paper are in the database, so their sum with these would tell as much.
    """
    ballots.env.cr.execute(
        "SELECT ballot_id, count(*) FROM cadre_ballot_word"
        " WHERE ballot_id = ANY(%s) AND subject_id IS NULL AND text = %s GROUP BY ballot_id",
        (ballots.ids, BLANK),
        **QUIET,
    )
    blank = dict(ballots.env.cr.fetchall())
    return {
        ballot: UNTOLD if 0 < receipts[ballot.id] < ballot.minimum_papers else blank.get(ballot.id, 0)
        for ballot in ballots
    }


def _store_words(ballots, shown, papers):
    """Keep what may be known of the written words: comments on the subjects ``shown``, and names written in, counted.

    Comments are written in random order; names only when there are enough papers.
    """
    cr = ballots.env.cr
    cr.execute(
        "INSERT INTO cadre_ballot_comment (ballot_id, company_id, subject_id, text, state)"
        " SELECT w.ballot_id, b.company_id, w.subject_id, w.text, 'pending'"
        "   FROM cadre_ballot_word w JOIN cadre_ballot b ON b.id = w.ballot_id"
        "   JOIN cadre_ballot_subject s ON s.id = w.subject_id AND s.ballot_id = w.ballot_id"
        "  WHERE w.ballot_id = ANY(%s) AND w.subject_id = ANY(%s) ORDER BY gen_random_uuid()",
        (ballots.ids, list(shown)),
        **QUIET,
    )
    ballots.env["cadre.ballot.comment"].invalidate_model()
    told = ballots.filtered(lambda ballot: papers[ballot.id] >= ballot.minimum_papers)
    cr.execute(
        "SELECT ballot_id, text, count(*) FROM cadre_ballot_word"
        " WHERE ballot_id = ANY(%s) AND subject_id IS NULL AND text <> %s GROUP BY 1, 2 ORDER BY 3 DESC, 2",
        (told.ids, BLANK),
        **QUIET,
    )
    names = {key: {} for key in told.ids}
    for ballot, name, count in cr.fetchall():
        names[ballot][name] = count
    for group in told.group_ids:
        of_ballot = names[group.ballot_id.id]
        for name, count in group._names_on_paper()[0].items():
            of_ballot[name] = of_ballot.get(name, 0) + count
    Writein = guarded(ballots.env["cadre.ballot.writein"].sudo())
    Writein.create(
        [
            {"ballot_id": ballot, "name": name, "count": count}
            for ballot, of_ballot in names.items()
            for name, count in of_ballot.items()
        ]
    )
    Writein.flush_model()


def tally(ballots):
    """Store the cells that may be known; ids of the subjects that have any."""
    ballot_of = {subject.id: subject.ballot_id for subject in ballots.subject_ids}
    cells = {
        line: line_cells(channels, ballot_of[line[0]].minimum_papers) for line, channels in raw_counts(ballots).items()
    }
    groups = _merged_groups(ballots, {block for found in cells.values() for block, _channel, _cell in found})
    rows = [
        (ballot_of[subject].id, groups[block], subject, criterion, option, channel, number)
        for (subject, criterion), found in sorted(cells.items())
        for block, channel, cell in found
        for option, number in sorted(cell.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    ]
    _store(ballots, rows)
    return {row[2] for row in rows}


def _store(ballots, rows):
    """One statement, however many counts: ballot, group, subject, heading, level or None, channel, number."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 7
    ballots.env.cr.execute(
        "INSERT INTO cadre_ballot_tally"
        " (ballot_id, company_id, group_id, subject_id, criterion_id, grade_id, channel, count)"
        " SELECT row.ballot, b.company_id, row.voters, row.subject, row.heading, row.level, row.channel, row.number"
        "   FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::text[], %s::int[])"
        "     WITH ORDINALITY AS row (ballot, voters, subject, heading, level, channel, number, place)"
        "   JOIN cadre_ballot b ON b.id = row.ballot ORDER BY row.place",
        columns,
    )
    ballots.env["cadre.ballot.tally"].invalidate_model()
    ballots.invalidate_recordset(["tally_ids"])


def _merged_groups(ballots, blocks):
    """{block of group ids: id of the group that stands for it}."""
    found = {block: block[0] for block in blocks if len(block) == 1}
    several = sorted(block for block in blocks if len(block) > 1)
    Group = guarded(ballots.env["cadre.ballot.group"].sudo())
    merged = Group.create(
        [
            {
                "ballot_id": members.ballot_id.id,
                "name": " + ".join(members.mapped("name")),
                "weight": sum(members.mapped("weight")),
                "sequence": min(members.mapped("sequence")),
                "is_merged": True,
                "merged_ids": [(6, 0, members.ids)],
                "layer_weight_ids": [
                    (0, 0, {"layer_id": layer.id, "weight": sum(member._weight_for(layer) for member in members)})
                    for layer in members.layer_weight_ids.layer_id
                ],
            }
            for members in map(Group.browse, several)
        ]
    )
    return {**found, **dict(zip(several, merged.ids, strict=True))}


def forget(ballots, keep_receipts=True):
    """Delete marks, words and raw paper counts; write tickets and receipts again in random order, with new ids, without
    names."""
    cr = ballots.env.cr
    _delete_content(ballots)
    # The DELETE is finished before the first INSERT, because all its rows are sorted in between.
    cr.execute(
        "WITH old AS (DELETE FROM cadre_ballot_ticket WHERE ballot_id = ANY(%s)"
        "             RETURNING ballot_id, group_id, digest, used, revoked)"
        " INSERT INTO cadre_ballot_ticket (ballot_id, group_id, digest, used, revoked)"
        " SELECT ballot_id, group_id, digest, used, revoked FROM old ORDER BY gen_random_uuid()",
        (ballots.ids,),
    )
    cr.execute(
        "WITH old AS (DELETE FROM cadre_ballot_receipt WHERE ballot_id = ANY(%s) RETURNING ballot_id, code)"
        " INSERT INTO cadre_ballot_receipt (ballot_id, code) SELECT ballot_id, code FROM old WHERE %s"
        "  ORDER BY gen_random_uuid()",
        (ballots.ids, keep_receipts),
    )
    _forgotten(ballots)


def purge_test(ballots):
    """Nothing of a test is left: its papers, receipts and slips. Slips issued for the real vote stay."""
    cr = ballots.env.cr
    _delete_content(ballots)
    cr.execute("DELETE FROM cadre_ballot_receipt WHERE ballot_id = ANY(%s)", (ballots.ids,))
    cr.execute("DELETE FROM cadre_ballot_ticket WHERE ballot_id = ANY(%s) AND test", (ballots.ids,))
    _forgotten(ballots)


def _delete_content(ballots):
    cr = ballots.env.cr
    groups = ballots.group_ids
    delete_marks(ballots.env, groups.ids)
    for table in ("cadre_ballot_paper", "cadre_ballot_entry"):
        cr.execute(SQL("DELETE FROM %s WHERE group_id = ANY(%s)", SQL.identifier(table), groups.ids))
    cr.execute("DELETE FROM cadre_ballot_word WHERE ballot_id = ANY(%s)", (ballots.ids,))
    guarded(groups.filtered("paper_writein")).write({"paper_writein": False})


def delete_marks(env, groups):
    """Those of the groups with these ids. No relation takes marks away with what they name."""
    env.cr.execute("DELETE FROM cadre_ballot_mark WHERE group_id = ANY(%s)", (groups,))


def _forgotten(ballots):
    for model in ("ticket", "receipt", "mark", "word", "paper", "entry"):
        ballots.env[f"cadre.ballot.{model}"].invalidate_model()
    ballots.group_ids.invalidate_recordset(
        ["paper_grid", "paper_stack", "names_on_papers", "paper_problem", "paper_difference"]
    )
    ballots.group_ids._recount()
