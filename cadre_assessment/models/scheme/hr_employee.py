"""What conditions find on a person's file today, on his own page: who enters the file sees what it leaves open."""

from odoo import api, fields, models

from ..clock import by_today
from ..organization.person_facts import PROVIDERS, Asked, facts_of
from .answers import known_words

SHOWN = (
    Asked("age"), Asked("work_months"), Asked("party_months"), Asked("promoted_months"),
    Asked("grassroots_months", postings=True), Asked("grassroots_lead_months", postings=True), Asked("education"),
    Asked("education_full_time"), Asked("education_before_work"), Asked("degree"), Asked("annual_grades"),
)  # fmt: skip


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    cadre_facts = fields.Text(
        string="Facts of Today",
        compute="_compute_cadre_facts",
        groups="cadre_assessment.group_cadre_officer",
        help="What conditions find on the file today. A dash: not on file. “At least”: what was before is not on file.",
    )

    @api.depends_context("uid", "lang")
    def _compute_cadre_facts(self):
        """Of the people of one's own office; of others nothing is said."""
        self.cadre_facts = False
        mine = self._origin.filtered("department_id.of_my_office")
        found = {}
        for day, people in by_today(mine).items():
            ranks = facts_of(self.env, people, ["rank"], day)
            at_rank = {Asked("rank_months", facts["rank"]) for facts in ranks.values() if "rank" in facts}
            asked = [*SHOWN, *sorted(at_rank)]
            words = known_words(self.env, asked)
            facts = facts_of(self.env, people, [one.text for one in asked if one.name in PROVIDERS], day)
            for person, known in facts.items():
                own = Asked("rank_months", ranks[person].get("rank", ""))
                lines = [words(one, known.get(one.text)) for one in asked if one not in at_rank or one == own]
                found[person] = "\n".join(lines)
        for person in self:
            person.cadre_facts = found.get(person._origin.id, False)
