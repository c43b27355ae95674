"""Results archived before there was a chain get their entries, in the order in which they were made.

What a result rests on is kept where its assessment still stands as it was archived; of replaced versions nobody knows
it any more.
"""

from odoo import SUPERUSER_ID, api
from odoo.addons.cadre_assessment.models.archive.rested_on import rested_on


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
    cr.execute(
        "SELECT r.id FROM cadre_result r LEFT JOIN cadre_archive_entry e ON e.result_id = r.id AND e.kind = 'result'"
        " WHERE e.id IS NULL ORDER BY r.id"
    )
    results = env["cadre.result"].browse([key for (key,) in cr.fetchall()])
    standing = results.filtered(lambda one: one.is_current and one.assessment_id.state == "archived")
    facts = {}
    for cycle, some in standing.grouped("cycle_id").items():
        known = rested_on(cycle, some.assessment_id)
        facts |= {one.id: known[one.assessment_id.id] for one in some}
    results._link(facts)
