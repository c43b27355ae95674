"""Investigations and sanctions, and the years for which they count. Discipline staff alone.

Nobody else reads, counts or searches a case. The computation asks :meth:`CadreCase._facts` and learns no more than
whether a case is open and which sanctions have an effect in the year (O-12, O-13).
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.clock import term_end
from ..clock import today_of
from ..company import company_of
from ..guard import Step


class CadreCase(models.Model):
    _name = "cadre.case"
    _description = "Case"
    _inherit = ["mail.thread", "cadre.guard.mixin", "cadre.by.number.mixin"]
    _rec_names_search = ["employee_id"]
    _check_company_auto = True
    _order = "opened_on desc, id desc"

    _locked_states = frozenset({"closed"})
    _steps = (
        Step("close", ("open",), "closed", "_is_discipline"),
        Step("reopen", ("closed",), "open", "_is_discipline"),
    )

    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, check_company=True, ondelete="restrict", tracking=True
    )
    company_id = company_of("employee_id")
    kind = fields.Selection(
        [("investigation", "Investigation"), ("sanction", "Sanction"), ("admonition", "Admonition")],
        required=True,
        default="investigation",
        tracking=True,
        help="立案审查调查, 处分, 诫勉",
    )
    state = fields.Selection(
        [("open", "Open"), ("closed", "Concluded")],
        default="open",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    opened_on = fields.Date(required=True, default=today_of, tracking=True)
    closed_on = fields.Date(copy=False, tracking=True, help="From this day on the case is no longer open.")
    sanction_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'sanction')]",
        ondelete="restrict",
        tracking=True,
        help="Empty on a closed case: no sanction.",
    )
    decided_on = fields.Date(string="Sanctioned on", tracking=True)
    year_from = fields.Integer(
        string="Counts from the Year",
        compute="_compute_year_from",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        high=2200,
        help="First year whose grade it decides: a grade left open because of the case is set by its outcome (S3-22).",
    )
    effect_years = fields.Integer(
        string="Years of Effect",
        compute="_compute_years",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        high=100,
        help="Number of years from the year of the sanction on, that year included.",
    )
    after_years = fields.Integer(
        string="Years after",
        compute="_compute_years",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        high=100,
        help="Number of further years in which it counts as what the list of sanctions says (留党察看: 1 or 2).",
    )
    barred_months = fields.Integer(
        string="Months without Promotion",
        compute="_compute_years",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        high=1200,
        help="From the day of the sanction on, that day included (O-05).",
    )
    barred_until = fields.Date(
        string="No Promotion until",
        compute="_compute_barred_until",
        store=True,
        precompute=True,
        help="The last day on which the person is not promoted.",
    )
    duty_related = fields.Boolean(string="Related to Duties", tracking=True)
    document = fields.Char(string="Document Number")
    note = fields.Text()

    _dates = models.Constraint("CHECK(closed_on IS NULL OR opened_on <= closed_on)", "A case ends before it begins.")
    _decided = models.Constraint(
        "CHECK((sanction_id IS NULL) = (decided_on IS NULL))", "A sanction needs its day, and a day its sanction."
    )
    _years = models.Constraint("CHECK(effect_years >= 0 AND after_years >= 0)", "A number of years is not negative.")

    @api.depends("kind", "opened_on", "decided_on")
    def _compute_year_from(self):
        for case in self:
            days = [case.decided_on] if case.kind != "investigation" else [case.opened_on, case.decided_on]
            case.year_from = min(
                (day.year for day in days if day), default=case.opened_on.year if case.opened_on else 0
            )

    @api.depends("sanction_id")
    def _compute_years(self):
        for case in self:
            case.effect_years = case.sanction_id.effect_years
            case.after_years = case.sanction_id.after_years
            case.barred_months = case.sanction_id.barred_months

    @api.depends("decided_on", "barred_months")
    def _compute_barred_until(self):
        for case in self:
            barred = case.decided_on and case.barred_months
            case.barred_until = term_end(case.decided_on, months=case.barred_months) if barred else False

    @api.depends("employee_id", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for case in self:
            case.display_name = " · ".join(filter(None, (case.employee_id.name, kinds.get(case.kind))))

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_close(self):
        """Close the case: with a sanction, or without one (O-13)."""
        self.check_access("write")
        for case in self:
            if case.kind != "investigation" and not case.sanction_id:
                raise UserError(self.env._("%(case)s: enter the sanction and its day first.", case=case.display_name))
            day = case.closed_on or case.decided_on or today_of(case)
            case._take("close", closed_on=max(day, case.opened_on))
            case.sudo()._after_close()
        return True

    def action_reopen(self):
        self.check_access("write")
        self._take("reopen", closed_on=False)
        self.sudo()._after_reopen()
        return True

    def _after_close(self):
        """The sanction stands on the person's file, with its last day. Other rooms say what follows. As superuser."""
        for case in self:
            self.env["cadre.honour"]._record_case(case, case.barred_until)

    def _after_reopen(self):
        """What the closing brought about is taken back. As superuser."""
        self.env["cadre.honour"]._revoke_of("case_key", self, self.env._("The case was opened again."))

    def _is_discipline(self):
        return self.env.user.has_group("cadre_assessment.group_cadre_discipline") and not self._is_own()

    # -- what the computation may know -----------------------------------------------------------------------------
    @api.model
    def _facts(self, employee_ids, year, on):
        """{employee id: {"open_case": bool, "sanctions": codes with an effect in ``year``}} as known on the day ``on``.

        One query; whoever has no case is not in it; ``None`` instead of ids: everybody who has one. A sanction counts
        under its own code from its first year on, for its years of effect, and afterwards under the code its word names
        for the years after (O-12).
        """
        for name in ("cadre.case", "cadre.category"):
            self.env[name].flush_model()
        query = SQL(
            """
            SELECT c.employee_id,
                   COALESCE(bool_or(c.kind = 'investigation' AND c.opened_on <= %(on)s
                                    AND (c.closed_on IS NULL OR c.closed_on > %(on)s)), FALSE),
                   array_agg(DISTINCT word.code) FILTER (WHERE word.code IS NOT NULL)
              FROM cadre_case c
         LEFT JOIN cadre_category sanction ON sanction.id = c.sanction_id AND c.decided_on <= %(on)s
         LEFT JOIN LATERAL (
                   SELECT GREATEST(c.year_from, extract(year FROM c.decided_on)::int) + c.effect_years - 1 AS last
                   ) own ON TRUE
         LEFT JOIN cadre_category word
                ON word.id = CASE
                       WHEN sanction.id IS NULL OR %(year)s < c.year_from THEN NULL
                       WHEN %(year)s <= own.last AND c.duty_related THEN COALESCE(sanction.duty_id, sanction.id)
                       WHEN %(year)s <= own.last THEN sanction.id
                       WHEN %(year)s <= own.last + c.after_years THEN sanction.after_id
                   END
             WHERE %(among)s
          GROUP BY c.employee_id
            """,
            on=on,
            year=year,
            among=SQL("TRUE") if employee_ids is None else SQL("c.employee_id = ANY(%s)", list(employee_ids)),
        )
        return {
            employee: {"open_case": open_case, "sanctions": tuple(sorted(codes or ()))}
            for employee, open_case, codes in self.env.execute_query(query)
        }
