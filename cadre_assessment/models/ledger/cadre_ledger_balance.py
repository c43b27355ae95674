"""How much a subject has gathered, and how near the limit is: one row each, read from the postings."""

from odoo import api, fields, models
from odoo.tools import SQL

NEAREST = SQL(
    """
    SELECT CASE WHEN part."limit" <> 0 THEN ARRAY[part."limit", part.under] ELSE ARRAY[part."limit", NULL] END
      FROM (SELECT cap."limit",
                   CASE WHEN cap."limit" < 0 THEN -COALESCE(sum(o.points) FILTER (WHERE o.points < 0), 0)
                        ELSE COALESCE(sum(o.points) FILTER (WHERE o.points > 0), 0) END AS under
              FROM cadre_ledger_posting o JOIN cadre_scheme_cap cap ON cap.id = o.cap_id
             WHERE o.state = 'confirmed' AND o.cycle_id = whole.cycle_id
               AND (o.employee_id = p.employee_id OR o.subject_unit_id = p.subject_unit_id)
          GROUP BY cap.id, cap."limit") AS part
     ORDER BY CASE WHEN part."limit" < 0 THEN -part.under ELSE part.under END / NULLIF(part."limit", 0)
              DESC NULLS LAST
     LIMIT 1
    """
)
"""Of the subject of a row: the limit nearest to being used up, and the points that fall under it."""
_WHOSE = ("cycle_id", "company_id", "employee_id", "subject_unit_id", "user_id")
"""Fields that say whom a row is about."""


class CadreLedgerBalance(models.Model):
    """Sums of what is booked. What counts of it is said by the computation, posting by posting."""

    _name = "cadre.ledger.balance"
    _description = "Totals of the Ledger"
    _inherit = ["cadre.apart.mixin", "cadre.discreet.mixin"]
    _auto = False
    _order = "cycle_id desc, bonus desc, id"
    _apart = frozenset({"bonus", "deduction", "counted_bonus", "counted_deduction", "net"})

    cycle_id = fields.Many2one("cadre.cycle", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Person", readonly=True)
    subject_unit_id = fields.Many2one("hr.department", string="Unit Assessed", readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    name = fields.Char(string="Who", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    event_count = fields.Integer(string="Events", readonly=True)
    bonus = fields.Float(string="Bonuses", digits=(16, 4), readonly=True)
    deduction = fields.Float(string="Deductions", digits=(16, 4), readonly=True)
    counted_bonus = fields.Float(string="Bonuses That Count", digits=(16, 4), readonly=True)
    counted_deduction = fields.Float(string="Deductions That Count", digits=(16, 4), readonly=True)
    net = fields.Float(digits=(16, 4), readonly=True, help="What counts, bonuses less deductions.")
    limit = fields.Float(string="At Most", digits=(16, 4), readonly=True, help="Of the limit nearest to being used up.")
    under_limit = fields.Float(
        string="Under the Limit", digits=(16, 4), readonly=True, help="Points gathered that fall under this limit."
    )
    used = fields.Float(readonly=True, aggregator="avg", help="Of the limit, in percent.")
    settled = fields.Boolean(
        string="Computed", readonly=True, help="The computation has said of all whether they count."
    )

    @property
    def _table_query(self):
        # The sums of a subject first, in the order of the index that has them (``_sums`` of the postings). Which limit
        # is the nearest is found for the rows that are shown alone.
        return SQL(
            """
            SELECT p.id, whole.cycle_id, p.company_id, p.employee_id, p.subject_unit_id, p.user_id, p.name,
                   p.department_id, whole.events AS event_count, whole.bonus, whole.deduction, whole.counted_bonus,
                   whole.counted_deduction, whole.counted_bonus + whole.counted_deduction AS net, whole.settled,
                   (%(nearest)s)[1] AS "limit", (%(nearest)s)[2] AS under_limit,
                   (100 * (%(nearest)s)[2] / NULLIF(abs((%(nearest)s)[1]), 0))::float AS used
              FROM (SELECT cycle_id, max(id) AS last, count(*)::int AS events,
                           COALESCE(sum(points) FILTER (WHERE points > 0), 0) AS bonus,
                           COALESCE(sum(points) FILTER (WHERE points < 0), 0) AS deduction,
                           COALESCE(sum(counted_points) FILTER (WHERE points > 0), 0) AS counted_bonus,
                           COALESCE(sum(counted_points) FILTER (WHERE points < 0), 0) AS counted_deduction,
                           bool_and(COALESCE(settled, FALSE)) AS settled
                      FROM cadre_ledger_posting WHERE state = 'confirmed'
                  GROUP BY cycle_id, employee_id, subject_unit_id) AS whole
              JOIN cadre_ledger_posting p ON p.id = whole.last
            """,
            nearest=NEAREST,
        )

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """What the access rules ask of a row comes with it: asked for later, everything would be added up again."""
        if field_names is not None:
            field_names = list({*field_names, *_WHOSE})
        return super().search_fetch(domain, field_names, offset, limit, order)

    def action_postings(self):
        """The postings behind the sums of one subject."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_ledger_posting_action")
        mine = [("cycle_id", "=", self.cycle_id.id)]
        mine += [(name, "=", self[name].id) for name in ("employee_id", "subject_unit_id")]
        return {**action, "name": self.name, "domain": mine, "context": {}}
