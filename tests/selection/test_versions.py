"""A procedure is copied and followed like a scheme: one piece makes both."""

from odoo.exceptions import UserError

from tests.selection.common import SelectionCase


class TestVersions(SelectionCase):
    def setUp(self):
        super().setUp()
        self.procedure = self.env["cadre.procedure"].search([("code", "=", "S4P1")])

    def test_copied_twice(self):
        """A second copy finds a code that is free, and its steps wait for its own steps."""
        first = self.procedure.copy()
        second = self.procedure.copy()
        self.assertEqual(len({self.procedure.code, first.code, second.code}), 3)
        for copy in (first, second):
            self.assertEqual(copy.state, "draft")
            self.assertLessEqual(copy.step_ids.after_ids, copy.step_ids)
            self.assertEqual(len(copy.step_ids.after_ids), len(self.procedure.step_ids.after_ids))

    def test_one_draft_at_a_time(self):
        self.procedure.action_new_version()
        with self.assertRaisesRegex(UserError, "still a draft"):
            self.procedure.action_new_version()
