"""Approved numbers of posts of a unit (核定职数), each by its document, from when to when."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..clock import today_of
from ..company import company_of
from .vacancy import said, vacancies


class CadreHeadcount(models.Model):
    """A number for the posts of one layer, or of one class, in one department.

    A unit's number is of its own people; that of a section of the people in it and below it. Where a post is covered by
    several rows (layer and class, unit and section), each of them must have a place.
    """

    _name = "cadre.headcount"
    _description = "Headcount"
    _inherit = ["cadre.office.mixin", "mail.thread"]
    _rec_names_search = ["department_id", "layer_id", "post_class_id", "document"]
    _check_company_auto = True
    _order = "department_id, layer_id, post_class_id, date_from desc, id"

    _office_paths = ("department_id",)

    department_id = fields.Many2one(
        "hr.department", string="Unit or Section", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = company_of("department_id")
    layer_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'layer')]", tracking=True, ondelete="restrict")
    post_class_id = fields.Many2one(
        "cadre.category", domain="[('kind', '=', 'post_class')]", tracking=True, ondelete="restrict"
    )
    ladder = fields.Selection(
        lambda self: self.env["cadre.rank"]._fields["kind"]._description_selection(self.env),
        string="Only Ranks of the Kind",
        tracking=True,
        help="Leading posts and grades of one layer have numbers of their own (领导职数, 职级职数). Empty: both count.",
    )
    approved = fields.Integer(required=True, tracking=True, aggregator="sum", high=10_000)
    document = fields.Char(
        string="Document Number", required=True, tracking=True, help="Number of the document that approves it."
    )
    date_from = fields.Date(string="From", required=True, tracking=True)
    date_to = fields.Date(string="Until", tracking=True, help="Last day; empty: until further notice.")
    claims = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="Counts reservations, so that two cannot take one place."
    )
    note = fields.Text()
    held = fields.Integer(compute="_compute_vacancy", compute_sudo=True, help="Who holds such a post today.")
    reserved = fields.Integer(
        compute="_compute_vacancy",
        compute_sudo=True,
        help="Places kept for selections that run and for who is decided.",
    )
    vacancy = fields.Integer(
        string="Free",
        compute="_compute_vacancy",
        compute_sudo=True,
        help="Approved, less held, less reserved. Below zero: more hold such posts than are approved.",
    )
    holder_ids = fields.Many2many("hr.employee", string="Held by", compute="_compute_vacancy", compute_sudo=True)
    vacancy_said = fields.Text(string="How It Is Counted", compute="_compute_vacancy", compute_sudo=True)

    _dates = models.Constraint("CHECK(date_to IS NULL OR date_from <= date_to)", "It ends before it begins.")
    _of_one = models.Constraint(
        "CHECK(num_nonnulls(layer_id, post_class_id) = 1)",
        "A headcount is of a layer or of a class of posts: choose one.",
    )
    # ranges of one number each: an index of the kind that ranges need, without an extension of the database
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(department_id, department_id, '[]') WITH &&,"
        " int4range(COALESCE(layer_id, 0), COALESCE(layer_id, 0), '[]') WITH &&,"
        " int4range(COALESCE(post_class_id, 0), COALESCE(post_class_id, 0), '[]') WITH &&,"
        " int8range(hashtext(COALESCE(ladder, '')), hashtext(COALESCE(ladder, '')), '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "The same posts of this unit have a headcount on these days already: end the former one the day before.",
    )

    @api.model
    def _office_domain(self):
        return Domain("department_id.of_my_office", "=", True)

    @api.depends("department_id", "layer_id", "post_class_id", "ladder")
    def _compute_display_name(self):
        kinds = dict(self._fields["ladder"]._description_selection(self.env))
        for row in self:
            of = row.layer_id.name or row.post_class_id.name
            row.display_name = " · ".join(filter(None, (row.department_id.name, of, kinds.get(row.ladder))))

    @api.depends("approved", "department_id", "layer_id", "post_class_id", "ladder")
    def _compute_vacancy(self):
        found = {}
        for day, rows in self.grouped(today_of).items():
            found |= vacancies(rows._origin, day)
        for row in self:
            one = found.get(row._origin)
            one = one and row._as_shown(one)
            row.held = len(one.holders) if one else 0
            row.reserved = one.kept if one else 0
            row.vacancy = one.free if one else 0
            row.holder_ids = list(one.holders) if one else False
            row.vacancy_said = said(self.env, row, one) if one else False

    def _reservations(self, on, holders):
        """{row: ((name of what keeps places, how many), …)} on the day ``on``; a hook: selections add theirs.

        :param dict[int, list[int]] holders: {id of a row: ids of who holds its places}
        :rtype: dict[CadreHeadcount, tuple[tuple[str, int], ...]]
        """
        return {}

    def _as_shown(self, vacancy):
        """The :class:`.vacancy.Vacancy` of this row as its reader may know it; a hook."""
        return vacancy

    def _claim(self):
        """Take part in the numbers of these rows alone: whoever counted them at the same time has to count again.

        Written, not only locked: a transaction that has read the rows before would go on with what it read then.
        """
        if self:
            self.flush_recordset()
            self.env.cr.execute(
                SQL("UPDATE cadre_headcount SET claims = COALESCE(claims, 0) + 1 WHERE id IN %s", tuple(self.ids))
            )
            self.invalidate_recordset()

    def action_open_holders(self):
        """The people who hold these posts today."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("%(headcount)s: Held by", headcount=self.display_name),
            "res_model": "hr.employee",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.holder_ids.ids)],
        }
