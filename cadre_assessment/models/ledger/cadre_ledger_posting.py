"""Points that one subject gets of one event, and whether they count."""

from odoo import api, fields, models

from ..company import company_of
from ..listing import of_year

WHY = [
    ("self", "The Person"),
    ("section", "Staff of the Section"),
    ("leader", "Leader in Charge"),
    ("unit", "The Unit"),
]
REASONS = [
    ("duplicate", "Another Document of the Same Project Counts More"),
    ("capped", "Beyond the Limit"),
    ("partly", "Partly beyond the Limit"),
    ("not_subject", "Not Assessed in This Cycle"),
    ("cancelled", "The Event Was Cancelled"),
]


class CadreLedgerPosting(models.Model):
    """Points of one event for one subject.

    Confirming and cancelling (:mod:`.cadre_ledger_event_steps`) and the computation of the cycle write them.
    """

    _name = "cadre.ledger.posting"
    _description = "Points of the Ledger"
    _inherit = ["cadre.apart.mixin", "cadre.subject.mixin", "cadre.server.only.mixin"]
    _order = "date desc, event_id desc, why, id"
    _apart = frozenset({"points", "counted_points"})

    event_id = fields.Many2one("cadre.ledger.event", required=True, ondelete="cascade", index=True)
    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True)
    company_id = company_of("cycle_id")
    employee_id = fields.Many2one(string="Person", index="btree_not_null")
    head_id = fields.Many2one(help="On the day of the document.")
    name = fields.Char(string="Who", required=True, help="As on the day it was confirmed.")
    department_id = fields.Many2one("hr.department", help="On the day of the document.")
    adjustment_id = fields.Many2one("cadre.scheme.adjustment", required=True, ondelete="restrict", index=True)
    cap_id = fields.Many2one("cadre.scheme.cap", ondelete="restrict", help="The limit these points fall under.")
    sign = fields.Selection([("bonus", "Bonus"), ("deduction", "Deduction")], required=True)
    date = fields.Date(required=True, index=True)
    points = fields.Float(digits=(16, 4), required=True, low=None, help="Negative: a deduction.")
    dedupe_key = fields.Char(string="Counts Once As", help="Of postings with one key only the highest counts (S2A-24).")
    why = fields.Selection(WHY, required=True, string="As What")
    state = fields.Selection(
        [("confirmed", "Confirmed"), ("cancelled", "Cancelled")], default="confirmed", required=True, index=True
    )
    settled = fields.Boolean(help="The computation has said whether it counts.")
    counted = fields.Boolean(help="It counts, in full or in part.")
    counted_points = fields.Float(digits=(16, 4), low=None)
    not_counted_reason = fields.Selection(REASONS, string="Why Not")
    standing = fields.Char(compute="_compute_standing", string="Counts?")
    # what a person reads of an event that he may not open himself
    title = fields.Char(related="event_id.title")
    document_number = fields.Char(related="event_id.document_number")
    issuer = fields.Char(related="event_id.issuer")
    evidence = fields.Char(related="event_id.evidence")

    _person_once = models.UniqueIndex(
        "(event_id, employee_id) WHERE employee_id IS NOT NULL", "An event reaches a person once."
    )
    _unit_once = models.UniqueIndex(
        "(event_id, subject_unit_id) WHERE subject_unit_id IS NOT NULL", "An event reaches a unit once."
    )
    _of_subject = models.Index("(cycle_id, state, employee_id, subject_unit_id)")
    # everything that the totals of a subject add up (cadre.ledger.balance), without a look at the rows themselves
    _sums = models.Index(
        "(cycle_id, employee_id, subject_unit_id) INCLUDE (points, counted_points, settled, id) "
        "WHERE state = 'confirmed'"
    )

    @api.depends("name", "points", "cycle_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for posting in self:
            name = f"{posting.name or ''} {posting.points:+g}"
            posting.display_name = of_year(posting, name)

    @api.depends("settled", "counted", "not_counted_reason", "state")
    @api.depends_context("lang")
    def _compute_standing(self):
        reasons = dict(self._fields["not_counted_reason"]._description_selection(self.env))
        for posting in self:
            if posting.not_counted_reason:
                posting.standing = reasons[posting.not_counted_reason]
            elif not posting.settled:
                posting.standing = self.env._("Not computed yet")
            elif posting.counted:
                posting.standing = self.env._("Counts in the Total")
            else:
                posting.standing = self.env._("Recorded only")
