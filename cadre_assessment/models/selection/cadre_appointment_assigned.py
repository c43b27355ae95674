"""Who has won a rank is given a post of it afterwards, by his place, his qualities and what he knows (S4-P4-10).

The document appoints him to the rank; the appointment waits as a draft until the office enters the post. Who is placed
better comes first; where somebody is given a post before him, it is said why.
"""

from odoo import fields, models

from ..listing import listed
from .appointing import INTO_A_POST


class CadreAppointment(models.Model):
    _inherit = "cadre.appointment"

    by_rank = fields.Boolean(related="post_id.by_rank", string="Won the Rank")
    pool_rank_id = fields.Many2one(related="post_id.job_id.cadre_rank_id", string="Rank Won")
    place = fields.Integer(related="candidate_id.rank", string="Place in the Score", aggregator=None)
    assigned_job_id = fields.Many2one(
        "hr.job",
        string="Post Assigned",
        check_company=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('cadre_rank_id', '=', pool_rank_id)]",
        help="Of somebody who won a rank: a post of that rank. Who is placed better comes first.",
    )
    assigned_because = fields.Char(
        string="Why This Post",
        copy=False,
        help="His qualities and what he knows, where he is given a post before somebody placed better.",
    )

    def _waits_for_post(self):
        """Those that appoint to a rank, and have no post yet."""
        return self.filtered(lambda one: one.kind in INTO_A_POST and one.by_rank and not one.job_id)

    def _assigned(self):
        """The values by which an appointment to a rank becomes one to the post that was entered."""
        job = self.sudo().assigned_job_id
        if not (job and self._waits_for_post()):
            return {}
        return {"job_id": job.id, "post_name": job.name, "department_id": job.department_id.id}

    def _problems(self):
        found = [*super()._problems()]
        if self._waits_for_post():
            found += self._assigning_problems()
        return found

    def _assigning_problems(self):
        """As superuser, in sentences."""
        env, job, rank = self.env, self.assigned_job_id, self.pool_rank_id
        if not job:
            yield env._(
                "%(person)s has won the rank “%(rank)s”: enter the post that he is given (Post Assigned).",
                person=self.employee_id.name,
                rank=rank.name,
            )
            return
        if job.cadre_rank_id != rank:
            yield env._(
                "“%(post)s” is no post of the rank “%(rank)s”. Choose one that is.", post=job.name, rank=rank.name
            )
        before = self._placed_better()
        if before and not (self.assigned_because or "").strip():
            yield env._(
                "%(people)s stand before %(person)s in the score and have no post yet. Give them theirs first, or "
                "write why he is given this one (Why This Post).",
                people=listed(env, before.employee_id.mapped("name")),
                person=self.employee_id.name,
            )

    def _placed_better(self):
        """The appointments to the same rank that wait for their post, of who has a better place in the score."""
        waiting = self.post_id.appointment_ids.filtered(lambda one: one.state == "draft")._waits_for_post() - self
        return waiting.filtered(lambda one: 0 < one.place < self.place).sorted("place")
