"""Find the line of a scheme's scope that speaks of a subject, and what the lines ask about."""

from ..scheme.conditions import conditions


class Scope:
    """The lines of a scheme's scope with their tests, in the order in which they are asked."""

    def __init__(self, scheme):
        lines = scheme.scope_ids.sorted("sequence")
        self._tests, self.asks = conditions(lines)
        self.lines = lines
        self.places = set(lines.mapped("place"))

    def line(self, facts):
        """The first line that holds for ``facts``, else ``None``."""
        return next((line for line, test in self._tests.items() if test(facts)), None)
