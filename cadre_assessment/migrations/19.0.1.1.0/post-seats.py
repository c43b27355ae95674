"""Slips of ballots under way: which of them lie on seats was not kept, so the hall goes on asking for codes there."""


def migrate(cr, version):
    cr.execute(
        "UPDATE cadre_ballot_ticket t SET seat = TRUE FROM cadre_ballot b"
        " WHERE b.id = t.ballot_id AND b.state IN ('draft', 'test', 'open')"
        "   AND t.seat IS NULL AND t.employee_id IS NULL AND t.unit_id IS NULL"
    )
