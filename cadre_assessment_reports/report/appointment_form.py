"""F-21 干部任免审批表: two pages of one sheet, from a person's file or as it lay on the table at the decision."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.office import ORGANIZATION
from odoo.addons.cadre_assessment.models.selection.personal_form import forms_of
from odoo.exceptions import AccessError, UserError

from ..models.cadre_batch import AT_ONCE
from .appointment_pages import sheets_of


class AppointmentForm(models.AbstractModel):
    """Of candidates: for whoever reads the candidate; after the decision as it lay on the table."""

    _name = "report.cadre_assessment_reports.appointment_form"
    _inherit = "cadre.form.mixin"
    _description = "F-21 干部任免审批表"

    _model = "cadre.candidate"

    def _all_sheets(self, docs):
        forms = self.env["cadre.appointment.form"]._contents(docs)
        return [sheet for doc in docs for sheet in sheets_of(forms[doc.sudo()])]

    def _forms(self, docs):
        """What a job prints (:mod:`.set_part`)."""
        return self._all_sheets(docs)

    def _refuse_reader(self):
        """What is asked of whoever prints, beside that he reads the records."""

    def _refuse_too_many(self, docs):
        if len(docs) > AT_ONCE:
            raise UserError(
                self.env._(
                    "%(form)s: %(count)s forms are too many to wait for; at most %(limit)s are printed at once. Take "
                    "“Appointment Forms in the Background” of the same list.",
                    form=self._report().name,
                    count=len(docs),
                    limit=AT_ONCE,
                )
            )


class PersonAppointmentForm(models.AbstractModel):
    """Of people, from their files, outside any selection: for the organization department."""

    _name = "report.cadre_assessment_reports.person_appointment_form"
    _inherit = "report.cadre_assessment_reports.appointment_form"
    _description = "F-21 干部任免审批表 of a Person"

    _model = "hr.employee"

    def _refuse_reader(self):
        """:raises AccessError: he is not of the organization department; the route asks no group."""
        if not self.env.user.has_group(ORGANIZATION) or self.env.su:
            raise AccessError(self.env._("Appointment forms of people are printed by the organization department."))

    def _all_sheets(self, docs):
        self._refuse_reader()
        day = today_of(docs[:1])
        forms = forms_of(docs, day)
        return [sheet for doc in docs for sheet in sheets_of(forms[doc.sudo()] | {"TianBiaoShiJian": f"{day:%Y%m%d}"})]
