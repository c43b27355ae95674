"""Keep what must stay as it is in a body that has decided, or is deciding.

Who sat in it on the day of a decision stays for good; while a decision waits for its confirmation nobody comes, goes
or changes his role.  Rooms that know decisions and cycles answer the hooks.
"""

from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..clock import today_of
from ..guard.keys import differing
from ..guard.trust import is_trusted


class CadreBody(models.Model):
    _inherit = "cadre.body"

    change_ids = fields.One2many("cadre.body.change", "body_id", string="Changes", readonly=True)

    # -- hooks -----------------------------------------------------------------------------------------------------
    def _decided_days(self):
        """[(body, day, name)] of the decisions that these bodies have taken."""
        return []

    def _waiting_decisions(self):
        """[(body, name)] of the decisions of these bodies that wait for their confirmation."""
        return []

    def _used_by(self):
        """[(body, name)] of what works with these bodies: they are archived, never deleted."""
        return [(body, name) for body, _day, name in self._decided_days()]

    def _on_changed(self):
        """A client has changed the members: what waits for the body waits for those who sit in it now."""
        self.env["tier.review"]._ask_anew([("body_ids", "in", self.ids)])

    def _today(self):
        """Today where the company of these bodies works."""
        return today_of(self.company_id[:1])

    # -- what stays ------------------------------------------------------------------------------------------------
    def _refuse_while_deciding(self):
        for body, name in self._waiting_decisions():
            raise UserError(
                self.env._(
                    "%(body)s: “%(decision)s” waits for its confirmation, and who sits in the body stays until then. "
                    "Have it returned or withdraw it, change the members, and let the body vote anew.",
                    body=body.name,
                    decision=name,
                )
            )

    def _seats(self, days):
        """{(body id, day): who sits in it as what} for ``days``, a list of (body, day); as the records stand now."""
        return {
            (body.id, day): frozenset(
                (member.employee_id.id, member.role) for member in body.member_ids if member._in_office(day)
            )
            for body, day in days
        }

    @contextmanager
    def _keeping_history(self):
        """Around a change of members by a client: refused while a decision waits, or when a day of one would change."""
        self._refuse_while_deciding()
        decided = self._decided_days()
        days = [(body, day) for body, day, _name in decided]
        before = self._seats(days)
        yield
        after = self._seats(days)
        for body, day, name in decided:
            if before[body.id, day] != after[body.id, day]:
                self._refuse_past(body, day, name)

    def _refuse_past(self, body, day, name):
        raise UserError(
            self.env._(
                "%(body)s decided “%(decision)s” on %(day)s: who sat in it on that day stays. "
                "Enter a change that begins later, and end a membership later.",
                body=body.name,
                decision=name,
                day=format_date(self.env, day),
            )
        )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def write(self, vals):
        names = ("active", "company_id", "quorum", "majority_of")
        if not is_trusted(self.env) and vals.keys() & set(names):
            moved = self.filtered(lambda one: differing(one, {key: vals[key] for key in names if key in vals}))
            moved._refuse_while_deciding()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for body, name in self._used_by() if not is_trusted(self.env) else ():
            raise UserError(
                self.env._(
                    "%(body)s stands in “%(name)s” and is not deleted. Archive it instead.", body=body.name, name=name
                )
            )
