"""F-01 考评目标体系一览表 (表1): who is assessed, on what, with which weight, by whom (S0-F1). For any scheme."""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.addons.cadre_assessment.models.scheme.figures import number

from .sheet import Cell, Column, Sheet


class SchemeTable(models.AbstractModel):
    _name = "report.cadre_assessment_reports.scheme_table"
    _inherit = "cadre.form.mixin"
    _description = "F-01 考评目标体系一览表"

    _model = "cadre.scheme"

    def _sheets(self, scheme):
        leaves = scheme.component_ids.filtered(lambda one: not one.child_ids)
        rows = [
            (
                Cell(
                    scheme.subject_text or scheme.name if not position else "",
                    len(leaves) if not position else 0,
                    "center",
                ),
                Cell(leaf.name),
                Cell(number(leaf.weight), 1, "center"),
                Cell(leaf.rater_text or self._rated_by(leaf)),
            )
            for position, leaf in enumerate(leaves)
        ]
        return [
            Sheet(
                title="考评目标体系一览表",
                organ=self._organ(scheme),
                label=self._table_label(scheme, 1),
                columns=(
                    Column("考核对象", 18, "center"),
                    Column("考核项目", 30),
                    Column("权重比例", 12, "center"),
                    Column("人事部门", 40),
                ),
                rows=tuple(rows),
                row_height=22,
            )
        ]

    def _organ(self, scheme):
        """The unit that works by it, as it stands on the other forms of its years; else the issuer."""
        units = scheme.env["cadre.cycle"].sudo().search([("scheme_id", "=", scheme.id)]).unit_id
        if len(units) == 1 and units.is_unit:
            return full_name(units)
        return scheme.regulation_id.issuer or scheme.name

    def _rated_by(self, leaf):
        """The rater in words, where the regulation's own words are not recorded."""
        labels = dict(leaf._fields["rater"]._description_selection(self.env))
        return labels.get(leaf.rater, "")
