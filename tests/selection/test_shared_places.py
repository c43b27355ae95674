"""Posts of one selection that stand in the same row of the headcount are counted together  (S4-P2-09, S4-P4-03)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from tests.common import CadreCase

from .acts import ActsBuilder


@tagged("post_install", "-at_install")
class TestSharedPlaces(ActsBuilder, CadreCase):
    def test_posts_of_one_row(self):
        """Two posts of a selection under one number are counted together: one place does not do for both."""
        jobs = self.job | self.other_job
        with self.assertRaisesRegex(UserError, "2 to be filled, 1 free"):
            self.begun(jobs=jobs)
        self.number.approved = 2
        selection = self.begun(jobs=jobs)
        self.do(selection, "headcount")
