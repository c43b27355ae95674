"""Worked examples and their tests, and the tests that hold the rules that once came out wrong.

Paths are below ``tests/``; ``test_tables.py`` fails where a test is not there or no longer says what it is. Engine and
Odoo stand beside each other: the one says what is right, the other that it comes out of records.
"""

EXAMPLES = {
    "S0-E1": (
        "engine/test_s0.py::test_e1_normal_score",
        "assessment/test_examples.py::test_e1_normal_score_with_invalid_papers",
    ),
    "S0-E2": ("engine/test_s0.py::test_e2_seats", "assessment/test_examples.py::test_e2_seats"),
    "S0-E3": (
        "engine/test_s0.py::test_e3_chain_gives_the_last_seat",
        "assessment/test_examples.py::test_e3_tie_across_the_boundary",
    ),
    "S0-E5": ("engine/test_s0.py::test_e5_veto", "assessment/test_examples.py::test_e5_veto"),
    "S1-E1": (
        "engine/test_s1.py::test_e1_full_year_with_capped_bonus",
        "assessment/test_examples_s1.py::test_e1_full_year_with_capped_bonus",
    ),
    "S1-E2": (
        "engine/test_s1.py::test_e2_bands",
        "assessment/test_examples_s1.py::test_e2_bands_on_the_published_score",
    ),
    "S1-E4": (
        "engine/test_s1.py::test_e4_postings_of_the_section",
        "assessment/test_examples_s1.py::test_e4_propagation",
    ),
    "S1-E5": ("engine/test_s1.py::test_e5_partial_year", "assessment/test_examples_s1.py::test_e5_partial_year"),
    "S1-E8": (
        "engine/test_s1.py::test_e8_cap_before_netting",
        "assessment/test_examples_s1.py::test_e8_cap_first_then_deductions",
    ),
    "S2A-E1": (
        "engine/test_s2.py::test_s2a_e1_duplicate_project",
        "assessment/test_examples_s2a.py::test_e1_one_project_counts_once",
    ),
    "S2A-E2": (
        "engine/test_s2.py::test_s2a_e2_quota_and_veto",
        "assessment/test_examples_s2a.py::test_e2_veto_and_the_tenth",
    ),
    "S2A-E3": ("engine/test_s2.py::test_s2a_e3_person", "assessment/test_examples_s2a.py::test_e3_score_of_a_person"),
    "S2A-E6": ("engine/test_s2.py::test_s2a_e6_clocks", "assessment/test_clocks_s2a.py::test_request_and_reply"),
    "S2B-E1": ("engine/test_s2.py::test_s2b_e1_full_sheet", "assessment/test_examples_s2b.py::test_e1_full_sheet"),
    "S3-E1": (
        "engine/test_s3.py::test_e1_base_and_ratio",
        "assessment/test_examples_s3.py::test_e1_seats_by_the_grade_of_the_team",
    ),
    "S3-E3": ("engine/test_s3.py::test_e3_ninety_points", "assessment/test_examples_s3.py::test_e3_ninety_points"),
    "S3-E4": ("engine/test_s3.py::test_e4_posting_boundary", "cycle/test_scope_s3.py::test_six_months"),
    "S3-E8": (
        "engine/test_s3.py::test_e8_paper_with_too_many",
        "assessment/test_examples_s3.py::test_e8_twelve_on_a_paper",
    ),
    "S4-E1": ("engine/test_rules.py::test_s4_e1_eligibility", "selection/test_conditions.py::test_s4_e1"),
    "S4-E3": ("engine/test_rules.py::test_s4_e3_composite", "selection/test_score.py::test_by_a_hundredth"),
    "S4-E4": ("engine/test_clock.py::test_s4_clocks", "selection/test_company_post.py::test_to_the_document"),
    "S4-E5": ("engine/test_clock.py::test_s4_clocks", "selection/test_nomination.py::test_s4_e5"),
}
"""Worked example -> its test in the engine, its test through Odoo. Both name the example."""

WRONG_ONCE = {
    12: (
        "engine/test_s3.py::test_minimum_is_said_of_everybody",
        "assessment/test_examples_s3.py::test_below_ninety_is_not_given",
    ),
    13: (
        "engine/test_s3.py::test_entrusted_pools_have_their_own_ratio",
        "assessment/test_examples_s3.py::test_entrusted_have_twenty_percent",
    ),
    14: (
        "engine/test_places.py::test_a_posted_head_stands_in_one_list",
        "cycle/test_scope_s3.py::test_heads_who_are_posted",
    ),
    15: (
        "engine/test_places.py::test_ranked_together_with_seats_apart",
        "assessment/test_districts_s2a.py::test_ranked_together_with_seats_apart",
    ),
    16: (
        "engine/test_places.py::test_scored_without_any_seat",
        "assessment/test_districts_s2a.py::test_ranked_together_with_seats_apart",
    ),
    17: (
        "engine/test_s2.py::test_s2b_integrity_breach_empties_the_item",
        "assessment/test_examples_s2b.py::test_entered_once",
    ),
    18: ("engine/test_clock.py::test_months_owed", "work/test_joiners.py::test_the_half_year_before"),
    19: (None, "work/test_joiners.py::test_a_new_post_needs_its_list"),
    20: (
        "engine/test_s1.py::test_a_year_from_three_months",
        "assessment/test_examples_s1.py::test_a_year_from_three_months",
    ),
    21: (
        "engine/test_s3.py::test_no_seats_is_said_as_it_is",
        "assessment/test_reasons.py::test_every_verdict_is_a_sentence",
    ),
}
"""What came out wrong (a binding minimum, entrusted pools, …) -> the test of the engine, where it decides, and of Odoo.

Lists after a change of post (19) are no matter of the engine.
"""

ONCE_A_TEXT = (
    "S0-37", "S1-05", "S1-18", "S1-20", "S1-53", "S2A-17", "S2A-27", "S2A-30", "S2A-42", "S2A-44", "S2A-47", "S2A-60",
    "S2A-62", "S2A-64", "S2A-77", "S3-14", "S3-25", "S3-29", "S3-36", "S3-38",
)  # fmt: skip
"""Rules that were carried by a record or a text that nothing acted on."""
