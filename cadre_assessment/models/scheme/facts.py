"""Facts that a criterion may ask about, and their types: one table for criteria, checks and gatherers.

A fact is yes or no, a number, a day, or a code; a *history* is a row of them, oldest first, and is asked with a window.
Some are of a subject in a cycle, some of a person on any day (:mod:`..organization.person_facts`), a few of both.
"""

from ..organization import annual_grades, studies
from ..organization.person_facts import FACTS as OF_PERSONS

ASSESSED = [
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
    ("month_grades", "Grades of the Months"),
    ("quarter_grades", "Grades of the Quarters"),
    ("half_grades", "Grades of the Half-years"),
    ("grade", "Grade of the Result"),
    ("grades", "Grades of the Years"),
    ("own_grades", "Grades of the Years Under This Regulation"),
    ("total", "Total"),
    ("totals", "Totals of the Years"),
    ("place", "Place in the Ranking"),
    ("place_last", "Place in the Ranking From the End"),
    ("advanced", "Proposed as Advanced"),
    ("unfit", "Proposed as Unfit for the Post"),
    ("extremely_poor", "Extremely Poor"),
]

OF_SUBJECTS = frozenset(name for name, _label in ASSESSED)
"""What is known of a subject in a cycle: the rest is of a person outside any assessment."""
FACTS = [*ASSESSED, *[(name, fact.label) for name, fact in OF_PERSONS.items() if name not in OF_SUBJECTS]]


def _of_kind(kind):
    return frozenset(name for name, fact in OF_PERSONS.items() if fact.kind == kind)


YES_NO = frozenset(
    {
        "party_member", "unit_head", "team_member", "has_team", "entrusted", "retired", "veto", "unit_veto",
        "open_case", "advanced", "unfit", "extremely_poor", *_of_kind("yes_no"),
    }
)  # fmt: skip
NUMBERS = frozenset({"total", "totals", "place", "place_last", "posting_months", *_of_kind("number")})
DATES = _of_kind("date")
WORDS = _of_kind("word")
"""Facts whose codes stand in an order: a rank is above another."""
RANKS = frozenset({"rank"})
"""Facts whose value is the code of a ``cadre.rank``."""

CATEGORIES = {
    "post_class": "post_class",
    "post_kind": "post_kind",
    "identity": "identity",
    "staffing": "staffing",
    "layer": "layer",
    "unit_category": "unit",
    "department_kind": "unit",
    "comparison_group": "group",
    "sanctions": "sanction",
    "awards": "award",
    "unit_awards": "award",
}
"""Facts whose value is the code of a word in a list of the organization: fact -> kind of ``cadre.category``."""

_SCHOOLING = "cadre.education", "level_code", studies.LEVEL_PLACES
CODES = {
    "posting_kind": ("cadre.posting", "kind", None),
    "posting_level": ("cadre.posting", "level", None),
    "sex": ("hr.version", "sex", None),
    "education": _SCHOOLING,
    "education_full_time": _SCHOOLING,
    "education_before_work": _SCHOOLING,
    "degree": ("cadre.education", "degree_code", studies.DEGREE_PLACES),
    "annual_grades": ("cadre.result", "annual_grade", annual_grades.PLACES),
}
"""Facts whose codes are those of a selection: fact -> (model, field, {code: its place in an order} or None)."""

OF_KINDS = {"posting": "cadre.posting", "training": "cadre.training"}
"""What a fact is asked of, where that is a kind: -> the model whose ``kind`` it is."""

GRADES = frozenset({"grade", "grades", "own_grades", "month_grades", "quarter_grades", "half_grades", "team_grade"})
"""Facts whose value is the code of a grade."""
EVENTS = frozenset({"events", "unit_events"})
"""Facts whose value is the code of a tariff line."""

HISTORIES = frozenset(
    {
        "sanctions", "events", "unit_events", "awards", "unit_awards", "month_grades", "quarter_grades", "half_grades",
        "grades", "own_grades", "totals",
        *[name for name, fact in OF_PERSONS.items() if fact.history],
    }
)  # fmt: skip
"""Facts that are several values: all that happened in the year, or one a year, this year last. ``grades`` are the
annual grades, whatever regulation they came from; ``own_grades`` what this regulation said alone."""
AFTERWARDS = frozenset({"place", "place_last"})
"""Facts that are known once the ranking stands: what follows from a result may ask them, and nothing before it."""
