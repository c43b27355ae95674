"""A first password opens the page on which its owner chooses his own, and nothing else."""

from odoo import models
from odoo.exceptions import AccessDenied
from odoo.http import request

OPEN = frozenset({"/cadre/first-password", "/web/session/logout"})


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_user(cls):
        result = super()._auth_method_user()
        if request.httprequest.path not in OPEN and request.env.user.cadre_first_password:
            raise AccessDenied(request.env._("Choose your own password first."))
        return result

    @classmethod
    def _auth_method_public(cls):
        """What everybody may see (styles, the company's logo) he sees as everybody: files of his own stay shut."""
        result = super()._auth_method_public()
        if request.httprequest.path not in OPEN and request.env.user.cadre_first_password:
            request.update_env(user=request.env.ref("base.public_user").id)
        return result
