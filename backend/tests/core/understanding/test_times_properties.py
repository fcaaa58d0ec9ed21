"""What holds for every text, sensible or not."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.understanding.frame import Language
from app.core.understanding.times import merge, resolve
from app.core.understanding.times.vocabulary import read_data
from app.core.understanding.tokens import clean
from tests.core.understanding.times_corpus import cases

ZONES = ["America/Chicago", "America/New_York", "America/Phoenix", "Europe/London", "Pacific/Apia", "UTC"]
LANGUAGES = st.sampled_from(list(Language))
NOWS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=ZoneInfo(zone)),
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)),
    st.sampled_from(ZONES),
)


def _phrases(language: Language) -> list[str]:
    tables = read_data(f"{language.value}.toml").values()
    return sorted({phrase for table in tables for spoken in table.values() for phrase in spoken})


WORDS = [*_phrases(Language.EN), *_phrases(Language.ES), *"0123456789:/.,-–", "15", "2027", "1530", "00", "31"]
SPEECH = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
SENTENCES = [case.text for case in cases("times_en.toml", Language.EN)]
PAIRS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(", ".join)


@settings(max_examples=400, deadline=None)
@given(text=SPEECH | PAIRS | st.text(max_size=200), now=NOWS, language=LANGUAGES)
def test_any_text_gives_an_aware_time_in_order_or_none(text: str, now: datetime, language: Language) -> None:
    when = resolve(text, now=now, language=language)
    if when is None:
        return
    for each in (when, *when.alternatives):
        assert each.start.tzinfo is now.tzinfo
        assert each.end is None or (each.end.tzinfo is now.tzinfo and each.end >= each.start)
        assert each.text
    assert all(other.alternatives == () for other in when.alternatives)


@settings(max_examples=300, deadline=None)
@given(text=SPEECH | PAIRS, now=NOWS, language=LANGUAGES)
def test_spans_lie_in_the_cleaned_text_in_order_and_apart(text: str, now: datetime, language: Language) -> None:
    when = resolve(text, now=now, language=language)
    if when is None:
        return
    length = len(clean(text))
    ends = [0]
    for span in when.spans:
        assert ends[-1] <= span.start < span.end <= length
        ends.append(span.end)
    assert when.spans


@settings(max_examples=300, deadline=None)
@given(text=SPEECH | PAIRS, now=NOWS, language=LANGUAGES)
def test_a_time_without_a_day_lies_ahead(text: str, now: datetime, language: Language) -> None:
    when = resolve(text, now=now, language=language)
    if when is None or when.day_stated:
        return
    for each in (when, *when.alternatives):
        assert (each.end or each.start) >= now


@settings(max_examples=200, deadline=None)
@given(first=PAIRS, second=PAIRS, now=NOWS)
def test_two_wishes_can_always_be_joined(first: str, second: str, now: datetime) -> None:
    earlier, later = resolve(first, now=now), resolve(second, now=now)
    if earlier is None or later is None:
        return
    joined = merge(earlier, later, now=now)
    assert joined.start.tzinfo is now.tzinfo
    assert joined.spans == later.spans


@settings(max_examples=200, deadline=None)
@given(
    clock=st.sampled_from(["at 3", "at 9:30", "at noon", "around 5", "between 2 and 4", "in the morning"]),
    now=NOWS,
    ahead=st.integers(0, 300),
)
def test_a_clock_time_falls_on_the_day_agreed_on(clock: str, now: datetime, ahead: int) -> None:
    anchor = now.date() + timedelta(days=ahead)
    when = resolve(clock, now=now, anchor=anchor)
    assert when is not None
    assert abs((when.start.date() - anchor).days) == 0 or now.tzinfo == ZoneInfo("Pacific/Apia")


@given(day=st.dates(min_value=date(2026, 1, 1), max_value=date(2035, 12, 31)))
def test_a_written_date_is_read_as_written(day: date) -> None:
    now = datetime(2026, 1, 1, 9, tzinfo=ZoneInfo("America/Chicago"))
    for text in (
        day.isoformat(),
        f"{day:%m/%d/%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        when = resolve(text, now=now)
        assert when is not None
        assert when.start.date() == day


@given(minute=st.integers(0, 24 * 60 - 1))
def test_a_written_time_is_read_as_written(minute: int) -> None:
    now = datetime(2027, 6, 1, 9, tzinfo=ZoneInfo("America/Chicago"))
    hour, rest = divmod(minute, 60)
    spoken = f"{hour % 12 or 12}:{rest:02} {'pm' if hour >= 12 else 'am'}"
    when = resolve(f"tomorrow at {spoken}", now=now)
    assert when is not None
    assert (when.start.hour, when.start.minute) == (hour, rest)


def steps(text: str) -> int:
    """How many calls it takes to understand a text."""
    taken = 0

    def count(*_: object) -> None:
        nonlocal taken
        taken += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        resolve(text, now=datetime(2027, 3, 10, 9, tzinfo=ZoneInfo("America/Chicago")))
    finally:
        sys.setprofile(before)
    return taken


@pytest.mark.parametrize(
    "pattern",
    [
        "9",
        "9 ",
        "9:",
        "9-",
        "9/",
        "at ",
        "from 9 to ",
        "the day after ",
        "a week from ",
        "Tuesday or ",
        "twenty ",
        "not ",
        "half ",
        "no later than ",
        "the second of ",
        "٣",
        "\u202e3 pm",
    ],
)
def test_a_long_text_costs_no_more_than_its_length(pattern: str) -> None:
    resolve("at 3", now=datetime(2027, 3, 10, 9, tzinfo=ZoneInfo("America/Chicago")))
    short, long, endless = (steps(pattern * (size // len(pattern))) for size in (450, 1_800, 100_000))
    assert long < 6 * short + 2_000
    assert endless < 1.5 * long + 2_000
