"""Attachment, preliminary grades and shorter periods of a progress report."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..guard import guarded
from ..listing import listed
from ..scheme.cadre_scheme_period import LEVELS
from .cadre_progress_report import WHO_SEES_GRADES

ORDER = [level for level, _name in LEVELS]
"""Levels of periods, the shortest first."""


class CadreProgressReport(models.Model):
    _name = "cadre.progress.report"
    _inherit = ["cadre.progress.report", "cadre.locked.files.mixin"]
    _locks_every_file = False  # what is sent in its messages stays possible

    log_file = fields.Binary(
        string="Attachment", attachment=True, copy=False, help="The paper that the rule asks for (工作日志, S1-13)."
    )
    log_name = fields.Char(string="File Name", copy=False)
    attachment_name = fields.Char(related="period_id.rule_id.attachment_name")
    self_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="Own Grade",
        copy=False,
        domain="[('scale_id', '=', scale_id)]",
        help="自评: how the person sees it.",
    )
    endorsed_grade_id = fields.Many2one(
        "cadre.scale.grade", string="First Grade Given", copy=False, readonly=True, groups=WHO_SEES_GRADES
    )
    shown_endorsed_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="First Grade",
        compute="_compute_shown_first",
        readonly=False,
        domain="[('scale_id', '=', scale_id)]",
        help="The section head's (初步评定, S1-10); the leader in charge decides.",
    )
    shown_grade_reason = fields.Char(
        string="Reason for Another Grade", compute="_compute_shown_first", readonly=False, help="A1-8"
    )
    below_text = fields.Char(
        compute="_compute_below_text", string="Shorter Periods", help="Grades of the weeks of the month (S1-16)."
    )

    # -- what is shown ---------------------------------------------------------------------------------------------
    @api.depends("endorsed_grade_id", "grade_reason", "period_id.published_on")
    @api.depends_context("uid")
    def _compute_shown_first(self):
        for report in self:
            stored = report._origin.sudo()
            heads = stored.section_head_user_id == self.env.user and not report._origin._is_own()
            shown = report._origin._grade_is_shown()
            report.shown_endorsed_grade_id = stored.endorsed_grade_id if shown or heads else False
            report.shown_grade_reason = stored.grade_reason if shown else False

    @api.depends("period_id", "employee_id")
    @api.depends_context("uid", "lang")
    def _compute_below_text(self):
        """What the leader needs beside him while he rates: the records of the next shorter level. Seven queries."""
        stored = self._origin.filtered(lambda report: not report._is_own() and report._grade_is_shown())
        found, missing = stored._below(), stored.sudo()._missing_below()
        for report in self:
            parts = [
                f"{below.period_id.name} {below.grade_id.name or below._state_label()}"
                for below in found.get(report._origin.id, ())
            ]
            owed = missing.get(report._origin.sudo()) or self.env["cadre.period"]
            there = {below.period_id.id for below in found.get(report._origin.id, ())}
            parts += [self.env._("%(period)s missing", period=period.name) for period in owed if period.id not in there]
            report.below_text = listed(self.env, parts) or False

    def _below(self):
        """{id: records of the next shorter level of the scheme that end inside the period, in order} (1 query)."""
        reports = self.sudo().filtered("period_id")
        domain = [
            ("cycle_id", "in", reports.cycle_id.ids),
            ("employee_id", "in", reports.employee_id.ids),
            ("date_to", ">=", min(reports.mapped("date_from"), default=False)),
            ("date_to", "<=", max(reports.mapped("date_to"), default=False)),
        ]
        by_person = defaultdict(list)
        for below in self.sudo().search(domain, order="date_from") if reports else ():
            by_person[below.cycle_id.id, below.employee_id.id].append(below)
        found = {}
        for report in reports:
            level = report.period_id._level_below()
            found[report.id] = [
                below
                for below in by_person[report.cycle_id.id, report.employee_id.id]
                if below.level == level and report.date_from <= below.date_to <= report.date_to
            ]
        return found

    # -- what must be there ----------------------------------------------------------------------------------------
    def _is_written(self):
        """Whether the person writes this record: one that only has marks goes to its raters at once."""
        rule = self.sudo().period_id.rule_id
        return not rule.marked or rule.self_report

    def _check_attachment(self):
        """S1-13: without the log of the week nobody signs."""
        for report in self:
            if report.attachment_name and not report.sudo().with_context(bin_size=True).log_file:
                raise UserError(
                    self.env._(
                        "%(record)s: “%(paper)s” must be attached before it can be signed.",
                        record=report.display_name,
                        paper=report.attachment_name,
                    )
                )

    def _check_signable(self):
        """What must be there when the leader signs.

        A week that somebody did not hand in does not keep the leader from marking the month: he sees it beside the
        marks and takes it into account (S1-16).
        """
        self._check_attachment()

    # -- how it begins ---------------------------------------------------------------------------------------------
    def _made(self):
        """What every new record gets: its marks; what nobody writes waits for its raters at once. Bounded queries."""
        reports = self.sudo()
        self.env["cadre.progress.mark"].sudo()._make(reports.filtered("marked"))
        unwritten = reports.filtered(lambda report: not report._is_written() and report.state == "draft")
        if unwritten:
            guarded(unwritten).write({"state": "submitted"})


class CadrePeriod(models.Model):
    _inherit = "cadre.period"

    def _level_below(self):
        """The next shorter level for which the scheme of this period keeps records, or False."""
        levels = set(self.cycle_id.scheme_id.period_ids.mapped("level"))
        shorter = [level for level in ORDER[: ORDER.index(self.level)] if level in levels]
        return shorter[-1] if shorter else False
