"""Mark a period by its indicators; the mark proposes the grade (S1-16, S1-28 … S1-30, S1-48, A1-8).

With what the sheet has beside its marks: the attachment, preliminary grades, what stands in the shorter periods.
"""

from collections import defaultdict
from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, formatLang

from ...engine import Unusable, figure
from ...engine.bands import band_finder
from ...engine.marks import period_mark
from ..guard import guarded
from ..listing import listed, titled
from .cadre_progress_report import WHO_SEES_GRADES


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    marked = fields.Boolean(related="period_id.rule_id.marked", string="Has Marks")
    takes_deductions = fields.Boolean(related="period_id.rule_id.deductions")
    mark_ids = fields.One2many("cadre.progress.mark", "report_id", string="Marks")
    shown_mark = fields.Char(
        compute="_compute_shown_mark", string="Points", help="Published with two decimals once every mark is there."
    )
    proposed_grade_id = fields.Many2one(
        "cadre.scale.grade",
        compute="_compute_proposed_grade_id",
        help="The band in which the mark lies. The leader may differ, with a reason (A1-8).",
    )
    band_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="Grade of the Band",
        copy=False,
        readonly=True,
        groups=WHO_SEES_GRADES,
        help="What the band proposed when the grade was given.",
    )
    grade_reason = fields.Char(copy=False, readonly=True, groups=WHO_SEES_GRADES, help="A1-8")
    missing_text = fields.Char(
        compute="_compute_missing_text", string="Not Marked Yet", help="Indicators that wait for their mark."
    )

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
    @api.depends("mark", "has_mark", "period_id.published_on")
    @api.depends_context("uid", "lang")
    def _compute_shown_mark(self):
        for report in self:
            stored = report._origin.sudo()
            shown = stored.has_mark and report._origin._grade_is_shown()
            report.shown_mark = formatLang(self.env, stored.mark, digits=2) if shown else False

    @api.depends("mark", "has_mark", "scale_id")
    @api.depends_context("uid")
    def _compute_proposed_grade_id(self):
        proposals = self._origin.sudo()._proposals()
        for report in self:
            stored = report._origin
            sees = stored and not stored._is_own() and stored._grade_is_shown()
            report.proposed_grade_id = proposals.get(stored.id) if sees else False

    def _proposals(self):
        """{id: id of the grade in whose band the mark lies} of the records that have a mark."""
        marked = self.filtered(lambda report: report.marked and report.has_mark and report.scale_id)
        finders = {key: band_finder(scale) for key, scale in marked.scale_id._engine_scales().items()}
        points = {report: figure(round(report.mark, 4)) for report in marked}
        known = {report: mark for report, mark in points.items() if type(mark) is not Unusable}
        found = {report.id: finders[report.scale_id.id](mark) for report, mark in known.items()}
        return {key: grade.key for key, grade in found.items() if grade}

    @api.depends("mark_ids.entered")
    def _compute_missing_text(self):
        for report in self:
            missing = report.sudo().mark_ids.filtered(lambda mark: not mark.entered or not isfinite(mark.value))
            missing = missing.indicator_id
            report.missing_text = listed(self.env, missing.sorted("sequence").mapped("name")) or False

    # -- who may ---------------------------------------------------------------------------------------------------
    def _may_mark(self, indicator):
        """Whether the current user marks ``indicator`` in this record now (S1-29, S1-30)."""
        if self.state != "submitted" or self._is_own() or not self._runs():
            return False
        rater = indicator.rater
        if rater == "section_head" and not self.section_head_id:
            rater = "leader"
        if rater == "office":
            return self._is_office()
        user = self.section_head_user_id if rater == "section_head" else self.leader_user_id
        return user == self.env.user if user else self._is_office()

    def _may_deduct(self):
        """The leader, while the record waits for his signature."""
        leads = self.leader_user_id == self.env.user and not self._is_own()
        return self.takes_deductions and self.state == "submitted" and leads and self._runs()

    def _hold(self):
        """Who signs a record in this instant waits until its marks are written, or starts again."""
        self.flush_recordset(["state"])
        if self.ids:
            self.env.cr.execute(
                SQL("SELECT 1 FROM cadre_progress_report WHERE id IN %s ORDER BY id FOR SHARE", tuple(self.ids))
            )
            self.invalidate_recordset(["state"], flush=False)

    # -- counting --------------------------------------------------------------------------------------------------
    def _count_mark(self):
        """Publish the marks of these records anew. Three statements, however many records."""
        reports = self.sudo().filtered("marked")
        if not reports:
            return
        Mark, Deduction = self.env["cadre.progress.mark"].sudo(), self.env["cadre.progress.deduction"].sudo()
        Mark.flush_model(), Deduction.flush_model()
        marks, less = defaultdict(list), defaultdict(list)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT report_id, CASE WHEN entered THEN value::text END, TRUE FROM cadre_progress_mark
                 WHERE report_id = ANY(%(ids)s)
                 UNION ALL
                SELECT report_id, points::text, FALSE FROM cadre_progress_deduction WHERE report_id = ANY(%(ids)s)
                """,
                ids=reports.ids,
            )
        )
        for report_id, value, is_mark in rows:
            number = figure(value) if value is not None else None
            if type(number) is Unusable:  # as if it had not been given: the record waits for it
                number, is_mark = None, True
            (marks if is_mark else less)[report_id].append(number)
        points = {report_id: period_mark(marks[report_id], less[report_id]) for report_id in reports.ids}
        known = {report_id: str(float(value)) for report_id, value in points.items() if value or value == 0}
        reports.flush_recordset(["mark", "has_mark"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE cadre_progress_report report
                   SET mark = new.mark, has_mark = new.mark IS NOT NULL, write_uid = %s, write_date = now()
                  FROM unnest(%s, %s::numeric[]) AS new (id, mark)
                 WHERE report.id = new.id
                   AND (report.mark IS DISTINCT FROM new.mark
                        OR COALESCE(report.has_mark, FALSE) <> (new.mark IS NOT NULL))
                """,
                self.env.uid,
                reports.ids,
                [known.get(report_id) for report_id in reports.ids],
            )
        )
        reports.invalidate_recordset(["mark", "has_mark"], flush=False)

    # -- signing ---------------------------------------------------------------------------------------------------
    def _check_marked(self, grade, reason):
        """Raise UserError when a mark is missing, or another grade than the band's has no reason (A1-8)."""
        marked = self.sudo().filtered("marked")
        unmarked = marked.filtered(lambda report: not report.has_mark)
        if unmarked:
            raise UserError(
                self.env._("Marks are missing:")
                + "\n"
                + "\n".join(titled(self.env, report.display_name, report.missing_text) for report in unmarked[:20])
            )
        proposals = marked._proposals()
        for report in marked:
            proposed = grade.browse(proposals.get(report.id))
            given = reason if reason is not None else report.grade_reason
            if proposed and proposed != grade and not (given or "").strip():
                raise UserError(
                    self.env._(
                        "%(record)s: %(mark)s points are “%(proposed)s”. Another grade needs a reason: "
                        "write it beside the grade.",
                        record=report.display_name,
                        mark=formatLang(self.env, report.mark, digits=2),
                        proposed=proposed.name,
                    )
                )

    def _band_grades(self):
        """{grade id or False: records whose mark lies in its band}."""
        proposals = self.sudo()._proposals()
        return self.grouped(lambda report: proposals.get(report.id, False))

    def _write_grade_reason(self, reason):
        self._refuse_step("rate")
        guarded(self.sudo()).write({"grade_reason": reason})

    def _write_first_grade(self, grade_id):
        """The section head's grade, entered before he endorses the record (S1-10)."""
        self.check_access("write")
        grade = self._grade_of_scale(grade_id) if grade_id else self.env["cadre.scale.grade"]
        self._refuse_step("endorse")
        guarded(self.sudo()).write({"endorsed_grade_id": grade.id})

    def action_sign(self):
        """The leader gives many records the grade that their mark proposes, and signs them."""
        self.check_access("write")
        groups = self._band_grades()
        if False in groups:
            raise UserError(
                self.env._(
                    "No mark proposes a grade for: %(names)s. Complete the marks, or give the grade yourself.",
                    names=listed(self.env, groups[False].mapped("display_name")),
                )
            )
        for grade, reports in groups.items():
            reports.action_rate(grade)
        return True

    def _grade_of_scale(self, grade_id):
        grade = self.env["cadre.scale.grade"].browse(int(grade_id)).exists()
        for report in self:
            if not grade or grade.scale_id != report.scale_id:
                raise UserError(
                    self.env._(
                        "%(record)s is rated by the grades of “%(scale)s”.",
                        record=report.display_name,
                        scale=report.scale_id.name or "",
                    )
                )
        return grade

    # -- beside the marks ----------------------------------------------------------------------------------------------
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
