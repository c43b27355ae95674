"""Results in the words of a feedback or a report of the office (S2A-27, S2A-62, S3-38)."""

from odoo import models

from ...engine.methods import PARTS
from ..guard import Step, guarded

RESULTS = "{考核结果}"
"""Stands in the text that a section of a paper begins with; the computed results take its place."""


class CadreDocument(models.Model):
    _inherit = "cadre.document"

    _steps = (Step("take_results", ("draft",), None, "_may_take_results"),)

    def _may_take_results(self):
        """The office, for what it writes itself, as soon as the cycle is computed."""
        known = self.sudo()
        asked = any(RESULTS in (section.text or "") for section in known.section_ids)
        asked = asked or RESULTS in "".join(known.rule_id.section_ids.mapped(lambda one: one.template or ""))
        return self.author == "office" and asked and known.cycle_id.state not in ("draft", "open") and self._is_office()

    def action_take_results(self):
        """Write the results of those whom the paper is about where the scheme's text asks for them."""
        for paper in self:
            paper._take("take_results")
            text = paper.sudo()._results_text()
            for section, rule in zip(paper.sudo().section_ids, paper.sudo().rule_id.section_ids, strict=False):
                if RESULTS in (rule.template or ""):
                    guarded(section).text = rule.template.replace(RESULTS, text)
        return True

    def _results_of(self):
        """Those computed in the cycle whom the paper is about: of a unit, of a group of units, or all."""
        domain = [("cycle_id", "=", self.cycle_id.id), ("assessed", "=", True), ("has_total", "=", True)]
        if self.subject_unit_id:
            domain += [
                "|",
                ("subject_unit_id", "=", self.subject_unit_id.id),
                ("unit_id", "=", self.subject_unit_id.id),
            ]
        if self.group_id:
            domain += [("comparison_group_id", "=", self.group_id.id)]
        return self.env["cadre.assessment"].search(domain, order="rank, id")

    def _results_text(self):
        """A line for each: the name, the total, the rank, and the points of each part that was scored."""
        lines = []
        for one in self._results_of():
            scored = one.line_ids.filtered("component_id")
            scored = scored.filtered(lambda line: line.component_id._method().takes != PARTS)
            parts = "、".join(f"{line.component_id.name}{line.points:g}" for line in scored)
            said = self.env._(
                "%(name)s: %(total)g points, rank %(rank)s",
                name=one.name,
                total=one.total,
                rank=one.printed_rank or "—",
            )
            lines.append(f"{said}（{parts}）" if parts else said)
        return "\n".join(lines)
