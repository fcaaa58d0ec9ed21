"""Parts of a day as clock times."""

from __future__ import annotations

from functools import cache

from app.core.understanding.times.vocabulary import read_data


@cache
def _table() -> dict[str, tuple[int, int]]:
    parts = read_data("calendar.toml")["parts"]
    return {name: (_minutes(span[0]), _minutes(span[1])) for name, span in parts.items()}


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def has_part(name: str) -> bool:
    return name in _table()


def part_of_day(name: str) -> tuple[int, int]:
    """Beginning and end in minutes after midnight of a part that the data file names."""
    return _table()[name]
