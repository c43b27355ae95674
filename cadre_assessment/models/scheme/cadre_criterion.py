"""Criteria: one typed tree of fact, operator and value; no code in a field (law 3)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ... import engine
from ...engine import CriterionError, exact
from ...engine.known import Day, Word
from ..listing import listed
from ..organization.person_facts import BY_HAND, Asked
from ..organization.person_facts import FACTS as OF_PERSONS
from .facts import CODES, DATES, FACTS, NUMBERS, WORDS, YES_NO

SAYS = {"yes": True, "no": False}
SEVERAL = frozenset({"in", "not in"})
COMPARED = frozenset({"<", "<=", ">", ">="})


class CadreCriterion(models.Model):
    """A fact is what ``Subject.facts`` holds: True / False, a number, or the *code* of a category or grade."""

    _name = "cadre.criterion"
    _description = "Criterion"
    _inherit = ["cadre.scheme.part.mixin"]
    _parent_store = True
    _order = "sequence, id"

    display_name = fields.Char(compute="_compute_display_name", recursive=True)
    name = fields.Char(help="As the regulation says it; empty: made of fact, operator and value.")
    parent_id = fields.Many2one("cadre.criterion", ondelete="cascade", index=True)
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("cadre.criterion", "parent_id", copy=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("fact", "Fact"), ("all", "All of"), ("any", "Any of"), ("not", "None of")], required=True, default="fact"
    )
    fact = fields.Selection(FACTS)
    operator = fields.Selection(
        [
            ("=", "is"),
            ("!=", "is not"),
            ("in", "is one of"),
            ("not in", "is none of"),
            ("<", "<"),
            ("<=", "≤"),
            (">", ">"),
            (">=", "≥"),
        ],
        default="=",
        required=True,
    )
    argument = fields.Char(
        string="Of Which",
        help="The code of the rank, layer, class or kind of posts, kind of posting or training meant.",
    )
    with_postings = fields.Boolean(string="Postings Count", help="Time in postings (挂职, 驻村) is counted as well.")
    value = fields.Char(
        help="A code, a number, a day (1970-01-01) or a month (1970-01); codes separated by commas; yes / no for a "
        "yes-no fact."
    )
    has_window = fields.Boolean(
        string="Of Several", help="The fact is a history (events of the year, grades of years): how many must fit."
    )
    window = fields.Integer(string="The Last", help="So many entries, this year last; 0 = all of them.")
    times = fields.Integer(help="So many of them must fit; 0 = every one.")
    counted = fields.Selection(
        [("nth", "This Is Exactly That Time"), ("run", "Every So Many in a Row")],
        string="Counted As",
        help="Empty: at least so many. That time: this year fits and is exactly the first, second, third … that does. "
        "In a row: the years that fit up to this one are so many, or twice, three times as many.",
    )
    defer_months = fields.Integer(
        string="May Be Met within Months",
        high=120,
        help="After the appointment, where it is not met before (S4-P2-07: training within a year); 0: met before.",
    )
    may_except = fields.Boolean(
        string="An Exception May Be Made",
        help="破格: with its reason and the prior consent of the level above, within the limits of the law.",
    )
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )
    rule_ref = fields.Char(string="Rules")

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A criterion cannot stand under itself."))

    @api.depends(
        "name", "kind", "fact", "argument", "with_postings", "operator", "value", "has_window", "window", "times",
        "counted", "defer_months", "may_except", "child_ids.display_name",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_display_name(self):
        unnamed = self.filtered(lambda criterion: not criterion.name)
        words = unnamed._words_of_facts()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for criterion in self:
            if criterion.name:
                criterion.display_name = criterion.name
            elif criterion.kind == "fact":
                criterion.display_name = criterion._fact_sentence(words)
            else:
                parts = listed(self.env, [child.display_name or "" for child in criterion.child_ids])
                criterion.display_name = f"{kinds.get(criterion.kind)} ({parts})"

    # -- business --------------------------------------------------------------------------------------------------
    def _criterion_owners(self):
        """What asks these criteria, at whatever depth: recordsets, each of which refuses a change when it is frozen.

        A hook: a room whose records carry a criterion adds them; each has ``_refuse_frozen()``, which raises UserError.
        """
        return [self._schemes()]

    def _refuse_frozen(self):
        """A criterion stays as it is once any of its owners must."""
        if not self.env.su:
            for owners in self._criterion_owners():
                owners._refuse_frozen()

    def _schemes(self):
        """The schemes whose gates, scope lines, papers or consequences ask one of these criteria, at whatever depth."""
        roots = {int(path.split("/")[0]) for path in self.sudo().mapped("parent_path") if path}
        schemes = self.env["cadre.scheme"].sudo()
        for model in ("cadre.scheme.gate", "cadre.scheme.scope", "cadre.scheme.document", "cadre.scheme.consequence"):
            schemes |= (
                self.env[model].sudo().search([("criterion_id", "parent_of", self.ids)]).scheme_id if roots else schemes
            )
        return schemes

    def _tree(self):
        """These criteria with everything under them (1 query), and their children: criterion -> records."""
        everything = self.search([("id", "child_of", self.ids)]) if self.ids else self
        return everything, everything.grouped("parent_id")

    def _under(self):
        """These criteria and everything under them, as a list in the order of the levels.

        A query a level for all criteria that were read together with these: checks ask one rule of many at a time.
        """
        found, front = [], self
        while front:
            found += front
            front = front.child_ids
        return found

    def _engine_criteria(self):
        """Every criterion of ``self`` as the engine takes it: record id -> :class:`engine.Criterion` (1 query).

        Raises EngineError when a value is no number, or no day, where one is needed.
        """
        everything, children = self._tree()
        places = everything._places()

        def build(criterion):
            if criterion.kind == "fact":
                return engine.Criterion(
                    "fact",
                    criterion._engine_fact(),
                    criterion.operator,
                    criterion._engine_value(places),
                    window=criterion.window if criterion.has_window else None,
                    times=criterion.times or None,
                    counted=criterion.counted or "" if criterion.has_window else "",
                )
            parts = tuple(build(child) for child in children.get(criterion, ()))
            if criterion.kind == "not" and len(parts) != 1:  # the engine turns exactly one condition round
                parts = (engine.Criterion("any", children=parts),)
            return engine.Criterion(criterion.kind, children=parts)

        return {criterion.id: build(criterion) for criterion in self}

    def _value_words(self):
        return [
            word.strip() for word in (self.value or "").replace("\N{FULLWIDTH COMMA}", ",").split(",") if word.strip()
        ]

    def _engine_fact(self):
        """The name under which the engine looks the fact up: of a person with what it is asked of."""
        if self.fact == BY_HAND:
            return Asked(BY_HAND, str(self.id)).text
        takes = OF_PERSONS.get(self.fact)
        if not takes:
            return self.fact or ""
        of = (self.argument or "").strip() if takes.of else ""
        return Asked(self.fact, of, bool(takes.postings and self.with_postings)).text

    def _places(self):
        """{(fact, code): its place in the order} of the ranks and layers that these criteria compare (1 query each)."""
        compared = {one.fact for one in self if one.kind == "fact" and one.operator in COMPARED}
        places = {}
        for fact, model in (("rank", "cadre.rank"), ("layer", "cadre.category")):
            if fact in compared:
                ours = [("company_id", "in", [*self.env.companies.ids, False])]
                domain = ours if fact == "rank" else [("kind", "=", fact), *ours]
                known = self.env[model].sudo().search(domain).sorted(lambda word: bool(word.company_id))
                places |= {(fact, word.code): -word.sequence for word in known}
        return places

    def _engine_value(self, places):
        """The value typed by its fact: True / False, a Fraction, a day, a code, or a set of them."""
        words = self._value_words()
        if self.operator in SEVERAL:
            return frozenset([self._engine_word(word, places) for word in words])
        return self._engine_word(words[0], places) if len(words) == 1 else None

    def _engine_word(self, word, places):
        if self.fact in YES_NO:
            return SAYS.get(word.lower())
        if self.fact in DATES:
            return day_of(word, self.fact)
        if self.fact in NUMBERS:
            return exact(word)
        if self.operator in COMPARED and self.fact in WORDS:
            known = CODES[self.fact][2] if self.fact in CODES else {}
            return Word(word, known[word] if word in known else places.get((self.fact, word)))
        return word


def day_of(text, fact=None):
    """A day, or a month, as it is typed into a condition.

    :raises EngineError: it is neither

    >>> day_of("1970-01-01"), day_of("1970.1").month_only
    (Day(1970, 1, 1), True)
    """
    parts = text.replace(".", "-").replace("/", "-").split("-")
    try:
        year, month, *rest = [int(part) for part in parts]
        (day,) = rest or (1,)
        return Day(year, month, day, month_only=not rest)
    except ValueError as error:
        raise CriterionError(f"{text!r} is no day", fact) from error
