"""Facts that a criterion may ask about, and their types: one table for criteria, checks and gatherers.

A fact is yes or no, a number, or a code; a *history* is a row of them, oldest first, and is asked with a window.
"""

FACTS = [
    ("post_class", "Post Class"),
    ("identity", "Identity"),
    ("layer", "Layer"),
    ("unit_category", "Kind of Unit"),
    ("department_kind", "Kind of his Department"),
    ("comparison_group", "Comparison Group"),
    ("party_member", "Member of the Party"),
    ("unit_head", "Head of the Unit"),
    ("team_member", "Member of the Leadership Team"),
    ("has_team", "Unit has a Leadership Team"),
    ("posting_kind", "Kind of Posting"),
    ("posting_level", "Posted by"),
    ("posting_months", "Months of the Posting"),
    ("entrusted", "Entrusted to Another Unit"),
    ("retired", "Has Retired"),
    ("veto", "Vetoed"),
    ("unit_veto", "Unit Vetoed"),
    ("open_case", "Case Not Closed"),
    ("sanctions", "Sanctions in Effect"),
    ("events", "Events of the Ledger"),
    ("unit_events", "Events of the Unit"),
    ("awards", "Awards"),
    ("unit_awards", "Awards of the Unit"),
    ("team_grade", "Grade of the Team"),
    ("quarter_grades", "Grades of the Quarters"),
    ("grade", "Grade of the Result"),
    ("grades", "Grades of the Years"),
    ("total", "Total"),
    ("totals", "Totals of the Years"),
    ("advanced", "Proposed as Advanced"),
    ("unfit", "Proposed as Unfit for the Post"),
    ("extremely_poor", "Extremely Poor"),
]

YES_NO = frozenset(
    {
        "party_member", "unit_head", "team_member", "has_team", "entrusted", "retired", "veto", "unit_veto",
        "open_case", "advanced", "unfit", "extremely_poor",
    }
)  # fmt: skip
NUMBERS = frozenset({"total", "totals", "posting_months"})

CATEGORIES = {
    "post_class": "post_class",
    "identity": "identity",
    "layer": "layer",
    "unit_category": "unit",
    "department_kind": "unit",
    "comparison_group": "group",
    "sanctions": "sanction",
    "awards": "award",
    "unit_awards": "award",
}
"""Facts whose value is the code of a word in a list of the organization: fact -> kind of ``cadre.category``."""

CODES = {
    "posting_kind": frozenset({"posted", "village", "supervisor", "training", "concurrent", "entrusted"}),
    "posting_level": frozenset({"centre", "province", "city", "county"}),
}
"""Facts whose codes are those of a selection (``cadre.posting``)."""

GRADES = frozenset({"grade", "grades", "quarter_grades", "team_grade"})
"""Facts whose value is the code of a grade."""
EVENTS = frozenset({"events", "unit_events"})
"""Facts whose value is the code of a tariff line."""

HISTORIES = frozenset(
    {"sanctions", "events", "unit_events", "awards", "unit_awards", "quarter_grades", "grades", "totals"}
)
"""Facts that are several values: all that happened in the year, or one a year, this year last."""
