"""Say a criterion to people: codes by their names; and the codes a fact may have."""

from odoo import api, fields, models

from ..listing import listed, titled
from .cadre_criterion import SEVERAL
from .facts import CATEGORIES, CODES, EVENTS, GRADES, YES_NO

SHOWN = 60
"""So many codes are listed under the field; who needs another one finds it in its list."""


class CadreCriterion(models.Model):
    _inherit = "cadre.criterion"

    definition = fields.Char(compute="_compute_definition", help="The condition in words, whatever its name.")
    choices = fields.Text(string="Possible Values", compute="_compute_choices")

    @api.depends("kind", "fact", "operator", "value", "has_window", "window", "times", "child_ids")
    @api.depends_context("lang")
    def _compute_definition(self):
        everything, children = self._tree() if self.ids else (self, {})
        words = everything._words_of_facts()
        for criterion in self:
            criterion.definition = criterion._sentence(children, words)

    @api.depends("fact")
    @api.depends_context("lang")
    def _compute_choices(self):
        words = self._words_of_facts()
        for criterion in self:
            names = words.get(criterion.fact, {})
            shown = [f"{code} = {name}" for code, name in list(names.items())[:SHOWN]]
            criterion.choices = "\n".join(shown)

    def _words_of_facts(self):
        """Names of the codes of the facts these criteria ask for: fact -> {code: name} (3 queries)."""
        facts = set(self.mapped("fact"))
        words = {}
        kinds = {CATEGORIES[fact] for fact in facts & CATEGORIES.keys()}
        categories = self.env["cadre.category"].search_fetch([("kind", "in", list(kinds))], ["kind", "code", "name"])
        for fact in facts & CATEGORIES.keys():
            words[fact] = {word.code: word.name for word in categories if word.kind == CATEGORIES[fact]}
        if facts & GRADES:
            grades = self.env["cadre.scale.grade"].search_fetch([], ["code", "name"])
            words |= {fact: {grade.code: grade.name for grade in grades} for fact in facts & GRADES}
        if facts & EVENTS:
            lines = self.env["cadre.scheme.adjustment"].search_fetch([], ["code", "name"])
            words |= {fact: {line.code: line.name for line in lines} for fact in facts & EVENTS}
        posting = self.env["cadre.posting"]._fields
        for fact in facts & CODES.keys():
            labels = dict(posting[fact.removeprefix("posting_")]._description_selection(self.env))
            words[fact] = {code: label for code, label in labels.items() if code in CODES[fact]}
        yes_no = {"yes": self.env._("yes"), "no": self.env._("no")}
        return words | dict.fromkeys(facts & YES_NO, yes_no)

    def _sentence(self, children, words):
        """This condition and what is under it, in words. A part with a name of its own is called by it."""
        self.ensure_one()
        if self.kind == "fact":
            return self._fact_sentence(words)
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        parts = [child.name or child._sentence(children, words) for child in children.get(self, self.child_ids)]
        return f"{kinds.get(self.kind)} ({listed(self.env, parts)})"

    def _fact_sentence(self, words):
        facts, operators = (dict(self._fields[name]._description_selection(self.env)) for name in ("fact", "operator"))
        names = words.get(self.fact, {})
        value = listed(self.env, [names.get(code, code) for code in self._value_words()])
        if self.operator not in SEVERAL and self.fact in YES_NO:
            said = titled(self.env, facts.get(self.fact), value)
        else:
            said = " ".join(filter(None, (facts.get(self.fact), operators.get(self.operator), value)))
        if not self.has_window:
            return said
        of = self.env._("all entries") if not self.window else self.env._("the last %s entries", self.window)
        if self.times:
            return self.env._("%(said)s (at least %(times)s times in %(of)s)", said=said, times=self.times, of=of)
        return self.env._("%(said)s (every one of %(of)s)", said=said, of=of)
