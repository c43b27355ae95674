"""P10: the ratio, the plan that cannot be kept, and a notice below the law (S4-E3, A4-1, A4-3, A4-4)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SelectionCase


@tagged("post_install", "-at_install")
class TestCompetition(SelectionCase):
    FIRST = "2010-03-06"

    def selection(self, posts=1, people=()):
        self.on(self.FIRST)
        selection = self.make_selection("S4P10", self.FIRST, posts=("农办副主任",))
        self.env["cadre.headcount"].search([]).approved = 10
        selection.post_ids.number = posts
        selection.action_begin()
        for one in people:
            self.meets(self.candidate(selection, one))
        return selection

    def checked(self, posts, count):
        people = self.make_people(count, prefix=f"K{posts}")
        selection = self.selection(posts, people)
        self.write_papers(selection, "plan")
        self.do(selection, "plan")
        self.on("2010-03-11")
        self.do(selection, "register")
        return selection

    def test_the_plan(self):
        """Inspection, opinion, decision, notice and document all on 14 March: the document is red, and possible on the
        17th; three days of notice are allowed, and said to be below the law as long as they stand."""
        self.on(self.FIRST)
        selection = self.make_selection("S4P10", self.FIRST, posts=("农办副主任",))
        document, notice = self.step(selection, "document"), self.step(selection, "notice")
        self.assertEqual((str(document.planned), document.late), ("2010-03-14", True))
        self.assertEqual(str(document.possible_from), "2010-03-17")
        self.assertEqual((str(notice.possible_from), str(notice.possible_to)), ("2010-03-14", "2010-03-16"))
        self.assertIn("at least 5 working days", notice.warning)
        selection.with_user(self.office_user).action_possible()
        self.assertFalse(document.late)
        self.assertIn("at least 5 working days", selection.plan_text)

    def test_the_ratio(self):
        """1 / 2 / 6 posts need 2 / 3 / 9 contenders; what could be kept with fewer stands in the sentence (A4-4)."""
        for posts, people, needed, kept in ((1, 1, 2, 0), (2, 2, 3, 1), (6, 8, 9, 5)):
            with self.subTest(posts):
                selection = self.checked(posts, people)
                sentence = f"{people} contend for {posts}, {needed} are needed. {kept} could be kept"
                with self.assertRaisesRegex(UserError, sentence):
                    self.do(selection, "check")

    def test_enough(self):
        selection = self.checked(2, 3)
        self.do(selection, "check")
        self.assertEqual(set(selection.candidate_ids.mapped("state")), {"eligible"})
