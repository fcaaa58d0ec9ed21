"""Who is on the line, as a carrier writes it: a number to ring back, or something that is none."""

from __future__ import annotations

import re

from app.core.phones import as_e164

_WRITTEN_NUMBER = re.compile(r"\s*\+?[\d\s().\-]{7,30}")
# What Twilio writes for callers who withhold their number: restricted, blocked, unknown, anonymous, unavailable.
_WITHHELD = frozenset({"+7378742833", "+7378742883", "+2562533", "+8656696", "+266696687", "+86282452253"})


def caller_number(written: str | None, country: str = "US") -> str | None:
    """E.164 of a caller or sender; None for a withheld number, a short code, a SIP or client address."""
    if written is None or not _WRITTEN_NUMBER.fullmatch(written):
        return None
    number = as_e164(written, country)
    return None if number in _WITHHELD or written.strip() in _WITHHELD else number
