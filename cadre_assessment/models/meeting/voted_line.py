"""A line of a decision on which the body votes by itself: its votes, and whether it is carried (O-18)."""

from odoo import api, fields, models

from ...engine.choices import has_majority
from .recusal import withdrawing

OPEN = frozenset({"missed", "postponed"})
"""Outcomes after which a line is decided another time."""


class CadreVotedLine(models.AbstractModel):
    """Mixed into the lines of a decision that are about one person each."""

    _name = "cadre.voted.line.mixin"
    _description = "Voted on by Itself"

    votes_for = fields.Integer(string="For", aggregator=None)
    votes_against = fields.Integer(string="Against", aggregator=None)
    votes_abstained = fields.Integer(string="Abstained", aggregator=None)
    postponed = fields.Boolean(help="The body decides on it another time; the others go on.")
    outcome = fields.Selection(
        [("carried", "Carried"), ("missed", "No Majority"), ("postponed", "Postponed")],
        compute="_compute_outcome",
        store=True,
        precompute=True,
        help="A line without a majority, or postponed, stays open; the others go on.",
    )

    def _about_key(self):
        """How the decision calls whom this line is about (:meth:`.cadre_decision.CadreDecision._about`)."""
        return self

    @api.depends(
        "postponed",
        "votes_for",
        "votes_against",
        "votes_abstained",
        "decision_id.vote_by",
        "decision_id.expected",
        "decision_id.present",
        "decision_id.meeting_id",
    )
    def _compute_outcome(self):
        """As it was decided, once it is: the body may vote by other words later."""
        for decision, lines in self.grouped("decision_id").items():
            if decision.state in ("approved", "revoked"):
                for line in lines:
                    line.outcome = line.outcome or "carried"
                continue
            by_line = decision.vote_by == "line"
            places = places_of(decision, lines) if by_line else {}
            for line in lines:
                if line.postponed:
                    line.outcome = "postponed"
                elif by_line and not line._is_carried(*places[line]):
                    line.outcome = "missed"
                else:
                    line.outcome = "carried"

    def _votes_cast(self):
        return self.votes_for + self.votes_against + self.votes_abstained

    def _is_own_line(self):
        """Whether the current user writes nothing on it, for it is about himself."""
        return self._is_own()

    def _is_carried(self, expected, present):
        return is_carried(self.decision_id.body_id, self.votes_for, expected, present)

    def _stays_open(self):
        return self.outcome in OPEN


def is_carried(body, votes_for, expected, present):
    """Whether so many votes are a majority by the words of ``body``; without one, of those present."""
    return has_majority(votes_for, expected, present, body.majority_of or "present")


def places_of(decision, lines):
    """{line: (how many are expected, how many are there) without who withdraws from it}. Two queries."""
    stored = decision._origin.sudo()
    found = withdrawing(stored, stored.body_id._members_on(stored.date)) if stored else {}
    counts = {line: len(found.get(line._about_key(), ())) for line in lines}
    return {line: (decision.expected - count, decision.present - count) for line, count in counts.items()}
