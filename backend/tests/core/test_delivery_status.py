"""Reports of a text's delivery come in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery_status import after_report, is_final, reported_status
from app.core.texts import TextStatus

WORDS = ("queued", "accepted", "scheduled", "sending", "sent", "delivered", "undelivered", "failed", "read", "new")


@pytest.mark.parametrize("order", [("sent", "delivered"), ("delivered", "sent"), ("delivered", "queued", "sending")])
def test_a_delivered_text_stays_delivered_in_any_order(order: tuple[str, ...]) -> None:
    status = TextStatus.QUEUED
    for word in order:
        status = after_report(status, reported_status(word))
    assert status is TextStatus.DELIVERED


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_order_sets_a_text_back(words: list[str]) -> None:
    status, was_final = TextStatus.QUEUED, False
    for word in words:
        after = after_report(status, reported_status(word))
        assert not was_final or after is status
        status, was_final = after, is_final(after)


def test_what_was_never_sent_is_not_sent_by_a_stray_report() -> None:
    assert after_report(TextStatus.SUPPRESSED, TextStatus.DELIVERED) is TextStatus.SUPPRESSED
    assert after_report(TextStatus.RECEIVED, TextStatus.DELIVERED) is TextStatus.RECEIVED


def test_the_first_report_about_an_uncertain_text_proves_that_it_was_taken() -> None:
    assert after_report(TextStatus.UNCERTAIN, reported_status("queued")) is TextStatus.SENT
