"""A free or taken stretch of a technician's time. Aware UTC, `end` exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Slot:
    start: datetime
    end: datetime
    technician_id: str


class Taken(NamedTuple):
    """`technician_id` None: nobody of the business is free (the business's own calendar is busy).

    `zip_code` is where that visit is, for the travel buffer. `visit` is false for holds and calendar blocks. A tuple,
    because thousands are made for one answer and a frozen dataclass takes four times as long to make.
    """

    start: datetime
    end: datetime
    technician_id: str | None
    zip_code: str | None = None
    visit: bool = True
    is_emergency: bool = False
