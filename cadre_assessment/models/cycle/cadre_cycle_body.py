"""Bodies that work on a cycle beside the one that decides and the office, and for whom."""

from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..company import company_of
from ..scheme.cadre_scheme_check import Problem

ORGANS = ("cycle_id.body_ids.component_ids", "cycle_id.body_ids.body_id", "cycle_id.body_ids.comparison_group_ids")
"""What decides which body of a cycle gives a part of the score."""


class CadreCycleBody(models.Model):
    """A body in its role in one cycle: a group's committee (分口考核组), a scoring organ, an office of other layers."""

    _name = "cadre.cycle.body"
    _description = "Body of a Cycle"
    _inherit = ["cadre.of.cycle.mixin", "cadre.discreet.mixin"]
    _check_company_auto = True
    _order = "cycle_id, sequence, id"
    _rec_name = "body_id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("cycle_id")
    sequence = fields.Integer(default=10)
    role = fields.Selection(
        [
            ("leading_group", "Leading Group"),
            ("party_committee", "Party Committee"),
            ("group_committee", "Group Assessment Committee"),
            ("scoring_organ", "Scoring Organ"),
            ("office", "Assessment Office"),
            ("inspection", "Inspection Group"),
            ("judges", "Judges"),
            ("verifier", "Verifying Organ"),
        ],
        required=True,
        default="group_committee",
    )
    body_id = fields.Many2one("cadre.body", required=True, check_company=True, ondelete="restrict")
    comparison_group_ids = fields.Many2many(
        "cadre.category",
        "cadre_cycle_body_group_rel",
        string="Groups of Units",
        domain="[('kind', '=', 'group')]",
        help="Whose units it is for; empty: all.",
    )
    layer_ids = fields.Many2many(
        "cadre.category",
        "cadre_cycle_body_layer_rel",
        string="Layers",
        domain="[('kind', '=', 'layer')]",
        help="Of an office: whose assessment it handles, by layer of the post (S2A-53); empty: all.",
    )
    duties = fields.Char(string="Tasks Here", help="What it does in this cycle.")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    component_ids = fields.Many2many(
        "cadre.scheme.component",
        string="Scores",
        copy=False,  # of this year's scheme: the next year may have another version of it
        domain="[('scheme_id', '=', scheme_id), ('rater', '=', 'body')]",
        help="Parts of the score that its members give in this cycle (S2A-14, S2A-18).",
    )
    verified_component_ids = fields.Many2many(
        "cadre.scheme.component",
        "cadre_cycle_body_verified_rel",
        string="Verifies",
        copy=False,  # of this year's scheme, as above
        domain="[('scheme_id', '=', scheme_id), ('verified_by', '=', 'organ')]",
        help="Parts of the score whose marks its members verify after they were given (S2A-44).",
    )

    _once = models.Constraint("UNIQUE(cycle_id, role, body_id)", "This body has this role in the cycle already.")

    @api.constrains("component_ids", "verified_component_ids", "comparison_group_ids", "cycle_id")
    def _check_components(self):
        """One body gives a part of the score to one group of units, and the part is one of the cycle's scheme."""
        for cycle in self.cycle_id:
            lines = cycle.body_ids.filtered("component_ids")
            if (lines.component_ids | cycle.body_ids.verified_component_ids).scheme_id - cycle.scheme_id:
                raise ValidationError(
                    self.env._("%(cycle)s: a body can only score parts of the cycle's own scheme.", cycle=cycle.name)
                )
            for one, other in combinations(lines, 2):
                groups = one.comparison_group_ids & other.comparison_group_ids
                alike = not one.comparison_group_ids and not other.comparison_group_ids
                for component in one.component_ids & other.component_ids if groups or alike else ():
                    raise ValidationError(
                        self.env._(
                            "“%(part)s” is given by %(one)s and by %(other)s: one body gives it to one group of units.",
                            part=component.name,
                            one=one.body_id.name,
                            other=other.body_id.name,
                        )
                    )

    def _for_group(self, group):
        """Those of these lines that are about the units of a comparison group, its own before those for all."""
        found = self.filtered(
            lambda line: not line.comparison_group_ids or (group and group in line.comparison_group_ids)
        )
        return found.sorted(lambda line: not line.comparison_group_ids)


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

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
        result = super().write(vals)
        if "scheme_id" in vals:
            for cycle in self:
                for line in cycle.body_ids:
                    line.component_ids &= cycle.scheme_id.component_ids
                    line.verified_component_ids &= cycle.scheme_id.component_ids
                cycle._find_organs()
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

    def _organ_problems(self):
        """What the opening asks for: the organs, and their members."""
        for component in self._unnamed_organs():
            text = self.env._(
                "“%(organ)s” gives it, and no body of this cycle is that: name it under “Bodies”; until then nobody "
                "enters it",
                organ=component.organ,
            )
            yield Problem(component, text, blocking=False)
        for organ, parts in self._unnamed_verifiers().grouped("verifier").items():
            text = self.env._(
                "“%(organ)s” verifies its marks, and no body of this cycle is that: name it under “Bodies”; until then "
                "they wait",
                organ=organ or self.env._("an organ"),
            )
            yield Problem(parts[:1], text, blocking=False)
        further = self.sudo().body_ids.body_id | self.sudo().scheme_id.component_ids.scoring_body_id
        for body in further - self._with_members(further):
            yield Problem(body, self.env._("this body has no member today"), blocking=False)
