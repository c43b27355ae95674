"""The page that says what would go wrong, before it does: what is missing among people, bodies and on the server."""

from odoo import api, models

from ..office import OFFICE, require_role
from . import checks_people, checks_server

CHECKS = (
    checks_people.units_without_people,
    checks_people.people_without_unit,
    checks_people.people_without_number,
    checks_people.leaders_missing,
    checks_people.leaders_without_account,
    checks_people.members_without_account,
    checks_people.members_without_role,
    checks_people.units_without_number,
    checks_server.holidays,
    checks_server.zone,
    checks_server.printer,
    checks_server.fonts,
    checks_server.mail,
    checks_server.address,
    checks_server.workers,
    checks_server.queue,
    checks_server.backups,
    checks_server.archive,
)
"""In this order on the page; each is a function from ``env`` to a :class:`~.check.Check`."""


class CadreCheckup(models.AbstractModel):
    _name = "cadre.checkup"
    _description = "Check-up"

    @api.model
    def page(self):
        """All checks for the office: ``[{"code", "title", "ok", "text", "remedy", "action"}]``.

        :raises AccessError: the user is not of the assessment office.
        """
        require_role(self.env, OFFICE, self.env._("The check-up is for the assessment office."))
        return [{"code": check.__name__, **check(self.env)._asdict()} for check in CHECKS]
