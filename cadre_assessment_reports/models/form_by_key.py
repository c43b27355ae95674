"""Give a form to a program, as data: the routes of the browser take no key (docs/api.md).

Whose key it is reads the records, as at the button *Print*; the form itself asks what it always asks.
"""

import base64

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.safe_eval import safe_eval, time

from .cadre_batch import safe
from .ir_actions_report import OURS

KINDS = {"qweb-pdf": "pdf", "xlsx": "xlsx"}


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    @api.readonly
    def cadre_forms(self, res_model, record_ids):
        """Which forms can be printed of these records, as the menu *Print* says.

        :param str res_model: ``cadre.work.plan`` …
        :param record_ids: a list of ids; what the user may not read offers nothing
        :return: a list of ``{"form", "name", "kind"}``, ``kind`` being ``pdf`` or ``xlsx``
        """
        records = self._cadre_asked(res_model, record_ids)._filtered_access("read")
        if not records:
            return []
        bound = self.sudo().search([("binding_model_id.model", "=", records._name)], order="sequence, id")
        ours = bound.filtered(lambda one: one.report_name.startswith(OURS) and one.report_type in KINDS)
        ours = ours.filtered(lambda one: not one.group_ids or one.group_ids & self.env.user.all_group_ids)
        fitting = self.browse(ours.ids).get_valid_action_reports(records._name, records.ids)
        return [
            {"form": one.report_name, "name": one.name, "kind": KINDS[one.report_type]}
            for one in ours.filtered(lambda one: one.id in fitting)
        ]

    @api.model
    @api.readonly
    def cadre_form(self, form, record_ids):
        """A form of ours of these records, finished.

        :param str form: its name, from :meth:`cadre_forms`
        :param record_ids: a list of ids
        :return: ``{"name", "kind", "content"}``: a name of a file, ``pdf`` or ``xlsx``, and the file in base64
        :raises UserError: there is no such form, or no record is named
        :raises AccessError: the user may not read one of the records, or what the form says beyond them
        """
        report = self._get_report_from_name(form) if isinstance(form, str) and form.startswith(OURS) else self.browse()
        if report.report_type not in KINDS:
            raise UserError(
                self.env._("There is no form “%(form)s”: take a name from the list of a record's forms.", form=form)
            )
        records = self._cadre_asked(report.model, record_ids)
        if not records:
            raise UserError(self.env._("%(form)s: name the records to print.", form=report.name))
        records.check_access("read")
        content, kind = self._render(report.report_name, records.ids, {})
        name = report.name
        if report.print_report_name and len(records) == 1:
            name = safe_eval(report.print_report_name, {"object": records, "time": time})
        return {"name": f"{safe(name)}.{kind}", "kind": kind, "content": base64.b64encode(content).decode()}

    def _cadre_asked(self, model, record_ids):
        """The records a program names, each once, with the user's own rights; none of a model that is not ours."""
        known = isinstance(model, str) and model.startswith("cadre.") and model in self.env
        if not known or self.env[model]._abstract:
            return self.env["cadre.cycle"].browse()
        asked = record_ids if isinstance(record_ids, list | tuple) else [record_ids]
        return self.env[model].browse(dict.fromkeys(one for one in asked if type(one) is int)).exists()
