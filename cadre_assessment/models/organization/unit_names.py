"""A unit's name and somebody's place in a list: the same on every form and every public notice."""


def full_name(unit):
    """The unit as it is called in full: 云岭县发展和改革局.

    Its place is said first where its own name does not say it; no database word is added where no place stands above.
    """
    return called(unit, unit.sudo().name)


def called(unit, name):
    """Whom a form is about: a unit in full, by the ``name`` that was frozen of it; a person (no unit) by his name."""
    unit = unit.sudo()
    place = _place(unit)
    return joined(place.name, name) if place and place != unit else name or ""


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


def place_of(one, within=None):
    """Where somebody stands in a list of his cycle: his section, in a cycle of a whole county his unit.

    ``one``: an assessment, or a record of a period. ``within``: the unit whose people alone are on the list.
    """
    if of_a_place(one.cycle_id) and not within:
        return full_name(one.unit_id or one.department_id)
    return one.department_id.name or one.unit_id.name or ""


def unit_and_post(unit, post):
    """单位及职务: the post with its unit in full before it, said once."""
    whole, short, post = full_name(unit), unit.sudo().name or "", post or ""
    if post.startswith(whole):
        return post
    return whole + (post.removeprefix(short) if short else post)
