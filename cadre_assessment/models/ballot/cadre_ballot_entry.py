"""One paper ballot as typed in, for groups whose papers are entered one by one."""

from odoo import fields, models


class CadreBallotEntry(models.Model):
    """Nobody has any right on it but through the group's form; sealing deletes it.

    Its number is written on the paper when it is typed in, so that a second person types the same paper under it.
    """

    _name = "cadre.ballot.entry"
    _description = "Paper Ballot as Typed In"
    _inherit = ["cadre.discreet.mixin"]
    _rec_name = "group_id"
    _log_access = False
    _order = "group_id, turn, number"

    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    turn = fields.Integer(required=True, default=1)
    number = fields.Integer(required=True)
    ticks = fields.Json(help="For each line of the paper the options ticked on it.")
    names = fields.Json(
        string="Names on the Paper", help="The names written in on the paper; nothing where there are none."
    )

    _number_uniq = models.UniqueIndex("(group_id, turn, number)", "This paper was typed in already.")
