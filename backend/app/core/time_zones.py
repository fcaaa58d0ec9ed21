"""Which names of time zones there are."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

# Reading the directory of the zones takes ten milliseconds, and it does not change under a running service.
_names = cache(available_timezones)


def known_timezone(name: str) -> str:
    """The name itself; ValueError where IANA knows none such."""
    if name not in _names():
        raise ValueError("is no IANA time zone, such as America/Chicago")
    return name
