"""What the cockpit of a cycle shows and whom its reminders ask: which rooms add to it, in which order.

A room registers plain functions: ``cards(cycle)`` gives a list of cards (``CadreCycle._card``) for the current user,
``reminders(cycle, day)`` a list of :class:`..meeting.activities.Reminder`.
"""

from ..slots import Slots

CARDS = Slots(
    "plans", "records", "units", "to_approve", "to_write", "papers", "events", "ballots", "results", "consequences"
)
"""Of a cycle that is open, in the order in which they stand: what the year is made of, what waits for the reader
himself, papers and seats, what leads to the results, and what follows from them."""

REMINDERS = Slots("papers", "plans", "records", "marks", "decision", "receipts", "consequences")
"""Of a cycle in whatever state: each says itself when there is nothing to be reminded of."""
