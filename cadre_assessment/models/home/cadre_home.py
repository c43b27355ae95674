"""The page that each role meets first: what he must do now, counted, with the day it is due and one click to it."""

from odoo import api, models, tools

from . import cards, years

SECTIONS = (cards.own, cards.led, cards.deciding, cards.office, cards.discipline, cards.audit)
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

    def _titles(self):
        """What stands above each section."""
        return {
            cards.own: self.env._("To Do"),
            cards.led: self.env._("My People"),
            cards.deciding: self.env._("To Decide"),
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
