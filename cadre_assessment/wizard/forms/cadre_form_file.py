"""The appointment forms of people as files of the exchange format (.lrmx), one as itself, several as a package."""

import base64
import re
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...files import lrmx
from ...models.clock import today_of
from ...models.office import ORGANIZATION, SELECTION
from ...models.selection.personal_form import forms_of


class CadreFormFile(models.TransientModel):
    _name = "cadre.form.file"
    _description = "Forms as Files"
    _rec_name = "filename"

    filename = fields.Char(readonly=True)
    file = fields.Binary(attachment=False, readonly=True)
    number = fields.Integer(string="Forms", readonly=True)

    @api.model
    def _refuse_giving_out(self, model):
        """:raises AccessError: records of ``model`` have no such forms, or his role does not give them out"""
        role = {"hr.employee": ORGANIZATION, "cadre.candidate": SELECTION}.get(model)
        if not (role and self.env.user.has_group(role)):
            raise AccessError(
                self.env._(
                    "Forms of people are given out by the organization department, of candidates by their office."
                )
            )

    @api.model
    def of_records(self, model, record_ids):
        """Open the forms of these people (the organization department) or candidates (their selection office).

        :param model: ``hr.employee`` or ``cadre.candidate``
        :param record_ids: a list of their ids
        :raises AccessError: a record is not the caller's to read, or he has no such role
        """
        self._refuse_giving_out(model)
        records = self.env[model].browse([int(number) for number in record_ids]).exists()
        records.check_access("read")
        if not records:
            raise UserError(self.env._("Choose somebody first."))
        if len(records) > lrmx.MAX_FORMS:
            raise UserError(
                self.env._("At most %(limit)s forms go into one package. Choose fewer.", limit=lrmx.MAX_FORMS)
            )
        if model == "hr.employee":
            forms = forms_of(records, today_of(records[:1]))
        else:
            forms = self.env["cadre.appointment.form"]._contents(records)
        files = _named([(form["XingMing"], lrmx.written(form)) for form in forms.values()])
        name, content = files[0] if len(files) == 1 else (self.env._("Appointment forms") + ".zip", lrmx.packed(files))
        made = self.create({"filename": name, "file": base64.b64encode(content), "number": len(files)})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": made.id,
            "views": [(False, "form")],
            "target": "new",
            "name": self.env._("Forms as Files"),
        }


def _named(forms):
    """[(name of the file, content)]: people of one name are numbered.

    >>> [name for name, _content in _named([("李明", b""), ("王/芳", b""), ("李明", b"")])]
    ['李明.lrmx', '王_芳.lrmx', '李明2.lrmx']
    """
    seen, found = Counter(), []
    for name, content in forms:
        name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .")[:40] or "_"
        seen[name] += 1
        found.append((f"{name}{seen[name] if seen[name] > 1 else ''}.lrmx", content))
    return found
