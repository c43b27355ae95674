"""How much has somebody gathered in a cycle, and how near is the limit?  One row a subject, read from the postings."""

from odoo import fields, models
from odoo.tools import SQL


class CadreLedgerBalance(models.Model):
    """Sums of what is booked. What counts of it is said by the computation, posting by posting."""

    _name = "cadre.ledger.balance"
    _description = "Totals of the Ledger"
    _inherit = ["cadre.discreet.mixin"]
    _auto = False
    _order = "cycle_id desc, bonus desc, id"

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
        return SQL(
            """
            WITH part AS (
                 SELECT p.cycle_id, COALESCE(p.employee_id, -p.subject_unit_id) AS subject, cap."limit",
                        max(p.id) AS last, count(*) AS events,
                        COALESCE(sum(p.points) FILTER (WHERE p.points > 0), 0) AS bonus,
                        COALESCE(sum(p.points) FILTER (WHERE p.points < 0), 0) AS deduction,
                        COALESCE(sum(p.counted_points) FILTER (WHERE p.points > 0), 0) AS counted_bonus,
                        COALESCE(sum(p.counted_points) FILTER (WHERE p.points < 0), 0) AS counted_deduction,
                        bool_and(COALESCE(p.settled, FALSE)) AS settled
                   FROM cadre_ledger_posting p LEFT JOIN cadre_scheme_cap cap ON cap.id = p.cap_id
                  WHERE p.state = 'confirmed'
               GROUP BY p.cycle_id, subject, p.cap_id, cap."limit"
            ), measured AS (
                 SELECT part.*, CASE WHEN "limit" < 0 THEN -deduction ELSE bonus END AS under_limit,
                        row_number() OVER (
                            PARTITION BY cycle_id, subject
                            ORDER BY CASE WHEN "limit" < 0 THEN deduction ELSE bonus END / NULLIF("limit", 0)
                                     DESC NULLS LAST
                        ) AS nearness
                   FROM part
            ), whole AS (
                 SELECT max(last) AS last, sum(events)::int AS events, sum(bonus) AS bonus, sum(deduction) AS deduction,
                        sum(counted_bonus) AS counted_bonus, sum(counted_deduction) AS counted_deduction,
                        bool_and(settled) AS settled, max("limit") FILTER (WHERE nearness = 1) AS "limit",
                        max(under_limit) FILTER (WHERE nearness = 1 AND "limit" <> 0) AS under_limit
                   FROM measured GROUP BY cycle_id, subject
            )
            SELECT p.id, p.cycle_id, p.company_id, p.employee_id, p.subject_unit_id, p.user_id, p.name, p.department_id,
                   whole.events AS event_count, whole.bonus, whole.deduction, whole.counted_bonus,
                   whole.counted_deduction, whole.counted_bonus + whole.counted_deduction AS net, whole.settled,
                   whole."limit", whole.under_limit,
                   (100 * whole.under_limit / NULLIF(abs(whole."limit"), 0))::float AS used
              FROM whole JOIN cadre_ledger_posting p ON p.id = whole.last
            """
        )

    def action_postings(self):
        """The postings behind the sums of one subject."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_ledger_posting_action")
        mine = [("cycle_id", "=", self.cycle_id.id)]
        mine += [(name, "=", self[name].id) for name in ("employee_id", "subject_unit_id")]
        return {**action, "name": self.name, "domain": mine}
