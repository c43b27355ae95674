"""Limit an officer to the work of his own office: its cycles, and the people of its units.

Being an officer (the group) says which kinds of records somebody may touch; in which office he sits today says which of
them. The organization department works for every office. Rules of access ask ``of_my_office``, methods ask
:func:`works_for`, and refuse by :func:`require_office`: both read the same field, so that no button can do what no
rule allows.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

OFFICE = "cadre_assessment.group_cadre_officer"
SELECTION = "cadre_assessment.group_cadre_selection"
"""Selection office: promotes, and knows nothing of assessments by that."""
ORGANIZATION = "cadre_assessment.group_cadre_manager"
"""The organization department."""
DECIDER = "cadre_assessment.group_cadre_decider"
"""Who may sit in a body that decides."""


def works_for(records):
    """Whether the current user does the office's work for all of ``records`` (with ``of_my_office``).

    Without records: whether he is of an office at all; what he then makes is looked at by the rules.
    """
    if not of_its_office(records):
        return False
    return records.env.user.has_group(ORGANIZATION) or all(record.of_my_office for record in records.sudo())


def of_its_office(records):
    """Whether the current user has a role that does work of this kind (``_office_groups`` of the model)."""
    return any(map(records.env.user.has_group, getattr(records, "_office_groups", (OFFICE,))))


def require_office(records, refusal):
    """Raise AccessError with the sentence ``refusal`` unless the current user :func:`works_for` all of ``records``."""
    if not works_for(records):
        raise AccessError(refusal)


def require_role(env, role, refusal):
    """Raise AccessError with the sentence ``refusal`` unless the current user has ``role``, a group's external id."""
    if not env.user.has_group(role):
        raise AccessError(refusal)


def own_unit(env):
    """The unit of the current user's office, for what he makes; empty for who works for every unit, or for none."""
    user = env.user
    if env.su or not user.has_group(OFFICE) or user.has_group(ORGANIZATION):
        return env["hr.department"]
    return user.sudo().cadre_body_ids.filtered(lambda body: body.kind == "office").unit_id[:1].sudo(False)


def own_office(env, kind="office"):
    """The office (a body) of the current user in his company, for what he makes; empty for who sits in none."""
    mine = env.user.sudo().cadre_body_ids
    return mine.filtered(lambda body: body.kind == kind and body.company_id == env.company)[:1]


def page_of_ours(env, name):
    """Id of the form ``cadre_assessment.<name>``, which links open for who works in an office, or False."""
    return env.user.has_group(OFFICE) and env.ref(f"cadre_assessment.{name}").id


class CadreOfficeMixin(models.AbstractModel):
    """Something that is the work of one office: a cycle, a unit, or what hangs on one of them."""

    _name = "cadre.office.mixin"
    _description = "Work of an Office"

    _office_paths = ()
    """Fields by which a record belongs to an office: who changes one must do the work of the new office, too."""
    _office_depends = ()
    """What else the answer depends on inside one transaction."""
    _office_groups = (OFFICE,)
    """Roles that do work of this kind: one of them is asked for."""

    of_my_office = fields.Boolean(
        compute="_compute_of_my_office",
        search="_search_of_my_office",
        compute_sudo=True,
        help="Work of an office in which the current user sits today; the organization department: every office's.",
    )

    @api.model
    def _office_domain(self):
        """Which records are the work of the offices in which the current user sits today."""
        return Domain.FALSE

    @api.depends(lambda self: [*self._office_paths, *self._office_depends])
    @api.depends_context("uid")
    def _compute_of_my_office(self):
        """A unit, body or membership that changes in the same transaction is looked at by the database anew."""
        works = of_its_office(self)
        if not works or self.env.user.has_group(ORGANIZATION):
            self.of_my_office = works
            return
        mine = self.filtered_domain(self._office_domain())
        for record in self:
            record.of_my_office = record in mine

    @api.model
    def _search_of_my_office(self, operator, value):
        if operator != "in":
            return NotImplemented
        works = of_its_office(self)
        if not works or self.env.user.has_group(ORGANIZATION):
            found = Domain.TRUE if works else Domain.FALSE
        else:
            found = self._office_domain()
        return found if True in value else ~Domain(found)

    def write(self, vals):
        """What is moved to another office's work is looked at there as well: rules are asked before a write only."""
        result = super().write(vals)
        if vals.keys() & set(self._office_paths):
            self.check_access("write")
        return result


class CadreOfCycleMixin(models.AbstractModel):
    """A record of one cycle that has no guard of its own."""

    _name = "cadre.of.cycle.mixin"
    _description = "Work of the Office of a Cycle"
    _inherit = ["cadre.office.mixin"]

    _office_paths = ("cycle_id",)

    @api.model
    def _office_domain(self):
        return Domain("cycle_id.of_my_office", "=", True)
