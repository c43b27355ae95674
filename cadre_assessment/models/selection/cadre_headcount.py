"""Places that selections have reserved: kept until somebody takes them, so that none is given twice (S4-P4-03)."""

from odoo import SUPERUSER_ID, models

from ..office import ORGANIZATION, SELECTION
from ..organization.vacancy import covering
from .cadre_selection import UNDER_WAY


class CadreHeadcount(models.Model):
    _inherit = "cadre.headcount"

    def _reservations(self, on):
        """What selections under way have still to fill, and who is appointed and has not begun yet."""
        found = super()._reservations(on)
        posts = self.env["cadre.selection.post"].sudo().search([("job_id", "!=", False), *self._reserving()])
        rows = covering(posts.job_id, on) if posts else {}
        left = posts._left()
        for post in posts:
            for row in rows.get(post.job_id.id, ()):
                if row in self.sudo() and left[post]:
                    found[row] = (*found.get(row, ()), (post.selection_id.name, left[post]))
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
