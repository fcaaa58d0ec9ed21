"""E-mail addresses are found as written and as spoken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.understanding.emails import find_email
from app.core.understanding.tokens import clean

from .corpus import cases

CASES = cases("emails")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_the_email_in_a_sentence_is_found(case: dict[str, Any]) -> None:
    found = find_email(clean(case["text"]))
    assert (found.value if found else None) == case.get("email")


@given(
    st.from_regex(r"[a-z]{2,8}[0-9]{0,3}", fullmatch=True),
    st.sampled_from(["gmail.com", "example.org", "mail.example.net"]),
)
def test_a_written_email_survives_a_sentence(local: str, domain: str) -> None:
    found = find_email(f"please write to {local}@{domain}, thanks")
    assert found is not None
    assert found.value == f"{local}@{domain}"


@given(st.text(max_size=300))
def test_any_text_gives_an_email_inside_it_or_none(raw: str) -> None:
    text = clean(raw)
    found = find_email(text)
    if found is not None:
        assert found.value.count("@") == 1
        assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize("text", ["@" * 50_000, "a at b dot " * 9_000, "a.b@" * 25_000, "at " * 30_000])
def test_a_very_long_text_is_read_through(text: str) -> None:
    find_email(text)
