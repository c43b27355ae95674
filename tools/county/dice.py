"""Chance from a hash: every Python on every machine throws the same dice."""

import datetime
import hashlib


class Dice:
    """Dice of one topic: the same topic gives the same throws, whatever was thrown elsewhere."""

    def __init__(self, topic):
        self._topic, self._count = topic, 0

    def below(self, limit):
        """A whole number from 0 to ``limit`` - 1.

        >>> Dice("a").below(100) == Dice("a").below(100)
        True
        """
        self._count += 1
        digest = hashlib.sha256(f"{self._topic}:{self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def pick(self, things):
        return things[self.below(len(things))]

    def chance(self, percent):
        return self.below(100) < percent

    def between(self, first, last):
        return first + self.below(last - first + 1)

    def day(self, first, last):
        """A day from ``first`` to ``last``, both included."""
        return first + datetime.timedelta(days=self.below((last - first).days + 1))

    def weighted(self, pairs):
        """A thing of (thing, weight) pairs."""
        ticket = self.below(sum(weight for _thing, weight in pairs))
        for thing, weight in pairs:
            ticket -= weight
            if ticket < 0:
                return thing
        raise AssertionError("unreachable")
