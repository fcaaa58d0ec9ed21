"""Texts by Twilio: one send is one POST, and what may have been taken is looked up, never repeated blindly."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, TypeVar
from urllib.parse import urlencode

from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from app.core.businesses import Business
from app.core.texts import Text
from app.providers.ports import Clock, OutcomeUnknown, Rejected, Sent
from app.providers.twilio.http import TwilioHttp

STATUS_PATH = "/twilio/sms/status"
# Twilio takes 1 to 36,000 seconds and advises more than five.
SHORTEST_VALIDITY = 6
LONGEST_VALIDITY = 36_000
# A look-up reads the messages to that number back to when the text was first sent; an owner gets many.
CLOCKS_DIFFER = timedelta(minutes=10)
MOST_LOOKED_AT = 2_000
PAGE = 200

Answer = TypeVar("Answer")


class TwilioSms:
    """Implements `SmsProvider`. `public_base_url` is where Twilio reports what became of a text."""

    name = "twilio"
    immediate = False

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        clock: Clock,
        *,
        base_url: str | None = None,
        public_base_url: str | None = None,
        from_number: str | None = None,
        http: TwilioHttp | None = None,
    ) -> None:
        # Region and edge are given, so that the library does not read them from the environment.
        self._client = Client(
            account_sid, auth_token, http_client=http or TwilioHttp(base_url), environment={"TWILIO_REGION": ""}
        )
        self._clock = clock
        self._public_base_url = public_base_url
        self._from_number = from_number

    def send(self, business: Business, text: Text) -> Sent:
        """Raises `Rejected`, `Unavailable` or `OutcomeUnknown`, each with Twilio's code where it gave one."""
        request: dict[str, Any] = {
            "to": text.to_number,
            "body": text.body,
            **self._sender(business, text),
            **self._report_to(business, text),
            **self._validity(text),
        }
        return _sent(_asked(lambda: self._client.messages.create(**request)))

    def find(self, business: Business, text: Text, since: datetime) -> Sequence[Sent]:
        """Messages to that number with these words; a trial account puts words of its own before them."""
        del business
        back_to = since - CLOCKS_DIFFER
        return _asked(lambda: [_sent(message) for message in self._to(text, back_to) if _is_it(message, text)])

    def _to(self, text: Text, back_to: datetime) -> Iterator[MessageInstance]:
        """Newest first, a page at a time."""
        messages = self._client.messages.stream(to=text.to_number, limit=MOST_LOOKED_AT, page_size=PAGE)
        return takewhile(lambda message: message.date_created is None or message.date_created >= back_to, messages)

    def _sender(self, business: Business, text: Text) -> dict[str, str]:
        if business.messaging_service_sid:
            return {"messaging_service_sid": business.messaging_service_sid}
        number = text.from_number or business.phone_number or self._from_number
        if number is None:
            raise Rejected("the business has no number to send from")
        return {"from_": number}

    def _report_to(self, business: Business, text: Text) -> dict[str, str]:
        if self._public_base_url is None:
            return {}
        query = urlencode({"business_id": business.id, "text_id": text.id})
        return {"status_callback": f"{self._public_base_url}{STATUS_PATH}?{query}"}

    def _validity(self, text: Text) -> dict[str, int]:
        """A reminder must not arrive after its visit."""
        if text.expires_at is None:
            return {}
        seconds = math.floor((text.expires_at - self._clock.now()).total_seconds())
        return {"validity_period": min(max(seconds, SHORTEST_VALIDITY), LONGEST_VALIDITY)}


def _asked(request: Callable[[], Answer]) -> Answer:
    try:
        return request()
    except TwilioException as error:
        raise OutcomeUnknown(f"Twilio's answer was not understood ({type(error).__name__})") from None


def _sent(message: MessageInstance) -> Sent:
    if not message.sid:
        raise OutcomeUnknown("Twilio's answer names no message")
    segments = str(message.num_segments or "")
    return Sent(str(message.sid), int(segments) if segments.isdigit() and int(segments) > 0 else None)


def _is_it(message: MessageInstance, text: Text) -> bool:
    """The caller leaves out what it knows to be another text's message."""
    return str(message.direction or "").startswith("outbound-api") and (message.body or "").endswith(text.body)
