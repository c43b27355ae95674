"""A post for which the reader may register himself now: its conditions, and how he stands to each of them (F-23).

Read from the posts when it is asked for; nobody sees another one's answers, or how many have registered.
"""

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.criteria import explain, facts_asked
from ..clock import today_of, told_there
from ..organization.person_facts import WITHHELD, Asked, facts_of, sources_of
from ..scheme.answers import Sayer, leaves, said
from .cadre_candidate_conditions import found_row

BADGES = {"yes": "success", "no": "danger", "unknown": "warning"}


class CadreOpening(models.Model):
    _name = "cadre.opening"
    _description = "Post Open for Registration"
    _inherit = ["cadre.discreet.mixin"]
    _auto = False
    _order = "closes_at, id"

    name = fields.Char(string="Post", readonly=True)
    selection_name = fields.Char(string="Selection", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    number = fields.Integer(string="How Many", readonly=True, aggregator=None)
    post_group = fields.Char(string="Group of Posts", readonly=True)
    closes_at = fields.Datetime(string="Registration Closes", readonly=True)
    double = fields.Boolean(string="Double Selection", readonly=True)
    unit_name = fields.Char(string="Unit", compute="_compute_unit_name")
    registered = fields.Boolean(string="You Are Registered", compute="_compute_registered")
    must = fields.Boolean(
        string="You Hold One of the Posts",
        compute="_compute_registered",
        help="Who holds one of the posts must register.",
    )
    verdict = fields.Selection(
        [("yes", "Met"), ("no", "Not Met"), ("unknown", "Not Known")],
        string="Conditions for You",
        compute="_compute_verdict",
        help="By what is on file about you today. The office checks it after the registration.",
    )
    conditions = fields.Html(compute="_compute_verdict")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT p.id, p.name, s.name AS selection_name, s.company_id, p.number, p.post_group,
                   rule.subject = 'double' AS double,
                   (SELECT max(step.closes_at) FROM cadre_selection_step step
                     WHERE step.selection_id = s.id AND step.kind = 'registration' AND step.state = 'open'
                       AND (step.post_id IS NULL OR step.post_id = p.id)) AS closes_at
              FROM cadre_selection_post p JOIN cadre_selection s ON s.id = p.selection_id
              JOIN cadre_procedure rule ON rule.id = s.procedure_id
             WHERE p.id = ANY(%s)
            """,
            self._open_posts().ids,
        )

    @api.depends("name")
    def _compute_display_name(self):
        for opening in self:
            opening.display_name = opening.name or ""

    @api.depends("name")
    def _compute_unit_name(self):
        for opening, post in self._with_posts():
            opening.unit_name = post.department_id.name

    @api.depends("name")
    @api.depends_context("uid")
    def _compute_registered(self):
        for opening, post in self._with_posts():
            me = self._me(post.selection_id)
            mine = post.candidate_ids.filtered(lambda one, me=me: one.employee_id == me and one.state != "out")
            opening.registered = bool(mine or me in post.choice_ids.employee_id)
            opening.must = post.selection_id.procedure_id.incumbents_must and me in post.selection_id._incumbents()

    @api.depends("name")
    @api.depends_context("uid", "lang")
    def _compute_verdict(self):
        for opening, post in self._with_posts():
            roots = post.selection_id.procedure_id.criterion_id | post.criterion_id
            rows, holds = self._rows(roots, self._me(post.selection_id), post.selection_id)
            opening.verdict = "no" if False in holds else "unknown" if None in holds else "yes"
            opening.conditions = self._said(rows)

    def _with_posts(self):
        """Pairs of an opening and its post, as superuser: what is taken from there says nothing of others."""
        posts = self.env["cadre.selection.post"].sudo()
        return [(opening, posts.browse(opening.id)) for opening in self]

    def _rows(self, roots, me, selection):
        """What is found for each condition of the trees ``roots``, and how each tree comes out."""
        if not roots or not me:
            return [], [None] if roots else []
        env, day = self.env(su=True), selection.cut_off or today_of(selection)
        trees = roots._engine_criteria()
        asked = {text for text in facts_asked(trees.values()) if Asked.of_text(text).name not in WITHHELD}
        facts, sources = facts_of(env, me, asked, day)[me.id], sources_of(env, me, asked, day)[me.id]
        rows, holds = [], []
        for root in roots:
            say, answer = Sayer(root), explain(trees[root.id], facts)
            holds.append(answer.holds)
            for leaf, part in leaves(root, answer):
                rows.append(found_row(say, leaf, part, sources.get(part.criterion.fact), day))
        return rows, holds

    def _said(self, rows):
        if not rows:
            return Markup("<p>%s</p>") % self.env._("The procedure has no conditions that are on file.")
        words = dict(self.env["cadre.candidate.check"]._fields["found"]._description_selection(self.env))
        items = Markup("").join(
            Markup(
                '<li class="list-group-item px-0"><div class="d-flex justify-content-between gap-2">'
                '<span>%s</span><span class="badge text-wrap text-bg-%s">%s</span></div>'
                '<div class="text-muted">%s</div></li>'
            )
            % (row["condition"], BADGES[row["found"]], words[row["found"]], self._evidence(row))
            for row in rows
        )
        return Markup('<ul class="list-group list-group-flush">%s</ul>') % items

    def _evidence(self, row):
        if row["by_hand"]:
            return self.env._("No file says it: a checker will.")
        if row["known"] == said(self.env, None, {}):
            return self.env._("Nothing is on file.")
        if row["record_name"]:
            return self.env._("On file: %(known)s (%(record)s)", known=row["known"], record=row["record_name"])
        return self.env._("On file: %(known)s", known=row["known"])

    # -- what is open to whom --------------------------------------------------------------------------------------
    @api.model
    def _me(self, selection):
        """The person whose present account reads, in the company of the selection."""
        return self.env.user.sudo().employee_ids.filtered(lambda one: one.company_id == selection.company_id)[:1]

    @api.model
    def _open_posts(self):
        """Posts for which the reader may register at this moment. As superuser."""
        moment = fields.Datetime.now()
        steps = self.env["cadre.selection.step"].sudo().search(
            [
                ("kind", "=", "registration"),
                ("state", "=", "open"),
                ("selection_id.state", "=", "running"),
                ("company_id", "in", self.env.companies.ids),
            ]
        )  # fmt: skip
        found = self.env["cadre.selection.post"].sudo()
        for step in steps:
            selection = step.selection_id
            me = self._me(selection)
            if me and selection._concerns(me) and step._is_open_for(me, moment):
                found |= step.post_id or selection.post_ids
        return found

    def action_register(self):
        """The form of registration for this post."""
        self.ensure_one()
        post = self._refuse_closed(self.id)
        if post.selection_id.procedure_id.subject == "double":
            return self.action_choose()
        entry = self.env["cadre.registration.entry"].create({"post_number": post.id})
        return {
            "type": "ir.actions.act_window",
            "name": post.name,
            "res_model": entry._name,
            "res_id": entry.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_choose(self):
        """Of a double selection: this post is the next choice of the reader."""
        self.ensure_one()
        post = self._refuse_closed(self.id)
        if post.selection_id.procedure_id.subject != "double":
            raise UserError(self.env._("“%(post)s” is no post of a double selection: register for it.", post=post.name))
        self.env["cadre.registration"]._hold(post)
        post = self._refuse_closed(self.id)
        self.env["cadre.choice"].sudo()._choose(self._me(post.selection_id), post)
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_choice_action_own")
        return {**action, "target": "main"}

    @api.model
    def _post_of_mine(self, number):
        """The post with this number, as superuser, where its registration is or was open to the reader; else none."""
        post = self.env["cadre.selection.post"].sudo().browse(number).exists()
        selection = post.selection_id
        me = self._me(selection)
        opened = selection._registrations(post).filtered(lambda step: step._has_been_open())
        return post if me and opened and selection._concerns(me) else post.browse()

    @api.model
    def _refuse_closed(self, number):
        """The post with this number, as superuser, where the reader may register for it now.

        :raises UserError: he may not; of a selection that does not concern him it says no more than that
        """
        post = self._post_of_mine(number)
        if not post:
            raise UserError(self.env._("No registration is open to you for this post."))
        selection, moment = post.selection_id, fields.Datetime.now()
        steps = selection._registrations(post)
        me = self._me(selection)
        if not steps.filtered(lambda step: step._is_open_for(me, moment)):
            last = steps.filtered("closes_at")[:1]
            raise UserError(
                self.env._(
                    "“%(post)s”: registration closed at %(moment)s. Ask the selection office whether another post is "
                    "still open.",
                    post=post.name,
                    moment=told_there(selection, last.closes_at),
                )
                if last
                else self.env._("“%(post)s”: registration is closed.", post=post.name)
            )
        return post
