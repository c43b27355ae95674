"""An edition beside what the office has, rule by rule, and what of it is taken over.

The lines only show and choose: what is taken over is compared anew, with the rights of who asks for it.
"""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...engine import diff
from ...models.guard import guarded
from ...models.listing import titled

ADDED = "scheme:"
"""Key of a line that is a whole scheme, which is not here yet, behind it its code."""


class CadreRegulationNews(models.TransientModel):
    _name = "cadre.regulation.news"
    _description = "What Is New in an Edition"

    edition_id = fields.Many2one("cadre.regulation.edition", required=True, readonly=True)
    scheme_ids = fields.Many2many("cadre.scheme", string="Compared with", readonly=True)
    line_ids = fields.One2many("cadre.regulation.news.line", "news_id")
    chosen_count = fields.Integer(compute="_compute_chosen_count")

    @api.depends("edition_id")
    def _compute_display_name(self):
        for news in self:
            news.display_name = titled(self.env, self.env._("What Is New"), news.edition_id.display_name)

    @api.depends("line_ids.take")
    def _compute_chosen_count(self):
        for news in self:
            news.chosen_count = len(news.line_ids.filtered("take"))

    @api.model_create_multi
    def create(self, vals_list):
        """The lines are the server's, whatever is sent along."""
        pages = super().create([{**vals, "line_ids": []} for vals in vals_list])
        for page in pages:
            page._refuse_foreign()
            page.line_ids = [Command.create(line) for line in page._lines()]
        return pages

    def _refuse_foreign(self):
        """Raise unless the user may read the edition and follow up the schemes."""
        self.edition_id.check_access("read")
        self.scheme_ids.check_access("write")
        self.scheme_ids._refuse_shared()

    # -- lines -----------------------------------------------------------------------------------------------------
    def _regulations(self):
        """The regulations of these schemes that the user may change himself."""
        return self.scheme_ids.regulation_id.filtered(lambda one: one.company_id or one._may_share())

    def _lines(self):
        lines = []
        for scheme in self.scheme_ids:
            news = scheme._news(self.edition_id)
            for change in news.changes if news else ():
                lines.append({**self._line(change), **news.told(change), "scheme_id": scheme.id})
        for regulation in self._regulations():
            mine, new, changes = regulation._head_news(self.edition_id, self._source(regulation))
            for change in changes:
                told = regulation._told_head(mine, new, change)
                take = self._chosen_at_first(change)
                lines.append({**self._line(change), **told, "regulation_id": regulation.id, "take": take})
            lines += [
                {
                    "regulation_id": regulation.id,
                    "key": f"{ADDED}{scheme['code']}",
                    "whose": diff.EDITION,
                    "take": True,
                    "rule": titled(self.env, self.env._("Scheme"), scheme["name"]),
                    "before": self.env._("not here"),
                    "after": self.env._("a scheme of its own, with everything in it"),
                }
                for scheme in self._added(regulation)
            ]
        return lines

    def _source(self, regulation):
        """The edition that a regulation was made of: that of its schemes compared here."""
        return self.scheme_ids.filtered(lambda scheme: scheme.regulation_id == regulation).source_id[:1]

    def _added(self, regulation):
        """Schemes of the file, as values, that the regulation has none of."""
        schemes = regulation.scheme_ids
        here = {*schemes.mapped("code"), *schemes.mapped("origin")}
        return [scheme for scheme in self.edition_id._data()["schemes"] if scheme["code"] not in here]

    def _line(self, change):
        return {"key": change.key, "whose": change.whose, "take": change.whose == diff.EDITION}

    def _chosen_at_first(self, change):
        """Of the regulation itself: what the edition changed, and a sentence more, which changes no rule."""
        return change.whose == diff.EDITION or (change.came and change.whose == diff.UNKNOWN)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_all(self):
        return self._choose(True)

    def action_none(self):
        return self._choose(False)

    def _choose(self, take):
        self.ensure_one()
        self.line_ids.take = take
        return self._shown(self)

    def action_take_over(self):
        """Make new versions of what was chosen, all or none, and show them."""
        self.ensure_one()
        self._refuse_foreign()
        chosen = self.line_ids.filtered("take")
        if not chosen:
            raise UserError(self.env._("Nothing is chosen: tick the rules that you take over."))
        made, waiting = self.env["cadre.scheme"], []
        for regulation in self._regulations():
            made |= self._follow_regulation(regulation, chosen)
        for scheme in self.scheme_ids:
            news = scheme._news(self.edition_id)
            if not news:
                continue
            changes = self._asked(news.changes, chosen.filtered(lambda line, scheme=scheme: line.scheme_id == scheme))
            if changes:
                waiting.append((scheme, scheme._follow(self.edition_id, news, changes)))
            elif all(change.whose == diff.OFFICE for change in news.changes):  # it says nothing new of this one
                of = {"edition_taken": self.edition_id.edition, "source_id": self.edition_id.id}
                guarded(scheme).write(of)
        for scheme, new in waiting:
            wanted = [one.origin or one.code for one in scheme.prerequisite_scheme_ids]
            new.prerequisite_scheme_ids = new._of_origin(wanted) or scheme.prerequisite_scheme_ids
            made |= new
        return self._shown(made or self.scheme_ids)

    def _follow_regulation(self, regulation, chosen):
        """Write the chosen lines about a regulation itself; returns the schemes that were made."""
        lines = chosen.filtered(lambda line: line.regulation_id == regulation)
        heads = lines.filtered(lambda line: not line.key.startswith(ADDED))
        _mine, _new, changes = regulation._head_news(self.edition_id, self._source(regulation))
        regulation._follow_head(self.edition_id, self._asked(changes, heads))
        added = {line.key.removeprefix(ADDED) for line in lines - heads}
        found = [scheme for scheme in self._added(regulation) if scheme["code"] in added]
        return regulation._make_added(self.edition_id, found)

    def _asked(self, changes, lines):
        """The changes that the lines name.

        :raises UserError: one of them is none any more
        """
        keyed = {change.key: change for change in changes}
        for line in lines:
            if line.key not in keyed:
                text = self.env._("%(rule)s has changed meanwhile: open this page again.", rule=line.rule)
                raise UserError(text)
        return [keyed[line.key] for line in lines]

    def _shown(self, records):
        action = {"type": "ir.actions.act_window", "res_model": records._name, "views": [(False, "form")]}
        if len(records) == 1:
            return {**action, "res_id": records.id}
        views = {"views": [(False, "list"), (False, "form")], "domain": [("id", "in", records.ids)]}
        return {**action, **views, "name": self.env._("New Versions")}


class CadreRegulationNewsLine(models.TransientModel):
    _name = "cadre.regulation.news.line"
    _description = "Rule That Says Something Else"
    _order = "id"

    news_id = fields.Many2one("cadre.regulation.news", required=True, ondelete="cascade")
    regulation_id = fields.Many2one("cadre.regulation", readonly=True)
    scheme_id = fields.Many2one("cadre.scheme", readonly=True)
    key = fields.Char(required=True, readonly=True)
    whose = fields.Selection(
        [
            (diff.EDITION, "By the Edition"),
            (diff.OFFICE, "By Us"),
            (diff.BOTH, "By Both"),
            (diff.UNKNOWN, "Not Known"),
        ],
        string="Changed",
        readonly=True,
        help="Since the edition that the scheme was made of. Not known: that edition is not kept.",
    )
    rule = fields.Text(readonly=True)
    before = fields.Text(string="Here", readonly=True)
    after = fields.Text(string="In the Edition", readonly=True)
    sentence = fields.Text(string="Sentences", readonly=True)
    take = fields.Boolean(string="Take Over")
