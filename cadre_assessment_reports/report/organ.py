"""Which unit and which organ stand on a form, and in which order units follow each other?"""


def full_name(unit):
    """The unit as it is called in full, the same on every form: 云岭县发展和改革局.

    Its place is said first where its own name does not say it; no database word is added where no place stands above.
    """
    unit = unit.sudo()
    place = _place(unit)
    return joined(place.name, unit.name) if place and place != unit else unit.name or ""


def joined(place, name):
    """
    >>> joined("云岭县", "县发展和改革局"), joined("云岭县", "城关镇"), joined("云岭县", "中共云岭县委党校")
    ('云岭县发展和改革局', '云岭县城关镇', '中共云岭县委党校')
    """
    place, name = place or "", name or ""
    if len(place) < 2 or place[:-1] in name:
        return name
    return place[:-1] + name if name.startswith(place[-1]) else place + name


def _place(unit):
    """The department at the top, where it is a place (a county) and no unit of its own."""
    top = unit
    while top.parent_id:
        top = top.parent_id
    return top.browse() if top.is_unit else top


def of_a_place(cycle):
    """Whether a cycle is of a whole place, that is of many units."""
    unit = cycle.unit_id.sudo()
    return bool(unit) and not unit.is_unit


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


def unit_and_post(unit, post):
    """单位及职务: the post with its unit in full before it, said once."""
    whole, short, post = full_name(unit), unit.sudo().name or "", post or ""
    if post.startswith(whole):
        return post
    return whole + (post.removeprefix(short) if short else post)
