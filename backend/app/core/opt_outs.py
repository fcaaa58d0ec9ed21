"""Who does not want texts, per business and number, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OptOut:
    """The latest decision of a number. `phone` is E.164, or its keyed hash after an erasure.

    `evidence` says what was said, `source` by which channel, `reference` by which message or call.
    """

    phone: str
    opted_out: bool
    at: datetime
    source: str
    evidence: str = ""
    reference: str | None = None
