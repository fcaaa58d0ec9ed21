"""A calendar that is always reachable and never busy; its event ids say that they are placeholders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.slots import Taken
from app.providers.ports import OutsideChanges

PLACEHOLDER_PREFIX = "event_placeholder_"


class StubCalendar:
    name = "stub"
    immediate = True

    def busy(
        self, business: Business, start: datetime, end: datetime, *, within: timedelta | None = None
    ) -> Sequence[Taken]:
        del business, start, end, within
        return ()

    def put(
        self, business: Business, appointment: Appointment, *, before: str | None = None, overwrite: bool = False
    ) -> str:
        del business, before, overwrite
        return f"{PLACEHOLDER_PREFIX}{appointment.id}"

    def remove(self, business: Business, appointment: Appointment) -> None:
        """Nobody was told, so nobody needs to be told."""

    def calendars(self, business: Business) -> Sequence[str]:
        del business
        return ()

    def changes(self, business: Business, calendar_id: str, sync_token: str | None, since: datetime) -> OutsideChanges:
        del business, calendar_id, sync_token, since
        return OutsideChanges((), "")

    def watch(self, calendar_id: str, *, channel_id: str, token: str, address: str) -> datetime:
        """Nothing ever changes in a calendar that is none."""
        del calendar_id, channel_id, token, address
        return datetime.max.replace(tzinfo=UTC)

    def close(self) -> None:
        """Nothing to let go."""
