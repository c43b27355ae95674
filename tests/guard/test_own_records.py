"""What is about an officer, another one creates, changes and deletes.

Every guarded model, every part of one and the archive, over real RPC, by an officer who is assessed himself.
"""

from odoo.tests import tagged

from .year import SweepCase

ALSO = ("cadre.result", "cadre.posting", "cadre.honour")


@tagged("post_install", "-at_install")
class TestOwnRecords(SweepCase):
    """What the author does on his own record stays; the office's powers end there."""

    def _own(self, name):
        records = self.env[name].sudo().with_context(active_test=False).search([])
        return records.with_user(self.officer_user).filtered(lambda one: one.sudo()._is_own())[:1]

    def test_every_model(self):
        """Write and unlink of a record about himself: only as its author."""
        asked = set()
        for name in (*self.guarded_models, *ALSO):
            own = self._own(name)
            change = self._change(own.sudo())
            if not own or not change:
                continue
            asked.add(name)
            self.env.flush_all()
            self.env.invalidate_all()
            before = own.sudo().read()
            if "write" not in own._own_work:
                with self.quiet():
                    self.assertFalse(self._call(self.officer_user, name, "write", own.ids, change), name)
            if "unlink" not in own._own_work:
                with self.quiet():
                    self.assertFalse(self._call(self.officer_user, name, "unlink", own.ids), name)
            self.env.invalidate_all()
            self.assertEqual(own.sudo().read(), before, name)
        self.assertGreaterEqual(
            asked,
            {
                *("cadre.assessment", "cadre.finding", "cadre.decision.line", "cadre.document", "cadre.posting"),
                "cadre.honour",
                *("cadre.progress.report", "cadre.rectification", "cadre.work.plan", "cadre.work.item"),
            },
        )

    def test_every_step(self):
        """Of the steps on his own record he takes those of its author only."""
        for name in self.guarded_models:
            model = self.env[name]
            own = self._own(name)
            if not own or not hasattr(model, "_all_steps"):
                continue
            for code, step in model._all_steps().items():
                if not step.own:
                    with self.subTest(model=name, step=code):
                        self.assertFalse(own._may(code))

    def test_office_fields(self):
        """Nor does he write on his own list, record or paper what only the office writes there."""
        for name, values in (
            ("cadre.work.plan", {"leader_id": self.officer.id}),
            ("cadre.progress.report", {"leader_id": self.officer.id}),
            ("cadre.document", {"due": "2030-01-01"}),
            ("cadre.assessment", {"advanced": True}),
        ):
            own = self._own(name)
            with self.quiet(), self.subTest(model=name):
                self.assertFalse(self._call(self.officer_user, name, "write", own.ids, values))
        free = self.period(self.cycle, "year", 1)
        self.env["cadre.progress.report"].search(
            [("period_id", "=", free.id), ("employee_id", "=", self.officer.id)]
        ).sudo().unlink()
        values = {"period_id": free.id, "leader_id": self.officer.id}
        with self.quiet():
            self.assertFalse(self._call(self.officer_user, "cadre.progress.report", "create", [values]))

    def test_named(self):
        """优秀 imported for himself, for a running or an earlier year; a rectification of his own, made by himself."""
        result = {
            "employee_id": self.officer.id,
            "name": self.officer.name,
            "regulation": "方案",
            "grade_code": "a",
            "grade_name": "优秀",
            "origin_note": "档案",
        }
        rectification = {
            "cycle_id": self.cycle.id,
            "problem": "问题",
            "responsible_id": self.officer.id,
            "due": "2025-12-01",
        }
        with self.quiet():
            for year in (2025, 2024):
                made = self._call(self.officer_user, "cadre.result", "create", [{**result, "year": year}])
                self.assertFalse(made)
                head = ["employee_id/.id", "year", "regulation", "grade_code", "grade_name", "origin_note", "name"]
                row = [str(self.officer.id), str(year), "方案", "a", "优秀", "档案", self.officer.name]
                self._call(self.officer_user, "cadre.result", "load", head, [row])
            others = {**result, "employee_id": self.other.id, "name": self.other.name}
            self.assertFalse(self._call(self.officer_user, "cadre.result", "create", [{**others, "year": 2025}]))
            self.assertTrue(self._call(self.officer_user, "cadre.result", "create", [{**others, "year": 2024}]))
            self.assertFalse(self._call(self.officer_user, "cadre.rectification", "create", [rectification]))
        self.env.invalidate_all()
        self.assertFalse(self.env["cadre.result"].search([("employee_id", "=", self.officer.id)]))
        self.assertTrue(self._call(self.manager_user, "cadre.rectification", "create", [rectification]))
