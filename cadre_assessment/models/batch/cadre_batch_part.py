"""One part of long work: one job, one transaction, done or as if it had not been begun."""

import logging
from collections import defaultdict

from odoo import fields, models
from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.job import ENQUEUED, PENDING, STARTED, WAIT_DEPENDENCIES
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS
from psycopg2 import OperationalError

from .cadre_batch import OPEN

ALIVE = (WAIT_DEPENDENCIES, PENDING, ENQUEUED, STARTED)
"""States of a job that is still to be done."""
CHANNEL = "root.cadre"
_logger = logging.getLogger(__name__)


class CadreBatchPart(models.Model):
    _name = "cadre.batch.part"
    _description = "Part of a Long Work"
    _inherit = ["cadre.server.only.mixin"]
    _order = "stage, sequence, id"

    batch_id = fields.Many2one("cadre.batch", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="batch_id.company_id", store=True)
    sequence = fields.Integer(readonly=True)
    stage = fields.Integer(default=1, readonly=True, help="Stages follow each other.")
    name = fields.Char(required=True, readonly=True)
    items = fields.Integer(readonly=True, help="How many of what is counted this part does; 0: it only joins others.")
    state = fields.Selection(
        [("waiting", "Waiting"), ("done", "Done"), ("failed", "Not Done")],
        default="waiting",
        required=True,
        readonly=True,
    )
    message = fields.Text(readonly=True)
    records = fields.Json(readonly=True, groups=NO_ACCESS, help="What it is about: the ids of each model.")
    params = fields.Json(readonly=True, groups=NO_ACCESS)
    job_uuid = fields.Char(readonly=True, groups=NO_ACCESS)
    is_file = fields.Boolean(readonly=True, help="What it makes is for whoever ordered the work, and stays.")
    content = fields.Binary(attachment=True, readonly=True, groups=NO_ACCESS)
    file_name = fields.Char(readonly=True)
    size = fields.Integer("Size (bytes)", readonly=True)

    # -- the job ---------------------------------------------------------------------------------------------------
    def _enqueue(self):
        """A job for this part, as the current user; the queue keeps no context but language and companies."""
        self.ensure_one()
        job = self.with_delay(channel=CHANNEL, description=f"{self.sudo().batch_id.name}: {self.sudo().name}")._run()
        self.sudo().job_uuid = job.uuid

    def _run(self):
        """The job: this part, and then a look at what comes next."""
        if not self.exists():
            return
        self._work()
        batch = self.sudo().batch_id.with_env(self.env)
        # every part asks, for only after its own end can be seen which was the last
        batch.with_delay(channel=CHANNEL, priority=5, description=batch.sudo().name)._close()

    def _work(self):
        """Do this part, if it is still wanted and not done yet; what goes wrong is written down.

        :raises RetryableJobError: somebody else has it in hand; the queue tries again.
        """
        self.ensure_one()
        part = self.sudo()
        batch = part.batch_id
        if part.state != "waiting" or batch.state not in OPEN:
            return
        if not part.try_lock_for_update(allow_referencing=True):
            raise RetryableJobError(self.env._("This part is being done already."), seconds=30)
        try:
            with self.env.cr.savepoint():
                batch.with_env(self.env)._refuse_lost_rights()
                getattr(batch.with_env(self.env), f"_work_{batch.kind}")(self)
                self.env.flush_all()
        except (OperationalError, RetryableJobError):
            raise  # another transaction was faster: the queue tries again
        except (UserError, AccessError) as error:
            part.write({"state": "failed", "message": str(error)})
        except Exception as error:
            _logger.exception("%s: part %s", batch.name, part.id)
            kind = type(error).__name__
            message = self.env._("An error of the program (%(kind)s); the log of the server has it.", kind=kind)
            part.write({"state": "failed", "message": message})
        else:
            part.write({"state": "done"})

    def _drop_jobs(self):
        """Take what has not begun out of the queue."""
        self._jobs().button_cancelled()

    def _jobs(self):
        """The jobs of these parts that are still to be done."""
        uuids = [uuid for uuid in self.sudo().mapped("job_uuid") if uuid]
        return self.env["queue.job"].sudo().search([("uuid", "in", uuids), ("state", "in", ALIVE)])

    # -- what it makes ---------------------------------------------------------------------------------------------
    def action_fetch(self):
        """Download the file of this part."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": f"/cadre/batch/{self.id}", "target": "download"}

    def _keep(self, content, file_name, mimetype):
        """Keep bytes as what this part has made: a file that nobody reads but through the batch's own door."""
        self.ensure_one()
        part = self.sudo()
        part._drop_content()
        part.env["ir.attachment"].create(
            {
                "name": file_name,
                "res_model": self._name,
                "res_id": self.id,
                "res_field": "content",
                "raw": content,
                "mimetype": mimetype,
            }
        )
        part.write({"file_name": file_name, "size": len(content)})
        part.invalidate_recordset(["content"])

    def _files(self):
        """The kept files, by part id (superuser: the caller has asked for the rights)."""
        found = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "in", self.ids), ("res_field", "=", "content")])
        )
        return {file.res_id: file for file in found}

    def _drop_content(self):
        self.env["ir.attachment"].sudo().browse(file.id for file in self._files().values()).unlink()
        self.sudo().write({"size": 0})

    def _may_fetch(self):
        """Raise AccessError unless the user ordered it, has his rights still, and reads every record in it today."""
        self.check_access("read")
        for batch in self.batch_id:
            batch._refuse_lost_rights()
            numbers = defaultdict(set)
            for part in batch.sudo().part_ids:
                for model, ids in (part.records or {}).items():
                    numbers[model].update(ids)
            for model, ids in numbers.items():
                self.env[model].browse(ids).exists().check_access("read")
