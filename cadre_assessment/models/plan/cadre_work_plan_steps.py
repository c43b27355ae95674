"""Steps of a list: submitted, approved, filed, given back, followed by a version (S0-11 … S0-13)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..guard import guarded
from ..guard.activities import clear_tasks, hand_over_each
from ..listing import listed


class CadreWorkPlan(models.Model):
    _inherit = "cadre.work.plan"

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """To the leader in charge, complete (S0-11)."""
        self.check_access("write")
        self._check_complete()
        self._take("submit", submitted_on=fields.Datetime.now(), return_reason=False)
        self._open_tiers()
        self._ask_next()
        return True

    def _ask_next(self):
        """An activity for whose turn it is."""
        hand_over_each(self, "cadre_assessment.activity_plan_approve", lambda plan: plan._waiting_users())

    def _reviewers_changed(self):
        self.filtered(lambda plan: plan.state == "submitted")._ask_next()

    def _say_yes(self, comment=None):
        result = super()._say_yes(comment)
        self.sudo().filtered(lambda plan: plan.state == "submitted")._ask_next()
        return result

    def action_withdraw(self):
        """Back to the person before anybody answered for good."""
        self._take("withdraw", submitted_on=False)
        self._clear_tiers()
        clear_tasks(self)
        return True

    def action_return(self):
        return self._ask_reason("return")

    def _return(self, reason):
        result = super()._return(reason)
        guarded(self.sudo()).write({"return_reason": reason})
        hand_over_each(self, "cadre_assessment.activity_returned", lambda plan: plan.user_id, note=reason)
        return result

    def _on_validated(self):
        """Approved (S0-12): from now on this version holds, and the one before is kept but superseded (S0-13)."""
        self._take("approve", approved_on=fields.Datetime.now(), approved_by_id=self.env.uid)
        older = self.sudo()._versions_in(("approved", "filed")) - self.sudo()
        guarded(older).write({"state": "superseded"})
        clear_tasks(self | older)

    def action_file(self):
        """The office files approved lists, also many at once; after the due date they are late (S0-12)."""
        now = fields.Datetime.now()
        late = self.filtered(lambda plan: plan.due and plan.due < plan.cycle_id._today())
        for plans, flag in ((late, True), (self - late, False)):
            if plans:
                plans._take("file", filed_on=now, late=flag)
        return True

    def action_new_version(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Version"),
            "res_model": "cadre.work.plan.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_plan_id": self.id},
        }

    def action_copy_last_year(self):
        """Take over the items of last year's list, a year later."""
        self.ensure_one()
        self.check_access("write")
        self._refuse_locked(None)
        before = self.search(
            [
                ("employee_id", "=", self.employee_id.id),
                ("subject_unit_id", "=", self.subject_unit_id.id),
                ("year", "=", self.year - 1),
                ("state", "in", ("approved", "filed", "superseded")),
            ],
            order="version desc, id desc",
            limit=1,
        )
        if not before.item_ids:
            raise UserError(
                self.env._(
                    "%(name)s has no approved list of %(year)s to copy from.",
                    name=self.employee_name,
                    year=self.year - 1,
                )
            )
        here = set(self.item_ids.mapped("name"))
        values = [item._year_later() for item in before.item_ids if item.name not in here]
        self.env["cadre.work.item"].create([{**vals, "plan_id": self.id} for vals in values])
        return True

    # -- checks ----------------------------------------------------------------------------------------------------
    def _check_complete(self):
        """Raise UserError naming every item that lacks its target, date, source or class (S0-04, S0-11)."""
        for plan in self:
            if not plan.item_ids:
                raise UserError(
                    self.env._("%(list)s has no item yet: add at least one, then submit it.", list=plan.display_name)
                )
            lines = [
                self.env._(
                    "“%(item)s”: %(missing)s is missing",
                    item=item.name,
                    missing=listed(
                        self.env, [item._fields[name]._description_string(self.env) for name in item._missing()]
                    ),
                )
                for item in plan.item_ids
                if item._missing()
            ]
            if lines:
                raise UserError(
                    self.env._("%(list)s cannot be submitted yet.", list=plan.display_name) + "\n" + "\n".join(lines)
                )
