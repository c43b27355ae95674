"""Check that every condition can be answered: facts, operators, values, windows, sources."""

from odoo import api, models

from ...engine import EngineError
from ..listing import listed, titled
from ..organization.person_facts import FACTS as OF_PERSONS
from .cadre_criterion import COMPARED
from .facts import (
    AFTERWARDS,
    CATEGORIES,
    CODES,
    DATES,
    EVENTS,
    GRADES,
    HISTORIES,
    NUMBERS,
    OF_KINDS,
    OF_SUBJECTS,
    RANKS,
    WORDS,
    YES_NO,
)
from .problems import Problem

SOURCES = {
    "unit_veto": ("unit", "district", "team"),
    "unit_events": ("unit", "district", "team"),
    "unit_awards": ("unit", "district", "team"),
    "team_grade": ("team", "unit"),
}
"""Facts that come from a cycle decided before: fact -> kinds of subjects of its scheme."""


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    def _check_criteria(self):
        codes = self._codes_of_facts()
        known = self.env["cadre.criterion"]._known_codes()
        for parts in (self.gate_ids, self.scope_ids, self.document_ids, self.consequence_ids):
            for part in parts:
                root = part.criterion_id._origin
                for leaf, text in root._faults(known, codes):
                    yield Problem(part, titled(self.env, leaf.display_name, text) if leaf != root else text)
                asked = {criterion.fact for criterion in root._under()}
                for text in self._source_faults(asked):
                    yield Problem(part, text)
                if part._name != "cadre.scheme.consequence" and asked & AFTERWARDS:
                    yield Problem(
                        part, self.env._("it asks for the place in the ranking, which only what follows knows")
                    )

    def _codes_of_facts(self):
        """The codes each fact of grades and events may have in this scheme: fact -> set."""
        own = set(self.result_scale_id.grade_ids.mapped("code"))
        rated = {
            f"{level}_grades": set(
                self.period_ids.filtered(lambda period, level=level: period.level == level).scale_id.grade_ids.mapped(
                    "code"
                )
            )
            for level in ("month", "quarter", "half")
        }
        teams = self._waits_for("team", "unit").result_scale_id.grade_ids
        units = self._waits_for("unit", "district", "team").adjustment_ids
        return {
            "grade": own,
            "grades": own,
            "own_grades": own,
            **rated,
            "team_grade": set(teams.mapped("code")),
            "events": set(self.adjustment_ids.mapped("code")),
            "unit_events": set(units.mapped("code")),
        }

    def _source_faults(self, facts):
        labels = dict(self.env["cadre.criterion"]._fields["fact"]._description_selection(self.env))
        for fact in sorted(facts & SOURCES.keys()):
            if not self._waits_for(*SOURCES[fact]):
                yield self.env._(
                    "it asks for “%(fact)s”, but no scheme that knows is decided before this one", fact=labels[fact]
                )


class CadreCriterion(models.Model):
    _inherit = "cadre.criterion"

    @api.model
    def _known_codes(self):
        """(kind, code) of every category that a fact may be compared with (1 query)."""
        kinds = sorted({*CATEGORIES.values(), "reserve"})
        known = set(self.env["cadre.category"]._read_group([("kind", "in", kinds)], ["kind", "code"]))
        return known | {("rank", code) for (code,) in self.env["cadre.rank"]._read_group([], ["code"])}

    def _faults(self, known, codes, of_person=False):
        """What is wrong with these criteria and those under them: (criterion, text) pairs.

        ``known``: see :meth:`_known_codes`; ``codes``: the codes a fact may have in the scheme that asks, where the
        scheme defines them; ``of_person``: they are asked about people outside any assessment, not by a scheme.
        """
        faults = []
        for criterion in self._under():
            if criterion.kind == "fact":
                faults += [(criterion, text) for text in criterion._leaf_faults(known, codes, of_person)]
            elif not criterion.child_ids:
                faults.append((criterion, self.env._("nothing stands under it")))
        return faults

    def _leaf_faults(self, known, codes, of_person=False):
        if not self.fact:
            return [self.env._("the fact is missing")]
        if of_person and self.fact not in OF_PERSONS:
            return [self.env._("it is known of who is assessed alone, not of a person on any day")]
        if not of_person and self.fact not in OF_SUBJECTS:
            return [self.env._("it is known of a person outside any assessment; a scheme cannot ask it")]
        try:
            value = self._engine_value({})
        except EngineError:
            if self.fact in DATES:
                return [self.env._("“%(value)s” is no day: write 1970-01-01, or 1970-01 for a month", value=self.value)]
            return [self.env._("“%(value)s” is not a number", value=self.value or "")]
        values = value if isinstance(value, frozenset) else {value}
        if not values or None in values:
            if self.fact in YES_NO:
                return [self.env._("the value must be yes or no")]
            return [self.env._("the value is missing, or there are several where one is compared")]
        faults = self._window_faults() + self._argument_faults(known)
        ordered = NUMBERS | DATES | WORDS if of_person else NUMBERS
        if self.operator in COMPARED and self.fact not in ordered:
            faults.append(
                self.env._("only numbers, days and words of an order are above or below each other")
                if of_person
                else self.env._("only numbers are above or below each other")
            )
        strange = self._strange_codes(values, known, codes)
        if strange:
            faults.append(self.env._("there is no such code: %(codes)s", codes=listed(self.env, sorted(strange))))
        return faults

    def _argument_faults(self, known):
        """A fact of a rank, layer, class or kind of posting needs to be told of which."""
        of = OF_PERSONS[self.fact].of if self.fact in OF_PERSONS else ""
        code = (self.argument or "").strip()
        if not of:
            return []
        if not code:
            return [self.env._("say of which rank, layer, class or kind of posts, kind of posting or training")]
        if of in OF_KINDS:
            known = {(of, kind) for kind in self.env[OF_KINDS[of]]._fields["kind"].get_values(self.env)}
        if (of, code) in known:
            return []
        return [self.env._("there is no such code: %(codes)s", codes=code)]

    def _strange_codes(self, values, known, codes):
        if self.fact in CATEGORIES:
            return [code for code in values if (CATEGORIES[self.fact], code) not in known]
        if self.fact in RANKS:
            return [code for code in values if ("rank", code) not in known]
        if self.fact in CODES:
            model, field, _places = CODES[self.fact]
            allowed = self.env[model]._fields[field].get_values(self.env)
            return [code for code in values if code not in allowed]
        if self.fact in GRADES or self.fact in EVENTS:
            return [code for code in values if code not in codes.get(self.fact, ())]
        return []

    def _window_faults(self):
        if self.fact in HISTORIES and not self.has_window:
            return [self.env._("it is a history: say how many of its entries must fit")]
        if not self.has_window:
            return []
        if self.fact not in HISTORIES:
            return [self.env._("it is one value, no history: it has no last entries")]
        if self.counted and not self.times:
            return [self.env._("say which time it is, or how many in a row")]
        if self.window < 0 or self.times < 0 or (self.window and self.times > self.window):
            return [
                self.env._("of the last %(window)s entries %(times)s cannot fit", window=self.window, times=self.times)
            ]
        return []
