"""The letter of responsibility (目标责任书): items, points, signatures.

S2A-03, S2A-55: the items of one part of the score add up to its maximum. S2A-04, S2A-57: reviewed by the committee of
the group (分口考核组), approved by the leader in charge, signed by both sides, filed by the office until its due date.
"""

from fractions import Fraction

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...engine import exact
from ..batch.many import in_parts
from ..clock import by_today, day_of
from ..guard import Step, guarded
from ..guard.activities import hand_over_each
from ..listing import listed

_lt = LazyTranslate(__name__)
SIGNED = frozenset({"signed_on", "signed_by_id", "leader_signed_on", "leader_signed_by_id"})


class CadreWorkPlan(models.Model):
    _inherit = "cadre.work.plan"

    _guarded = SIGNED | {"kind"}
    _steps = (
        Step("sign", ("approved",), None, "_may_sign", own=True, whose="_authors"),
        Step("leader_sign", ("approved",), None, "_may_leader_sign", whose="_leaders"),
        Step("paper_signatures", ("approved",), None, "_may_enter_signatures"),
        Step("cascade", ("draft", "submitted", "approved", "filed"), None, "_may_cascade", own=True),
        Step("file", ("approved",), "filed", "_may_file", own=True),  # with everybody's, as others approved it
    )

    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    subject_kind = fields.Selection(related="cycle_id.scheme_id.subject_kind")
    letter_component_ids = fields.Many2many(
        "cadre.scheme.component", compute="_compute_letter_component_ids", string="Parts of the Score"
    )
    point_text = fields.Html(compute="_compute_point_text", sanitize=False, string="Points")
    coverage_text = fields.Char(
        compute="_compute_coverage", string="Handed On", help="Items of the unit that somebody's letter takes up."
    )
    group_body_id = fields.Many2one(
        "cadre.body", compute="_compute_group_body", string="Committee of the Group", help="分口考核组"
    )
    group_user_ids = fields.Many2many(
        "res.users", compute="_compute_group_body", string="Members of the Committee of the Group"
    )
    signed_on = fields.Date(readonly=True, copy=False, tracking=True, help="主要负责人 / 本人签字日期")
    signed_by_id = fields.Many2one("res.users", string="Signature Entered By", readonly=True, copy=False)
    leader_signed_on = fields.Date(readonly=True, copy=False, tracking=True, help="分管领导签字日期")
    leader_signed_by_id = fields.Many2one(
        "res.users", string="Leader's Signature Entered By", readonly=True, copy=False
    )

    # -- computed --------------------------------------------------------------------------------------------------
    @api.depends("cycle_id", "kind", "employee_id", "subject_unit_id", "hr_version_id")
    def _compute_letter_component_ids(self):
        for plan in self:
            letter = plan.kind == "letter"
            plan.letter_component_ids = plan._letter_components() if letter else plan.letter_component_ids.browse()

    def _letter_components(self):
        """The parts of the score whose items stand in this letter: those for this kind of unit or class of post."""
        known = self.sudo()
        kinds = known.subject_unit_id.unit_category_id | known.hr_version_id.post_class_id

        def applies(component):
            only = component.post_class_ids | component.unit_category_ids
            return component.from_letter and (not only or bool(only & kinds))

        return known.cycle_id.scheme_id.component_ids.filtered(applies)

    def _points(self):
        """[(component, sum of the points of its items, its maximum)], exactly."""
        totals = dict.fromkeys(self._letter_components(), Fraction(0))
        for item in self.item_ids:
            if item.component_id in totals:
                totals[item.component_id] += exact(item.points)
        return [(component, total, exact(component.maximum)) for component, total in totals.items()]

    @api.depends("item_ids.points", "item_ids.component_id", "letter_component_ids")
    def _compute_point_text(self):
        for plan in self:
            plan.point_text = plan.kind == "letter" and Markup(" ").join(
                Markup('<span class="badge text-wrap text-start text-bg-%s">%s %s / %s</span>')
                % (
                    "success" if total == maximum else "warning",
                    component.name,
                    f"{float(total):.6g}",
                    f"{float(maximum):.6g}",
                )
                for component, total, maximum in plan._points()
            )

    @api.depends("item_ids.child_count")
    def _compute_coverage(self):
        for plan in self:
            if plan.kind == "letter" and plan.subject_unit_id:
                taken = len(plan.item_ids.filtered("child_count"))
                plan.coverage_text = self.env._(
                    "%(taken)s of %(all)s items are taken up", taken=taken, all=len(plan.item_ids)
                )
            else:
                plan.coverage_text = False

    @api.depends("comparison_group_id", "kind", "subject_unit_id")
    def _compute_group_body(self):
        """The committee of the unit's group and who sits in it today. Three queries for all."""
        groups = self.filtered(lambda plan: plan.kind == "letter" and plan.subject_unit_id).comparison_group_id
        bodies = self.env["cadre.body"].sudo()
        bodies = bodies.search([("kind", "=", "group_committee"), ("comparison_group_ids", "in", groups.ids)])
        members = bodies._members_today().grouped("body_id")
        for plan in self:
            mine = plan.kind == "letter" and plan.subject_unit_id and plan.comparison_group_id
            body = bodies.filtered(
                lambda one, plan=plan: (
                    plan.comparison_group_id in one.comparison_group_ids and one.company_id == plan.company_id
                )
            )[:1]
            plan.group_body_id = body if mine else False
            plan.group_user_ids = members[body].user_id if mine and body in members else False

    # -- who -------------------------------------------------------------------------------------------------------
    def _asked_bodies(self):
        return {"group_user_ids": self.group_body_id}

    def _may_sign(self):
        """The person, or the head of the unit."""
        return self.kind == "letter" and not self.signed_on and self._is_subject()

    def _may_leader_sign(self):
        return self.kind == "letter" and not self.leader_signed_on and self.leader_user_id == self.env.user

    def _leaders(self):
        """Whose approval and signature it waits for."""
        return self.leader_user_id

    def _may_enter_signatures(self):
        """The office, for letters signed on paper; nobody for himself."""
        unsigned = not (self.signed_on and self.leader_signed_on)
        return self.kind == "letter" and unsigned and self._is_office()

    def _may_file(self):
        return self._in_office() and (self.kind != "letter" or bool(self.signed_on and self.leader_signed_on))

    def _may_cascade(self):
        """Who answers for the unit hands its items on to people, and so does the office."""
        mine = self._is_subject() or self._is_office()
        return self.kind == "letter" and bool(self.subject_unit_id) and mine and self._runs()

    def _next_users(self):
        """Who must act next: the author, whose turn it is to answer, or who has not signed yet."""
        if self.state == "draft":
            return self._authors()
        if self.state == "submitted":
            return self._waiting_users()
        unsigned = self.user_id if not self.signed_on else self.env["res.users"]
        return unsigned if self.leader_signed_on else unsigned | self.leader_user_id

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_sign(self):
        """The subject signs today; from then on the leader may."""
        for today, letters in by_today(self).items():
            letters._take("sign", signed_on=today, signed_by_id=self.env.uid)
        self._ask_signatures()
        return True

    def action_leader_sign(self):
        for today, letters in by_today(self).items():
            letters._take("leader_sign", leader_signed_on=today, leader_signed_by_id=self.env.uid)
        self._ask_signatures()
        return True

    def _ask_signatures(self):
        """An activity for who has not signed yet, and for nobody else."""
        hand_over_each(self, "cadre_assessment.activity_letter_sign", lambda letter: letter._next_users())

    def action_paper_signatures(self):
        """Ask the office for the days on which the two copies were signed by hand."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signatures on Paper"),
            "res_model": "cadre.letter.signatures",
            "view_mode": "form",
            "target": "new",
            "context": {"default_plan_id": self.id},
        }

    def _enter_signatures(self, signed_on, leader_signed_on):
        """Days as they stand on the paper: not before the approval, not after today. What is signed here stays."""
        self.ensure_one()
        approved = day_of(self, self.approved_on)
        for day in filter(None, (signed_on, leader_signed_on)):
            if day > self.cycle_id._today() or (approved and day < approved):
                raise UserError(
                    self.env._("%(letter)s: it was signed between its approval and today.", letter=self.display_name)
                )
        values = {}
        if signed_on and not self.signed_on:
            values |= {"signed_on": signed_on, "signed_by_id": self.env.uid}
        if leader_signed_on and not self.leader_signed_on:
            values |= {"leader_signed_on": leader_signed_on, "leader_signed_by_id": self.env.uid}
        self._take("paper_signatures", **values)
        self._ask_signatures()

    def action_cascade(self):
        """Choose the items and the people who take them up (S2A-54)."""
        self.ensure_one()
        self._refuse_step("cascade", "read")
        wizard = self.env["cadre.letter.cascade"].create({"plan_id": self.id})
        wizard._fill()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand On"),
            "res_model": "cadre.letter.cascade",
            "view_mode": "form",
            "res_id": wizard.id,
            "target": "new",
        }

    def action_merge_targets(self):
        """The office takes over what the scoring organs have set for everybody (S2A-06)."""
        self._require_office(self.env._("The assessment office merges what the scoring organs have set."))
        return self.sudo().filtered(lambda plan: plan.kind == "letter" and plan.state == "draft")._merge_targets()

    # -- business --------------------------------------------------------------------------------------------------
    def _check_complete(self):
        """A letter also needs its points right, its public items and, for a unit of a group, the group's committee."""
        result = super()._check_complete()
        for letter in self.filtered(lambda plan: plan.kind == "letter"):
            wrong = [
                self.env._(
                    "“%(part)s”: the points of its items add up to %(sum)s, not to %(maximum)s",
                    part=component.name,
                    sum=f"{float(total):.6g}",
                    maximum=f"{float(maximum):.6g}",
                )
                for component, total, maximum in letter._points()
                if total != maximum
            ]
            if letter.comparison_group_id and letter.subject_unit_id and not letter.group_user_ids:
                wrong.append(
                    self.env._(
                        "the group “%(group)s” has no committee with a member who has an account: "
                        "ask the assessment office to name it",
                        group=letter.comparison_group_id.name,
                    )
                )
            if wrong:
                raise UserError(
                    self.env._("%(list)s cannot be submitted yet.", list=letter.display_name) + "\n" + "\n".join(wrong)
                )
        return result

    def _on_validated(self):
        """Approved, a letter waits for its two signatures."""
        result = super()._on_validated()
        for letter in self.sudo().filtered(lambda plan: plan.kind == "letter"):
            for item in letter.item_ids.filtered("previous_id"):
                guarded(item.previous_id.child_ids).write({"parent_id": item.id})
            letter._ask_signatures()
        return result

    @in_parts(_lt("File"), step="file")
    def action_file(self):
        unsigned = self.filtered(
            lambda plan: (
                plan.kind == "letter" and plan.state == "approved" and not (plan.signed_on and plan.leader_signed_on)
            )
        )
        if unsigned:
            raise UserError(
                self.env._(
                    "Not signed by both sides yet: %(letters)s.",
                    letters=listed(self.env, unsigned[:8].mapped("display_name")),
                )
            )
        result = super().action_file()
        self.sudo().filtered(lambda plan: plan.kind == "letter")._book_items()
        return result

    def _book_items(self):
        """What follows from these letters, filed just now: drafts of reports by items take up what they say."""
        papers = self.env["cadre.document"].sudo()
        papers = papers.search(
            [("cycle_id", "in", self.cycle_id.ids), ("state", "=", "draft"), ("rule_id.with_items", "=", True)]
        )
        for letter in self:
            for paper in papers.filtered(lambda one, letter=letter: one._subject() == letter._subject()):
                paper._follow(letter)

    def _merge_targets(self):
        """Bring what the organs have handed in into these drafts: new, changed and dropped items. Bounded queries."""
        targets = self.env["cadre.target"].search([("cycle_id", "in", self.cycle_id.ids), ("state", "=", "submitted")])
        fresh, stale, merged = [], self.env["cadre.work.item"], self.browse()
        for plan in self:
            parts = plan._letter_components()
            mine = targets.filtered(
                lambda one, plan=plan, parts=parts: (
                    one.cycle_id == plan.cycle_id
                    and one.component_id in parts
                    and (not one.group_ids or plan.comparison_group_id in one.group_ids)
                )
            )
            there = plan.item_ids.filtered("origin_id").grouped("origin_id")
            stale |= plan.item_ids.filtered(lambda item, mine=mine: item.origin_id and item.origin_id not in mine)
            for target in mine:
                values = {
                    "component_id": target.component_id.id,
                    "name": target.name,
                    "points": target.points,
                    "standard": target.standard,
                    "due": target.due or plan.cycle_id.date_to,
                    "source": "organ",
                    "sequence": 1000 + target.sequence,
                }
                if target in there:
                    there[target].write(values)
                else:
                    fresh.append({**values, "plan_id": plan.id, "origin_id": target.id})
            merged |= plan if mine else plan.browse()
        stale.unlink()
        self.env["cadre.work.item"].create(fresh)
        if not targets:
            raise UserError(self.env._("No scoring organ has handed in targets of this cycle yet."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Public targets stand in %(count)s letters: %(names)s",
                    count=len(merged),
                    names=listed(self.env, merged[:5].mapped("employee_name")),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
