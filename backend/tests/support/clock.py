"""A clock that stands still until a test turns it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# A Wednesday, ten in the morning in Kansas City.
WEDNESDAY_TEN = datetime(2026, 6, 3, 15, 0, tzinfo=UTC)


class TurnedClock:
    def __init__(self, moment: datetime = WEDNESDAY_TEN) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def turn(self, **span: float) -> None:
        self.moment += timedelta(**span)
