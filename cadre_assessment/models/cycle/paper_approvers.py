"""Leaders who approve what the office has written, and who comes in their place (S2A-30).

A paper that waits follows the post history, as work lists and marks do: who takes over the unit gets the paper that
his predecessor has not answered.
"""

from odoo import models

from ..guard import guarded
from .roster import roster, subjects


class CadreDocument(models.Model):
    _inherit = "cadre.document"

    def _follow_leaders(self, leaders):
        """Ask the leaders of today in place of those who are leaders no more; what was answered stays.

        :param leaders: :meth:`CadreCycle._leaders_of_places`; a place without a leader keeps its approvers
        """
        for paper in self.sudo().filtered(lambda one: one.state != "filed"):
            today = paper.cycle_id._leaders_of(paper._place(), leaders)
            asked = paper.recipient_ids.filtered(lambda one: one.purpose == "approval")
            gone = asked.filtered(lambda one, today=today: not one.filed_on and one.leader_id not in today)
            new = today - asked.leader_id
            if not gone or not today:
                continue
            line = paper.rule_id.recipient_ids.filtered(lambda one: one.purpose == "approval")[:1]
            sent = gone.filtered("sent_on")[:1].sent_on
            values = [
                {**one, "document_id": paper.id, "sent_on": sent}
                for one in paper.cycle_id._approvers_of(line._as_recipient(), new)
            ]
            guarded(gone).unlink()
            guarded(self.env["cadre.document.recipient"].sudo()).create(values)
            paper._on_receipt()

    def _place(self):
        """What the paper is about, as :meth:`CadreCycle._office_places` says it."""
        if self.group_id:
            return {"group_id": self.group_id.id}
        return {"subject_unit_id": self.subject_unit_id.id} if self.subject_unit_id else {}


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _leaders_of_places(self, rules):
        """{("unit" or "group", its id): ids of the employees in charge of its units today}, where a paper asks them."""
        found = {}
        if "approval" in rules.recipient_ids.mapped("purpose"):
            for row in subjects(roster(self, self._as_of())):
                unit = row.subject_unit_id or row.unit_id
                for place in (("unit", unit), ("group", row.comparison_group_id)):
                    if row.leader_id:
                        found.setdefault(place, set()).add(row.leader_id)
        return found

    def _leaders_of(self, place, leaders):
        """The leaders in charge of what a paper is about."""
        unit = "subject_unit_id" in place
        where = ("unit", place["subject_unit_id"]) if unit else ("group", place.get("group_id"))
        return self.env["hr.employee"].sudo().browse(sorted(leaders.get(where, ())))

    def _approvers_of(self, line, people):
        """The rows of whoever approves: each leader in charge of the units concerned, by name."""
        return [{**line, "name": f"{line['name']}（{person.name}）", "leader_id": person.id} for person in people]

    def _on_refresh(self):
        """What waits for a leader who has left waits for who came after him."""
        result = super()._on_refresh()
        for cycle in self:
            rules = cycle.scheme_id.document_ids.filtered(lambda rule: rule.author == "office")
            if leaders := cycle._leaders_of_places(rules):
                waiting = cycle.sudo().document_ids.filtered(lambda paper, rules=rules: paper.rule_id in rules)
                waiting._follow_leaders(leaders)
        return result
