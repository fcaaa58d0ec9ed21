"""Which numbers are rung and texted at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.reach import PREMIUM, may_reach


@pytest.mark.parametrize(
    ("number", "country", "reached"),
    [
        ("+18165550142", "US", True),
        ("+16045550123", "US", True),
        ("+17875551234", "US", True),
        ("+18005551212", "US", True),
        ("+18165550142", "CA", True),
        ("+19005551234", "US", False),
        ("+18169761234", "US", False),
        ("+18765551234", "US", False),
        ("+12465551234", "US", False),
        ("+447911123456", "US", False),
        ("+881612345678", "US", False),
        ("+447400123456", "GB", True),
        ("+449098790000", "GB", False),
        ("+18165550142", "GB", False),
        # Reserved for fiction, which no plan of numbers knows.
        ("+447700900123", "GB", True),
    ],
)
def test_a_business_reaches_its_own_country_and_nothing_that_costs_extra(
    number: str, country: str, reached: bool
) -> None:
    assert may_reach(number, country) is reached


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True), st.sampled_from(["US", "CA", "GB", "MX"]))
def test_every_number_is_judged_and_no_more_is_reached_than_with_all_allowed(number: str, country: str) -> None:
    if may_reach(number, country):
        assert may_reach(number, country, {PREMIUM})


def test_the_operator_may_allow_more() -> None:
    assert may_reach("+18765551234", "US", {"JM"})
    assert may_reach("+19005551234", "US", {PREMIUM})
    assert not may_reach("+449098790000", "US", {"GB"})
    assert may_reach("+449098790000", "US", {"GB", PREMIUM})
