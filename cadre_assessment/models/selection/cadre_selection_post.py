"""A post that a selection fills: which, how many, and who won it."""

from odoo import api, fields, models

from ..company import company_of


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
    number = fields.Integer(string="How Many", default=1, high=10000)
    candidate_ids = fields.One2many("cadre.candidate", "post_id", string="Candidates")

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
        posts._steps_follow()
        return posts

    def unlink(self):
        selections = self.selection_id
        result = super().unlink()
        for selection in selections.filtered(lambda one: one.state == "draft"):
            selection._make_steps()
        return result

    def _steps_follow(self):
        for selection in self.selection_id.filtered(lambda one: one.state == "draft"):
            selection._make_steps()
