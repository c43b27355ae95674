"""Places that selections have reserved: kept until somebody takes them, so that none is given twice (S4-P4-03)."""

from odoo import SUPERUSER_ID, models

from ..office import ORGANIZATION, SELECTION
from ..organization.vacancy import covering
from .cadre_selection import UNDER_WAY


class CadreHeadcount(models.Model):
    _inherit = "cadre.headcount"

    def _reservations(self, on, holders):
        """What selections under way have still to fill, and who is appointed and has not begun yet.

        A place whose holder stands for it again is held already: it is not counted twice (S4-P10-11, S4-P10-39).
        """
        found = super()._reservations(on, holders)
        posts = self.env["cadre.selection.post"].sudo().search([("job_id", "!=", False), *self._reserving()])
        rows = covering(posts.job_id, on) if posts else {}
        people, here = self.env["hr.employee"].sudo(), self.sudo()
        for selection, own in posts.grouped("selection_id").items():
            for row in here & here.union(*(rows[job.id] for job in own.job_id if job.id in rows)):
                mine = own.filtered(lambda post, row=row: row in rows.get(post.job_id.id, ()))
                if kept := mine._kept(people.browse(holders.get(row.id, ()))):
                    found[row] = (*found.get(row, ()), (selection.name, kept))
        return found

    def _as_shown(self, vacancy):
        """Who is of no selection office does not learn that a selection runs; another office's has no name."""
        vacancy, user = super()._as_shown(vacancy), self.env.user
        if self.env.uid == SUPERUSER_ID or user.has_group(ORGANIZATION):
            return vacancy
        if not user.has_group(SELECTION):
            return vacancy._replace(reserved=())
        mine = set(self.env["cadre.selection"].with_user(user).search([("state", "in", UNDER_WAY)]).mapped("name"))
        others = self.env._("another selection")
        return vacancy._replace(
            reserved=tuple((name if name in mine else others, number) for name, number in vacancy.reserved)
        )

    def _reserving(self):
        return ["|", ("selection_id.state", "in", UNDER_WAY), ("appointment_ids.state", "=", "ordered")]
