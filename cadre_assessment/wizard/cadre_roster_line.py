"""Look before a cycle is opened: who would be assessed, where, in which base, and what is wrong."""

from odoo import api, fields, models

from ..models.cycle.roster import BLOCKING, roster
from ..models.office import require_office

NAMED = (
    "employee_name", "staff_number", "post", "leader_id", "department_id", "unit_id", "home_unit_id", "post_class_id",
    "head_id", "posting_kind", "posting_level", "posting_host_id", "posting_months", "entrusted", "retired",
)  # fmt: skip
VERDICT = ("assessed", "in_base", "uses_seat", "scope_reason")
NOWHERE = frozenset({"no_unit", "two_units"})
"""Problems of those who fall in no unit or in two."""
ACCOUNTS = frozenset({"no_user", "leader_without_user"})
"""Problems that only say who enters what: where few people have accounts they would colour every line."""


class CadreRosterLine(models.TransientModel):
    """A copy of one row of the roster, to be sorted, filtered and exported on the screen. Decides nothing."""

    _name = "cadre.roster.line"
    _description = "Subject of a Roster"
    _order = "id"
    _rec_name = "employee_name"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade")
    as_of = fields.Date()
    employee_id = fields.Many2one("hr.employee", string="Person")
    subject_unit_id = fields.Many2one("hr.department", string="Unit Assessed")
    head_id = fields.Many2one("hr.employee", string="Head of the Unit")
    employee_name = fields.Char(string="Name")
    staff_number = fields.Char()
    post = fields.Char()
    post_class_id = fields.Many2one("cadre.category")
    department_id = fields.Many2one("hr.department")
    home_unit_id = fields.Many2one("hr.department", string="Own Unit")
    unit_id = fields.Many2one("hr.department", string="Assessed at")
    elsewhere = fields.Boolean(string="Not at His Own Unit")
    posting_kind = fields.Selection(selection="_posting_kinds")
    posting_level = fields.Selection(selection="_posting_levels", string="Sent by")
    posting_host_id = fields.Many2one("hr.department", string="Host")
    posting_months = fields.Integer(string="Months Posted", aggregator=None)
    posting_text = fields.Char(string="Posting")
    entrusted = fields.Boolean()
    retired = fields.Boolean(string="Has Retired")
    leader_id = fields.Many2one("hr.employee", string="Leader in Charge")
    assessed = fields.Boolean()
    in_base = fields.Boolean(string="In the Base")
    uses_seat = fields.Boolean(string="Uses a Seat")
    verdict = fields.Selection(
        [
            ("full", "In Full"),
            ("guest", "Takes Part Only"),
            ("not", "Not Assessed"),
            ("settle", "To Settle"),
        ],
    )
    base_count = fields.Integer(string="Base", help="1 for whoever counts in the base: grouped by unit, its base.")
    scope_reason = fields.Char(string="Why")
    rule_ref = fields.Char(string="Rules")
    problem_text = fields.Char(string="Problems")
    noted = fields.Boolean(string="Worth a Look")
    blocking = fields.Boolean(help="The cycle cannot be opened before this is put right.")
    nowhere = fields.Boolean(string="In No Unit or in Two")

    @api.model
    def _posting_kinds(self):
        return self.env["cadre.posting"]._fields["kind"]._description_selection(self.env)

    @api.model
    def _posting_levels(self):
        return self.env["cadre.posting"]._fields["level"]._description_selection(self.env)

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
        """The action that lists every subject of a cycle as of a day (default: today within the cycle)."""
        require_office(cycle, self.env._("The assessment office looks at the people of a cycle."))
        cycle.check_access("read")
        day = as_of or cycle._as_of()
        texts = self._problem_texts()
        rules = {line.id: line.rule_ref for line in cycle.sudo().scheme_id.scope_ids}
        rows = roster(cycle, day)
        others = cycle._assessed_elsewhere([row.employee_id for row in rows if row.assessed and row.employee_id])
        twice = cycle._assessed_twice(others)
        lines = self.create([self._line_values(cycle, day, row, texts, rules, others, twice) for row in rows])
        if cycle._subject_field() == "employee_id":
            known = {row.employee_id for row in rows}
            absent = [one for one in cycle._absent(day) if one.id not in known]
            lines += self.create([self._absent_values(cycle, day, employee, texts) for employee in absent])
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_roster_line_action")
        name = self.env._("Who Is Assessed, as of %(day)s", day=fields.Date.to_string(day))
        return {
            **action,
            "name": name,
            "display_name": name,
            "domain": [("id", "in", lines.ids)],
            "context": {
                "roster_cycle": cycle.id,
                "search_default_to_settle": int(any(line.blocking for line in lines)),
            },
        }

    @api.model
    def _line_values(self, cycle, day, row, texts, rules, others, twice):
        problems = [texts[code] for code in row.problems]
        if row.employee_id in others:
            problems.append(self.env._("also assessed in %(cycle)s", cycle=others[row.employee_id].name))
        blocking = row.assessed and (row.employee_id in twice or bool(BLOCKING.intersection(row.problems)))
        noted = bool(set(row.problems) - ACCOUNTS) or row.employee_id in others
        kind = "full" if row.in_base and row.uses_seat else "guest" if row.assessed else "not"
        return {
            "cycle_id": cycle.id,
            "as_of": day,
            "employee_id": row.employee_id or False,
            "subject_unit_id": row.subject_unit_id or False,
            **{name: getattr(row, name) or False for name in (*NAMED, *VERDICT)},
            "elsewhere": bool(row.unit_id) and row.unit_id != row.home_unit_id,
            "verdict": "settle" if blocking else kind,
            "base_count": int(row.assessed and row.in_base),
            "rule_ref": rules.get(row.scope_id, False),
            "scope_reason": row.scope_reason
            or ("" if row.assessed else self.env._("no line of the scope speaks of them")),
            "problem_text": "; ".join(problems),
            "posting_text": self._posting_text(row),
            "noted": noted,
            "blocking": blocking,
            "nowhere": row.assessed and bool(NOWHERE.intersection(row.problems)),
        }

    @api.model
    def _posting_text(self, row):
        """挂职 · 县 · 城关镇 · 8 months"""
        if not row.posting_kind:
            return False
        parts = [
            dict(self._posting_kinds()).get(row.posting_kind),
            dict(self._posting_levels()).get(row.posting_level),
            self.env["hr.department"].browse(row.posting_host_id or ()).name,
            self.env._("%(months)s months", months=row.posting_months or 0),
        ]
        return " · ".join(filter(None, parts))

    @api.model
    def _absent_values(self, cycle, day, employee, texts):
        return {
            "cycle_id": cycle.id,
            "as_of": day,
            "employee_id": employee.id,
            "employee_name": employee.name,
            "staff_number": employee.staff_number,
            "department_id": employee.department_id.id,
            "home_unit_id": employee.department_id.unit_id.id,
            "verdict": "not",
            "noted": True,
            "scope_reason": self.env._("not there yet"),
            "problem_text": texts["no_version"],
        }

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_open_employee(self):
        """The person, or the unit, to put right what is wrong."""
        self.ensure_one()
        subject = self.employee_id or self.subject_unit_id
        return {
            "type": "ir.actions.act_window",
            "res_model": subject._name,
            "res_id": subject.id,
            "views": [(False, "form")],
        }

    def action_postings(self):
        """The postings of the person: which unit claims him, from when to when."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_posting_action")
        return {
            **action,
            "domain": [("employee_id", "=", self.employee_id.id)],
            "context": {"default_employee_id": self.employee_id.id},
        }

    def action_cut_off(self):
        """The same list as of the cut-off day: the posts and postings that will count, as far as they are known."""
        cycle = self.env["cadre.cycle"].browse(self.env.context.get("roster_cycle") or self.cycle_id[:1].id).exists()
        return self._show(cycle, cycle.cut_off) if cycle else False
