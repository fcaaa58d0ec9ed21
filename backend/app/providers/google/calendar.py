"""Google's calendar behind the calendar port."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.slots import Taken
from app.providers.google.busy import BusyReader
from app.providers.google.calendars import Calendars
from app.providers.google.client import GoogleClient
from app.providers.google.events import EventState, event_body, event_id, read_event
from app.providers.google.failures import asked, execute
from app.providers.ports import (
    ChangedOutside,
    OutcomeUnknown,
    OutsideChange,
    OutsideChanges,
    Rejected,
    SyncTokenExpired,
    Unavailable,
)

# A caller waits for busy times, nobody waits for a write.
BUSY_SECONDS = 2.0
WRITE_SECONDS = 10.0
# More callers than that who wait for Google at once are told that it does not say.
WAITING_AT_ONCE = 8
# After an answer that did not come in time nobody waits for the next, so that callers do not wait for each other.
SILENT_SECONDS = 5.0
# Clocks differ a little about when the wait began.
ALL_OF_IT = 0.9
PAGE = 250
# Where a business has no calendar with Google, its visits get ids like those of the stub.
PLACEHOLDER_PREFIX = "event_placeholder_"


# Not there, or there no longer.
GONE = ("404", "410")


@dataclass(frozen=True, slots=True)
class _Event:
    """What we are about to write, and where. `overwrite`: whatever was done to it by hand."""

    visit: Appointment
    calendar_id: str
    body: dict[str, Any]
    overwrite: bool


class GoogleCalendar:
    """Implements `CalendarProvider`. Thread-safe."""

    name = "google"
    immediate = False

    def __init__(
        self,
        *,
        credentials_file: str | None,
        base_url: str | None,
        default_business_id: str,
        default_calendar_id: str | None,
        busy_seconds: float = BUSY_SECONDS,
        write_seconds: float = WRITE_SECONDS,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._calendars = Calendars(default_business_id, default_calendar_id)
        self._client = GoogleClient(credentials_file, base_url, write_seconds)
        self._quick_client = GoogleClient(credentials_file, base_url, busy_seconds)
        self._reader = BusyReader(self._quick_client, self._calendars)
        self._waiting = ThreadPoolExecutor(WAITING_AT_ONCE, thread_name_prefix="google-busy")
        self._busy_seconds, self._silent_seconds = busy_seconds, silent_seconds
        self._silent_until = 0.0

    def busy(
        self, business: Business, start: datetime, end: datetime, *, within: timedelta | None = None
    ) -> Sequence[Taken]:
        if not self._calendars.all(business):
            return ()
        began = monotonic()
        if began < self._silent_until:
            raise Unavailable("no answer a moment ago", "timeout")
        seconds = self._busy_seconds if within is None else min(self._busy_seconds, within.total_seconds())
        answer = self._waiting.submit(self._reader.read, business, start, end)
        try:
            # A slow answer may trickle in for longer than any single wait for the network.
            return answer.result(timeout=max(seconds, 0))
        except TimeoutError as error:
            answer.cancel()
            self._silent_since(began)
            raise Unavailable("no answer in time", "timeout") from error
        except OutcomeUnknown:
            self._silent_since(began)
            raise

    def put(
        self, business: Business, appointment: Appointment, *, before: str | None = None, overwrite: bool = False
    ) -> str:
        calendar_id = self._calendars.of(business, appointment.technician_id)
        left = self._calendars.of(business, before) if before is not None else None
        own_id = event_id(business.id, appointment.id)
        if left is not None and left != calendar_id:
            self._delete(left, own_id)
        if calendar_id is None:
            return f"{PLACEHOLDER_PREFIX}{appointment.id}"
        event = _Event(appointment, calendar_id, event_body(business, appointment), overwrite)
        if appointment.calendar_event_id != own_id or not self._update(business, event):
            self._insert(business, event)
        return own_id

    def remove(self, business: Business, appointment: Appointment) -> None:
        calendar_id = self._calendars.of(business, appointment.technician_id)
        if calendar_id is not None:
            self._delete(calendar_id, event_id(business.id, appointment.id))

    def calendars(self, business: Business) -> Sequence[str]:
        return self._calendars.all(business)

    def changes(self, business: Business, calendar_id: str, sync_token: str | None, since: datetime) -> OutsideChanges:
        events = self._client.service.events()
        start: dict[str, Any] = {"syncToken": sync_token}
        if sync_token is None:
            start = {"timeMin": since.astimezone(UTC).isoformat(), "showDeleted": True}
        request = events.list(calendarId=calendar_id, maxResults=PAGE, **start)
        people = self._calendars.people(business, calendar_id)

        def by_hand(state: EventState) -> bool:
            """Of a cancelled event no more than its id may be known."""
            ours = state.business_id == business.id and state.appointment_id is not None
            return state.cancelled or (ours and (state.moved or state.technician_id not in people))

        found: list[OutsideChange] = []
        while True:
            answer = self._page(request)
            states = asked(partial(_read_all, answer))
            found += [self._change(business, calendar_id, state) for state in states if by_hand(state)]
            if answer.get("nextSyncToken"):
                return OutsideChanges(tuple(found), str(answer["nextSyncToken"]))
            request = events.list_next(request, answer)
            if request is None:
                raise Unavailable("a list of changes without an end", "answer")

    def watch(self, calendar_id: str, *, channel_id: str, token: str, address: str) -> datetime:
        body = {"id": channel_id, "type": "web_hook", "address": address, "token": token}
        answer = execute(self._client.service.events().watch(calendarId=calendar_id, body=body))
        return asked(lambda: datetime.fromtimestamp(int(answer["expiration"]) / 1000, UTC))

    def close(self) -> None:
        self._waiting.shutdown(cancel_futures=True)
        self._quick_client.close()
        self._client.close()

    def _silent_since(self, began: float) -> None:
        """Whoever waited for all of the usual time need not be followed by others."""
        now = monotonic()
        if now - began >= self._busy_seconds * ALL_OF_IT:
            self._silent_until = now + self._silent_seconds

    def _page(self, request: Any) -> dict[str, Any]:
        try:
            return execute(request)
        except Rejected as error:
            if error.code == "410":
                raise SyncTokenExpired(str(error), error.code) from error
            raise

    def _insert(self, business: Business, event: _Event) -> None:
        events = self._client.service.events()
        try:
            execute(events.insert(calendarId=event.calendar_id, body=event.body, sendUpdates="none"))
        except Rejected as error:
            # It was stored before, though the answer may have been lost.
            if error.code != "409" or not self._update(business, event):
                raise

    def _update(self, business: Business, event: _Event) -> bool:
        """Write the event anew where nobody changed it by hand; False where there is none."""
        events, own_id = self._client.service.events(), event.body["id"]
        try:
            stored = execute(events.get(calendarId=event.calendar_id, eventId=own_id))
        except Rejected as error:
            if error.code in GONE:
                return False
            raise
        state = asked(partial(read_event, stored))
        self._check_ours(business, event, state)
        body = {name: value for name, value in event.body.items() if name != "id"}
        request = events.patch(calendarId=event.calendar_id, eventId=own_id, body=body, sendUpdates="none")
        if state.etag is not None:
            request.headers["If-Match"] = state.etag
        try:
            execute(request)
        except Rejected as error:
            if error.code != "412":
                raise
            raise Unavailable("changed in the same moment", error.code) from error
        return True

    def _delete(self, calendar_id: str, own_id: str) -> None:
        try:
            execute(self._client.service.events().delete(calendarId=calendar_id, eventId=own_id, sendUpdates="none"))
        except Rejected as error:
            if error.code not in GONE:
                raise

    def _check_ours(self, business: Business, event: _Event, state: EventState) -> None:
        """Raises `ChangedOutside` for what the owner did, `Rejected` for an event that is none of ours."""
        visit = event.visit
        if state.cancelled:
            # An event that we removed ourselves is no longer known to the visit's row.
            if visit.calendar_event_id == state.id and not event.overwrite:
                raise ChangedOutside(self._change(business, event.calendar_id, state, visit.id))
            return
        if (state.business_id, state.appointment_id) != (business.id, visit.id):
            raise Rejected("another event has this id", "409")
        if state.moved and (state.start, state.end) != (visit.start_time, visit.end_time) and not event.overwrite:
            raise ChangedOutside(self._change(business, event.calendar_id, state))

    def _change(
        self, business: Business, calendar_id: str, state: EventState, appointment_id: str | None = None
    ) -> OutsideChange:
        return OutsideChange(
            event_id=state.id,
            technician_ids=frozenset(self._calendars.people(business, calendar_id)),
            appointment_id=state.appointment_id or appointment_id,
            start=None if state.cancelled else state.start,
            end=None if state.cancelled else state.end,
        )


def _read_all(answer: dict[str, Any]) -> list[EventState]:
    return [read_event(event) for event in answer.get("items", ())]
