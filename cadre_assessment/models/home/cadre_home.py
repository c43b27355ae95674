"""The page that each role meets first: what he must do now, counted, with the day it is due and one click to it."""

from odoo import api, models, tools
from odoo.exceptions import UserError

from ..clock import today_of
from ..cycle.urging import AT_ONCE
from ..office import require_role
from . import cards, cards_selection, years

SECTIONS = (
    cards.own, cards.led, cards.deciding, cards_selection.agenda, cards_selection.selecting, cards.office,
    cards.discipline, cards.audit,
)  # fmt: skip
"""What stands on the page, from above. A section without cards is not shown."""


class CadreHome(models.AbstractModel):
    _name = "cadre.home"
    _description = "First Page of Each Role"

    @api.model
    def page(self):
        """What the current user meets: ``{"name", "sections": [{"title", "cards"}], "cycles", "years", "setup"}``.

        ``setup``: the system is new, and the user is of those who set it up.

        Everything is counted with the rights of the user, so the page tells nobody what he may not read. A fixed number
        of queries, however many records there are.
        """
        sections = []
        titles = self._titles()
        for section in SECTIONS:
            found = [card for card in section(self.env) if card]
            if found:
                sections.append({"code": section.__name__, "title": titles[section], "cards": found})
        return {
            "name": self.env.user.employee_id.name or self.env.user.name,
            "sections": sections,
            "cycles": years.running(self.env),
            "years": years.mine(self.env),
            "setup": self.env["cadre.setup"]._needed(),
        }

    @api.model
    def urge(self, code):
        """Remind everybody who owes what the card ``code`` of the office counts (催办), as many as one press may.

        What is owed is found here and not told by the client; nobody is reminded twice a day.

        :raises AccessError: the user is not of an assessment office.
        :raises UserError: nothing of that kind is overdue.
        """
        require_role(self.env, cards.OFFICE, self.env._("Only the assessment office reminds."))
        for kind, xmlid, domain, _by, _label in cards.late(self.env):
            if kind == code:
                model, _domain = self._list_behind(xmlid)
                not_today = [("urged_on", "!=", today_of(self.env.company))]
                records = self.env[model].search([*domain, *not_today], limit=10 * AT_ONCE, order="id")
                able = records.filtered(lambda one: one.sudo()._urged_users().filtered("active"))
                return (able or records)[:AT_ONCE].action_urge()
        raise UserError(self.env._("Nothing here can be reminded of."))

    def _titles(self):
        """What stands above each section."""
        return {
            cards.own: self.env._("To Do"),
            cards.led: self.env._("My People"),
            cards.deciding: self.env._("To Decide"),
            cards_selection.agenda: self.env._("On the Agenda"),
            cards_selection.selecting: self.env._("Selection"),
            cards.office: self.env._("The Office"),
            cards.discipline: self.env._("Discipline"),
            cards.audit: self.env._("To Look Into"),
        }

    @api.model
    @tools.ormcache("xmlid")
    def _list_behind(self, xmlid):
        """(model, domain as it is written) of the action ``cadre_assessment.<xmlid>``."""
        action = self.env.ref(f"cadre_assessment.{xmlid}").sudo()
        return action.res_model, action.domain or "[]"
