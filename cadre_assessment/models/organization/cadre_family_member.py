"""A person's family (家庭主要成员及重要社会关系)."""

from odoo import api, fields, models

from ..company import company_of


class CadreFamilyMember(models.Model):
    _name = "cadre.family.member"
    _description = "Family Member"
    _inherit = ["cadre.of.person.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _check_company_auto = True
    _order = "employee_id, sequence, id"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade", index=True)
    company_id = company_of("employee_id")
    sequence = fields.Integer(default=10)
    relation = fields.Char(required=True, help="称谓")
    name = fields.Char(string="Full Name", required=True)
    birthday = fields.Date()
    birthday_month_only = fields.Boolean(string="Birthday: Month Only")
    political_status = fields.Char()
    work = fields.Char(string="Unit and Post")
    relative_id = fields.Many2one(
        "hr.employee",
        string="On the Staff",
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
        domain="[('id', '!=', employee_id)]",
        help="Who this is, where he works here too: neither votes on the other, presides or confirms, and neither "
        "reads or writes the papers of the other's selection (回避).",
    )

    _not_himself = models.Constraint(
        "CHECK(relative_id IS NULL OR relative_id <> employee_id)",
        "Nobody is a relative of himself: choose the other one.",
    )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        self._forget_kin()
        return members

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"employee_id", "relative_id"}:
            self._forget_kin()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_kin()
        return result

    @api.model
    def _forget_kin(self):
        """Whose relative somebody is was looked up once in this transaction: it is looked up again."""
        self.env["res.users"].invalidate_model(["cadre_kin_ids"])


def relatives_of(people):
    """{person: those of ``people`` who are his relatives}, whichever of the two has entered the other. One query.

    :param people: employees; who is whose relative is asked as superuser, for rules of recusal alone
    """
    found = {}
    if not people:
        return found
    rows = people.env["cadre.family.member"].sudo()
    rows = rows.search_fetch(
        [
            ("relative_id", "!=", False),
            "|", ("employee_id", "in", people.ids), ("relative_id", "in", people.ids),
        ],
        ["employee_id", "relative_id"],
    )  # fmt: skip
    for row in rows:
        for one, other in ((row.employee_id, row.relative_id), (row.relative_id, row.employee_id)):
            if other.id in people.ids:
                found[one] = found.get(one, people.browse()) | people.browse(other.id)
    return found
