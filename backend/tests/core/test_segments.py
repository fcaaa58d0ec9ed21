"""How many parts a text costs, and what may stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.segments import LONGEST_BODY, clean_body, count_segments, is_gsm


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("€" * 80 + "a", 2),
        ("ñ" * 160, 1),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 67, 3),  # a pair is never split, so 33 fit one part of 67
    ],
)
def test_segments_are_counted_as_the_networks_count_them(body: str, segments: int) -> None:
    assert count_segments(body) == segments


def test_curly_quotes_and_dashes_become_plain_so_that_the_text_stays_cheap() -> None:
    assert clean_body("you’re “booked” – 4:00\u202fPM…") == 'you\'re "booked" - 4:00 PM...'
    assert is_gsm(clean_body("you’re “booked” – 4:00\u202fPM…"))


def test_control_characters_never_leave() -> None:
    assert clean_body("a\x00b\x1b[31mc\u202ed\r\ne\ud800") == "ab[31mcd\ne"


@given(st.text(max_size=4000))
def test_whatever_is_cleaned_is_short_enough_encodable_and_stays_as_it_is(text: str) -> None:
    body = clean_body(text)
    assert len(body) <= LONGEST_BODY
    assert body.encode("utf-8").decode("utf-8") == body
    assert clean_body(body) == body


def test_a_long_text_is_cut_at_a_word() -> None:
    body = clean_body("word " * 1000)
    assert body.endswith("word...")
    assert len(body) <= LONGEST_BODY
