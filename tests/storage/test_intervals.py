from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.intervals import Interval

START = datetime(2026, 1, 1, tzinfo=UTC)


def hours(since, until):
    return Interval(START + timedelta(hours=since), START + timedelta(hours=until))


def inside(interval):
    """The half hours that an interval covers: a model to compare with."""
    first, last = (round((t - START) / timedelta(minutes=30)) for t in interval)
    return set(range(first, last))


stretches = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda p: hours(p[0], p[0] + p[1]))


@given(stretches, st.lists(stretches, max_size=5))
def test_what_is_left_is_what_nobody_took(whole, taken):
    left = whole.without(taken)
    assert set().union(*map(inside, left)) == inside(whole) - set().union(*map(inside, taken))
    assert all(a.until < b.since for a, b in pairwise(left))


@given(stretches, stretches)
def test_overlap_is_what_both_cover(one, other):
    common = one.overlap(other)
    assert (inside(common) if common else set()) == inside(one) & inside(other)


def test_a_window_holds_the_moment_at_its_start_and_not_the_one_at_its_end():
    window = hours(0, 24)
    assert window.overlap(hours(0, 0)) == hours(0, 0)
    assert window.overlap(hours(24, 24)) is None
    assert hours(24, 24).without([window]) == [hours(24, 24)]
    assert hours(5, 5).without([window]) == []


def test_a_moment_cuts_nothing_out_of_a_stretch():
    assert hours(0, 24).without([hours(5, 5)]) == [hours(0, 24)]
    assert hours(5, 5).without([hours(5, 5)]) == []
