"""One request to Twilio: bounded in time, never repeated, and its failures turned into ours."""

from __future__ import annotations

import json
import logging
from urllib.parse import urlsplit

import requests
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from app.providers.ports import OutcomeUnknown, Rejected, Unavailable

TIMEOUT_SECONDS = 10.0

# The library logs requests with their parameters, which are phone numbers and words of people.
_silent = logging.Logger("twilio.silent", level=logging.CRITICAL + 1)

# The account or the address is set up wrongly, which a person may put right within the time of the retries.
MISCONFIGURED = frozenset({401, 403, 404})
TOO_MANY_REQUESTS = 429


class TwilioHttp(TwilioHttpClient):
    """Raises the ports' errors; returns only answers below 400 that are JSON.

    `base_url` replaces Twilio's own address (tests, a regional proxy).
    """

    def __init__(self, base_url: str | None = None, *, timeout: float = TIMEOUT_SECONDS) -> None:
        super().__init__(timeout=timeout, logger=_silent, max_retries=None)
        self._base = None if base_url is None else base_url.rstrip("/")

    def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        # A kept connection that the other side has closed would look like an unknown outcome.
        headers = {**(headers or {}), "Connection": "close"}
        try:
            answer = super().request(method, self._address(uri), params, data, headers, auth, timeout, allow_redirects)
        except requests.RequestException as error:
            raise _failure(error) from None
        return _checked(answer)

    def _address(self, url: str) -> str:
        if self._base is None:
            return url
        parts = urlsplit(url)
        return self._base + parts.path + (f"?{parts.query}" if parts.query else "")


def _failure(error: requests.RequestException) -> Exception:
    """Only what surely never left this machine may be tried again."""
    if isinstance(error, requests.ConnectTimeout) or _never_connected(error):
        return Unavailable("Twilio could not be reached")
    return OutcomeUnknown(f"no answer from Twilio ({type(error).__name__})")


def _never_connected(error: requests.RequestException) -> bool:
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(reason, (NewConnectionError, ConnectTimeoutError))


def _checked(answer: Response) -> Response:
    status, code = answer.status_code, _code(answer)
    label = f"Twilio answered {status}" + (f" with error {code}" if code else "")
    if status == TOO_MANY_REQUESTS or status in MISCONFIGURED:
        raise Unavailable(label, code)
    if 400 <= status < 500:
        raise Rejected(label, code)
    if not 200 <= status < 300 or not _is_json(answer):
        raise OutcomeUnknown(label, code)
    return answer


def _code(answer: Response) -> str | None:
    try:
        body = json.loads(answer.text)
    except ValueError:
        return None
    code = body.get("code") if isinstance(body, dict) else None
    return None if code is None else str(code)[:10]


def _is_json(answer: Response) -> bool:
    try:
        return isinstance(json.loads(answer.text), dict)
    except ValueError:
        return False
