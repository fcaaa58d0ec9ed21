"""The phrase automaton finds what a slow reader would find, wherever it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.understanding.heard import hear
from app.core.understanding.phrase_grammar import PhraseError, parse
from app.core.understanding.phrases import Phrases


def places(phrase: str, text: str, *soft: str) -> list[str]:
    said = hear(text)
    return [said.said(hit.first, hit.last) for hit in Phrases([("it", phrase)], soft=frozenset(soft)).find(said)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("leak*", "it leaks and leaked", ["leaks", "leaked"]),
        ("gas leak", "a gas leak here", ["gas leak"]),
        ("gas leak", "gas. leak", []),
        ("gas leak", "gas, leak", ["gas, leak"]),
        ("water ..2 floor", "water on the floor", ["water on the floor"]),
        ("water ..2 floor", "water is on the floor", []),
        ("(hot|cold) [tap] water", "cold water and hot tap water", ["cold water", "hot tap water"]),
        ("# inches", "two inches or 3 inches", ["two inches", "3 inches"]),
        ("^ no ^", "no, not now", ["no"]),
        ("^ no ^", "there is no heat", []),
        ("do not", "I don't", ["don't"]),
    ],
)
def test_a_phrase_is_found_as_it_is_said(phrase: str, text: str, found: list[str]) -> None:
    numbers = frozenset({"two"})
    said = hear(text)
    hits = Phrases([("it", phrase)], numbers=numbers).find(said)
    assert [said.said(hit.first, hit.last) for hit in hits] == found


def test_soft_words_may_stand_inside_a_phrase() -> None:
    assert places("cancel it", "cancel um just it", "um", "just") == ["cancel um just it"]


@pytest.mark.parametrize("phrase", ["(open", "closed)", "@nowhere", "what?"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse(phrase, {})


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_the_automaton_agrees_with_a_plain_search(letters: list[str]) -> None:
    said = hear(" ".join(letters))
    hits = Phrases([("it", "a b")]).find(said)
    plain = [i for i in range(len(letters) - 1) if letters[i : i + 2] == ["a", "b"]]
    assert [hit.first - 1 for hit in hits] == plain
