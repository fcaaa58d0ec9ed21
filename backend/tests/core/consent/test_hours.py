"""When a recipient may be texted, by where they live."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import geocoder
from phonenumbers.timezone import time_zones_for_number

from app.core.businesses import QuietHours
from app.core.consent.hours import Span, Window, next_opening, outside
from app.core.consent.places import Place, places_of, windows_of

CHICAGO = "America/Chicago"
STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
).split()


def local(day: int, hour: int, minute: int = 0, zone: str = CHICAGO) -> datetime:
    """A moment of June 2026; the third is a Wednesday, the seventh a Sunday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def opening(state: str, moment: datetime, zone: str = CHICAGO, *, marketing: bool = False) -> datetime | None:
    return next_opening(windows_of((Place(state, (zone,)),), CHICAGO, marketing=marketing), moment)


@pytest.mark.parametrize(
    ("state", "first", "last"),
    [
        ("MO", 8, 21), ("FL", 8, 20), ("OK", 8, 20), ("MD", 8, 20), ("MS", 8, 20), ("NJ", 8, 20), ("AL", 8, 20),
        ("LA", 8, 20), ("MA", 8, 20), ("WA", 8, 20), ("CT", 9, 20), ("TX", 9, 21), ("KY", 8, 21),
    ],
)  # fmt: skip
def test_each_state_opens_and_closes_at_its_hours(state: str, first: int, last: int) -> None:
    assert opening(state, local(3, first)) == local(3, first)
    assert opening(state, local(3, first - 1, 59)) == local(3, first)
    assert opening(state, local(3, last - 1, 59)) == local(3, last - 1, 59)
    assert opening(state, local(3, last)) == local(4, first)


def test_a_texan_sunday_begins_at_noon() -> None:
    assert opening("TX", local(7, 9, 30)) == local(7, 12)
    assert opening("TX", local(6, 21, 30)) == local(7, 12)


@pytest.mark.parametrize("state", ["AL", "LA", "MS", "RI", "SD", "UT"])
def test_campaigns_leave_sundays_alone_where_the_rule_says_so(state: str) -> None:
    assert opening(state, local(7, 12)) == local(7, 12)
    after = opening(state, local(7, 12), marketing=True)
    assert after is not None
    assert after.astimezone(ZoneInfo(CHICAGO)).weekday() == 0


def test_where_two_places_are_possible_both_must_be_open() -> None:
    windows = windows_of((Place("FL", ("America/New_York",)), Place("CA", ("America/Los_Angeles",))), CHICAGO)
    assert next_opening(windows, local(3, 7)) == local(3, 10)  # eight in California
    assert next_opening(windows, local(3, 19, 30)) == local(4, 10)  # past eight in Florida


def test_the_business_narrows_and_never_widens() -> None:
    narrow = outside(QuietHours(time(18), time(10)), CHICAGO)
    wide = outside(QuietHours(time(23), time(5)), CHICAGO)
    state = windows_of((), CHICAGO)
    assert next_opening((*state, narrow), local(3, 8)) == local(3, 10)
    assert next_opening((*state, wide), local(3, 6)) == local(3, 8)


def test_a_business_may_be_quiet_at_midday_or_not_at_all() -> None:
    siesta = outside(QuietHours(time(12), time(14)), CHICAGO)
    assert next_opening((siesta,), local(3, 13)) == local(3, 14)
    assert next_opening((siesta,), local(3, 3)) == local(3, 3)
    assert next_opening((outside(QuietHours(time(0), time(0)), CHICAGO),), local(3, 3)) == local(3, 3)
    until_eight = outside(QuietHours(time(0), time(8)), CHICAGO)
    assert next_opening((until_eight,), local(3, 3)) == local(3, 8)
    assert next_opening((until_eight,), local(3, 23, 59)) == local(3, 23, 59)


def test_hours_that_never_meet_have_no_opening() -> None:
    night = Window(CHICAGO, (Span(time(2), time(4)),))
    assert next_opening((*windows_of((), CHICAGO), night), local(3, 12)) is None


def test_an_opening_on_the_day_when_the_clocks_change_is_eight_by_the_new_clock() -> None:
    night = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)  # half past midnight, an hour and a half before the change
    assert next_opening(windows_of((), CHICAGO), night) == datetime(2026, 3, 8, 13, 0, tzinfo=UTC)


@given(
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.sampled_from(STATES),
    st.booleans(),
)
def test_an_opening_is_never_before_the_moment_always_allowed_and_within_days(
    moment: datetime, state: str, marketing: bool
) -> None:
    windows = windows_of((Place(state, (CHICAGO,)),), CHICAGO, marketing=marketing)
    found = next_opening(windows, moment)
    assert found is not None
    assert moment <= found <= moment + timedelta(days=3)
    assert all(window.allows(found) for window in windows)


@pytest.mark.parametrize(
    ("phone", "address", "states"),
    [
        ("+18165550142", None, ["MO"]),
        ("+18165550142", "4120 Rainbow Blvd, Kansas City, KS 66103", ["MO", "KS"]),
        ("+18165550142", "2210 Summit Street, Kansas City, MO 64108", ["MO"]),
        ("+18005550142", "12 Elm St, Tampa, Florida", ["FL"]),
        ("+18005550142", "12 Elm St, Concord, New Hampshire 03301, USA", ["NH"]),
        ("+18005550142", None, []),
        ("+442071838750", None, []),
        ("+15555550142", "4120 Rainbow Boulevard", []),
        ("+14165550142", None, ["ON"]),
    ],
)
def test_a_place_is_known_by_area_code_and_address(phone: str, address: str | None, states: list[str]) -> None:
    assert [place.state for place in places_of(phone, address)] == states


def test_el_paso_and_the_panhandle_have_their_own_clocks() -> None:
    assert places_of("+19155550142", None)[0].zones == ("America/Denver",)
    assert set(places_of("+18505550142", None)[0].zones) == {"America/New_York", "America/Chicago"}


@given(st.text(max_size=200))
def test_any_address_is_read_without_an_error(address: str) -> None:
    assert all(place.zones for place in places_of("+18165550142", address))


def data(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files("app.data").joinpath(name).read_text(encoding="utf-8"))


def test_every_state_is_in_the_table_and_every_rule_names_its_source() -> None:
    states, rules = data("area_codes.toml"), data("texting_hours.toml")
    assert set(STATES) <= set(states)
    assert set(rules) - {"default"} <= set(states)
    assert all(rule["source"] for rule in rules.values())


def test_the_table_of_area_codes_agrees_with_the_numbering_data() -> None:
    """Names exactly; zones within an hour, since the library knows one zone where a code has two."""
    differing = []
    for key, state in data("area_codes.toml").items():
        for code in state["area_codes"]:  # type: ignore[attr-defined]
            number = phonenumbers.parse(f"+1{code}5550142")
            named = geocoder.description_for_number(number, "en")
            alike = str(state["name"]).split()[0] in named or named.endswith(key) or key in ("BC", "DC", "NS", "NT")
            ours = [in_winter(zone) for zone in places_of(f"+1{code}5550142", None)[0].zones]
            theirs = [in_winter(zone) for zone in time_zones_for_number(number)]
            if not alike or min(abs(one - other) for one in ours for other in theirs) > timedelta(hours=1):
                differing.append((key, code, named))
    assert differing == []


def in_winter(zone: str) -> timedelta:
    offset = datetime(2026, 1, 5, tzinfo=ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset
