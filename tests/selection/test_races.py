"""Two at once in one selection: whoever comes second has to look again, whichever step he takes."""

from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger
from psycopg2.errors import SerializationFailure, UniqueViolation


@tagged("-at_install", "post_install")
class TestTwoAtOnce(BaseCase):
    """In two real transactions; the rows are committed and removed again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.made = []
        self.addCleanup(self._remove)
        with self.registry.cursor() as cr:
            self._make(self._env(cr))

    def _env(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})

    def _make(self, env):
        create = partial(self._create, env)
        unit = create("hr.department", name="并发单位", is_unit=True)
        regulation = create("cadre.regulation", name="并发选拔", code="T-RACE-P")
        steps = [(0, 0, {"code": code, "name": code, "kind": "proposal"}) for code in ("first", "second")]
        procedure = create(
            "cadre.procedure", name="并发选拔", code="T-RACE-P", regulation_id=regulation.id, step_ids=steps
        )
        first, second = procedure.step_ids
        second.after_ids = first
        person = create("hr.employee", name="并发人选")
        selection = create(
            "cadre.selection",
            name="并发选拔",
            procedure_id=procedure.id,
            unit_id=unit.id,
            state="running",
            begun_on="2025-01-06",
            date_from="2025-01-06",
            post_ids=[(0, 0, {"name": "并发职位"})],
        )
        self.selection_id, self.steps = selection.id, selection.step_ids.sorted("sequence").ids
        self.candidate_id = create(
            "cadre.candidate",
            selection_id=selection.id,
            post_id=selection.post_ids.id,
            employee_id=person.id,
            state="decided",
        ).id

    def _create(self, env, model, **values):
        record = guarded(env[model]).create(values)
        self.made.append((model, record.id))
        return record

    def _remove(self):
        with self.registry.cursor() as cr:
            env = self._env(cr)
            for model, record_id in reversed(self.made):
                guarded(env[model]).browse(record_id).exists().unlink()

    def _both(self, first, second, refused):
        """Both read the selection; ``first`` acts and is through, then ``second`` must not go on by what it read."""
        with self.registry.cursor() as one, self.registry.cursor() as two:
            mine, other = (self._env(cr)["cadre.selection"].browse(self.selection_id) for cr in (one, two))
            for selection in (mine, other):
                selection.step_ids.mapped("state")
            first(mine)
            one.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(refused):
                second(other)
                other.env.flush_all()
            two.rollback()

    def _step(self, number):
        return lambda selection: selection.env["cadre.selection.step"].browse(self.steps[number]).action_do()

    def test_the_same_step(self):
        self._both(self._step(0), self._step(0), SerializationFailure)

    def test_opened_again_while_the_next_is_taken(self):
        """Each alone is allowed; together the second step would be done and the one before it open."""
        with self.registry.cursor() as cr:
            self._step(0)(self._env(cr)["cadre.selection"].browse(self.selection_id))
        reopen = lambda selection: selection.step_ids[0]._reason_reopen("写错了")  # noqa: E731
        self._both(self._step(1), reopen, SerializationFailure)
        with self.registry.cursor() as cr:
            states = self._env(cr)["cadre.selection"].browse(self.selection_id).step_ids.mapped("state")
        self.assertEqual(states, ["done", "done"])

    def test_appointed_twice(self):
        """Two documents at the same moment for one candidate: he is appointed once."""

        def appoint(selection):
            candidate = selection.env["cadre.candidate"].browse(self.candidate_id)
            act = guarded(selection.env["cadre.appointment"]).create(
                {
                    "selection_id": selection.id,
                    "candidate_id": candidate.id,
                    "employee_id": candidate.employee_id.id,
                    "post_id": candidate.post_id.id,
                    "post_name": "并发职位",
                    "effective_on": "2025-01-10",
                }
            )
            selection.env.flush_all()
            return act

        def first(selection):
            self.made.append(("cadre.appointment", appoint(selection).id))

        self._both(first, appoint, (UniqueViolation, SerializationFailure))

    def test_on_standby_twice(self):
        """Two clicks at the same moment: nobody is on standby twice."""
        with self.registry.cursor() as cr:
            selection = self._env(cr)["cadre.selection"].browse(self.selection_id)
            guarded(selection.procedure_id).write({"subject": "double", "standby_months": 3})
            document = selection.step_ids[0]
            guarded(document.rule_id).write({"kind": "document"})
            guarded(document).write({"state": "done", "done_on": "2025-01-10"})
            person = self._create(selection.env, "hr.employee", name="并发落选", department_id=selection.unit_id.id)
            self.assertIn(person, selection._unplaced())

        def first(selection):
            selection.action_standby()
            terms = selection.standby_ids
            self.assertEqual(len(terms), len(terms.employee_id))
            self.assertTrue(terms)
            self.made += [("cadre.term", term.id) for term in terms]

        self._both(first, lambda selection: selection.action_standby(), SerializationFailure)

    def test_prepared_twice(self):
        """Two clicks at the same moment make one notice, or one ballot, for a step."""
        with self.registry.cursor() as cr:
            step = self._env(cr)["cadre.selection.step"].browse(self.steps[0])
            guarded(step.rule_id).write({"kind": "notice"})

        def prepare(selection):
            selection.env["cadre.selection.step"].browse(self.steps[0]).action_prepare()

        def first(selection):
            prepare(selection)
            notice = selection.env["cadre.notice"].search([("step_id", "=", self.steps[0])])
            self.assertEqual(len(notice), 1)
            self.made.append(("cadre.notice", notice.id))

        self._both(first, prepare, SerializationFailure)
