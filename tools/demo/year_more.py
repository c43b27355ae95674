"""What other rules would have given: the organization department tries one seat fewer on the finished year."""

from .cast import Cast
from .clock import now

NAME = "名额减半的试算方案"


def simulate(env, cycle):
    """A copy of the scheme with half the ratios, beside the year as it was decided."""
    now()
    cast = Cast(env)
    manager = cast.manager
    if manager["cadre.simulation"].find([("cycle_id", "=", cycle)]):
        return
    scheme = env["cadre.cycle"].browse(cycle).scheme_id
    known = manager["cadre.scheme"].find([("name", "=", NAME)])
    if not known:
        known = manager["cadre.scheme"].copy([scheme.id], {"name": NAME})
        known = known if isinstance(known, list) else [known]
        quotas = manager["cadre.scheme.quota"]
        for quota in quotas.search_read([("scheme_id", "in", known), ("basis", "=", "ratio")], ["ratio"]):
            quotas.write([quota["id"]], {"ratio": quota["ratio"] / 2})
    found = manager["cadre.simulation"].create({"cycle_id": cycle, "scheme_id": known[0]})
    manager["cadre.simulation"].action_run(found if isinstance(found, list) else [found])
