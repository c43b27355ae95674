"""A post that a selection fills: which, how many, and who won it."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine import exact
from ...engine.contenders import contenders_needed, posts_kept
from ..clock import today_of
from ..company import company_of
from ..guard import guarded, is_trusted
from ..listing import listed, titled
from ..organization.vacancy import cover, covering, said
from . import reasons_said
from .scores import settle
from .words import COMPETING, CONTESTS


class CadreSelectionPost(models.Model):
    """Kept while the selection is being prepared; from its beginning on the posts stay."""

    _name = "cadre.selection.post"
    _description = "Post of a Selection"
    _inherit = ["cadre.guard.child.mixin"]
    _check_company_auto = True
    _order = "selection_id, sequence, id"

    _guard_parent = "selection_id"

    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="cascade", index=True)
    company_id = company_of("selection_id")
    sequence = fields.Integer(default=10)
    job_id = fields.Many2one("hr.job", string="Post", check_company=True, ondelete="restrict", index="btree_not_null")
    name = fields.Char(
        string="Called", compute="_compute_name", store=True, readonly=False, precompute=True, required=True
    )
    department_id = fields.Many2one(
        "hr.department",
        check_company=True,
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
    )
    post_group = fields.Char(
        string="Group of Posts", help="Where the procedure says so, a person stands for one post of each group."
    )
    number = fields.Integer(string="How Many", default=1, high=10000)
    by_rank = fields.Boolean(
        string="For the Rank",
        help="Who wins has won the rank of this post; which post of it he is given is said after the document, by his "
        "place, his qualities and what he knows. The headcount is that of this post.",
    )
    criterion_id = fields.Many2one(
        "cadre.criterion",
        string="Conditions of the Post",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('parent_id', '=', False)]",
        help="Beside those of the procedure.",
    )
    chooser_id = fields.Many2one(
        "hr.employee",
        string="Head Who Chooses",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Of a double selection: he puts those who chose his unit in order, after the last minute.",
    )
    ordered_on = fields.Datetime(string="Order Handed In", readonly=True, copy=False)
    ordered_by_id = fields.Many2one("res.users", string="Handed In by", readonly=True, copy=False)
    candidate_ids = fields.One2many("cadre.candidate", "post_id", string="Candidates")
    choice_ids = fields.One2many("cadre.choice", "post_id", string="Choices")
    appointment_ids = fields.One2many("cadre.appointment", "post_id")
    contest = fields.Selection(
        CONTESTS, string="Filled by", default="open", required=True, readonly=True, copy=False,
        help="Where too few contend, fewer are filled, or nobody competes for it (S4-P10-14, S4-P10-16)."
    )  # fmt: skip
    wanted = fields.Integer(
        string="At First", readonly=True, copy=False, aggregator=None, help="How many were to be filled, before fewer."
    )
    contest_text = fields.Text(string="Reason Written", readonly=True, copy=False, help="Of before reasons were kept.")
    contest_why = fields.Json(readonly=True, copy=False)
    contest_said = fields.Text(
        string="Why", compute="_compute_contest_said", help="In the language of whoever reads it."
    )
    too_few = fields.Boolean(compute="_compute_too_few", compute_sudo=True, help="Fewer contend than are needed.")

    _number = models.Constraint("CHECK(number >= 1)", "At least one post is filled.")

    @api.constrains("by_rank", "job_id")
    def _check_rank(self):
        for post in self.filtered("by_rank"):
            if not post.sudo().job_id.cadre_rank_id:
                raise ValidationError(
                    self.env._(
                        "“%(post)s”: a rank is competed for; choose a post of the unit that has one.", post=post.name
                    )
                )

    @api.depends("job_id")
    def _compute_name(self):
        for post in self:
            post.name = post.job_id.name or post.name
            post.department_id = post.job_id.department_id or post.department_id

    @api.depends("number", "contest", "candidate_ids.state", "candidate_ids.eligible", "selection_id.step_ids.state")
    def _compute_too_few(self):
        for post in self:
            post.too_few = bool(post._missed())

    @api.depends("contest_why", "contest_text")
    @api.depends_context("lang")
    def _compute_contest_said(self):
        for post in self:
            post.contest_said = reasons_said.said(self.env, post.contest_why, post.contest_text) or False

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        posts = super().create(vals_list)
        posts._refuse_begun()
        posts._steps_follow()
        return posts

    def write(self, vals):
        """Once it has begun, only how many are filled, and which head chooses, may change."""
        if vals.keys() - {"number", "chooser_id"}:
            self._refuse_begun()
        before = {post: post.number for post in self if "number" in vals}
        result = super().write(vals)
        if "number" in vals:
            self.filtered(lambda post: post.number > before[post])._refuse_without_place()
            for selection in self.sudo().selection_id:
                settle(selection)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        self._refuse_begun()

    def _refuse_begun(self):
        begun = self.sudo().selection_id.filtered(lambda one: one.state != "draft")
        if begun and not is_trusted(self.env):
            raise UserError(
                self.env._(
                    "“%(selection)s” has begun: its posts stay. How many of one are filled may still change.",
                    selection=begun[0].name,
                )
            )

    def unlink(self):
        selections = self.selection_id
        result = super().unlink()
        for selection in selections.filtered(lambda one: one.state == "draft"):
            selection._make_steps()
        return result

    def _steps_follow(self):
        for selection in self.selection_id.filtered(lambda one: one.state == "draft"):
            selection._make_steps()

    def _refuse_frozen(self):
        """Conditions of a post stay once its selection has begun."""
        for post in self.filtered(lambda one: one.selection_id.state != "draft"):
            raise UserError(
                self.env._(
                    "“%(selection)s” has begun: the conditions of “%(post)s” stay as they are.",
                    selection=post.selection_id.name,
                    post=post.name,
                )
            )

    # -- too few contend -------------------------------------------------------------------------------------------
    def _contenders(self):
        """Those who meet the conditions, as far as they are known."""
        return self.candidate_ids.filtered(lambda one: one.state != "out" and one.eligible != "no")

    def _missed(self):
        """The posts, of these, for which fewer contend than the procedure asks for, while their check is open."""
        found = self.browse()
        for post in self.filtered(lambda one: one.contest == "open"):
            selection, ratio = post.selection_id, post.selection_id.procedure_id.ratio
            open_check = selection.step_ids.filtered(
                lambda step, post=post: step.kind == "check" and step.state == "open" and step._earliest() is not None
                and step.post_id in (post.browse(), post)
            )  # fmt: skip
            if ratio and open_check and selection.state == "running":
                needed = contenders_needed(post.number, exact(ratio))
                found |= post if len(post._contenders()) < needed else found
        return found

    def action_fewer(self):
        """As many posts as the contenders suffice for; for none: nobody competes, and they may choose another post."""
        for post in self:
            people, ratio = post._refuse_enough(), exact(post.sudo().selection_id.procedure_id.ratio)
            kept = posts_kept(post.number, people, ratio)
            if not kept:
                raise UserError(
                    self.env._(
                        "“%(post)s”: %(people)s contend, for no post can be competed. Cancel the competition, or let "
                        "the body decide directly.",
                        post=post.name,
                        people=people,
                    )
                )
            post._settle_contest("open", number=kept)
        return True

    def action_cancel(self):
        """Nobody competes for it; who stood for it may change to another post until the check is done (S4-P10-14)."""
        for post in self:
            post._refuse_enough()
            post._settle_contest("cancelled")
        return True

    def action_direct(self):
        """Nobody competes for it; the body decides directly among those who stand for it (S4-P10-16)."""
        for post in self:
            post._refuse_enough()
            post._settle_contest("direct")
        return True

    def _refuse_enough(self):
        """The number of contenders, once it is known that they are too few.

        :raises UserError: enough contend, conditions are not known yet, or it is not the current user's work
        """
        self.ensure_one()
        post, selection = self.sudo(), self.selection_id
        selection.check_access("write")
        selection.sudo().step_ids[:1]._hold()
        if not selection._is_office() or selection._is_own():
            raise UserError(self.env._("“%(post)s”: the selection office does that.", post=post.name))
        if selection._acts_on_kin():
            raise selection._kin_refusal()
        unknown = post._contenders().filtered(lambda one: one.eligible not in ("yes", "deferred"))
        if unknown:
            raise UserError(
                self.env._(
                    "“%(post)s”: say first whether these meet the conditions: %(people)s.",
                    post=post.name,
                    people=listed(self.env, unknown.mapped("name")),
                )
            )
        if not post._missed():
            raise UserError(
                self.env._("“%(post)s”: enough contend for it, or its check is done: it stays.", post=post.name)
            )
        return len(post._contenders())

    def _settle_contest(self, contest, **values):
        post = guarded(self.sudo())
        why = reasons_said.why(
            "contest",
            contest=contest,
            people=len(post._contenders()),
            posts=post.number,
            needed=contenders_needed(post.number, exact(post.selection_id.procedure_id.ratio)),
            kept=values.get("number"),
        )
        post.write({"wanted": post.wanted or post.number, "contest": contest, "contest_why": why, **values})
        post.selection_id.message_post(body=titled(self.env, post.name, reasons_said.said(self.env, why)))
        if contest != "open":
            steps = post.selection_id.step_ids.filtered(
                lambda step: step.post_id == post and step.state == "open" and not post._asks(step.rule_id)
            )
            steps._void_for(why)

    def _is_checked(self):
        """Whether the check of the conditions is done for it. As superuser."""
        steps = self.selection_id.step_ids.filtered(lambda step: step.kind == "check")
        return any(step.state == "done" and step.post_id in (step.post_id[:0], self) for step in steps)

    def _asks(self, rule):
        """Whether the step ``rule`` of the procedure is taken for this post: of one that nobody competes for, the check
        and what leads to a direct decision."""
        if self.contest == "open":
            return True
        return rule.kind == "check" or (self.contest == "direct" and rule.kind not in COMPETING)

    # -- double selection ------------------------------------------------------------------------------------------
    def _choices_are_closed(self):
        """Whether nobody may choose it any more, late window included. As superuser."""
        selection = self.selection_id
        late = selection.late_until and fields.Datetime.now() <= selection.late_until
        steps = selection._registrations(self)
        return bool(steps) and not late and all(step._is_closed() for step in steps)

    def _order_handed_in(self, user):
        """As superuser: its head has put in order who chose it."""
        guarded(self).write({"ordered_on": fields.Datetime.now(), "ordered_by_id": user.id})

    # -- headcount -------------------------------------------------------------------------------------------------
    def _left(self):
        """{post: places it still keeps}: while its selection is under way what is not taken, then who is to begin. Who
        enters a reserve takes no place."""
        left = {}
        for post in self:
            acts = post.appointment_ids.filtered(lambda one: one.kind in ("promote", "transfer") and not one.concurrent)
            taken = len(acts.filtered(lambda one: one.state == "effective"))
            waiting = acts.filtered(lambda one: one.state == "draft")._waits_for_post()
            waiting = len(waiting | acts.filtered(lambda one: one.state == "ordered"))
            under_way = post.selection_id.state in ("running", "suspended") and post.selection_id._fills_posts()
            under_way = under_way and post.contest != "cancelled"
            left[post] = max(post.number - taken, waiting) if under_way else waiting
        return left

    def _kept(self, holders):
        """How many places these posts of one selection keep beside those that ``holders`` of their row hold."""
        left, selection = self._left(), self.selection_id
        again = selection._stand_again(holders)
        if selection.procedure_id.subject == "double":
            return max(sum(left.values()) - len(again), 0)
        at = again.grouped("job_id")
        return sum(max(left[post] - len(at.get(post.job_id, ())), 0) for post in self)

    def _refuse_without_place(self):
        """:raises UserError: more are to be filled than there are places, in a selection that has begun"""
        for selection in self.sudo().selection_id:
            posts = self.filtered(lambda one, selection=selection: one.selection_id == selection)
            if selection.state != "draft" and selection._fills_posts():
                posts._claim_places()
                if problems := dict.fromkeys(text for post in posts for text in post._vacancy_problems()):
                    raise UserError("\n".join(problems))

    def _claim_places(self):
        """Nobody else reserves in the same headcount at the same time."""
        jobs = self.sudo().job_id
        self.env["cadre.headcount"].sudo().union(*covering(jobs, today_of(self)).values())._claim()

    def _vacancy_problems(self):
        """Why there is no place for this post, in sentences; what it has reserved itself is its own (S4-P2-09).

        Posts of one selection that stand in the same row of the headcount are counted together: each alone would have
        its place where all of them have not. A place whose holder stands again, or loses it, is one to be filled.
        """
        self.ensure_one()
        post, together = self.sudo(), self.sudo().selection_id.post_ids
        job, own = post.job_id, post.selection_id.state in ("running", "suspended")
        if not job:
            return [
                self.env._("“%(post)s”: choose the post of the unit, so that its headcount is known.", post=post.name)
            ]
        if not job.counts_in_headcount:
            return []
        rows = cover(job, today_of(post)).get(job.id, {})
        if not rows:
            return [
                self.env._(
                    "“%(post)s”: no headcount is approved for it. The organization department enters it.",
                    post=post.name,
                )
            ]
        left = together._left() if own else dict.fromkeys(together, 0)
        same = covering(together.job_id, today_of(post))
        found = []
        for row, one in rows.items():
            posts = together.filtered(lambda each, row=row: row in same.get(each.job_id.id, ()))
            holders = self.env["hr.employee"].sudo().browse(one.holders)
            kept = (posts._kept(holders) if own else 0) + len(post.selection_id._stand_again(holders))
            wanted = sum(left[each] if own and each != post else left[each] or each.number for each in posts)
            if one.free + kept < wanted:
                found.append(
                    self.env._(
                        "“%(post)s”: %(wanted)s to be filled, %(free)s free. %(figures)s",
                        post=listed(self.env, posts.mapped("name")),
                        wanted=wanted,
                        free=max(0, one.free + kept),
                        figures=said(self.env, row, row._as_shown(one)),
                    )
                )
        return found
