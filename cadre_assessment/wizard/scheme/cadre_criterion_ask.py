"""Who meets a condition on a day: yes, no or not known of the people of one's own office, each with the reasons.

It only looks. Cases and sanctions are no facts of a person, so that nobody learns of them here.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.criteria import explain, facts_asked
from ...models.clock import today_of
from ...models.listing import titled
from ...models.organization.person_facts import facts_of
from ...models.scheme.answers import Sayer

MOST = 5000
"""People who are asked about at once."""
HOLDS = [("yes", "Yes"), ("unknown", "Not Known"), ("no", "No")]
CODES = {True: "yes", False: "no", None: "unknown"}


class CadreCriterionAsk(models.TransientModel):
    _name = "cadre.criterion.ask"
    _description = "Who Meets a Criterion"

    criterion_id = fields.Many2one("cadre.criterion", required=True, readonly=True, ondelete="cascade")
    on = fields.Date(string="As of the Day", required=True, default=today_of)
    department_id = fields.Many2one(
        "hr.department", help="With everything below it. Empty: everybody of your office's units."
    )

    def action_ask(self):
        """List the people, each with his answer."""
        self.ensure_one()
        criterion = self.criterion_id
        criterion.check_access("read")
        faults = criterion._faults(criterion._known_codes(), {}, of_person=True)
        if faults:
            leaf, text = faults[0]
            raise UserError(titled(self.env, leaf.display_name, text))
        people = self._people()
        tree = criterion._engine_criteria()[criterion.id]
        facts = facts_of(self.env, people, facts_asked([tree]), self.on)
        say = Sayer(criterion)
        answers = {person: explain(tree, facts[person.id]) for person in people}
        lines = self.env["cadre.criterion.answer"].create(
            [
                {"employee_id": person.id, "holds": CODES[answer.holds], "why": say.lines(criterion, answer)}
                for person, answer in answers.items()
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_criterion_answer_action")
        day = fields.Date.to_string(self.on)
        name = self.env._("%(criterion)s, as of %(day)s", criterion=criterion.display_name, day=day)
        return {**action, "name": name, "display_name": name, "domain": [("id", "in", lines.ids)]}

    def _people(self):
        domain = [("department_id.of_my_office", "=", True), ("company_id", "in", self.env.companies.ids)]
        if self.department_id:
            domain.append(("department_id", "child_of", self.department_id.id))
        people = self.env["hr.employee"].search(domain, limit=MOST + 1)
        if len(people) > MOST:
            raise UserError(self.env._("These are more than %(count)s people: choose a department.", count=MOST))
        return people


class CadreCriterionAnswer(models.TransientModel):
    """One person's answer, to be sorted, filtered and exported on the screen."""

    _name = "cadre.criterion.answer"
    _description = "Answer to a Criterion"
    _order = "holds desc, id"
    _rec_name = "employee_id"

    employee_id = fields.Many2one("hr.employee", string="Person", required=True, ondelete="cascade")
    department_id = fields.Many2one(related="employee_id.department_id")
    post = fields.Char(related="employee_id.job_title", string="Post")
    holds = fields.Selection(HOLDS, string="Meets It", required=True)
    why = fields.Text()

    def action_open_employee(self):
        """The person's page, where what is missing is entered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.employee",
            "res_id": self.employee_id.id,
            "views": [(False, "form")],
        }

    @api.model_create_multi
    def create(self, vals_list):
        """Whoever asks makes his own rows, about people of his office alone."""
        answers = super().create(vals_list)
        facts_of(self.env, answers.employee_id, (), today_of(self))
        return answers
