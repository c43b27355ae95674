"""What a cycle shows in public: the grades of a period, the results of the year (S0-25, S0-33, S2A-69)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..batch.many import WHOLE, in_parts
from ..guard import guarded
from ..organization.unit_names import place_of

_lt = LazyTranslate(__name__)


class CadreNotice(models.Model):
    _name = "cadre.notice"
    _inherit = ["cadre.notice", "cadre.yearly.mixin"]

    _occasions = ("cycle_id",)

    kind = fields.Selection(
        selection_add=[("period", "Grades of a Period"), ("result", "Result of the Year")],
        default="result",
        ondelete={"period": "cascade", "result": "cascade"},
    )
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    period_id = fields.Many2one(
        "cadre.period", ondelete="restrict", domain="[('cycle_id', '=', cycle_id), ('rule_id.published', '=', True)]"
    )

    @api.onchange("cycle_id")
    def _onchange_cycle_id(self):
        if self.cycle_id:
            self._onchange_occasion()

    def _is_about(self, user):
        """Or a unit he heads."""
        people = user._cadre_people(self._own_since())
        led = self.env["cadre.assessment"].sudo()
        led = led.search([("cycle_id", "=", self.cycle_id.id), ("head_id", "in", people.ids)]).subject_unit_id
        mine = [("notice_id", "=", self.id), ("subject_unit_id", "in", led.ids)]
        return super()._is_about(user) or bool(self.env["cadre.notice.line"].sudo().search_count(mine, limit=1))

    def _check_kind(self):
        super()._check_kind()
        if self.kind == "period":
            self._check_period()
        elif self.kind != "result":
            return
        elif not self._waiting():
            raise UserError(self.env._("“%(name)s”: nobody's result is decided and not yet published.", name=self.name))
        elif self.cycle_id.state == "computed":
            raise UserError(self.env._("“%(cycle)s” is not decided yet.", cycle=self.cycle_id.name))

    def _check_period(self):
        """The period's own checks come with its own step: see :meth:`_show_period`."""
        if not self.period_id or self.period_id.cycle_id != self.cycle_id:
            raise UserError(self.env._("“%(name)s”: choose the period whose grades are shown.", name=self.name))

    def _waiting(self):
        waiting = self.cycle_id.assessment_ids.filtered(lambda one: one.assessed and one.state == "decided")
        if not self.unit_id:
            return waiting
        path = self.unit_id.parent_path
        return waiting.filtered(lambda one: ((one.subject_unit_id or one.unit_id).parent_path or "").startswith(path))

    def _is_shown(self, assessment):
        """Whether the scheme wants this result in public (S2A-69).

        Who was given no grade where others are is on no list: an empty line would say why (a case that is open).
        """
        graded = len(self.cycle_id.scheme_id.result_scale_id.grade_ids) > 1
        if graded and not assessment.decided_grade_id and not assessment.award_ids.filtered("decided"):
            return False
        everybody = self.cycle_id.scheme_id.publicity_of == "all"
        return everybody or assessment.decided_grade_id.is_top or bool(assessment.award_ids.filtered("decided"))

    def _count_behind(self):
        """How many people will stand on it."""
        return len(self._waiting()) if self.kind == "result" and self.cycle_id else 0

    @in_parts(_lt("Put Up the Notice"), WHOLE, step="post", count="_count_behind")
    def action_post(self):
        return super().action_post()

    def _publish(self):
        """A result's notice lets the persons read their own results from now on."""
        result = super()._publish()
        if self.kind == "period":
            self._show_period()
        elif self.kind == "result":
            self.sudo()._show_results()
        return result

    def _show_results(self):
        waiting = self._waiting()
        groups = {group: at for at, group in enumerate(waiting.comparison_group_id.sorted())}  # ranked within each
        waiting = waiting.sorted(lambda one: (groups.get(one.comparison_group_id, -1), not one.rank, one.rank, one.id))
        self.line_ids.unlink()
        self.env["cadre.notice.line"].create(
            [
                {
                    "notice_id": self.id,
                    "sequence": sequence,
                    "employee_id": one.employee_id.id,
                    "subject_unit_id": one.subject_unit_id.id,
                    "name": one.name,
                    "post": one.post,
                    "unit_name": place_of(one, self.unit_id),
                    "grade_name": one.decided_grade_id.name,
                    "award_names": one.award_text,
                    "rank": one.printed_rank,
                    "total": one.total,
                }
                for sequence, one in enumerate(filter(self._is_shown, waiting), 1)
            ]
        )
        guarded(waiting).write({"state": "published"})
        if self.cycle_id.state == "decided":
            guarded(self.cycle_id).write({"state": "published"})

    def _show_period(self):
        """Publish the period by its own checks and step; shown again, it shows what was published."""
        if self.period_id.state != "published":
            self.period_id._publish()
        names = ("employee_id", "name", "post", "unit_name", "grade_name", "total")
        self.sudo().line_ids.unlink()
        self.env["cadre.notice.line"].sudo().create(
            [
                {"notice_id": self.id, "sequence": sequence, **{name: row[name] for name in names}}
                for sequence, row in enumerate(self.period_id._published_grades(), 1)
            ]
        )
