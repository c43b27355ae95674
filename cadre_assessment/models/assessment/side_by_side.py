"""Show the people of one pool of seats side by side while the body decides (校准).

Score, band, gates, proposal, what the open decision gives, and the grades of the last years: of those alone who compete
for the same seats.
"""

from odoo import api, fields, models

from ..computation.gather_pools import places_of
from ..listing import listed

YEARS = 3
"""So many of the years before are shown."""


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    gate_text = fields.Char(string="Gates Met", compute="_compute_side_by_side", help="What bars or forces a grade.")
    years_text = fields.Char(
        string="Last Years", compute="_compute_side_by_side", help="Archived grades of the last three years."
    )
    decision_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="In the Decision",
        compute="_compute_side_by_side",
        help="The grade on the decision that is being written, before it is confirmed.",
    )

    @api.depends("gate_keys", "employee_id", "subject_unit_id")
    @api.depends_context("uid", "lang")
    def _compute_side_by_side(self):
        """Three queries, however many rows. What the reader may not read of other years is not there."""
        gates = {str(gate.id): gate.name for gate in self.sudo().cycle_id.scheme_id.gate_ids}
        years = self._last_years()
        open_lines = self.env["cadre.decision.line"]
        if open_lines.has_access("read"):
            open_lines = open_lines.search(
                [("assessment_id", "in", self.ids), ("decision_id.state", "in", ("draft", "submitted"))]
            )
        given = {line.assessment_id: line.grade_id for line in open_lines}
        for one in self:
            one.gate_text = listed(self.env, [gates[key] for key in (one.gate_keys or "").split() if key in gates])
            rules = one.cycle_id.sudo().scheme_id.regulation_id.name, one.company_id.id
            past = years.get((one.employee_id.id, one.subject_unit_id.id, *rules), {})
            before = sorted((year for year in past if year < one.cycle_id.year), reverse=True)[:YEARS]
            one.years_text = listed(self.env, [f"{year} {past[year]}" for year in before])
            one.decision_grade_id = given.get(one)

    def _last_years(self):
        """{(person, unit, regulation, company): {year: grade}} of the archived results of these subjects, the latest
        version of each: other regulations have other grades, and count in no rule of this one.
        """
        Result = self.env["cadre.result"]
        if not Result.has_access("read"):
            return {}
        subjects = [
            "|",
            ("employee_id", "in", self.employee_id.ids),
            ("subject_unit_id", "in", self.subject_unit_id.ids),
        ]
        found = {}
        for result in Result.search(subjects, order="version"):
            subject = result.employee_id.id, result.subject_unit_id.id, result.regulation, result.company_id.id
            found.setdefault(subject, {})[result.year] = result.grade_name
        return found


class CadrePool(models.Model):
    _inherit = "cadre.pool"

    def action_side_by_side(self):
        """The people who compete for these seats, side by side."""
        self.ensure_one()
        self.check_access("read")
        Assessment = self.env["cadre.assessment"]
        Assessment.check_access("read")
        return self.env["cadre.cycle"]._list_action(
            "cadre_assessment_action_side_by_side",
            [("id", "in", self._competing())],
            self.display_name,
            {"cadre_cycle_id": self.cycle_id.id},
        )

    def _competing(self):
        """Ids of the assessments of everybody assessed who competes for the seats of this pool of the result."""
        self.env.flush_all()
        return [key for key, pools in places_of(self.cycle_id).items() if self.id in pools.values()]
