"""The small rules of the dialogue: keys, choices, and words fit to be read back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.dialogue.keys import frame_of_keys
from app.core.dialogue.matching import fits, pick
from app.core.dialogue.state import Asking, DialogueState
from app.core.dialogue.trouble import tidy
from app.core.slots import Slot
from app.core.understanding.frame import Frame, Grain, Intent, Language, When

ZONE = ZoneInfo("America/Chicago")
NINE = datetime(2026, 6, 5, 14, tzinfo=UTC)  # Friday, nine o'clock in Kansas City
OFFERED = tuple(Slot(NINE + timedelta(hours=hours), NINE + timedelta(hours=hours + 1), "luis") for hours in (0, 2, 5))


def said(**frame: object) -> Frame:
    return Frame(text="", language=Language.EN, **frame)  # type: ignore[arg-type]


def wish(start: tuple[int, int], end: tuple[int, int] | None = None, **stated: bool) -> When:
    """Hours of Friday the fifth; an end of (0, 0) is midnight after it."""
    day = datetime(2026, 6, 5, tzinfo=ZONE)
    until = None
    if end is not None:
        until = day.replace(hour=end[0], minute=end[1]) + timedelta(days=1 if end == (0, 0) else 0)
    return When(day.replace(hour=start[0], minute=start[1]), until, Grain.HOUR, "then", **stated)


@pytest.mark.parametrize(
    ("digits", "intent"), [("0", Intent.HUMAN), ("9", Intent.REPEAT), ("1", Intent.CONFIRM), ("2", Intent.DENY)]
)
def test_keys_are_as_good_as_words(digits: str, intent: Intent) -> None:
    assert frame_of_keys(digits, DialogueState(asking=Asking.CONFIRM)).intent is intent


def test_a_key_chooses_among_what_was_offered() -> None:
    assert frame_of_keys("3", DialogueState(asking=Asking.CHOICE)).choice == 3


def test_ten_keys_are_a_phone_number_and_other_keys_nothing() -> None:
    typed = frame_of_keys("8165550177#", DialogueState(asking=Asking.PHONE))
    assert typed.phone is not None
    assert typed.phone.value == "+18165550177"
    assert frame_of_keys("9" * 40, DialogueState()).phone is None
    assert frame_of_keys("7", DialogueState()).intent is Intent.OTHER


def test_without_an_offer_nothing_is_picked() -> None:
    assert pick((), said(choice=1), ZONE) is None


@pytest.mark.parametrize(("choice", "place"), [(1, 0), (3, 2), (-1, 2), (4, None)])
def test_a_place_in_the_list_picks(choice: int, place: int | None) -> None:
    assert pick(OFFERED, said(choice=choice), ZONE) == (None if place is None else OFFERED[place])


def test_yes_and_any_time_pick_the_first_and_no_picks_none() -> None:
    assert pick(OFFERED, said(intent=Intent.CONFIRM), ZONE) == OFFERED[0]
    assert pick(OFFERED, said(signals=frozenset({"any_time"})), ZONE) == OFFERED[0]
    assert pick(OFFERED, said(intent=Intent.DENY), ZONE) is None
    assert pick(OFFERED, said(), ZONE) is None


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (wish((9, 0)), True),
        (wish((10, 0)), False),
        (wish((0, 0), (0, 0), clock_stated=False), True),
        (wish((0, 0), clock_stated=False), True),
        (wish((8, 0), (12, 0)), True),
        (wish((13, 0), (17, 0), day_stated=False), False),
        (wish((8, 0), (10, 0), day_stated=False), True),
        (wish((9, 0), day_stated=False), True),
        (wish((8, 0), (0, 0), day_stated=False), True),
    ],
)
def test_a_time_fits_by_the_half_that_was_said(when: When, expected: bool) -> None:
    assert fits(NINE.astimezone(ZONE), when) is expected


@pytest.mark.parametrize(
    ("said", "read_back"),
    [
        ("at my kitchen faucet", "kitchen faucet"),
        ("toilet clogged at", "toilet clogged"),
        ("clogged damn toilet", "clogged toilet"),
        ("water coming in", "water coming in"),
        ("se tapó el pinche baño", "se tapó el baño"),
        ("the", None),
        (None, None),
    ],
)
def test_the_trouble_is_fit_to_be_read_back(said: str | None, read_back: str | None) -> None:
    assert tidy(said) == read_back
