"""The head of the chain stands on the paper of each decision: so a hash of the archive is kept outside the database."""

from odoo import api, fields, models

from ..guard import guarded

BLOCK = 8
"""Letters of a hash between two spaces on paper, where somebody reads it."""


class CadreDecision(models.Model):
    _inherit = "cadre.decision"

    _guarded = frozenset({"chain_length", "chain_head"})

    chain_length = fields.Integer(
        readonly=True, copy=False, aggregator=None, string="Archive Entries", help="So many when it was confirmed."
    )
    chain_head = fields.Char(
        readonly=True,
        copy=False,
        string="Last Hash of the Archive",
        help="Of the chain of the archive when this decision was confirmed. On signed paper it proves later that "
        "nothing before it was changed.",
    )
    chain_printed = fields.Char(compute="_compute_chain_printed", string="Last Hash, to Be Read")

    @api.depends("chain_head")
    def _compute_chain_printed(self):
        for decision in self:
            head = decision.chain_head or ""
            decision.chain_printed = " ".join(head[at : at + BLOCK] for at in range(0, len(head), BLOCK)) or False

    def _on_validated(self):
        """Beside the confirmation: how the archive ended at that moment."""
        result = super()._on_validated()
        chains = self.env["cadre.archive.chain"].sudo().search([("company_id", "in", self.company_id.ids)])
        by_company = {chain.company_id: chain for chain in chains if chain.length}
        for company, some in self.sudo().grouped("company_id").items():
            if chain := by_company.get(company):
                guarded(some).write({"chain_length": chain.length, "chain_head": chain.head})
        return result
