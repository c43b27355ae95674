"""A post that a selection fills: which, how many, and who won it."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..company import company_of
from ..guard import is_trusted
from ..organization.vacancy import cover, covering, said


class CadreSelectionPost(models.Model):
    """Kept while the selection is being prepared; from its beginning on the posts stay."""

    _name = "cadre.selection.post"
    _description = "Post of a Selection"
    _inherit = ["cadre.guard.child.mixin"]
    _check_company_auto = True
    _order = "selection_id, sequence, id"

    _guard_parent = "selection_id"

    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="cascade", index=True)
    company_id = company_of("selection_id")
    sequence = fields.Integer(default=10)
    job_id = fields.Many2one("hr.job", string="Post", check_company=True, ondelete="restrict", index="btree_not_null")
    name = fields.Char(
        string="Called", compute="_compute_name", store=True, readonly=False, precompute=True, required=True
    )
    department_id = fields.Many2one(
        "hr.department",
        check_company=True,
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
    )
    post_group = fields.Char(
        string="Group of Posts", help="Where the procedure says so, a person stands for one post of each group."
    )
    number = fields.Integer(string="How Many", default=1, high=10000)
    criterion_id = fields.Many2one(
        "cadre.criterion",
        string="Conditions of the Post",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('parent_id', '=', False)]",
        help="Beside those of the procedure.",
    )
    candidate_ids = fields.One2many("cadre.candidate", "post_id", string="Candidates")
    appointment_ids = fields.One2many("cadre.appointment", "post_id")

    _number = models.Constraint("CHECK(number >= 1)", "At least one post is filled.")

    @api.depends("job_id")
    def _compute_name(self):
        for post in self:
            post.name = post.job_id.name or post.name
            post.department_id = post.job_id.department_id or post.department_id

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        posts = super().create(vals_list)
        posts._refuse_begun()
        posts._steps_follow()
        return posts

    def write(self, vals):
        """Once it has begun, only how many are filled may change."""
        if vals.keys() - {"number"}:
            self._refuse_begun()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        self._refuse_begun()

    def _refuse_begun(self):
        begun = self.sudo().selection_id.filtered(lambda one: one.state != "draft")
        if begun and not is_trusted(self.env):
            raise UserError(
                self.env._(
                    "“%(selection)s” has begun: its posts stay. How many of one are filled may still change.",
                    selection=begun[0].name,
                )
            )

    def unlink(self):
        selections = self.selection_id
        result = super().unlink()
        for selection in selections.filtered(lambda one: one.state == "draft"):
            selection._make_steps()
        return result

    def _steps_follow(self):
        for selection in self.selection_id.filtered(lambda one: one.state == "draft"):
            selection._make_steps()

    def _refuse_frozen(self):
        """Conditions of a post stay once its selection has begun."""
        for post in self.filtered(lambda one: one.selection_id.state != "draft"):
            raise UserError(
                self.env._(
                    "“%(selection)s” has begun: the conditions of “%(post)s” stay as they are.",
                    selection=post.selection_id.name,
                    post=post.name,
                )
            )

    # -- headcount -------------------------------------------------------------------------------------------------
    def _left(self):
        """{post: places it still keeps}: while its selection is under way what is not taken, then who is to begin."""
        left = {}
        for post in self:
            acts = post.appointment_ids.filtered(lambda one: one.kind in ("promote", "transfer") and not one.concurrent)
            taken = len(acts.filtered(lambda one: one.state == "effective"))
            waiting = len(acts.filtered(lambda one: one.state == "ordered"))
            under_way = post.selection_id.state in ("running", "suspended")
            left[post] = max(post.number - taken, waiting) if under_way else waiting
        return left

    def _claim_places(self):
        """Nobody else reserves in the same headcount at the same time."""
        jobs = self.sudo().job_id
        self.env["cadre.headcount"].sudo().union(*covering(jobs, today_of(self)).values())._claim()

    def _vacancy_problems(self):
        """Why there is no place for this post, in sentences; what it has reserved itself is its own (S4-P2-09)."""
        self.ensure_one()
        post = self.sudo()
        job, own = post.job_id, post.selection_id.state in ("running", "suspended")
        if not job:
            return [
                self.env._("“%(post)s”: choose the post of the unit, so that its headcount is known.", post=post.name)
            ]
        if not job.counts_in_headcount:
            return []
        rows = cover(job, today_of(post)).get(job.id, {})
        if not rows:
            return [
                self.env._(
                    "“%(post)s”: no headcount is approved for it. The organization department enters it.",
                    post=post.name,
                )
            ]
        kept = post._left()[post] if own else 0
        wanted = kept or post.number
        return [
            self.env._(
                "“%(post)s”: %(wanted)s to be filled, %(free)s free. %(figures)s",
                post=post.name,
                wanted=wanted,
                free=max(0, one.free + kept),
                figures=said(self.env, row, row._as_shown(one)),
            )
            for row, one in rows.items()
            if one.free + kept < wanted
        ]
