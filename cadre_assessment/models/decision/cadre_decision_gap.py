"""What the year lacks when the body decides, and why it decides all the same."""

from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ..batch.many import WHOLE, in_parts
from ..listing import listed
from .gaps import gaps_of

_lt = LazyTranslate(__name__)


class CadreDecisionGap(models.Model):
    """One kind of gap, written by the server; the body's reason beside it is the office's to write down."""

    _name = "cadre.decision.gap"
    _description = "Gap of a Decision"
    _inherit = ["cadre.guard.child.mixin"]
    _rec_name = "label"
    _order = "decision_id, sequence, id"

    _guard_parent = "decision_id"

    decision_id = fields.Many2one("cadre.decision", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="decision_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    kind = fields.Char(required=True, readonly=True)
    label = fields.Char(string="What Is Missing", required=True, readonly=True)
    count = fields.Integer(string="How Many", readonly=True, aggregator=None)
    note = fields.Char(readonly=True)
    reason = fields.Char(help="Why the body decides although this is missing.")

    _once = models.Constraint("UNIQUE(decision_id, kind)", "This gap stands in this decision already.")


class CadreDecision(models.Model):
    _inherit = "cadre.decision"

    gap_ids = fields.One2many("cadre.decision.gap", "decision_id", string="Gaps", copy=False)
    gap_count = fields.Integer(compute="_compute_gap_count")

    @api.depends("gap_ids")
    def _compute_gap_count(self):
        for decision in self:
            decision.gap_count = len(decision.gap_ids)

    def _fill(self):
        result = super()._fill()
        self._fill_gaps()
        return result

    @in_parts(_lt("Hand In"), WHOLE, step="submit", count="_count_behind")
    def action_submit(self):
        for decision in self:
            decision._fill_gaps()
        return super().action_submit()

    def _fill_gaps(self):
        """Say anew what is missing; a reason once written stays with its kind of gap.

        Only while the year itself is decided: who is decided on later, in a year that is archived, has its own reason.
        """
        self.ensure_one()
        decision = self.sudo()
        if decision.state != "draft":
            return
        found = gaps_of(decision.cycle_id) if decision.cycle_id.state == "computed" else []
        known = {gap.kind: gap for gap in decision.gap_ids}
        decision.gap_ids.filtered(lambda gap: gap.kind not in {one.kind for one in found}).unlink()
        for sequence, gap in enumerate(found):
            values = {"sequence": sequence, "label": gap.label, "count": gap.count, "note": gap.note}
            if gap.kind in known:
                known[gap.kind].write(values)
            else:
                decision.env["cadre.decision.gap"].create({"decision_id": decision.id, "kind": gap.kind, **values})


class CadreNotice(models.Model):
    _inherit = "cadre.notice"

    gap_text = fields.Char(
        string="Decided without",
        compute="_compute_gap_text",
        groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_auditor",
        help="What was missing when the body decided.",
    )

    @api.depends("cycle_id.decision_ids.gap_ids", "kind")
    @api.depends_context("lang")
    def _compute_gap_text(self):
        for notice in self:
            decided = notice.cycle_id.sudo().decision_ids.filtered(lambda one: one.state == "approved")
            gaps = decided.gap_ids if notice.kind == "result" else decided.gap_ids.browse()
            notice.gap_text = listed(self.env, [f"{gap.label} {gap.count}" for gap in gaps])
