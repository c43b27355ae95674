"""Remind by hand (催办): the office presses once, and everybody who owes finds it among his tasks.

At most so many people at a press, each of them once a day, and nobody but the office.
"""

from odoo import fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..guard import guarded
from ..listing import listed
from ..meeting.activities import readable, schedule
from ..office import require_office
from ..states import UNDER_WAY

ACTIVITY = "cadre_assessment.activity_urged"
AT_ONCE = 500
"""So many records are reminded of at one press; pressing again goes on with the rest."""
NAMED = 5


class CadreUrgedMixin(models.AbstractModel):
    """Below every record somebody may owe: :meth:`_urged_users` says who does, :meth:`_urge_text` what."""

    _name = "cadre.urged.mixin"
    _description = "Of which somebody is reminded"

    urged_on = fields.Date(
        string="Reminded On", readonly=True, copy=False, help="Day on which the office last reminded of it."
    )

    def action_urge(self):
        """Remind everybody who owes one of these records; who was reminded today is left in peace.

        :raises AccessError: the user is not of the office of one of them.
        :raises UserError: too many at once, or nothing is owed.
        """
        self.check_access("read")
        if len(self) > AT_ONCE:
            raise UserError(self.env._("Select at most %(count)s rows at a time.", count=AT_ONCE))
        for record in self:
            text = self.env._("%(record)s: only its assessment office reminds.", record=record.display_name)
            require_office(record._office_of(), text)
        return self._urge()._said()

    def _urge(self):
        """Remind; whom, what was reminded of today already, and what nobody can be reminded of."""
        owed = self.sudo().filtered(lambda one: one.cycle_id.state in UNDER_WAY)
        users = {one: one._urged_users().filtered("active") for one in owed}
        owed = owed.filtered(lambda one: users[one] or one._is_owed())
        today = {one: today_of(one) for one in owed}
        again = owed.filtered(lambda one: one.urged_on == today[one])
        nobody = owed.filtered(lambda one: not users[one]) - again
        asked = owed - again - nobody
        return Urged(self.env, asked._note_urged({one: users[one] for one in asked}, today), again, nobody)

    def _note_urged(self, users, today):
        """Write the day down, and make an activity for each who may read the record. Returns the users reminded."""
        about = {record: record._urged_about() for record in users}
        wanted = {}
        for record, some in users.items():
            for user in some:
                text = record.with_context(lang=user.lang)._urge_text()
                wanted[about[record]._name, about[record].id, user.id, text] = today[record]
        rows = list(readable(self.env, wanted))
        told = self.env["res.users"].browse({user_id for _model, _id, user_id, _text, _day in rows})
        kind = self.env.ref(ACTIVITY)
        # yesterday's give way: one reminder of a kind is enough
        self.env["mail.activity"].sudo().search(
            [
                ("activity_type_id", "=", kind.id),
                ("res_model", "in", list({one._name for one in about.values()})),
                ("res_id", "in", [one.id for one in about.values()]),
                ("user_id", "in", told.ids),
            ]
        ).unlink()
        schedule(self.env, rows, ACTIVITY)
        for day, records in self.grouped(lambda one: today[one]).items():
            guarded(records.sudo()).write({"urged_on": day})
        return told

    # -- what a model says of itself ---------------------------------------------------------------------------------
    def _is_owed(self):
        """Whether somebody still has to do something about this record."""
        return self.state == "draft"

    def _urged_users(self):
        """Who has to."""
        return self.user_id if self._is_owed() else self.env["res.users"]

    def _urged_about(self):
        """Where the reminder hangs: a record that whoever is reminded may read."""
        return self

    def _urge_text(self):
        return self.env._("The office reminds: %(record)s", record=self.sudo()._full_name())


class Urged:
    """What came of a press, as the office is told."""

    def __init__(self, env, told, again, nobody):
        self.env, self.told, self.again, self.nobody = env, told, again, nobody

    def _said(self):
        env, parts = self.env, []
        if self.told:
            parts.append(env._("%(count)s people were reminded.", count=len(self.told)))
        if self.again:
            parts.append(env._("%(count)s rows were reminded of today already.", count=len(self.again)))
        if self.nobody:
            names = listed(env, self.nobody[:NAMED].mapped("display_name"))
            parts.append(env._("Without an account, to be told in person: %(names)s", names=names))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": env._("Remind"),
                "message": " ".join(parts) or env._("Nobody owes anything here."),
                "type": "success" if self.told else "warning",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
