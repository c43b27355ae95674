"""Fetch what long work has made: for whoever ordered it, while he may still read what is in it."""

from odoo import http
from odoo.http import request


class CadreBatchController(http.Controller):
    @http.route("/cadre/batch/<int:part_id>", type="http", auth="user", readonly=True)
    def fetch(self, part_id):
        """The file of one part. Answers 404 alike where there is none and where it is somebody else's."""
        part = request.env["cadre.batch.part"].search([("id", "=", part_id), ("is_file", "=", True)])
        file = part._files().get(part.id) if part else None
        if not file:
            raise request.not_found()
        part._may_fetch()
        stream = request.env["ir.binary"].sudo()._get_stream_from(file, "raw", filename=part.file_name)
        return stream.get_response(as_attachment=True)
