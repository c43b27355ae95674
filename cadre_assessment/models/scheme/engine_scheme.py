"""What the engine gets of a scheme: frozen values; every key is a database id and comes back unchanged."""

from ... import engine
from ...engine import exact


def engine_scheme(scheme, year=None):
    """This scheme, as it is in ``year``, as :class:`engine.Scheme` (as many queries however large it is).

    Keys are ids of components, scales, grades, quotas, gates; ``classes`` of a component: ids of post
    classes, ``kinds``: ids of kinds of units; an award's key is the id of its word; ``ratio_by`` goes by
    grade codes. Quotas for the rating of a period are no part of it: they bind the rater, not the result.
    """
    scheme = scheme.sudo()
    scales = (scheme.result_scale_id | scheme.component_ids.scale_id)._engine_scales()
    components = [(component, component._read_as().scale_id.id) for component in scheme.component_ids]
    criteria = scheme.gate_ids.criterion_id._engine_criteria()
    return engine.Scheme(
        scheme.id,
        tuple(component._engine_component(scales.get(scale), scheme.digits, year) for component, scale in components),
        scales.get(scheme.result_scale_id.id, engine.Scale(0, ())),
        scheme.default_grade_id.id or None,
        banded=scheme.banded,
        quotas=tuple(quota._engine_quota() for quota in scheme.quota_ids if quota.use == "result"),
        gates=tuple(
            engine.Gate(
                gate.id,
                gate.code,
                gate.name,
                criteria[gate.criterion_id.id],
                gate.effect,
                gate.grade_id.id or None,
                hard=gate.hard,
                seatless=gate.beside_seats,
            )
            for gate in scheme.gate_ids
        ),
        caps=tuple(cap._engine_cap() for cap in scheme.cap_ids),
        digits=scheme.digits,
        full=exact(scheme.full_score) if scheme.scaled_up else None,
    )
