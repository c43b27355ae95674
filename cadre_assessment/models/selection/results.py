"""Support of a candidate in the sealed recommendation; votes alone decide nothing (S4-P10-02)."""

from fractions import Fraction
from typing import NamedTuple

from ...engine.choices import has_majority
from ..ballot import published
from ..computation.bulk import decimal_text


class Support(NamedTuple):
    """Marks at a level that counts as support, of so many valid ones."""

    yes: int
    valid: int

    @property
    def majority(self):
        """Strictly more than half of the valid votes (A4-6); exactly half is none.

        >>> Support(22, 43).majority, Support(21, 42).majority
        (True, False)
        """
        return has_majority(self.yes, self.valid, self.valid, "present")

    @property
    def share(self):
        """得票率 in percent, as it is printed.

        >>> Support(22, 43).share
        '51.16'
        """
        return decimal_text(Fraction(100 * self.yes, self.valid))


def support_of(candidates):
    """{candidate: :class:`Support`} by the latest sealed recommendation of each; a few queries for all of them."""
    env = candidates.env
    selections = candidates.sudo().selection_id
    subjects = env["cadre.ballot.subject"].sudo().search(
        [
            ("ballot_id.selection_id", "in", selections.ids),
            ("ballot_id.state", "=", "sealed"),
            ("ballot_id.step_id.stage", "=", "recommend"),
            ("employee_id", "in", candidates.sudo().employee_id.ids),
        ],
        order="id",
    )  # fmt: skip
    counted, tallies = published.results(subjects), published.tallies_of(subjects)
    stands = {}
    for candidate in candidates:
        known = candidate.sudo()
        stands.setdefault((known.employee_id, known.selection_id), []).append(candidate)
    found = {}
    for subject in subjects:
        result, ballot = counted.get(subject.id), subject.ballot_id
        post = ballot.step_id.post_id
        for candidate in stands.get((subject.employee_id, ballot.selection_id), ()) if result else ():
            if not post or post == candidate.sudo().post_id:
                found[candidate] = Support(_supporting(subject, tallies.get(subject.id, ())), result.valid)
    return found


def _supporting(subject, tallies):
    """Marks at one of the upper levels that the step of the ballot counts as support (A4-19)."""
    ballot = subject.ballot_id
    levels = {option["id"] for option in (ballot.options or [])[: ballot.step_id.rule_id.support_levels or 1]}
    return sum(number for tally in tallies for option, number in tally.counts if option in levels)
