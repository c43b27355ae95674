"""A newer edition beside what an office has, and how it becomes a new version of the office's scheme.

The scheme that cycles were opened with stays as it is. What the office has changed itself stays, unless it chooses
otherwise.
"""

from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import diff
from ..guard import guarded
from .exchange import PREREQUISITES, REF
from .exchange_words import SCALES, Teller, wording
from .exchange_writer import Writer


@dataclass(frozen=True, slots=True)
class News:
    """What differs between a scheme (*mine*) and an edition of its regulation (*new*), and the words for it."""

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


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    newer_edition = fields.Integer(
        compute="_compute_newer_edition",
        compute_sudo=True,
        help="Number of a newer edition of the regulation it was made of, of those that come along; 0: there is none.",
    )

    @api.depends("origin", "edition_taken", "state")
    def _compute_newer_edition(self):
        latest = {}
        for edition in self.env["cadre.regulation.edition"].search([("company_id", "=", False)]):
            latest |= dict.fromkeys((edition.scheme_codes or "").split(), edition.edition)
        for scheme in self:
            newest = scheme.state != "retired" and latest.get(scheme.origin, 0)
            scheme.newer_edition = newest if newest and newest > scheme.edition_taken else 0

    def action_news(self):
        """What is new beside this scheme in the edition of its regulation that comes along."""
        self.ensure_one()
        editions = self.env["cadre.regulation.edition"].search([("company_id", "=", False)])
        edition = editions.filtered(lambda one: self.origin and self.origin in (one.scheme_codes or "").split())[:1]
        if not edition:
            raise UserError(
                self.env._("%(scheme)s was made of no regulation that comes along.", scheme=self.display_name)
            )
        return edition._open_news(self)

    def _newest(self):
        """The last version of this scheme."""
        self.ensure_one()
        return self.search(
            [("code", "=", self.code), ("company_id", "=", self.company_id.id)], order="version desc", limit=1
        )

    def _news(self, edition):
        """What the edition says otherwise than this scheme; None where it has no such scheme."""
        self.ensure_one()
        data = edition._data()
        there = self._in_file(data)
        if there is None:
            return None
        own = self._as_file()
        mine, new = self._rules_in(own, own["schemes"][0]), self._rules_in(data, there)
        former = self.source_id.sudo()._data() if self.source_id else None
        was = former and self._in_file(former)
        base = self._rules_in(former, was) if was else None
        words = (*own["words"], *data.get("words", ()))
        return News(mine, new, diff.compare(mine, new, base), Teller(self.env, own), Teller(self.env, data), words)

    def _as_file(self):
        """The file that this scheme would be, alone."""
        regulation = self.regulation_id
        scheme = self.with_context(lang=self.lang) if self.env["res.lang"]._lang_get(self.lang) else self
        writer = Writer(self.env, {clause.code: clause.text for clause in regulation.clause_ids})
        record = writer.record(scheme)
        scales = writer.list_of_scales(scheme.env)
        return {"words": writer.list_of_words(), SCALES: scales, "schemes": [record]}

    def _in_file(self, data):
        """This scheme in a file, by its code here, else by the one that it had where it came from; None without it."""
        found = {one["code"]: one for one in data["schemes"]}
        return found.get(self.code) or found.get(self.origin)

    def _rules_in(self, data, scheme):
        """The rules of a scheme of a file; other schemes that it names go by the codes that they came with."""
        found = wording(self.env, data, scheme)
        if found.get(PREREQUISITES):
            came = {one.code: one.origin or one.code for one in self.regulation_id.scheme_ids}
            found[PREREQUISITES] = sorted(came.get(code, code) for code in found[PREREQUISITES])
        return diff.rules(found)

    # -- taking over -----------------------------------------------------------------------------------------------
    def _refuse_following(self):
        """Raise where the current user may make no new version of this scheme now."""
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
        """A new version of this scheme with the chosen changes, in draft."""
        self.ensure_one()
        self._refuse_following()
        found = diff.record(diff.take(news.mine, news.new, changes))
        newest = self._newest()
        values = {"version": newest.version + 1, "previous_id": newest.id, "sequence": self.sequence}
        new = self.regulation_id._make_scheme(
            edition, found, news.words, self.company_id, {**values, "code": self.code}
        )
        guarded(new).origin = self.origin or self.code
        self._carry_home(new)
        return new

    def _carry_home(self, new):
        """What belongs to the house and stands in no file: kinds of leave, and bodies whose name says too little."""
        lines = {line.code: line for line in new.adjustment_ids}
        for line in self.adjustment_ids:
            if line.leave_type_ids and line.code in lines:
                lines[line.code].leave_type_ids = line.leave_type_ids
        parts = {part.code: part for part in new.component_ids}
        for part in self.component_ids:
            twin = parts.get(part.code)
            if part.scoring_body_id and twin and not twin.scoring_body_id:
                twin.scoring_body_id = part.scoring_body_id

    def _of_origin(self, origins):
        """Of the schemes beside this one in its regulation: the newest version of each of these."""
        beside = self.regulation_id.scheme_ids.filtered(
            lambda one: one.state != "retired" and one.company_id in (self.company_id, self.company_id.browse())
        ).sorted(lambda one: (bool(one.company_id), one.version))
        newest = {one.origin or one.code: one for one in beside - self}
        return self.browse([newest[origin].id for origin in origins if origin in newest])
