"""How does a cycle come to its ballots?  One click for the components that are scored by one (S0-08, S0-27)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..cycle.roster import roster, subjects

LEVEL_OF_STATE = {"draft": "info", "open": "warning", "closed": "danger", "sealed": "success"}
"""How urgent a ballot is; a closed one waits for its sealing."""


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    ballot_ids = fields.One2many("cadre.ballot", "cycle_id")

    def action_make_ballots(self):
        """Prepare the ballots that the scheme asks for and open them; the second click opens those that are there."""
        self.ensure_one()
        self.check_access("write")
        components = self._ballot_components()
        if not components:
            raise UserError(
                self.env._(
                    "%(scheme)s: no component of this scheme is scored by a ballot.", scheme=self.scheme_id.display_name
                )
            )
        live = self.ballot_ids.filtered(lambda ballot: ballot.state != "void")
        missing = components - live.component_id
        if missing:
            if self.state not in ("open", "computed"):
                raise UserError(
                    self.env._(
                        "%(cycle)s: open the cycle first; then it is known who is assessed.", cycle=self.display_name
                    )
                )
            live |= self.env["cadre.ballot"].create(self._ballot_values(missing))
        return self._ballot_window(live)

    def _ballot_components(self):
        return self.scheme_id.component_ids.filtered(lambda component: component.method == "ballot")

    def _ballot_values(self, components):
        """One roster for all ballots: everybody assessed is a subject, everybody of the unit is expected to vote."""
        rows = roster(self, self._as_of())
        assessed = subjects(rows)
        if not assessed:
            raise UserError(
                self.env._("%(cycle)s: nobody is assessed, so there is nobody to vote on.", cycle=self.display_name)
            )
        lines = [
            (0, 0, {"sequence": 10 * n, "name": row.employee_name, "post": row.post, "employee_id": row.employee_id})
            for n, row in enumerate(assessed, 1)
        ]
        return [
            {
                **component._ballot_defaults(),
                "name": component.ballot_title or f"{self.name} {component.name}",
                "company_id": self.company_id.id,
                "cycle_id": self.id,
                "component_id": component.id,
                "group_ids": [(0, 0, {"name": component.ballot_voters or self.unit_id.name, "expected": len(rows)})],
                "criterion_ids": [(0, 0, {"name": component.ballot_heading or component.name})],
                "subject_ids": lines,
            }
            for component in components
        ]

    def _ballot_window(self, ballots):
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_ballot_action")
        action["context"] = {"default_cycle_id": self.id}
        if len(ballots) == 1:
            return {**action, "res_id": ballots.id, "view_mode": "form", "views": [(False, "form")]}
        return {**action, "domain": [("cycle_id", "=", self.id)]}

    def _cockpit_cards(self):
        """A card for each ballot there is, and for each one still to be prepared."""
        cards = super()._cockpit_cards()
        if self.state == "draft" or not self._sees_all():
            return cards
        ballots = self.env["cadre.ballot"].search([("cycle_id", "=", self.id), ("state", "!=", "void")])
        for ballot in ballots.sorted("id"):
            action = {**self._ballot_window(ballot), "target": "current"}
            cards.append(
                self._card(
                    f"ballot_{ballot.id}",
                    ballot.component_id.name or ballot.name,
                    ballot.expected_count - ballot.returned_count,
                    action,
                    LEVEL_OF_STATE[ballot.state],
                    f"{ballot.returned_count} / {ballot.expected_count}",
                    self.env._("Ballot: %(state)s", state=ballot._state_label()),
                )
            )
        if self._may_manage():
            make = {"type": "method", "name": "action_make_ballots"}
            for component in self._ballot_components() - ballots.component_id:
                note = self.env._("Ballot to be prepared")
                cards.append(self._card(f"ballot_for_{component.id}", component.name, 1, make, "warning", "–", note))
        return cards
