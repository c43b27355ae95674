"""Long work, done in parts by the job runner; each part is kept when it is done.

A batch is one order of one person: its parts are done one by one, in the background by OCA ``queue_job`` and, where no
runner lives, while the person waits, up to a limit that is said (docs/decisions/0011-queue-job.md). A room that has
work of the kind extends this model: :meth:`CadreBatch._kinds` names it, ``_work_<kind>(part)`` does one part of it.
Which method that is stands in the code and nowhere else: no client says what a job does, nor to what.

* A part is one transaction: what was interrupted left nothing and is done again; what is done is not done twice.
* Stages follow each other: the parts of one are all done before those of the next begin (print, bind, pack).
* It is done with the rights of whoever ordered it, asked anew with every part and when the result is fetched.
"""

from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from ..guard import Step
from ..office import works_for
from . import many, runner

OPEN = ("queued", "running")
QUIET = timedelta(minutes=5)
"""After so long without a change the parts of a batch are held against the queue."""
LIMITS = {"step": 3000, "whole": 20_000}
"""How many records, or people behind one record, a step is taken with while somebody waits, where no runner lives."""


class CadreBatch(models.Model):
    _name = "cadre.batch"
    _description = "Long Work"
    _inherit = ["mail.thread", "cadre.server.only.mixin", "cadre.guard.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _steps = (
        Step("cancel", OPEN, None, "_may_cancel", own=True, whose="_orderers"),
        Step("resume", ("failed", "cancelled"), None, "_is_subject", own=True, whose="_orderers"),
        Step("remove", ("done", "failed", "cancelled"), None, "_is_subject", own=True, whose="_orderers"),
    )

    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(selection="_kinds", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Ordered by", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    cycle_id = fields.Many2one("cadre.cycle", readonly=True, ondelete="restrict", index=True, check_company=True)
    state = fields.Selection(
        [
            ("queued", "Waiting"),
            ("running", "In Progress"),
            ("done", "Done"),
            ("failed", "Incomplete"),
            ("cancelled", "Cancelled"),
        ],
        default="queued",
        copy=False,
        required=True,
        readonly=True,
        index=True,
    )
    background = fields.Boolean("In the Background", readonly=True)
    rights = fields.Json(readonly=True, groups=NO_ACCESS)
    part_ids = fields.One2many("cadre.batch.part", "batch_id", string="Parts", readonly=True)
    file_ids = fields.One2many(
        "cadre.batch.part", "batch_id", string="Files", readonly=True, domain=[("is_file", "=", True)]
    )
    finished_on = fields.Datetime(readonly=True)
    under_way = fields.Integer(readonly=True, help="Items of the part in hand that are done, where it says so.")
    digest = fields.Char(readonly=True, groups=NO_ACCESS, help="Of what must not be ordered twice at a time.")

    item_count = fields.Integer("Items", compute="_compute_counts")
    done_count = fields.Integer("Items Done", compute="_compute_counts")
    failed_count = fields.Integer("Parts Not Done", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts", help="Percent of the parts that are done.")
    problems = fields.Text(compute="_compute_problems", string="What Could Not Be Done")
    mine = fields.Boolean(compute="_compute_mine")

    _once = models.UniqueIndex(
        "(company_id, kind, digest) WHERE digest IS NOT NULL AND state IN ('queued', 'running')",
        "This is being done already.",
    )

    # -- what a room adds ------------------------------------------------------------------------------------------
    @api.model
    def _kinds(self):
        """[(kind, label)] of the work that there is; each has its ``_work_<kind>(part)`` and its limit."""
        many, long = self.env._("A Step with Many"), self.env._("A Long Step")
        return [("step", many), ("whole", long)]

    @api.model
    def _limit(self, kind):
        """How many items of ``kind`` are done while somebody waits, where no runner lives."""
        return LIMITS[kind]

    def _work_step(self, part):
        many.take_part(part)

    def _work_whole(self, part):
        many.take_part(part)

    def _page(self):
        """The order as a page."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "name": self.name,
        }

    def _told_when_done(self):
        """What is said at the end, beside how many items were done."""
        return ""

    # -- figures ---------------------------------------------------------------------------------------------------
    @api.depends("part_ids.state", "part_ids.items", "state", "under_way")
    def _compute_counts(self):
        """Of all parts, also for the office, which does not read them."""
        groups = (
            self.env["cadre.batch.part"]
            .sudo()
            ._read_group([("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count", "items:sum"])
        )
        counted = {(batch.id, state): (count, items) for batch, state, count, items in groups}
        for batch in self:
            found = {state: counted.get((batch.id, state), (0, 0)) for state in ("waiting", "done", "failed")}
            parts = sum(count for count, _items in found.values())
            batch.item_count = sum(items for _count, items in found.values())
            batch.done_count = found["done"][1]
            batch.failed_count = found["failed"][0]
            batch.progress = 100 * found["done"][0] / parts if parts else 0
            if batch.state in OPEN and batch.under_way and batch.item_count:
                batch.done_count = min(batch.done_count + batch.under_way, batch.item_count)
                batch.progress = 100 * batch.done_count / batch.item_count

    @api.depends("part_ids.message")
    @api.depends_context("uid")
    def _compute_problems(self):
        for batch in self:
            failed = batch.sudo().part_ids.filtered(lambda part: part.state == "failed") if batch.mine else ()
            batch.problems = "\n".join(f"{part.name}: {part.message}" for part in failed[:50])

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        for batch in self:
            batch.mine = batch._is_subject()

    # -- beginning -------------------------------------------------------------------------------------------------
    @api.model
    def _order_work(self, kind, name, parts, cycle=None, digest=None):
        """Begin the work: in the background where a runner lives, else at once if it is small enough.

        Called by a room's own code, with the rights of whoever orders it.

        :param kind: one of ``_kinds``
        :param parts: list of dicts of ``cadre.batch.part`` (``stage``, ``name``, ``items``, ``records``, …)
        :param cycle: whose office may see how far it is, and stop it
        :param digest: of what must not be ordered again before this is done
        :return: the batch
        :raises UserError: no runner lives, and it is more than is done while somebody waits.
        """
        env = self.env(su=False)
        batch = self.sudo().create(
            {
                "name": name,
                "kind": kind,
                "user_id": env.uid,
                "company_id": (cycle.company_id if cycle else env.company).id,
                "cycle_id": cycle.id if cycle else False,
                "background": self._in_background(kind, sum(part.get("items", 0) for part in parts)),
                "rights": self._rights_today(),
                "digest": digest,
                "part_ids": [(0, 0, {"sequence": number, **part}) for number, part in enumerate(parts)],
            }
        )
        batch = batch.with_env(env)
        batch._begin()
        return batch

    @api.model
    def _same_order(self, digest, company):
        """What was ordered of the same and is not finished, whoever ordered it; empty, or one."""
        return self.sudo().search(
            [("digest", "=", digest), ("company_id", "=", company.id), ("state", "in", OPEN)], limit=1
        )

    @api.model
    def _in_background(self, kind, count):
        """Whether the runner does ``count`` items; else they are done at once.

        :raises UserError: no runner lives, and it is more than is done while somebody waits.
        """
        limit = self._limit(kind)
        if runner.lives(self.env):
            return True
        if count > limit:
            raise UserError(
                self.env._(
                    "%(count)s at once are too many while you wait: at most %(limit)s are possible without the job "
                    "runner. Choose fewer. %(remedy)s",
                    count=count,
                    limit=limit,
                    remedy=runner.remedy(self.env),
                )
            )
        return False

    # -- rights ----------------------------------------------------------------------------------------------------
    @api.model
    def _rights_today(self):
        """What the user may do by his groups and by the bodies in which he sits, as it is kept with the order."""
        user = self.env.user
        return {"groups": sorted(user.all_group_ids.ids), "bodies": sorted(user.cadre_body_ids.ids)}

    def _refuse_lost_rights(self):
        """Raise AccessError where the user has not, today, every right that he had when he gave the order."""
        self.ensure_one()
        kept, today = self.sudo().rights or {}, self._rights_today()
        lost = any(set(kept.get(name, ())) - set(today[name]) for name in today)
        if lost or self.user_id != self.env.user or not self.env.user.active:
            raise AccessError(
                self.env._(
                    "%(batch)s: the rights with which it was ordered have changed since. Order it again.",
                    batch=self.sudo().name,
                )
            )

    # -- whose order it is -------------------------------------------------------------------------------------------
    @api.depends("state", "user_id")
    def _compute_allowed_steps(self):
        return super()._compute_allowed_steps()

    def _orderers(self):
        return self.user_id

    def _may_cancel(self):
        """Whoever ordered it, and the office of its cycle."""
        return self._is_subject() or (bool(self.cycle_id) and works_for(self.cycle_id))

    # -- steps -----------------------------------------------------------------------------------------------------
    def action_cancel(self):
        """Stop: what is done stays until it is removed, what waits is not begun."""
        self._refuse_step("cancel", "read")
        batches = self.sudo()
        batches._hold()
        batches.write({"state": "cancelled"})
        batches.part_ids._drop_jobs()
        for batch in batches:
            batch.message_post(body=self.env._("Stopped by %(name)s.", name=self.env.user._cadre_name()))
        return True

    def action_resume(self):
        """Go on with what is not done yet, with the rights of today."""
        self._refuse_step("resume", "read")
        for batch in self:
            batch._refuse_lost_rights()
            kept = batch.sudo()
            kept._hold()
            left = kept.part_ids.filtered(lambda part: part.state != "done")
            background = self._in_background(batch.kind, sum(left.mapped("items")))
            left._drop_jobs()
            left.write({"state": "waiting", "message": False, "job_uuid": False})
            kept.write({"state": "queued", "background": background, "finished_on": False, "under_way": 0})
            batch._begin()
        return True

    def action_remove(self):
        """Delete the order with its files."""
        self._refuse_step("remove", "read")
        batches = self.sudo()
        batches.part_ids.unlink()  # with its file, which a row that falls with its batch would leave behind
        batches.unlink()
        return self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_batch_action")

    # -- stages ----------------------------------------------------------------------------------------------------
    def _begin(self):
        """Put the stage that is due into the queue or, without a runner, do everything now."""
        self.ensure_one()
        if self.background:
            self._close()
            return
        while parts := self._due():
            for part in parts:
                part._work()
                part.sudo().job_uuid = "-"
        self._close()

    def _due(self):
        """Parts of the present stage that wait and are in nobody's hands, as the user's records.

        None, where a part of an earlier stage could not be done.
        """
        stage = self._stage().filtered(lambda part: part.state == "waiting" and not part.job_uuid)
        return stage.with_env(self.env)

    def _hold(self):
        """Wait for whoever changes these orders now: two looks at the same end come one after the other.

        Not as Odoo's own lock, which gives up; nor as one that would stop the parts, whose rows name the order.
        """
        self.flush_recordset()
        self.env.cr.execute(SQL("SELECT id FROM cadre_batch WHERE id IN %s FOR NO KEY UPDATE", tuple(self.ids)))

    def _stage(self):
        """The parts of the present stage: the earliest one with a part that is not done; none when all are."""
        left = self.sudo().part_ids.filtered(lambda part: part.state != "done")
        first = min(left.mapped("stage"), default=0)
        return self.sudo().part_ids.filtered(lambda part: part.stage == first)

    def _close(self):
        """After a part: the next stage, or the end. A transaction of its own, so that it sees what others have done.

        Called again it does nothing twice: what is in the queue has its job, and that is written on a row of its own.
        """
        batch = self.sudo()
        if not batch.exists():
            return
        batch._hold()
        if batch.state not in OPEN:
            return
        for part in self._due():
            part._enqueue()
        stage = self._stage()
        if not stage:
            batch._finish("done")
        elif all(part.state != "waiting" for part in stage):
            batch._finish("failed")
        elif batch.state == "queued" and batch.part_ids.filtered(lambda part: part.state != "waiting"):
            batch.state = "running"

    def _finish(self, state):
        """The end: what was only needed on the way goes, and whoever ordered it is told."""
        self.write({"state": state, "finished_on": fields.Datetime.now(), "under_way": 0})
        if state == "done":
            self.part_ids.filtered(lambda part: not part.is_file)._drop_content()
        # by the system and not by himself, who would not be told of his own words
        batch = self.with_user(SUPERUSER_ID).with_context(lang=self.user_id.lang or self.env.lang)
        text = (
            batch.env._("Done: %(done)s of %(all)s.", done=batch.done_count, all=batch.item_count)
            if state == "done"
            else batch.env._(
                "Not complete: %(done)s of %(all)s are done. See what could not be done, and go on.",
                done=batch.done_count,
                all=batch.item_count,
            )
        )
        batch.message_post(
            body=" ".join(filter(None, (text, batch._told_when_done()))),
            partner_ids=self.user_id.partner_id.ids if self.background else [],
        )

    # -- what the queue lost -----------------------------------------------------------------------------------------
    @api.model
    def _cron_watch(self):
        """Parts whose job is gone (killed too often, cancelled or deleted in the queue) are said to have failed.

        The runner gives up a job whose process dies again and again, and tells nobody; an administrator may cancel one.
        """
        quiet = fields.Datetime.now() - QUIET
        for batch in self.search([("state", "in", OPEN), ("background", "=", True), ("write_date", "<", quiet)]):
            waiting = batch._stage().filtered(lambda part: part.state == "waiting")
            alive = set(waiting._jobs().mapped("uuid"))
            # a part without a job has not had its turn yet: closing the stage before it gives it one
            lost = waiting.filtered(lambda part, alive=alive: part.job_uuid and part.job_uuid not in alive)
            lost.write(
                {
                    "state": "failed",
                    "message": self.env._(
                        "Its process was ended again and again (too little memory, or too long), or its job was "
                        "taken out of the queue."
                    ),
                }
            )
            batch.with_user(batch.user_id)._close()
