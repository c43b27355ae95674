"""The trace: where every point of a total comes from. Written by the computation only."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..listing import listed
from .cadre_assessment import words_of


class CadreAssessmentLine(models.Model):
    _name = "cadre.assessment.line"
    _description = "Line of the Trace"
    _inherit = ["cadre.server.only.mixin"]
    _order = "assessment_id, sequence, id"
    _log_access = False

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company")
    sequence = fields.Integer()
    kind = fields.Char(required=True, help="component / posting / cap / renormalise / rounding")
    component_id = fields.Many2one("cadre.scheme.component", ondelete="restrict")
    name = fields.Char(required=True)
    label = fields.Char(string="Line", compute="_compute_words")
    raw = fields.Float(string="Input", digits=(16, 4), low=None)
    has_raw = fields.Boolean()
    raw_text = fields.Char(string="Recorded", compute="_compute_words")
    coefficient = fields.Float(digits=(16, 6), low=None)
    weight = fields.Float(digits=(12, 4), low=None)
    points = fields.Float(digits=(12, 2), low=None, help="Two decimals; the lines add up to the total.")
    exact_points = fields.Char(help="Before rounding, as a fraction.")
    source = fields.Char(string="Source Records", help="model,id of the input records, separated by spaces")
    sources = fields.Json(
        string="Source Records as Data",
        compute="_compute_sources",
        help="A list of {model, id}, for programs; who may not read one of them learns no more of it.",
    )
    source_text = fields.Char(string="Source", compute="_compute_source_text")
    can_open = fields.Boolean(compute="_compute_source_text", help="The reader may open the records it rests on.")
    reason_code = fields.Char()
    reason_figures = fields.Json()
    reason = fields.Char(string="Explanation", compute="_compute_words")
    story = fields.Text(string="In Words", compute="_compute_words", help="How its points came about, to be read out.")

    # parts without input: a few of a hundred thousand lines
    _missing_part = models.Index("(component_id, assessment_id) WHERE reason_code = 'missing'")

    @api.depends("kind", "name", "raw", "has_raw", "reason_code", "reason_figures")
    @api.depends_context("uid", "lang")
    def _compute_words(self):
        words = {}
        for line in self:
            say = words_of(line.assessment_id.sudo().cycle_id, words)
            line.reason = say.line(line.kind, line.reason_code, line.reason_figures)
            line.label = say.label(line.kind, line.name)
            line.raw_text = f"{line.raw:g}" if line.has_raw else ""
            line.story = line._story()

    def _story(self):
        """What was recorded, what it counts for, and what the explanation adds, a sentence each."""
        said = [self.env._("Recorded: %(value)s.", value=self.raw_text)] if self.has_raw else []
        points = f"{self.points:.2f}"
        if self.kind == "component" and self.weight and self.coefficient:
            share = f"{round(100 * self.coefficient, 2):g}"
            said.append(
                self.env._(
                    "That is %(share)s%% of the full mark: weight %(weight)s × %(share)s%% = %(points)s points.",
                    share=share,
                    weight=f"{self.weight:g}",
                    points=points,
                )
            )
        else:
            said.append(self.env._("It counts %(points)s points.", points=points))
        return "\n".join([*said, self.reason] if self.reason else said)

    @api.depends("source")
    def _compute_sources(self):
        for line in self:
            line.sources = [{"model": model, "id": one} for model, ids in line._sources().items() for one in ids]

    @api.depends("source")
    @api.depends_context("lang")
    def _compute_source_text(self):
        """Names of the records it rests on; what the reader may not read is only counted."""
        for line in self:
            names, hidden = [], False
            for model, ids in line._sources().items():
                records = self.env[model].browse(ids).exists()
                readable = records._filtered_access("read")
                names += readable.mapped("display_name")
                if len(readable) < len(ids):
                    hidden = True
                    kind = self.env["ir.model"]._get(model).name  # in the reader's language
                    names.append(self.env._("%(count)s × %(model)s", count=len(ids) - len(readable), model=kind))
            line.source_text = listed(self.env, names)
            line.can_open = bool(names) and not hidden

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_open_source(self):
        """One click from a line of the trace to the record it came from."""
        self.ensure_one()
        sources = self._sources()
        if not sources:
            raise UserError(self.env._("%(line)s: no record lies behind this line.", line=self.name))
        model, ids = next(iter(sources.items()))
        records = self.env[model].browse(ids)
        records.check_access("read")
        action = {"type": "ir.actions.act_window", "res_model": model, "name": self.name}
        if len(ids) == 1:
            return {**action, "res_id": ids[0], "views": [(False, "form")]}
        return {**action, "domain": [("id", "in", ids)], "views": [(False, "list"), (False, "form")]}

    # -- business --------------------------------------------------------------------------------------------------
    def _sources(self):
        """{model: ids} of the input records."""
        found = {}
        for part in (self.source or "").split():
            model, _comma, record = part.partition(",")
            if model in self.env:
                found.setdefault(model, []).append(int(record))
        return found
