"""Propose the consequences of freshly archived results, as the scheme says, for all at once."""

from odoo import fields, models

from ..archive.facts import result_facts
from ..clock import today_of
from ..guard import guarded
from ..scheme.conditions import conditions


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    consequence_ids = fields.One2many("cadre.consequence", "cycle_id")

    def _after_archive(self, results):
        """Propose what follows (S0-35 … S0-39). Becoming the annual grade needs nobody's approval: it is done."""
        outcome = super()._after_archive(results)
        for cycle in self:
            rules, asked = conditions(cycle.scheme_id.consequence_ids)
            mine = results.filtered(lambda one, cycle=cycle: one.cycle_id == cycle and one.assessment_id)
            facts = result_facts(mine.assessment_id, asked) if mine else {}
            today = today_of(cycle)
            values = []
            for result in mine:
                known = facts[result.assessment_id.id]
                with cycle._naming_the_rule():
                    follows = [rule for rule, test in rules.items() if test(known)]
                for rule in follows:
                    if rule.action != "convert" or result.annual_grade_name:
                        values.append(cycle._consequence_values(rule, result, today))
            cycle._replace_proposals(results)
            guarded(self.env["cadre.consequence"].sudo()).with_context(
                tracking_disable=True, mail_create_nolog=True
            ).create(values)
        return outcome

    def _consequence_values(self, rule, result, today):
        """What follows from ``result`` by ``rule``: for the subject, or for the head of the unit (S2A-34)."""
        done = rule.action == "convert"
        values = {
            "name": rule.name,
            "result_id": result.id,
            "cycle_id": self.id,
            "rule_id": rule.id,
            "employee_id": result.employee_id.id,
            "subject_unit_id": result.subject_unit_id.id,
            "head_id": result.head_id.id,
            "person_name": result.name,
            "action": rule.action,
            "amount": rule._amount(result.total),
            "award_id": rule.award_id.id,
            "state": "done" if done else "proposed",
            "done_on": today if done else False,
            "note": result.annual_grade_name if done else False,
        }
        if rule.to_head and result.subject_unit_id and result.head_id:
            head = {"employee_id": result.head_id.id, "subject_unit_id": False, "head_id": False}
            values |= {**head, "person_name": result.head_id.name, "about_unit_id": result.subject_unit_id.id}
        return values

    def _replace_proposals(self, results):
        """A new version of a result takes the place of what was only proposed after the version before."""
        stale = (
            self.env["cadre.consequence"]
            .sudo()
            .search([("result_id", "in", results.previous_id.ids), ("state", "=", "proposed")])
        )
        if stale:
            guarded(stale).write(
                {"state": "cancelled", "cancel_reason": self.env._("A new version of the result was archived.")}
            )
