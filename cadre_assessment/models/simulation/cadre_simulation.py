"""Simulate other rules: a cycle's data, computed by another scheme, beside its own."""

from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import EngineError, evaluate
from ..company import company_of
from ..computation.gather import View, facts_of_gates, read, subjects
from ..computation.gather_facts import units_decided_before
from ..office import require_office
from .sides import sides
from .transfer import OtherRules


class CadreSimulation(models.Model):
    """Computes in memory and writes its own lines only: no assessment, no trace, no pool, no archive.

    Both sides are computed at the same moment from the same records, so that what differs follows from the rules alone.
    Counterparts are found by their codes; a copy or a new version of the cycle's scheme has the same codes.
    """

    _name = "cadre.simulation"
    _description = "Simulation of Other Rules"
    _inherit = ["cadre.of.cycle.mixin", "cadre.discreet.mixin"]
    _check_company_auto = True
    _order = "id desc"

    name = fields.Char(compute="_compute_name", store=True)
    cycle_id = fields.Many2one(
        "cadre.cycle",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
        domain="[('state', '!=', 'draft')]",
        help="Whose records are used. Nothing in it is changed.",
    )
    company_id = company_of("cycle_id")
    current_scheme_id = fields.Many2one(related="cycle_id.scheme_id", string="Rules of the Cycle")
    subject_kind = fields.Selection(related="cycle_id.scheme_id.subject_kind")
    scheme_id = fields.Many2one(
        "cadre.scheme",
        string="Other Rules",
        required=True,
        ondelete="cascade",
        check_company=True,
        domain="[('subject_kind', '=', subject_kind), ('id', '!=', current_scheme_id)]",
        help="A draft will do: copy the scheme of the cycle, change what you want to try, and choose the copy here.",
    )
    run_on = fields.Datetime(string="Computed on", readonly=True, copy=False)
    line_ids = fields.One2many("cadre.simulation.line", "simulation_id", readonly=True, copy=False)
    subject_count = fields.Integer(string="Subjects", readonly=True, copy=False)
    changed_count = fields.Integer(string="Other Grade or Award", readonly=True, copy=False)
    up_count = fields.Integer(string="Better", readonly=True, copy=False)
    down_count = fields.Integer(string="Worse", readonly=True, copy=False)
    left_out = fields.Text(
        string="Not Carried Over", readonly=True, copy=False, help="Records without a counterpart in the other rules."
    )

    @api.depends("cycle_id.name", "scheme_id.name", "scheme_id.version")
    def _compute_name(self):
        for simulation in self:
            scheme = simulation.scheme_id and simulation.scheme_id._full_name()
            simulation.name = " → ".join(filter(None, (simulation.cycle_id.name, scheme)))

    @api.constrains("cycle_id", "scheme_id")
    def _check_kind(self):
        for simulation in self:
            if simulation.scheme_id.subject_kind != simulation.cycle_id.scheme_id.subject_kind:
                raise UserError(
                    self.env._(
                        "%(scheme)s assesses other subjects than %(cycle)s.",
                        scheme=simulation.scheme_id.display_name,
                        cycle=simulation.cycle_id.name,
                    )
                )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_run(self):
        """Compute the cycle by its own rules and by the others, and keep both side by side. Office only."""
        self.ensure_one()
        require_office(self.cycle_id, self.env._("Simulations are run by the assessment office."))
        self.check_access("write")
        self.cycle_id.check_access("write")
        self.scheme_id.check_access("read")
        self._run()
        return True

    def action_lines(self):
        """The lines on a page of their own, those with another grade first in sight."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_simulation_line_action")
        context = {"search_default_changed": 1} if self.changed_count else {}
        return {**action, "domain": [("simulation_id", "=", self.id)], "context": context, "name": self.name}

    # -- business --------------------------------------------------------------------------------------------------
    def _run(self):
        simulation = self.sudo()
        cycle, scheme = simulation.cycle_id, simulation.scheme_id
        scheme._refuse_problems()
        assessments = cycle.assessment_ids.filtered("assessed")
        if not assessments:
            raise UserError(self.env._("%(cycle)s has nobody to assess.", cycle=cycle.name))
        with self._naming(scheme):
            other = scheme.with_context(lang=scheme._text_lang())._engine_scheme(cycle.year)
        with self._naming(cycle.scheme_id):
            own = cycle.scheme_id.with_context(lang=cycle.scheme_id._text_lang())._engine_scheme(cycle.year)
            records = read(cycle, own, facts_of_gates(own) | facts_of_gates(other), assessments.ids)
            old = evaluate(own, subjects(records, View(records.places)), records.pools)
        teams = {unit: result.team_grade for unit, result in units_decided_before(cycle).items()}
        view = OtherRules(cycle.scheme_id, scheme, records, teams)
        with self._naming(scheme):
            new = evaluate(other, subjects(records, view), view.pools())
        found = sides(self.env, cycle, scheme, old, new)
        simulation.line_ids.unlink()
        rows = [{**values, "simulation_id": simulation.id} for values in found]
        simulation.env["cadre.simulation.line"].create(rows)
        simulation.write(
            {
                "run_on": fields.Datetime.now(),
                "subject_count": len(found),
                "changed_count": sum(values["change"] != "same" for values in found),
                "up_count": sum(values["change"] == "up" for values in found),
                "down_count": sum(values["change"] == "down" for values in found),
                "left_out": self._left_out(view.left),
            }
        )

    @contextmanager
    def _naming(self, record):
        """A rule that cannot be computed with is said in a sentence, with the scheme it belongs to."""
        try:
            yield
        except EngineError as error:
            raise UserError(
                self.env._("%(scheme)s cannot be computed: %(error)s.", scheme=record.display_name, error=error)
            ) from error

    def _left_out(self, left):
        """One line for each thing that has no counterpart, with how many records of it there are."""
        kinds = {
            "component": self.env._("component"),
            "grade": self.env._("grade"),
            "counted": self.env._("what is counted"),
            "tariff": self.env._("tariff line"),
        }
        return "\n".join(f"{kinds[kind]} {code}: {number}" for (kind, code), number in sorted(left.items()))
