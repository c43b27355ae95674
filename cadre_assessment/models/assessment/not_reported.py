"""Who has not reported, and what: one list for every scheme, with or without lists of work."""

from odoo import api, fields, models

from ..listing import listed


class CadreAssessment(models.Model):
    _name = "cadre.assessment"
    _inherit = ["cadre.assessment", "cadre.urged.mixin"]

    missing_count = fields.Integer(
        string="Records Missing",
        compute="_compute_missing",
        help="Records of a person; letter, papers and own evaluation of a unit: owed, and not there in time.",
    )
    missing_text = fields.Char(string="Not Reported", compute="_compute_missing", help="Which of them.")

    @api.depends("cycle_id", "employee_id", "subject_unit_id")
    @api.depends_context("lang")
    def _compute_missing(self):
        """A bounded number of queries for each cycle."""
        found = {}
        for cycle, some in self.grouped("cycle_id").items():
            people = some.filtered("employee_id")
            missing = cycle.sudo()._not_reported(cycle._today(), people.employee_id.ids) if people else {}
            found |= {
                one: missing[one.employee_id.id].mapped("name") for one in people if one.employee_id.id in missing
            }
            if units := some - people:
                missing = cycle.sudo()._units_not_reported(cycle._today())
                found |= {one: missing.get(one.subject_unit_id.id, ()) for one in units}
        for one in self:
            one.missing_count = len(found.get(one, ()))
            one.missing_text = listed(self.env, found.get(one, ()))

    # -- reminded by hand (催办) ------------------------------------------------------------------------------------
    def _is_owed(self):
        return bool(self.missing_count)

    def _urged_users(self):
        return self.user_id if self._is_owed() else self.env["res.users"]

    def _urged_about(self):
        """The cycle: nobody reads his assessment before the result."""
        return self.cycle_id

    def _urge_text(self):
        return self.env._("The office reminds: hand in %(records)s", records=self.missing_text)


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _units_not_reported(self, today):
        """{id of a unit: names of its letter, papers and own evaluation that are overdue}.

        The own evaluation is owed when the year is over (S2B-02). Three queries, however many units.
        """
        self.ensure_one()
        found, kinds = {}, dict(self.env["cadre.work.plan"]._fields["kind"]._description_selection(self.env))
        for model in ("cadre.work.plan", "cadre.document"):
            owed = self.env[model].search(
                [
                    ("cycle_id", "=", self.id),
                    ("subject_unit_id", "!=", False),
                    ("state", "=", "draft"),
                    ("due", "<", today),
                ]
            )
            for one in owed:
                name = one.name if model == "cadre.document" else kinds[one.kind]
                found.setdefault(one.subject_unit_id.id, []).append(name)
        if self.date_to < today:
            own = [("cycle_id", "=", self.id), ("subject_unit_id", "!=", False), ("state", "=", "self")]
            for unit, lines in self.env["cadre.score"]._read_group(own, ["subject_unit_id"], ["__count"]):
                name = self.env._("own evaluation (%(lines)s lines)", lines=lines)
                found.setdefault(unit.id, []).append(name)
        return found

    def action_not_reported(self):
        """In a cycle of units the list is one of units."""
        action = super().action_not_reported()
        if self._subject_field() == "employee_id":
            return action
        units = list(self.sudo()._units_not_reported(self._today()))
        return {**action, "domain": [("cycle_id", "=", self.id), ("subject_unit_id", "in", units)]}

    def _office_work_cards(self):
        """The same card for units."""
        cards = super()._office_work_cards()
        if self.state != "open" or self._subject_field() == "employee_id":
            return cards
        late = self._units_not_reported(self._today())
        things = sum(len(names) for names in late.values())
        card = self._card(
            "units_missing",
            self.env._("Units that have not reported"),
            len(late),
            {"type": "method", "name": "action_not_reported"},
            "danger" if late else None,
            note=self.env._("%(things)s things owed in all", things=things) if things else None,
        )
        return [*cards, card]
