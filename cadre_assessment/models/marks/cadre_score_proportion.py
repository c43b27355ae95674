"""Refuse counts that cannot be right: more done or missing than was required (S2B-17)."""

from odoo import api, models
from odoo.exceptions import ValidationError

COUNTED = ("done", "missing")


class CadreScore(models.Model):
    _inherit = "cadre.score"

    @api.constrains("value", "entered", "count_id")
    def _check_proportion(self):
        """No more is done or missing than was required: refused with both figures, by whichever is entered last."""
        lines = self.filtered(lambda score: score.entered and score.component_id._method().roles)
        for sums in lines._sums_of_counts().values():
            required = sums.get("required")
            for code in COUNTED:
                if not required or code not in sums or sums[code][0] <= required[0]:
                    continue
                raise ValidationError(
                    self.env._(
                        "%(score)s: %(value)g, but %(label)s: %(required)g. No more can be done or missing than was "
                        "required: correct the figure that is wrong.",
                        score=sums[code][1].display_name,
                        value=sums[code][0],
                        label=required[1].count_id.name,
                        required=required[0],
                    )
                )

    def _sums_of_counts(self):
        """{(cycle, component, subject): {code of what is counted: (sum of what was entered, one line of it)}} of the
        subjects of these lines. One query."""
        found = {}
        if not self:
            return found
        mine = {line._counted_for() for line in self}
        lines = self.sudo().search(
            [
                ("cycle_id", "in", self.cycle_id.ids),
                ("component_id", "in", self.component_id.ids),
                ("entered", "=", True),
                ("self_only", "=", False),
                "|",
                ("employee_id", "in", self.employee_id.ids),
                ("subject_unit_id", "in", self.subject_unit_id.ids),
            ]
        )
        for line in lines:
            key = line._counted_for()
            if key in mine:
                sums = found.setdefault(key, {})
                before, _line = sums.get(line.count_id.code, (0, None))
                sums[line.count_id.code] = (before + line.value, line)
        return found

    def _counted_for(self):
        return self.cycle_id.id, self.component_id.id, self.employee_id.id, self.subject_unit_id.id

    def _cells_written(self):
        result = super()._cells_written()
        self._check_proportion()
        return result
