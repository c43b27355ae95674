"""Serve a voter's page without what Odoo prepares for every page.

Before each page Odoo reads user, company and partner to find a language: half the time of a vote, measured, and the
voter has none of the three. Routes of voters say ``voter=True`` and are spared it; they choose their language
themselves.
"""

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if rule.endpoint.routing.get("voter"):
            return request.dispatcher.pre_dispatch(rule, args)
        return super()._pre_dispatch(rule, args)
