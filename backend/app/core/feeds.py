"""Addresses of calendars to subscribe to: each holds whose it is, and a code that only we can make."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.secrets import keyed_hash, same

EVERYBODY = "all"
TECHNICIAN = "t-"
VISIT = "v-"
# Not a calendar to read: what a calendar shows us when it tells of changes.
WATCH = "watch"
CODE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """`subject` is `EVERYBODY`, or a technician's or visit's id behind its mark."""

    business_id: str
    subject: str
    code: str

    def __str__(self) -> str:
        return f"{self.business_id}.{self.subject}.{self.code}"

    @property
    def technician_id(self) -> str | None:
        return self.subject.removeprefix(TECHNICIAN) if self.subject.startswith(TECHNICIAN) else None

    @property
    def appointment_id(self) -> str | None:
        return self.subject.removeprefix(VISIT) if self.subject.startswith(VISIT) else None


def feed_address(key: bytes, business_id: str, subject: str, generation: str | None) -> FeedAddress:
    """The address of a feed. Another `generation` makes another code, and the one before worthless."""
    code = keyed_hash(f"calendar-feed\n{business_id}\n{subject}\n{generation or ''}", key)[:CODE_LENGTH]
    return FeedAddress(business_id, subject, code)


def read_address(text: str) -> FeedAddress | None:
    """What an address claims to be; None where it is none."""
    parts = text.rsplit(".", 2)
    return FeedAddress(*parts) if len(parts) == 3 and all(parts) else None


def is_genuine(address: FeedAddress, key: bytes, generation: str | None) -> bool:
    expected = feed_address(key, address.business_id, address.subject, generation)
    return same(address.code, expected.code)
