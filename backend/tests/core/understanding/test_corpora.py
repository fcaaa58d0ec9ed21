"""The sentences of tests/corpus about intents, danger and services mean what the files say."""

from __future__ import annotations

import pytest

from tests.eval import Case, cases, judge

READ = [case for case in cases() if case.category.split("_")[0] in ("intents", "emergencies", "harmless", "services")]


@pytest.mark.parametrize("case", READ, ids=[f"{case.category}: {case.text}" for case in READ])
def test_a_sentence_of_the_corpus_is_understood(case: Case) -> None:
    assert judge(case).got == case.wanted
