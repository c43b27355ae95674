"""Units or comparison groups that share one pool of seats (A2-1: three 分口 of 8 make 2 seats of 24)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..company import company_of
from ..guard import is_trusted
from ..listing import listed
from ..states import UNDECIDED
from .seats import MEMBERS


class CadrePoolSet(models.Model):
    _name = "cadre.pool.set"
    _description = "Shared Pool of Seats"
    _inherit = ["cadre.keys.mixin", "cadre.yearly.mixin", "cadre.of.cycle.mixin", "cadre.discreet.mixin"]
    _check_company_auto = True
    _order = "cycle_id, sequence, id"
    _keys = frozenset({"cycle_id"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("cycle_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    quota_id = fields.Many2one(
        "cadre.scheme.quota",
        domain="[('scheme_id', '=', scheme_id), ('pooled_by', '!=', 'cycle')]",
        ondelete="cascade",
        help="Only for this quota; empty: for every quota counted by unit or by group.",
    )
    unit_ids = fields.Many2many(
        "hr.department",
        "cadre_pool_set_unit_rel",
        "set_id",
        "unit_id",
        string="Units",
        domain="[('is_unit', '=', True)]",
        check_company=True,
    )
    comparison_group_ids = fields.Many2many(
        "cadre.category",
        "cadre_pool_set_group_rel",
        "set_id",
        "group_id",
        string="Comparison Groups",
        domain="[('kind', '=', 'group')]",
    )

    @api.constrains("cycle_id", "quota_id", "unit_ids", "comparison_group_ids")
    def _check_members(self):
        """A unit competes for the seats of a quota once."""
        for one in self:
            for other in one.cycle_id.pool_set_ids - one:
                if one.quota_id and other.quota_id and one.quota_id != other.quota_id:
                    continue
                twice = [*(one.unit_ids & other.unit_ids), *(one.comparison_group_ids & other.comparison_group_ids)]
                if twice:
                    raise ValidationError(
                        self.env._(
                            "%(names)s: already in “%(other)s”. Take them out there first.",
                            names=listed(self.env, [record.name for record in twice]),
                            other=other.name,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        sets = super().create(vals_list)
        sets._refuse_settled()
        sets.cycle_id._pools_changed()
        return sets

    def write(self, vals):
        self._refuse_settled()
        result = super().write(vals)
        self.cycle_id._pools_changed()
        return result

    def unlink(self):
        self._refuse_settled()
        cycles = self.cycle_id
        result = super().unlink()
        cycles._pools_changed()
        return result

    def _refuse_settled(self):
        """Seats that were decided on stay as they were."""
        if is_trusted(self.env):
            return
        for cycle in self.sudo().cycle_id:
            if cycle.state not in UNDECIDED:
                raise UserError(
                    self.env._("%(cycle)s is decided: its pools of seats can no longer be changed.", cycle=cycle.name)
                )

    def _of(self, quota):
        """{unit id or group id: id of the set} of those that share their seats of ``quota``."""
        field = MEMBERS.get(quota.pooled_by)
        if not field:
            return {}
        mine = self.filtered(lambda one: one.quota_id in (quota, quota.browse()))
        return {record.id: one.id for one in mine for record in one[field]}
