"""An edition beside what the office has, rule by rule, and what of it is taken over.

The lines only show and choose: what is taken over is compared anew, with the rights of who asks for it.
"""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...engine import diff
from ...models.guard import guarded
from ...models.listing import titled
from ...models.scheme.exchange import PREREQUISITES

SEVERAL = 2
"""Kinds of rules of which something was made: more than a list of one kind can show."""


class CadreRegulationNews(models.TransientModel):
    _name = "cadre.regulation.news"
    _description = "What Is New in an Edition"

    _lists = ("scheme_ids",)
    """Fields with what is compared, those first that others speak of."""
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
        for rules in self._compared():
            rules.check_access("write")
            rules._refuse_shared()

    # -- lines -----------------------------------------------------------------------------------------------------
    def _compared(self):
        """What is compared, a recordset a kind."""
        return [self[name] for name in self._lists]

    def _each(self):
        """One after the other."""
        return [one for rules in self._compared() for one in rules]

    def _regulations(self):
        """The regulations of these rules that the user may change himself."""
        found = self.env["cadre.regulation"].union(*(rules.regulation_id for rules in self._compared()))
        return found.filtered(lambda one: one.company_id or one._may_share())

    def _lines(self):
        lines = []
        for one in self._each():
            news = one._news(self.edition_id)
            for change in news.changes if news else ():
                lines.append({**self._line(change), **news.told(change), one._of_line: one.id})
        for regulation in self._regulations():
            mine, new, changes = regulation._head_news(self.edition_id, self._source(regulation))
            for change in changes:
                told = regulation._told_head(mine, new, change)
                take = self._chosen_at_first(change)
                lines.append({**self._line(change), **told, "regulation_id": regulation.id, "take": take})
            lines += [
                {
                    "regulation_id": regulation.id,
                    "key": key,
                    "whose": diff.EDITION,
                    "take": True,
                    "before": self.env._("not here"),
                    **self._told_added(model, values),
                }
                for key, (model, values) in self._added(regulation).items()
            ]
        return lines

    def _told_added(self, _model, values):
        return {
            "rule": titled(self.env, self.env._("Scheme"), values["name"]),
            "after": self.env._("a scheme of its own, with everything in it"),
        }

    def _source(self, regulation):
        """The edition that a regulation was made of: that of its rules compared here."""
        found = self.env["cadre.regulation.edition"]
        for rules in self._compared():
            found |= rules.filtered(lambda one: one.regulation_id == regulation).source_id
        return found[:1]

    def _added(self, regulation):
        """{key of the line: (model, values)} of what the file has and the regulation has not: ``scheme:S3-TEAM``."""
        data, found = self.edition_id._data(), {}
        for rules in regulation._rules():
            here = {*rules.mapped("code"), *rules.mapped("origin")}
            for one in data.get(rules._listed, ()):
                if one["code"] not in here:
                    found[f"{rules._of_line.removesuffix('_id')}:{one['code']}"] = rules._name, one
        return found

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
        made = {rules._name: rules.browse() for rules in self._compared()}
        for regulation in self._regulations():
            self._follow_regulation(regulation, chosen, made)
        waiting = []
        for one in self._each():
            news = one._news(self.edition_id)
            if not news:
                continue
            changes = self._asked(news.changes, chosen.filtered(lambda line, one=one: line[one._of_line] == one))
            if changes:
                waiting.append((one, one._follow(self.edition_id, news, changes)))
            elif all(change.whose == diff.OFFICE for change in news.changes):  # it says nothing new of this one
                of = {"edition_taken": self.edition_id.edition, "source_id": self.edition_id.id}
                guarded(one).write(of)
        for one, new in waiting:
            if PREREQUISITES in one._fields:
                wanted = [before.origin or before.code for before in one[PREREQUISITES]]
                new[PREREQUISITES] = new._of_origin(wanted) or one[PREREQUISITES]
            made[one._name] |= new
        new_of = [rules for rules in made.values() if rules] or [rules for rules in self._compared() if rules][:1]
        return self._shown(self._regulations() if len(new_of) >= SEVERAL else new_of[0])

    def _follow_regulation(self, regulation, chosen, made):
        """Write the chosen lines about a regulation itself, and add to ``made`` what comes with them, by its model."""
        lines = chosen.filtered(lambda line: line.regulation_id == regulation)
        added = self._added(regulation)
        heads = lines.filtered(lambda line: line.key not in added)
        _mine, _new, changes = regulation._head_news(self.edition_id, self._source(regulation))
        regulation._follow_head(self.edition_id, self._asked(changes, heads))
        keys = set((lines - heads).mapped("key"))
        for model in made:
            found = [values for key, (of, values) in added.items() if of == model and key in keys]
            made[model] |= regulation._make_added(model, self.edition_id, found)

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
