"""Forms of a cycle that are printed together, and how many they are."""

from collections import defaultdict

from odoo import Command, api, fields, models
from odoo.addons.cadre_assessment.models.batch import runner
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.exceptions import UserError

from ..models.cadre_batch import AT_ONCE, BIND, PACK, PRINT, TOGETHER, file_name, safe
from ..report.of_cycle import unit_of
from ..report.organ import in_order

APPOINTMENT_FORMS = {
    "hr.employee": "report.cadre_assessment_reports.person_appointment_form",
    "cadre.candidate": "report.cadre_assessment_reports.appointment_form",
}
"""Records whose forms are printed together, beside those of a cycle."""


class CadrePrintSet(models.TransientModel):
    _name = "cadre.print.set"
    _description = "Print the Forms of a Cycle"

    cycle_id = fields.Many2one("cadre.cycle", required=True, readonly=True)
    line_ids = fields.One2many("cadre.print.set.line", "set_id")
    count = fields.Integer("Forms", compute="_compute_count")
    in_background = fields.Boolean(compute="_compute_how")
    how = fields.Char("How It Is Printed", compute="_compute_how")

    @api.model
    def default_get(self, fields):
        """Every form of which the user reads at least one in this cycle."""
        values = super().default_get(fields)
        cycle = self.env["cadre.cycle"].browse(values.get("cycle_id") or self.env.context.get("active_id"))
        if cycle:
            cycle.check_access("read")
            values["cycle_id"] = cycle.id
            values["line_ids"] = [
                Command.create({"form": form._name, "name": form._form_name(), "count": count})
                for form, count in self._offered(cycle)
            ]
        return values

    def _offered(self, cycle):
        """[(form, how many the user reads)] in the order of their names."""
        mixin = self.env.registry["cadre.form.of.cycle.mixin"]
        forms = [
            self.env[name]
            for name, model in self.env.registry.items()
            if issubclass(model, mixin) and model is not mixin
        ]
        counted = [(form, form._count(cycle)) for form in forms]
        return sorted(((form, count) for form, count in counted if count), key=lambda pair: pair[0]._form_name())

    @api.depends("line_ids.chosen")
    def _compute_count(self):
        for one in self:
            one.count = sum(one.line_ids.filtered("chosen").mapped("count"))

    @api.depends("count")
    def _compute_how(self):
        alive = runner.lives(self.env)
        for one in self:
            one.in_background = alive
            if alive:
                one.how = self.env._("In the background; you are told when it is done.")
            elif one.count > AT_ONCE:
                one.how = self.env._(
                    "At most %(limit)s forms can be printed while you wait. %(remedy)s",
                    limit=AT_ONCE,
                    remedy=runner.remedy(self.env),
                )
            else:
                one.how = self.env._("At once, while you wait.")

    def action_print(self):
        """Order the chosen forms: one file for each unit, all of them in one."""
        self.ensure_one()
        self.cycle_id.check_access("read")
        offered = {form._name: form for form, _count in self._offered(self.cycle_id)}
        forms = [offered[line.form] for line in self.line_ids if line.chosen and line.form in offered]
        if not forms:
            raise UserError(self.env._("Choose at least one form."))
        name = f"{self.cycle_id.name} {'、'.join(form._form_name() for form in forms)}"
        if len(name) > 60:
            name = self.env._("%(cycle)s: %(count)s kinds of forms", cycle=self.cycle_id.name, count=len(forms))
        batch = self.env["cadre.batch"]._order_work("forms", name, self._parts(forms, name), self.cycle_id)
        return batch._page()

    # -- forms of chosen records -----------------------------------------------------------------------------------
    @api.model
    def of_records(self, model, record_ids):
        """Order the appointment forms of these people or candidates: one file, in the background where a runner lives.

        :param model: ``hr.employee`` or ``cadre.candidate``
        :param record_ids: a list of their ids
        :raises AccessError: a record, or the form of people, is not the caller's to print
        """
        form = self.env[APPOINTMENT_FORMS[model]] if model in APPOINTMENT_FORMS else None
        if form is None:
            raise UserError(self.env._("Of these records no forms are printed together."))
        records = self.env[model].browse([int(number) for number in record_ids]).exists()
        records.check_access("read")
        form._refuse_reader()
        if not records:
            raise UserError(self.env._("Choose somebody first."))
        name = form._report().name
        pieces = [records[at : at + TOGETHER] for at in range(0, len(records), TOGETHER)]
        whole = file_name(1, name)
        parts = [
            {
                "stage": PRINT,
                "name": f"{name} {number}",
                "items": len(some),
                "records": {model: some.ids},
                "params": {"forms": [(form._name, some.ids)], "unit": 0},
                "file_name": whole,
            }
            for number, some in enumerate(pieces, 1)
        ]
        bind = {"stage": BIND, "name": name, "params": {"unit": 0}, "file_name": whole, "is_file": True}
        batch = self.env["cadre.batch"]._order_work("forms", f"{name}（{len(records)}）", [*parts, bind])
        return batch._page()

    # -- what is printed where -------------------------------------------------------------------------------------
    def _parts(self, forms, name):
        """Unit after unit in the official order; of each its forms, one kind after the other."""
        units = {}
        for form in forms:
            for unit, records in form._records(self.cycle_id).grouped(unit_of).items():
                units.setdefault(unit, []).append((form, records))
        if not units:
            raise UserError(self.env._("There is nothing of these forms that you may print."))
        parts = []
        for number, unit in enumerate(sorted(units, key=in_order), start=1):
            parts += self._parts_of(unit, units[unit], file_name(number, full_name(unit) or "其他"))
        parts.append(
            {"stage": PACK, "name": self.env._("All units"), "file_name": f"{safe(name)}.zip", "is_file": True}
        )
        return parts

    def _parts_of(self, unit, kinds, name):
        """The pieces of one unit, and what binds them where there is more than one."""
        cover = [(form._form_name(), len(records)) for form, records in kinds]
        count = sum(count for _name, count in cover)
        pairs = [(form, number) for form, records in kinds for number in records.ids]
        found = [self._piece(unit, pairs[at : at + TOGETHER], name) for at in range(0, count, TOGETHER)]
        if count > 1:
            found[0]["params"]["cover"] = cover
        if len(found) == 1:
            found[0]["is_file"] = True
            return found
        bind = {"stage": BIND, "name": full_name(unit) or "其他", "params": {"unit": unit.id}, "file_name": name}
        return [*found, {**bind, "is_file": True}]

    @staticmethod
    def _piece(unit, pairs, name):
        """What one job prints: some forms of a unit, of one kind or of several. ``pairs``: [(form, record id)]."""
        forms, records = defaultdict(list), defaultdict(list)
        for form, number in pairs:
            forms[form].append(number)
            records[form._model].append(number)
        return {
            "stage": PRINT,
            "name": f"{full_name(unit) or '其他'} {'、'.join(form._form_name() for form in forms)}",
            "items": len(pairs),
            "records": records,
            "params": {"forms": [(form._name, numbers) for form, numbers in forms.items()], "unit": unit.id},
            "file_name": name,
        }


class CadrePrintSetLine(models.TransientModel):
    _name = "cadre.print.set.line"
    _description = "Form to be Printed"

    set_id = fields.Many2one("cadre.print.set", required=True, ondelete="cascade", index=True)
    form = fields.Char(required=True)
    name = fields.Char()
    count = fields.Integer("Forms")
    chosen = fields.Boolean("Print")
