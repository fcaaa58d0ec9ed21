"""A Twilio account's numbers: what is set on them, read and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.api.v2010.account.incoming_phone_number import IncomingPhoneNumberInstance

from app.core.number_webhooks import Change, NumberWebhooks
from app.providers.ports import OutcomeUnknown, OwnedNumber
from app.providers.twilio.http import TwilioHttp

Result = TypeVar("Result")


class TwilioNumbers:
    """Implements `PhoneNumbers`."""

    def __init__(self, account_sid: str, auth_token: str, *, base_url: str | None = None) -> None:
        # Region and edge are given, so that the library does not read them from the environment.
        self._client = Client(
            account_sid, auth_token, http_client=TwilioHttp(base_url), environment={"TWILIO_REGION": ""}
        )

    def find(self, number: str) -> OwnedNumber | None:
        found = _asked(lambda: self._client.incoming_phone_numbers.list(phone_number=number, limit=2))
        return next((_owned(one) for one in found if one.phone_number == number), None)

    def change(self, sid: str, changes: tuple[Change, ...]) -> OwnedNumber:
        """Only what differs is sent: an empty id is taken where there is one to clear, and refused elsewhere."""
        sent = {change.setting: change.after for change in changes}
        _asked(lambda: self._client.incoming_phone_numbers(sid).update(**sent))
        return _owned(_asked(lambda: self._client.incoming_phone_numbers(sid).fetch()))


def _owned(number: IncomingPhoneNumberInstance) -> OwnedNumber:
    found = {field.name: str(getattr(number, field.name) or "") for field in fields(NumberWebhooks)}
    return OwnedNumber(str(number.sid), str(number.phone_number), NumberWebhooks(**found))


def _asked(request: Callable[[], Result]) -> Result:
    try:
        return request()
    except TwilioException as error:
        raise OutcomeUnknown(f"Twilio's answer was not understood ({type(error).__name__})") from None
