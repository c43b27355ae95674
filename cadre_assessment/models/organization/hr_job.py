"""The post (职位): what Odoo calls a job, with its unit, rank and kind, and whether it uses an approved number.

Odoo's own ``no_of_recruitment`` is a wish and 1 for every new job: no vacancy is counted by it.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..clock import today_of
from ..office import ORGANIZATION, own_unit
from .hr_version import OFFICE
from .vacancy import cover, said

WEIGHS = frozenset({"cadre_rank_id", "layer_id", "post_class_id", "counts_in_headcount"})
"""By what a post uses an approved number: said of a post that is held by the organization department alone."""


class HrJob(models.Model):
    _name = "hr.job"
    _inherit = ["cadre.office.mixin", "hr.job"]

    _office_paths = ("department_id", "company_id")

    department_id = fields.Many2one(default=lambda self: own_unit(self.env))
    unit_id = fields.Many2one(related="department_id.unit_id", string="Unit", store=True, index="btree_not_null")
    cadre_rank_id = fields.Many2one(
        "cadre.rank",
        string="Post Rank",
        tracking=True,
        ondelete="restrict",
        help="职级, or the layer of a leading post.",
    )
    layer_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'layer')]",
        compute="_compute_layer_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        ondelete="restrict",
        help="职务层次; of the rank, where that has one.",
    )
    post_class_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'post_class')]",
        tracking=True,
        ondelete="restrict",
    )
    post_kind_id = fields.Many2one(
        "cadre.category",
        string="Kind of Post",
        domain="[('kind', '=', 'post_kind')]",
        tracking=True,
        ondelete="restrict",
        help="乡镇党委书记, 乡镇长 …: what rules ask years of (S4-P9-18).",
    )
    is_leading_post = fields.Boolean(string="Leading Post", tracking=True)
    is_grassroots = fields.Boolean(string="Grass-roots Post", tracking=True)
    is_unit_head = fields.Boolean(string="Head of the Unit", tracking=True, help="单位主要负责人")
    counts_in_headcount = fields.Boolean(
        string="Uses an Approved Number",
        default=True,
        tracking=True,
        help="Whoever holds it takes a place of the headcount (职数). Of which not, the organization department says.",
    )
    headcount_ids = fields.Many2many("cadre.headcount", compute="_compute_vacancy", compute_sudo=True, groups=OFFICE)
    holder_ids = fields.Many2many("hr.employee", string="Held by", compute="_compute_holder_ids", groups=OFFICE)
    vacancy = fields.Integer(
        string="Free", compute="_compute_vacancy", compute_sudo=True, groups=OFFICE,
        help="Places of the headcount that are free today: approved, less held, less reserved."
    )  # fmt: skip
    vacancy_said = fields.Text(string="How It Is Counted", compute="_compute_vacancy", compute_sudo=True, groups=OFFICE)

    @api.model
    def _office_domain(self):
        return Domain("department_id.of_my_office", "=", True)

    @api.depends("cadre_rank_id")
    def _compute_layer_id(self):
        for job in self:
            job.layer_id = job.cadre_rank_id.layer_id or job.layer_id

    @api.depends("counts_in_headcount", "department_id", "layer_id", "post_class_id", "cadre_rank_id")
    def _compute_vacancy(self):
        """By the rows of the headcount that cover the post today; of several the one with the fewest places."""
        covered = {}
        for day, jobs in self.grouped(today_of).items():
            covered |= cover(jobs, day)
        for job in self:
            rows = {row: row._as_shown(one) for row, one in covered.get(job._origin.id, {}).items()}
            job.headcount_ids = [row.id for row in rows]
            job.vacancy = max(0, min((one.free for one in rows.values()), default=0))
            job.vacancy_said = "\n".join(said(self.env, row, one) for row, one in rows.items()) or (
                self.env._("No headcount is approved for this post.")
                if job.counts_in_headcount
                else self.env._("This post uses no approved number.")
            )

    def _compute_holder_ids(self):
        """Who holds the post in force; posts to come are not held yet."""
        people = self.env["hr.employee"].search([("job_id", "in", self.ids)]).grouped("job_id")
        for job in self:
            job.holder_ids = people.get(job._origin, self.env["hr.employee"])

    @api.model_create_multi
    def create(self, vals_list):
        jobs = super().create(vals_list)
        if not jobs._may_weigh() and jobs.filtered(lambda job: not job.counts_in_headcount):
            jobs._refuse_weighing()
        return jobs

    def write(self, vals):
        weighed = vals.keys() & WEIGHS and not self._may_weigh()
        before = {job: [job[name] for name in WEIGHS] for job in self} if weighed else {}
        result = super().write(vals)
        for job, values in before.items():
            changed = [job[name] for name in WEIGHS] != values
            if changed and (not job.counts_in_headcount or job.sudo()._is_held()):
                job._refuse_weighing()
        return result

    def _may_weigh(self):
        return self.env.su or self.env.user.has_group(ORGANIZATION)

    def _is_held(self):
        return bool(self.env["hr.version"].search_count([("job_id", "=", self.id)], limit=1))

    def _refuse_weighing(self):
        """Otherwise an office would make room in its own headcount by calling a post another one."""
        raise AccessError(
            self.env._(
                "%(post)s: what a post uses of the headcount (rank, layer, class, whether it counts) is said by the "
                "organization department, once somebody holds it or where it is not to count.",
                post=self[:1].name,
            )
        )
