"""Whom a record is about: a person, or a unit (department, team, district) for which its head answers."""

from odoo import api, fields, models

SUBJECT = frozenset({"employee_id", "subject_unit_id", "head_id"})
"""Whom a record is about, for the ``_guarded`` of the models in which no client says so."""


class CadreSubjectMixin(models.AbstractModel):
    """Exactly one of ``employee_id`` and ``subject_unit_id`` is set; ``user_id`` is who acts for the subject today."""

    _name = "cadre.subject.mixin"
    _description = "About a person or a unit"
    _inherit = ["cadre.discreet.mixin"]

    employee_id = fields.Many2one("hr.employee", ondelete="restrict", index=True)
    subject_unit_id = fields.Many2one(
        "hr.department", string="Unit Assessed", ondelete="restrict", index="btree_not_null"
    )
    head_id = fields.Many2one(
        "hr.employee", string="Head of the Unit", ondelete="restrict", help="Answers for the unit (主要负责人)."
    )
    user_id = fields.Many2one(
        "res.users",
        compute="_compute_user_id",
        store=True,
        index=True,
        string="User of the Person",
        help="Of the person, or of the head of the unit.",
    )

    _one_subject = models.Constraint(
        "CHECK(num_nonnulls(employee_id, subject_unit_id) = 1)",
        "A record is about a person or about a unit, not about both or none.",
    )

    @api.depends("employee_id.user_id", "head_id.user_id")
    def _compute_user_id(self):
        for record in self:
            record.user_id = (record.employee_id or record.head_id).sudo().user_id

    def _subject(self):
        """The person or the unit, as a record."""
        self.ensure_one()
        return self.employee_id or self.subject_unit_id

    def _subject_name(self):
        return self._subject().sudo().name or ""
