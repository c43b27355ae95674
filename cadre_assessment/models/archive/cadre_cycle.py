"""Put published results into the archive: after the notice, once, for good."""

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..computation import bulk
from ..computation.reasons import Words
from ..guard import Step, guarded
from ..listing import listed
from ..scheme.conditions import conditions
from .facts import UNDETERMINED, result_facts
from .rested_on import rested_on
from .standing import standing


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    result_ids = fields.One2many("cadre.result", "cycle_id")

    _steps = (Step("archive", {"published", "archived"}, "archived", "_may_archive", method="action_archive_results"),)

    def _may_archive(self):
        """The office, while a published result is not archived yet; after a late event one more may come."""
        if not self._is_office():
            return False
        waiting = [("cycle_id", "in", self._origin.ids), ("assessed", "=", True), ("state", "=", "published")]
        return self.state == "published" or bool(self.env["cadre.assessment"].search_count(waiting, limit=1))

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_archive_results(self):
        """Archive everybody whose public notice is over; what the scheme says follows from it is proposed."""
        for cycle in self:
            waiting = cycle.assessment_ids.search(
                [("cycle_id", "=", cycle.id), ("assessed", "=", True), ("state", "=", "published")]
            )
            waiting -= cycle._held_back(waiting)
            cycle._check_archive(waiting)
            cycle._take("archive", closed_on=fields.Datetime.now())
            results = cycle.sudo()._archive(waiting.sudo())
            cycle.sudo()._after_archive(results)
            guarded(cycle.sudo().period_ids.filtered(lambda period: period.state != "locked")).write(
                {"state": "locked"}
            )
        return True

    def _held_back(self, assessments):
        """Those of ``assessments`` whom an objection to their notice holds back; the others go on."""
        people, units = self.notice_ids._held_back()
        if not people and not units:
            return assessments.browse()
        return assessments.filtered(
            lambda one: one.state == "published" and (one.employee_id & people or one.subject_unit_id & units)
        )

    def action_evidence(self):
        """Fetch the evidence file: archive, decisions, notices and ballots, to be checked without the database."""
        self.ensure_one()
        self._refuse_evidence()
        return {"type": "ir.actions.act_url", "url": f"/cadre/evidence/{self.id}.json", "target": "self"}

    def _refuse_evidence(self):
        if not self._may_have_evidence():
            raise AccessError(
                self.env._("“%(cycle)s”: the evidence file is for its office and for auditors.", cycle=self.name)
            )

    def _may_have_evidence(self):
        """Auditors, and the office of the cycle."""
        self.check_access("read")
        return self.env.user.has_group("cadre_assessment.group_cadre_auditor") or self._in_office()

    # -- business --------------------------------------------------------------------------------------------------
    def _check_archive(self, waiting):
        """Raise UserError: nothing to archive, a notice is still up, or a review asked for has no answer yet."""
        if not waiting and (held := self._held_back(self.assessment_ids)):
            raise UserError(
                self.env._(
                    "An objection holds back %(people)s: answer it first, then archive.",
                    people=listed(self.env, held.mapped("name")),
                )
            )
        if not waiting:
            raise UserError(
                self.env._("“%(cycle)s” has no published result that is not archived yet.", cycle=self.name)
            )
        posted = self.notice_ids.filtered(lambda notice: notice.kind == "result" and notice.state == "posted")
        if posted:
            raise UserError(
                self.env._(
                    "“%(notice)s” is up until %(day)s: end it first.", notice=posted[0].name, day=posted[0].date_to
                )
            )
        asked = self.sudo().appeal_ids.filtered(lambda one: one.state == "requested" and one.assessment_id in waiting)
        if asked:
            raise UserError(
                self.env._(
                    "%(name)s has asked for a review: answer it by %(day)s, then archive.",
                    name=asked[0].name,
                    day=asked[0].reply_due,
                )
            )

    def _archive(self, assessments):
        """Write the results of ``assessments``, each after the version before it. Server code only."""
        self.ensure_one()
        Result = guarded(self.env["cadre.result"].sudo())
        regulation = self.scheme_id.regulation_id.name
        rows = standing(assessments)
        before = {
            (result.employee_id.id or None, result.subject_unit_id.id or None): result
            for result in Result.search(
                [
                    "|",
                    ("employee_id", "in", [one.employee_id for one in rows if one.employee_id]),
                    ("subject_unit_id", "in", [one.subject_unit_id for one in rows if one.subject_unit_id]),
                    ("year", "=", self.year),
                    ("regulation", "=", regulation),
                ],
                order="version",
            )
        }
        ballots = self.env["cadre.ballot"].search([("cycle_id", "=", self.id), ("state", "=", "sealed")], order="id")
        common = {
            "company_id": self.company_id.id,
            "cycle_id": self.id,
            "year": self.year,
            "regulation": regulation,
            "origin": "computed",
            "evidence": " ".join(filter(None, ballots.mapped("digest"))) or False,
        }
        words = Words(self.env, self.scheme_id, full=False)
        rules = self.scheme_id.consequence_ids._in_use(self.year).filtered(lambda rule: rule.action == "convert")
        converts, asked = conditions(rules)
        known = result_facts(assessments, asked) if converts else {}
        with self._naming_the_rule():
            annual = {one.id: self._annual_grade(one, known.get(one.id, {}), converts) for one in rows}
        results = Result._create_archived(
            [
                {
                    **common,
                    **self._result_values(one, before.get((one.employee_id, one.subject_unit_id)), words),
                    "annual_grade_name": annual[one.id],
                }
                for one in rows
            ],
            rested_on(self, assessments, rows),
        )
        assessments.flush_model()
        bulk.update_from(assessments, ["state"], [bulk.row(key, "archived") for key in assessments.ids])
        bulk.refreshed(assessments, ["state"])
        return results

    @staticmethod
    def _annual_grade(assessment, facts, converts):
        """The annual grade the result is converted into, if it is (S0-35)."""
        grade = assessment.decided_grade_id
        return grade.name if grade and any(test(facts) for test in converts.values()) else False

    def _result_values(self, assessment, previous, words):
        """Values of the result of ``assessment``, as :func:`.standing.standing` has it."""
        grade = assessment.decided_grade_id
        awards = assessment.award_ids and assessment.award_ids.filtered("decided").award_id
        return {
            "assessment_id": assessment.id,
            "employee_id": assessment.employee_id,
            "subject_unit_id": assessment.subject_unit_id,
            "head_id": assessment.head_id,
            "name": assessment.name,
            "staff_number": assessment.staff_number,
            "post": assessment.post,
            "unit_name": assessment.unit_id.name or assessment.department_id.name,
            "grade_code": grade.code or UNDETERMINED,
            "grade_name": grade.name or self.env._("No grade for now"),
            "total": assessment.total,
            "has_total": assessment.has_total,
            "rank": assessment.rank,
            "award_codes": " ".join(awards.mapped("code")) if awards else False,
            "award_names": listed(self.env, awards.mapped("name")) if awards else False,
            "reason": words.of(assessment) or False,
            "version": previous.version + 1 if previous else 1,
            "previous_id": previous.id if previous else False,
        }

    def _after_archive(self, results):
        """Hook: what follows from fresh results."""
