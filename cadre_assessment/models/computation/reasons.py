"""Say every machine code in a sentence: reasons, flags and trace lines, in the reader's language.

The engine gives codes with figures (``engine/reasons.py`` says what they mean). Screens, forms and workbooks say them
with the words of this module, so that they cannot disagree. A sentence for a person tells nothing of anybody else's
points.
"""

from ...engine import Unusable, figure
from ..listing import listed
from .figures_said import figure_text, figures_of, percent
from .reason_lines import LineWords
from .unusable import said_of_unusable


def _total(assessment):
    """The stored total, exact; None where there is none, or something that is no number."""
    total = figure(assessment.total) if assessment.has_total else None
    return None if type(total) is Unusable else total


class Words(LineWords):
    """Says the reasons of one scheme in the language of ``env``.

    :param scheme: ``cadre.scheme`` record; its names are read once.
    :param full: whether the reader may know the figures of others (office, deciding body, auditor).
    """

    def __init__(self, env, scheme, full=True):
        scheme = scheme.with_env(env).sudo()
        self.env, self.full = env, full
        self._components = {component.code: component.name for component in scheme.component_ids}
        self._counts = {count.code: count.name for count in scheme.component_ids.count_ids if count.void}
        self._quotas = {quota.code: quota for quota in scheme.quota_ids}
        self._grades = {grade.id: grade.name for grade in scheme.result_scale_id.grade_ids}
        self._one_word = len(self._grades) == 1
        """Everybody gets the one grade there is: what there is to explain is who gets the award."""
        self._top = next((grade.name for grade in scheme.result_scale_id.grade_ids if grade.is_top), "")

    # -- verdicts --------------------------------------------------------------------------------------------------
    def of(self, assessment):
        """Why ``assessment`` has its grade: what the rules say, or what the body said when it decided otherwise."""
        if assessment.override_reason:
            return self.env._(
                "The deciding body gave “%(grade)s”: %(reason)s",
                grade=assessment.decided_grade_id.name or self.env._("no grade for now"),
                reason=assessment.override_reason,
            )
        if self._one_word and assessment.award_ids:
            return self.of_award(assessment.award_ids[0])
        figures = assessment.reason_figures or {}
        total = _total(assessment)
        return self.verdict(
            assessment.reason_code, {**figures, "rank": assessment.printed_rank or None, "total": total}
        )

    def of_award(self, award):
        """Why an award is proposed for a subject or not."""
        assessment = award.assessment_id
        total = _total(assessment)
        known = {"rank": assessment.printed_rank or None, "total": total, "award": award.award_id.name}
        return self.verdict(award.reason_code, {**(award.reason_figures or {}), **known})

    def verdict(self, code, figures):
        """The sentence of a code with its figures. An unknown code is said as it is: better odd than silent."""
        if not code:
            return ""
        figures = figures_of(figures or {})
        say = getattr(self, f"_say_{code}", None)
        return say(figures) if say else code

    def _quota(self, figures):
        quota = self._quotas.get(figures.get("quota"))
        return quota.name if quota else figures.get("quota") or ""

    def _prize(self, figures):
        if figures.get("award"):
            return figures["award"]
        quota = self._quotas.get(figures.get("quota"))
        return quota.grade_id.name or quota.award_id.name if quota else self._top

    def _seats(self, figures):
        if figures.get("ratio") is None:
            return self.env._("%(seats)s seats", seats=figures.get("seats"))
        return self.env._(
            "%(seats)s seats (%(ratio)s of %(base)s)",
            seats=figures.get("seats"),
            ratio=percent(figures["ratio"]),
            base=figures.get("base"),
        )

    def _standing(self, figures):
        return {
            "grade": self._prize(figures),
            "rank": figures.get("rank"),
            "total": figure_text(figures.get("total")),
            "seats": self._seats(figures),
            "quota": self._quota(figures),
        }

    def _say_seat_won(self, figures):
        return self.env._(
            "Can be graded “%(grade)s”: total %(total)s, rank %(rank)s, %(seats)s.", **self._standing(figures)
        )

    def _say_exempt_won(self, figures):
        return self.env._(
            "Can be graded “%(grade)s” without using a seat: total %(total)s, rank %(rank)s.", **self._standing(figures)
        )

    def _say_no_seats(self, figures):
        if figures.get("ratio") is None:
            return self.env._(
                "Cannot be graded “%(grade)s”, because there is no seat for it: total %(total)s, rank %(rank)s.",
                **self._standing(figures),
            )
        return self.env._(
            "Cannot be graded “%(grade)s”, because there is no seat for it: %(ratio)s of %(base)s people is less than "
            "one. Total %(total)s, rank %(rank)s.",
            ratio=percent(figures["ratio"]),
            base=figures.get("base"),
            **self._standing(figures),
        )

    def _say_seats_granted(self, figures):
        return self.env._(
            "Cannot be graded “%(grade)s”, because its %(seats)s were taken before anybody competed "
            "(%(granted)s granted directly or decided before): total %(total)s, rank %(rank)s.",
            granted=figures.get("granted"),
            **self._standing(figures),
        )

    def _say_seats_pending(self, figures):
        return self.env._(
            "Cannot be graded “%(grade)s”: what is left of its %(seats)s is to be decided among %(tied)s people with "
            "a higher total. Total %(total)s, rank %(rank)s.",
            tied=figures.get("tied"),
            **self._standing(figures),
        )

    def _say_seat_lost(self, figures):
        if figures.get("last") is None or not self.full:
            return self.env._(
                "Cannot be graded “%(grade)s”, because its %(seats)s went to higher totals: "
                "total %(total)s, rank %(rank)s.",
                **self._standing(figures),
            )
        return self.env._(
            "Cannot be graded “%(grade)s”, because its %(seats)s went to totals from %(last)s up: "
            "total %(total)s, rank %(rank)s.",
            last=figure_text(figures["last"]),
            **self._standing(figures),
        )

    def _say_tie_broken_by(self, figures):
        own, other = figures.get("values") or (None, None)
        parts = {
            **self._standing(figures),
            "component": self._component(figures.get("component")),
            "own": figure_text(own),
        }
        if figures.get("won"):
            if self.full:
                return self.env._(
                    "Can be graded “%(grade)s”: level at the last of %(seats)s with total %(total)s, "
                    "ahead by “%(component)s” (%(own)s against %(other)s).",
                    other=figure_text(other),
                    **parts,
                )
            return self.env._(
                "Can be graded “%(grade)s”: level at the last of %(seats)s with total %(total)s, "
                "ahead by “%(component)s” (%(own)s).",
                **parts,
            )
        if self.full:
            return self.env._(
                "Cannot be graded “%(grade)s”, because, level at the last of %(seats)s with total %(total)s, "
                "it is behind by “%(component)s” (%(own)s against %(other)s).",
                other=figure_text(other),
                **parts,
            )
        return self.env._(
            "Cannot be graded “%(grade)s”, because, level at the last of %(seats)s with total %(total)s, "
            "it is behind by “%(component)s” (%(own)s).",
            **parts,
        )

    def _say_pending_tie(self, figures):
        return self.env._(
            "To be decided: %(tied)s people are level in every part with total %(total)s. "
            "Seats left: %(left)s of %(seats)s; the deciding body chooses and says why.",
            tied=figures.get("tied"),
            left=figures.get("seats_left"),
            **self._standing(figures),
        )

    def _say_barred(self, figures):
        return self.env._(
            "Cannot be graded “%(grade)s”, because of: %(gates)s.",
            grade=figures.get("award") or self._top,
            gates=self._list(figures.get("gates")),
        )

    def _say_below_minimum(self, figures):
        part = self._component(figures["component"]) if figures.get("component") else self.env._("total")
        return self.env._(
            "Cannot be graded “%(grade)s”, because “%(part)s” is %(score)s, less than %(minimum)s.",
            grade=self._prize(figures),
            part=part,
            score=figure_text(figures.get("score")),
            minimum=figure_text(figures.get("minimum")),
        )

    def _say_not_in_pool(self, figures):
        return self.env._(
            "Cannot be graded “%(grade)s”, because place %(place)s of %(size)s is not among the first %(share)s.",
            grade=self._prize(figures),
            place=figures.get("place"),
            size=figures.get("size"),
            share=percent(figures["share"]),
        )

    def _say_not_among(self, figures):
        return self.env._(
            "Not proposed for “%(quota)s”, because only those graded “%(among)s” may be.",
            quota=self._quota(figures),
            among=self._grade(figures.get("among")),
        )

    def _say_band(self, figures):
        if figures.get("grade") is None:
            return self.env._("Total %(total)s lies in no band.", total=figure_text(figures.get("total")))
        return self.env._(
            "Total %(total)s lies in the band of “%(grade)s”.",
            total=figure_text(figures.get("total")),
            grade=self._grade(figures["grade"]),
        )

    def _say_default(self, figures):
        if figures.get("grade") is None:
            return self.env._(
                "The scheme proposes no grade for a total of %(total)s.", total=figure_text(figures.get("total"))
            )
        return self.env._(
            "“%(grade)s” is the grade without a seat: total %(total)s, rank %(rank)s.",
            grade=self._grade(figures["grade"]),
            total=figure_text(figures.get("total")),
            rank=figures.get("rank"),
        )

    def _say_undetermined(self, figures):
        return self.env._("No grade for now, because of: %(gates)s.", gates=self._list(figures.get("gates")))

    def _say_excluded(self, figures):
        return self.env._("Not assessed, because of: %(gates)s.", gates=self._list(figures.get("gates")))

    def _say_forced_grade(self, figures):
        return self.env._(
            "Graded “%(grade)s”, because of: %(gates)s.",
            grade=self._grade(figures.get("grade")),
            gates=self._list(figures.get("gates")),
        )

    def _say_max_grade(self, figures):
        return self.env._(
            "At most “%(grade)s” instead of “%(instead)s”, because of: %(gates)s.",
            grade=self._grade(figures.get("grade")),
            instead=self._grade(figures.get("instead_of")),
            gates=self._list(figures.get("gates")),
        )

    def _say_no_input(self, figures):
        names = [self._component(code) for code in figures.get("missing") or ()]
        return self.env._("No total, because nothing was recorded for: %(parts)s.", parts=self._list(names))

    def _say_uncomputable(self, figures):
        what = said_of_unusable(self.env, figures)
        part = (
            self._component(figures["component"]) if figures.get("component") else self.env._("the ledger or the facts")
        )
        if figures.get("more"):
            return self.env._(
                "Waits, because an input of “%(part)s” cannot be computed with, and %(count)s more: %(what)s.",
                part=part,
                count=figures["more"],
                what=what,
            )
        return self.env._(
            "Waits, because an input of “%(part)s” cannot be computed with: %(what)s.", part=part, what=what
        )

    # -- flags -----------------------------------------------------------------------------------------------------
    def flags(self, codes):
        """What needs a look, one sentence each, from the codes stored on an assessment."""
        return [self._flag(*code.partition(":")[::2]) for code in (codes or "").split()]

    def _flag(self, code, detail):
        if code == "missing":
            return self.env._(
                "Nothing was recorded for “%(part)s”; please confirm that this is right.", part=self._component(detail)
            )
        if code == "partial":
            part, _colon, have = detail.rpartition(":")
            have, _slash, owed = have.partition("/")
            return self.env._(
                "“%(part)s” rests on %(have)s of %(owed)s records owed; please confirm that this is right.",
                part=self._component(part),
                have=have,
                owed=owed,
            )
        if code == "pool_without_band":
            return self.env._(
                "Among the candidates for “%(grade)s”, but the total does not reach its band.", grade=self._top
            )
        return f"{code} {detail}".strip()

    # -- words -----------------------------------------------------------------------------------------------------
    def _component(self, code):
        return self._components.get(code, code or "")

    def _grade(self, key):
        return self._grades.get(key, key if key is not None else "—")

    def _list(self, names):
        return listed(self.env, [str(name) for name in names or ()]) or "—"
