"""Make a kept database of a release: a finished year of a small office, made by the tests' own builders.

Run in a checkout of that release, with nothing else in the database; ``tests/kept/README.md`` has the commands. The
test commits on purpose: what it leaves is dumped, and every later release must be able to update it.
"""

import os

from freezegun import freeze_time
from odoo.tests import new_test_user, tagged

from tests.ballot.builder import BallotBuilder
from tests.reports.finished import FinishedCase


@tagged("post_install", "-at_install")
class MakeKept(BallotBuilder, FinishedCase):
    """A year archived, a ballot of votes cast one by one and sealed, and what an office has changed for itself."""

    def test_make(self):
        """Nothing is asserted here but that the year could be played."""
        self.assertEqual(os.environ.get("CADRE_KEEP"), "1", "this test commits; see tests/kept/README.md")
        self.finish()
        with freeze_time("2026-01-20 02:00:00"):
            self.notice.objections = "none"
            self.notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self._own_ballot()
        self._own_rules()
        # an officer who sits in no office's body, and one without an employee
        user = new_test_user(
            self.env, login="cadre_officer2", groups="cadre_assessment.group_cadre_officer", tz="Asia/Shanghai"
        )
        self.make_employee("许干事", "T0020", self.office_section, "办公室科员", user=user)
        new_test_user(self.env, login="cadre_officer3", groups="cadre_assessment.group_cadre_officer")
        self.env.flush_all()
        self.env.cr._cnx.commit()  # pylint: disable=invalid-commit
        os._exit(0)  # the commit has ended the savepoints to which the test would go back

    def _own_ballot(self):
        """A ballot outside any cycle, of the office's own making."""
        ballot = self.opened(groups=(("全体人员", 6),))
        for _vote in range(6):
            token = self.issue(ballot.group_ids, 1)[0]
            self.vote(token, self.top, self.good, self.good)
        ballot.with_user(self.officer_user).action_close()
        ballot.with_user(self.officer_user).action_seal()
        self.assertEqual(ballot.state, "sealed")

    def _own_rules(self):
        """A version of a shipped scheme with another weight and another group of voters."""
        scheme = self.env.ref("regulations.scheme_s3_person").copy({"name": "本单位的考核方案"})
        component = scheme.component_ids.filtered("weight")[:1]
        component.weight = component.weight + 1
        voters = self.env["cadre.scheme.voters"].search([("component_id.scheme_id", "=", scheme.id)], limit=1)
        if voters:
            voters.name = "本单位的参评人员"
