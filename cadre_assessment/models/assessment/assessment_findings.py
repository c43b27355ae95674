"""Is what speaks for and against a person (表5; S0-29) written under every heading of the scheme?"""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..states import RUNNING

WRITTEN = SQL(
    """(
    SELECT f.assessment_id
      FROM cadre_finding f JOIN cadre_cycle c ON c.id = f.cycle_id
     WHERE f.positive <> '' OR f.negative <> ''
  GROUP BY f.assessment_id, c.scheme_id
    HAVING count(*) >= (SELECT count(*)
                          FROM cadre_scheme_dimension_rel r
                          JOIN cadre_category d ON d.id = r.cadre_category_id AND d.active
                         WHERE r.cadre_scheme_id = c.scheme_id))"""
)
"""Assessments (ids) with something under every heading."""


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    unwritten = fields.Boolean(
        string="Findings Not Complete",
        compute="_compute_unwritten",
        search="_search_unwritten",
        help="Assessed, not decided, and the evaluation is not written under every heading.",
    )

    @api.depends("assessed", "state", "finding_ids.positive", "finding_ids.negative")
    def _compute_unwritten(self):
        found = self._origin.search([("id", "in", self._origin.ids), ("unwritten", "=", True)])
        for assessment in self:
            assessment.unwritten = assessment._origin in found

    def _search_unwritten(self, operator, value):
        """One statement, and no list of people: of a county it would be ten thousand long on the card that opens it."""
        if operator != "in":
            return NotImplemented
        self.env["cadre.finding"].flush_model(["assessment_id", "cycle_id", "positive", "negative"])
        self.env["cadre.cycle"].flush_model(["scheme_id"])
        self.env["cadre.scheme"].flush_model(["dimension_ids"])
        self.env["cadre.category"].flush_model(["active"])
        unwritten = (
            Domain("assessed", "=", True)
            & Domain("state", "in", RUNNING)
            & Domain("cycle_id.scheme_id.dimension_ids.active", "=", True)
            & Domain("id", "not in", WRITTEN)
        )
        return unwritten if True in value else ~unwritten
