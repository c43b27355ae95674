"""What the assessments give a cycle: its subjects, the computation, and who decides."""

from contextlib import contextmanager

from odoo import fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools import SQL

from ...engine import EngineError, evaluate
from ..computation import bulk
from ..computation import outcome as outcomes
from ..computation.gather import gather
from ..computation.gather_facts import units_decided_before
from ..computation.gather_pools import pools_of_others, seats_held
from ..cycle.roster import roster
from ..guard import Step, guarded
from ..listing import listed
from ..rows import uncollected
from ..states import DECIDED, RUNNING, UNDECIDED
from . import snapshot
from .cadre_finding import create_findings


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    assessment_ids = fields.One2many("cadre.assessment", "cycle_id")
    computed_at = fields.Datetime(readonly=True, copy=False)
    snapshot_stamp = fields.Char(readonly=True, copy=False, groups="base.group_system")
    compute_run = fields.Integer(string="Computations", readonly=True, copy=False, aggregator=None)

    _steps = (Step("compute", RUNNING, "computed", "_is_office"),)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_compute(self):
        """Compute the whole cycle: every total with its trace, ranks, seats, proposals with their reasons.

        Computing again without a change changes nothing; otherwise the assessments show what is different.
        """
        for cycle in self:
            cycle.check_access("write")
            cycle._lock_for_compute()
            cycle._take("compute")
            cycle._compute_all()
        return True

    # -- opening ---------------------------------------------------------------------------------------------------
    def _on_open(self):
        """Everybody the scope rules look at becomes a subject, or stands here with the reason why not (S0-01)."""
        result = super()._on_open()
        for cycle in self:
            create_findings(snapshot.create_assessments(cycle, roster(cycle, cycle._as_of())))
        return result

    def _on_refresh(self):
        """Newcomers become subjects; who moved stands here with the new post."""
        result = super()._on_refresh()
        for cycle in self:
            create_findings(snapshot.refresh(cycle, cycle._as_of()))
        return result

    def _people_owing(self):
        """Without lists those who are assessed, read from their assessments: no roster is drawn up to count them.

        Where somebody of the unit stands in none of them (he came since the last refresh), the roster says.
        """
        if (
            not self._owed_from_the_beginning()
            or self.state == "draft"
            or self._subject_field() != "employee_id"
            or self._newcomers()
        ):
            return super()._people_owing()
        query = SQL(
            "SELECT DISTINCT employee_id FROM cadre_assessment "
            "WHERE cycle_id = %s AND assessed AND employee_id IS NOT NULL",
            self.id,
        )
        return [employee for (employee,) in self.env.execute_query(query)]

    def _newcomers(self):
        """Whether somebody now works in the unit of the cycle about whom it has no assessment yet (1 query)."""
        query = SQL(
            """
            SELECT EXISTS (SELECT 1
                             FROM hr_department unit
                             JOIN hr_department d ON d.parent_path LIKE unit.parent_path || '%%'
                             JOIN hr_version v ON v.department_id = d.id
                             JOIN hr_employee e ON e.current_version_id = v.id AND e.active
                            WHERE unit.id = %s
                              AND NOT EXISTS (SELECT 1 FROM cadre_assessment a
                                               WHERE a.cycle_id = %s AND a.employee_id = e.id))
            """,
            self.unit_id.id,
            self.id,
        )
        return self.env.execute_query(query)[0][0]

    # -- computing -------------------------------------------------------------------------------------------------
    def _compute_all(self):
        """Refresh the snapshot, gather, evaluate once, write once (law 2)."""
        self.ensure_one()
        self._check_decided_first()
        self._refresh_team_grades()
        create_findings(snapshot.refresh(self, self.cut_off))
        run = self.compute_run + 1
        with uncollected():
            gathered = self._gather()
            if gathered.homeless:
                self._refresh_pools()
                gathered = self._gather()
            if not gathered.subjects:
                raise UserError(self.env._("%(cycle)s has nobody to assess: look at the scope rules.", cycle=self.name))
            changes = outcomes.write(self, gathered, self._evaluate(gathered), run)
        guarded(self.sudo()).write({"computed_at": fields.Datetime.now(), "compute_run": run})
        self._report_changes(len(gathered.subjects), changes)
        return changes

    def _check_decided_first(self):
        """What this cycle takes over from others must be decided there (team before persons, unit before head)."""
        waiting = self.sudo().prerequisite_ids.filtered(lambda one: one.state in UNDECIDED)
        if waiting:
            raise UserError(
                self.env._(
                    "%(cycle)s takes over results of %(others)s: decide there first, then compute here.",
                    cycle=self.name,
                    others=listed(self.env, waiting.mapped("name")),
                )
            )

    def _lock_for_compute(self):
        """Two clicks at the same moment: the second one is told so instead of computing twice."""
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._("%(cycle)s is being computed at this moment. Look at it again in a minute.", cycle=self.name)
            ) from error

    def _gather(self, only=None):
        with self._naming_the_rule():
            return gather(self, only=only)

    def _evaluate(self, gathered):
        with self._naming_the_rule():
            return evaluate(gathered.scheme, gathered.subjects, gathered.pools)

    @contextmanager
    def _naming_the_rule(self):
        """What nobody can be computed with is a rule, and its sentence names it; an input stops only its subject."""
        try:
            yield
        except EngineError as error:
            raise UserError(
                self.env._(
                    "%(cycle)s cannot be computed: %(error)s. Correct the rule or the record named and compute again.",
                    cycle=self.name,
                    error=error,
                )
            ) from error

    def _report_changes(self, count, changes):
        """Say in the chatter what is different. Numbers only: everybody who sees the cycle reads its chatter."""
        if not changes.written:
            body = self.env._("Computed %(count)s people: nothing changed since the last time.", count=count)
        else:
            body = self.env._(
                "Computed %(count)s people: %(first)s for the first time, "
                "%(moved)s with another result than the last time.",
                count=count,
                first=len(changes.first),
                moved=len(changes.moved),
            )
        self.sudo().message_post(body=body)

    def _outdated(self, subjects):
        """Those of ``subjects`` whose result would be another one if it were computed now; nothing is written.

        After a late event, and where the body put somebody off and decided on the others, ranks are those among all.
        """
        self.ensure_one()
        late = subjects if self.state in DECIDED else subjects.filtered("late_reason")
        if late:
            return subjects.browse(outcomes.different(self, *self._evaluate_alone(late)))
        gathered = self._gather()
        stale = {*outcomes.different(self, gathered, self._evaluate(gathered)), *snapshot.outdated(self)}
        return subjects.filtered(lambda one: one.id in stale)

    # -- a late event ----------------------------------------------------------------------------------------------
    def _recompute(self, subjects):
        """Compute ``subjects`` alone, after the archive: they compete for the seats nobody else holds.

        Seats keep their base (G14); the results of the others stand as they were archived.
        """
        for cycle in self:
            mine = subjects.filtered(lambda one, cycle=cycle: one.cycle_id == cycle)
            cycle._lock_for_compute()
            gathered, result = cycle._evaluate_alone(mine)
            outcomes.write(cycle, gathered, result, cycle.compute_run, pools=False)

    def _evaluate_alone(self, subjects):
        gathered = self._gather(only=subjects.ids)
        gathered = gathered._replace(pools=pools_of_others(self, gathered.pools, subjects.ids))
        return gathered, self._with_ranks(self._evaluate(gathered), subjects)

    def _write_used(self):
        """Write how many seats of every result pool are taken: by what is decided, else by what is proposed."""
        Pool = self.env["cadre.pool"].sudo()
        rows = []
        for cycle in self:
            held = seats_held(cycle)
            pools = Pool.search([("cycle_id", "=", cycle.id), ("quota_id.use", "=", "result")])
            rows += [bulk.row(pool, held[pool]) for pool in pools.ids]
        bulk.update_from(Pool, ["used"], rows)
        bulk.refreshed(self.sudo().pool_ids, ["used"])

    def _with_ranks(self, result, subjects):
        """The ranks of a few subjects among everybody of their group (G1)."""
        rows = self.env.execute_query(
            SQL(
                "SELECT comparison_group_id, total::text FROM cadre_assessment "
                "WHERE cycle_id = %s AND assessed AND has_total AND NOT id = ANY(%s)",
                self.id,
                subjects.ids,
            )
        )
        return outcomes.ranked_among(result, rows, {one.id: one.comparison_group_id.id or None for one in subjects})

    def _units_not_reported(self, today):
        """{id of a unit: names of its letter, papers and own evaluation that are overdue}.

        The own evaluation is owed when the year is over (S2B-02). Three queries, however many units.
        """
        self.ensure_one()
        found, kinds = {}, dict(self.env["cadre.work.plan"]._fields["kind"]._description_selection(self.env))
        for model in ("cadre.work.plan", "cadre.document"):
            owed = self.env[model].search(
                [
                    ("cycle_id", "=", self.id),
                    ("subject_unit_id", "!=", False),
                    ("state", "=", "draft"),
                    ("due", "<", today),
                ]
            )
            for one in owed:
                name = one.name if model == "cadre.document" else kinds[one.kind]
                found.setdefault(one.subject_unit_id.id, []).append(name)
        if self.date_to < today:
            own = [("cycle_id", "=", self.id), ("subject_unit_id", "!=", False), ("state", "=", "self")]
            for unit, lines in self.env["cadre.score"]._read_group(own, ["subject_unit_id"], ["__count"]):
                name = self.env._("own evaluation (%(lines)s lines)", lines=lines)
                found.setdefault(unit.id, []).append(name)
        return found

    def action_not_reported(self):
        """In a cycle of units the list is one of units."""
        action = super().action_not_reported()
        if self._subject_field() == "employee_id":
            return action
        units = list(self.sudo()._units_not_reported(self._today()))
        return {**action, "domain": [("cycle_id", "=", self.id), ("subject_unit_id", "in", units)]}

    def _team_grades(self):
        found = super()._team_grades()
        self.env.flush_all()
        found |= {unit: result.team_grade for unit, result in units_decided_before(self).items() if result.team_grade}
        return found

    def _assessed_elsewhere(self, employee_ids):
        others = (
            self.env["cadre.assessment"]
            .sudo()
            ._read_group(
                [
                    ("cycle_id", "!=", self.id),
                    ("cycle_id.year", "=", self.year),
                    ("company_id", "=", self.company_id.id),
                    ("employee_id", "in", list(employee_ids)),
                    ("assessed", "=", True),
                ],
                ["employee_id", "cycle_id"],
            )
        )
        same = self.sudo().scheme_id.regulation_id
        others = sorted(others, key=lambda pair: (pair[1].scheme_id.regulation_id == same, -pair[1].id))
        return super()._assessed_elsewhere(employee_ids) | {person.id: cycle for person, cycle in others}

    def _subject_counts(self):
        """Counted on the assessments themselves, where there are some."""
        counts = super()._subject_counts()
        groups = (
            self.env["cadre.assessment"]
            .sudo()
            ._read_group([("cycle_id", "in", self.ids), ("assessed", "=", True)], ["cycle_id"], ["__count"])
        )
        return counts | {cycle.id: count for cycle, count in groups}
