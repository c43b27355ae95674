"""The evidence file of a cycle: all that is needed to check its archive and its ballots without the database."""

from odoo import fields
from odoo.tools import SQL

from ..ballot import proof
from .chain import FORMAT, START, text_of
from .row import HASHED_2


def evidence(cycle):
    """The file of ``cycle`` as text (JSON); as superuser, for whoever may have it.

    ``links`` are those of the whole chain of the company, ``entries`` what those of this cycle keep.
    """
    env = cycle.env
    env.flush_all()
    chain = env["cadre.archive.chain"].search([("company_id", "=", cycle.company_id.id)])
    return text_of(
        {
            "format": FORMAT,
            "company": cycle.company_id.name,
            "cycle": cycle.name,
            "year": cycle.year,
            "made_on": fields.Datetime.to_string(fields.Datetime.now()),
            "length": chain.length,
            "head": chain.head or START,
            "links": [
                [one.number, one.kind, one.made_on, one.content, one.previous, one.digest] for one in chain._links()
            ],
            "entries": _entries(cycle),
            "ballots": [_ballot(one) for one in _sealed(cycle)],
            "decisions": _decisions(cycle),
        }
    )


def _entries(cycle):
    """What the entries of the cycle keep, with the row of the archive they are about."""
    env = cycle.env
    env.cr.execute(
        SQL(
            "SELECT e.number, e.salt, e.row_digest, e.payload, p.digest AS before, %s FROM cadre_archive_entry e"
            "  LEFT JOIN cadre_result r ON r.id = e.result_id AND e.kind = 'result'"
            "  LEFT JOIN cadre_result p ON p.id = r.previous_id WHERE e.cycle_id = %s ORDER BY e.number",
            SQL(", ").join(SQL("r.%s", SQL.identifier(name)) for name in HASHED_2),
            cycle.id,
        )
    )
    keys = [column.name for column in env.cr.description]
    found = []
    for row in env.cr.fetchall():
        values = dict(zip(keys, row, strict=True))
        kept = {name: values.pop(name) for name in ("number", "salt", "row_digest", "payload", "before")}
        found.append({**kept, "row": values if kept["row_digest"] else None})
    return found


def _sealed(cycle):
    return cycle.env["cadre.ballot"].search([("cycle_id", "=", cycle.id), ("state", "=", "sealed")], order="id")


def _ballot(ballot):
    """A sealed ballot with all that its hash names."""
    number = proof.format_of(ballot.digest)
    facts = proof.FORMATS[number](ballot) if number in proof.FORMATS else {}
    return {
        "id": ballot.id,
        "name": ballot.name,
        "digest": ballot.digest,
        "salt": ballot.salt,
        "erased": bool(ballot.erased_on),
        "facts": facts,
        "receipts": proof.receipts_of(ballot),
    }


def _decisions(cycle):
    """The decisions of the cycle, confirmed or undone, and who was there."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "state": one.state,
            "body": one.body_id.name,
            "date": one.date,
            "present": one.attendee_ids.mapped("name"),
            "votes": [one.votes_for, one.votes_against, one.votes_abstained],
            "lines": [
                {"name": line.assessment_id.name, "grade": line.grade_id.name or "", "reason": line.reason or ""}
                for line in one.line_ids
            ],
        }
        for one in cycle.env["cadre.decision"].search(
            [("cycle_id", "=", cycle.id), ("state", "in", ("approved", "revoked"))], order="id"
        )
    ]
