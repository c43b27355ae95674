"""How the tests ask whose account is whose: further users and the administrator's wizard."""

from odoo.tests import new_test_user

from tests.work.builder import WorkHttpCase


class AccountHttpCase(WorkHttpCase):
    """Besides the roles: personnel staff, whoever keeps contacts, and the administrator with and without HR rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr_user = cls.user("cadre_hr", "hr.group_hr_manager,base.group_partner_manager")
        cls.accounts_admin = cls.user("cadre_accounts", "base.group_user,base.group_erp_manager")
        cls.administrator = cls.user("cadre_admin", "base.group_system,cadre_assessment.group_cadre_manager")
        cls.spare_user = cls.user("cadre_spare", "cadre_assessment.group_cadre_user")
        cls.history = cls.env["cadre.account"]

    @classmethod
    def user(cls, login, groups="base.group_user", **values):
        return new_test_user(
            cls.env, login=login, groups=groups, **{"company_id": cls.company.id, "tz": "Asia/Shanghai", **values}
        )

    def facts(self):
        """Who has which account, on the employee, on the resource and in the history."""
        self.env.invalidate_all()
        people = self.env["hr.employee"].with_context(active_test=False).search([], order="id")
        resources = self.env["resource.resource"].with_context(active_test=False).search([], order="id")
        return (
            [(one.id, one.user_id.id, one.resource_id.id) for one in people],
            [(one.id, one.user_id.id) for one in resources],
            [(row.id, row.user_id.id, row.date_to) for row in self.history.search([], order="id")],
        )

    def told(self, employee):
        return [
            (row.user_id, bool(row.date_to), row.changed_by_id)
            for row in self.history.search([("employee_id", "=", employee.id)], order="id")
        ]

    def change(self, by, employee, user, reason="换了手机号"):
        """The wizard, as the screen drives it."""
        wizard = self.call(
            by,
            "cadre.account.change",
            "create",
            {"employee_id": employee.id, "user_id": user.id if user else False, "reason": reason},
        )
        self.call(by, "cadre.account.change", "action_apply", [wizard])
        self.env.invalidate_all()
