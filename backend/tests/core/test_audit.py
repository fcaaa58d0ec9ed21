"""A chain in which a missing or changed line shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.audit import AuditEntry, Chain, sealed

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


def chain_of(length: int) -> list[AuditEntry]:
    lines: list[AuditEntry] = []
    for number in range(length):
        last = lines[-1] if lines else None
        line = sealed(
            last, at=NOON, actor="admin:x", action=f"act{number}", business_id="b", target=None, request_id="r"
        )
        lines.append(line)
    return lines


def test_a_whole_chain_holds_also_in_pieces() -> None:
    lines, chain = chain_of(5), Chain()
    assert chain.follow(lines[:2]) is None
    assert chain.follow(lines[2:]) is None
    assert chain.length == 5


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (lambda lines: lines[1:], "line 1 is missing"),
        (lambda lines: [*lines[:2], *lines[3:]], "line 3 is missing"),
        (lambda lines: [*lines[:2], replace(lines[2], actor="owner:y"), *lines[3:]], "line 3 was changed"),
        (lambda lines: [*lines[:2], replace(lines[2], previous_hash="f" * 64)], "line 3 does not follow"),
    ],
)
def test_a_missing_or_changed_line_shows(tamper: Callable[[list[AuditEntry]], list[AuditEntry]], found: str) -> None:
    assert found in (Chain().follow(tamper(chain_of(5))) or "")
