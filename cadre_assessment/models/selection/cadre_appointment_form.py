"""The 干部任免审批表 of a candidate (F-21): what the office writes on it, and the whole as it lay on the table."""

import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...files import lrmx
from ..clock import today_of
from ..company import company_of
from ..guard import guarded
from ..organization.res_users import sits_in
from ..organization.unit_names import full_name, unit_and_post
from .personal_form import forms_of

WITH_FORM = frozenset({"post", "rank", "double"})
"""What is filled by appointing: whoever enters a reserve has no such form."""


class CadreAppointmentForm(models.Model):
    """Until the decision it is made anew of what is on file; from then on it is the file that was frozen.

    Nobody reads or writes the form that is laid before a body about himself.
    """

    _name = "cadre.appointment.form"
    _description = "Appointment Form"
    _inherit = ["cadre.of.candidate.mixin", "cadre.guard.mixin"]
    _rec_names_search = ["candidate_id"]
    _order = "selection_id, candidate_id"

    _guarded = frozenset({"state", "candidate_id", "file", "digest", "frozen_on", "decision_id"})
    _locked_states = frozenset({"frozen"})

    candidate_id = fields.Many2one("cadre.candidate", required=True, readonly=True, ondelete="cascade", index=True)
    selection_id = fields.Many2one(related="candidate_id.selection_id", store=True, index=True)
    company_id = company_of("candidate_id")
    employee_id = fields.Many2one(related="candidate_id.employee_id", store=True, index=True, string="Person")
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index=True, string="User of the Person")
    state = fields.Selection(
        [("draft", "From the File"), ("frozen", "As Decided")], default="draft", required=True, copy=False, index=True
    )
    intended = fields.Char(string="Intended Post", help="拟任职务")
    given_up = fields.Char(string="Post to Be Removed from", help="拟免职务; empty: none.")
    reason = fields.Text(string="Reason of Appointment or Removal", help="任免理由")
    reported_by = fields.Char(string="Reporting Unit", help="呈报单位")
    filled_in_by = fields.Char(help="填表人")
    file = fields.Binary(string="Frozen Form", attachment=True, readonly=True, copy=False, help="As an .lrmx file.")
    digest = fields.Char(string="Hash", readonly=True, copy=False, help="SHA-256 of the frozen form.")
    frozen_on = fields.Date(readonly=True, copy=False)
    decision_id = fields.Many2one(
        "cadre.decision", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )

    _once = models.Constraint("UNIQUE(candidate_id)", "The form of this candidate is there already.")

    # -- whose work ------------------------------------------------------------------------------------------------
    @api.depends("candidate_id")
    def _compute_display_name(self):
        for form in self:
            form.display_name = self.env._("Appointment form: %(name)s", name=form.candidate_id.sudo().name or "")

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _make_for(self, candidates):
        """The forms of ``candidates``, as superuser; those that are not there yet begin with what is known."""
        forms = self.sudo().search([("candidate_id", "in", candidates.ids)])
        missing = candidates.sudo() - forms.candidate_id
        return forms | guarded(self.sudo()).create([{"candidate_id": one.id, **self._begun(one)} for one in missing])

    @api.model
    def _begun(self, candidate):
        """What the office would write first: the post of the selection, who reports, who fills it in."""
        post, office = candidate.post_id, candidate.selection_id.office_body_id
        unit = post.department_id.unit_id or post.department_id
        return {
            "intended": unit_and_post(unit, post.name) if unit else post.name,
            "reported_by": full_name(office.unit_id) if office.unit_id else office.name,
            "filled_in_by": self.env.user._cadre_name() if sits_in(self.env.user, office) else False,
        }

    @api.model
    def _contents(self, candidates, on=None):
        """{candidate: his form} as :mod:`...files.lrmx` has it: as decided, else as the file says on the day ``on``.

        The caller has asked who may read the candidates. Queries do not grow with their number.

        :raises UserError: a frozen form is no longer what was frozen
        """
        candidates = candidates.sudo()
        rows = {row.candidate_id: row for row in self.sudo().search([("candidate_id", "in", candidates.ids)])}
        files = self._files([row.id for row in rows.values() if row.state == "frozen"])
        fresh = candidates.filtered(lambda one: one not in rows or rows[one].state != "frozen")
        day = on or today_of(candidates[:1] or self)
        personal = forms_of(fresh.employee_id, day)
        found = {}
        for one in candidates:
            row = rows.get(one)
            if one in fresh:
                values = row._told() if row else self._told_of(self._begun(one))
                found[one] = personal[one.employee_id] | values | {"TianBiaoShiJian": f"{day:%Y%m%d}"}
            else:
                content = files.get(row.id, b"")
                if hashlib.sha256(content).hexdigest() != row.digest:
                    raise UserError(
                        self.env._("%(form)s: the frozen form is not the one of the decision.", form=row.display_name)
                    )
                found[one] = lrmx.read(content)
        return found

    def _told(self):
        """What the office has written, by the names of the exchange format."""
        return self._told_of({name: self[name] for name in ELEMENTS})

    @staticmethod
    def _told_of(values):
        return {element: lrmx.clean(element, values.get(name) or "") for name, element in ELEMENTS.items()}

    @api.model
    def _files(self, ids):
        """{id: content of the frozen form}, in one query."""
        kept = self.env["ir.attachment"].sudo().search(
            [("res_model", "=", self._name), ("res_field", "=", "file"), ("res_id", "in", ids)]
        )  # fmt: skip
        return {one.res_id: one.raw for one in kept}

    @api.model
    def _freeze(self, decision):
        """Keep the form of each name that ``decision`` settles as it lies on the table. As superuser, with it.

        Who is put off is decided on another day, by the form that lies there then.
        """
        settled = decision.sudo().name_ids.filtered(lambda line: not line._stays_open())
        forms = self._make_for(settled.candidate_id).filtered(lambda one: one.state != "frozen")
        contents = self._contents(forms.candidate_id)
        for form in guarded(forms):
            content = lrmx.written(contents[form.candidate_id])
            form.write(
                {
                    "state": "frozen",
                    "file": base64.b64encode(content),
                    "digest": hashlib.sha256(content).hexdigest(),
                    "frozen_on": today_of(form),
                    "decision_id": decision.id,
                }
            )

    @api.model
    def _thaw(self, decision):
        """The decision is undone: the forms it froze are of the file again. As superuser."""
        forms = self.sudo().search([("decision_id", "=", decision.id)])
        guarded(forms).write(
            {"state": "draft", "file": False, "digest": False, "frozen_on": False, "decision_id": False}
        )


ELEMENTS = {
    "intended": "NiRenZhiWu",
    "given_up": "NiMianZhiWu",
    "reason": "RenMianLiYou",
    "reported_by": "ChengBaoDanWei",
    "filled_in_by": "TianBiaoRen",
}
"""What the office writes: field -> element."""
