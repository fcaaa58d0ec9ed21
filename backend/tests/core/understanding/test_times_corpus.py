"""What callers say of when, group by group, in both languages."""

from __future__ import annotations

from itertools import groupby

import pytest

from app.core.understanding.frame import Language
from app.core.understanding.times import resolve
from tests.core.understanding.times_corpus import Case, cases, spans_of

SENTENCES = [
    *cases("times_en.toml", Language.EN),
    *cases("times_talk_en.toml", Language.EN),
    *cases("times_es.toml", Language.ES),
]
GROUPS = [list(group) for _, group in groupby(SENTENCES, key=lambda case: (case.language, case.group))]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].group)
def test_each_sentence_of_a_group_means_its_time(group: list[Case]) -> None:
    wrong = []
    for case in group:
        when = resolve(case.text, now=case.now, language=case.language, anchor=case.anchor)
        found = (spans_of(when), when.grain.value if when else None)
        if found != (case.spans, case.grain):
            wrong.append(f"{case.text!r} is {found}, not {(case.spans, case.grain)}")
    assert not wrong, "\n".join(wrong)
