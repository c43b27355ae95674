"""Filters by which the clock of things to do opens what it counts, in every search of ours, not shown.

The client switches them on by their names; without them it would open a list of everything.
"""

from lxml import etree
from odoo import api, models

FILTERS = (
    ("filter_activities_my", "[('activity_user_id', '=', uid)]"),
    None,
    ("activities_overdue", "[('my_activity_date_deadline', '<', 'today')]"),
    ("activities_today", "[('my_activity_date_deadline', '=', 'today')]"),
    ("activities_upcoming_all", "[('my_activity_date_deadline', '>', 'today')]"),
)
"""(name, domain) of each filter as Odoo's own searches have them; ``None`` parts what narrows one another."""


class MailActivityMixin(models.AbstractModel):
    _inherit = "mail.activity.mixin"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "search" and self._name.startswith("cadre."):
            labels = self._to_do_labels()
            place = next(iter(arch.xpath("./filter | ./group | ./searchpanel")), None)
            there = {node.get("name") for node in arch.iter("filter")}
            nodes = [
                etree.Element("separator")
                if one is None
                else etree.Element("filter", name=one[0], string=labels[one[0]], domain=one[1], invisible="1")
                for one in (*FILTERS, None)
                if one is None or one[0] not in there
            ]
            for node in nodes:
                arch.append(node) if place is None else place.addprevious(node)
        return arch, view

    def _to_do_labels(self):
        return {
            "filter_activities_my": self.env._("Mine to do"),
            "activities_overdue": self.env._("Overdue"),
            "activities_today": self.env._("Due today"),
            "activities_upcoming_all": self.env._("Due later"),
        }
