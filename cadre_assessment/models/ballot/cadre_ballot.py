"""Who votes on whom, on which scale, and what may be known of it?  (民主测评; S0-27, S0-28)

Promise: nobody, with the whole database in hand, can tell who voted how once the ballot is sealed.
"""

from odoo import fields, models


class CadreBallot(models.Model):
    _name = "cadre.ballot"
    _description = "Ballot"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "id desc"

    _guarded = frozenset({"state", "opened_at", "closed_at", "sealed_at", "digest", "paper_count"})
    _locked_states = frozenset({"open", "closed", "sealed"})

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    component_id = fields.Many2one("cadre.scheme.component", ondelete="restrict", help="The component its score feeds.")
    scale_id = fields.Many2one("cadre.scale", required=True)
    state = fields.Selection(
        [("draft", "Preparation"), ("open", "Open"), ("closed", "Closed"), ("sealed", "Sealed")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    instruction = fields.Text()
    minimum_papers = fields.Integer(default=5)
    top_ratio = fields.Float(digits=(12, 6), help="Largest share of the top grade on one paper (S3-58); 0 = free.")
    group_ids = fields.One2many("cadre.ballot.group", "ballot_id", copy=True)
    subject_ids = fields.One2many("cadre.ballot.subject", "ballot_id", copy=True)
    criterion_ids = fields.One2many("cadre.ballot.criterion", "ballot_id", copy=True)
    tally_ids = fields.One2many("cadre.ballot.tally", "ballot_id")
    opened_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    sealed_at = fields.Datetime(readonly=True, copy=False)
    paper_count = fields.Integer(readonly=True, copy=False, help="Papers counted.")
    digest = fields.Char(readonly=True, copy=False, help="Hash of counts and receipts.")
