"""The yearly review of an entry in the reserve: what the annual grades propose, and what was confirmed (S4-P8-20).

Good results some years in a row propose priority, bad ones some years in a row removal; how many years and which grades
stands on the category. A year without a grade, or one that stands beside the order, breaks the row (A4-8).
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..archive.annual_grades import grades_by_year
from ..clock import today_of
from ..guard import Step, guarded
from ..guard.activities import clear_tasks
from ..office import SELECTION
from ..organization.annual_grades import PLACES
from .reasons_said import grades as grades_said
from .reasons_said import said, why
from .words import REVIEWED

SAID_YEARS = 3
"""Years that are told at least, however few the category asks."""


class CadreReserveReview(models.Model):
    _name = "cadre.reserve.review"
    _description = "Review of the Reserve"
    _inherit = ["cadre.kin.mixin", "cadre.guard.mixin"]
    _order = "year desc, id desc"
    _rec_names_search = ("employee_id", "category_id")

    _office_groups = (SELECTION,)
    _guarded = frozenset(
        {
            "state", "reserve_id", "year", "grades", "grade_years", "proposal", "proposal_why", "ground",
            "confirmed_by_id", "confirmed_on",
        }
    )  # fmt: skip
    _locked_states = frozenset({"confirmed"})
    _steps = (Step("confirm", ("draft",), "confirmed", "_may_confirm"),)

    reserve_id = fields.Many2one("cadre.reserve", string="Entry", required=True, ondelete="cascade", index=True)
    employee_id = fields.Many2one(related="reserve_id.employee_id", store=True, index=True, string="Person")
    category_id = fields.Many2one(related="reserve_id.category_id", store=True, index=True)
    company_id = fields.Many2one(related="reserve_id.company_id", store=True, index=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    grades = fields.Char(string="Annual Grades, Written", readonly=True, help="Of before reasons were kept.")
    grade_years = fields.Json(readonly=True, copy=False)
    grades_said = fields.Char(
        string="Annual Grades", compute="_compute_said", help="As they stood when the review was proposed."
    )
    proposal = fields.Selection(REVIEWED, required=True, readonly=True)
    proposal_why = fields.Char(string="Ground, Written", readonly=True, help="Of before reasons were kept.")
    ground = fields.Json(string="Ground as a Code", readonly=True, copy=False)
    ground_said = fields.Char(string="Ground", compute="_compute_said")
    outcome = fields.Selection(REVIEWED, required=True, help="What is confirmed; where it differs, say why.")
    outcome_reason = fields.Char(string="Reason")
    document = fields.Char(
        string="Document Number", help="Number of the document, or of the minutes, where a body decided."
    )
    state = fields.Selection(
        [("draft", "Proposed"), ("confirmed", "Confirmed")], default="draft", required=True, copy=False, index=True
    )
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Date(readonly=True, copy=False)

    _once = models.UniqueIndex("(reserve_id, year)", "This entry was reviewed for the year already.")

    def _office_of(self):
        return self.sudo().reserve_id

    def _may_confirm(self):
        """The office that keeps the reserve, or who sits today in the body that decided on the entry."""
        return self._is_office() or self.sudo().reserve_id.body_id.mine

    @api.depends("reserve_id", "year")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("%(name)s (%(year)s)", name=one.reserve_id.sudo()._full_name(), year=one.year)

    @api.depends("grades", "grade_years", "proposal_why", "ground")
    @api.depends_context("lang")
    def _compute_said(self):
        for one in self:
            one.grades_said = grades_said(self.env, one.grade_years) or one.grades
            one.ground_said = said(self.env, one.ground, one.proposal_why) or False

    # -- proposing -------------------------------------------------------------------------------------------------
    @api.model
    def _propose(self, entries):
        """A review of the last year for each of ``entries`` that stands; one that is not confirmed is proposed anew.

        :raises UserError: none of them stands in the reserve
        """
        entries.check_access("write")
        standing = entries.filtered(lambda one: one.state == "in")
        if not standing:
            raise UserError(self.env._("Choose entries that stand in the reserve: nobody else is reviewed."))
        for one in standing:
            if not one._is_office():
                raise UserError(
                    self.env._("%(name)s: the selection office that keeps it reviews it.", name=one.display_name)
                )
        for day, some in standing.grouped(today_of).items():
            self._propose_on(some, day)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Yearly Reviews"),
            "res_model": self._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("reserve_id", "in", standing.ids)],
            "context": {"search_default_waiting": 1},
        }

    @api.model
    def _propose_on(self, entries, day):
        year = day.year - 1
        known = grades_by_year(self.env, entries.sudo().employee_id, day)
        domain = [("reserve_id", "in", entries.ids), ("year", "=", year)]
        there = {one.reserve_id: one for one in self.sudo().search(domain)}
        new = []
        for entry in entries.sudo():
            if entry.date_from.year > year:
                continue
            values = self._proposed(entry.category_id, known.get(entry.employee_id.id, {}), year)
            if entry in there:
                guarded(there[entry]).filtered(lambda one: one.state == "draft").write(values)
            else:
                new.append({"reserve_id": entry.id, "year": year, **values})
        guarded(self.sudo()).create(new)

    @api.model
    def _proposed(self, category, grades, year):
        """The values of a review by ``grades`` ({year: word of the annual grade}), up to ``year``."""
        told = max(category.priority_years, category.removal_years, SAID_YEARS)
        years = [[one, str(grades.get(one) or "")] for one in range(year - told + 1, year + 1)]

        def all_of(years, fits):
            words = [grades.get(one) for one in range(year - years + 1, year + 1)]
            places = [word and word.place for word in words]
            return years > 0 and all(place is not None and fits(place) for place in places)

        good, bad = PLACES[category.priority_grade or "outstanding"], PLACES[category.removal_grade or "basic"]
        if all_of(category.removal_years, lambda place: place <= bad):
            proposal, ground = "removal", why("behind", years=category.removal_years)
        elif all_of(category.priority_years, lambda place: place >= good):
            proposal, ground = "priority", why("good", years=category.priority_years)
        elif not grades.get(year):
            proposal, ground = "keep", why("no_grade", year=year)
        else:
            proposal, ground = "keep", why("neither")
        kept = {"grade_years": years, "grades": False, "ground": ground, "proposal_why": False}
        return {**kept, "proposal": proposal, "outcome": proposal}

    # -- confirming ------------------------------------------------------------------------------------------------
    def action_confirm(self):
        """What is confirmed holds at once: priority, none any more, or removal."""
        for one in self:
            one._refuse_step("confirm")
            entry = one.sudo().reserve_id
            if entry.state != "in":
                raise UserError(self.env._("%(name)s: he is no longer in the reserve.", name=one.display_name))
            if one.outcome != one.proposal and not (one.outcome_reason or "").strip():
                raise UserError(
                    self.env._("%(name)s: say why it is decided otherwise than proposed.", name=one.display_name)
                )
            today = today_of(one)
            one._take("confirm", confirmed_by_id=self.env.uid, confirmed_on=today)
            clear_tasks(entry)
            one._apply(guarded(entry), today)
        return True

    def _apply(self, entry, today):
        if self.outcome == "removal":
            ground = False if self.outcome_reason else self.ground
            text = self.outcome_reason or self.proposal_why or ""
            entry._remove("review", why("review", year=self.year, ground=ground, text=text), today)
        elif self.outcome == "priority":
            entry.write({"priority": True, "priority_since": entry.priority_since or today})
        else:
            entry.write({"priority": False, "priority_since": False})
