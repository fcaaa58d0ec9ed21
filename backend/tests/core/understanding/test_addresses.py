"""Addresses are found as written and as spoken, with nothing added."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.understanding.addresses import find_address, mend_address, zip_of
from app.core.understanding.frame import Language, Span
from app.core.understanding.tokens import clean

from .corpus import cases

CASES = cases("addresses")
MENDED = cases("addresses_mended")


def _language(case: dict[str, Any]) -> Language:
    return Language(case.get("language", "en"))


def test_the_address_in_a_sentence_is_found_asked_for_or_not_and_other_numbers_are_none() -> None:
    wrong = []
    for case in CASES:
        text = clean(case["text"])
        found = [find_address(text, language=_language(case), asked=asked) for asked in (False, True)]
        if {each.value if each else None for each in found} != {case.get("address")}:
            wrong.append((text, found))
    assert wrong == []


def test_what_is_taken_as_something_else_is_no_address() -> None:
    assert find_address("4120 Rainbow", language=Language.EN, asked=True, taken=[Span(0, 4)]) is None


def test_the_zip_of_an_address() -> None:
    assert zip_of("5 Oak St, Unit 3, Olathe, KS 66061") == "66061"
    assert zip_of("5 Oak St, Olathe, KS 66061-1234") == "66061"
    assert zip_of("4120 Rainbow Boulevard") is None
    assert zip_of("66061") is None


def test_an_address_that_was_heard_wrong_is_mended_and_the_rest_kept() -> None:
    found = [mend_address(case["current"], case["text"]) for case in MENDED]
    wrong = [
        (case["text"], address) for case, address in zip(MENDED, found, strict=True) if address != case.get("address")
    ]
    assert wrong == []


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_correction_gives_an_address_or_none(current: str, text: str) -> None:
    mended = mend_address(current, text)
    assert mended is None or mended.strip()


@given(st.text(max_size=400), st.booleans(), st.sampled_from(Language))
def test_any_text_gives_an_address_inside_it_or_none(raw: str, asked: bool, language: Language) -> None:
    text = clean(raw)
    found = find_address(text, language=language, asked=asked)
    if found is not None:
        assert found.value.strip()
        assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize(
    "text", ["7" * 10_000, "12 oak " * 14_000, "forty " * 16_000, "5 north " * 12_000, "9 of the " * 11_000]
)
def test_a_very_long_text_is_read_through(text: str) -> None:
    find_address(text, language=Language.EN, asked=True)


def test_an_answer_to_the_question_may_be_shorter_and_corrected_in_the_same_breath() -> None:
    for said, language, address in (
        ("sam 88 westwood", Language.EN, "88 Westwood"),
        ("4115 the paseo", Language.EN, "4115 The Paseo"),
        ("4 the paseo", Language.EN, "4 The Paseo"),
        ("10 downing", Language.EN, "10 Downing"),
        ("9 la salle", Language.EN, "9 La Salle"),
        ("ochocientos quince grand, digo, grand avenue", Language.ES, "815 Grand Avenue"),
    ):
        found = find_address(said, language=language, asked=True)
        assert found is not None
        assert found.value == address
