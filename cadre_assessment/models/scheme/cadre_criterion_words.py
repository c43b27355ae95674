"""Say a criterion to people: codes by their names; and the codes a fact may have."""

from odoo import api, fields, models

from ..listing import listed, titled
from ..organization.person_facts import FACTS as OF_PERSONS
from .cadre_criterion import SEVERAL
from .facts import CATEGORIES, CODES, EVENTS, GRADES, HISTORIES, OF_KINDS, RANKS, YES_NO

SHOWN = 60
"""So many codes are listed under the field; who needs another one finds it in its list."""


class CadreCriterion(models.Model):
    _inherit = "cadre.criterion"

    definition = fields.Char(compute="_compute_definition", help="The condition in words, whatever its name.")
    choices = fields.Text(string="Possible Values", compute="_compute_choices")
    argument_choices = fields.Text(string="Possible Codes", compute="_compute_choices")
    takes_argument = fields.Boolean(compute="_compute_takes")
    takes_postings = fields.Boolean(compute="_compute_takes")
    takes_window = fields.Boolean(compute="_compute_takes")

    @api.depends("fact")
    def _compute_takes(self):
        """What the fact needs beside operator and value; the form asks no more."""
        for criterion in self:
            fact = OF_PERSONS.get(criterion.fact)
            criterion.takes_argument = bool(fact and fact.of)
            criterion.takes_postings = bool(fact and fact.postings)
            criterion.takes_window = criterion.fact in HISTORIES

    @api.depends(
        "kind",
        "fact",
        "argument",
        "with_postings",
        "operator",
        "value",
        "has_window",
        "window",
        "times",
        "counted",
        "defer_months",
        "may_except",
        "child_ids",
    )
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
            criterion.choices = _shown(words.get(criterion.fact, {}))
            fact = OF_PERSONS.get(criterion.fact)
            criterion.argument_choices = _shown(words.get(("of", fact.of), {})) if fact and fact.of else False

    def _words_of_facts(self):
        """Names of the codes of the facts these criteria ask for: fact -> {code: name} (a query a list).

        Under ``("of", kind)`` those of what a fact is asked of.
        """
        facts = set(self.mapped("fact"))
        of = {OF_PERSONS[fact].of for fact in facts & OF_PERSONS.keys()} - {""}
        words = {}
        kinds = {CATEGORIES[fact] for fact in facts & CATEGORIES.keys()} | (
            of & {"layer", "post_class", "post_kind", "reserve"}
        )
        categories = self.env["cadre.category"].search_fetch([("kind", "in", list(kinds))], ["kind", "code", "name"])
        for fact in facts & CATEGORIES.keys():
            words[fact] = {word.code: word.name for word in categories if word.kind == CATEGORIES[fact]}
        words |= {
            ("of", kind): {word.code: word.name for word in categories if word.kind == kind} for kind in of & kinds
        }
        if facts & RANKS or "rank" in of:
            ranks = {rank.code: rank.name for rank in self.env["cadre.rank"].search_fetch([], ["code", "name"])}
            words |= {**dict.fromkeys(facts & RANKS, ranks), ("of", "rank"): ranks}
        for kind in of & OF_KINDS.keys():
            field = self.env[OF_KINDS[kind]]._fields["kind"]
            words["of", kind] = dict(field._description_selection(self.env))
        if facts & GRADES:
            grades = self.env["cadre.scale.grade"].search_fetch([], ["code", "name"])
            words |= {fact: {grade.code: grade.name for grade in grades} for fact in facts & GRADES}
        if facts & EVENTS:
            lines = self.env["cadre.scheme.adjustment"].search_fetch([], ["code", "name"])
            words |= {fact: {line.code: line.name for line in lines} for fact in facts & EVENTS}
        for fact in facts & CODES.keys():
            model, field, _places = CODES[fact]
            words[fact] = dict(self.env[model]._fields[field]._description_selection(self.env))
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
        """The comparison in words, and what may follow where it is not met."""
        said, more = self._comparison(words), []
        if self.defer_months:
            more.append(self.env._("may be met within %s months after the appointment", self.defer_months))
        if self.may_except:
            more.append(self.env._("an exception may be made"))
        return self.env._("%(fact)s (%(of)s)", fact=said, of=listed(self.env, more)) if more else said

    def _comparison(self, words):
        facts, operators = (dict(self._fields[name]._description_selection(self.env)) for name in ("fact", "operator"))
        asked, names = self._fact_words(facts.get(self.fact), words), words.get(self.fact, {})
        value = listed(self.env, [names.get(code, code) for code in self._value_words()])
        if self.operator not in SEVERAL and self.fact in YES_NO:
            said = titled(self.env, asked, value)
        else:
            said = " ".join(filter(None, (asked, operators.get(self.operator), value)))
        if not self.has_window:
            return said
        of = self.env._("all entries") if not self.window else self.env._("the last %s entries", self.window)
        if self.counted == "nth":
            return self.env._("%(said)s (for the %(times)s. time in %(of)s)", said=said, times=self.times or 1, of=of)
        if self.counted == "run":
            return self.env._("%(said)s (every %(times)s in a row)", said=said, times=self.times or 1)
        if self.times:
            return self.env._("%(said)s (at least %(times)s times in %(of)s)", said=said, times=self.times, of=of)
        return self.env._("%(said)s (every one of %(of)s)", said=said, of=of)

    def _fact_words(self, label, words):
        """The name of the fact, with what it is asked of: Months at a Rank and Above (乡科级副职)."""
        fact = OF_PERSONS.get(self.fact)
        more = []
        if fact and fact.of:
            code = (self.argument or "").strip()
            more.append(words.get(("of", fact.of), {}).get(code, code or "…"))
        if fact and fact.postings and self.with_postings:
            more.append(self.env._("postings counted"))
        return self.env._("%(fact)s (%(of)s)", fact=label, of=listed(self.env, more)) if more else label


def _shown(names):
    return "\n".join([f"{code} = {name}" for code, name in list(names.items())[:SHOWN]])
