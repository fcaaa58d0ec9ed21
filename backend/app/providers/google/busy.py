"""When a business and its people are busy by their calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from app.core.businesses import Business
from app.core.slots import Taken
from app.providers.google.calendars import Calendars
from app.providers.google.client import GoogleClient
from app.providers.google.events import blocks, read_event
from app.providers.google.failures import asked, execute
from app.providers.ports import Unavailable

# Google answers for at most so many calendars at once.
AT_ONCE = 50
PAGE = 2500
FIELDS = (
    "items(id,status,transparency,start,end,extendedProperties,attendees(self,responseStatus)),nextPageToken,timeZone"
)


class BusyReader:
    def __init__(self, client: GoogleClient, calendars: Calendars) -> None:
        self._client, self._calendars = client, calendars

    def read(self, business: Business, start: datetime, end: datetime) -> list[Taken]:
        """Busy stretches; None as the technician: everybody's. Raises `ProviderError` where one calendar is silent."""
        wanted = self._calendars.all(business)
        answers: dict[str, Any] = {}
        for first in range(0, len(wanted), AT_ONCE):
            answers |= self._ask(wanted[first : first + AT_ONCE], start, end)
        return [taken for calendar_id in wanted for taken in self._of(business, calendar_id, answers, start, end)]

    def _ask(self, calendar_ids: Sequence[str], start: datetime, end: datetime) -> dict[str, Any]:
        body = {
            "timeMin": start.astimezone(UTC).isoformat(),
            "timeMax": end.astimezone(UTC).isoformat(),
            "items": [{"id": calendar_id} for calendar_id in calendar_ids],
        }
        answer = execute(self._client.service.freebusy().query(body=body))
        found: dict[str, Any] = answer.get("calendars") or {}
        for calendar_id in calendar_ids:
            # A calendar that is not shared with us looks free all day.
            if calendar_id not in found or found[calendar_id].get("errors") or "busy" not in found[calendar_id]:
                raise Unavailable("a calendar does not say when it is busy", "not_shared")
        return found

    def _of(
        self, business: Business, calendar_id: str, answers: dict[str, Any], start: datetime, end: datetime
    ) -> list[Taken]:
        busy = asked(partial(_stretches, answers[calendar_id]["busy"]))
        people: list[str | None] = [*self._calendars.people(business, calendar_id)]
        common = calendar_id == self._calendars.common(business)
        others = sum(person.active for person in business.technicians) if common else len(people)
        if busy and people and others > 1:
            # Our own visits stand in it, and take the time of one person each; anything else takes everybody's.
            busy = list(self._not_ours(business, calendar_id, start, end))
        return [
            Taken(begin, stop, person, visit=False) for begin, stop in busy for person in ([None] if common else people)
        ]

    def _not_ours(
        self, business: Business, calendar_id: str, start: datetime, end: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        events = self._client.service.events()
        request = events.list(
            calendarId=calendar_id,
            timeMin=start.astimezone(UTC).isoformat(),
            timeMax=end.astimezone(UTC).isoformat(),
            singleEvents=True,
            maxResults=PAGE,
            fields=FIELDS,
        )
        while request is not None:
            answer = execute(request)
            yield from asked(partial(_foreign, answer, business))
            request = events.list_next(request, answer)


def _foreign(answer: dict[str, Any], business: Business) -> list[tuple[datetime, datetime]]:
    """When events of somebody else take everybody's time."""
    zone = ZoneInfo(answer.get("timeZone") or business.timezone)
    return [
        (_edge(event["start"], zone), _edge(event["end"], zone))
        for event in answer.get("items", ())
        if blocks(event) and read_event(event).business_id != business.id
    ]


def _edge(written: dict[str, str], zone: ZoneInfo) -> datetime:
    """Whole days begin and end at midnight of the calendar's own zone."""
    if "dateTime" in written:
        return datetime.fromisoformat(written["dateTime"]).astimezone(UTC)
    return datetime.combine(datetime.fromisoformat(written["date"]), time(), zone).astimezone(UTC)


def _stretches(periods: Sequence[dict[str, str]]) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromisoformat(each["start"]).astimezone(UTC), datetime.fromisoformat(each["end"]).astimezone(UTC))
        for each in periods
    ]
