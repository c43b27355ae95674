"""Dates: publicity, terms, full months, the periods of a year, the months owed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_assessment.engine import EngineError, clock
from cadre_assessment.engine.periods import months_missing, months_owed, periods

dates = st.dates(date(1960, 1, 1), date(2040, 12, 31))


def test_s4_clocks():
    """S4-E3, S4-E4, S4-E5: three days of publicity, probation, term, 待岗; working days; one year of validity."""
    assert clock.publicity_end(date(2010, 3, 14), 3) == date(2010, 3, 16)
    assert clock.publicity_end(date(2012, 12, 24), 7) == date(2012, 12, 30)
    assert clock.term_end(date(2010, 3, 17), months=3) == date(2010, 6, 16)
    assert clock.term_end(date(2010, 3, 18), months=3) == date(2010, 6, 17)
    assert clock.corresponding_day(date(2010, 3, 15), years=1) == date(2011, 3, 15)
    holidays = {date(2024, 4, 4), date(2024, 4, 5), date(2024, 4, 6)}

    def workday(day, made_up=(date(2024, 4, 7),)):
        return day in made_up or (day.weekday() < 5 and day not in holidays)

    assert clock.publicity_end(date(2024, 4, 3), 5, workday) == date(2024, 4, 10)
    assert clock.publicity_end(date(2024, 4, 3), 5, lambda day: workday(day, ())) == date(2024, 4, 11)
    assert clock.publicity_end(date(2024, 4, 6), 1, workday) == date(2024, 4, 7)
    with pytest.raises(EngineError, match="working day"):
        clock.publicity_end(date(2024, 4, 3), 5, lambda day: False)


@given(dates, st.integers(0, 120))
def test_full_months_count_to_the_corresponding_day(since, months):
    day = clock.corresponding_day(since, months=months)
    assert clock.full_months(since, day) == months
    assert clock.full_months(since, day - timedelta(days=1)) == max(0, months - 1)


@given(dates, st.integers(1, 60))
def test_a_term_is_held_to_its_last_day(first, months):
    last = clock.term_end(first, months=months)
    assert clock.held_months(first, last) == months
    assert clock.held_months(first, last - timedelta(days=1)) == months - 1


@given(st.integers(1990, 2050), st.sampled_from(["week", "month", "quarter", "half_year", "year"]))
def test_periods_follow_each_other_without_a_gap(year, level):
    found = periods(year, level)
    assert [period.number for period in found] == list(range(1, len(found) + 1))
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(found))
    whole = periods(year, "year")[0]
    assert level == "year" or all(whole.holds(period) for period in found)


def test_months_owed():
    """S0-14: from the month after the list's approval, or after entry, on, to the month of leaving."""
    first, second = periods(2025, "half_year")

    def numbers(within, *args, **more):
        return [month.number for month in months_owed(within, *args, **more)]

    assert numbers(first, date(2025, 5, 31)) == [6]
    assert numbers(first, date(2024, 11, 2)) == [1, 2, 3, 4, 5, 6]
    assert numbers(first, date(2025, 6, 1)) == []
    assert numbers(second, date(2025, 5, 31), date(2025, 8, 15)) == [9, 10, 11, 12]
    assert numbers(second, date(2025, 5, 31), left=date(2025, 10, 20)) == [7, 8, 9, 10]
    assert numbers(first, None, date(2025, 1, 1)) == []
    missing = months_missing(second, [date(2025, 7, 31), date(2025, 9, 1)], date(2025, 5, 31), left=date(2025, 10, 1))
    assert [month.number for month in missing] == [8, 10]
