"""Who is not answered, and who is not believed: block list, callers without end, numbers that are not the caller's."""

from __future__ import annotations

import re
from hashlib import sha256

from app.core.businesses import Business

# The carrier checked the number, and it is not the caller's own.
FAILED = "TN-Validation-Failed"
LONGEST_VERDICT = 60
# The same sentence so often in a row comes from a machine; a person asks something else before.
MOST_ECHOES = 4
SHORTEST_ECHO = 4


def is_blocked(business: Business, phone: str | None) -> bool:
    return phone is not None and phone in business.blocked_numbers


def is_spoofed(verdict: str | None) -> bool:
    """By STIR/SHAKEN, as Twilio writes it. A call that nobody checked is no worse than before."""
    return verdict is not None and verdict.startswith(FAILED)


def echo_of(text: str) -> str:
    """What names a sentence, however it is written; empty for one so short that people repeat it, too."""
    words = re.findall(r"\w+", text.casefold())
    return sha256(" ".join(words).encode()).hexdigest()[:16] if len(words) >= SHORTEST_ECHO else ""
