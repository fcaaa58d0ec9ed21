"""The owner texts by hand, takes conversations over and hands them back."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from tests.support.cast import MARIA, OLIVE, Cast
from tests.support.clock import TurnedClock


def send(client: TestClient, cast: Cast, **fields: Any) -> Any:
    return client.post("/v1/owner/messages", json=fields, headers=cast.rivera.as_owner)


def text_in(client: TestClient, words: str, sid: str) -> str:
    form = {"From": MARIA, "To": "+18165550110", "Body": words, "MessageSid": sid}
    answer = client.post("/twilio/sms?business_id=rivera", data=form)
    assert answer.status_code == 200
    return answer.text


def thread(client: TestClient, cast: Cast) -> Any:
    talks = client.get("/v1/crm/conversations?channel=sms", headers=cast.rivera.as_tenant).json()["items"]
    return client.get(f"/v1/crm/conversations/{talks[0]['id']}", headers=cast.rivera.as_tenant).json()


def test_a_text_by_hand_goes_out_and_is_listed(client: TestClient, cast: Cast) -> None:
    answer = send(client, cast, phone="816-555-0142", body="We are on our way")
    assert answer.status_code == 201
    text = answer.json()
    assert (text["to"], text["kind"], text["status"], text["direction"]) == (MARIA, "manual", "sent", "out")
    assert client.get("/v1/owner/messages?kind=manual", headers=cast.rivera.as_owner).json()["items"] == [text]
    by_id = send(client, cast, customer_id="maria", body="Nearly there").json()
    assert (by_id["to"], by_id["customer_id"]) == (MARIA, "maria")


def test_a_text_by_hand_keeps_to_the_consent_gate(client: TestClient, cast: Cast) -> None:
    refused = send(client, cast, phone=OLIVE, body="Hello")
    assert (refused.status_code, refused.json()["reason"]) == (422, "opted_out")
    assert client.get("/v1/owner/messages", headers=cast.rivera.as_owner).json()["items"] == []


def test_a_text_by_hand_waits_for_the_morning(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    clock.turn(hours=12)
    text = send(client, cast, phone=MARIA, body="See you tomorrow").json()
    assert (text["status"], text["reason"], text["send_after"]) == (
        "deferred",
        "quiet_hours",
        "2026-06-04T08:00:00-05:00",
    )


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"body": "Hello"}, 422),
        ({"body": "", "phone": MARIA}, 422),
        ({"body": "x" * 1601, "phone": MARIA}, 422),
        ({"body": "Hello", "phone": "nobody"}, 422),
        ({"body": "Hello", "phone": MARIA, "customer_id": "maria"}, 422),
        ({"body": "Hello", "customer_id": "nobody"}, 404),
    ],
)
def test_what_cannot_be_sent_is_refused(client: TestClient, cast: Cast, fields: dict[str, Any], status: int) -> None:
    assert send(client, cast, **fields).status_code == status


def test_a_text_sent_twice_goes_once(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_owner, "Idempotency-Key": "t1"}
    body = {"phone": MARIA, "body": "Hello"}
    first, again = (client.post("/v1/owner/messages", json=body, headers=headers) for _ in range(2))
    assert first.json() == again.json()
    assert len(client.get("/v1/owner/messages", headers=cast.rivera.as_owner).json()["items"]) == 1


def test_while_taken_over_the_assistant_stays_silent(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    assert "<Message>" in text_in(client, "My sink is leaking", "SM1")
    talk = thread(client, cast)["id"]
    taken = client.post(f"/v1/owner/conversations/{talk}/takeover", headers=cast.rivera.as_owner)
    assert (taken.status_code, taken.json()["taken_over"]) == (200, True)
    assert "<Message>" not in text_in(client, "Is anybody there?", "SM2")
    send(client, cast, phone=MARIA, body="Dana here. I can come at four.")
    clock.turn(hours=30)
    assert "<Message>" not in text_in(client, "Thank you Dana", "SM3")
    said = [(one["role"], one["text"]) for one in thread(client, cast)["messages"][-3:]]
    assert said == [
        ("caller", "Is anybody there?"),
        ("owner", "Dana here. I can come at four."),
        ("caller", "Thank you Dana"),
    ]
    back = client.post(f"/v1/owner/conversations/{talk}/handback", headers=cast.rivera.as_owner)
    assert back.json()["taken_over"] is False
    assert "<Message>" in text_in(client, "Actually, make it Friday", "SM4")


def test_an_open_emergency_is_on_the_summary_until_somebody_takes_it_over(client: TestClient, cast: Cast) -> None:
    def waiting() -> list[dict[str, Any]]:
        summary = client.get("/v1/owner/summary/today", headers=cast.rivera.as_owner).json()
        return list(summary["open_emergencies"])

    assert waiting() == []
    body = {"caller_phone": MARIA}
    call = client.post("/v1/voice/session/start", json=body, headers=cast.rivera.as_tenant).json()["session_id"]
    said = {"session_id": call, "text": "I smell gas in the kitchen"}
    client.post("/v1/voice/session/input", json=said, headers=cast.rivera.as_tenant)
    [gas] = waiting()
    assert (gas["phone"], gas["is_emergency"]) == (MARIA, True)
    taken = client.post(f"/v1/owner/conversations/{gas['id']}/takeover", headers=cast.rivera.as_owner).json()
    assert "taken by Rivera Plumbing" in taken["notes"]
    assert waiting() == []


def test_a_thread_that_had_ended_goes_on_for_the_person(client: TestClient, cast: Cast, services: Services) -> None:
    text_in(client, "My sink is leaking", "SM1")
    talk = thread(client, cast)["id"]
    with services.store.unit_of_work(read_only=True) as unit:
        session = unit.sessions.by_conversation("rivera", talk)
    assert session is not None
    client.post("/v1/voice/session/end", json={"session_id": session.id}, headers=cast.rivera.as_tenant)
    client.post(f"/v1/owner/conversations/{talk}/takeover", headers=cast.rivera.as_owner)
    assert "<Message>" not in text_in(client, "One more thing", "SM2")
    assert thread(client, cast)["id"] == talk


def test_only_a_conversation_of_ones_own_is_taken_over(client: TestClient, cast: Cast) -> None:
    text_in(client, "My sink is leaking", "SM1")
    talk = thread(client, cast)["id"]
    for path in ("takeover", "handback"):
        answer = client.post(f"/v1/owner/conversations/{talk}/{path}", headers=cast.brooks.as_owner)
        assert answer.status_code == 404
    assert thread(client, cast)["taken_over"] is False
