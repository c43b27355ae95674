"""Places are printed without gaps where the scheme says so, on every paper alike, while rules go by the rank."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment.models.scheme.check_result import check_places
from odoo.addons.cadre_assessment_reports.report import overview, ranking

from tests.reports.printed import plain

from .finished import FinishedCase


class TestDenseRanks(FinishedCase):
    def test_every_paper(self):
        """Two are level in the second place: the next one is third in print, and fourth for every rule."""
        people = self.cycle.assessment_ids.filtered("rank").sorted("rank")
        first, second, third, fourth = people[:4]
        for one, rank in ((first, 1), (second, 2), (third, 2), (fourth, 4)):
            guarded(one.sudo()).write({"rank": rank, "total": second.total if rank == 2 else one.total})
        self.assertEqual(people[:4].mapped("printed_rank"), [1, 2, 2, 4])
        self.env.cr.execute(
            "UPDATE cadre_scheme SET printed_ranks = 'dense' WHERE id = %s", [self.cycle.scheme_id.id]
        )  # it is frozen
        self.env.invalidate_all()
        self.assertEqual((people[:4].mapped("printed_rank"), people[:4].mapped("rank")), ([1, 2, 2, 3], [1, 2, 2, 4]))
        last = people[-1]
        self.assertEqual(last.printed_rank, len(set(people.mapped("rank"))))
        self.assertIn(f"rank {last.printed_rank}", last.with_context(lang="en_US").reason)
        for made in (ranking.ranking(self.cycle), overview.names(self.cycle)):
            places = {row[0] for row in made.rows if row[0]}
            self.assertEqual(places, set(range(1, last.printed_rank + 1)), made.title)
        self.finish()
        places = {line.employee_id: line.rank for line in self.notice.line_ids}
        self.assertEqual([places[one.employee_id] for one in people], people.mapped("printed_rank"))
        sheet = self.workbook(self.cycle).active
        self.assertEqual([sheet.cell(row, 1).value for row in range(3, 7)], [1, 2, 2, 3])
        told = self.print_form("result_notice", fourth, artifact="dense")
        self.assertIn(plain("名次第3"), told.text)
        rules = self.pdf("scheme_rules", self.cycle.scheme_id, name="rules-dense", latin=None)
        self.assertIn(plain("其后名次连续(本单位规定)"), rules.text)

    def test_the_choice_is_warned_of(self):
        draft = self.cycle.scheme_id.copy()
        self.assertFalse(list(check_places(draft)))
        draft.printed_ranks = "dense"
        [problem] = check_places(draft)
        self.assertFalse(problem.blocking)
        self.assertIn(problem.text, [one.text for one in draft._check()])
