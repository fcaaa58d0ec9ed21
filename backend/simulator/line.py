"""The wire: forms posted as Twilio posts them, signed over the public address, each with its own delivery token."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from twilio.request_validator import RequestValidator

FORM = "application/x-www-form-urlencoded"
# What Twilio sends beside the fields that matter; a real webhook always has some of them empty.
ABOUT_PLACES = tuple(f"{who}{what}" for who in ("From", "To") for what in ("City", "State", "Zip", "Country"))


class Answer(Protocol):
    @property
    def status_code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def content(self) -> bytes: ...


class Http(Protocol):
    """An `httpx.Client`, or a test client that behaves like one."""

    def post(self, url: str, *, data: dict[str, str], headers: dict[str, str]) -> Answer: ...


class Rejected(Exception):
    """The webhook did not answer with TwiML; Twilio would say "an application error has occurred"."""


def new_sid(prefix: str) -> str:
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True)
class Line:
    """`base_url` is where requests go, `public_url` what Twilio believes it asks (signed); `token` None: unsigned."""

    http: Http
    base_url: str = "http://127.0.0.1:8000"
    public_url: str | None = None
    token: str | None = None
    account_sid: str = field(default_factory=lambda: new_sid("AC"))

    def resolve(self, current: str, address: str) -> str:
        """An action's address, relative to the document that names it."""
        return urljoin(current, address)

    def first(self, path: str) -> str:
        return (self.public_url or self.base_url).rstrip("/") + path

    def post(self, url: str, fields: dict[str, str], *, delivery: str | None = None) -> Answer:
        """One delivery to a public address; `delivery` repeats an earlier one."""
        form = {**dict.fromkeys(ABOUT_PLACES, ""), "AccountSid": self.account_sid, "ApiVersion": "2010-04-01", **fields}
        headers = {"I-Twilio-Idempotency-Token": delivery or new_sid("")}
        if self.token:
            signed = url.partition("#")[0]
            headers["X-Twilio-Signature"] = RequestValidator(self.token).compute_signature(signed, form)
        return self.http.post(self._reachable(url), data=form, headers=headers)

    def _reachable(self, url: str) -> str:
        """The same path and query on the server that really answers."""
        parts = urlsplit(url)
        base = urlsplit(self.base_url)
        return parts._replace(scheme=base.scheme, netloc=base.netloc, fragment="").geturl()
