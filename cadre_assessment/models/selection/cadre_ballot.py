"""The ballot of a step: made with the candidates in the field and the groups of the procedure."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..office import OFFICE, SELECTION


class CadreBallot(models.Model):
    """Run by the office of its selection; an assessment office does not know of it."""

    _name = "cadre.ballot"
    _inherit = ["cadre.kin.standing.mixin", "cadre.ballot"]

    _occasions = ("selection_id",)
    _office_groups = (OFFICE, SELECTION)

    selection_id = fields.Many2one(
        "cadre.selection", ondelete="restrict", index="btree_not_null", check_company=True, readonly=True, copy=False
    )
    step_id = fields.Many2one(
        "cadre.selection.step", ondelete="restrict", index="btree_not_null", readonly=True, copy=False
    )

    def _who_stands(self):
        return self.subject_ids.employee_id if self.selection_id else super()._who_stands()

    def _kin_office(self):
        return self.selection_id.office_body_id

    @api.model
    def _office_domain(self):
        return super()._office_domain() & ours_alone(self.env)

    @api.model
    def _of_step(self, step):
        """The ballot of ``step`` that is not void, else a new one: yes or no on each candidate, strictly in secret."""
        found = self.search([("step_id", "=", step.id), ("state", "!=", "void")], limit=1)
        if found:
            return found
        field, selection = step._field(), step.selection_id
        if not field:
            raise UserError(
                self.env._("“%(step)s”: there is nobody to vote on. Add candidates.", step=step.display_name)
            )
        rule = step.sudo().rule_id
        groups = rule.group_ids.mapped("name") or [selection.unit_id.name]
        values = {
            "name": self.env._("%(selection)s: %(step)s", selection=selection.name, step=step.display_name),
            "company_id": selection.company_id.id,
            "office_body_id": selection.office_body_id.id,
            "kind": "recommendation",
            "scale_id": rule.scale_id.id,
            "selection_id": selection.id,
            "step_id": step.id,
            "group_ids": [(0, 0, {"name": name}) for name in groups],
            "criterion_ids": [(0, 0, {"name": name}) for name in (rule.headings or "").split() or [step.name]],
            "subject_ids": [
                (0, 0, {"sequence": 10 * n, "name": one.name, "post": one.post_text, "employee_id": one.employee_id.id})
                for n, one in enumerate(field, 1)
            ],
        }  # fmt: skip
        return self.sudo().create(values).sudo(False)


def ours_alone(env):
    """Which of the records of an office are the reader's by his role: of selections, of assessments, or of both."""
    user = env.user
    found = Domain.TRUE
    if not user.has_group(SELECTION):
        found &= Domain("selection_id", "=", False)
    if not user.has_group(OFFICE):
        found &= Domain("selection_id", "!=", False)
    return found
