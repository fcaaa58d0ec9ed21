"""Twilio's signature: whether a webhook really comes from Twilio, over the address as it was configured there."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator

FORM_TYPE = "application/x-www-form-urlencoded"
BODY_HASH = "bodySHA256"
MOST_FIELDS = 1000

Form = ImmutableMultiDict[str, str]


class SignatureFault(StrEnum):
    """The log event of each."""

    MISSING = "twilio_signature_missing"
    INVALID = "twilio_signature_invalid"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """What the signature covers, nothing of it trimmed or decoded twice. `shared_key`: signed with another key."""

    url: str
    content_type: str
    body: bytes
    signature: str | None
    shared_key: bool = False


def signed_url(scope: MutableMapping[str, Any], public_base_url: str | None) -> str:
    """The configured base, the raw path and the raw query. Without a base, the host that was asked for.

    What a proxy says about itself is never used: whoever chooses the host would choose what was signed.
    """
    raw_path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    query: bytes = scope.get("query_string", b"")
    path = raw_path.decode("latin-1") + (f"?{query.decode('latin-1')}" if query else "")
    return (public_base_url or _asked_for(scope)) + path


def fault_of(request: SignedRequest, tokens: Sequence[str]) -> SignatureFault | None:
    """None where one of the tokens made this signature. Never raises, whatever the request holds."""
    if not request.signature:
        return SignatureFault.MISSING
    signature = request.signature
    # A shared key signs with a secret that we were not given.
    if request.shared_key or not tokens:
        return SignatureFault.INVALID
    try:
        signed = _signed_part(request)
        genuine = signed is not None and any(
            RequestValidator(token).validate(url, signed, signature)
            for token in tokens
            for url in _as_signed(request.url)
        )
    except ValueError:  # no address at all, or a body that is no text
        genuine = False
    return None if genuine else SignatureFault.INVALID


def parse_form(content_type: str, body: bytes) -> Form:
    """The fields of a form, blank and repeated ones kept; none where the body is something else.

    Raises `ValueError` for more fields than any webhook has.
    """
    if not _is_form(content_type):
        return Form()
    return Form(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS))


def _signed_part(request: SignedRequest) -> Form | str | None:
    """The form's fields, or another body whose hash stands in the address; None where nothing covers the body."""
    if not request.body or _is_form(request.content_type):
        return parse_form(request.content_type, request.body)
    if BODY_HASH not in parse_qs(urlsplit(request.url).query):
        return None
    return request.body.decode("utf-8")


def _is_form(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == FORM_TYPE


def _as_signed(url: str) -> set[str]:
    """As configured, and without user and password, which Twilio leaves out before it signs."""
    parts = urlsplit(url)
    return {url, parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()}


def _asked_for(scope: MutableMapping[str, Any]) -> str:
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    return f"{scope.get('scheme', 'http')}://{host}"
