"""An entry of the archive's chain: what a result was archived with, and the hashes that hold it in its place."""

import json

from odoo import fields, models
from odoo.exceptions import UserError

KINDS = [("result", "Result"), ("receipt", "Receipt"), ("erasure", "Erasure")]


class CadreArchiveEntry(models.Model):
    _name = "cadre.archive.entry"
    _description = "Entry of the Archive's Chain"
    _inherit = ["cadre.server.only.mixin"]
    _log_access = False
    _rec_name = "number"
    _order = "chain_id, number desc"

    chain_id = fields.Many2one("cadre.archive.chain", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    made_on = fields.Datetime(required=True, readonly=True)
    result_id = fields.Integer(
        readonly=True,
        index="btree_not_null",
        aggregator=None,
        string="Number of the Result",
        help="No reference: an entry outlives what was deleted behind Odoo's back.",
    )
    cycle_id = fields.Integer(
        readonly=True, index="btree_not_null", aggregator=None, string="Number of the Cycle", help="No reference."
    )
    salt = fields.Char(readonly=True, help="Drawn by lot; erased with the payload.")
    row_digest = fields.Char(readonly=True, string="Hash of the Result")
    payload = fields.Text(readonly=True, string="What Is Kept", help="JSON: what the result rests on.")
    content = fields.Char(required=True, readonly=True, string="Hash of the Content")
    previous = fields.Char(required=True, readonly=True, string="Hash of the Entry Before")
    digest = fields.Char(required=True, readonly=True, string="Hash")

    _number_uniq = models.Constraint("UNIQUE(chain_id, number)", "An entry of this number exists.")
    _result_uniq = models.UniqueIndex("(result_id) WHERE kind = 'result'", "This result has its entry.")

    def _facts(self):
        """What is kept, as data; nothing where it was erased."""
        self.ensure_one()
        return json.loads(self.payload or "{}")

    def copy_data(self, default=None):
        raise UserError(self.env._("An entry of the archive is not copied."))
