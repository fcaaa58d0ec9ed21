"""Why a text could not be sent, in words for the owner."""

from __future__ import annotations

from app.core.businesses import Business
from app.core.wording.texts import catalogue, write

WHY = "owner_why_"


def why(business: Business, reason: str | None) -> str:
    """The words for a reason of ours or a code of the provider's; what has none stands for itself."""
    key, reason = f"{WHY}{reason}", reason or ""
    words = write(business, key, business.language, {}) if key in catalogue("en") else reason
    return f"{words}, error {reason}" if reason.isdigit() and words != reason else words
