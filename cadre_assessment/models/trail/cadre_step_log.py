"""Why a step was taken, and what it took away: kept by us, not by a message alone.

One row a step and record: who, when, from which state to which, the reason in his words, and what stood in fields that
the step emptied or changed (a grade that was given, an answer of a tier). Rows are never changed or deleted; they are
read by whoever may read the record, what was taken away by those who decide and by the auditor.
"""

from odoo import api, fields, models

DECIDING = (
    "cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,cadre_assessment.group_cadre_auditor"
)


class CadreStepLog(models.Model):
    _name = "cadre.step.log"
    _description = "Step Taken With a Reason"
    _inherit = ["cadre.about.mixin", "cadre.server.only.mixin"]
    _log_access = False
    _order = "done_on desc, id desc"

    res_model = fields.Char(string="Model", required=True, index=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Number of the Record", model_field="res_model", required=True, index=True, readonly=True
    )
    kind = fields.Char(compute="_compute_words", string="Kind of Record")
    name = fields.Char(string="Name of the Record", required=True, readonly=True, help="As it was called then.")
    user_id = fields.Many2one("res.users", string="Taken By", required=True, readonly=True, ondelete="restrict")
    done_on = fields.Datetime(string="Taken On", required=True, readonly=True)
    step = fields.Char(required=True, readonly=True)
    state_from = fields.Char(readonly=True)
    state_to = fields.Char(readonly=True)
    what = fields.Char(compute="_compute_words", string="What Happened")
    reason = fields.Text(readonly=True)
    before = fields.Text(
        string="What Stood Before", readonly=True, groups=DECIDING, help="What the step took away or changed."
    )

    @api.depends("res_model", "state_from", "state_to")
    @api.depends_context("lang")
    def _compute_words(self):
        for name, rows in self.grouped("res_model").items():
            known = name in self.env and "state" in self.env[name]._fields
            labels = dict(self.env[name]._fields["state"]._description_selection(self.env)) if known else {}
            kind = self.env["ir.model"]._get(name).name
            for row in rows:
                states = [labels.get(state, state) for state in (row.state_from, row.state_to) if state]
                row.kind = kind
                row.what = " → ".join(dict.fromkeys(states))

    # -- written by steps ------------------------------------------------------------------------------------------
    @api.model
    def _write_down(self, records, step, states, reason=None, before=None):
        """One row for each of ``records``. ``states`` and ``before``: {record id: state before, text taken away}."""
        before = before or {}
        now = fields.Datetime.now()
        self.sudo().create(
            [
                {
                    "res_model": record._name,
                    "res_id": record.id,
                    "name": record._full_name() or "",
                    "user_id": self.env.uid,
                    "done_on": now,
                    "step": step,
                    "state_from": states.get(record.id),
                    "state_to": record.state,
                    "reason": reason,
                    "before": before.get(record.id),
                }
                for record in records.sudo()
            ]
        )
