"""What is asked of the schedule, and why an answer may be no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.businesses import Service
from app.core.understanding.frame import When

# A visit whose service is not known.
USUAL_MINUTES = 60


class Reason(StrEnum):
    """Why a time does not suit the business."""

    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"
    FULL = "full"
    TAKEN = "taken"
    PAST = "past"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    UNAVAILABLE = "unavailable"
    NO_TECHNICIAN = "no_technician"


@dataclass(frozen=True, slots=True)
class TimeQuery:
    """Whom and what the visit is for. `wish` None: any time, the sooner the better.

    `not_before` is an aware moment before which nothing is wanted. `zip_code` is where the visit would be.
    `exclude_appointment_id` is the visit that is being moved: its own time is free for it. `limit` is how many
    offers are wanted, `search_days` how far beyond the wish to look.
    """

    service: Service | None = None
    wish: When | None = None
    not_before: datetime | None = None
    technician_id: str | None = None
    zip_code: str | None = None
    is_emergency: bool = False
    exclude_appointment_id: str | None = None
    limit: int = 3
    search_days: int = 14
    duration_minutes: int | None = None

    @property
    def minutes(self) -> int:
        """How long the visit takes."""
        if self.duration_minutes is not None:
            return self.duration_minutes
        return self.service.duration_minutes if self.service else USUAL_MINUTES
