"""Where years may mix, the screen says of which year a row is: lists, cards, and the names of records."""

from lxml import etree

from tests.common import YEAR, CadreCase
from tests.offices import TwoOffices, of_cycle

SAYS = {"cycle_id", "year", "period_id", "date", "date_from", "date_to", "done_on", "made_on", "create_date"}
"""Fields that say it on every row."""
NAMED = {
    "cadre.cycle": "name",
    "cadre.period": "name",
    "cadre.work.item": "plan_id",
    "cadre.ballot.tally": "ballot_id",
    "cadre.ballot.comment": "ballot_id",
    "cadre.objection": "notice_id",
}
"""Where the name of a record in the row says it."""
ONE_CYCLE = {
    "cadre_assessment.cadre_roster_line_view_list": "opened from the cycle",
    "cadre_assessment.cadre_simulation_line_view_list": "opened from its simulation",
    "cadre_assessment.cadre_assessment_view_list_side_by_side": "opened from its pool, which stands above it",
}
OF_ITS_RECORD = {
    "cadre.assessment.line", "cadre.ballot.criterion", "cadre.ballot.group", "cadre.ballot.group.weight",
    "cadre.ballot.subject", "cadre.ballot.tally", "cadre.ballot.comment", "cadre.ballot.writein", "cadre.cycle.body",
    "cadre.decision.gap", "cadre.decision.line", "cadre.decision.withdrawal", "cadre.document.line",
    "cadre.document.recipient",
    "cadre.document.section", "cadre.notice.line", "cadre.progress.deduction", "cadre.progress.line",
    "cadre.simulation.line", "cadre.work.item", "cadre.assessment.award", "cadre.finding", "cadre.archive.entry",
}  # fmt: skip
"""Rows of a record: read on it, or beside its name."""
PEOPLE = {"cadre.assessment": "the person's name, on lists that show the cycle and in decisions of one"}

OF_ITS_DAY = {"cadre.meeting": "date"}
"""May speak of several years, and is named by its own day: that day's year is in the name."""


class TestYears(TwoOffices, CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.make_neighbour()
        cls.fill_everything()

    def _of_years(self):
        return {name: of_cycle(model, self.cycle) for name, model in self.env.items() if name.startswith("cadre.")}

    def test_every_row_says_its_year(self):
        """Every list and every card of what hangs on a cycle."""
        silent, seen = [], 0
        hangs = {name for name, domain in self._of_years().items() if domain} | set(NAMED)
        for view in self.env["ir.ui.view"].search([("type", "in", ("list", "kanban")), ("model", "in", sorted(hangs))]):
            if view.xml_id in ONE_CYCLE:
                continue
            arch = etree.fromstring(self.env[view.model].get_view(view.id, view.type)["arch"])
            shown = {
                node.get("name")
                for node in arch.iter("field")
                if node.get("optional") != "hide" and node.get("column_invisible") not in ("1", "True")
            }
            seen += 1
            if not shown & (SAYS | {NAMED.get(view.model)}):
                silent.append(f"{view.xml_id}: {sorted(shown)}")
        self.assertEqual(silent, [])
        self.assertGreater(seen, 40)

    def test_every_name_says_its_year(self):
        """What is offered in a field, and named in a message: of the same person there is one each year."""
        silent, seen = {}, 0
        for name, domain in self._of_years().items():
            model = self.env[name]
            if (
                not domain
                or model._abstract
                or model._transient
                or name in OF_ITS_RECORD | PEOPLE.keys()
                or not model._auto
            ):
                continue
            if record := model.sudo().search(domain, limit=1):
                seen += 1
                year = record[OF_ITS_DAY[name]].year if name in OF_ITS_DAY else YEAR
                if str(year) not in record.display_name:
                    silent[name] = record.display_name
        self.assertEqual(silent, {})
        self.assertGreater(seen, 10)
