"""Who may stand for which post, and how somebody comes to stand by his own hand (F-23, S4-P10-08 … -12, S4-P9-30)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import told_there
from ..guard import guarded, hold
from .cadre_selection import UNDER_WAY


class CadreCandidate(models.Model):
    _name = "cadre.candidate"
    _inherit = ["cadre.kin.standing.mixin", "cadre.candidate"]

    _guarded = frozenset({"by_himself", "choice_id", "recommended_by", "statement", "takes_other"})

    by_himself = fields.Boolean(string="Registered Himself", readonly=True, copy=False)
    recommended_by = fields.Char(string="Recommended by", readonly=True, copy=False, help="As he says himself.")
    statement = fields.Text(string="About Himself", readonly=True, copy=False)
    choice_id = fields.Many2one(
        "cadre.choice", string="By the Choice", readonly=True, copy=False, ondelete="set null", index="btree_not_null"
    )
    choice_rank = fields.Integer(related="choice_id.rank", aggregator=None)
    choice_place = fields.Integer(related="choice_id.place", aggregator=None)
    takes_other = fields.Boolean(string="Accepts Another Post", readonly=True, copy=False, help="服从调配")

    def _who_stands(self):
        """Who puts a rival out clears the way for his relative: all who stand for the same post."""
        rivals = self.selection_id.candidate_ids.filtered(lambda one: one.post_id == self.post_id)
        return rivals.filtered(lambda one: one.state != "out").employee_id

    @api.model_create_multi
    def create(self, vals_list):
        candidates = super().create(vals_list)
        for candidate in candidates:
            if not candidate._is_trusted():
                candidate._refuse_late()
            candidate.sudo()._refuse_second()
        return candidates

    def _reason_bring_back(self, reason):
        """After the check only who met the conditions comes back."""
        for candidate in self.sudo():
            if candidate._check_is_done() and candidate.eligible not in ("yes", "deferred"):
                raise UserError(
                    self.env._(
                        "%(candidate)s did not meet the conditions when they were checked. Open the check again first, "
                        "with a reason.",
                        candidate=candidate._full_name(),
                    )
                )
        result = super()._reason_bring_back(reason)
        self.sudo()._refuse_second()
        return result

    def write(self, vals):
        """Who changes to another post stands for one of each group as well."""
        result = super().write(vals)
        if "post_id" in vals:
            self.sudo()._refuse_second()
        return result

    def _refuse_late(self):
        """After the last minute nobody is taken up, by himself or by the office; once the conditions are checked the
        list stays. Of a double selection the office proposes whom no matching placed."""
        selection = self.sudo().selection_id
        if selection.procedure_id.subject == "double":
            return
        if self._check_is_done():
            raise UserError(
                self.env._(
                    "%(candidate)s: the conditions of “%(selection)s” are checked, and the list of candidates stays. "
                    "Open the check again first, with a reason.",
                    candidate=self.sudo().employee_id.name,
                    selection=selection.name,
                )
            )
        steps = selection._registrations(self.sudo().post_id) if selection.state == "running" else ()
        for step in steps:
            if step._is_closed():
                raise UserError(
                    self.env._(
                        "%(candidate)s: registration for “%(selection)s” is closed%(moment)s. Whoever is still taken "
                        "up needs it opened again, with a reason.",
                        candidate=self.sudo().employee_id.name,
                        selection=selection.name,
                        moment=_since(self.env, step),
                    )
                )

    def _refuse_second(self):
        """One post of each group, one category a person, where the procedure says so. As superuser."""
        for one in self:
            procedure = one.selection_id.procedure_id
            mine = [("employee_id", "=", one.employee_id.id), ("state", "!=", "out"), ("id", "!=", one.id)]
            if procedure.one_per_group:
                others = self.search([*mine, ("selection_id", "=", one.selection_id.id)])
                group = one.post_id.post_group or ""
                if other := others.filtered(lambda other, group=group: (other.post_id.post_group or "") == group)[:1]:
                    raise UserError(
                        self.env._(
                            "%(person)s stands for “%(post)s” already: one post of each group and no more. That "
                            "registration is withdrawn first.",
                            person=one.employee_id.name,
                            post=other.post_id.name,
                        )
                    )
            if procedure.one_category:
                other = self.search(
                    [
                        *mine,
                        ("selection_id", "!=", one.selection_id.id),
                        ("selection_id.state", "in", ("draft", *UNDER_WAY)),
                        ("selection_id.procedure_id.regulation_id", "=", procedure.regulation_id.id),
                    ],
                    limit=1,
                )
                if other:
                    raise UserError(
                        self.env._(
                            "%(person)s stands in “%(selection)s” already: one category a person and no more. That "
                            "registration is withdrawn first.",
                            person=one.employee_id.name,
                            selection=other.selection_id.name,
                        )
                    )

    # -- by his own hand -------------------------------------------------------------------------------------------
    @api.model
    def _stand(self, person, post, values):
        """``person`` stands for ``post`` from now on. As superuser; who calls has asked whether he may."""
        hold(person)
        known = self.search([("employee_id", "=", person.id), ("post_id", "=", post.id)])
        if known.filtered(lambda one: one.state != "out"):
            raise UserError(self.env._("You stand for “%(post)s” already.", post=post.name))
        values = {**values, "by_himself": True, "registered_on": fields.Datetime.now()}
        if not known:
            place = {"selection_id": post.selection_id.id, "post_id": post.id, "employee_id": person.id}
            return guarded(self).create({**place, **values})
        if known.registration_ids[:1].outcome != "withdrawn":
            raise UserError(
                self.env._("You were put out of the field for “%(post)s”. Ask the selection office.", post=post.name)
            )
        guarded(known).write({**values, "state": "registered", "out_reason": False, "out_why": False, "out_on": False})
        known._refuse_second()
        known._begin_anew()
        return known


def _since(env, step):
    return env._(" since %(moment)s", moment=told_there(step.selection_id, step.closes_at)) if step.closes_at else ""
