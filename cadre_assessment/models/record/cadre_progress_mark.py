"""Points for one indicator of one period, and who gives them (S1-28 … S1-30)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ..guard import is_trusted
from ..listing import titled

MANY = 500
"""Beyond so many new records the planner is told: it would take the table for an empty one, and read it row by row."""


class CadreProgressMark(models.Model):
    """One cell of the sheet (月考评表). Made with its record, filled in by its rater, removed by nobody."""

    _name = "cadre.progress.mark"
    _description = "Mark of an Indicator"
    _inherit = ["cadre.server.made.mixin", "cadre.discreet.mixin", "cadre.absent.mixin"]
    _rec_names_search = ["report_id", "indicator_id"]
    _absent = {"value": "entered"}
    _log_access = False  # up to a million a year; who entered it is user_id
    _order = "id"  # they are made in the order of their indicators: no join for sorting a million of them

    report_id = fields.Many2one("cadre.progress.report", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="report_id.company_id")
    indicator_id = fields.Many2one("cadre.scheme.indicator", required=True, ondelete="restrict", readonly=True)
    maximum = fields.Float(related="indicator_id.maximum")
    rater = fields.Selection(related="indicator_id.rater")
    value = fields.Float(digits=(12, 4), string="Mark", aggregator="avg")
    entered = fields.Boolean(help="A mark was entered: no mark is not a zero (G12). Take the tick away to clear it.")
    user_id = fields.Many2one("res.users", string="Entered By", readonly=True)
    may_enter = fields.Boolean(compute="_compute_may_enter")

    _once = models.Constraint("UNIQUE(report_id, indicator_id)", "This indicator is marked in this record.")

    @api.depends("indicator_id", "report_id")
    def _compute_display_name(self):
        for mark in self:
            mark.display_name = titled(self.env, mark.report_id.display_name, mark.indicator_id.name)

    @api.depends("report_id.state")
    @api.depends_context("uid")
    def _compute_may_enter(self):
        for mark in self:
            mark.may_enter = mark._may_enter()

    @api.constrains("value")
    def _check_value(self):
        for mark in self:
            if not 0 <= mark.value <= mark.indicator_id.maximum:
                raise ValidationError(
                    self.env._(
                        "%(mark)s: a mark is between 0 and %(maximum)g, not %(value)g.",
                        mark=mark.display_name,
                        maximum=mark.indicator_id.maximum,
                        value=mark.value,
                    )
                )

    # -- who may ---------------------------------------------------------------------------------------------------
    def _may_enter(self):
        """Whoever marks the indicator, while the record waits for its signature; nobody for himself."""
        return self.report_id._may_mark(self.indicator_id)

    def _refuse_others(self):
        for mark in self:
            if not mark._may_enter():
                raise AccessError(
                    self.env._(
                        "%(mark)s: you are not the one to give this mark, or the record is signed.",
                        mark=mark.display_name,
                    )
                )

    @api.model
    def _how_made(self):
        return self.env._("Marks come with their record.")

    def write(self, vals):
        if is_trusted(self.env):
            return super().write(vals)
        self._refuse_by_hand((vals.keys() & self._fields.keys()) - {"value", "entered"})
        self.check_access("write")
        self.report_id._hold()
        self._refuse_others()
        values = {"entered": True, **vals, "user_id": self.env.uid}
        if not values["entered"]:
            values["value"] = 0
        result = super(CadreProgressMark, self.sudo()).write(values)
        self.report_id._count_mark()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not is_trusted(self.env):
            raise UserError(self.env._("Marks go with their record only. Clear the mark instead."))

    # -- bulk ------------------------------------------------------------------------------------------------------
    @api.model
    def _make(self, reports):
        """An empty mark for every indicator that a record is marked by. One statement, however many records."""
        if not reports:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO cadre_progress_mark (report_id, indicator_id, value, entered)
                SELECT report.id, indicator.id, 0, FALSE
                  FROM cadre_progress_report report
                  JOIN cadre_period period ON period.id = report.period_id
                  JOIN cadre_scheme_period rule ON rule.id = period.rule_id AND rule.marked
                  JOIN cadre_scheme_indicator indicator ON indicator.period_rule_id = rule.id
                 WHERE report.id = ANY(%s)
                   AND (NOT EXISTS (SELECT 1 FROM cadre_scheme_indicator_class_rel any_class
                                     WHERE any_class.cadre_scheme_indicator_id = indicator.id)
                        OR EXISTS (SELECT 1 FROM cadre_scheme_indicator_class_rel of_class
                                    WHERE of_class.cadre_scheme_indicator_id = indicator.id
                                      AND of_class.cadre_category_id = report.post_class_id))
              ORDER BY report.id, indicator.sequence, indicator.id
                ON CONFLICT (report_id, indicator_id) DO NOTHING
                """,
                reports.ids,
            )
        )
        reports.invalidate_recordset(["mark_ids"])
        if len(reports) > MANY:
            self.env.cr.execute("ANALYZE cadre_progress_report, cadre_progress_mark")
