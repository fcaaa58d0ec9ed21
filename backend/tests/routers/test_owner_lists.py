"""Texts and callbacks through the owner API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.core.callbacks import Callback, CallbackReason, CallbackStatus
from app.core.texts import Audience, TextKind
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from tests.support.cast import MARIA, OLIVE, Cast


@pytest.fixture
def texts(services: Services, cast: Cast) -> None:
    """A text to Maria, one that Olive does not get, an alert to the owner."""
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        for audience, kind, phone in (
            (Audience.CUSTOMER, TextKind.MANUAL, MARIA),
            (Audience.CUSTOMER, TextKind.MANUAL, OLIVE),
            (Audience.OWNER, TextKind.OWNER_ALERT, business.owner_phone),
        ):
            send_text(unit, services, business, OutgoingMessage(audience, kind, phone, "We are on our way"))
        unit.commit()


@pytest.fixture
def callbacks(services: Services, cast: Cast) -> None:
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        unit.callbacks.add("rivera", Callback("first", CallbackReason.MISSED_CALL, now, now, phone=MARIA))
        later = now + timedelta(minutes=5)
        unit.callbacks.add("rivera", Callback("second", CallbackReason.VOICEMAIL, later, later, phone=OLIVE))
        unit.commit()


def test_every_text_is_listed_with_what_became_of_it(client: TestClient, cast: Cast, texts: None) -> None:
    items = client.get("/v1/owner/messages", headers=cast.rivera.as_owner).json()["items"]
    assert {(one["to"], one["audience"], one["status"]) for one in items} == {
        (MARIA, "customer", "queued"),
        (OLIVE, "customer", "suppressed"),
        ("+18165550100", "owner", "queued"),
    }
    suppressed = next(one for one in items if one["to"] == OLIVE)
    assert (suppressed["reason"], suppressed["from"], suppressed["segments"]) == ("opted_out", "+18165550110", 1)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("phone=816-555-0142", 1),
        ("kind=manual", 2),
        ("status=suppressed", 1),
        ("direction=in", 0),
        ("kind=owner_alert&direction=out", 1),
    ],
)
def test_texts_are_filtered(client: TestClient, cast: Cast, texts: None, query: str, count: int) -> None:
    assert len(client.get(f"/v1/owner/messages?{query}", headers=cast.rivera.as_owner).json()["items"]) == count


@pytest.mark.parametrize("query", ["phone=nobody", "kind=letter", "status=lost", "direction=up"])
def test_a_filter_that_is_none_is_refused(client: TestClient, cast: Cast, query: str) -> None:
    assert client.get(f"/v1/owner/messages?{query}", headers=cast.rivera.as_owner).status_code == 422


def test_people_to_ring_back_are_listed_and_ticked_off(client: TestClient, cast: Cast, callbacks: None) -> None:
    def ids(query: str = "") -> list[str]:
        items = client.get(f"/v1/owner/callbacks{query}", headers=cast.rivera.as_owner).json()["items"]
        return [one["id"] for one in items]

    assert ids() == ["second", "first"]
    done = client.patch(
        "/v1/owner/callbacks/first", json={"status": "DONE", "notes": "Rang"}, headers=cast.rivera.as_owner
    ).json()
    assert (done["status"], done["notes"], done["reason"], done["attempts"]) == ("DONE", "Rang", "MISSED_CALL", 1)
    assert (ids("?status=OPEN"), ids("?status=DONE")) == (["second"], ["first"])
    assert client.patch("/v1/owner/callbacks/first", json={}, headers=cast.brooks.as_owner).status_code == 404


def test_a_number_has_one_open_callback(client: TestClient, cast: Cast, services: Services, callbacks: None) -> None:
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        old = Callback("old", CallbackReason.MESSAGE, now, now, phone=MARIA, status=CallbackStatus.DONE)
        unit.callbacks.add("rivera", old)
        unit.commit()
    answer = client.patch("/v1/owner/callbacks/old", json={"status": "OPEN"}, headers=cast.rivera.as_owner)
    assert (answer.status_code, answer.json()["callback_id"]) == (409, "first")
