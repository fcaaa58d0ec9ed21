"""Texts that are kept and listed, never sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.core.businesses import Business
from app.core.texts import Text
from app.providers.ports import Sent


class StubSms:
    """The text's own record is what it would have sent."""

    name = "stub"
    immediate = True

    def send(self, business: Business, text: Text) -> Sent:
        del business
        return Sent(provider_sid=f"stub_{text.id}")

    def find(self, business: Business, text: Text, since: datetime) -> Sequence[Sent]:
        """The stub takes a text in the instant in which it is stored, so an interrupted one was not taken."""
        del business, text, since
        return ()
