"""Each trouble that offices reported is proved by a test: every one of the list, and which test would fail again."""

import ast
import pathlib
import unittest

ROOT = pathlib.Path(__file__).parents[1]
FILES = ROOT / "tests" / "organization" / "cases"
IMPORT = "tests/organization/test_cases.py::TestCases::"
ALIKE = "tests/ballot/test_count_alike.py::"

REPORTED = (
    *("I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08", "I09", "I10", "I12", "I13", "I15", "I16", "I17", "I18"),
    *("I19", "B1", "B2", "B3", "B5", "B6", "B7", "B8", "A1", "A2", "A3", "A5", "D1", "D2", "D3", "D5", "R1", "R2"),
    *("R3", "P1", "P2", "P3", "M1", "M2", "S3", "S4", "X1", "X2", "X3", "X4", "X5", "X6"),
)
"""The list of cases as it was handed over, whole."""

PROVED = {
    # files
    "I01": (IMPORT + "test_built_in_chinese_dates", IMPORT + "test_a_number_that_is_a_date_without_its_format"),
    "I02": (IMPORT + "test_merged_cells",),
    "I03": (IMPORT + "test_numbers_with_zeros_and_numbers_too_long",),
    "I04": (IMPORT + "test_numbers_with_zeros_and_numbers_too_long",),
    "I05": (IMPORT + "test_error_values_and_formulas",),
    "I06": (IMPORT + "test_computed_totals",),
    "I07": (IMPORT + "test_one_spelling_of_a_name", IMPORT + "test_the_odd_spelling_first"),
    "I08": (IMPORT + "test_one_spelling_of_a_name",),
    "I09": (IMPORT + "test_empty_cells_and_lost_formulas_empty_nothing",),
    "I10": (IMPORT + "test_birth_dates_as_typed",),
    "I12": (IMPORT + "test_signs_that_nobody_sees",),
    "I13": (IMPORT + "test_sheets_headings_and_what_stands_around",),
    "I15": (IMPORT + "test_sheets_headings_and_what_stands_around",),
    "I16": (IMPORT + "test_a_corrected_result_is_asked_about",),
    "I17": (IMPORT + "test_a_regulation_spelt_otherwise",),
    "I18": (IMPORT + "test_other_formats",),
    "I19": ("tests/work/test_round_trips.py::TestMarksThereAndBack::test_equal_headings_and_many_columns",),
    # ballots
    "B1": (ALIKE + "TestEqualNames::test_equal_names_never_stand_alone",),
    "B2": (
        ALIKE + "TestCountAlike::test_a_written_name_makes_a_valid_paper",
        ALIKE + "TestAnyMix::test_any_mix_of_channels_counts_alike",
    ),
    "B3": (ALIKE + "TestAnyMix::test_blank_papers_of_an_evaluation",),
    "B5": ("tests/ballot/test_address.py::TestAddress::test_refused_until_confirmed",),
    "B6": (
        ALIKE + "TestTwoClerks::test_the_later_page_overwrites_nothing",
        ALIKE + "TestTwoClerks::test_any_order_of_clerks_keeps_every_paper",
    ),
    "B7": (ALIKE + "TestCountAlike::test_somebody_on_the_list_is_written_down",),
    "B8": (ALIKE + "TestCountAlike::test_spellings_are_one",),
    # arithmetic
    "A1": ("tests/scheme/test_scheme_check.py::TestSchemeCheck::test_half_up_is_warned_of",),
    "A2": ("tests/work/test_score_table.py::TestSelfEvaluation::test_table",),
    "A3": ("tests/scheme/test_scheme_check.py::TestSchemeCheck::test_three_equal_parts",),
    "A5": ("tests/engine/test_rules.py::test_a_tie_is_of_published_figures",),
    # the clock
    "D1": (
        "tests/test_clock.py::TestClock::test_a_company_without_working_hours",
        "tests/assessment/test_notice.py::TestArchive::test_days_are_the_company_s",
    ),
    "D2": (
        "tests/cycle/test_workdays.py::TestWorkdays::test_local_holidays_in_a_published_year",
        "tests/cycle/test_workdays.py::TestWorkdays::test_own_days",
    ),
    "D3": ("tests/cycle/test_workdays.py::TestWorkdays::test_a_notice_over_new_year",),
    "D5": ("tests/assessment/test_notice.py::TestArchive::test_days_are_the_company_s",),
    # approvals
    "R1": ("tests/work/test_replaced.py::TestNewMember::test_the_committee_has_another_member",),
    "R2": ("tests/work/test_replaced.py::TestNewAccount::test_the_leader_has_another_login",),
    "R3": ("tests/assessment/test_decision.py::TestDecision::test_the_head_needs_the_role",),
    # print
    "P1": ("tests/reports/test_pages.py::TestPages::test_dense_marks",),
    "P2": ("tests/reports/test_printer.py::TestPrinter::test_searchable",),
    "P3": ("tests/reports/test_forms.py::TestForms::test_nobody_without_a_grade_is_shown",),
    # companies, languages, size
    "M1": ("tests/test_hooks.py::TestHooks::test_a_language_that_is_missing_is_brought",),
    "M2": (IMPORT + "test_a_leader_of_another_company",),
    "S3": (
        IMPORT + "test_a_file_of_five_thousand",
        "tests/organization/test_long_files.py::TestLongFiles::test_in_the_background",
    ),
    "S4": ("tests/organization/test_long_files.py::TestLongFiles::test_once",),
    # found while trying
    "X1": (IMPORT + "test_a_later_post_keeps_what_is_not_said",),
    "X2": ("tests/work/test_round_trips.py::TestMarksThereAndBack::test_equal_headings_and_many_columns",),
    "X3": ("tests/ledger/test_tiers.py::TestTiers::test_the_clerk_is_replaced_while_it_waits",),
    "X4": (IMPORT + "test_numbers_without_case_and_the_same_person_under_another_number",),
    "X5": (IMPORT + "test_hidden_rows_are_said",),
    "X6": (ALIKE + "TestCountAlike::test_more_names_than_papers",),
}


def named_in(path):
    """Names of the tests of a file, those of a class behind its name; none of a file that is not there."""
    if not (ROOT / path).is_file():
        return set()
    found = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return found


class TestReported(unittest.TestCase):
    def test_every_case_has_its_test(self):
        self.assertEqual(set(REPORTED), set(PROVED), "a case without a test, or a test of no case")
        known = {}
        for case, tests in PROVED.items():
            for test in tests:
                path, _, name = test.partition("::")
                known.setdefault(path, named_in(path))
                with self.subTest(case, test=test):
                    self.assertTrue(name.rpartition("::")[2].startswith("test_"))
                    self.assertIn(name, known[path])

    def test_every_file_of_the_cases_is_tried(self):
        tried = (ROOT / "tests" / "organization" / "test_cases.py").read_text()
        for path in sorted(FILES.iterdir()):
            with self.subTest(path.name):
                self.assertIn(path.name, tried)
