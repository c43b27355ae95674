"""How a written notice reached its subject, as an entry of the chain keeps it (S2A-70)."""

import hashlib

FORMAT = 2
"""The format of what an entry keeps since it says how the notice was delivered; an entry without one is of format 1."""


def delivered(deliveries):
    """{delivery: what is kept of it}, of ``cadre.delivery`` as superuser. Two queries.

    Who handed over, who saw it and who entered it are numbers, their names stay theirs to be erased. What was signed,
    said or scanned is kept as its hash: whoever has the paper can prove it, nobody else learns of it.
    """
    deliveries.fetch(["way", "notified_on", "received_on", "signer", "opinion", "opinion_on"])
    scans = deliveries.env["ir.attachment"].search(
        [("res_model", "=", "cadre.delivery"), ("res_field", "=", "evidence"), ("res_id", "in", deliveries.ids)]
    )
    checksums = {scan.res_id: scan.checksum for scan in scans}
    return {
        one: {
            "way": one.way,
            "notified_on": one.notified_on,
            "received_on": one.received_on,
            "signer": _hash(one.signer),
            "handed_by_id": one.handed_by_id.id or None,
            "witness_ids": sorted(one.witness_ids.ids),
            "scan": checksums.get(one.id, ""),
            "opinion": _hash(one.opinion),
            "opinion_on": one.opinion_on or "",
            "entered_by_id": one.entered_by_id.id or None,
        }
        for one in deliveries
    }


def _hash(text):
    """The hash of what somebody wrote; nothing where he wrote nothing.

    >>> _hash("同意")[:8], _hash(False)
    ('905819e2', '')
    """
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
