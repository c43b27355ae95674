"""Who works on a cycle: its bodies and what they score, and who leads it, with a history of changes."""

from odoo import api, fields, models

from ..guard.keys import differing
from ..guard.trust import is_trusted
from ..listing import titled

LEAD = ("leading_body_id", "office_body_id", "organizer_id")


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    lead_change_ids = fields.One2many("cadre.body.change", "cycle_id", string="Changes of Who Leads", readonly=True)
    body_ids = fields.One2many("cadre.cycle.body", "cycle_id", string="Further Bodies", copy=True)

    def _bodies(self, role, group=None, layer=None):
        """The bodies of the cycle in a role: for a comparison group, for a layer (categories), else all of them.

        The body that decides and the office stand on the cycle itself and are bodies of their roles, too.
        """
        self.ensure_one()
        found = self.env["cadre.body"]
        for line in self.sudo().body_ids.filtered(lambda line: line.role == role):
            of_group = not group or not line.comparison_group_ids or group in line.comparison_group_ids
            of_layer = not layer or not line.layer_ids or layer in line.layer_ids
            if of_group and of_layer:
                found |= line.body_id
        if role == "office" and not found:
            found = self.office_body_id
        if role == "leading_body":
            found |= self.leading_body_id
        return found

    # -- who scores what -------------------------------------------------------------------------------------------
    def _organ_of(self, component, group=None, roles=None):
        """The body whose members give ``component`` in this cycle, to units of ``group``; none: see :meth:`_scorers`.

        ``roles``: only bodies in these roles. What the scheme itself names holds in every cycle that says nothing else.
        """
        self.ensure_one()
        lines = self.sudo().body_ids.filtered(lambda line: component in line.component_ids)
        if roles:
            lines = lines.filtered(lambda line: line.role in roles)
        return lines._for_group(group)[:1].body_id or component.sudo().scoring_body_id

    def _scorers(self, component, group=None):
        """The body that gives ``component``: the organ; where the regulation names none, the body that decides.

        Empty where the regulation names an organ and the cycle does not say yet who that is: nobody gives it then.
        """
        organ = self._organ_of(component, group)
        return organ if organ or component.sudo().organ else self.sudo().leading_body_id

    def _verifier_of(self, component, group=None):
        """The body that verifies the marks of ``component`` in this cycle, given to units of ``group``."""
        self.ensure_one()
        lines = self.sudo().body_ids.filtered(lambda line: component in line.verified_component_ids)
        return lines._for_group(group)[:1].body_id

    def _unnamed_organs(self):
        """Parts of the score whose organ the regulation names and this cycle does not yet."""
        self.ensure_one()
        return self.sudo().scheme_id.component_ids.filtered(
            lambda component: component.organ and not self._organ_of(component)
        )

    def _unnamed_verifiers(self):
        """Parts of the score that an organ verifies which this cycle does not name yet."""
        self.ensure_one()
        return self.sudo().scheme_id.component_ids.filtered(
            lambda component: component.verified_by == "organ" and not self._verifier_of(component)
        )

    @api.model_create_multi
    def create(self, vals_list):
        cycles = super().create(vals_list)
        for cycle in cycles:
            cycle._find_organs()
        return cycles

    def write(self, vals):
        names = [name for name in LEAD if name in vals]
        changed = {cycle: differing(cycle, {name: vals[name] for name in names}) for cycle in self if names}
        moved = self.filtered(lambda cycle: changed.get(cycle))
        if moved and not is_trusted(self.env):
            moved._refuse_lead_while_deciding()
        before = {cycle: {name: cycle[name] for name in changed[cycle]} for cycle in moved}
        result = super().write(vals)
        if "scheme_id" in vals:
            for cycle in self:
                for line in cycle.body_ids:
                    line.component_ids &= cycle.scheme_id.component_ids
                    line.verified_component_ids &= cycle.scheme_id.component_ids
                cycle._find_organs()
        moved._keep_lead(before)
        return result

    def action_find_organs(self):
        """Bodies that have the name of an organ of the scheme score what the organ scores."""
        for cycle in self:
            cycle.check_access("write")
            cycle._find_organs()
        return True

    def _find_organs(self):
        """Name the organs of the scheme by the bodies of the same name, where there is exactly one."""
        self._name_bodies(self._unnamed_organs(), "organ", "scoring_organ", "component_ids")
        self._name_bodies(self._unnamed_verifiers(), "verifier", "verifier", "verified_component_ids")

    def _name_bodies(self, unnamed, named, role, parts_field):
        """Name in ``role`` the one body that is called what the parts ``unnamed`` say in their field ``named``."""
        names = list(filter(None, set(unnamed.mapped(named))))
        if not names:
            return
        bodies = self.env["cadre.body"].search([("name", "in", names), ("company_id", "=", self.company_id.id)])
        lines = self.body_ids.filtered(lambda line: line.role == role).grouped("body_id")
        for organ, parts in unnamed.grouped(named).items():
            body = bodies.filtered(lambda one, organ=organ: one.name == organ)
            if len(body) != 1:
                continue
            if body in lines:
                lines[body][parts_field] |= parts
            else:
                self.body_ids = [(0, 0, {"role": role, "body_id": body.id, parts_field: [(6, 0, parts.ids)]})]

    # -- who leads --------------------------------------------------------------------------------------------------
    def _refuse_lead_while_deciding(self):
        """A room that knows decisions refuses another lead while one of these cycles waits for its decision."""

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
