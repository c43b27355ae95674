"""A task on a record of ours is his to whom it was given; nobody else closes, changes or removes it.

Odoo leaves that to whoever may write the record: the subject of a report could close the task to rate it. It also
keeps the record's name with the task, for whoever gets to see the task: here it is computed for the reader.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..guard.documents import is_ours, office_of_others

PLACE = frozenset({"res_model_id", "res_model", "res_id"})


class MailActivity(models.Model):
    _inherit = "mail.activity"

    res_name = fields.Char(store=False, search="_search_res_name")

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_res_name(self):
        """The record's name as the reader knows it, and none of a record that is gone. Two queries a model."""
        self.res_name = False
        for name, activities in self.filtered("res_id").grouped("res_model").items():
            if not name or name not in self.env:
                continue
            records = self.env[name].sudo().browse(activities.mapped("res_id")).exists()
            names = {record.id: record.display_name for record in records}
            for activity in activities:
                activity.res_name = names.get(activity.res_id, False)

    @api.model
    def _search_res_name(self, operator, value):
        """By the names of the records that the reader may read."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        found = Domain.FALSE
        known = self.sudo().with_context(active_test=False)
        for (name,) in known._read_group([("res_model", "!=", False)], ["res_model"]):
            if name not in self.env:
                continue
            records = self.env[name].sudo(False)
            if (records._rec_name or records._rec_names_search) and records.has_access("read"):
                named = records._search(Domain("display_name", operator, value))
                found |= Domain("res_model", "=", name) & Domain("res_id", "in", named)
        return found

    # -- the trail -------------------------------------------------------------------------------------------------
    def _refuse_of_others(self):
        """Raise AccessError when a task is somebody else's, or one that the server gave out."""
        if self.env.su:
            return
        for activity in self.sudo():
            if not is_ours(self.env, activity.res_model) or activity.user_id == self.env.user:
                continue
            if not activity.automated and activity.create_uid == self.env.user:
                continue
            record = self.env[activity.res_model].browse(activity.res_id)
            if not (record.exists() and office_of_others(record)):
                raise AccessError(
                    self.env._(
                        "“%(task)s” is the task of %(user)s, who closes it himself.",
                        task=activity.summary or activity.activity_type_id.name,
                        user=activity.user_id.name or "",
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        if not self.env.su:  # what the server gave out is known by it
            forged = activities.sudo().filtered(
                lambda activity: activity.automated and is_ours(self.env, activity.res_model)
            )
            forged.automated = False
        return activities

    def write(self, vals):
        self._refuse_of_others()
        moved = not self.env.su and vals.keys() & PLACE
        if moved:
            self._refuse_moved()
        result = super().write(vals)
        if moved:
            self._refuse_moved()
        return result

    def _refuse_moved(self):
        if any(is_ours(self.env, activity.res_model) for activity in self.sudo()):
            raise AccessError(self.env._("A task stays with its record."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_others(self):
        self._refuse_of_others()
