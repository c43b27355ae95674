"""What steps ask and do beside papers: a free place, conditions, a nomination that counts, the appointment."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..clock import today_of
from ..guard import guarded
from ..organization.cadre_family_member import relatives_of
from . import previews
from .problems import Said
from .scores import settle
from .words import CHOOSING


class CadreSelectionStep(models.Model):
    _inherit = "cadre.selection.step"

    def _more_problems(self):
        found = super()._more_problems()
        asked = {
            "headcount": self._headcount_problems,
            "check": self._condition_problems,
            "shortlist": self._nomination_problems,
            "decision": self._nomination_problems,
            "proposal": self._matching_problems,
        }.get(self.kind)
        return [*found, *(asked() if asked else ()), *self._differential_problems()]

    def _differential_problems(self):
        """Where the procedure wants it, more candidates than places come to every step up to the decision."""
        if not self.selection_id.procedure_id.differential or self.kind not in CHOOSING:
            return
        people = self._field().filtered(lambda one: one.eligible != "no").grouped("post_id")
        for post in (self.post_id or self.selection_id.post_ids).filtered(lambda one: one.contest == "open"):
            number = len(people.get(post, ()))
            if number <= post.number:
                yield Said(
                    f"differential:{post.id}",
                    self.env._(
                        "%(post)s: %(people)s candidates for %(places)s places; the procedure asks for more candidates "
                        "than places at every step. Take up others, or fill fewer.",
                        post=post.name,
                        people=number,
                        places=post.number,
                    ),
                )

    def _headcount_problems(self):
        """No vacancy, no plan (S4-P2-09, S4-P4-03)."""
        told = set()
        for post in self.post_id or self.selection_id.post_ids:
            for text in post._vacancy_problems():
                if text not in told:  # posts of one row are told of together
                    told.add(text)
                    yield Said(f"vacancy:{post.id}", text)

    def _condition_problems(self):
        """Where the procedure has conditions, each candidate is held against them one by one."""
        field = self._field().filtered(lambda one: one._roots())
        for candidate, text in field._conditions_problems():
            yield Said(f"conditions:{candidate.id}", text, candidate)

    def _matching_problems(self):
        """Of a double selection: choices are closed, and each head has handed in his order (S4-P10-28)."""
        selection = self.selection_id
        if selection.procedure_id.subject != "double":
            return
        for post in selection.post_ids.filtered("choice_ids"):
            if not post._choices_are_closed():
                yield Said(f"choices:{post.id}", self.env._("“%(post)s” may still be chosen: wait.", post=post.name))
            elif not post.ordered_on:
                yield Said(
                    f"order:{post.id}",
                    self.env._(
                        "“%(post)s”: %(head)s has not handed in the order of those who chose it.",
                        post=post.name,
                        head=post.chooser_id.name or self.env._("its head, whom you name among the posts,"),
                    ),
                )

    def _nomination_problems(self):
        """A decision after the nomination has lapsed needs a new one (S4-P3-13, S4-E5)."""
        day = self.acted_on or self.decision_ids.filtered(lambda one: one.state != "revoked")[:1].date or today_of(self)
        for one in self._field().filtered("nomination_id"):
            if not one.nomination_id._holds_on(day):
                yield Said(
                    f"nomination:{one.id}",
                    self.env._(
                        "%(person)s: the nomination counted until %(day)s; a new one is needed.",
                        person=one.name,
                        day=one.nomination_id.valid_until,
                    ),
                    one,
                )

    # -- who marks -------------------------------------------------------------------------------------------------
    judging = fields.Boolean(
        string="I Mark in It", compute="_compute_judging", search="_search_judging", compute_sudo=True
    )

    @api.depends_context("uid")
    def _compute_judging(self):
        mine = self.search([("judging", "=", True)])
        for step in self:
            step.judging = step in mine

    @api.model
    def _search_judging(self, operator, value):
        """Steps of marks not closed yet in which the current user marks, or sits in the body that does: whatever else
        he is, he reads no mark of another judge before (S4-P10-19)."""
        if operator != "in":
            return NotImplemented
        mine = Domain("mark_ids.judge_user_id", "=", self.env.uid)
        for judges, field in (("judges", "judges_body_id"), ("group", "group_body_id"), (False, "body_id")):
            mine |= Domain("rule_id.judges", "=", judges) & Domain(f"selection_id.{field}.mine", "=", True)
        mine &= Domain("kind", "=", "marks") & Domain("state", "=", "open")
        return Domain("id", "in" if True in value else "not in", self.sudo()._search(mine))

    def _judged_by(self, whose):
        return self.kind == "marks" and (self.rule_id.judges or "body") == whose

    def _judging_body(self):
        selection = self.sudo().selection_id
        bodies = {"judges": selection.judges_body_id, "group": selection.group_body_id}
        return bodies.get(self.rule_id.judges, selection.body_id)

    def _judges_of(self, post):
        """The members of the body on the day who mark the candidates for ``post``: nobody who stands in the selection
        himself, and no relative of a candidate for that post."""
        self.ensure_one()
        selection = self.sudo().selection_id
        members = self._judging_body()._members_on(self.acted_on or today_of(self)).employee_id
        field = selection.candidate_ids._in_field().filtered(lambda one: one.post_id == post)
        kin = relatives_of(members)
        barred = selection._own_people().union(*(kin.get(one, members.browse()) for one in field.employee_id))
        return members - barred

    def _full_mark(self):
        """The highest mark it takes."""
        return self.rule_id.component_id.maximum or 100

    def action_preview_do(self):
        """Whom the step puts out, or appoints, by name, before it is taken."""
        return previews.show(self, "action_do")

    def action_candidates(self):
        """Who stands in the selection (of a step of one post: for that post)."""
        found = self.selection_id.action_candidates()
        if self.post_id:
            found["domain"] = [*found["domain"], ("post_id", "=", self.post_id.id)]
        return found

    def action_marks(self):
        """The table of marks: of the examination for the office, of the judges to be read."""
        self.ensure_one()
        self.check_access("read")
        posts = self.sudo().mark_ids.post_id
        return {
            "type": "ir.actions.client",
            "tag": "cadre_grid",
            "name": self.env._("Marks: %(step)s", step=self.name),
            "params": {"model": "cadre.candidate.mark", "place": f"{self.id}-{posts[:1].id}"},
        }

    def _take_effect(self):
        field = self._field()
        result = super()._take_effect()
        if self.kind == "check":
            guarded(field.check_ids).write({"shown": True})
            posts = self.post_id or self.selection_id.post_ids
            self.env["cadre.appointment"]._draft_lapses(posts.filtered(lambda one: one.contest == "cancelled"))
        elif self.kind == "proposal" and self.selection_id.procedure_id.subject == "double":
            self.selection_id._propose()
        elif self.kind == "document":
            acts = self.env["cadre.appointment"]._order_for(self, field)
            self.env["cadre.term"]._end_standby(acts)
        elif self._enters_reserve():
            self.env["cadre.reserve"]._enter_by(self, field)
        if self.rule_id.component_id:
            settle(self.selection_id)
        return result

    def _enters_reserve(self):
        """The filing after the decision of a selection of the reserve (S4-P9-38)."""
        after = "decision" in self.rule_id._all_before().mapped("kind")
        return self.kind == "filing" and self.selection_id.procedure_id.subject == "reserve" and after

    def _leave_reserve(self):
        for step in self.sudo().filtered(lambda one: one._enters_reserve()):
            self.env["cadre.reserve"]._leave_with(step)

    def _open_again(self):
        result = super()._open_again()
        self._leave_reserve()
        self._hide_checks()
        self._unsettle()
        return result

    def _reason_reopen(self, reason):
        result = super()._reason_reopen(reason)
        self._leave_reserve()
        self._hide_checks()
        self._unsettle()
        return result

    def _reason_leave_out(self, reason):
        result = super()._reason_leave_out(reason)
        self._unsettle()
        return result

    def _unsettle(self):
        """A part of the score is open again, or is not asked for any more."""
        for selection in self.filtered(lambda one: one.rule_id.component_id).sudo().selection_id:
            settle(selection)

    def _hide_checks(self):
        for step in self.filtered(lambda one: one.kind == "check"):
            guarded(step.sudo().selection_id.candidate_ids.check_ids).write({"shown": False})
