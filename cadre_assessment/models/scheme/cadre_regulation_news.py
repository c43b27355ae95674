"""What does a newer edition say otherwise of the regulation itself: its title, its basis, its sentences?"""

from odoo import Command, models

from ...engine import diff
from ..listing import titled
from .cadre_regulation_export import Writer
from .exchange import QUOTED
from .exchange_reader import Reader
from .exchange_words import Teller, sentences

CLAUSES = "clause_ids"
COUNTED = frozenset({"code", "edition", "edition_date", CLAUSES, QUOTED})
"""What the server writes when an edition is taken over, and sentences, which stand in several places of a file."""


class CadreRegulation(models.Model):
    _inherit = "cadre.regulation"

    def _head_news(self, edition, source):
        """(*mine*, *new*, changes) of the regulation itself; ``source``: the edition it was made of, if one is kept."""
        self.ensure_one()
        own = Writer(self.env, {}).record(self, skip=("scheme_ids", CLAUSES))
        mine = diff.rules(_head(own, {clause.code: clause.text for clause in self.clause_ids}))
        new = diff.rules(_head_of(edition._data()))
        base = diff.rules(_head_of(source.sudo()._data())) if source else None
        return mine, new, diff.compare(mine, new, base)

    def _told_head(self, mine, new, change):
        """One line of the page, like that of a scheme."""
        teller, place = Teller(self.env), change.place
        if place:
            rule = titled(self.env, self.env._("Sentence"), place[0][1])
            before = mine[place]["text"] if place in mine else self.env._("not here")
            after = new[place]["text"] if place in new else self.env._("no longer there")
        else:
            rule = self.env._("The regulation itself")
            before, after = (teller.said(self, found[place], list(change.fields)) for found in (mine, new))
        return {"rule": rule, "before": before, "after": after, "sentence": ""}

    def _follow_head(self, edition, changes):
        """Write the chosen changes; those not chosen stay as they are here. Then it is of that edition."""
        self.ensure_one()
        data = edition._data()
        new = diff.rules(_head_of(data))
        read = Reader(self.env, self.company_id, {}).record(self.browse(), data["regulation"], "regulation")
        clauses = {clause.code: clause for clause in self.clause_ids}
        values = {"edition": edition.edition, "edition_date": edition.edition_date, CLAUSES: []}
        for change in changes:
            if not change.place:
                values |= {name: read.get(name, False) for name in change.fields}
                continue
            code = change.place[0][1]
            if change.went:
                values[CLAUSES].append(Command.delete(clauses[code].id))
            elif change.came:
                values[CLAUSES].append(Command.create({"code": code, "text": new[change.place]["text"]}))
            else:
                values[CLAUSES].append(Command.update(clauses[code].id, {"text": new[change.place]["text"]}))
        self.write(values)


def _head(head, clauses):
    """The wording of a regulation itself: its fields, and each sentence as a part."""
    plain = {name: value for name, value in head.items() if name not in COUNTED}
    return {**plain, CLAUSES: [{"code": code, "text": text} for code, text in sorted(clauses.items())]}


def _head_of(data):
    return _head(data["regulation"], sentences(data))
