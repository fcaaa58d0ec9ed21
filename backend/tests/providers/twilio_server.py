"""A local server that speaks Twilio's message API as far as we use it, with its tempers."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

ACCOUNT = "AC" + "a" * 32
TOKEN = "0" * 32
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


@dataclass
class Temper:
    """How the next POST is answered. `take`: whether the message is taken all the same; `hang`: no answer."""

    status: int = 201
    code: int | None = None
    take: bool = True
    hang: bool = False
    drop: bool = False
    body: str | None = None


@dataclass
class TwilioServer:
    address: str = ""
    tempers: list[Temper] = field(default_factory=list)
    list_tempers: list[Temper] = field(default_factory=list)
    taken: list[dict[str, str]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    taking: Event = field(default_factory=Event)
    one_by_one: Lock = field(default_factory=Lock)

    @property
    def posts(self) -> int:
        return sum(method == "POST" for method, _, _ in self.requests)

    def take(self, form: dict[str, str]) -> dict[str, Any]:
        with self.one_by_one:
            return self._take(form)

    def _take(self, form: dict[str, str]) -> dict[str, Any]:
        message = {
            "sid": f"SM{len(self.taken):032x}",
            "to": form["To"],
            "from": form.get("From"),
            "messaging_service_sid": form.get("MessagingServiceSid"),
            "body": form["Body"],
            "status": "queued",
            "direction": "outbound-api",
            "num_segments": "0" if "MessagingServiceSid" in form else "1",
            "date_created": format_datetime(datetime.now(UTC)),
            "error_code": None,
        }
        self.taken.append(message)
        self.taking.set()
        return message


class _Handler(BaseHTTPRequestHandler):
    desk: TwilioServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        self.desk.requests.append(("POST", self.path, form))
        if not self._lets_in() or not self._well_formed(form):
            return
        temper = self.desk.tempers.pop(0) if self.desk.tempers else Temper()
        taken = self.desk.take(form) if temper.take else None
        self._answer(temper, taken)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.desk.requests.append(("GET", self.path, query))
        if not self._lets_in():
            return
        temper = self.desk.list_tempers.pop(0) if self.desk.list_tempers else Temper(200)
        found = [message for message in reversed(self.desk.taken) if message["to"] == query.get("To", message["to"])]
        page, size = int(query.get("Page", 0)), int(query.get("PageSize", 50))
        following = {**query, "PageSize": size, "Page": page + 1}
        more = f"{MESSAGES}?{urlencode(following)}" if found[(page + 1) * size :] else None
        shown = found[page * size : (page + 1) * size]
        self._answer(temper, {"messages": shown, "page": page, "page_size": size, "next_page_uri": more})

    def _lets_in(self) -> bool:
        wanted = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if self.headers.get("Authorization") != wanted:
            self._error(401, 20003)
            return False
        if not self.path.startswith(MESSAGES):
            self._error(404, 20404)
            return False
        return True

    def _well_formed(self, form: dict[str, str]) -> bool:
        validity = form.get("ValidityPeriod", "100")
        sender = "From" in form or re.fullmatch("MG[0-9a-f]{32}", form.get("MessagingServiceSid", ""))
        if not form.get("To") or not form.get("Body") or not sender or not 1 <= int(validity) <= 36000:
            self._error(400, 21604)
            return False
        return True

    def _answer(self, temper: Temper, body: Any) -> None:
        if temper.hang:
            self.desk.over.wait(30)
            return
        if temper.drop:
            self.close_connection = True
            return
        if temper.body is not None:
            self._write(temper.status, temper.body)
        elif temper.status >= 400:
            self._error(temper.status, temper.code)
        else:
            self._write(temper.status, json.dumps(body))

    def _error(self, status: int, code: int | None) -> None:
        self._write(
            status,
            json.dumps({"code": code, "message": "The +18165550142 is refused", "more_info": "", "status": status}),
        )

    def _write(self, status: int, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked is gone
            self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Silent."""


@contextmanager
def twilio_server() -> Iterator[TwilioServer]:
    desk = TwilioServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"desk": desk}))
    desk.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield desk
    finally:
        desk.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
