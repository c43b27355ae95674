"""The seats of a quota this year, and who may look at them."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine import Pool, exact
from ..company import company_of
from ..guard import guarded, is_trusted
from ..listing import of_year
from ..office import works_for
from ..states import RUNNING
from .seats import MEMBERS, covered

BY_OFFICE = frozenset({"lower_ratio", "lower_reason"})


class CadrePool(models.Model):
    """Seats of one quota for the people pooled this year. Made and changed by the cycle alone, never by hand."""

    _name = "cadre.pool"
    _description = "Pool of Seats"
    _inherit = ["cadre.server.only.mixin"]
    _rec_names_search = ["quota_id", "unit_id", "comparison_group_id"]
    _order = "cycle_id, quota_id, period_id, id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True)
    company_id = company_of("cycle_id")
    quota_id = fields.Many2one("cadre.scheme.quota", required=True, ondelete="restrict")
    period_id = fields.Many2one("cadre.period", ondelete="cascade", index=True)
    unit_id = fields.Many2one("hr.department")
    comparison_group_id = fields.Many2one("cadre.category")
    set_id = fields.Many2one("cadre.pool.set", string="Shared by", ondelete="cascade", index="btree_not_null")
    entrusted = fields.Boolean(readonly=True, help="Seats of those whom a supervising unit assesses apart (S3-11).")
    attribute = fields.Char(
        string="Team's Grade", readonly=True, help="Code of the grade of the unit's team; it may choose the ratio."
    )
    attribute_text = fields.Char(string="Grade of the Team", compute="_compute_texts")
    lower_ratio = fields.Float(
        digits=(12, 6), help="Lower than the scheme's, set by the organization (A3-5); 0 = as the scheme says."
    )
    lower_reason = fields.Char(string="Why Lower")
    grade_id = fields.Many2one(related="quota_id.grade_id")
    hard = fields.Boolean(related="quota_id.hard")
    base = fields.Integer(readonly=True, aggregator=None)
    seats = fields.Integer(readonly=True, aggregator=None)
    used = fields.Integer(readonly=True, aggregator=None, help="Seats of a result, as last computed or decided.")
    seats_used = fields.Integer(string="Given", compute="_compute_seats_used")
    seats_left = fields.Integer(string="Left", compute="_compute_seats_used")
    fill = fields.Float(string="Given (%)", compute="_compute_seats_used", help="Seats given, in percent of the seats.")
    place_text = fields.Char(string="Seats of", compute="_compute_texts", help="The unit, the group, or all.")
    prize_text = fields.Char(string="Grade or Award", compute="_compute_texts")
    cycle_state = fields.Selection(related="cycle_id.state")
    tied_text = fields.Char(string="To Be Decided", readonly=True, help="待裁定")

    _once = models.UniqueIndex(
        "(cycle_id, quota_id, COALESCE(period_id, 0), COALESCE(unit_id, 0), COALESCE(comparison_group_id, 0), "
        "COALESCE(set_id, 0), COALESCE(entrusted, FALSE))",
        "This pool exists.",
    )

    @api.depends("used", "seats")
    def _compute_seats_used(self):
        counts = self._count_used()
        for pool in self:
            pool.seats_used = counts.get(pool.id, 0)
            pool.seats_left = pool.seats - pool.seats_used
            pool.fill = 100 * pool.seats_used / pool.seats if pool.seats else 100 * bool(pool.seats_used)

    @api.constrains("lower_ratio")
    def _check_lower_ratio(self):
        for pool in self:
            if not 0 <= pool.lower_ratio < 1:
                raise ValidationError(self.env._("A ratio lies between 0 and 1: 0.2 is 20 %."))

    @api.depends("quota_id", "unit_id", "comparison_group_id", "set_id", "entrusted", "attribute")
    def _compute_texts(self):
        teams = self.cycle_id.prerequisite_ids.scheme_id.result_scale_id.grade_ids
        names = {grade.code: grade.name for grade in teams}
        for pool in self:
            pool.attribute_text = names.get(pool.attribute, pool.attribute)
            where = pool._where() or self.env._("All")
            pool.place_text = self.env._("%(where)s, entrusted", where=where) if pool.entrusted else where
            pool.prize_text = pool.grade_id.name or pool.quota_id.award_id.name

    @api.depends("quota_id", "period_id", "unit_id", "comparison_group_id", "set_id", "entrusted")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for pool in self:
            pool.display_name = of_year(pool, pool._name_within())

    def _name_within(self):
        """The name on a page of its cycle."""
        self.ensure_one()
        entrusted = self.env._("entrusted") if self.entrusted else False
        return " · ".join(filter(None, (self.period_id.name, self._where(), entrusted, self.quota_id.name)))

    def _refuse_decided(self):
        for pool in self:
            if pool.cycle_id.state not in RUNNING or pool.period_id:
                raise UserError(
                    self.env._("%(pool)s: a lower ratio is set before the result is decided.", pool=pool.display_name)
                )

    def write(self, vals):
        """The office sets a lower ratio while the result is open; everything else the server writes."""
        if is_trusted(self.env) or vals.keys() - BY_OFFICE or not works_for(self.cycle_id):
            return super().write(vals)
        self._refuse_decided()
        result = super(CadrePool, guarded(self)).write(vals)
        for pool in guarded(self.sudo()):
            pool.seats = pool.quota_id._seats(pool.base, pool._engine_pool())
        return result

    def _count_used(self):
        """Seats given in each pool: id -> number. The room of the records counts the ratings of a period."""
        return {pool.id: pool.used for pool in self}

    def _stored_place(self):
        """Quota, period and what :meth:`.seats.Place.columns` says of a place: ids or False."""
        self.ensure_one()
        names = ("quota_id", "period_id", "unit_id", "comparison_group_id", "set_id")
        return (*(self[name].id for name in names), bool(self.entrusted))

    def _team_grade(self, grades):
        """The grade of the team by which the quota chooses its ratio: of one unit's own people only (S3-12)."""
        self.ensure_one()
        if self.set_id or self.period_id or not self.quota_id.ratio_line_ids:
            return False
        return next((grades.get(place.team, False) for place in self._covers()), False)

    def _where(self):
        self.ensure_one()
        name = self.unit_id.name or self.comparison_group_id.name or self.set_id.name
        if not name and self.quota_id.pooled_by == "group":
            return self.env._("Without a comparison group")
        return name

    def _engine_pool(self):
        """What the engine must know of it beforehand (S3-43 … S3-46, A3-5)."""
        self.ensure_one()
        ratio = exact(self.lower_ratio) if self.lower_ratio else None
        return Pool(self.quota_id.id, self.id, self.attribute or None, ratio=ratio, entrusted=bool(self.entrusted))

    def _covers(self):
        """The places whose seats it holds (:func:`.seats.covered`)."""
        self.ensure_one()
        how = self.quota_id.pooled_by
        members = (self.set_id[MEMBERS[how]].ids if how in MEMBERS else []) if self.set_id else None
        return covered(how, self.unit_id.id, self.comparison_group_id.id, members, bool(self.entrusted))
