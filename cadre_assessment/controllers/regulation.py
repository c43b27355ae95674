"""Fetch the file of a regulation, with the rights of whoever fetches it."""

from odoo import http
from odoo.http import content_disposition, request


class RegulationController(http.Controller):
    @http.route("/cadre/regulation/<int:regulation_id>.json", type="http", auth="user", methods=["GET"], readonly=True)
    def regulation(self, regulation_id, **_query):
        """The regulation with all its schemes as one file."""
        regulation = request.env["cadre.regulation"].search([("id", "=", regulation_id)])
        if not regulation:
            raise request.not_found()
        name = f"{regulation.code} {regulation.name}.json".replace("/", "_")
        headers = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(regulation._export_text(), headers)
