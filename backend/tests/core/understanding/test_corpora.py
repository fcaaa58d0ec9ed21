"""The sentences of tests/corpus about intents, danger, services and names asked for mean what the files say."""

from __future__ import annotations

import pytest

from tests.eval import cases, judge

KINDS = ("intents", "emergencies", "harmless", "services", "answers", "notes")
READ = [case for case in cases() if case.category.split("_")[0] in KINDS]


@pytest.mark.parametrize("category", sorted({case.category for case in READ}))
def test_the_sentences_of_a_corpus_are_understood(category: str) -> None:
    outcomes = [judge(case) for case in READ if case.category == category]
    wrong = [f"{each.case.text!r} is {each.got}, not {each.case.wanted}" for each in outcomes if not each.ok]
    assert not wrong, "\n".join(wrong)
