"""Show New only to those who have a cycle to choose.

A button that would always refuse is not shown. The field of the cycle that says who chooses it here is also the
domain of the list of choice, so the button and the list cannot disagree.
"""

from lxml import etree
from odoo import api, fields, models


def taken(name):
    """The boolean field ``name`` of a model, not stored: whether the current user may choose the record.

    The method ``_domain_<name>`` returns the domain of those he may choose.
    """
    domain = f"_domain_{name}"

    @api.depends_context("uid")
    def _compute_taken(records):
        mine = records.filtered_domain(getattr(records, domain)())
        for record in records:
            record[name] = record in mine

    def _search_taken(records, operator, value):
        if operator != "in":
            return NotImplemented
        found = getattr(records, domain)()
        return found if True in value else ~found

    return fields.Boolean(compute=_compute_taken, search=_search_taken, compute_sudo=True)


class CadreOfferedMixin(models.AbstractModel):
    """A record for which something must be chosen first."""

    _name = "cadre.offered.mixin"
    _description = "Made Where There Is Something to Choose"

    _chosen = ()
    """(model, name of its field made by :func:`taken`)."""

    @api.model
    def _offers_new(self):
        """Whether there is anything the current user may make one of these records for."""
        model, name = self._chosen
        return bool(self.env[model].search_count([(name, "=", True)], limit=1))

    @api.model
    def _offers_own(self):
        """Whether the current user may begin one about himself, wherever he may begin others."""
        return False

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        result = super().get_view(view_id, view_type, **options)
        if view_type != "search" and not self._offers_new():
            arch = etree.fromstring(result["arch"])
            arch.set("create", "0")
            result["arch"] = etree.tostring(arch, encoding="unicode")
        return result
