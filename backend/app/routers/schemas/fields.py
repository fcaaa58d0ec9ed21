"""Field types shared by all bodies: bounded, free of control characters, phones as E.164."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

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
