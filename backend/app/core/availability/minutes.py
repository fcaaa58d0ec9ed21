"""Stretches of time as whole UTC minutes: fast to compare, free of clock changes. Every end is exclusive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

Interval = tuple[int, int]

DAY = 24 * 60


def minute_of(moment: datetime) -> int:
    """The minute in which an aware moment lies."""
    return int(moment.timestamp() // 60)


def minute_from(moment: datetime) -> int:
    """The first minute that begins at or after an aware moment."""
    return -int(-moment.timestamp() // 60)


def moment_of(minute: int) -> datetime:
    """Aware UTC."""
    return datetime.fromtimestamp(minute * 60, UTC)


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """In order, with those that touch or overlap made one, and empty ones left out."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def intersect(first: Sequence[Interval], second: Sequence[Interval]) -> list[Interval]:
    """What lies in both; both are merged lists."""
    found: list[Interval] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if start < end:
            found.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return found


def subtract(free: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """What of `free`, a merged list, is left; `taken` is in order of its starts and may overlap itself."""
    left: list[Interval] = []
    first = 0
    for start, end in free:
        while first < len(taken) and taken[first][1] <= start:
            first += 1
        index = first
        while index < len(taken) and taken[index][0] < end:
            busy_from, busy_to = taken[index]
            if busy_from > start:
                left.append((start, busy_from))
            if busy_to > start:
                start = busy_to
            index += 1
        if start < end:
            left.append((start, end))
    return left
