"""Begin lists of the year and of people with the reader's own units.

An office of one bureau reads the people and cycles of the whole county, a leader who decides reads everybody: both find
their own at once, and the rest by one touch. Who works for every unit, or for none, has no such filter switched on.
"""

import re

from lxml import etree
from odoo import api, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ..offers import taken
from ..office import OFFICE, ORGANIZATION

OWN, RUNNING = "own_units", "running"
"""Names of the filters: of one's own units, and of years not archived."""
AUDITOR = "cadre_assessment.group_cadre_auditor"
_BEGINS = re.compile(r"'search_default_own_units': 1(?:, )?")
_CYCLE = re.compile(r"^\[\('((?:(?!cycle_id)\w+\.)*)(?:cycle_id\.)?state', '!=', 'archived'\)\]$")
"""The domain of the filter ``running`` of what hangs on a cycle, by the record that names the cycle."""
_UNITS = ("department_id", "unit_id", "subject_unit_id", "department_ids")
"""Fields that say of which unit a record is."""


def led_units(user):
    """Departments that the user leads or heads today."""
    people = user.sudo().employee_ids
    if not people:
        return people.department_id
    return people.led_department_ids | people.env["hr.department"].search([("manager_id", "in", people.ids)])


def begins_with_own(user):
    """Whether the lists of this user begin with his own units: an office of some units, a leader, a head."""
    if user.has_group(ORGANIZATION):
        return False
    if user.has_group(OFFICE):
        return any(body.kind == "office" for body in user.sudo().cadre_body_ids)
    return not user.has_group(AUDITOR) and bool(led_units(user))


class HrDepartment(models.Model):
    _inherit = "hr.department"

    of_my_units = taken("of_my_units")

    @api.model
    def _domain_of_my_units(self):
        """The units of the reader's office, and his own, with all below them."""
        return Domain("of_my_office", "=", True) | Domain("id", "child_of", self._of_reader().ids)

    @api.model
    def _of_reader(self):
        """What the reader leads or heads; who leads nothing, where he works."""
        return led_units(self.env.user) or self.env.user.sudo().employee_ids.department_id


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    of_my_units = taken("of_my_units")

    @api.model
    def _domain_of_my_units(self):
        """Of the reader's office; for who is of none, those whose unit holds one of his units or lies below one."""
        mine = Domain("of_my_office", "=", True)
        if self.env.user.has_group(OFFICE):
            return mine
        units = self.env["hr.department"]._of_reader().ids
        return mine | Domain("unit_id", "parent_of", units) | Domain("unit_id", "child_of", units)


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """The filter stands beside the one of years not archived, in every search that has it."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "search" and self._name.startswith("cadre."):
            for running in arch.xpath(f"./filter[@name='{RUNNING}']"):
                if found := _CYCLE.match(running.get("domain")):
                    label = self.env._("My Units")
                    domain = str(list(self._own_units_domain(found[1])))
                    # filters of one part of the menu widen one another
                    mine = etree.Element("filter", name=OWN, string=label, domain=domain)
                    for node in (etree.Element("separator"), mine, etree.Element("separator")):
                        running.addnext(node)
        return arch, view

    @api.model
    def _own_units_domain(self, path):
        """Records of the reader's units, the same for every reader (views are kept).

        :param path: leads to the record that names the cycle and the unit, with a dot behind it; empty: these do.
        """
        model = self
        for name in path.split(".")[:-1]:
            model = self.env[model._fields[name].comodel_name]
        if model._name == "cadre.cycle":
            return Domain(f"{path}of_my_units", "=", True)
        units = [
            f"{path}{name}"
            for name in _UNITS
            if name in model._fields
            and model._fields[name].comodel_name == "hr.department"
            and model._fields[name].store
        ]
        every = Domain.AND([Domain(unit, "=", False) for unit in units])
        return Domain.OR(
            [
                Domain(f"{path}cycle_id.of_my_office", "=", True),
                *[Domain(f"{unit}.of_my_units", "=", True) for unit in units],
                every & Domain(f"{path}cycle_id.of_my_units", "=", True),
            ]
        )


class IrActionsActWindow(models.Model):
    _inherit = "ir.actions.act_window"

    def _get_action_dict(self):
        """A list does not begin with the reader's units where he has none, or where nothing would be left."""
        result = super()._get_action_dict()
        context = result.get("context") or ""
        if _BEGINS.search(context) and not self._shows_own(result):
            result["context"] = _BEGINS.sub("", context).replace(", }", "}")
        return result

    def _shows_own(self, values):
        """Whether the filter is to be switched on for the current user: it leaves something of what he reads."""
        if not begins_with_own(self.env.user):
            return False
        model = self.env[values["res_model"]].sudo(False)
        search = (values.get("search_view_id") or [False])[0]
        arch = etree.fromstring(model.get_view(search, "search")["arch"])
        switched = safe_eval(values["context"], self._get_eval_context())
        names = [name for name in (OWN, RUNNING) if switched.get(f"search_default_{name}")]
        filters = arch.xpath("//filter[@domain]")
        domain = safe_eval(values.get("domain") or "[]", self._get_eval_context())
        shown = Domain.AND([domain, *[safe_eval(one.get("domain")) for one in filters if one.get("name") in names]])
        return bool(model.search_count(shown, limit=1))
