"""Files that may be put on a record of ours, exchanged or taken away.

What was sent with a message is part of the trail. A record in a locked state takes no further file: Odoo's chatter
adds and deletes files as superuser, so the lock asks who acts and not with which rights.
"""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..guard.documents import is_ours
from ..guard.trust import is_server


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _refuse_on_locked(self):
        """Raise UserError when one of these files stands on a record of ours that is locked.

        Files of fields are the fields' business: the record's own ``write()`` refuses them, and Odoo stores them as
        superuser. Written directly they are refused like all others, apart from the fields open in that state.
        """
        if is_server(self.env):
            return
        places = {}
        for file in self.sudo():
            if not (file.res_id and is_ours(self.env, file.res_model)) or (self.env.su and file.res_field):
                continue
            places.setdefault(file.res_model, []).append((file.res_id, file.res_field))
        for name, found in places.items():
            records = self.env[name].browse({number for number, _field in found}).exists().sudo()
            if not hasattr(records, "_refuse_locked"):
                continue
            every = getattr(records, "_locks_every_file", True)
            for number, field in found if every else [place for place in found if place[1]]:
                record = records.filtered(lambda one, number=number: one.id == number)
                record._refuse_locked({field: False} if field else None)

    def _refuse_sent(self):
        """Raise AccessError when one of these files was sent with a message of the trail."""
        if not self.ids or is_server(self.env):
            return
        self.env["mail.message"].flush_model(["model", "attachment_ids"])
        self.env.cr.execute(
            SQL(
                "SELECT DISTINCT message_id FROM message_attachment_rel WHERE attachment_id = ANY(%s)",
                self.ids,
            )
        )
        messages = self.env["mail.message"].browse(row[0] for row in self.env.cr.fetchall())
        if messages.sudo()._of_trail():
            raise AccessError(self.env._("What was sent with a message of a record stays with it."))

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        files._refuse_on_locked()
        return files

    def write(self, vals):
        if not self.env.su:
            self._refuse_on_locked()
            self._refuse_sent()
        result = super().write(vals)
        if vals.keys() & {"res_model", "res_id", "res_field"}:
            self._refuse_on_locked()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_locked(self):
        if not self.env.su:
            self._refuse_on_locked()
            self._refuse_sent()

    def _delete_and_notify(self, message=None):
        """Odoo's chatter deletes as superuser."""
        client = self.sudo(False)
        client._refuse_on_locked()
        client._refuse_sent()
        return super()._delete_and_notify(message=message)
