"""Phone numbers are found however they are said, and other numbers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.understanding.frame import Language, Span
from app.core.understanding.phones import find_phone, spoken_phone
from app.core.understanding.tokens import clean

from .corpus import cases

CASES = cases("phones")


def test_the_number_in_a_sentence_is_found_and_another_number_is_no_phone() -> None:
    found = [find_phone(clean(case["text"])) for case in CASES]
    said = [each.value if each else None for each in found]
    wrong = [(case["text"], phone) for case, phone in zip(CASES, said, strict=True) if phone != case.get("phone")]
    assert wrong == []


def test_a_number_that_cannot_be_dialled_is_heard_but_not_believed() -> None:
    found = find_phone("my phone number is one two three, four five six, seven eight nine oh")
    assert found is not None
    assert found.value == "1234567890"
    assert found.confidence < 0.5


def test_what_is_taken_as_a_time_is_no_phone() -> None:
    assert find_phone("816 555 0142", taken=[Span(0, 3)]) is None


@given(st.integers(200, 999), st.integers(200, 999), st.integers(0, 9999))
def test_every_number_is_understood_as_it_is_read_back(area: int, exchange: int, line: int) -> None:
    digits = f"{area}{exchange}{line:04}"
    if digits[1:3] == "11":
        return
    said = spoken_phone("+1" + digits)
    for text in (said, said.replace(",", ""), digits, f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"):
        found = find_phone(text)
        assert found is not None
        assert found.value == "+1" + digits


def test_a_number_is_read_back_as_people_say_it() -> None:
    assert spoken_phone("+18165550142", Language.EN) == "eight one six, five five five, oh one four two"
    assert spoken_phone("+18165550142", Language.ES) == "ocho uno seis, cinco cinco cinco, cero uno cuatro dos"


@given(st.text(max_size=300), st.booleans())
def test_any_text_gives_a_number_inside_it_or_none(raw: str, asked: bool) -> None:
    text = clean(raw)
    found = find_phone(text, asked=asked)
    if found is not None:
        assert found.value.lstrip("+").isdigit()
        assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize("text", ["7" * 10_000, "5 " * 10_000, "five " * 20_000, "816-" * 25_000, "(" * 100_000])
def test_a_very_long_text_is_no_phone(text: str) -> None:
    assert find_phone(text, asked=True) is None


@pytest.mark.parametrize(
    "said",
    ["the serial number is 8165550142", "my account number's 816 555 0142", "el número de serie es 8165550142"],
)
def test_a_labelled_number_is_no_phone_even_where_one_was_asked_for(said: str) -> None:
    assert find_phone(clean(said), asked=True) is None
