"""Two raters in the same instant want the last seat: one gets it, the other is told (S0-20)."""

import threading
import time
from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger


@tagged("-at_install", "post_install")
class TestLastSeat(BaseCase):
    """In two real transactions. The rows are committed and removed again: only committed rows can be fought over."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.made = []
        self.addCleanup(self._remove)
        with self.registry.cursor() as cr:
            self._make(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True}))

    def _make(self, env):
        """One seat, two leaders, one record each."""
        create = partial(self._create, env)
        scale = create("cadre.scale", name="竞争", code="T-RACE", grade_ids=[(0, 0, {"name": "优秀", "code": "a"})])
        regulation = create("cadre.regulation", name="竞争", code="T-RACE")
        scheme = create(
            "cadre.scheme",
            name="竞争",
            code="T-RACE",
            regulation_id=regulation.id,
            result_scale_id=scale.id,
            period_ids=[(0, 0, {"level": "half", "rated": True, "scale_id": scale.id})],
            quota_ids=[
                (
                    0,
                    0,
                    {
                        "code": "q",
                        "name": "q",
                        "use": "period",
                        "period_level": "half",
                        "number": 1,
                        "grade_id": scale.grade_ids.id,
                    },
                )
            ],
        )
        unit = create("hr.department", name="竞争单位")
        cycle = create(
            "cadre.cycle",
            name="竞争",
            year=2025,
            scheme_id=scheme.id,
            unit_id=unit.id,
            date_from="2025-01-01",
            date_to="2025-12-31",
            cut_off="2025-12-31",
            state="open",
        )
        period = create(
            "cadre.period",
            cycle_id=cycle.id,
            rule_id=scheme.period_ids.id,
            level="half",
            number=1,
            name="上半年",
            date_from="2025-01-01",
            date_to="2025-06-30",
            due="2025-07-05",
        )
        self.pool_id = create(
            "cadre.pool", cycle_id=cycle.id, quota_id=scheme.quota_ids.id, period_id=period.id, base=5, seats=1
        ).id
        self.grade_id, self.raters = scale.grade_ids.id, []
        for n in (1, 2):
            user = new_test_user(env, login=f"race_leader_{n}", groups="cadre_assessment.group_cadre_leader")
            self.made += [("res.partner", user.partner_id.id), ("res.users", user.id)]
            leader = create("hr.employee", name=f"领导{n}", user_id=user.id)
            person = create("hr.employee", name=f"干部{n}")
            report = create(
                "cadre.progress.report",
                cycle_id=cycle.id,
                period_id=period.id,
                employee_id=person.id,
                employee_name=person.name,
                leader_id=leader.id,
                state="submitted",
            )
            self.raters.append((user.id, report.id))

    def _create(self, env, model, **values):
        record = env[model].create(values)
        self.made.append((model, record.id))
        return record

    def _remove(self):
        with self.registry.cursor() as cr:
            env = guarded(api.Environment(cr, SUPERUSER_ID, {})["cadre.pool"]).env
            people = [record_id for model, record_id in self.made if model == "hr.employee"]
            # whose account it was is kept for good; only these people never were
            cr.execute("DELETE FROM cadre_account WHERE employee_id = ANY(%s)", (people,))
            for model, record_id in reversed(self.made):
                env[model].browse(record_id).unlink()

    def _rate(self, cr, number):
        user_id, report_id = self.raters[number]
        env = api.Environment(cr, user_id, {})
        return partial(env["cadre.progress.report"].browse(report_id).action_rate, self.grade_id), env

    def _in_thread(self, number, outcome, start=None):
        """As the web server does it: the whole call again when the database says that rows have changed."""

        def run():
            if start:
                start.wait()
            try:
                with self.registry.cursor() as cr:
                    retrying(*self._rate(cr, number))
                outcome[number] = "rated"
            except UserError as error:
                outcome[number] = str(error)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def _used(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT used FROM cadre_pool WHERE id = %s", [self.pool_id])
            [used] = cr.fetchone()
            cr.execute("SELECT count(*) FROM cadre_progress_report WHERE grade_id = %s", [self.grade_id])
            return used, cr.fetchone()[0]

    @mute_logger("odoo.sql_db")  # a lock that is not had at once is logged, then tried again
    def test_second_waits_and_is_refused(self):
        """The second rater looked when the seat was still free; he waits, looks again, and is refused."""
        outcome = {}
        with self.registry.cursor() as cr:
            rate, _env = self._rate(cr, 0)
            rate()
            thread = self._in_thread(1, outcome)
            time.sleep(0.5)
            self.assertEqual(outcome, {}, "the second one waits for the first")
        thread.join(60)
        self.assertIn("has 1 seats", outcome[1])
        self.assertEqual(self._used(), (1, 1))

    @mute_logger("odoo.sql_db")  # a lock that is not had at once is logged, then tried again
    def test_same_instant(self):
        """Both at once: exactly one of them has it."""
        outcome, start = {}, threading.Event()
        threads = [self._in_thread(number, outcome, start) for number in (0, 1)]
        start.set()
        for thread in threads:
            thread.join(60)
        self.assertEqual(sorted(text == "rated" for text in outcome.values()), [False, True])
        self.assertEqual(self._used(), (1, 1))
