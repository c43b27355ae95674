"""What each role types to make a record of each kind: one table for the sweep and for the browser.

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
    "menu_cadre_results_meetings",
    "menu_cadre_results_decisions",
    "menu_cadre_results_notices",
    "menu_cadre_results_objections",
    "menu_cadre_results_archive",
    "menu_cadre_people_employees",
    "menu_cadre_people_postings",
    "menu_cadre_people_honours",
    "menu_cadre_people_units",
    "menu_cadre_people_jobs",
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
SELECTION = [
    "menu_cadre_selection_all",
    "menu_cadre_selection_candidates",
    "menu_cadre_selection_talks",
    "menu_cadre_selection_nominations",
    "menu_cadre_selection_reserve",
    "menu_cadre_selection_decisions",
    "menu_cadre_selection_procedures",
]

LED = ["menu_cadre_selection_nominations_own"]
"""Of leaders and members of a deciding body, in their own name."""

DEPARTMENT = [
    "menu_cadre_calendar_days",
    "menu_cadre_people_headcount",
    "menu_cadre_people_reserve_categories",
    "menu_cadre_retention",
]
"""What the organization department alone makes."""

OFFERED = {
    "person": OWN,
    "other": OWN,
    "section_head": [*OWN, "menu_cadre_year_reports"],
    "leader": LED,
    "other_leader": LED,
    "decider": ["menu_cadre_year_scores", *LED],
    "discipline": ["menu_cadre_year_targets", "menu_cadre_discipline_cases"],
    "officer": [*OWN, *OFFICE, "menu_cadre_selection_procedures"],
    "manager": [*OWN, *OFFICE, *SELECTION, *DEPARTMENT],
    "auditor": [],
    "selection": SELECTION,
    "administrator": [*OWN, *OFFICE, *SELECTION, *DEPARTMENT],
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
    "menu_cadre_results_meetings": {"body_id": ""},
    "menu_cadre_results_decisions": {},
    "menu_cadre_results_notices": {},
    "menu_cadre_results_objections": {"notice_id": "", "text": "分数有误"},
    "menu_cadre_results_archive": {"employee_id": "李明", "year": "2019", "origin_note": "旧档案"},
    "menu_cadre_people_employees": {"name": "新同志", "staff_number": "T9001"},
    "menu_cadre_people_postings": {"employee_id": "李明", "host_unit_id": "测试档案局"},
    "menu_cadre_people_honours": {
        "employee_id": "李明",
        "word_id": "嘉奖",
        "document": "县委〔2020〕3号",
        "document_date": "2020-03-01",
    },
    "menu_cadre_people_units": {"name": "新设科室"},
    "menu_cadre_people_jobs": {"name": "财政所所长", "department_id": "测试机关工委"},
    "menu_cadre_people_headcount": {
        "department_id": "测试机关工委",
        "layer_id": "乡科级正职",
        "approved": "2",
        "document": "云编发〔2025〕5号",
    },
    "menu_cadre_retention": {"years": "10", "basis": "干部档案管理规定"},
    "menu_cadre_people_bodies": {"name": "新的评议组", "kind": "分口考核组"},
    "menu_cadre_people_words": {"code": "t-new", "name": "新词"},
    "menu_cadre_people_sanctions": {"code": "t-new-s", "name": "新处分"},
    "menu_cadre_people_reserve_categories": {"code": "t-new-p", "name": "新后备类别"},
    "menu_cadre_people_ranks": {"code": "t-new-r", "name": "新职级"},
    "menu_cadre_scheme_schemes": {"code": "t-scheme"},
    "menu_cadre_scheme_regulations": {"code": "t-reg"},
    "menu_cadre_scheme_scales": {"code": "t-scale"},
    "menu_cadre_scheme_criteria": {},
    "menu_cadre_scheme_simulations": {},
    "menu_cadre_discipline_cases": {"employee_id": "李明"},
    "menu_cadre_selection_all": {"procedure_id": "", "unit_id": "测试机关工委"},
    "menu_cadre_selection_candidates": {"selection_id": "", "post_id": "", "employee_id": "王芳"},
    "menu_cadre_selection_talks": {"step_id": "", "partner_name": "老张，科员"},
    "menu_cadre_selection_nominations": {
        "employee_id": "李明",
        "body_id": "委领导班子",
        "post_text": "副科长",
        "reason": "实绩突出",
        "office_body_id": "",
    },
    "menu_cadre_selection_reserve": {
        "employee_id": "李明",
        "category_id": "副县级后备干部",
        "body_id": "委领导班子",
        "office_body_id": "",
    },
    "menu_cadre_selection_nominations_own": {"employee_id": "李明", "post_text": "副科长", "reason": "实绩突出"},
    "menu_cadre_selection_decisions": {"selection_id": "", "step_id": ""},
    "menu_cadre_selection_procedures": {"code": "t-procedure"},
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


ROWS = {
    "menu_cadre_year_cycles": [("body_ids", {"role": "", "body_id": ""})],
    "menu_cadre_ballot": [("group_ids", {"name": "甲票"}), ("subject_ids", {}), ("criterion_ids", {})],
    "menu_cadre_people_bodies": [("member_ids", {"employee_id": "李明"})],
    "menu_cadre_selection_all": [("post_ids", {"name": "科长"})],
    "menu_cadre_selection_procedures": [
        (
            "step_ids",
            {"code": "t-step", "name": "谈话"},
            [
                ("group_ids", {"name": "全体干部"}),
                ("paper_ids", {"code": "t-paper", "name": "汇报"}, [("section_ids", {"name": "基本情况"})]),
            ],
        ),
        ("minimum_ids", {"name": "女干部", "number": "2"}),
    ],
    "menu_cadre_scheme_scales": [("grade_ids", {"code": "t-grade", "name": "优"})],
    "menu_cadre_scheme_regulations": [("clause_ids", {"code": "t-1", "text": "第一条 考核坚持客观公正。"})],
    "menu_cadre_scheme_schemes": [
        (
            "component_ids",
            {"code": "t-part", "name": "实绩", "method": "按件计"},
            [("count_ids", {"name": "件数", "code": "t-count", "points": "1"})],
        ),
        (
            "component_ids",
            {"code": "t-vote", "name": "测评", "method": "民主测评", "scale_id": ""},
            [
                ("heading_ids", {"code": "t-head", "name": "总体评价"}),
                ("voters_ids", {"name": "全体人员", "code": "t-all"}, [("layer_weight_ids", {"layer_id": ""})]),
            ],
        ),
        ("quota_ids", {"pooled_by": "每个单位", "grade_id": ""}, [("ratio_line_ids", {"team_grade_code": "t-good"})]),
        ("gate_ids", {}),
        ("scope_ids", {}),
        (
            "period_ids",
            {"level": "月", "marked": ""},
            [
                ("route_ids", {"post_class_ids": ""}),
                ("indicator_ids", {"name": "出勤", "code": "t-days", "maximum": "100"}),
            ],
        ),
        (
            "document_ids",
            {"code": "t-paper", "name": "述职"},
            [("section_ids", {"name": "总结"}), ("recipient_ids", {"name": "组织部"})],
        ),
        ("adjustment_ids", {"code": "t-bonus", "name": "通报表扬"}),
        ("cap_ids", {}),
        ("consequence_ids", {"name": "谈话"}),
    ],
}
"""Rows that are added on the form of the record: (field, {field of the row: what is typed}, rows of the row)."""


def rows(menu, given=None):
    """The rows as ``make_records.js`` takes them."""
    found = ROWS.get(menu, ()) if given is None else given
    return [[name, list(values.items()), rows(None, below[0] if below else ())] for name, values, *below in found]


def typed(role, menu):
    """What the role types there: {field: text}."""
    return {**FOR_OTHERS.get((role, menu), {}), **NEW[menu]}


def by_hand(role):
    """Menus in which the role makes a record in the browser: one for somebody else stands in no list of his own."""
    return [menu for menu in OFFERED[role] if not (menu in OWN and (role, menu) in FOR_OTHERS)]


LIKE = {"other": "person", "other_leader": "leader"}
"""Who is a second one of a role."""
NOT_BY_NEW = {
    "cadre.talk": "who sits in no inspection group has no step to choose; made as selection office",
    ("selection", "cadre.objection"): "a row of a notice that is up (tests/selection/test_rank.py)",
    ("selection", "cadre.meeting"): "by its decision",
    ("selection", "cadre.progress.report"): "who is assessed: made as the person",
    ("selection", "cadre.target"): "who sits in a scoring organ: made as discipline staff",
    ("selection", "cadre.ballot"): "by the button of its step, with groups, names and heading",
    ("selection", "cadre.ballot.group"): "with its ballot",
    ("selection", "cadre.ballot.subject"): "with its ballot",
    ("selection", "cadre.ballot.criterion"): "with its ballot",
    "cadre.work.plan": "by opening the cycle for everybody, and by the button of a new version",
    "cadre.work.item": "a row of a list, typed by clerk and person in tests/home/first_lists.py and whole_year.py",
    "cadre.progress.line": "a row of a record, which begins with the items of the list",
    "cadre.progress.deduction": "a row of a record, written by its leader in the marks of the month",
    "cadre.decision.withdrawal": "a row of a saved decision, typed in tests/meeting/test_screen.py",
    "cadre.decision.review": "by the button of the request, tests/assessment/test_review_decision.py",
    "cadre.decision.line": "by the server: everybody who is assessed stands on a new decision",
    "cadre.ballot.group.weight": "by the server, a row for each layer of the voters of a group",
    "cadre.education": "a row of a person who has his unit already, also by the import (tests/organization)",
    "cadre.family.member": "a row of a person who has his unit already, also by the import (tests/organization)",
    "cadre.nomination.accountability": "a row of one that was used (tests/selection/test_nomination.py)",
    "cadre.resume.line": "a row of a person who has his unit already (tests/organization/test_cv.py)",
    "cadre.training": "a row of a person who has his unit already (tests/organization/test_cv.py)",
    ("person", "cadre.target"): "who sits in a scoring organ: made as discipline staff",
    ("section_head", "cadre.target"): "who sits in a scoring organ: made as discipline staff",
    ("leader", "cadre.target"): "who sits in a scoring organ: made as discipline staff",
    ("decider", "cadre.target"): "who sits in a scoring organ: made as discipline staff",
    ("leader", "cadre.progress.report"): "nobody who leads keeps records of his own in this scheme",
    ("decider", "cadre.progress.report"): "nobody who decides keeps records of his own in this scheme",
    ("discipline", "cadre.progress.report"): "is of another unit, and keeps no records in this one",
}
"""What a role may create and does not make by New: how it comes about. By model, or by (role, model)."""

SHOWS = {
    "menu_cadre_my_reports": [],
    "menu_cadre_year_rectifications": ["材料不全"],
    "menu_cadre_year_ledger": ["通报表扬"],
    "menu_cadre_results_archive": ["李明", "2019"],
    "menu_cadre_people_employees": ["新同志"],
    "menu_cadre_people_honours": ["李明", "嘉奖"],
    "menu_cadre_people_units": ["新设科室"],
    "menu_cadre_people_bodies": ["新的评议组"],
    "menu_cadre_discipline_cases": ["李明"],
}
"""By which words the row of the new record is found in its list; none: the last row."""
