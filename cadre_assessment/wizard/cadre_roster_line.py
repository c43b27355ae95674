"""Who would be assessed, and what is wrong with whom?  A look at the roster before (or after) a cycle is opened."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..models.cycle.roster import BLOCKING, roster

NAMED = ("employee_name", "staff_number", "post", "leader_id", "department_id", "unit_id", "post_class_id")
VERDICT = ("assessed", "in_base", "uses_seat", "scope_reason")


class CadreRosterLine(models.TransientModel):
    """A copy of one row of the roster, to be sorted, filtered and exported on the screen. Decides nothing."""

    _name = "cadre.roster.line"
    _description = "Person of a Roster"
    _order = "id"
    _rec_name = "employee_name"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade")
    as_of = fields.Date()
    employee_id = fields.Many2one("hr.employee", string="Person")
    employee_name = fields.Char(string="Name")
    staff_number = fields.Char()
    post = fields.Char()
    post_class_id = fields.Many2one("cadre.category")
    department_id = fields.Many2one("hr.department")
    unit_id = fields.Many2one("hr.department")
    leader_id = fields.Many2one("hr.employee", string="Leader in Charge")
    assessed = fields.Boolean()
    in_base = fields.Boolean(string="In the Base")
    uses_seat = fields.Boolean(string="Uses a Seat")
    scope_reason = fields.Char(string="Why")
    problem_text = fields.Char(string="Problems")
    blocking = fields.Boolean(help="The cycle cannot be opened before this is put right.")

    @api.model
    def _problem_texts(self):
        """Code of a problem -> what the office reads."""
        return {
            "no_version": self.env._("no post recorded as of this day"),
            "no_post_class": self.env._("the class of the post is missing"),
            "no_unit": self.env._("belongs to no unit that could assess him or her"),
            "two_units": self.env._(
                "two units claim the person: end one of the postings or say where the main duty is"
            ),
            "no_head": self.env._("the unit has no head"),
            "no_staff_number": self.env._("the staff number is missing"),
            "no_leader": self.env._("no leader in charge, and the cycle has no organizer"),
            "leader_is_self": self.env._("would be assessed by himself or herself: name another leader in charge"),
            "leader_left": self.env._("the leader in charge has left"),
            "leader_without_user": self.env._("the leader in charge has no user account"),
            "no_user": self.env._("has no user account: the office enters everything"),
        }

    @api.model
    def _show(self, cycle, as_of=None):
        """The action that lists everybody of a cycle as of a day (default: today within the cycle)."""
        if not self.env.user.has_group("cadre_assessment.group_cadre_officer"):
            raise AccessError(self.env._("The assessment office looks at the people of a cycle."))
        cycle.check_access("read")
        day = as_of or cycle._as_of()
        texts = self._problem_texts()
        lines = self.create([self._line_values(cycle, day, row, texts) for row in roster(cycle, day)])
        lines += self.create([self._absent_values(cycle, day, employee, texts) for employee in cycle._absent(day)])
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_roster_line_action")
        return {**action, "domain": [("id", "in", lines.ids)]}

    @api.model
    def _line_values(self, cycle, day, row, texts):
        problems = [texts[code] for code in row.problems]
        return {
            "cycle_id": cycle.id,
            "as_of": day,
            "employee_id": row.employee_id,
            **{name: getattr(row, name) or False for name in (*NAMED, *VERDICT)},
            "scope_reason": row.scope_reason
            or ("" if row.assessed else self.env._("no line of the scope speaks of them")),
            "problem_text": "; ".join(problems),
            "blocking": row.assessed and bool(BLOCKING.intersection(row.problems)),
        }

    @api.model
    def _absent_values(self, cycle, day, employee, texts):
        return {
            "cycle_id": cycle.id,
            "as_of": day,
            "employee_id": employee.id,
            "employee_name": employee.name,
            "staff_number": employee.staff_number,
            "department_id": employee.department_id.id,
            "scope_reason": self.env._("not there yet"),
            "problem_text": texts["no_version"],
        }

    def action_open_employee(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.employee",
            "res_id": self.employee_id.id,
            "views": [(False, "form")],
        }
