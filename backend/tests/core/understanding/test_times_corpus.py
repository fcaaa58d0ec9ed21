"""What callers say of when, sentence by sentence, in both languages."""

from __future__ import annotations

import pytest

from app.core.understanding.frame import Language
from app.core.understanding.times import resolve
from tests.core.understanding.times_corpus import Case, cases, spans_of

SENTENCES = [
    *cases("times_en.toml", Language.EN),
    *cases("times_talk_en.toml", Language.EN),
    *cases("times_es.toml", Language.ES),
]


@pytest.mark.parametrize("case", SENTENCES, ids=str)
def test_a_sentence_means_its_time(case: Case) -> None:
    when = resolve(case.text, now=case.now, language=case.language, anchor=case.anchor)
    assert spans_of(when) == case.spans
    assert (when.grain.value if when else None) == case.grain
