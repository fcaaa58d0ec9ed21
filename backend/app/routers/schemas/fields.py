"""Field types shared by all bodies: bounded, free of control characters, phones as E.164."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from app.core.phones import NotAPhoneNumber, to_e164

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


def _without_controls(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("holds control characters")
    return text


def _one_line(text: str) -> str:
    return " ".join(_without_controls(text).split())


Line = Annotated[str, Field(max_length=300), AfterValidator(_one_line)]
Prose = Annotated[str, Field(max_length=4000), AfterValidator(_without_controls)]


class Shape(BaseModel):
    """Unknown fields are a mistake of the sender, so they are refused by name."""

    model_config = ConfigDict(extra="forbid")


def optional_phone(value: str | None, country: str, field: str) -> str | None:
    """E.164, None for null or blank; raises ValueError naming the field."""
    if value is None or not value.strip():
        return None
    try:
        return to_e164(value, country)
    except NotAPhoneNumber:
        raise ValueError(f"{field}: is no phone number") from None


def _email(text: str) -> str | None:
    if not text:
        return None
    if not _EMAIL.fullmatch(text):
        raise ValueError("is no e-mail address")
    return text


def _distinct(tags: list[str]) -> list[str]:
    return list(dict.fromkeys(tag for tag in tags if tag))


def sane_id(text: str) -> str:
    """An id as the service makes them; anything else is as good as unknown, and never reaches a store."""
    return text if _ID.fullmatch(text) else "unknown"


_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_ID = re.compile(r"[A-Za-z0-9_\-]{1,100}")

PhoneText = Annotated[str, Field(max_length=40), AfterValidator(_one_line)]
Email = Annotated[str, Field(max_length=254), AfterValidator(_one_line), AfterValidator(_email)]
Tag = Annotated[str, Field(max_length=60), AfterValidator(_one_line)]
Tags = Annotated[list[Tag], Field(max_length=50), AfterValidator(_distinct)]
Search = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
Id = Annotated[str, AfterValidator(sane_id)]


def _iso_text(written: Any) -> Any:
    """No count of seconds, which says no offset. In a query string an unescaped `+` arrives as a space."""
    if isinstance(written, int | float) or (isinstance(written, str) and _COUNTED.fullmatch(written)):
        raise ValueError("must be ISO 8601 with an offset, such as 2026-06-03T09:00:00-05:00")
    return _SPACED_OFFSET.sub(r"+\1", written) if isinstance(written, str) else written


def _sensible(moment: datetime) -> datetime:
    """Calendars are reckoned from it in both directions, so it keeps away from the ends of time."""
    if not _FIRST <= moment <= _LAST:
        raise ValueError("must be between the years 1970 and 2500")
    return moment.astimezone(UTC)


_COUNTED = re.compile(r"\s*[+-]?[\d.]+(e\d+)?\s*", re.IGNORECASE)
_SPACED_OFFSET = re.compile(r" (\d{2}:?\d{2})$")
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2500, 1, 1, tzinfo=UTC)

# ISO 8601 with an offset, as UTC.
Moment = Annotated[AwareDatetime, BeforeValidator(_iso_text), AfterValidator(_sensible)]
