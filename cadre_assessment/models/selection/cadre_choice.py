"""A choice in double selection (双向选择): which unit somebody wants, at which place it wants him (S4-P10-27 … -29).

Two sides, neither of which reads the other: the person's own choices, and the order of the unit's head, who sees after
the last minute only who chose his unit. What comes of both stands on the matching sheet of the office.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..clock import told_there
from ..guard import hold

SHEET = (
    "cadre_assessment.group_cadre_selection,cadre_assessment.group_cadre_decider,cadre_assessment.group_cadre_auditor"
)
"""Who reads both sides: never the people themselves, nor the heads."""


class CadreChoice(models.Model):
    _name = "cadre.choice"
    _description = "Choice of a Unit"
    _inherit = ["cadre.kin.mixin", "cadre.server.only.mixin"]
    _rec_names_search = ["post", "person"]
    _order = "selection_id, employee_id, rank, id"

    selection_id = fields.Many2one(
        "cadre.selection", string="In the Selection", required=True, ondelete="cascade", index=True
    )
    post_id = fields.Many2one("cadre.selection.post", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="selection_id.company_id", store=True, index=True)
    employee_id = fields.Many2one("hr.employee", string="Who Chooses", required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one(
        related="employee_id.user_id", store=True, index="btree_not_null", string="User of the Person"
    )
    selection_name = fields.Char(string="Selection", required=True)
    person = fields.Char(required=True)
    post = fields.Char(string="Post Chosen", required=True)
    rank = fields.Integer(string="Which Choice", required=True, aggregator=None)
    chosen_on = fields.Datetime(required=True)
    late = fields.Boolean(string="In the Late Window", help="Of who lost a competition (A4-2).")
    takes_other = fields.Boolean(string="Accepts Another Post", help="服从调配")
    order_ids = fields.One2many("cadre.choice.order", "choice_id")
    place = fields.Integer(
        string="Place with the Unit",
        compute="_compute_place",
        compute_sudo=True,
        aggregator=None,
        groups=SHEET,
        help="In the order of its head; 0: he would not take him.",
    )
    proposed = fields.Boolean(
        string="Placed Here",
        compute="_compute_proposed",
        compute_sudo=True,
        groups=SHEET,
        help="By the choices and the orders: no person and unit would both rather have each other.",
    )
    may_change = fields.Boolean(compute="_compute_may_change")

    _once = models.Constraint("UNIQUE(selection_id, employee_id, post_id)", "He has chosen this unit already.")
    _rank = models.Constraint("UNIQUE(selection_id, employee_id, rank)", "One unit for each choice.")

    @api.depends("person", "post")
    def _compute_display_name(self):
        for choice in self:
            choice.display_name = choice.post or ""

    @api.depends("order_ids.place")
    def _compute_place(self):
        for choice in self:
            choice.place = choice.order_ids[:1].place

    @api.depends("rank", "order_ids.place")
    def _compute_proposed(self):
        for selection, choices in self.grouped("selection_id").items():
            matching = selection._matching()
            for choice in choices:
                choice.proposed = matching.placed.get(choice.employee_id.id) == choice.post_id.id

    def _compute_may_change(self):
        for choice in self:
            choice.may_change = choice.user_id == self.env.user and choice.sudo()._is_open()

    # -- the person ------------------------------------------------------------------------------------------------
    @api.model
    def _choose(self, me, post):
        """``me`` chooses ``post`` next, after what he has chosen already. As superuser; it is open to him."""
        hold(me)
        selection, most = post.selection_id, post.selection_id.procedure_id.most_choices
        mine = self.search([("selection_id", "=", selection.id), ("employee_id", "=", me.id)])
        if post in mine.post_id:
            raise UserError(self.env._("You have chosen “%(post)s” already.", post=post.name))
        if most and len(mine) >= most:
            raise UserError(
                self.env._(
                    "You have chosen %(number)s posts in “%(selection)s”: %(posts)s. More are not allowed; take one "
                    "back first.",
                    number=len(mine),
                    selection=selection.name,
                    posts=" ".join(mine.mapped("post")),
                )
            )
        moment = fields.Datetime.now()
        closes = max(selection._registrations(post).filtered("closes_at").mapped("closes_at"), default=None)
        choice = self.create(
            {
                "selection_id": selection.id,
                "post_id": post.id,
                "employee_id": me.id,
                "selection_name": selection.name,
                "person": me.name,
                "post": post.name,
                "rank": len(mine) + 1,
                "chosen_on": moment,
                "late": bool(closes and moment > closes),
                "takes_other": mine[:1].takes_other,
            }
        )
        self.env["cadre.choice.order"].sudo().create({"choice_id": choice.id})
        return choice

    def _is_open(self):
        """Whether the person may still change it. As superuser."""
        steps, moment = self.selection_id._registrations(self.post_id), fields.Datetime.now()
        return any(step._is_open_for(self.employee_id, moment) for step in steps)

    def _refuse_fixed(self):
        """:raises UserError: it is another one's, or its time is over."""
        self.ensure_one()
        self.check_access("read")
        if self.user_id != self.env.user:
            raise UserError(self.env._("A choice is changed by whom it is of."))
        if not self.sudo()._is_open():
            raise UserError(
                self.env._("“%(selection)s”: choices are closed and stay as they are.", selection=self.selection_name)
            )

    def action_take_back(self):
        """What comes after it moves up."""
        self._refuse_fixed()
        mine = self.sudo().search([("selection_id", "=", self.sudo().selection_id.id), ("user_id", "=", self.env.uid)])
        rest = mine - self.sudo()
        self.sudo().unlink()
        rest._renumber()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_up(self):
        """Before the one before it."""
        self._refuse_fixed()
        choice = self.sudo()
        mine = choice.search([("selection_id", "=", choice.selection_id.id), ("user_id", "=", self.env.uid)])
        before = mine.filtered(lambda one: one.rank < choice.rank).sorted("rank")[-1:]
        if before:
            ordered = [*(one for one in mine.sorted("rank") if one not in (before, choice))]
            ordered.insert(before.rank - 1, choice)
            ordered.insert(before.rank, before)
            choice.browse([one.id for one in ordered])._renumber()
        return True

    def action_accept_other(self):
        """Whether another post is accepted too: said once for all choices of a selection."""
        self._refuse_fixed()
        choice = self.sudo()
        mine = choice.search([("selection_id", "=", choice.selection_id.id), ("user_id", "=", self.env.uid)])
        mine.takes_other = not choice.takes_other
        return True

    def _renumber(self):
        """1, 2, 3 in the order given; by way of numbers that nobody has."""
        for number, choice in enumerate(self, 1):
            choice.rank = 1000 + number
        self.flush_recordset()
        for number, choice in enumerate(self, 1):
            choice.rank = number
        self.flush_recordset()


class CadreChoiceOrder(models.Model):
    """One who chose a unit, before its head: he says whom he would take, the one he wants most first."""

    _name = "cadre.choice.order"
    _description = "Who Chose My Unit"
    _inherit = ["cadre.server.only.mixin"]
    _rec_names_search = ["person"]
    _order = "post_id, place, id"

    choice_id = fields.Many2one("cadre.choice", required=True, ondelete="cascade", index=True)
    post_id = fields.Many2one(related="choice_id.post_id", store=True, index=True)
    selection_id = fields.Many2one(related="choice_id.selection_id", string="In the Selection", store=True, index=True)
    company_id = fields.Many2one(related="choice_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="choice_id.user_id", store=True, index="btree_not_null")
    person = fields.Char(related="choice_id.person")
    post = fields.Char(related="choice_id.post")
    selection_name = fields.Char(related="choice_id.selection_name")
    present_post = fields.Char(compute="_compute_present_post", compute_sudo=True)
    number = fields.Integer(string="Places", related="post_id.number")
    place = fields.Integer(string="Place in the Order", aggregator=None, help="0: not taken.")
    handed_in = fields.Boolean(compute="_compute_handed_in", compute_sudo=True)
    before_me = fields.Boolean(compute="_compute_before_me", search="_search_before_me")

    _once = models.Constraint("UNIQUE(choice_id)", "It stands in the order already.")

    @api.depends("choice_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = one.sudo().person or ""

    def _compute_present_post(self):
        for one in self:
            person = one.choice_id.employee_id
            one.present_post = " ".join(filter(None, (person.department_id.name, person.job_title)))

    def _compute_handed_in(self):
        for one in self:
            one.handed_in = bool(one.post_id.ordered_on)

    # -- the head --------------------------------------------------------------------------------------------------
    def _compute_before_me(self):
        posts = self._posts_before_me()
        for one in self:
            one.before_me = one.sudo().post_id in posts

    def _search_before_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = Domain("post_id", "in", self._posts_before_me().ids)
        return found if True in value else ~found

    @api.model
    def _posts_before_me(self):
        """Posts whose head reads, once their last minute is over. As superuser."""
        mine = self.env["cadre.selection.post"].sudo().search(
            [
                ("chooser_id.user_id", "=", self.env.uid),
                ("selection_id.state", "=", "running"),
                ("selection_id.procedure_id.subject", "=", "double"),
            ]
        )  # fmt: skip
        return mine.filtered(lambda post: post._choices_are_closed())

    def _refuse_order(self):
        """The posts they are of. :raises UserError: it is not his to order, or not any more."""
        self.check_access("read")
        posts = self.sudo().post_id
        if posts - self._posts_before_me():
            raise UserError(self.env._("Who chose a unit is put in order by its head, once the choices are closed."))
        for post in posts:
            if post.ordered_on:
                raise UserError(
                    self.env._(
                        "“%(post)s”: the order was handed in at %(moment)s and stays.",
                        post=post.name,
                        moment=told_there(post.selection_id, post.ordered_on),
                    )
                )
        return posts

    def action_take(self):
        """He is taken next, after those who stand there already."""
        for one in self:
            (post,) = one._refuse_order()
            if not one.place:
                one.sudo().place = max(self.sudo().search([("post_id", "=", post.id)]).mapped("place")) + 1
        return True

    def action_leave(self):
        """He is not taken; those after him move up."""
        for one in self:
            (post,) = one._refuse_order()
            one.sudo().place = 0
            rest = self.sudo().search([("post_id", "=", post.id), ("place", ">", 0)])
            for number, other in enumerate(rest.sorted("place"), 1):
                other.place = number
        return True

    def action_up(self):
        """Before the one before him."""
        self.ensure_one()
        (post,) = self._refuse_order()
        there = self.sudo().search([("post_id", "=", post.id), ("place", ">", 0), ("place", "<", self.place)])
        if before := there.sorted("place")[-1:]:
            mine = self.sudo()
            mine.place, before.place = before.place, mine.place
        return True

    def action_hand_in(self):
        """The order of the unit is final. Whoever has no place in it is not taken. On nobody: of all of his units."""
        rows = self or self.search([("before_me", "=", True)]).filtered(lambda one: not one.handed_in)
        if not rows:
            raise UserError(self.env._("Nobody waits for your order."))
        for post in rows._refuse_order():
            post._order_handed_in(self.env.user)
        return True
