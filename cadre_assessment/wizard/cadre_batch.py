"""Take in a long file by the job runner: whole or not at all, once, beyond the limits of a request."""

import base64
import hashlib

from odoo import models
from odoo.addons.queue_job.exception import RetryableJobError
from odoo.exceptions import UserError

from ..models.batch import alive
from .file_import import AT_ONCE, Busy

TOLD = 20
"""Problems of a file that are told; all of them are counted."""


class CadreBatch(models.Model):
    _inherit = "cadre.batch"

    def _kinds(self):
        return [*super()._kinds(), ("import", self.env._("Import of a File"))]

    def _limit(self, kind):
        return AT_ONCE if kind == "import" else super()._limit(kind)

    def _order_import(self, dialog, rows, cycle=None):
        """The order to take the file of a dialog.

        :param rows: how many there are
        :raises UserError: this very file is being taken already, or no job runner lives.
        """
        content = dialog._content()
        values = dialog._sent_with()
        digest = hashlib.sha256(repr((dialog._name, values)).encode() + content).hexdigest()
        company = cycle.company_id if cycle else self.env.company
        for other in self._same_order(digest, company):
            raise UserError(
                self.env._(
                    "This file is being imported already: %(name)s has ordered it, %(done)s of %(all)s rows are done. "
                    "Wait until that is finished.",
                    name=other.user_id._cadre_name(),
                    done=other.done_count,
                    all=other.item_count,
                )
            )
        part = {
            "name": dialog.filename or self.env._("Import of a File"),
            "items": rows,
            "content": base64.b64encode(content),
            "params": {"model": dialog._name, "values": values},
        }
        return self._order_work("import", part["name"], [part], cycle, digest)

    def _work_import(self, part):
        """Take the file in this one transaction, however long it is."""
        kept = part.sudo()
        env = alive.of_part(part) if kept.batch_id.background else part.env
        content = kept._files()[kept.id].raw
        dialog = env[kept.params["model"]].create(
            {**kept.params["values"], "file": base64.b64encode(content), "filename": kept.name}
        )
        try:
            said = dialog._take()
        except Busy as error:
            raise RetryableJobError(str(error), seconds=30, ignore_retry=True) from error
        kept.message = said

    def _told_when_done(self):
        if self.kind != "import":
            return super()._told_when_done()
        return " ".join(filter(None, self.part_ids.mapped("message")))


def told(env, problems, count):
    """Why nothing was written, as one text.

    :param problems: the first problems as (row, column, reason, …)
    :param count: how many there are in all
    """
    lines = [
        env._("row %(row)s, %(column)s: %(reason)s", row=row, column=column or "—", reason=reason)
        for row, column, reason, *_rest in problems[:TOLD]
    ]
    head = env._("Nothing was written. Problems found: %(count)s.", count=count)
    return "\n".join([head, *lines])
