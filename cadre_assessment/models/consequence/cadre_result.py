"""Who may be nominated for promotion by a regulation: asked of the archive alone (S0-37)."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import figure
from ..computation.gather_years import code_in, levels_of
from ..scheme.conditions import conditions
from .cadre_consequence import OPEN


class CadreResult(models.Model):
    _inherit = "cadre.result"

    nominable = fields.Boolean(
        compute="_compute_nominable",
        search="_search_nominable",
        string="May Be Nominated",
        help="The person's last result under its regulation is one of those among whom nominees are chosen (S0-37).",
    )

    consequence_ids = fields.Many2many(
        "cadre.consequence",
        "cadre_consequence_result_rel",
        "result_id",
        "consequence_id",
        string="What Followed",
        readonly=True,
    )

    # -- a corrected year ------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        """A corrected result of an earlier year may bear out less, or more, of what followed in the years since."""
        results = super().create(vals_list)
        results.filtered(lambda one: one.origin == "imported" and one.previous_id)._reconsider_later_years()
        return results

    def _reconsider_later_years(self):
        """Look again at the later results of whom a new version here is about, and at all that rests on the former.

        As superuser: who corrects a result of one year may be of another office than who archived the next.
        """
        corrected = self.sudo().filtered("previous_id")
        if not corrected:
            return
        former = corrected.previous_id
        resting = self.env["cadre.consequence"].sudo()
        resting = resting.search([("result_ids", "in", former.ids), ("state", "in", OPEN)])
        later = self.sudo().search(
            [
                ("assessment_id", "!=", False),
                ("year", ">", min(corrected.mapped("year"))),
                "|",
                ("employee_id", "in", corrected.employee_id.ids),
                ("subject_unit_id", "in", corrected.subject_unit_id.ids),
            ]
        )
        assessments = (later.assessment_id | resting.result_id.assessment_id) - corrected.assessment_id
        for cycle, some in assessments.grouped("cycle_id").items():
            cycle._propose_anew(some)

    # -- nomination ------------------------------------------------------------------------------------------------
    def _compute_nominable(self):
        known = self._nominable_ids(self.employee_id.ids)
        for result in self:
            result.nominable = result.id in known

    @api.model
    def _search_nominable(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in" if True in value else "not in", list(self._nominable_ids()))]

    @api.model
    def _nominable_ids(self, employees=None):
        """Ids of the last results of ``employees`` (default: everybody) for which a rule of nomination holds.

        Two queries, the conditions and grades of the schemes in force, those of a company for its own people alone;
        what nobody knows fulfils none.
        """
        in_force = [("action", "=", "nomination"), ("scheme_id.state", "=", "active"), ("off", "=", False)]
        rules = self.env["cadre.scheme.consequence"].sudo().search(in_force)
        tests, known = {}, conditions(rules).tests
        for rule in rules:
            asks = (rule.scheme_id.company_id.id, rule, known[rule], levels_of(rule.scheme_id))
            tests.setdefault(rule.scheme_id.regulation_id.name, []).append(asks)
        if not tests:
            return set()
        self.flush_model()
        whom = SQL("AND employee_id = ANY(%s)", list(employees)) if employees is not None else SQL()
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT ON (employee_id, regulation) id, company_id, regulation, year, grade_name,"
                "       grade_code, has_total, total::text"
                "  FROM cadre_result WHERE employee_id IS NOT NULL AND regulation = ANY(%s) %s"
                " ORDER BY employee_id, regulation, year DESC, version DESC",
                list(tests),
                whom,
            )
        )
        found = set()
        for result, company, regulation, year, name, code, has_total, total in rows:
            for of_company, rule, test, levels in tests[regulation]:
                if of_company not in (False, company) or not rule._in_use(year):
                    continue
                grade = code_in(levels, name, code)
                if test({"grade": grade, "grades": (grade,), "total": figure(total) if has_total else None}):
                    found.add(result)
        return found
