"""A newer edition beside what an office has, and how it becomes a new version: of a scheme, of a procedure.

What cycles and selections were begun with stays as it is. What the office has changed itself stays, unless it chooses
otherwise.
"""

from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import diff
from ..guard import guarded
from .exchange import REF
from .exchange_words import SCALES, Teller, wording
from .exchange_writer import Writer


@dataclass(frozen=True, slots=True)
class News:
    """What differs between rules here (*mine*) and in an edition of their regulation (*new*), and the words for it."""

    mine: diff.Rules
    new: diff.Rules
    changes: tuple[diff.Change, ...]
    here: Teller
    there: Teller
    words: tuple[dict, ...]

    def told(self, change):
        """One line of the page: the rule, what it says here and there, and its sentences."""
        having, teller = (self.mine, self.here) if change.went else (self.new, self.there)
        model, place = teller.model(change.place), change.place
        values = having[place]
        names = list(change.fields)
        return {
            "rule": teller.title(having, place),
            "before": teller.env._("not here")
            if change.came
            else self._said(self.here, model, self.mine, place, names),
            "after": teller.env._("no longer there")
            if change.went
            else self._said(self.there, model, self.new, place, names),
            "sentence": teller.quoted(values.get(REF)),
        }

    def _said(self, teller, model, found, place, names):
        said = teller.said(model, found[place], names)
        inside = [teller.title(found, one) for one in diff.below(found, place) if one != place]
        return "\n".join(filter(None, [said, *inside] if not names else [said]))


class CadreFollowedMixin(models.AbstractModel):
    """Rules of a regulation, in a list of its file; they have a ``regulation_id`` and a ``company_id``."""

    _name = "cadre.followed.mixin"
    _description = "Rules Made of an Edition"
    _inherit = ["cadre.versioned.mixin"]

    _listed = ""
    """The list of the file in which they stand."""
    _of_line = ""
    """The field of a line of the page *What Is New* that names one of them."""

    origin = fields.Char(
        string="Came from",
        copy=False,
        readonly=True,
        help="Its code in the file of the regulation that it was made of.",
    )
    edition_taken = fields.Integer(
        string="Edition", copy=False, readonly=True, help="Edition of that file; 0: from before editions were numbered."
    )
    source_id = fields.Many2one(
        "cadre.regulation.edition",
        string="Made of",
        copy=False,
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="That file: what it said before the office changed anything.",
    )
    newer_edition = fields.Integer(
        compute="_compute_newer_edition",
        compute_sudo=True,
        help="Number of a newer edition of the regulation it was made of, of those that come along; 0: there is none.",
    )

    @api.depends("origin", "edition_taken", "state")
    def _compute_newer_edition(self):
        latest = {}
        for edition in self.env["cadre.regulation.edition"].search([("company_id", "=", False)]):
            latest |= dict.fromkeys(edition._codes_of(self._name), edition.edition)
        for rules in self:
            newest = rules.state != "retired" and latest.get(rules.origin, 0)
            rules.newer_edition = newest if newest and newest > rules.edition_taken else 0

    def action_news(self):
        """What is new beside these rules in the edition of their regulation that comes along."""
        self.ensure_one()
        editions = self.env["cadre.regulation.edition"].search([("company_id", "=", False)])
        edition = editions.filtered(lambda one: self.origin and self.origin in one._codes_of(self._name))[:1]
        if not edition:
            raise UserError(
                self.env._("%(scheme)s was made of no regulation that comes along.", scheme=self.display_name)
            )
        return edition._open_news(self)

    # -- comparing -------------------------------------------------------------------------------------------------
    def _newest(self):
        """The last version of these rules."""
        self.ensure_one()
        return self.search(
            [("code", "=", self.code), ("company_id", "=", self.company_id.id)], order="version desc", limit=1
        )

    def _news(self, edition):
        """What the edition says otherwise than these rules; None where it has no such ones."""
        self.ensure_one()
        data = edition._data()
        there = self._in_file(data)
        if there is None:
            return None
        own, listed = self._as_file(), self._listed
        mine, new = self._rules_in(own, own[listed][0]), self._rules_in(data, there)
        former = self.source_id.sudo()._data() if self.source_id else None
        was = former and self._in_file(former)
        base = self._rules_in(former, was) if was else None
        here, beside = (Teller(self.env, file, root=self._name) for file in (own, {**data, listed: [there]}))
        words = (*own["words"], *data.get("words", ()))
        return News(mine, new, diff.compare(mine, new, base), here, beside, words)

    def _as_file(self):
        """The file that these rules would be, alone."""
        lang = self._lang_of_texts()
        rules = self.with_context(lang=lang) if self.env["res.lang"]._lang_get(lang) else self
        writer = Writer(self.env, {clause.code: clause.text for clause in self.regulation_id.clause_ids})
        record = writer.record(rules)
        scales = writer.list_of_scales(rules.env)
        return {"words": writer.list_of_words(), SCALES: scales, self._listed: [record]}

    def _lang_of_texts(self):
        return "zh_CN"

    def _in_file(self, data):
        """These rules in a file, by their code here, else by that which they came with; None without them."""
        found = {one["code"]: one for one in data.get(self._listed, ())}
        return found.get(self.code) or found.get(self.origin)

    def _rules_in(self, data, one):
        """The rules of one record of a file's list; what is named beside it goes by the code that it came with."""
        return diff.rules(self._as_it_came(wording(self.env, data, one, self._name)))

    def _as_it_came(self, found):
        """A wording in which other rules of this regulation go by the codes that they came with."""
        return found

    # -- taking over -----------------------------------------------------------------------------------------------
    def _refuse_following(self):
        """Raise where the current user may make no new version of these rules now."""
        self._refuse_shared()
        self.check_access("write")
        newest = self._newest()
        if newest.state == "draft":
            raise UserError(
                self.env._(
                    "%(scheme)s is still a draft: put it in force, or delete it, and take over what is new then.",
                    scheme=newest.display_name,
                )
            )

    def _follow(self, edition, news, changes):
        """A new version of these rules with the chosen changes, in draft."""
        self.ensure_one()
        self._refuse_following()
        found = diff.record(diff.take(news.mine, news.new, changes))
        newest = self._newest()
        values = {"version": newest.version + 1, "previous_id": newest.id, "sequence": self.sequence}
        new = self.regulation_id._make_rules(
            self._name, edition, found, news.words, self.company_id, {**values, "code": self.code}
        )
        guarded(new).origin = self.origin or self.code
        self._carry_home(new)
        return new

    def _carry_home(self, new):
        """What belongs to the house and stands in no file."""

    def _settle(self):
        """Take what other rules here have already, where a file says it once more."""

    def _faults_of_file(self):
        """What keeps rules that were made of a file from being kept, in sentences."""
        return ()

    def _came_from(self, rules):
        """Let the next version, or a copy, know what ``rules`` were made of."""
        guarded(self).write(
            {name: rules[name] for name in ("origin", "edition_taken")} | {"source_id": rules.source_id.id}
        )
