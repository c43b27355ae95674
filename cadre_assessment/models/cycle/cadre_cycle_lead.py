"""Who leads a cycle: the deciding body, the office and the organizer, with a history of changes."""

from odoo import fields, models

from ..guard.keys import differing
from ..guard.trust import is_trusted
from ..listing import titled

LEAD = ("leading_body_id", "office_body_id", "organizer_id")


class CadreBodyChange(models.Model):
    _inherit = "cadre.body.change"

    what = fields.Selection(selection_add=[("lead", "Leads a Cycle")], ondelete={"lead": "cascade"})
    cycle_id = fields.Many2one("cadre.cycle", readonly=True, ondelete="cascade", index="btree_not_null")


class CadreBody(models.Model):
    _inherit = "cadre.body"

    def _used_by(self):
        """Cycles that name one of these bodies, in whatever role. Three queries."""
        Cycle, Line = self.env["cadre.cycle"].sudo(), self.env["cadre.cycle.body"].sudo()
        found = super()._used_by()
        for name in LEAD[:2]:
            found += [(cycle[name], cycle.name) for cycle in Cycle.search([(name, "in", self.ids)])]
        return found + [(line.body_id, line.cycle_id.name) for line in Line.search([("body_id", "in", self.ids)])]


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    lead_change_ids = fields.One2many("cadre.body.change", "cycle_id", string="Changes of Who Leads", readonly=True)

    def _refuse_lead_while_deciding(self):
        """A room that knows decisions refuses another lead while one of these cycles waits for its decision."""

    def write(self, vals):
        names = [name for name in LEAD if name in vals]
        changed = {cycle: differing(cycle, {name: vals[name] for name in names}) for cycle in self if names}
        moved = self.filtered(lambda cycle: changed.get(cycle))
        if moved and not is_trusted(self.env):
            moved._refuse_lead_while_deciding()
        before = {cycle: {name: cycle[name] for name in changed[cycle]} for cycle in moved}
        result = super().write(vals)
        moved._keep_lead(before)
        return result

    def _keep_lead(self, before):
        """Who led until now and who leads since, in the history of the body concerned and of the cycle."""
        rows = []
        for cycle in self.sudo():
            for name, old in before[cycle].items():
                body = (cycle[name] or old) if cycle[name]._name == "cadre.body" else cycle.leading_body_id
                if not body:
                    continue
                label = self._fields[name]._description_string(self.env)
                rows.append(
                    {
                        "body_id": body.id,
                        "cycle_id": cycle.id,
                        "what": "lead",
                        "employee_id": cycle[name].id if cycle[name]._name == "hr.employee" else False,
                        "name": titled(self.env, cycle.name, label),
                        "before": old.sudo().display_name or False,
                        "after": cycle[name].display_name or False,
                    }
                )
        self.env["cadre.body.change"]._keep(rows)
