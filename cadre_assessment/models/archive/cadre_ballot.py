"""A sealed ballot of which somebody was erased: its hash cannot be computed again, and says so."""

from odoo import fields, models


class CadreBallot(models.Model):
    _inherit = "cadre.ballot"

    erased_on = fields.Date(
        readonly=True,
        copy=False,
        help="Somebody who stood on it was erased by law: what was sealed can no longer be computed again.",
    )

    def action_verify(self):
        answer = super().action_verify()
        if self.erased_on:
            answer["params"] |= {
                "type": "warning",
                "sticky": True,
                "title": self.env._("Somebody who stood on it was erased on %(day)s", day=self.erased_on),
                "message": self.env._(
                    "What was sealed can no longer be computed again. The hash stands in the chain of the archive: "
                    "%(digest)s",
                    digest=self.digest,
                ),
            }
        return answer
