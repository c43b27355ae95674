"""The document in which rules are written; with its schemes as one file, and what a newer edition says of itself."""

import json

from odoo import Command, fields, models
from odoo.exceptions import UserError

from ...engine import diff
from ..listing import titled
from .exchange import (
    FORMAT,
    FORMAT_VERSION,
    QUOTED,
    WITH_PROCEDURES,
)
from .exchange_reader import Reader
from .exchange_words import Teller, sentences
from .exchange_writer import Writer

CLAUSES = "clause_ids"
COUNTED = frozenset({"code", "edition", "edition_date", CLAUSES, QUOTED})
"""What the server writes when an edition is taken over, and sentences, which stand in several places of a file."""


def _head(head, clauses):
    """The wording of a regulation itself: its fields, and each sentence as a part."""
    plain = {name: value for name, value in head.items() if name not in COUNTED}
    return {**plain, CLAUSES: [{"code": code, "text": text} for code, text in sorted(clauses.items())]}


def _head_of(data):
    return _head(data["regulation"], sentences(data))


class CadreRegulation(models.Model):
    _name = "cadre.regulation"
    _description = "Regulation"
    _inherit = ["cadre.shared.mixin", "mail.thread"]
    _check_company_auto = True
    _order = "effective_from desc, id"

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(required=True)
    issuer = fields.Char(help="发文机关")
    document_number = fields.Char(help="文号")
    effective_from = fields.Date()
    form_label = fields.Char(
        string="Its Forms Are Called", help="Word before the number of a form, e.g. 表 for 表1 …; empty: not numbered."
    )
    basis = fields.Text(string="Legal Basis", help="Documents it is based on (S0-03).")
    edition = fields.Integer(
        high=9999, help="Number of this wording of the rules as a file: a correction has the next one. 0: not numbered."
    )
    edition_date = fields.Date(string="Edition of")
    clause_ids = fields.One2many("cadre.regulation.clause", "regulation_id", string="Sentences", copy=True)
    scheme_ids = fields.One2many("cadre.scheme", "regulation_id")
    scheme_count = fields.Integer(compute="_compute_scheme_count")
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )
    active = fields.Boolean(default=True)
    rule_ref = fields.Char(string="Rules")

    def _compute_scheme_count(self):
        counts = dict(
            self.env["cadre.scheme"]._read_group([("regulation_id", "in", self.ids)], ["regulation_id"], ["__count"])
        )
        for regulation in self:
            regulation.scheme_count = counts.get(regulation, 0)

    def action_schemes(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_scheme_action")
        return {**action, "domain": [("regulation_id", "=", self.id)], "context": {"default_regulation_id": self.id}}

    # -- as a file -------------------------------------------------------------------------------------------------
    def action_export(self):
        """Hand the file to whoever may read the regulation."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": f"/cadre/regulation/{self.id}.json", "target": "download"}

    def _export_text(self):
        """The file as text: the same regulation always gives the same text."""
        return json.dumps(self._export(), ensure_ascii=False, indent=1) + "\n"

    def _export(self):
        """The regulation, its schemes (of each the version in force, else the newest) and what they speak of."""
        self.ensure_one()
        schemes = self._schemes_to_export()
        lang = schemes[:1].lang or "zh_CN"
        if self.env["res.lang"]._lang_get(lang):
            schemes = schemes.with_context(lang=lang)
        writer = Writer(self.env, {clause.code: clause.text for clause in self.clause_ids})
        written = [writer.record(scheme) for scheme in schemes]
        parts = self.with_env(schemes.env)._parts_to_export(writer)
        if not (schemes or parts):
            raise UserError(self.env._("%(regulation)s has no scheme to export.", regulation=self.name))
        scales = writer.list_of_scales(schemes.env)
        regulation = writer.record(self, skip=("scheme_ids", "clause_ids"))
        others = self.clause_ids.filtered(lambda clause: clause.code not in writer.quoted)
        if others:
            regulation["clause_ids"] = [writer.record(clause, "regulation_id") for clause in others]
        return {
            "format": FORMAT,
            "format_version": WITH_PROCEDURES if parts else FORMAT_VERSION,
            "regulation": regulation,
            "words": writer.list_of_words(),
            "scales": scales,
            "schemes": written,
            **parts,
        }

    def _parts_to_export(self, writer):
        """What the regulation has beside its schemes: {name in the file: values}; rooms that bring some answer."""
        return {}

    def _schemes_to_export(self):
        def newest(schemes):
            in_force = schemes.filtered(lambda scheme: scheme.state == "active")
            return (in_force or schemes).sorted("version")[-1:]

        alive = self.scheme_ids.filtered(lambda scheme: scheme.state != "retired")
        found = self.env["cadre.scheme"].union(*map(newest, alive.grouped("code").values()))
        return found.sorted(lambda scheme: (scheme.sequence, scheme.code))

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
