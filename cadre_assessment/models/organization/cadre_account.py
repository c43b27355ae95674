"""Whose account was whose, and when: the history of ``hr.employee.user_id``, kept by the server alone."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..clock import day_of


class CadreAccount(models.Model):
    """One row is one change: from then on the person has this account, or none.

    Nobody has the right to write here, the administrator neither: rows are added by what changes an employee's user
    (:mod:`.hr_employee_account`), and a row is touched once more only, when the next one ends it.
    """

    _name = "cadre.account"
    _description = "Account of a Person"
    _inherit = ["cadre.discreet.mixin"]
    _order = "employee_id, id desc"
    _rec_name = "employee_id"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True, string="Person")
    company_id = fields.Many2one(related="employee_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", ondelete="restrict", index="btree_not_null", string="Account", help="Empty: none from then on."
    )
    date_from = fields.Datetime(string="From", help="Empty: as long as this system knows.")
    date_to = fields.Datetime(string="Until", index=True, help="Empty: until further notice.")
    reason = fields.Char(help="Empty: it stood so when this history began.")
    changed_by_id = fields.Many2one("res.users", help="Empty: it stood so before this history.")

    _one_now = models.UniqueIndex("(employee_id) WHERE date_to IS NULL", "A person has one account at a time.")

    def init(self):
        """Who has an account and no history yet, when this addon comes in: it has been his since ever. One query."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO cadre_account (employee_id, company_id, user_id, create_uid, create_date)
                SELECT e.id, e.company_id, e.user_id, 1, now() AT TIME ZONE 'UTC'
                  FROM hr_employee e
                 WHERE e.user_id IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM cadre_account known WHERE known.employee_id = e.id)
                """
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of accounts is never deleted."))

    # -- reading ---------------------------------------------------------------------------------------------------
    def _since(self, day):
        """Of these rows, those that held on the date ``day`` of their company or later (False: all)."""
        return self.filtered(lambda row: not day or not row.date_to or day_of(row, row.date_to) >= day)

    def _at(self, moment):
        """Of these rows, those that held at the server datetime ``moment`` (False: those that hold now)."""
        if not moment:
            return self.filtered(lambda row: not row.date_to)
        return self.filtered(
            lambda row: (not row.date_from or row.date_from <= moment) and (not row.date_to or moment < row.date_to)
        )

    # -- writing ---------------------------------------------------------------------------------------------------
    @api.model
    def _record(self, employees, users, reason):
        """From now on each of ``employees`` has the user of the same place in ``users`` (an id, or False), as asked
        for by the current user. Two queries besides the rows."""
        now = fields.Datetime.now()
        rows = self.sudo()
        rows.search([("employee_id", "in", employees.ids), ("date_to", "=", False)]).write({"date_to": now})
        rows.flush_model(["date_to"])  # the row that ends leaves its place in the index to the one that begins
        rows.create(
            [
                {
                    "employee_id": employee.id,
                    "user_id": user,
                    "date_from": now,
                    "reason": reason,
                    "changed_by_id": self.env.uid,
                }
                for employee, user in zip(employees, users, strict=True)
            ]
        )
