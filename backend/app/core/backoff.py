"""How long to wait before the next try, and when to stop trying."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta

FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(minutes=30)
# After an unknown outcome the provider's own records need a moment to show the message.
LOOK_UP_DELAY = timedelta(seconds=60)
GIVE_UP_AFTER = timedelta(hours=24)
# Quiet hours between two tries move the due time on, so the tries are bounded by themselves too.
MOST_ATTEMPTS = 50


def delay(attempts: int, key: str) -> timedelta:
    """Doubles with each attempt up to half an hour; between half and all of it, so that waiters spread out.

    The spread comes from `key` and `attempts`, so the same entry always waits the same time.
    """
    full = min(LONGEST_DELAY, FIRST_DELAY * (1 << min(max(attempts, 1) - 1, 10)))
    share = zlib.crc32(f"{key}:{attempts}".encode()) / 2**32
    return full * (0.5 + share / 2)


def gave_up(attempts: int, due_at: datetime, now: datetime) -> bool:
    """Whether it has been tried for long enough."""
    return attempts >= MOST_ATTEMPTS or now - due_at > GIVE_UP_AFTER
