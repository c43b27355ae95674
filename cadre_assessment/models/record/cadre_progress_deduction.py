"""Points that the leader took off, and why (酌情扣分, S1-48)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..guard import is_trusted


class CadreProgressDeduction(models.Model):
    """One discretionary deduction of one period, below what a circulated criticism costs (S1-48)."""

    _name = "cadre.progress.deduction"
    _description = "Discretionary Deduction"
    _inherit = ["cadre.keys.mixin", "cadre.discreet.mixin"]
    _rec_name = "reason"
    _order = "report_id, id"
    _keys = frozenset({"report_id"})

    report_id = fields.Many2one("cadre.progress.report", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="report_id.company_id", store=True, index=True)
    points = fields.Float(digits=(12, 4), required=True, help="Points taken off, as a positive number.")
    reason = fields.Char(required=True, help="扣分事由")
    user_id = fields.Many2one("res.users", string="Given By", readonly=True, default=lambda self: self.env.user)

    _positive = models.Constraint("CHECK(points > 0)", "A deduction is a positive number of points.")

    @api.constrains("points", "report_id")
    def _check_points(self):
        for deduction in self:
            most = deduction.report_id.period_id.rule_id.indicator_total
            if deduction.points > most:
                raise ValidationError(
                    self.env._(
                        "%(record)s: %(points)g points cannot be taken off a mark of at most %(maximum)g.",
                        record=deduction.report_id.display_name,
                        points=deduction.points,
                        maximum=most,
                    )
                )

    @api.constrains("reason")
    def _check_reason(self):
        for deduction in self:
            if not (deduction.reason or "").strip():
                raise ValidationError(self.env._("A deduction needs its reason."))

    def _refuse_others(self):
        """Only the leader, while he marks the record."""
        if is_trusted(self.env):
            return
        for report in self.report_id:
            if not report._may_deduct():
                raise AccessError(
                    self.env._(
                        "%(record)s: the leader in charge takes points off, while he marks the record.",
                        record=report.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not is_trusted(self.env):
            vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        deductions = super().create(vals_list)
        deductions._refuse_others()
        deductions.report_id._count_mark()
        return deductions

    def write(self, vals):
        self._refuse_others()
        result = super().write(vals)
        self.report_id._count_mark()
        return result

    def unlink(self):
        self._refuse_others()
        reports = self.report_id
        result = super().unlink()
        reports._count_mark()
        return result
