"""Names are found in what people say, and sentences are no names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.understanding.frame import Language, Span
from app.core.understanding.names import find_name, mend_name
from app.core.understanding.tokens import clean

from .corpus import cases

ENGLISH, SPANISH = cases("names_en"), cases("names_es")
MENDED = cases("names_mended")


@pytest.mark.parametrize(("language", "said"), [(Language.EN, ENGLISH), (Language.ES, SPANISH)])
def test_the_name_in_a_sentence_is_found_asked_for_or_not(language: Language, said: list[dict[str, Any]]) -> None:
    named = [case for case in said if "name" in case]
    assert {case["text"]: _names(case, language) for case in named} == {case["text"]: {case["name"]} for case in named}


def test_a_sentence_is_no_name_in_either_language() -> None:
    nameless = [case for case in ENGLISH + SPANISH if "name" not in case]
    found = {case["text"]: _names(case, Language.EN) | _names(case, Language.ES) for case in nameless}
    assert {text: names for text, names in found.items() if names != {None}} == {}


def _names(case: dict[str, Any], language: Language) -> set[str | None]:
    """What is found with and without having asked."""
    found = [find_name(clean(case["text"]), language=language, asked=asked) for asked in (False, True)]
    return {each.value if each else None for each in found}


def test_what_is_taken_as_something_else_is_no_name() -> None:
    text = "it's April"
    assert find_name(text, language=Language.EN, asked=True, taken=[Span(5, 10)]) is None


def test_the_span_holds_the_words_of_the_name() -> None:
    text = "hi this is Maria Lopez my sink leaks"
    found = find_name(text, language=Language.EN)
    assert found is not None
    assert text[found.span.start : found.span.end] == "Maria Lopez"


def test_a_name_that_was_heard_wrong_is_mended_and_the_rest_kept() -> None:
    found = [mend_name(case["current"], case["text"], Language(case["language"])) for case in MENDED]
    wrong = [(case["text"], name) for case, name in zip(MENDED, found, strict=True) if name != case.get("name")]
    assert wrong == []


@given(st.text(min_size=1, max_size=60), st.text(max_size=120), st.sampled_from(Language))
def test_any_correction_gives_a_name_or_none(current: str, text: str, language: Language) -> None:
    mended = mend_name(current, text, language)
    assert mended is None or mended.strip()


@given(st.text(max_size=400), st.booleans(), st.sampled_from(Language))
def test_any_text_gives_a_name_inside_it_or_none(raw: str, asked: bool, language: Language) -> None:
    text = clean(raw)
    found = find_name(text, language=language, asked=asked)
    if found is not None:
        assert found.value.strip()
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    "text", ["a " * 50_000, "my name is " * 9_000, "j-" * 50_000, "Smith " * 16_000, "\U0001f600" * 9_000]
)
def test_a_very_long_text_is_read_through(text: str) -> None:
    find_name(text, language=Language.EN, asked=True)
