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
from .proof import digest_of
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
def raw_counts(ballot):
    """{(subject, criterion): {channel: {group: {option or None: number}}}} of marks and paper counts. Two queries."""
    env = ballot.env
    env["cadre.ballot.paper"].flush_model()
    found = {}
    env.cr.execute(
        "SELECT 'phone', m.subject_id, m.criterion_id, m.group_id, m.grade_id, count(*) FROM cadre_ballot_mark m"
        "  JOIN cadre_ballot_group g ON g.id = m.group_id WHERE g.ballot_id = %s GROUP BY 2, 3, 4, 5"
        " UNION ALL SELECT 'paper', p.subject_id, p.criterion_id, p.group_id, p.grade_id, p.count FROM "
        "cadre_ballot_paper p"
        "  JOIN cadre_ballot_group g ON g.id = p.group_id WHERE g.ballot_id = %s AND p.turn = 1",
        (ballot.id, ballot.id),
    )
    for channel, subject, criterion, group, grade, number in env.cr.fetchall():
        channels = found.setdefault((subject, criterion), {})
        channels.setdefault(channel, {}).setdefault(group, {})[grade] = number
    return found


def mismatches(ballot):
    """Groups whose marks are not those of the papers that are in: [(group, papers, subject, marks)].

    Every paper has one mark (or void line) on each line, also on that of a voter who is himself on the list; a mark on
    a line that no paper has is there by another way than voting.
    """
    ballot.env.cr.execute(
        "WITH paper AS (SELECT group_id, count(*) AS papers FROM cadre_ballot_ticket"
        "                WHERE ballot_id = %(ballot)s AND used GROUP BY group_id),"
        "     mark AS (SELECT m.group_id, m.subject_id, m.criterion_id, count(*) AS marks FROM cadre_ballot_mark m"
        "                JOIN cadre_ballot_group g ON g.id = m.group_id WHERE g.ballot_id = %(ballot)s"
        "               GROUP BY 1, 2, 3),"
        "     line AS (SELECT g.id AS group_id, g.name AS voters, s.id AS subject_id, s.name, c.id AS criterion_id"
        "                FROM cadre_ballot_group g JOIN cadre_ballot_subject s ON s.ballot_id = g.ballot_id"
        "                JOIN cadre_ballot_criterion c ON c.ballot_id = g.ballot_id WHERE g.ballot_id = %(ballot)s)"
        " SELECT COALESCE(voters, '#' || group_id), COALESCE(papers, 0), COALESCE(name, '#' || subject_id),"
        "        COALESCE(marks, 0)"
        "   FROM line FULL JOIN mark USING (group_id, subject_id, criterion_id) LEFT JOIN paper USING (group_id)"
        "  WHERE COALESCE(marks, 0) <> COALESCE(papers, 0) OR name IS NULL",
        {"ballot": ballot.id},
    )
    return ballot.env.cr.fetchall()


def seal(ballot):
    """Steps 1 and 2. The ballot is locked and closed; the caller writes what is returned: counts, salt and hash."""
    cr = ballot.env.cr
    shown = tally(ballot)
    cr.execute("SELECT count(*) FROM cadre_ballot_receipt WHERE ballot_id = %s", (ballot.id,))
    receipts = cr.fetchone()[0]
    papers = receipts + sum(ballot.group_ids.mapped("paper_returned"))
    guarded(ballot).write({"phone_abstained": _blank_papers(ballot, receipts)})
    _store_words(ballot, shown, papers)
    forget(ballot)
    salt = secrets.token_hex(16)
    return {
        "salt": salt,
        "receipt_count": receipts,
        "paper_count": papers,
        "digest": digest_of(ballot, salt),
    }


def _blank_papers(ballot, receipts):
    """How many papers from phones were blank; UNTOLD where there are so few that it would tell of one voter.

    Those on paper are in the database, so their sum with these would tell as much.
    """
    if 0 < receipts < ballot.minimum_papers:
        return UNTOLD
    ballot.env.cr.execute(
        "SELECT count(*) FROM cadre_ballot_word WHERE ballot_id = %s AND subject_id IS NULL AND text = %s",
        (ballot.id, BLANK),
        **QUIET,
    )
    return ballot.env.cr.fetchone()[0]


def _store_words(ballot, shown, papers):
    """Keep what may be known of the written words: comments on the subjects ``shown``, and names written in, counted.

    Comments are written in random order; names only when there are enough papers.
    """
    cr = ballot.env.cr
    cr.execute(
        "INSERT INTO cadre_ballot_comment (ballot_id, company_id, subject_id, text, state)"
        " SELECT ballot_id, %s, subject_id, text, 'pending' FROM cadre_ballot_word"
        "  WHERE ballot_id = %s AND subject_id = ANY(%s) ORDER BY gen_random_uuid()",
        (ballot.company_id.id, ballot.id, list(shown)),
        **QUIET,
    )
    ballot.env["cadre.ballot.comment"].invalidate_model()
    if papers >= ballot.minimum_papers:
        cr.execute(
            "SELECT text, count(*) FROM cadre_ballot_word WHERE ballot_id = %s AND subject_id IS NULL AND text <> %s"
            " GROUP BY text ORDER BY 2 DESC, 1",
            (ballot.id, BLANK),
        )
        names = dict(cr.fetchall())
        for group in ballot.group_ids:
            for name, count in group._names_on_paper()[0].items():
                names[name] = names.get(name, 0) + count
        Writein = guarded(ballot.env["cadre.ballot.writein"].sudo())
        Writein.create([{"ballot_id": ballot.id, "name": name, "count": count} for name, count in names.items()])
        Writein.flush_model()


def tally(ballot):
    """Store the cells that may be known; ids of the subjects that have any."""
    counts = raw_counts(ballot)
    cells = {line: line_cells(channels, ballot.minimum_papers) for line, channels in counts.items()}
    groups = _merged_groups(ballot, {block for found in cells.values() for block, _channel, _cell in found})
    rows = [
        (groups[block], subject, criterion, option, channel, number)
        for (subject, criterion), found in sorted(cells.items())
        for block, channel, cell in found
        for option, number in sorted(cell.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    ]
    _store(ballot, rows)
    return {row[1] for row in rows}


def _store(ballot, rows):
    """One statement, however many counts: group, subject, heading, level or None, channel, number."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 6
    ballot.env.cr.execute(
        "INSERT INTO cadre_ballot_tally"
        " (ballot_id, company_id, group_id, subject_id, criterion_id, grade_id, channel, count)"
        " SELECT %s, %s, * FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::text[], %s::int[])",
        (ballot.id, ballot.company_id.id, *columns),
    )
    ballot.env["cadre.ballot.tally"].invalidate_model()
    ballot.invalidate_recordset(["tally_ids"])


def _merged_groups(ballot, blocks):
    """{block of group ids: id of the group that stands for it}."""
    found = {block: block[0] for block in blocks if len(block) == 1}
    several = sorted(block for block in blocks if len(block) > 1)
    Group = guarded(ballot.env["cadre.ballot.group"].sudo())
    merged = Group.create(
        [
            {
                "ballot_id": ballot.id,
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


def forget(ballot, keep_receipts=True):
    """Delete marks, words and raw paper counts; write tickets and receipts again in random order, with new ids, without
    names."""
    cr = ballot.env.cr
    _delete_content(ballot)
    # The DELETE is finished before the first INSERT, because all its rows are sorted in between.
    cr.execute(
        "WITH old AS (DELETE FROM cadre_ballot_ticket WHERE ballot_id = %s"
        "             RETURNING ballot_id, group_id, digest, used, revoked)"
        " INSERT INTO cadre_ballot_ticket (ballot_id, group_id, digest, used, revoked)"
        " SELECT ballot_id, group_id, digest, used, revoked FROM old ORDER BY gen_random_uuid()",
        (ballot.id,),
    )
    cr.execute(
        "WITH old AS (DELETE FROM cadre_ballot_receipt WHERE ballot_id = %s RETURNING ballot_id, code)"
        " INSERT INTO cadre_ballot_receipt (ballot_id, code) SELECT ballot_id, code FROM old WHERE %s"
        "  ORDER BY gen_random_uuid()",
        (ballot.id, keep_receipts),
    )
    _forgotten(ballot)


def purge_test(ballot):
    """Nothing of a test is left: its papers, receipts and slips. Slips issued for the real vote stay."""
    cr = ballot.env.cr
    _delete_content(ballot)
    cr.execute("DELETE FROM cadre_ballot_receipt WHERE ballot_id = %s", (ballot.id,))
    cr.execute("DELETE FROM cadre_ballot_ticket WHERE ballot_id = %s AND test", (ballot.id,))
    _forgotten(ballot)


def _delete_content(ballot):
    cr = ballot.env.cr
    delete_marks(ballot.env, ballot.group_ids.ids)
    for table in ("cadre_ballot_paper", "cadre_ballot_entry"):
        cr.execute(
            SQL("DELETE FROM %s WHERE group_id = ANY(%s)", SQL.identifier(table), ballot.group_ids.ids),
        )
    cr.execute("DELETE FROM cadre_ballot_word WHERE ballot_id = %s", (ballot.id,))
    guarded(ballot.group_ids.filtered("paper_writein")).write({"paper_writein": False})


def delete_marks(env, groups):
    """Those of the groups with these ids. No relation takes marks away with what they name."""
    env.cr.execute("DELETE FROM cadre_ballot_mark WHERE group_id = ANY(%s)", (groups,))


def _forgotten(ballot):
    for model in ("ticket", "receipt", "mark", "word", "paper", "entry"):
        ballot.env[f"cadre.ballot.{model}"].invalidate_model()
    ballot.group_ids.invalidate_recordset(
        ["paper_grid", "paper_stack", "names_on_papers", "paper_problem", "paper_difference"]
    )
    ballot.group_ids._recount()
