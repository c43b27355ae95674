"""A post that an appointment wrote: it alone takes it back."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..organization.hr_version import OFFICE
from .effect import POST

KEPT = frozenset({*POST, "date_version", "active", "employee_id", "appointment_id"}) - {
    "is_grassroots",
    "is_team_member",
}


class HrVersion(models.Model):
    _inherit = "hr.version"

    appointment_id = fields.Many2one(
        "cadre.appointment",
        string="By the Appointment",
        readonly=True,
        copy=False,
        groups=OFFICE,
        ondelete="restrict",
        index="btree_not_null",
    )

    def write(self, vals):
        if not self.env.su and vals.keys() & KEPT:
            self._refuse_appointed(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_appointed(self):
        self._refuse_appointed({"active": False})

    def _refuse_appointed(self, vals):
        for version in self.sudo().filtered("appointment_id"):
            same = all(_same(version, name, vals[name]) for name in vals.keys() & KEPT)
            if not same:
                raise UserError(
                    self.env._(
                        "%(person)s: this post of %(day)s was written by an appointment. What is wrong in it is put "
                        "right by annulling that one.",
                        person=version.employee_id.name,
                        day=version.date_version,
                    )
                )


def _same(version, name, value):
    field = version._fields[name]
    return field.convert_to_cache(value, version) == field.convert_to_cache(version[name], version)
