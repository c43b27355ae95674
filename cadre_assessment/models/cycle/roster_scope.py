"""Which line of a scheme's scope speaks of a subject, and what do the lines ask about?"""

from ...engine.criteria import prepare


class Scope:
    """The lines of a scheme's scope with their tests, in the order in which they are asked."""

    def __init__(self, scheme):
        lines = scheme.scope_ids.sorted("sequence")
        criteria = lines.criterion_id._engine_criteria()
        known = [criteria.get(line.criterion_id.id) for line in lines]
        self.lines = [
            (line, prepare(test) if test else lambda _facts: True) for line, test in zip(lines, known, strict=True)
        ]
        self.places = set(lines.mapped("place"))
        self.asks = set().union(*(_asked(criterion) for criterion in known if criterion))

    def line(self, facts):
        return next((line for line, test in self.lines if test(facts)), None)


def _asked(criterion):
    """Codes of the facts a criterion asks about, at whatever depth."""
    return {criterion.fact}.union(*(_asked(child) for child in criterion.children))
