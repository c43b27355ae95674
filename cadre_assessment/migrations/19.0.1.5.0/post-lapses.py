"""Who held a post that was cancelled before the update gets his lapse drafted, as at a check of today (A4-18)."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
    cancelled = env["cadre.selection.post"].search(
        [("contest", "=", "cancelled"), ("selection_id.state", "in", ("running", "suspended"))]
    )
    env["cadre.appointment"]._draft_lapses(cancelled.filtered(lambda post: post._is_checked()))
