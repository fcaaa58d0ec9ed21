"""Nothing is booked without a yes to what was read back, and every yes books it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.line import Line, services_at

CORPUS = Path(__file__).parents[1] / "corpus"


def answers(kind: str) -> list[Any]:
    cases = []
    for file in sorted(CORPUS.glob("read_back_*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        cases += [pytest.param(table["opening"], words, id=words) for words in table[kind]]
    return cases


def visits_after(opening: str, words: str) -> int:
    call = Line(services_at())
    call.ring()
    call.says(opening)
    call.says(words)
    return len(call.visits())


@pytest.mark.parametrize(("opening", "words"), answers("no"))
def test_nothing_is_booked_without_a_yes(opening: str, words: str) -> None:
    assert visits_after(opening, words) == 0


@pytest.mark.parametrize(("opening", "words"), answers("yes"))
def test_a_yes_in_any_words_books(opening: str, words: str) -> None:
    assert visits_after(opening, words) == 1
