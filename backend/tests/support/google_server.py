"""A local server that speaks Google's calendar API as far as we use it, with its tempers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.google_discovery import Call, faults, find_call

READ_ONLY = {"etag", "updated", "created", "kind"}


@dataclass
class Temper:
    """How the next call is answered. `done`: whether it is carried out all the same."""

    status: int = 200
    reason: str = ""
    done: bool = False
    hang: bool = False
    drop: bool = False
    body: str | None = None


@dataclass
class Refusal(Exception):
    status: int
    reason: str


@dataclass
class GoogleServer:
    """`calendars`: what is shared with us, events by id. `clock` numbers every change."""

    address: str = ""
    calendars: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    tempers: dict[str, list[Temper]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    token_status: int = 200
    tokens_given: int = 0
    demands_token: bool = False
    changed: dict[tuple[str, str], int] = field(default_factory=dict)
    channels: list[dict[str, Any]] = field(default_factory=list)
    channels_end: int = 0
    clock: int = 0
    oldest_token: int = 0
    page: int = 2
    over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def temper(self, name: str, *tempers: Temper) -> None:
        """What befalls the next calls of that method ("events.insert"), in turn."""
        self.tempers.setdefault(name, []).extend(tempers)

    def count(self, name: str) -> int:
        return self.calls.count(name)

    def touch(self, calendar_id: str, event_id: str, **changes: Any) -> dict[str, Any]:
        """Somebody changes an event by hand."""
        event = self.calendars[calendar_id][event_id]
        event.update(changes)
        return self._store(calendar_id, event)

    def drag(self, calendar_id: str, event_id: str, start: datetime) -> None:
        """Somebody moves an event in Google's own interface; its length stays."""
        event = self.calendars[calendar_id][event_id]
        length = _moment(event["end"]) - _moment(event["start"])
        times = {"start": {"dateTime": start.isoformat()}, "end": {"dateTime": (start + length).isoformat()}}
        self.touch(calendar_id, event_id, **times)

    def delete_by_hand(self, calendar_id: str, event_id: str) -> None:
        """Google keeps the id, and little else."""
        self.calendars[calendar_id][event_id] = {"id": event_id}
        self.touch(calendar_id, event_id, status="cancelled")

    def add_foreign(self, calendar_id: str, start: datetime, end: datetime, **more: Any) -> None:
        event = {"start": {"dateTime": start.isoformat()}, "end": {"dateTime": end.isoformat()}, "summary": "Dentist"}
        self._store(calendar_id, {"id": f"foreign{self.clock}", "status": "confirmed", **event, **more})

    def answer(self, call: Call, query: dict[str, str], body: Any, if_match: str | None) -> Any:
        """Carry out one call. Raises `Refusal`."""
        if call.name == "freebusy.query":
            return self._free_busy(body)
        events = self.calendars.get(call.path["calendarId"])
        if events is None:
            raise Refusal(404, "notFound")
        match call.name:
            case "events.insert":
                if body["id"] in events:
                    raise Refusal(409, "duplicate")
                return self._store(call.path["calendarId"], {"status": "confirmed", **body})
            case "events.list":
                return self._list(call.path["calendarId"], query)
            case "events.watch":
                self.channels.append(body)
                return {"id": body["id"], "resourceId": "resource", "expiration": str(self.channels_end)}
        event = events.get(call.path["eventId"])
        if event is None:
            raise Refusal(404, "notFound")
        if if_match is not None and if_match != event["etag"]:
            raise Refusal(412, "conditionNotMet")
        match call.name:
            case "events.get":
                return event
            case "events.patch":
                return self._store(
                    call.path["calendarId"], {**event, **{k: v for k, v in body.items() if v is not None}}
                )
            case "events.delete":
                if event["status"] == "cancelled":
                    raise Refusal(410, "deleted")
                self._store(call.path["calendarId"], {**event, "status": "cancelled"})
                return None
        raise Refusal(501, "notImplemented")

    def _store(self, calendar_id: str, event: dict[str, Any]) -> dict[str, Any]:
        self.clock += 1
        event = {**event, "etag": f'"{self.clock}"', "kind": "calendar#event"}
        self.calendars[calendar_id][event["id"]] = event
        self.changed[calendar_id, event["id"]] = self.clock
        return event

    def _free_busy(self, body: dict[str, Any]) -> Any:
        low, high = datetime.fromisoformat(body["timeMin"]), datetime.fromisoformat(body["timeMax"])
        found: dict[str, Any] = {}
        for item in body["items"]:
            if item["id"] not in self.calendars:
                found[item["id"]] = {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
                continue
            spans = [(_moment(e["start"]), _moment(e["end"])) for e in self._opaque(item["id"])]
            busy = _merged([(max(low, start), min(high, end)) for start, end in spans if start < high and low < end])
            found[item["id"]] = {"busy": [{"start": s.isoformat(), "end": e.isoformat()} for s, e in busy]}
        return {"kind": "calendar#freeBusy", "timeMin": body["timeMin"], "timeMax": body["timeMax"], "calendars": found}

    def _opaque(self, calendar_id: str) -> list[dict[str, Any]]:
        events = self.calendars[calendar_id].values()
        return [e for e in events if e["status"] != "cancelled" and e.get("transparency") != "transparent"]

    def _list(self, calendar_id: str, query: dict[str, str]) -> Any:
        since = int(query["syncToken"]) if "syncToken" in query else 0
        if since < self.oldest_token and "syncToken" in query:
            raise Refusal(410, "fullSyncRequired")
        if {"syncToken", "timeMin"} <= query.keys():
            raise Refusal(400, "invalid")
        events = [e for key, e in self.calendars[calendar_id].items() if self.changed[calendar_id, key] > since]
        if query.get("showDeleted") != "true" and "syncToken" not in query:
            events = [e for e in events if e["status"] != "cancelled"]
        if "timeMin" in query:
            low = datetime.fromisoformat(query["timeMin"])
            events = [e for e in events if "end" not in e or _moment(e["end"]) > low]
        first = int(query.get("pageToken", 0))
        answer: dict[str, Any] = {"items": events[first : first + self.page], "timeZone": "America/Chicago"}
        if first + self.page < len(events):
            return {**answer, "nextPageToken": str(first + self.page)}
        return {**answer, "nextSyncToken": str(self.clock)}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    desk: GoogleServer

    def handle_any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        if self.path == "/token":
            self._give_token()
            return
        parts = urlsplit(self.path)
        call = find_call(self.command, parts.path)
        if call is None:
            self.desk.wrong.append(f"{self.command} {self.path}")
            self._refuse(Refusal(404, "notFound"))
            return
        query = dict(parse_qsl(parts.query))
        body = json.loads(raw) if raw else None
        with self.desk.lock:
            self._check(call, query, body)
            tempers = self.desk.tempers.get(call.name)
            self._meet(call, query, body, tempers.pop(0) if tempers else None)

    def do_GET(self) -> None:
        self.handle_any()

    def do_POST(self) -> None:
        self.handle_any()

    def do_PATCH(self) -> None:
        self.handle_any()

    def do_DELETE(self) -> None:
        self.handle_any()

    def _check(self, call: Call, query: dict[str, str], body: Any) -> None:
        self.desk.calls.append(call.name)
        self.desk.wrong += [f"{call.name}?{name}" for name in query.keys() - call.parameters]
        if body is not None and call.request is not None:
            self.desk.wrong += faults(body, call.request)

    def _meet(self, call: Call, query: dict[str, str], body: Any, temper: Temper | None) -> None:
        if self.desk.demands_token and self.headers.get("Authorization") != "Bearer let-me-in":
            self._refuse(Refusal(401, "authError"))
            return
        try:
            answer = None
            if temper is None or temper.done:
                answer = self.desk.answer(call, query, body, self.headers.get("If-Match"))
        except Refusal as refusal:
            self._refuse(refusal)
            return
        if temper is None:
            self._answer(call, answer)
        elif temper.hang:
            self.desk.lock.release()
            self.desk.over.wait(30)
            self.desk.lock.acquire()
        elif temper.drop:
            self.close_connection = True
        elif temper.body is not None:
            self._write(temper.status, temper.body)
        else:
            self._refuse(Refusal(temper.status, temper.reason))

    def _answer(self, call: Call, answer: Any) -> None:
        if answer is None:
            self._write(204, "")
            return
        if call.response is not None:
            self.desk.wrong += faults(answer, call.response)
        self._write(200, json.dumps(answer))

    def _give_token(self) -> None:
        self.desk.tokens_given += 1
        if self.desk.token_status != 200:
            self._write(self.desk.token_status, json.dumps({"error": "invalid_grant"}))
            return
        self._write(200, json.dumps({"access_token": "let-me-in", "expires_in": 3600, "token_type": "Bearer"}))

    def _refuse(self, refusal: Refusal) -> None:
        error = {"errors": [{"domain": "usageLimits", "reason": refusal.reason}], "code": refusal.status}
        self._write(refusal.status, json.dumps({"error": error}))

    def _write(self, status: int, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Silent."""


@contextmanager
def google_server() -> Iterator[GoogleServer]:
    """Runs while the block does. Whatever Google's description does not know fails at its end."""
    desk = GoogleServer()
    handler = type("Handler", (_Handler,), {"desk": desk})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    desk.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        desk.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
    assert desk.wrong == []


def _moment(written: dict[str, str]) -> datetime:
    if "dateTime" in written:
        return datetime.fromisoformat(written["dateTime"]).astimezone(UTC)
    return datetime.fromisoformat(written["date"]).replace(tzinfo=UTC) + timedelta(hours=5)


def _merged(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
