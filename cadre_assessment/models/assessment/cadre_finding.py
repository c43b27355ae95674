"""What speaks for and against a person under 德能勤绩廉 (表5; S0-29)."""

from odoo import api, fields, models

from ..computation import bulk
from ..listing import titled


class CadreFinding(models.Model):
    _name = "cadre.finding"
    _description = "Finding"
    _inherit = ["cadre.keys.mixin", "cadre.guard.child.mixin"]
    _rec_names_search = ["assessment_id", "dimension_id"]
    _order = "assessment_id, sequence, id"

    _guard_parent = "assessment_id"
    _keys = frozenset({"dimension_id"})

    assessment_id = fields.Many2one("cadre.assessment", string="Person", required=True, ondelete="cascade", index=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id", store=True, index=True)
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    department_id = fields.Many2one(related="assessment_id.department_id")
    dimension_id = fields.Many2one(
        "cadre.category", required=True, ondelete="restrict", domain="[('kind', '=', 'dimension')]", index=True
    )
    sequence = fields.Integer(related="dimension_id.sequence", store=True)
    positive = fields.Text(help="正向情况")
    negative = fields.Text(help="反向情况")

    _once = models.Constraint("UNIQUE(assessment_id, dimension_id)", "This dimension stands once in a person's form.")

    @api.depends("assessment_id", "dimension_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = titled(self.env, finding.assessment_id.name or "", finding.dimension_id.name or "")


def create_findings(assessments):
    """Empty rows of 表5 for every assessed person, in one statement: the office fills in a grid, it does not build one.

    Who has them already keeps them; somebody may be assessed only since (a posting that lasts: S3-06).
    """
    env, now = assessments.env, fields.Datetime.to_string(fields.Datetime.now())
    rows = [
        bulk.row(one.id, one.cycle_id.id, one.company_id.id or None, heading.id, heading.sequence, env.uid, now)
        for one in assessments
        if one.assessed and not one.finding_ids
        for heading in one.scheme_id.dimension_ids
    ]
    if rows:
        columns = ["assessment_id", "cycle_id", "company_id", "dimension_id", "sequence", "create_uid", "create_date"]
        bulk.copy_in(env.cr, "cadre_finding", columns, rows)
        env["cadre.finding"].invalidate_model()
        bulk.refreshed(assessments, ["finding_ids"])


def unwritten(cycle):
    """Assessments of a cycle under way whose 表5 is not written under every heading (S0-40). One query."""
    return cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("unwritten", "=", True)], order="id")
