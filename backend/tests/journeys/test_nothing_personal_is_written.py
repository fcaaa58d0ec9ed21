"""People ring, write, chat and are written down; then the logs and metrics are searched for all that they said."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
import structlog
from starlette.testclient import TestClient

from app.flows import answer_text as flow
from app.flows.services import Services
from app.logging_config import configure_logging
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import LogFormat, LogLevel, Settings
from tests.conftest import GUARDED
from tests.journeys.conftest import JANE, PUBLIC, TOKEN, Exchange
from tests.support.cast import ADMIN_KEY, AS_ADMIN, AS_SCRAPER, MARIA, METRICS_TOKEN, OWNER_TOKEN, Cast

WORDS = ["Burstyn", "Rainbow", "water heater", "basement", "Lopez", "rosa@example.com", "wrenches"]
NUMBERS = [JANE, MARIA, "+18165550199"]


@pytest.fixture
def logged() -> Iterator[Callable[[], str]]:
    """What the service wrote, as loudly as it can."""
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logging(LogLevel.DEBUG, LogFormat.JSON)
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(io.StringIO())
    yield lambda: str(handler.stream.getvalue())
    root.handlers, root.level = handlers, level
    structlog.configure(**before)


@pytest.fixture
def client(services: Services, meter: PrometheusMeter, cast: Cast) -> Iterator[TestClient]:
    more = {"public_base_url": PUBLIC, "twilio_auth_token": TOKEN}
    with TestClient(create_app(Settings.model_validate({**GUARDED, **more}), services, meter)) as made:
        yield made


def live(client: TestClient, cast: Cast, exchange: Exchange) -> list[str]:
    """A day of it; the secrets that opened a conversation."""
    call = exchange.call()
    call.ring()
    for words in (
        "This is Rosa Burstyn, my water heater floods the basement",
        "4120 Rainbow Boulevard",
        "the first",
        "yes",
    ):
        if not call.over:
            call.says(words)
    left = exchange.call("+18165550199")
    left.message = "I am Rosa Burstyn and I lost my wrenches"
    left.ring()
    while not left.over:
        left.is_silent()
    thread = exchange.thread(MARIA)
    for body in ("my water heater is leaking", "my mail is rosa@example.com", "STOP", "START", "HELP"):
        thread.writes(body)
    return [*voice(client, cast), *chat(client, cast)]


def voice(client: TestClient, cast: Cast) -> list[str]:
    begun = client.post("/v1/voice/session/start", json={"caller_phone": JANE}, headers=cast.rivera.as_tenant).json()
    for path in ("/v1/voice/session/input", "/telephony/audio"):
        body = {"session_id": begun["session_id"], "text": "it is Rosa Burstyn, the basement is wet"}
        client.post(path, json=body, headers=cast.rivera.as_tenant)
    client.post(
        "/v1/voice/understand", json={"text": "Rosa Burstyn at 4120 Rainbow Boulevard"}, headers=cast.rivera.as_tenant
    )
    return [begun["session_id"]]


def chat(client: TestClient, cast: Cast) -> list[str]:
    person = {"name": "Rosa Burstyn", "phone": JANE, "email": "rosa@example.com"}
    begun = client.post("/v1/widget/start", json=person, headers=cast.rivera.as_visitor).json()
    message = {"conversation_id": begun["conversation_id"], "text": "the basement is wet at 4120 Rainbow Boulevard"}
    client.post("/v1/widget/message", json=message, headers=cast.rivera.as_visitor)
    return [begun["conversation_id"]]


def at_the_desk(client: TestClient, cast: Cast) -> None:
    """The office's side, and what goes wrong there."""
    tenant, owner = cast.rivera.as_tenant, cast.rivera.as_owner
    client.post("/v1/crm/customers", json={"name": "Rosa Burstyn", "phone": "12"}, headers=tenant)
    client.get("/v1/crm/customers", params={"q": "Burstyn", "phone": JANE}, headers=tenant)
    client.get(f"/v1/crm/customers/{JANE}", headers=tenant)
    client.get(f"/nowhere/{JANE}?name=Burstyn", headers=tenant)
    rows = f"name,phone,email,address,tags\nRosa Burstyn,{JANE},rosa@example.com,4120 Rainbow Boulevard,\nLopez,12,,,\n"
    client.post("/v1/crm/customers/import", files={"file": ("c.csv", rows)}, headers=tenant)
    client.post("/v1/owner/messages", json={"phone": JANE, "body": "Rosa Burstyn, bring the wrenches"}, headers=owner)
    client.post("/v1/jobs/run-due", headers=AS_ADMIN)
    client.post("/v1/admin/businesses/rivera/rotate-widget-token", headers=AS_ADMIN)
    client.post("/v1/owner/privacy/export", json={"phone": JANE}, headers=owner)
    client.post("/v1/owner/privacy/erase", json={"phone": JANE}, headers=owner)
    client.get("/v1/crm/customers", headers={"X-API-Key": "a-guess-of-somebody"})
    client.post("/twilio/voice", data={"CallSid": "CA1", "From": JANE, "SpeechResult": "Burstyn"})


def traces(cast: Cast, sessions: list[str]) -> list[str]:
    numbers = [written for e164 in NUMBERS for written in (e164, e164[2:], f"({e164[2:5]}) {e164[5:8]}-{e164[8:]}")]
    secrets = [ADMIN_KEY, OWNER_TOKEN, METRICS_TOKEN, TOKEN, "a-guess-of-somebody"]
    for tenant in (cast.rivera, cast.brooks):
        secrets += [tenant.api_key, tenant.owner_token, tenant.widget_token]
    return [*WORDS, *numbers, *secrets, *sessions]


def found(text: str, traces: list[str]) -> list[str]:
    folded = text.casefold()
    return [trace for trace in traces if trace.casefold() in folded]


def test_logs_and_metrics_hold_nothing_of_anybody(client: TestClient, cast: Cast, logged: Callable[[], str]) -> None:
    sessions = live(client, cast, Exchange(client))
    at_the_desk(client, cast)
    written = logged()
    assert not [line for line in written.splitlines() if '"logger": "httpx2"' in line]
    assert len(written.splitlines()) > 30
    figures = (
        client.get("/metrics", headers=AS_SCRAPER).text + client.get("/metrics/prometheus", headers=AS_SCRAPER).text
    )
    assert "sms_sent_total" in figures
    assert [line for line in written.splitlines() if found(line, traces(cast, sessions))] == []
    assert found(figures, traces(cast, sessions)) == []
    assert not re.search(r"(?<![\w.-])\+1\d{10}", written + figures)


def test_what_breaks_on_somebodys_words_does_not_write_them_down(
    client: TestClient, cast: Cast, logged: Callable[[], str]
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise ValueError(f"no such customer: {JANE}, rosa@example.com, (816) 555-0150")

    with mock.patch.object(flow, "_decide", breaks):
        Exchange(client).thread(JANE).writes("Rosa Burstyn here, the basement is wet")
    written = logged()
    assert "twilio_sms_unhandled_error" in written
    assert "ValueError" in written
    assert found(written, traces(cast, [])) == []
