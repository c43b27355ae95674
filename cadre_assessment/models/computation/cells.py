"""Hot path: memoise the text of verdicts and trace lines for ``COPY``.

A row is one string of cells parted by tabs. Ten thousand subjects have thirty thousand lines: the functions here are
the ones that run most often, so they prefer a look into a dictionary to doing a thing twice.
"""

from collections import defaultdict
from fractions import Fraction
from hashlib import blake2b

from .bulk import NULL, cell, decimal_text, json_text

VERDICT = (
    "total", "has_total", "exact_total", "rank", "band_grade_id", "proposed_grade_id", "may_top", "pending", "seatless",
    "status", "reason_code", "reason_figures", "flags", "gate_keys", "unmet",
)  # fmt: skip
"""Fields of an assessment that say what the rules say, in the order of the cells."""
AWARD = ("assessment_id", "company_id", "quota_id", "award_id", "won", "pending", "reason_code", "reason_figures")
"""Fields of an award, in the order of the cells."""
TRACE = (
    "assessment_id", "company_id", "sequence", "kind", "component_id", "name", "raw", "has_raw", "coefficient",
    "weight", "points", "exact_points", "source", "reason_code", "reason_figures",
)  # fmt: skip
"""Fields of a trace line, in the order of the cells."""
UNGRADED = frozenset({"undetermined", "excluded"})
"""Reasons that say a subject gets no grade at all (G13): they are its participation."""
KNOWN = frozenset({"rank", "total"})
"""Figures of a reason that stand in columns of their own: they are not written twice."""
BOOLEAN = {True: "t", False: "f", None: "f"}


def digest(text):
    """A short hash of what would be written; equal text, equal hash.

    >>> digest("a") == digest("a") != digest("b")
    True
    """
    return blake2b(text.encode(), digest_size=12).hexdigest()


class Cells:
    """Text of the verdicts and traces of one computation."""

    def __init__(self, cycle, gathered):
        self._company = str(cycle.company_id.id)
        self._given = _grades_given(gathered)
        self._numbers = {}
        self._reasons = {}
        self._heads = {}
        self._bodies = {}

    def verdict(self, verdict):
        """The cells of a verdict, in the order of :data:`VERDICT`."""
        if verdict.total is None:
            total, exact = NULL, NULL
        else:
            total, exact = self._number(verdict.total, 2), self._exact(verdict.exact)
        return "\t".join(
            (
                total,
                "f" if verdict.total is None else "t",
                exact,
                cell(verdict.rank),
                cell(verdict.band),
                cell(verdict.proposed),
                BOOLEAN[verdict.may_top],
                BOOLEAN[verdict.pending],
                BOOLEAN[verdict.seatless],
                verdict.reason.code if verdict.reason.code in UNGRADED else "normal",
                self._reason(verdict.reason),
                cell(" ".join(verdict.flags)) if verdict.flags else NULL,
                " ".join(map(str, verdict.gates)) if verdict.gates else NULL,
                f"[{', '.join([self._unmet(quota, why) for quota, why in verdict.unmet])}]" if verdict.unmet else NULL,
            )
        )

    def trace(self, verdict):
        """The cells of every line of a trace without the first two of :data:`TRACE`, which are the same for all."""
        return [f"{place}\t{self._line(verdict.subject, line)}" for place, line in enumerate(verdict.lines, 1)]

    def awards(self, verdict):
        """The cells of what a subject wins beside its grade, without the first two of :data:`AWARD`."""
        return [
            "\t".join(
                (
                    str(award.quota),
                    str(award.award),
                    BOOLEAN[award.won],
                    BOOLEAN[award.pending],
                    self._reason(award.reason),
                )
            )
            for award in verdict.awards
        ]

    def rows(self, verdict, trace):
        """Whole rows of a trace."""
        start = f"{verdict.subject}\t{self._company}\t"
        return [start + line for line in trace]

    def _line(self, subject, line):
        raw, points = line.raw, line.points
        if points is None or line.kind == "rounding":
            body = self._body(line)
        else:
            figures = None if raw is None else (raw.numerator, raw.denominator)
            key = line.kind, line.component, line.label, figures, points.numerator, points.denominator
            body = self._bodies.get(key)
            if body is None:
                body = self._bodies[key] = self._body(line)
        came_from = " ".join([f"{model},{record}" for model, record in sources(line)]) or NULL
        reason = self._reason(line.reason) if line.reason else self._grades(subject, line.component)
        return f"{body}\t{came_from}\t{reason}"

    def _body(self, line):
        """What depends on the component, what was put in and the points alone: the same for many people."""
        raw, points = line.raw, line.points
        return (
            f"{self._head(line)}\t"
            f"{NULL if raw is None else self._number(raw, 4)}\t{'f' if raw is None else 't'}\t"
            f"{NULL if line.coefficient is None else self._number(line.coefficient, 6)}\t"
            f"{NULL if line.weight is None else self._number(line.weight, 4)}\t"
            f"{self._number(line.shown, 2)}\t{NULL if points is None else self._exact(points)}"
        )

    def _head(self, line):
        """Kind, component and name: the same for everybody's line of a component."""
        key = line.kind, line.component, line.label
        head = self._heads.get(key)
        if head is None:
            parts = (line.kind, cell(line.component), cell(line.label or line.kind))
            head = self._heads[key] = "\t".join(parts)
        return head

    def _number(self, value, digits):
        key = value.numerator, value.denominator, digits
        text = self._numbers.get(key)
        if text is None:
            text = self._numbers[key] = decimal_text(value, digits)
        return text

    def _exact(self, value):
        key = value.numerator, value.denominator
        text = self._numbers.get(key)
        if text is None:
            text = self._numbers[key] = str(value)
        return text

    def _reason(self, reason):
        """Code and figures of a reason as two cells."""
        key = self._key(reason)
        text = self._reasons.get(key)
        if text is None:
            text = self._reasons[key] = f"{reason.code}\t{cell(json_text(_beyond_known(reason)))}"
        return text

    def _unmet(self, quota, why):
        """JSON of a quota whose minimum or first places are not reached: its key, the code and the figures of why."""
        key = (quota, *self._key(why))
        text = self._reasons.get(key)
        if text is None:
            text = self._reasons[key] = cell(json_text([quota, why.code, _beyond_known(why)]))
        return text

    @staticmethod
    def _key(reason):
        """What tells one reason from another. The hash of a fraction costs more than all the rest of a key."""
        return (
            reason.code,
            *[
                (name, value) if type(value) is not Fraction else (name, value.numerator, value.denominator)
                for name, value in reason.figures.items()
                if name not in KNOWN
            ],
        )

    def _grades(self, subject, component):
        """The grades a component was rated with, where the engine gives no reason of its own."""
        names = self._given.get((subject, component))
        if not names:
            return f"{NULL}\t{NULL}"
        key = tuple(names)
        text = self._reasons.get(key)
        if text is None:
            text = self._reasons[key] = f"grades\t{cell(json_text({'grades': names}))}"
        return text


def _beyond_known(reason):
    return {name: value for name, value in reason.figures.items() if name not in KNOWN}


def _grades_given(gathered):
    """{(subject, component): names of the grades given, in the order of the records}."""
    names = {
        (component.key, grade.key): grade.name
        for component in gathered.scheme.components
        if component.scale
        for grade in component.scale.grades
    }
    given = defaultdict(list)
    for subject in gathered.subjects:
        for entry in subject.inputs:
            if entry.grade is not None:
                given[subject.key, entry.component].append(names.get((entry.component, entry.grade), ""))
    return given


def sources(line):
    """The records a trace line came from: (model, id) pairs, each once."""
    pairs = line.sources or ((line.source,) if line.source is not None else ())
    if len(pairs) == 1:
        return pairs if isinstance(pairs[0], tuple) else ()
    return tuple([pair for pair in dict.fromkeys(pairs) if isinstance(pair, tuple)])
