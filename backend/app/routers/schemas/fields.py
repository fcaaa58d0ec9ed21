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
