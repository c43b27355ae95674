"""Regulations for tests, measurements and the demo: taken from the gallery, as an office takes them."""


def take(env, *codes, user=None):
    """{code: regulation} of the files with these codes (all without any): taken as drafts and put in force.

    What was taken before is found again. ``user``: who takes them, with his own rights (default: the administrator).
    """
    mine = env(user=user or env.ref("base.user_admin"), su=False)
    editions = mine["cadre.regulation.edition"].search([("company_id", "=", False)])
    wanted = editions.filtered(lambda edition: not codes or edition.code in codes)
    found = {}
    for edition in wanted.sorted("code"):
        known = mine["cadre.regulation"].search([("code", "=", edition.code)], limit=1)
        found[edition.code] = known or _in_force(edition._take(edition.code))
    return found


def _in_force(regulation):
    """Schemes are put in force after those whose results they need; procedures need none."""
    waiting = regulation.scheme_ids
    while waiting:
        ready = waiting.filtered(lambda scheme, waiting=waiting: not scheme.prerequisite_scheme_ids & waiting)
        ready.action_activate()
        waiting -= ready
    regulation.procedure_ids.action_activate()
    return regulation


def scheme(env, code):
    """The scheme in force with this code; its regulation is taken where nobody has done so."""
    domain = [("code", "=", code), ("state", "=", "active")]
    found = env["cadre.scheme"].search(domain, limit=1)
    if not found:
        take(env, code.split("-")[0])
        found = env["cadre.scheme"].search(domain, limit=1)
    return found
