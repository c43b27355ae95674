"""Bring in appointment forms (.lrmx): field by field what stands, what comes, and which of it is taken."""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...files import bounds, lrmx
from ...files.lrmx_words import compact, month_of
from ...models import file_refusal
from ...models.clock import today_of
from ...models.selection.personal_form import forms_of
from ..dialog import dialog
from . import form_fields


class CadreFormImport(models.TransientModel):
    """Nothing is written before it was shown; then what was chosen, all of it or nothing.

    The file is read anew for each step: what stands in the rows of this dialog is shown, never written.
    """

    _name = "cadre.form.import"
    _description = "Bring in Appointment Forms"
    _rec_name = "filename"

    file = fields.Binary(attachment=False, required=True, help="One form (.lrmx), or a package (.zip) of several.")
    filename = fields.Char()
    state = fields.Selection(
        [("draft", "File"), ("read", "Preview"), ("done", "Taken Over")], default="draft", readonly=True
    )
    person_ids = fields.One2many("cadre.form.import.person", "import_id", string="People")
    line_ids = fields.One2many("cadre.form.import.line", "import_id", string="What Differs")
    refused = fields.Text(string="Not Read", readonly=True)
    taken_count = fields.Integer(string="Fields Taken Over", readonly=True)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_read(self):
        """Read the file and look for the people; write nothing into their files."""
        self.ensure_one()
        forms, refused = self._forms()
        found = self._people(forms)
        rows = [
            Command.create(
                {
                    "number": number,
                    "name": form["XingMing"],
                    "birthday": form["ChuShengNianYue"],
                    "file_name": name,
                    "employee_id": found[number].id if len(found[number]) == 1 else False,
                    "found": self._said_found(found[number]),
                }
            )
            for number, (name, form) in forms.items()
        ]
        self.write(
            {
                "state": "read",
                "refused": "\n".join(refused) or False,
                "person_ids": [Command.clear(), *rows],
                "line_ids": [Command.clear()],
            }
        )
        self._compare(forms)
        return self._reopen()

    def action_compare(self):
        """Compare again, with the people who were chosen by hand."""
        self.ensure_one()
        self._compare(self._forms()[0])
        return self._reopen()

    def action_take(self):
        """Write what was chosen into the files of the people, in one go."""
        self.ensure_one()
        chosen = self.line_ids.filtered("take")
        if not chosen:
            raise UserError(self.env._("Choose what is to be taken over."))
        forms, _refused = self._forms()
        count = 0
        for person, lines in chosen.grouped("person_id").items():
            _name, form = forms[person.number]
            target = person.employee_id
            target.check_access("write")
            offered = form_fields.entries(
                self.env,
                forms_of(target, today_of(target))[target],
                form,
                form_fields.archived_of(target)[target],
            )
            may = [one.code for one in offered if not one.problem]
            codes = [code for code in may if code in lines.mapped("code")]
            form_fields.write(target, form, codes)
            count += len(codes)
        self.write(
            {"state": "done", "taken_count": count, "person_ids": [Command.clear()], "line_ids": [Command.clear()]}
        )
        return self._reopen()

    # -- reading ---------------------------------------------------------------------------------------------------
    def _forms(self):
        """({place in the file: (name, form)}, sentences on what was not read).

        :raises UserError: the file as a whole is refused, or its only form is
        """
        try:
            sent = bounds.decoded(self.file, lrmx.MAX_PACKED)
            parts = lrmx.forms_in(sent, self.filename or "")
        except bounds.Refused as error:
            raise UserError(file_refusal.sentence(self.env, error)) from error
        forms, refused = {}, []
        for number, (name, content) in enumerate(parts):
            try:
                forms[number] = name, lrmx.read(content)
            except bounds.Refused as error:
                refused.append(
                    self.env._("%(file)s: %(reason)s", file=name or "", reason=file_refusal.sentence(self.env, error))
                )
        if not forms:
            raise UserError("\n".join(refused[:20]))
        return forms, refused

    def _people(self, forms):
        """{place: who it can be}: by the identity number, else by name and month of birth. Two queries."""
        Person = self.env["hr.employee"].with_context(active_test=True)
        numbers = {form["ShenFenZheng"].upper() for _name, form in forms.values()} - {""}
        names = {form["XingMing"] for _name, form in forms.values()} - {""}
        by_number = Person.search([("identification_id", "in", list(numbers))]).grouped(
            lambda one: one.identification_id.upper()
        )
        by_name = Person.search([("name", "in", list(names))]).grouped("name")
        found = {}
        for place, (_name, form) in forms.items():
            born = month_of(form["ChuShengNianYue"])
            found[place] = by_number.get(form["ShenFenZheng"].upper()) or by_name.get(
                form["XingMing"], Person.browse()
            ).filtered(lambda one, born=born: born and compact(one.birthday) == compact(born.day))
        return found

    def _said_found(self, people):
        if len(people) == 1:
            return False
        if people:
            return self.env._("Several people it can be: choose.")
        return self.env._("Nobody of this number, or of this name and birthday: choose, or enter the person first.")

    def _compare(self, forms):
        """The rows of what differs. What was chosen before stays chosen while it is offered."""
        kept = {(line.person_id.id, line.code): line.take for line in self.line_ids}
        people = self.person_ids.filtered(lambda one: one.employee_id and one.number in forms)
        people.employee_id.check_access("read")
        present = forms_of(people.employee_id, today_of(self.env.company)) if people else {}
        archived = form_fields.archived_of(people.employee_id)
        labels = form_fields.labels(self.env)
        rows = []
        for person in people:
            _name, form = forms[person.number]
            here = person.employee_id
            offered = form_fields.entries(self.env, present[here], form, archived[here])
            for number, one in enumerate(offered):
                take = not one.problem and kept.get((person.id, one.code), not one.present)
                rows.append(
                    Command.create(
                        {
                            "person_id": person.id,
                            "sequence": 100 * person.number + number,
                            "code": one.code,
                            "label": labels[one.code],
                            "present": one.present,
                            "incoming": one.incoming,
                            "problem": one.problem,
                            "take": take,
                        }
                    )
                )
        self.line_ids = [Command.clear(), *rows]

    def _reopen(self):
        return dialog(self, self.env._("Bring in Appointment Forms"))


class CadreFormImportPerson(models.TransientModel):
    _name = "cadre.form.import.person"
    _description = "Person in a File of Forms"
    _order = "import_id, number, id"

    import_id = fields.Many2one("cadre.form.import", required=True, ondelete="cascade", index=True)
    number = fields.Integer(readonly=True)
    name = fields.Char(readonly=True)
    birthday = fields.Char(readonly=True)
    file_name = fields.Char(readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Person Here")
    found = fields.Char(string="About the Match", readonly=True)


class CadreFormImportLine(models.TransientModel):
    _name = "cadre.form.import.line"
    _description = "Field in a File of Forms"
    _order = "import_id, sequence, id"
    _rec_name = "label"

    import_id = fields.Many2one("cadre.form.import", required=True, ondelete="cascade", index=True)
    person_id = fields.Many2one(
        "cadre.form.import.person", required=True, ondelete="cascade", readonly=True, string="Form"
    )
    sequence = fields.Integer(readonly=True)
    code = fields.Char(required=True, readonly=True)
    label = fields.Char(string="Field", readonly=True)
    present = fields.Text(string="Stands Now", readonly=True)
    incoming = fields.Text(string="Comes", readonly=True)
    take = fields.Boolean(string="Take Over")
    problem = fields.Char(string="Why Not", readonly=True)

    @api.onchange("take")
    def _onchange_take(self):
        """What cannot be taken is not chosen."""
        if self.problem:
            self.take = False
