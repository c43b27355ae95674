"""The unit and the organ on a form, and the order in which units follow each other."""

from odoo.addons.cadre_assessment.models.organization.unit_names import full_name


def issuer(cycle, unit=None):
    """Who signs what goes out: an organ, never a place.

    ``unit``: a unit that signs for its own people. A cycle of one unit is signed by it, that of a county by the body
    that is its assessment office, else by the organ that issued the regulation or the body that decides.
    """
    one = unit or cycle.unit_id
    if one and one.sudo().is_unit:
        return full_name(one)
    cycle = cycle.sudo()
    names = (cycle.office_body_id.name, cycle.scheme_id.regulation_id.issuer, cycle.leading_body_id.name)
    return next(filter(None, names), full_name(one) if one else "")


def in_order(unit):
    """Sorting key: units as their official numbers stand, then by name; a section after its unit."""
    unit = unit.sudo()
    whole = unit.unit_id or unit
    return (
        not whole.cadre_code,
        whole.cadre_code or "",
        whole.complete_name or "",
        unit != whole,
        unit.cadre_code or "",
        unit.complete_name or "",
    )
