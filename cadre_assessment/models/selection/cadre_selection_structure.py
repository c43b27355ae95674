"""A selection of a city and those of its counties, and what the minima make of their lists (S4-P9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..organization.res_users import sits_in
from .structure import said


class CadreSelection(models.Model):
    _inherit = "cadre.selection"

    parent_id = fields.Many2one(
        "cadre.selection",
        string="Part of the Selection",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('procedure_id', '=', procedure_id), ('parent_id', '=', False), ('id', '!=', id)]",
        help="Of a county: the selection of the city, whose minima hold over all of its counties.",
    )
    child_ids = fields.One2many("cadre.selection", "parent_id", string="Selections below It")
    figure = fields.Integer(
        string="Figure for the Minima", high=10000, help="What a minimum may be a share of: the townships (S4-P9-08)."
    )
    structure_text = fields.Text(
        string="Structure", compute="_compute_structure_text", help="The list by the minima, and who gave way. The "
        "body decides."
    )  # fmt: skip

    @api.depends_context("uid", "lang")
    def _compute_structure_text(self):
        """For its office and its body, and the auditor afterwards; for nobody who stands in it."""
        for selection in self:
            user, known = self.env.user, selection.sudo()
            over = known.state in ("closed", "given_up") and user.has_group("cadre_assessment.group_cadre_auditor")
            reads = over or selection._is_office() or sits_in(user, known.body_id)
            shown = known.id and reads and not (selection._is_own() or any(one._is_own() for one in known.child_ids))
            selection.structure_text = "\n".join(said(selection)) or False if shown else False

    @api.constrains("parent_id", "procedure_id")
    def _check_parent(self):
        for selection in self.sudo().filtered("parent_id"):
            parent = selection.parent_id
            if parent == selection or parent.parent_id or selection.child_ids:
                raise ValidationError(
                    self.env._(
                        "“%(selection)s”: a selection has others below it or is part of one.", selection=selection.name
                    )
                )
            if parent.procedure_id != selection.procedure_id:
                raise ValidationError(
                    self.env._(
                        "“%(selection)s” and “%(parent)s” go by one procedure.",
                        selection=selection.name,
                        parent=parent.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        selections = super().create(vals_list)
        selections._refuse_hidden_parent(vals_list)
        return selections

    def write(self, vals):
        result = super().write(vals)
        self._refuse_hidden_parent([vals])
        return result

    def _refuse_hidden_parent(self, vals_list):
        """Who attaches a selection knows the one above; that stays once it has begun."""
        if self._is_trusted() or not any("parent_id" in vals for vals in vals_list):
            return
        for selection in self:
            selection.parent_id.check_access("read")
            if selection.state != "draft":
                raise UserError(
                    self.env._("“%(selection)s” has begun: what it is part of stays.", selection=selection.name)
                )
