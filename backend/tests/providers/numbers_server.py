"""A local server that speaks Twilio's API for the numbers of an account, as far as we use it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlsplit

ACCOUNT = "AC" + "a" * 32
TOKEN = "0" * 32
NUMBER_SID = "PN" + "1" * 32
NUMBER = "+18165550110"
NUMBERS = f"/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers"
# Parameters of an update, and whether they hold an id of Twilio's, which is never empty.
PARAMETERS = {
    "VoiceUrl": False,
    "VoiceMethod": False,
    "VoiceFallbackUrl": False,
    "VoiceFallbackMethod": False,
    "StatusCallback": False,
    "StatusCallbackMethod": False,
    "SmsUrl": False,
    "SmsMethod": False,
    "VoiceApplicationSid": True,
    "SmsApplicationSid": True,
    "TrunkSid": True,
}


@dataclass
class NumbersServer:
    """`forgets`: parameters that are taken and not kept. `status`: how everything is answered."""

    address: str = ""
    settings: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PARAMETERS, ""))
    updates: list[dict[str, str]] = field(default_factory=list)
    forgets: set[str] = field(default_factory=set)
    status: int = 200
    body: str | None = None

    def shown(self) -> dict[str, str | None]:
        fields = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): value for name, value in self.settings.items()}
        empty_as_null = {name: value or None for name, value in fields.items() if name.endswith("_sid")}
        return {"sid": NUMBER_SID, "phone_number": NUMBER, **fields, **empty_as_null}

    def update(self, form: dict[str, str]) -> bool:
        """False where Twilio would not take it."""
        clears_nothing = [name for name, value in form.items() if not value and not self.settings.get(name)]
        if set(form) - set(PARAMETERS) or any(PARAMETERS[name] for name in clears_nothing):
            return False
        self.updates.append(form)
        self.settings.update({name: value for name, value in form.items() if name not in self.forgets})
        return True


class _Handler(BaseHTTPRequestHandler):
    desk: NumbersServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == f"{NUMBERS}/{NUMBER_SID}.json":
            self._answer(200, self.desk.shown())
        elif parts.path == f"{NUMBERS}.json":
            asked = parse_qs(parts.query).get("PhoneNumber", [""])[0]
            found = [self.desk.shown()] if asked == NUMBER else []
            self._answer(200, {"incoming_phone_numbers": found, "next_page_uri": None, "page_size": 2})
        else:
            self._answer(404, {"code": 20404})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        known = self.path == f"{NUMBERS}/{NUMBER_SID}.json"
        taken = known and self.desk.update(form)
        self._answer(200 if taken else 400, self.desk.shown() if taken else {"code": 21502})

    def _answer(self, status: int, content: dict[str, object]) -> None:
        expected = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {expected}":
            status, content = 401, {"code": 20003}
        if self.desk.status != 200:
            status, content = self.desk.status, {"code": 20500}
        body = (self.desk.body if self.desk.body is not None else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Quiet."""


@contextmanager
def numbers_server() -> Iterator[NumbersServer]:
    desk = NumbersServer()
    handler = type("Handler", (_Handler,), {"desk": desk})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        desk.address = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield desk
        finally:
            server.shutdown()
