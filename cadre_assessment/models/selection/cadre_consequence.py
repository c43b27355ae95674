"""What follows from results reaches the reserve once it is carried out: entry, priority, removal (S4-P8-20).

The assessment office carries it out and learns no more of the reserve than that; the selection office of the person's
unit keeps the entry.
"""

from odoo import api, models
from odoo.tools import LazyTranslate

from ..batch.many import in_parts
from ..clock import today_of
from ..consequence.cadre_consequence_kinds import POOLS
from ..guard import guarded

_lt = LazyTranslate(__name__)
STANDING = frozenset(POOLS) - {"pool_entry"}
"""What is done to an entry of the reserve."""


class CadreConsequence(models.Model):
    _inherit = "cadre.consequence"

    @api.model
    def _pointless(self, planned):
        """Who stands in no reserve is neither preferred in one nor removed from it (S4-P8-20). One query."""
        found = super()._pointless(planned)
        asked = [one["action"] in STANDING and bool(one["employee_id"]) for one in planned]
        people = self.env["hr.employee"].browse(
            one["employee_id"] for one, wants in zip(planned, asked, strict=True) if wants
        )
        there = set(self.env["cadre.reserve"]._standing(people).employee_id.ids) if people else set()
        return [
            before or (wants and one["employee_id"] not in there)
            for before, wants, one in zip(found, asked, planned, strict=True)
        ]

    def _missing(self):
        found = super()._missing()
        known = self.sudo()
        person = known.employee_id
        if known.action not in POOLS or not person:
            return found
        if known.action == "pool_entry":
            if known.reserve_category_id and not self._reserve_office():
                found.append(
                    self.env._("No selection office keeps a reserve: the organization department appoints one first.")
                )
        elif not self._reserve_entries():
            found.append(
                self.env._(
                    "%(person)s does not stand in the reserve: choose the category in which he does, or have the body "
                    "not follow the proposal.",
                    person=person.name,
                )
            )
        return found

    @in_parts(_lt("Carry Out"), step="done")
    def action_done(self):
        result = super().action_done()
        for one in self.sudo().filtered(lambda one: one.action in POOLS and one.employee_id and one.state == "done"):
            one._to_reserve()
        return result

    def _reserve_entries(self):
        """The entries of the person in force, of the category where one is named. As superuser."""
        return self.env["cadre.reserve"]._standing(self.sudo().employee_id, self.sudo().reserve_category_id)

    def _reserve_office(self):
        """The selection office that works for the person's unit, else the first of the company. As superuser."""
        known = self.sudo()
        offices = known.env["cadre.body"].search([("kind", "=", "selection"), ("company_id", "=", known.company_id.id)])
        above = {int(part) for part in (known.employee_id.department_id.parent_path or "").split("/") if part}
        mine = offices.filtered(lambda one: above & {*one.unit_id.ids, *one.unit_ids.ids})
        return (mine or offices)[:1]

    def _to_reserve(self):
        """As superuser, once. What is not there any more is left as it is."""
        Reserve = guarded(self.env["cadre.reserve"].sudo())
        category, entries, today = self.reserve_category_id, self._reserve_entries(), today_of(self)
        if self.action == "pool_removal":
            entries._remove("consequence", self.name, today, removal_consequence_id=self.id)
        elif self.action == "pool_priority":
            guarded(entries).write({"priority": True, "priority_since": today})
        elif category and not entries:
            Reserve.create(
                {
                    "employee_id": self.employee_id.id,
                    "company_id": self.company_id.id,
                    "office_body_id": self._reserve_office().id,
                    "category_id": category.id,
                    "date_from": today,
                    "origin": "consequence",
                    "consequence_id": self.id,
                    "body_id": self.cycle_id.leading_body_id.id,
                    "decided_on": self.approved_on and self.approved_on.date(),
                    "document": self.document,
                    "state": "in",
                }
            )

    def _on_gone(self, reason):
        """Taken back: who was entered by it leaves, who was removed by it stands in the reserve again."""
        result = super()._on_gone(reason)
        Reserve = guarded(self.env["cadre.reserve"].sudo())
        for one in self.sudo().filtered(lambda one: one.action in POOLS and one.state == "taken_back"):
            Reserve.search([("consequence_id", "=", one.id)])._remove("consequence", reason)
            for entry in Reserve.search([("removal_consequence_id", "=", one.id), ("state", "=", "removed")]):
                if not Reserve._standing(entry.employee_id, entry.category_id):
                    entry.write({"state": "in", **Reserve._back()})
                    entry._say(self.env._("Brought back: %(reason)s", reason=reason))
            if one.action == "pool_priority":
                guarded(one._reserve_entries()).write({"priority": False, "priority_since": False})
        return result
