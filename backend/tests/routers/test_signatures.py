"""What Twilio signed is let in, anything else is not, and nothing breaks the check."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from app.routers.signatures import FORM_TYPE, SignatureFault, SignedRequest, fault_of, parse_form, signed_url

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "twilio_signatures.json").read_text(encoding="utf-8")
)
TOKEN = "0123456789abcdef0123456789abcdef"
URL = "https://calls.example.com/twilio/voice?business_id=rivera"
BODY = urlencode({"CallSid": "CA1", "From": "+18165550142", "FromCity": ""}).encode()


def request_of(vector: dict[str, Any]) -> SignedRequest:
    if "body" in vector:
        return SignedRequest(vector["url"], "application/json", vector["body"].encode(), vector["signature"])
    return SignedRequest(
        vector["url"], FORM_TYPE, urlencode([tuple(field) for field in vector["fields"]]).encode(), vector["signature"]
    )


def signed(url: str = URL, body: bytes = BODY, token: str = TOKEN, content_type: str = FORM_TYPE) -> SignedRequest:
    signature = RequestValidator(token).compute_signature(url, parse_form(content_type, body))
    return SignedRequest(url, content_type, body, signature)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_published_signature_holds(vector: dict[str, Any]) -> None:
    assert fault_of(request_of(vector), [vector["token"]]) is None


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_published_signature_does_not_hold_for_another_token(vector: dict[str, Any]) -> None:
    assert fault_of(request_of(vector), ["54321"]) is SignatureFault.INVALID


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_published_signature_does_not_hold_for_another_body(vector: dict[str, Any]) -> None:
    request = request_of(vector)
    assert fault_of(replace(request, body=request.body + b"&More=1"), [vector["token"]]) is SignatureFault.INVALID


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_published_signature_does_not_hold_for_another_address(vector: dict[str, Any]) -> None:
    request = request_of(vector)
    moved = replace(request, url=request.url.replace("/myapp.php", "/myapp.php/"))
    assert fault_of(moved, [vector["token"]]) is SignatureFault.INVALID


@pytest.mark.parametrize("absent", [None, ""])
def test_a_request_without_a_signature_is_missing_one(absent: str | None) -> None:
    assert fault_of(replace(signed(), signature=absent), [TOKEN]) is SignatureFault.MISSING


def test_while_a_token_is_rotated_the_old_and_the_new_one_hold() -> None:
    assert fault_of(signed(token="the-old-one"), ["the-new-one", "the-old-one"]) is None
    assert fault_of(signed(token="the-new-one"), ["the-new-one", "the-old-one"]) is None


def test_without_a_token_nothing_holds() -> None:
    assert fault_of(signed(), []) is SignatureFault.INVALID


def test_a_request_signed_with_a_shared_key_is_refused() -> None:
    assert fault_of(replace(signed(), shared_key=True), [TOKEN]) is SignatureFault.INVALID


def test_blank_fields_count() -> None:
    request = signed()
    without = replace(request, body=BODY.replace(b"&FromCity=", b""))
    assert fault_of(request, [TOKEN]) is None
    assert fault_of(without, [TOKEN]) is SignatureFault.INVALID


def test_spaces_are_not_trimmed() -> None:
    request = signed(body=b"Body=+yes+")
    assert fault_of(request, [TOKEN]) is None
    assert fault_of(replace(request, body=b"Body=yes"), [TOKEN]) is SignatureFault.INVALID


def test_a_credential_in_the_configured_address_is_left_out() -> None:
    request = replace(signed(), url="https://user:pass@calls.example.com:8443/twilio/voice?business_id=rivera")
    assert fault_of(request, [TOKEN]) is None


def test_a_body_that_is_no_form_needs_its_hash_in_the_address() -> None:
    bare = SignedRequest(URL, "application/json", b"{}", RequestValidator(TOKEN).compute_signature(URL, {}))
    assert fault_of(bare, [TOKEN]) is SignatureFault.INVALID
    url = f"{URL}&bodySHA256={sha256(b'{}').hexdigest()}"
    hashed = SignedRequest(url, "application/json", b"{}", RequestValidator(TOKEN).compute_signature(url, {}))
    assert fault_of(hashed, [TOKEN]) is None
    assert fault_of(replace(hashed, body=b"[]"), [TOKEN]) is SignatureFault.INVALID
    assert fault_of(replace(hashed, body=b"\xff"), [TOKEN]) is SignatureFault.INVALID


def test_the_signed_address_is_the_configured_one_with_the_raw_path_and_query() -> None:
    scope = {
        "scheme": "http",
        "path": "/twilio/größe",
        "raw_path": b"/twilio/gr%C3%B6%C3%9Fe",
        "query_string": b"text=It's+a%20b&business_id=rivera",
        "headers": [(b"host", b"internal:8000"), (b"x-forwarded-host", b"evil.example.com")],
    }
    query = "?text=It's+a%20b&business_id=rivera"
    assert signed_url(scope, "https://Calls.example.com") == f"https://Calls.example.com/twilio/gr%C3%B6%C3%9Fe{query}"
    assert signed_url(scope, None) == f"http://internal:8000/twilio/gr%C3%B6%C3%9Fe{query}"


@given(
    url=st.text(max_size=80),
    content_type=st.sampled_from([FORM_TYPE, "application/json", "text/plain; charset=x", ""]) | st.text(max_size=20),
    body=st.binary(max_size=200),
    signature=st.text(min_size=1, max_size=40),
)
def test_whatever_comes_is_refused_and_never_breaks(url: str, content_type: str, body: bytes, signature: str) -> None:
    assert fault_of(SignedRequest(url, content_type, body, signature), [TOKEN]) is SignatureFault.INVALID


def test_more_fields_than_any_webhook_has_are_refused() -> None:
    body = b"&".join(b"a=1" for _ in range(5000))
    assert fault_of(SignedRequest(URL, FORM_TYPE, body, "x"), [TOKEN]) is SignatureFault.INVALID
