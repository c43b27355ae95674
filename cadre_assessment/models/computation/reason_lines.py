"""Say a line of the trace in a sentence: the half of :mod:`.reasons` that stands beside single figures."""

from .figures_said import figure_text, figures_of
from .unusable import said_of_unusable


class LineWords:
    """Says what stands beside a line of the trace; :class:`.reasons.Words` knows the names."""

    def label(self, kind, name):
        """What a line is called; lines that are no component's have no name of their own."""
        names = {
            "rounding": self.env._("Rounding Difference"),
            "renormalise": self.env._("Share of what is missing"),
            "cap": self.env._("Limit"),
            "scale": self.env._("Scaled up to the whole score"),
            "posting": self.env._("Ledger"),
        }
        return name if name and name != kind else names.get(kind, name)

    def line(self, kind, code, figures):
        """What stands in the last column of the trace."""
        figures = figures_of(figures or {})
        if kind == "rounding":
            return self.env._("Makes up for rounding every line by itself.")
        say = getattr(self, f"_line_{code}", None) if code else None
        return say(figures) if say else code or ""

    def _line_unusable(self, figures):
        return self.env._(
            "Cannot be computed with: %(what)s. Put the record right.", what=said_of_unusable(self.env, figures)
        )

    def _line_grades(self, figures):
        return self._list(figures.get("grades"))

    def _line_ballot(self, figures):
        return self.env._(
            "%(valid)s valid and %(invalid)s invalid marks.", valid=figures.get("valid"), invalid=figures.get("invalid")
        )

    def _line_missing(self, figures):
        if figures.get("treatment") == "renormalise":
            return self.env._("Nothing recorded; its weight is shared among the others.")
        if figures.get("treatment") == "full":
            return self.env._("Nothing recorded; counts in full.")
        return self.env._("Nothing recorded; counts as zero.")

    def _line_renormalised(self, figures):
        return self.env._(
            "The points of weight %(present)s stand for the whole weight %(weight)s; missing: %(missing)s.",
            present=figure_text(figures.get("present")),
            weight=figure_text(figures.get("weight")),
            missing=self._list([self._component(code) for code in figures.get("missing") or ()]),
        )

    def _line_scaled(self, figures):
        return self.env._(
            "The parts that apply weigh %(weight)s; they are scaled up to %(full)s.",
            weight=figure_text(figures.get("weight")),
            full=figure_text(figures.get("full")),
        )

    def _line_capped(self, figures):
        return self.env._(
            "%(before)s points, at most %(limit)s.",
            before=figure_text(figures.get("before")),
            limit=figure_text(figures.get("limit")),
        )

    def _line_floored(self, figures):
        return self.env._(
            "%(before)s points, at least %(limit)s.",
            before=figure_text(figures.get("before")),
            limit=figure_text(figures.get("limit")),
        )

    def _line_void(self, figures):
        names = [self._counts.get(code, code) for code in figures.get("roles") or ()]
        return self.env._("Emptied because of: %(events)s.", events=self._list(names))

    def _line_duplicate(self, figures):
        return self.env._(
            "%(points)s points do not count: the same matter counts already with %(kept)s.",
            points=figure_text(figures.get("points")),
            kept=figure_text(figures.get("kept_points")),
        )
