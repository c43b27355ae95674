"""The rules of the catalogue that the records of a regulation carry, and its records that carry none."""

PARTS = (
    "component_ids",
    "quota_ids",
    "gate_ids",
    "scope_ids",
    "period_ids",
    "document_ids",
    "consequence_ids",
    "adjustment_ids",
    "cap_ids",
)
UNDER = {
    "component_ids": ("count_ids", "voters_ids", "heading_ids"),
    "quota_ids": ("ratio_line_ids",),
    "period_ids": ("indicator_ids", "route_ids"),
    "document_ids": ("section_ids", "recipient_ids"),
}


def records_of(regulation):
    """Every record of a regulation: its schemes, their parts at whatever depth, scales and criteria."""
    schemes = regulation.scheme_ids
    found = [regulation, schemes]
    for name in PARTS:
        parts = schemes[name]
        found.append(parts)
        found += [parts[under] for under in UNDER.get(name, ()) if under in parts._fields]
    scales = schemes.result_scale_id | schemes.component_ids.scale_id | schemes.period_ids.scale_id
    found += [scales, scales.grade_ids]
    criteria = (
        schemes.gate_ids.criterion_id
        | schemes.scope_ids.criterion_id
        | schemes.consequence_ids.criterion_id
        | schemes.document_ids.criterion_id
    )
    found.append(criteria._tree()[0])
    return [record for records in found for record in records]


def rules_of(regulation):
    return {rule for record in records_of(regulation) for rule in (record.rule_ref or "").split()}


def numbered(prefix, last):
    """``numbered("S1-", 54)``: S1-01 … S1-54; a prefix of readings counts without the leading zero."""
    return {f"{prefix}{number:02d}" if prefix.startswith("S") else f"{prefix}{number}" for number in range(1, last + 1)}
