"""The public notice of a selection: whom it names, how long it stays (S4-P1-14, S4-P2-19, S4-P12-02, O-18)."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class CadreNotice(models.Model):
    _name = "cadre.notice"
    _inherit = ["cadre.kin.standing.mixin", "cadre.notice"]

    _occasions = ("selection_id",)

    selection_id = fields.Many2one("cadre.selection", ondelete="restrict", index="btree_not_null", check_company=True)
    step_id = fields.Many2one(
        "cadre.selection.step",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('selection_id', '=', selection_id), ('kind', '=', 'notice')]",
    )
    kind = fields.Selection(selection_add=[("selection", "Intended Appointments")], ondelete={"selection": "cascade"})

    @api.model
    def _of_step(self, step):
        """The notice of ``step``: the one that is there, else a draft with the days of the procedure."""
        found = self.search([("step_id", "=", step.id), ("state", "!=", "ended")], limit=1)
        bounds, selection = step._bounds(), step.selection_id
        if found:
            return found
        return (
            self.sudo()
            .create(
                {
                    "name": self.env._("%(selection)s: %(step)s", selection=selection.name, step=step.display_name),
                    "selection_id": selection.id,
                    "step_id": step.id,
                    "kind": "selection",
                    "days": bounds.least,
                    "day_type": bounds.day_type,
                    "contact": selection.office_body_id.name,
                }
            )
            .sudo(False)
        )

    @api.onchange("selection_id")
    def _onchange_selection_id(self):
        if self.selection_id:
            self.kind = "selection"
            self._onchange_occasion()

    def get_formview_id(self, access_uid=None):
        """Links open the page of names."""
        if len(self) == 1 and self.selection_id:
            return self.env.ref("cadre_assessment.cadre_notice_view_form_selection").id
        return super().get_formview_id(access_uid)

    def _who_stands(self):
        return self.step_id._who_stands() if self.step_id else self.selection_id._who_stands()

    def _bounds(self):
        return self.step_id._bounds() if self.step_id else super()._bounds()

    def _check_kind(self):
        """Nothing of a selection is shown before it is decided."""
        result = super()._check_kind()
        if self.kind != "selection":
            return result
        step = self.sudo().step_id
        if not step:
            raise UserError(
                self.env._("“%(name)s”: choose the step of the selection that it belongs to.", name=self.name)
            )
        waiting = [one.text for one in step._problems() if one.code != "notice"]
        if waiting or not step._field():
            raise UserError(
                self.env._("“%(name)s” cannot be posted yet:", name=self.name)
                + "\n– "
                + "\n– ".join(waiting or [self.env._("Nobody is decided on.")])
            )
        return result

    def _publish(self):
        """Name, present and intended post of those decided on."""
        result = super()._publish()
        if self.kind == "selection":
            self.env["cadre.notice.line"].sudo().create(
                [
                    {
                        "notice_id": self.id,
                        "sequence": number,
                        "employee_id": one.employee_id.id,
                        "name": one.name,
                        "post": one.post_text,
                        "unit_name": one.unit_text,
                        "grade_name": one.post_id.name,
                    }
                    for number, one in enumerate(self.sudo().step_id._field(), 1)
                ]
            )
            self.env["cadre.registration"]._tell(self.sudo().step_id._field(), "shown")
        return result
