"""Wordings of regulations that came as files; those beside the addon are the gallery.

An installation and each update look what lies there (:meth:`CadreRegulationEdition._refresh`); no scheme changes by
that. A former edition stays as what a scheme was made of, so that it can be said who has changed what since; so does
the file of a regulation that an office brought in itself.
"""

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...engine import diff
from ..listing import listed, titled
from .exchange import QUOTED, REF, SCHEME
from .exchange_reader import parse
from .exchange_words import Teller, wording

FOLDER = Path(__file__).parents[2] / "regulations"
"""Where the regulations lie that come with the addon, one file each."""
KEPT_DAYS = 1
"""So long a file is kept that was looked at and not taken."""


class CadreRegulationEdition(models.Model):
    _name = "cadre.regulation.edition"
    _description = "Edition of a Regulation"
    _inherit = ["cadre.server.only.mixin"]
    _order = "company_id desc, code, edition desc, id"

    name = fields.Char(required=True, readonly=True)
    code = fields.Char(required=True, readonly=True)
    issuer = fields.Char(readonly=True)
    edition = fields.Integer(readonly=True)
    edition_date = fields.Date(string="Edition of", readonly=True)
    effective_from = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True, help="Empty: it comes with the program.")
    active = fields.Boolean(default=True, readonly=True, help="Not set: there is a newer one.")
    content = fields.Text(required=True, readonly=True, prefetch=False, help="The file.")
    digest = fields.Char(required=True, readonly=True)
    scheme_codes = fields.Char(readonly=True, help="Codes of its schemes, separated by spaces.")
    scheme_count = fields.Integer(string="Schemes", readonly=True)
    component_count = fields.Integer(string="Parts of the Score", readonly=True)
    rule_count = fields.Integer(string="Number of Rules", readonly=True, help="Records of all its schemes.")
    taken_as = fields.Char(compute="_compute_taken", help="Regulations of this company that were made of it.")
    newer = fields.Boolean(
        string="Newer Edition",
        compute="_compute_taken",
        help="A scheme or procedure here was made of an edition before this one.",
    )
    reading = fields.Html(compute="_compute_reading", sanitize=False, string="What It Says")

    _edition_uniq = models.UniqueIndex("(digest, COALESCE(company_id, 0))", "This file has come before.")

    @api.depends("name", "edition")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("%(name)s (edition %(edition)s)", name=one.name, edition=one.edition)

    @api.depends("scheme_codes", "edition")
    @api.depends_context("uid", "company")
    def _compute_taken(self):
        found = [(model, self._found(model)) for model in self._kinds()]
        for one in self:
            made, taken = [one._made_of(model, rules) for model, rules in found], {}
            for rules in made:
                for regulation, of in rules.grouped("regulation_id").items():
                    taken[regulation] = max(taken.get(regulation, 0), *of.mapped("edition_taken"))
            one.taken_as = listed(self.env, [self._taken_name(*regulation) for regulation in taken.items()])
            one.newer = any(one._older(rules) for rules in made)

    def _taken_name(self, regulation, edition):
        """The regulation, with the edition that its rules were made of; from before they were numbered: alone."""
        name = regulation.name
        return self.env._("%(name)s (edition %(edition)s)", name=name, edition=edition) if edition else name

    def _made(self):
        """What was made here of a file of this regulation: :meth:`_made_of` each kind of rules."""
        return [self._made_of(model) for model in self._kinds()]

    def _kinds(self):
        """The models of rules that a file brings, those first that others speak of."""
        return [SCHEME]

    def _codes_of(self, model):
        """The codes that the rules of a model have in this file."""
        return (self.scheme_codes or "").split() if model == SCHEME else []

    def _found(self, model):
        """Every version of a scheme (``model``) here that was made of such a file and has not retired, the newest
        first. One query, of however many editions."""
        here = [("company_id", "in", [False, self.env.company.id]), ("state", "!=", "retired")]
        codes = [code for one in self for code in one._codes_of(model)]
        return self.env[model].search([("origin", "in", codes), *here], order="version desc, id desc")

    def _made_of(self, model, found=None):
        """The newest version of each scheme (``model``) here that was made of such a file, and has not retired.

        ``found``: what :meth:`_found` gave for several editions.
        """
        codes = self._codes_of(model)
        made = (self._found(model) if found is None else found).filtered(lambda rules: rules.origin in codes)
        return made.filtered(
            lambda one: (
                one == made.filtered(lambda other: (other.code, other.company_id) == (one.code, one.company_id))[:1]
            )
        ).sorted("id")

    def _older(self, made):
        """Those of them that the reader may follow up with this edition."""
        return made.filtered(lambda rules: rules.edition_taken < self.edition and rules._may_manage())

    # -- reading ---------------------------------------------------------------------------------------------------
    def _data(self):
        """The file as plain values."""
        self.ensure_one()
        return parse(self.env, self.content.encode())

    @api.depends("content")
    @api.depends_context("lang")
    def _compute_reading(self):
        for one in self:
            data = one._data() if one.content else {}
            one.reading = self.env["ir.qweb"]._render(
                "cadre_assessment.gallery_reading", {"schemes": one._told(data) if data else []}
            )

    def _told(self, data):
        """``[{"name", "lines": [(rule, what it says, its sentences)]}]`` of the regulation itself and each scheme."""
        teller, head = Teller(self.env, data), data["regulation"]
        plain = {name: value for name, value in head.items() if name not in ("clause_ids", QUOTED)}
        said = teller.said(self.env["cadre.regulation"], plain)
        itself = (self.env._("The regulation itself"), said, teller.quoted(head.get(REF)))
        told = [{"name": head["name"], "lines": [itself]}]
        for scheme in data["schemes"]:
            found = diff.rules(wording(self.env, data, scheme))
            lines = [
                (
                    teller.title(found, place),
                    teller.said(teller.model(place), values),
                    teller.quoted(values.get(REF)),
                )
                for place, values in found.items()
            ]
            told.append({"name": titled(self.env, scheme["code"], scheme["name"]), "lines": lines})
        return told

    # -- what lies there -------------------------------------------------------------------------------------------
    @api.model
    def _refresh(self):
        """Make the gallery what lies in :data:`FOLDER`. Rows of what lay there before stay, archived."""
        Edition = self.sudo().with_context(active_test=False)
        present = Edition.browse()
        for path in sorted(FOLDER.glob("*.json")):
            present |= Edition._row(parse(self.env, path.read_bytes()), self.env["res.company"])
        shipped = Edition.search([("company_id", "=", False)])
        (shipped - present).filtered("active").active = False
        present.filtered(lambda one: not one.active).active = True

    def _row(self, data, company):
        """The row of a file (as plain values): the one that is there, or a new one."""
        content = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        digest = sha256(content.encode()).hexdigest()
        owners = [("company_id", "in", [False, company.id])]
        found = self.search([("digest", "=", digest), *owners], order="company_id desc", limit=1)
        return found or self.create(
            {**self._shown(data), "content": content, "digest": digest, "company_id": company.id}
        )

    def _shown(self, data):
        head, schemes = data["regulation"], data["schemes"]
        wordings = [diff.rules(scheme) for scheme in schemes]
        day = head.get("edition_date")
        return {
            **{name: head.get(name) for name in ("name", "code", "issuer", "edition", "effective_from")},
            "edition_date": day and date.fromisoformat(day),
            "scheme_codes": " ".join(scheme["code"] for scheme in schemes),
            "scheme_count": len(schemes),
            "component_count": sum(len(scheme.get("component_ids", ())) for scheme in schemes),
            "rule_count": sum(map(len, wordings)),
        }

    @api.model
    def _keep(self, data):
        """The row of a file that somebody here has brought in; it has been read by the import, or tried by it."""
        return self.sudo().with_context(active_test=False)._row(data, self.env.company).sudo(False)

    @api.autovacuum
    def _gc_not_taken(self):
        """Files that were looked at and not taken."""
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        rows = self.sudo().search([("company_id", "!=", False), ("create_date", "<", before)])
        for model in self._kinds():
            every = self.env[model].sudo().with_context(active_test=False)
            rows -= every.search([("source_id", "in", rows.ids)]).source_id
        rows.unlink()

    # -- actions ---------------------------------------------------------------------------------------------------
    def _free_code(self):
        """The code of the file, numbered where it is in use here."""
        self.ensure_one()
        Regulation = self.env["cadre.regulation"].with_context(active_test=False)
        taken = set(Regulation.search([("code", "=like", f"{self.code}%")]).mapped("code"))
        code, number = self.code, 1
        while code in taken:
            number += 1
            code = f"{self.code}-{number}"
        return code

    def _take(self, code):
        """Make the regulation and its schemes, as drafts of the company of the current user."""
        self.ensure_one()
        self.check_access("read")
        return self.env["cadre.regulation"]._import(self.content.encode(), code)

    def action_take(self):
        """Ask under which code, and say what will be made."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take as Our Own Draft"),
            "res_model": "cadre.regulation.take",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_edition_id": self.id},
        }

    def action_news(self):
        """What is new beside the rules here that were made of an earlier edition."""
        self.ensure_one()
        self.check_access("read")
        older = [self._older(rules) for rules in self._made()]
        if not any(older):
            raise UserError(
                self.env._(
                    "Nothing here that you may change was made of an edition before %(name)s.", name=self.display_name
                )
            )
        return self._open_news(*older)

    def _open_news(self, *kinds):
        """The page that compares this edition with these schemes and what else rooms bring, a recordset a kind."""
        values = {f"{rules._of_line}s": [Command.set(rules.ids)] for rules in kinds}
        page = self.env["cadre.regulation.news"].create({"edition_id": self.id, **values})
        return {
            "type": "ir.actions.act_window",
            "name": page.display_name,
            "res_model": page._name,
            "res_id": page.id,
            "views": [(False, "form")],
        }
