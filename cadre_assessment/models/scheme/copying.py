"""Make a copy a scheme of its own: what still points at the old one is copied too."""

from ..guard import guarded


def complete_copy(scheme, new):
    """Make ``new``, a plain copy of this scheme, independent of it: tree of components, scales, criteria.

    A coefficient changed in the next version must not change the year before.
    """
    scheme.ensure_one()
    new = guarded(new)
    new._came_from(scheme)
    twins = {component.code: component for component in new.component_ids}
    for component in scheme.component_ids:
        if component.parent_id:
            twins[component.code].parent_id = twins[component.parent_id.code]
    _links(scheme, new, twins)
    _scales(scheme, new)
    _criteria(scheme, new)


def _links(scheme, new, components):
    """What a part of the scheme says of another part: the codes are the same in the copy."""
    quotas = {quota.code: quota for quota in new.quota_ids}
    for quota in scheme.quota_ids:
        if quota.minimum_component_id:
            quotas[quota.code].minimum_component_id = components[quota.minimum_component_id.code]
    caps = {cap.code: cap for cap in new.cap_ids}
    lines = {line.code: line for line in new.adjustment_ids}
    for line in scheme.adjustment_ids:
        if line.cap_id:
            lines[line.code].cap_id = caps[line.cap_id.code]


def _scales(scheme, new):
    scales, grades = {}, {}
    parts = (new.component_ids, new.period_ids)
    for scale in new.result_scale_id.union(*[part.scale_id for part in parts], new.quota_ids.grade_id.scale_id):
        twin = scale.copy({"version": new.version, "company_id": new.company_id.id})
        scales[scale] = twin
        by_code = {grade.code: grade for grade in twin.grade_ids}
        grades.update({grade: by_code[grade.code] for grade in scale.grade_ids})
    none = scheme.env["cadre.scale.grade"]
    new.write(
        {
            "result_scale_id": scales[new.result_scale_id].id if new.result_scale_id else False,
            "default_grade_id": grades.get(new.default_grade_id, none).id,
        }
    )
    for part in (*new.component_ids, *new.period_ids):
        if part.scale_id:
            part.scale_id = scales[part.scale_id]
    for part in (*new.quota_ids, *new.gate_ids):
        if part.grade_id in grades:
            part.grade_id = grades[part.grade_id]
    for quota in new.quota_ids:
        if quota.among_grade_id in grades:
            quota.among_grade_id = grades[quota.among_grade_id]


def _criteria(scheme, new):
    twins = {}
    for part in (*new.gate_ids, *new.scope_ids, *new.document_ids, *new.consequence_ids):
        criterion = part.criterion_id
        if criterion:
            if criterion not in twins:
                twins[criterion] = criterion.copy({"company_id": new.company_id.id, "parent_id": False})
            part.criterion_id = twins[criterion]
