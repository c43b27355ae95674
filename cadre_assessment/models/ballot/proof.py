"""How does anybody see that nothing was changed after sealing?  The receipts, and a hash over counts and receipts."""

import hashlib
import json


def receipts_of(ballot):
    """The receipt codes in the order of the alphabet."""
    ballot.env.cr.execute("SELECT code FROM cadre_ballot_receipt WHERE ballot_id = %s ORDER BY code", (ballot.id,))
    return [code for (code,) in ballot.env.cr.fetchall()]


def digest_of(ballot, salt):
    """SHA-256 over the counts, whom they concern, what they are measured by and the receipts. Five queries."""
    env = ballot.env
    env.flush_all()
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
    facts = {
        "ballot": [ballot.id, ballot.name, ballot.kind, ballot.quorum, ballot.majority_of],
        "options": ballot.options,
        "salt": salt,
        "groups": groups,
        "layers": env.cr.fetchall(),
        "written": written,
        "counts": counts,
        "receipts": receipts_of(ballot),
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
