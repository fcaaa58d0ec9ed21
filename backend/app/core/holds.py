"""A time offered to a caller, kept for that caller for a few minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hold:
    id: str
    session_id: str
    technician_id: str
    start: datetime
    end: datetime
    expires_at: datetime
