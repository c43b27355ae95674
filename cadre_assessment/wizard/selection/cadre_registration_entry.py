"""The form of registration (竞争上岗报名登记表, F-23), filled in by whom it is about."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.selection.words import CHANNELS

OWN_CHANNELS = [one for one in CHANNELS if one[0] != "office"]


class CadreRegistrationEntry(models.TransientModel):
    """Says for which post and by which channel. Who registers is always who sends it."""

    _name = "cadre.registration.entry"
    _description = "Registration Form"

    post_number = fields.Integer(required=True, help="Number of the post.")
    post = fields.Char(string="For the Post", compute="_compute_post")
    person = fields.Char(compute="_compute_post")
    channel = fields.Selection(OWN_CHANNELS, string="Who Brings Me Forward", required=True, default="self")
    recommended_by = fields.Char(string="Recommended by", help="The organization, or those who recommend you.")
    statement = fields.Text(string="About Myself", help="What you want to say about the post and yourself.")
    takes_other = fields.Boolean(string="I Accept Another Post", help="服从调配")

    @api.depends("post_number")
    def _compute_post(self):
        for entry in self:
            opening = self.env["cadre.opening"]
            post = opening._post_of_mine(entry.post_number)
            entry.post = post.name
            entry.person = opening._me(post.selection_id).name if post else False

    def action_confirm(self):
        """Register. The minute counts at which it arrives."""
        self.ensure_one()
        if self.channel != "self" and not (self.recommended_by or "").strip():
            raise UserError(self.env._("Say who recommends you: the organization, or the people."))
        self.env["cadre.registration"]._enter(
            self.post_number,
            {
                "channel": self.channel,
                "recommended_by": self.recommended_by if self.channel != "self" else False,
                "statement": self.statement,
                "takes_other": self.takes_other,
            },
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_registration_action")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("You are registered."),
                "next": {**action, "target": "main"},
            },
        }
