"""Two clicks on "Compute" at the same moment: one computes, the other is told."""

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged


@tagged("-at_install", "post_install")
class TestDoubleClick(BaseCase):
    """In two real transactions; the rows are committed and removed again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.made = []
        self.addCleanup(self._remove)
        with self.registry.cursor() as cr:
            env = self._env(cr)
            unit = self._create(env, "hr.department", name="双击单位")
            values = {"name": "双击", "year": 2025, "scheme_id": env.ref("regulations.scheme_s0").id}
            self.cycle_id = self._create(env, "cadre.cycle", **values, unit_id=unit.id, state="open").id

    def _env(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def _create(self, env, model, **values):
        record = env[model].create(values)
        self.made.append((model, record.id))
        return record

    def _remove(self):
        with self.registry.cursor() as cr:
            env = self._env(cr)
            for model, record_id in reversed(self.made):
                env[model].browse(record_id).unlink()

    def test_the_second_click_is_told(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            self._env(first)["cadre.cycle"].browse(self.cycle_id)._lock_for_compute()
            other = self._env(second)["cadre.cycle"].browse(self.cycle_id)
            with self.assertRaisesRegex(UserError, "being computed"):
                other.action_compute()
            first.rollback()
            second.rollback()
            other._lock_for_compute()
            second.rollback()
