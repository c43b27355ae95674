"""Propose the bonuses and deductions that follow from the leaves of the year, as drafts."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.cycle.roster import roster, subjects
from ...models.guard import guarded
from ...models.ledger.leave_days import leave_days
from ...models.listing import listed
from ...models.office import require_office
from ...models.plan.cadre_work_plan_version import QUIET
from ...models.states import RUNNING
from ..dialog import dialog

CYCLES = [
    ("state", "in", RUNNING),
    ("of_my_office", "=", True),
    ("scheme_id.adjustment_ids", "any", [("computed", "!=", "none")]),
]
"""Those whose tariff has a line that follows from leaves."""
SHOWN = 50
"""So many differing people are named on the screen."""


class CadreLedgerLeave(models.TransientModel):
    """Computed as often as wanted: drafts follow the leaves, what is confirmed is only compared."""

    _name = "cadre.ledger.leave"
    _description = "Points from Leaves"
    _inherit = ["cadre.offered.mixin"]

    cycle_id = fields.Many2one(
        "cadre.cycle",
        required=True,
        default=lambda self: self._default_cycle_id(),
        domain=CYCLES,
    )
    has_unused = fields.Boolean(compute="_compute_lines")
    has_excess = fields.Boolean(compute="_compute_lines")
    unused_type_ids = fields.Many2many(
        "hr.leave.type",
        "cadre_ledger_leave_unused_rel",
        compute="_compute_types",
        store=True,
        readonly=False,
        string="Annual Leave",
        help="Leaves whose days not taken give points (S1-39).",
    )
    excess_type_ids = fields.Many2many(
        "hr.leave.type",
        "cadre_ledger_leave_excess_rel",
        compute="_compute_types",
        store=True,
        readonly=False,
        string="Personal Leave",
        help="Leaves whose days cost points (S1-49); annual leave beyond what was granted is added.",
    )
    state = fields.Selection([("draft", "Choose"), ("done", "Computed")], default="draft", readonly=True)
    new_count = fields.Integer(string="New Proposals", readonly=True)
    changed_count = fields.Integer(string="Proposals Corrected", readonly=True)
    dropped_count = fields.Integer(string="Proposals Dropped", readonly=True)
    same_count = fields.Integer(string="Unchanged", readonly=True)
    differing_count = fields.Integer(string="Confirmed, but the Leaves Say Otherwise", readonly=True)
    differing_text = fields.Text(readonly=True)
    differing_ids = fields.Many2many("cadre.ledger.event", readonly=True)

    @api.model
    def _offers_new(self):
        return bool(self.env["cadre.cycle"].search_count(CYCLES, limit=1))

    @api.model
    def _default_cycle_id(self):
        """The first cycle that can be chosen; without any there is nothing to fill in, and the dialog says so."""
        found = self.env["cadre.cycle"].search(CYCLES, limit=1)
        if not found:
            raise UserError(
                self.env._(
                    "No running cycle of your office gives points for leaves: "
                    "no line of its tariff is computed from them."
                )
            )
        return found

    @api.depends("cycle_id")
    def _compute_lines(self):
        for wizard in self:
            unused, excess = wizard._lines("unused_leave"), wizard._lines("excess_leave")
            wizard.has_unused, wizard.has_excess = bool(unused), bool(excess)

    @api.depends("cycle_id")
    def _compute_types(self):
        for wizard in self:
            wizard.unused_type_ids = wizard._lines("unused_leave").leave_type_ids
            wizard.excess_type_ids = wizard._lines("excess_leave").leave_type_ids

    def _lines(self, *kinds):
        return self.cycle_id.scheme_id.adjustment_ids.filtered(lambda line: line.computed in kinds)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_compute(self):
        """Read the leaves and bring the proposals into line with them."""
        self.ensure_one()
        self._check_office()
        self._remember(self._lines("unused_leave"), self.unused_type_ids)
        self._remember(self._lines("excess_leave"), self.excess_type_ids)
        lines = self._lines("unused_leave", "excess_leave").filtered("leave_type_ids")
        if not lines:
            raise UserError(self.env._("Choose the kinds of leave that are meant first."))
        self._propose(lines)
        return self._reopen()

    def action_replace(self):
        """Cancel what was confirmed with other figures and propose it anew."""
        self.ensure_one()
        self._check_office()
        self.differing_ids.check_access("write")
        self.differing_ids._cancel(self.env._("The leaves have changed since."))
        return self.action_compute()

    def action_open(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_ledger_event_action")
        return {**action, "domain": [("cycle_id", "=", self.cycle_id.id), ("origin", "=", "leave")], "context": {}}

    # -- inside ----------------------------------------------------------------------------------------------------
    def _check_office(self):
        self.check_access("write")
        require_office(self.cycle_id, self.env._("The assessment office does this."))
        self.cycle_id.check_access("read")
        if self.cycle_id.state not in RUNNING or self.cycle_id._subject_field() != "employee_id":
            raise UserError(
                self.env._(
                    "%(cycle)s: leaves give points only to people, while the cycle is under way.",
                    cycle=self.cycle_id.name,
                )
            )

    def _remember(self, lines, types):
        """Which leaves are meant is each company's own choice, also on a line of rules that all companies share.

        As superuser for that reason; what other companies chose of their own leaves stays.
        """
        company = self.cycle_id.company_id
        for line in lines.sudo():
            others = line.leave_type_ids.filtered(lambda one: one.company_id and one.company_id != company)
            line.leave_type_ids = others | types

    def _propose(self, lines):
        """Five queries of the roster, two of the leaves, one of what is there; one create for all new proposals."""
        cycle = self.cycle_id.sudo().with_context(lang=self.cycle_id.sudo().scheme_id._text_lang())
        people = [row.employee_id for row in subjects(roster(cycle, cycle._as_of(cycle.cut_off)))]
        due = leave_days(cycle, lines.sudo(), people)
        drafts, settled = self._there(cycle, lines)
        values, changed, differing = [], {}, []
        for key, days in due.items():
            if key in settled:
                if abs(settled[key].count - days.days) > 0.001:
                    differing.append((settled[key], days.days))
            elif key not in drafts:
                values.append(self._values(cycle, *key, days))
            elif (drafts[key].count, drafts[key].evidence) != (days.days, self._explain(cycle, days)):
                changed[key] = days
        differing += [(event, 0) for key, event in settled.items() if key not in due]
        gone = [event.id for key, event in drafts.items() if key not in due]
        Event = self.env["cadre.ledger.event"].sudo().with_context(**QUIET)
        Event.create(values)
        for key, days in changed.items():
            drafts[key].with_context(**QUIET).write({"count": days.days, "evidence": self._explain(cycle, days)})
        guarded(Event.browse(gone)).unlink()
        events = Event.union(*(event for event, _days in differing))
        self.write(
            {
                "state": "done",
                "new_count": len(values),
                "changed_count": len(changed),
                "dropped_count": len(gone),
                "same_count": len(due) - len(values) - len(changed) - sum(1 for _event, days in differing if days),
                "differing_count": len(differing),
                "differing_ids": [(6, 0, events.ids)],
                "differing_text": self._differing_text(differing),
            }
        )

    def _there(self, cycle, lines):
        """({key: draft}, {key: handed in or confirmed event}) of the proposals made before."""
        events = (
            self.env["cadre.ledger.event"]
            .sudo()
            .search(
                [
                    ("cycle_id", "=", cycle.id),
                    ("adjustment_id", "in", lines.ids),
                    ("origin", "=", "leave"),
                    ("state", "!=", "cancelled"),
                ]
            )
        )
        keyed = {(event.adjustment_id.id, event.employee_ids[:1].id): event for event in events}
        drafts = {key: event for key, event in keyed.items() if event.state == "draft"}
        return drafts, {key: event for key, event in keyed.items() if key not in drafts}

    def _values(self, cycle, line_id, employee_id, days):
        line = self.env["cadre.scheme.adjustment"].browse(line_id)
        return {
            "cycle_id": cycle.id,
            "adjustment_id": line_id,
            "title": line.name,
            "date": cycle.date_to,
            "target": "individual",
            "employee_ids": [(6, 0, [employee_id])],
            "count": days.days,
            "evidence": self._explain(cycle, days),
            "origin": "leave",
        }

    def _explain(self, cycle, days):
        """How the days came about, in the language of the scheme: it stands in the ledger and on paper."""
        env = cycle.env
        if days.personal or days.taken > days.granted:
            return env._(
                "Personal leave %(personal)g days; annual leave granted %(granted)g, taken %(taken)g days",
                personal=days.personal,
                granted=days.granted,
                taken=days.taken,
            )
        return env._(
            "Annual leave granted %(granted)g, taken %(taken)g, not taken %(days)g days",
            granted=days.granted,
            taken=days.taken,
            days=days.days,
        )

    def _differing_text(self, differing):
        lines = [
            self.env._(
                "%(who)s: %(confirmed)g confirmed, %(days)g by the leaves",
                who=listed(self.env, event.employee_ids.mapped("name")),
                confirmed=event.count,
                days=days,
            )
            for event, days in differing[:SHOWN]
        ]
        return "\n".join(lines)

    def _reopen(self):
        return dialog(self, self.env._("Points from Leaves"))
