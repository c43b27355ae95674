"""Make the ballots of a cycle: one click for the components that are scored by one (S0-08, S0-27)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...engine.methods import VOTES
from ..cycle.roster import roster, subjects
from ..organization.unit_names import of_a_place, unit_and_post
from ..states import RUNNING
from .electorate import electorate


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
        if self.state in RUNNING:
            live |= self.env["cadre.ballot"].create(self._ballot_values(components, live))
        elif components - live.component_id:
            raise UserError(
                self.env._(
                    "%(cycle)s: open the cycle first; then it is known who is assessed.", cycle=self.display_name
                )
            )
        return self._ballot_window(live)

    def _ballot_components(self):
        return self.scheme_id.component_ids.filtered(lambda component: component._method().takes == VOTES)

    def _ballot_values(self, components, live):
        """Values of the ballots that are not there yet: of each component one, or one in each unit (S3-34)."""
        there = {(ballot.component_id, ballot.unit_id.id or None) for ballot in live}
        rows = subjects(roster(self, self._as_of()))
        if not rows:
            raise UserError(
                self.env._("%(cycle)s: nobody is assessed, so there is nobody to vote on.", cycle=self.display_name)
            )
        voters = electorate(self, self._as_of())
        layers = self.env["cadre.category"].search_fetch([("kind", "=", "layer")], ["code"])
        layer_of = {layer.code: layer.id for layer in layers}
        found = []
        for component in components:
            for unit, some in self._ballot_places(component, rows).items():
                if (component, unit) not in there:
                    found.append(self._ballot_of(component, unit, some, voters.get(unit, {}), layer_of))
        return found

    def _ballot_places(self, component, rows):
        """{unit id, or None for the whole cycle: rows of those voted on there}."""
        rows = [row for row in rows if component._is_voted_on(row)]
        if component.ballot_place == "cycle":
            return {None: rows} if rows else {}
        units = {}
        for row in rows:
            units.setdefault(row.subject_unit_id or row.unit_id, []).append(row)
        units.pop(None, None)
        return units

    def _ballot_of(self, component, unit_id, rows, voters, layer_of):
        unit = self.env["hr.department"].browse(unit_id or self.unit_id.id)
        title = component.ballot_title or f"{self.name} {component.name}"
        groups = component.voters_ids._votes_in(unit.unit_category_id.id) if unit_id else component.voters_ids
        numbers = {"all": 0, **voters, "units": len(rows), "hand": 0}
        everybody = {"name": component.ballot_voters or unit.name, "expected": numbers["all"]}
        units = self.env["hr.department"].browse({row.unit_id for row in rows if row.unit_id and row.employee_id})
        # among the people of many units a post alone says nothing: there are forty offices and their heads
        units = {one.id: one for one in units} if not unit_id and of_a_place(self) else {}
        return {
            **component._ballot_defaults(),
            "name": f"{unit.name} {title}" if unit_id else title,
            "company_id": self.company_id.id,
            "cycle_id": self.id,
            "component_id": component.id,
            "unit_id": unit_id,
            "group_ids": [(0, 0, values) for values in groups._ballot_groups(numbers) or [everybody]],
            "criterion_ids": [
                (0, 0, {
                    "sequence": n,
                    "name": heading.name,
                    "weight": heading.weight,
                    "party_weight": heading.party_weight,
                    "note": heading.note,
                })
                for n, heading in enumerate(component.heading_ids, 1)
            ]
            or [(0, 0, {"name": component.ballot_heading or component.name})],
            "subject_ids": [
                (0, 0, {
                    "sequence": 10 * n,
                    "name": row.employee_name,
                    "post": unit_and_post(units[row.unit_id], row.post)
                    if row.employee_id and row.unit_id in units
                    else row.post,
                    "employee_id": row.employee_id,
                    "subject_unit_id": row.subject_unit_id,
                    "layer_id": layer_of.get(row.layer_code),
                    "party_member": bool(row.party_member),
                })
                for n, row in enumerate(rows, 1)
            ],
        }  # fmt: skip

    def _ballot_window(self, ballots):
        action = dict(self._known_action("cadre_ballot_action"))
        action["context"] = {"default_cycle_id": self.id}
        if len(ballots) == 1:
            return {**action, "res_id": ballots.id, "view_mode": "form", "views": [(False, "form")]}
        return {**action, "domain": [("cycle_id", "=", self.id)]}
