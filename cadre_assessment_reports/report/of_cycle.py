"""Print a form for a whole cycle: of everybody, as far as whoever prints may read them."""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.exceptions import UserError

from .organ import in_order
from .register import FORMS, REGISTERS
from .sheet import Fact, Sheet


class CadreFormOfCycle(models.AbstractModel):
    """Stands before a form in ``_inherit``; ``_domain`` and ``_sorting`` say which of its records, in which order."""

    _name = "cadre.form.of.cycle.mixin"
    _description = "Printed Forms of a Cycle"

    _domain = ()
    _sorting = None

    def _get_report_values(self, docids, data=None):
        """The record rules choose: a person gets his own forms, the office everybody's.

        :raises AccessError: the cycle is not his to read.
        """
        cycles = self.env(su=False)["cadre.cycle"].browse(docids).exists()
        cycles.check_access("read")
        records = self._records(cycles)
        if not records:
            raise UserError(
                self.env._(
                    "%(cycle)s: there is nothing of this form that you may print.",
                    cycle=", ".join(cycles.mapped("name")) or self.env._("No cycle"),
                )
            )
        return super()._get_report_values(records.ids, data)

    def _of(self, cycles):
        """Which records have this form, as a domain."""
        return [("cycle_id", "in", cycles.ids), *self._domain]

    def _records(self, cycles):
        """The records of this form that the current user reads, unit after unit in the official order."""
        records = self.env(su=False)[self._model].search(self._of(cycles), order=self._sorting)
        return records.sorted(lambda record: in_order(unit_of(record)))

    def _forms(self, records):
        """The sheets of some of them, without anything between the units."""
        return super()._all_sheets(records)  # pylint: disable=unknown-option-value,super-method-mismatch

    def _count(self, cycle):
        """How many forms the reader would print."""
        Model = self.env(su=False)[self._model]
        return Model.search_count(self._of(cycle)) if Model.has_access("read") else 0

    def _of_cycles(self, cycles, limit=None):
        """Some of the records that the reader may print: whether the Print menu offers the form."""
        return self.env(su=False)[self._model].search(self._of(cycles), limit=limit)

    def _all_sheets(self, docs):
        """Unit after unit, each behind a sheet with its name where a unit has several forms."""
        units = docs.grouped(unit_of)
        if len(units) < 2 or len(units) == len(docs):
            return super()._all_sheets(docs)
        return [
            sheet
            for unit, some in units.items()
            for sheet in (self._separator(unit, some), *super(CadreFormOfCycle, self)._all_sheets(some))
        ]

    def _separator(self, unit, docs):
        return separator(unit, docs.cycle_id, [(self._form_name(), len(docs))])

    def _form_name(self):
        """What this form is called: its name in the menu, without the words that it is everybody's."""
        return self._report().name.removesuffix("(全部)").removesuffix("\uff08全部\uff09")


def separator(unit, cycles, forms):
    """The sheet before the forms of a unit. ``forms``: [(name of the form, how many)]."""
    return Sheet(
        title=full_name(unit) or "其他",
        subtitle="、".join(cycles.mapped("name")),
        facts=tuple(fact for name, count in forms for fact in (Fact("表格", name), Fact("份数", str(count)))),
    )


def unit_of(record):
    """The unit whose form a record is."""
    unit = record.unit_id if "unit_id" in record._fields else record.sudo().assessment_id.unit_id
    if "subject_unit_id" in record._fields:
        unit = record.subject_unit_id or unit
    return unit.sudo()


class WorkPlansOfCycle(models.AbstractModel):
    """The version that holds of every list; older ones are printed from the list itself."""

    _name = "report.cadre_assessment_reports.cycle_work_plans"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.work_plan"]
    _description = "F-02 of a Cycle"

    _domain = (("state", "!=", "superseded"),)
    _sorting = "department_id, employee_id, version"


class ProgressReportsOfCycle(models.AbstractModel):
    """Half-years and the year, which are rated; weeks and months are printed from their own list."""

    _name = "report.cadre_assessment_reports.cycle_progress_reports"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.progress_report"]
    _description = "F-03 of a Cycle"

    _domain = (("level", "in", ("half", "year")),)
    _sorting = "employee_id, date_from, period_id"


class BallotPapersOfCycle(models.AbstractModel):
    _name = "report.cadre_assessment_reports.cycle_ballot_papers"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.ballot_paper"]
    _description = "F-04 of a Cycle"

    _domain = (("state", "!=", "void"),)
    _sorting = "id"


class EvaluationsOfCycle(models.AbstractModel):
    _name = "report.cadre_assessment_reports.cycle_evaluations"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.evaluation"]
    _description = "F-05 of a Cycle"

    _domain = (("assessed", "=", True),)
    _sorting = "department_id, id"


class ResultNoticesOfCycle(models.AbstractModel):
    _name = "report.cadre_assessment_reports.cycle_result_notices"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.result_notice"]
    _description = "Notices of the Results of a Cycle"

    _domain = (("assessed", "=", True), ("state", "in", ("published", "archived")))
    _sorting = "department_id, id"


class PersonFilesOfCycle(models.AbstractModel):
    """考核档案 of everybody whose result of the cycle is in force, over all years: one volume a unit."""

    _name = "report.cadre_assessment_reports.cycle_person_files"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.person_file"]
    _description = "考核档案 of a Cycle"

    _domain = (("is_current", "=", True),)
    _sorting = "unit_name, employee_id, id"


class RegistersOfCycle(models.AbstractModel):
    """Everybody's registration form: the one that he owes a paper for, else the one that the scheme asks for."""

    _name = "report.cadre_assessment_reports.cycle_registers"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.register"]
    _description = "F-17 of a Cycle"

    _domain = (
        ("assessed", "=", True),
        ("employee_id", "!=", False),
        ("cycle_id.scheme_id.document_ids.form", "in", REGISTERS),
    )
    _sorting = "unit_id, department_id, id"

    def _sheets(self, assessment):
        owed = set(self._papers(assessment).sudo().rule_id.mapped("form"))
        asked = owed or set(assessment.sudo().scheme_id.document_ids.mapped("form")) - {"posted"}
        form = next((FORMS[one] for one in ("posted", "civil", "register") if one in asked), "register")
        return self.env[f"report.cadre_assessment_reports.{form}"]._sheets(assessment)
