"""What does each role type to make a record of each kind?  One table for the sweep and for the browser.

``NEW[menu]`` is what is typed into the fields that ask for something particular, in this order (an empty text: the
first that is offered); what else is required
is filled in as anybody would (``Sheet.fill``, and the same in the browser). ``OFFERED`` says which role finds New in
which menus. Both are complete: ``test_new.py`` fails when a menu offers New and is not here.
"""

OWN = ["menu_cadre_my_reports", "menu_cadre_my_weeks"]
OFFICE = [
    "menu_cadre_year_cycles",
    "menu_cadre_year_targets",
    "menu_cadre_year_reports",
    "menu_cadre_year_scores",
    "menu_cadre_year_rectifications",
    "menu_cadre_year_ledger",
    "menu_cadre_year_pool_sets",
    "menu_cadre_ballot",
    "menu_cadre_results_decisions",
    "menu_cadre_results_notices",
    "menu_cadre_results_archive",
    "menu_cadre_people_employees",
    "menu_cadre_people_postings",
    "menu_cadre_people_units",
    "menu_cadre_people_bodies",
    "menu_cadre_people_words",
    "menu_cadre_people_sanctions",
    "menu_cadre_people_ranks",
    "menu_cadre_scheme_schemes",
    "menu_cadre_scheme_regulations",
    "menu_cadre_scheme_scales",
    "menu_cadre_scheme_criteria",
    "menu_cadre_scheme_simulations",
]

OFFERED = {
    "person": OWN,
    "other": OWN,
    "section_head": [*OWN, "menu_cadre_year_reports"],
    "leader": [],
    "other_leader": [],
    "decider": ["menu_cadre_year_scores"],
    "discipline": ["menu_cadre_year_targets", "menu_cadre_discipline_cases"],
    "officer": [*OWN, *OFFICE],
    "manager": [*OWN, *OFFICE, "menu_cadre_calendar_days"],
    "auditor": [],
    "administrator": [*OWN, *OFFICE, "menu_cadre_calendar_days"],
    "plain": [],
}

NEW = {
    "menu_cadre_my_reports": {"period_id": "1月"},
    "menu_cadre_my_weeks": {},
    "menu_cadre_year_cycles": {"year": "2027"},
    "menu_cadre_calendar_days": {"name": "火把节", "date_from": "2026-08-06"},
    "menu_cadre_year_targets": {"cycle_id": "", "component_id": "党的建设", "name": "招商引资", "points": "2"},
    "menu_cadre_year_reports": {"period_id": "2月"},
    "menu_cadre_year_scores": {"cycle_id": "", "component_id": "", "subject_unit_id": "测试机关工委"},
    "menu_cadre_year_rectifications": {"problem": "材料不全"},
    "menu_cadre_year_ledger": {"cycle_id": "", "adjustment_id": "", "title": "通报表扬"},
    "menu_cadre_year_pool_sets": {},
    "menu_cadre_ballot": {"name": "民主测评"},
    "menu_cadre_results_decisions": {},
    "menu_cadre_results_notices": {},
    "menu_cadre_results_archive": {"employee_id": "李明", "year": "2019", "origin_note": "旧档案"},
    "menu_cadre_people_employees": {"name": "新同志", "staff_number": "T9001"},
    "menu_cadre_people_postings": {"employee_id": "李明", "host_unit_id": "测试档案局"},
    "menu_cadre_people_units": {"name": "新设科室"},
    "menu_cadre_people_bodies": {"name": "新的评议组", "kind": "分口考核组"},
    "menu_cadre_people_words": {"code": "t-new", "name": "新词"},
    "menu_cadre_people_sanctions": {"code": "t-new-s", "name": "新处分"},
    "menu_cadre_people_ranks": {"code": "t-new-r", "name": "新职级"},
    "menu_cadre_scheme_schemes": {"code": "t-scheme"},
    "menu_cadre_scheme_regulations": {"code": "t-reg"},
    "menu_cadre_scheme_scales": {"code": "t-scale"},
    "menu_cadre_scheme_criteria": {},
    "menu_cadre_scheme_simulations": {},
    "menu_cadre_discipline_cases": {"employee_id": "李明"},
}

FOR_OTHERS = {
    ("manager", "menu_cadre_my_reports"): {"employee_id": "李明"},
    ("manager", "menu_cadre_my_weeks"): {"employee_id": "李明"},
    ("manager", "menu_cadre_year_reports"): {"employee_id": "王芳"},
    ("administrator", "menu_cadre_my_reports"): {"employee_id": "李明"},
    ("administrator", "menu_cadre_my_weeks"): {"employee_id": "李明"},
    ("administrator", "menu_cadre_year_reports"): {"employee_id": "王芳"},
}
"""Who keeps no records himself says whose."""


def typed(role, menu):
    """What the role types there: {field: text}."""
    return {**FOR_OTHERS.get((role, menu), {}), **NEW[menu]}


SHOWS = {
    "menu_cadre_my_reports": [],
    "menu_cadre_year_rectifications": ["材料不全"],
    "menu_cadre_year_ledger": ["通报表扬"],
    "menu_cadre_results_archive": ["李明", "2019"],
    "menu_cadre_people_employees": ["新同志"],
    "menu_cadre_people_units": ["新设科室"],
    "menu_cadre_people_bodies": ["新的评议组"],
    "menu_cadre_discipline_cases": ["李明"],
}
"""By which words the row of the new record is found in its list; none: the last row."""
