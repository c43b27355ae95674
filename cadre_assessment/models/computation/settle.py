"""Write in bulk what a computation says of every point of the ledger: whether it counts, and why not."""

from fractions import Fraction

from . import bulk
from .gather_inputs import POSTING

NAMES = ["settled", "counted", "counted_points", "not_counted_reason"]
OPEN = False, False, Fraction(), None
"""Of a posting nothing is said: its subject has no total yet."""
RECORDED = True, False, Fraction(), None
"""A fact without points."""
NOT_SUBJECT = True, False, Fraction(), "not_subject"


def settle(env, gathered, outcome):
    """Write on every posting that was gathered whether it counts; what stands there already is not written again."""
    if not gathered.settled:
        return
    said = {}
    for verdict in outcome.verdicts:
        for (_model, posting), points, why_not in verdict.shares:
            if why_not == "capped" and points:
                why_not = "partly"
            said[posting] = True, bool(points) or not why_not, points, why_not or None
    part = {gathered.subject[one.subject] for one in outcome.verdicts if one.reason.code != "excluded"}
    rows, cells, written = [], {}, []
    for posting, known in gathered.settled.items():
        new = said.get(posting) or _without_share(known, part)
        if new != known[2:]:
            done, counted, points, why_not = new
            key = done, counted, points.numerator, points.denominator, why_not
            text = cells.get(key)
            if text is None:
                text = cells[key] = bulk.row(done, counted, bulk.decimal_text(points, 4), why_not)
            written.append(posting)
            rows.append(f"{posting}\t{text}")
    Posting = env[POSTING].sudo()
    bulk.update_from(Posting, NAMES, rows)
    if rows:
        bulk.refreshed(Posting.browse(written), NAMES)


def _without_share(known, part):
    if known.subject not in part:
        return NOT_SUBJECT
    return OPEN if known.points else RECORDED
