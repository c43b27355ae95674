"""Fetch the evidence file of a cycle: for its office and for auditors."""

from odoo import http
from odoo.http import content_disposition, request

from ..models.archive.evidence import evidence


class EvidenceController(http.Controller):
    @http.route("/cadre/evidence/<int:cycle_id>.json", type="http", auth="user", methods=["GET"], readonly=True)
    def evidence(self, cycle_id, **_query):
        """Everything that proves the archive and the ballots of a cycle, as one file."""
        cycle = request.env["cadre.cycle"].search([("id", "=", cycle_id)])
        if not cycle or not cycle._may_have_evidence():
            raise request.not_found()
        name = f"{cycle.name}.evidence.json".replace("/", "_")
        headers = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(evidence(cycle.sudo()), headers)
