"""What went wrong for people with a system of this kind, tried from outside: nothing of it happens here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.journeys.conftest import Exchange
from tests.support.books import Books
from tests.support.cast import Cast


@pytest.fixture
def durable(tmp_path: Path) -> Iterator[TestClient]:
    switches = dict.fromkeys(("use_db_customers", "use_db_appointments", "use_db_conversations"), True)
    values = {"sweep_seconds": 0, "dev_clock": "2026-06-03T10:00:00-05:00", "spool_dir": str(tmp_path), **switches}
    settings = Settings.model_validate({"database_url": f"sqlite:///{tmp_path}/app.db", **values})
    with TestClient(create_app(settings)) as client:
        yield client


def talk(client: TestClient, texts: list[str], phone: str) -> list[dict[str, Any]]:
    """What the assistant answers to one caller, with the state of it."""
    session = client.post("/v1/voice/session/start", json={"caller_phone": phone}).json()["session_id"]
    return [client.post("/v1/voice/session/input", json={"session_id": session, "text": text}).json() for text in texts]


def test_after_the_first_booking_in_the_database_everything_goes_on(durable: TestClient) -> None:
    spoken = ["my toilet is clogged", "Rosa Burstyn", "4120 Rainbow Boulevard", "tomorrow morning", "the first", "yes"]
    for phone in ("+18165550150", "+18165550151"):
        assert talk(durable, spoken, phone)[-1]["session_state"]["outcome"] == "booked"
    reminded = durable.post("/v1/reminders/send-upcoming?hours_ahead=48")
    assert (reminded.status_code, reminded.json()["reminders_sent"]) == (200, 2)
    assert len(durable.get("/v1/owner/schedule/tomorrow").json()["appointments"]) == 2
    assert durable.get("/v1/owner/service-mix").json()["total_appointments"] == 2
    assert "UTC" not in "".join(text["body"] for text in durable.get("/v1/owner/messages").json()["items"])


def test_times_offered_are_in_the_business_own_hours_and_at_round_minutes(durable: TestClient) -> None:
    offers = durable.get("/v1/crm/availability?limit=200").json()["items"]
    starts = [datetime.fromisoformat(offer["start"]) for offer in offers]
    assert len(starts) > 100
    hours = durable.get("/v1/owner/business").json()["business_hours"]
    for start in starts:
        spans = hours[f"{start:%a}".lower()]
        assert any(opens <= f"{start:%H:%M}" < closes for opens, closes in spans)
        assert start.minute in (0, 30)


def test_looking_writes_nothing(durable: TestClient, tmp_path: Path) -> None:
    def stored() -> dict[str, int]:
        return {file.name: file.stat().st_size for file in tmp_path.glob("app.db*")}

    paths = ("/healthz", "/metrics", "/v1/crm/customers", "/v1/owner/summary/today", "/v1/owner/callbacks")
    durable.get("/healthz")
    before = stored()
    for path in paths * 3:
        assert durable.get(path).status_code == 200
    assert stored() == before


def test_an_address_that_was_given_is_not_asked_for_again(exchange: Exchange, books: Books) -> None:
    thread = exchange.thread()
    texts = ("hi there", "my water heater died", "Rosa Burstyn", "how much is it?", "4120 Rainbow Boulevard")
    answers = [thread.writes(text) or "" for text in (*texts, "tomorrow morning", "the first one", "yes")]
    # Once, and once more behind the answer to the question in between; never after it was given.
    assert ["address?" in answer for answer in answers] == [False, False, True, True, False, False, False, False]
    assert [visit.customer_name for visit in books.visits()] == ["Rosa Burstyn"]


@pytest.mark.parametrize("word", ["SI", "si", "Sí."])
def test_a_yes_in_spanish_is_known(exchange: Exchange, books: Books, cast: Cast, word: str) -> None:
    thread = exchange.thread()
    for text in ("Hola, mi inodoro está tapado", "Rosa Burstyn", "4120 Rainbow Boulevard", "la primera"):
        thread.writes(text)
    assert books.visits() == []
    thread.writes(word)
    assert [visit.customer_name for visit in books.visits()] == ["Rosa Burstyn"]
