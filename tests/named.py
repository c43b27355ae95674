"""The names by which tests speak of the rules of the regulations that come along. ``regulations.scheme_s0_internal``.

Each database of the tests has the regulations taken from the gallery once (``tools/regulations.py``) and a name for
each of their records: the scheme, the kind of rule, its code; where it has none, its place in its list.
"""

import json
import pathlib
import re

FILES = pathlib.Path(__file__).parents[1] / "cadre_assessment" / "regulations"
MODULE = "regulations"
"""Of the external ids: no addon has this name, so no update takes them for its own."""

RULES = r"(scheme|scale|criterion|regulation|procedure)_s\d"
KINDS = {
    "component_ids": "",
    "count_ids": "",
    "grade_ids": "",
    "adjustment_ids": "adjustment",
    "cap_ids": "cap",
    "consequence_ids": "consequence",
    "document_ids": "document",
    "gate_ids": "gate",
    "heading_ids": "heading",
    "indicator_ids": "indicator",
    "period_ids": "period",
    "quota_ids": "quota",
    "ratio_line_ids": "ratio",
    "recipient_ids": "recipient",
    "route_ids": "route",
    "scope_ids": "scope",
    "section_ids": "section",
    "voters_ids": "voters",
}
SHARED = ("cadre.scheme", "cadre.regulation", "cadre.scale", "cadre.crit", "cadre.procedure")
KEYS = ("code", "team_grade_code", "level")
CALLED = {
    "scheme_s0_consequence_3": "scheme_s0_consequence_promotion",
    "scheme_s0_consequence_4": "scheme_s0_consequence_unfit",
    "scheme_s0_document_duty_report": "scheme_s0_report",
    "scheme_s0_quota_half_top": "scheme_s0_quota_half",
    "scheme_s0_scope_2": "scheme_s0_scope_subjects",
    "scheme_s1_consequence_2": "scheme_s1_consequence_bonus",
    "scheme_s1_period_month_indicator_attendance": "scheme_s1_indicator_attendance",
    "scheme_s1_period_month_indicator_conduct": "scheme_s1_indicator_conduct",
    "scheme_s1_period_month_indicator_done": "scheme_s1_indicator_done",
    "scheme_s1_period_month_indicator_load": "scheme_s1_indicator_load",
    "scheme_s1_period_month_indicator_public": "scheme_s1_indicator_public",
    "scheme_s1_period_week_route_1": "scheme_s1_period_week_heads",
    "scheme_s1_quota_annual_top": "scheme_s1_quota_result",
    "scheme_s2a_staff_consequence_1": "scheme_s2a_staff_consequence_praise",
    "scheme_s2a_staff_scope_1": "scheme_s2a_staff_scope_county_level",
    "scheme_s2a_staff_scope_2": "scheme_s2a_staff_scope_staff",
    "scheme_s2a_unit_document_half_report_recipient_1": "scheme_s2a_unit_half_report_committee",
    "scheme_s3_person_quota_annual_top_ratio_excellent": "scheme_s3_person_ratio_excellent",
    "scheme_s3_person_quota_annual_top_ratio_fair": "scheme_s3_person_ratio_fair",
    "scheme_s3_person_quota_annual_top_ratio_poor": "scheme_s3_person_ratio_poor",
    "scheme_s3_person_scope_12": "scheme_s3_person_scope_team_members",
    "scheme_s3_person_scope_13": "scheme_s3_person_scope_institution",
    "scheme_s3_person_scope_4": "scheme_s3_person_scope_posted_above",
    "scheme_s3_person_scope_6": "scheme_s3_person_scope_heads",
    "scheme_s3_person_scope_8": "scheme_s3_person_scope_entrusted",
    "scheme_s3_team_scope_1": "scheme_s3_team_scope_units",
}
"""What is called by what it says, and not by its place: such a name instead of the plain one."""
CRITERIA = {
    "criterion_s2a_two_low_years": "scheme_s2a_unit_consequence_3",
    "criterion_s2a_two_unfit_years": "scheme_s2a_county_consequence_4",
    "criterion_s2b_expert": "scheme_s2b_consequence_2",
}
"""Conditions: name -> the rule that asks it."""


def full(name):
    """The external id of a name; one without a module that is no rule of a regulation is of the addon."""
    if "." in name:
        return name
    return f"{MODULE if re.match(RULES, name) else 'cadre_assessment'}.{name}"


def files():
    """The files as plain values, in the order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.json"))]


def named(data):
    """{name: (place, values)} of a file; a place is a list of (list, number) from the regulation on."""
    found = {f"regulation_{data['regulation']['code'].lower()}": ((), data["regulation"])}
    for listed, prefix, key in (
        ("schemes", "scheme", "code"), ("scales", "scale", "key"), ("procedures", "procedure", "code"),
    ):  # fmt: skip
        for number, one in enumerate(data.get(listed, ())):
            _name(found, f"{prefix}_{_plain(one[key])}", ((listed, number),), one)
    return found


def _plain(code):
    return code.lower().replace("-", "_")


def _name(found, name, place, values):
    called = CALLED.get(name, name)
    if called in found:
        raise ValueError(f"two rules are called {called}")
    found[called] = place, values
    for listed, kind in KINDS.items():
        for number, part in enumerate(values.get(listed, ())):
            key = next((_plain(part[key]) for key in KEYS if part.get(key)), str(number + 1))
            _name(found, "_".join(filter(None, (name, kind, key))), (*place, (listed, number)), part)


def take(env):
    """Take the regulations as an office does, let all companies share them, and give every rule its name; each once."""
    from tools import regulations

    known = set(
        env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", "cadre.regulation")]).mapped("name")
    )
    new = [code for data in files() if f"regulation_{(code := data['regulation']['code']).lower()}" not in known]
    if not new:
        return
    taken = regulations.take(env, *new)
    env.flush_all()
    for name in env.registry:
        field = env[name]._fields.get("company_id")
        if field and field.store and name.startswith(SHARED):
            env.cr.execute(f"UPDATE {env[name]._table} SET company_id = NULL")  # all of it at once: parts and whole
    env.invalidate_all()
    register(env, taken)


def register(env, regulations):
    """Give every record of the regulations taken its name; ``regulations``: code -> record."""
    from odoo.addons.cadre_assessment.models.scheme.exchange_writer import Writer

    names = {}
    for data in files():
        if data["regulation"]["code"] not in regulations:
            continue
        regulation = regulations[data["regulation"]["code"]]
        schemes, writer = regulation._schemes_to_export(), Writer(env, {})
        for scheme in schemes:
            writer.record(scheme)
        regulation._parts_to_export(writer)
        scales = dict(writer.scales.values())
        procedures = regulation.procedure_ids
        for name, (place, _values) in named(data).items():
            record = regulation
            for listed, number in place:
                if listed == "scales":
                    record = scales[data["scales"][number]["key"]]
                else:
                    of = {"schemes": schemes, "procedures": procedures}
                    record = (of[listed] if listed in of else record[listed])[number]
            names[name] = record
    names |= {name: names[rule].criterion_id for name, rule in CRITERIA.items() if rule in names}
    env["ir.model.data"].create(
        [
            {"module": MODULE, "name": name, "model": record._name, "res_id": record.id, "noupdate": True}
            for name, record in names.items()
        ]
    )
