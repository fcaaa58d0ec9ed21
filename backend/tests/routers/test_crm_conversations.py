"""Conversations through the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.core.conversations import Channel, Conversation, Message, Outcome, Role
from app.flows.services import Services
from tests.support.cast import MARIA, Cast

CONVERSATIONS = "/v1/crm/conversations"


@pytest.fixture
def talks(services: Services, cast: Cast) -> None:
    """A call that was booked and a chat that was left, in rivera."""
    now = services.clock.now()
    call = Conversation(
        id="call",
        channel=Channel.VOICE,
        started_at=now,
        customer_id="maria",
        customer_name="Maria Lopez",
        phone=MARIA,
        outcome=Outcome.BOOKED,
        intent="schedule",
        summary="A leaking water heater",
        message_count=2,
    )
    chat = Conversation(id="chat", channel=Channel.WEB, started_at=now + timedelta(minutes=1), flagged_for_review=True)
    with services.store.unit_of_work() as unit:
        unit.conversations.add("rivera", call)
        unit.conversations.add("rivera", chat)
        unit.conversations.add_message("rivera", Message("m1", "call", Role.ASSISTANT, "Hello", now))
        unit.conversations.add_message("rivera", Message("m2", "call", Role.CALLER, "My heater leaks 💧", now))
        unit.commit()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["chat", "call"]),
        ("channel=voice", ["call"]),
        ("channel=sms", []),
        ("outcome=booked", ["call"]),
        ("flagged=true", ["chat"]),
        ("flagged=false", ["call"]),
        ("q=WATER", ["call"]),
    ],
)
def test_conversations_are_listed_newest_first(
    client: TestClient, cast: Cast, talks: None, query: str, found: list[str]
) -> None:
    items = client.get(f"{CONVERSATIONS}?{query}", headers=cast.rivera.as_tenant).json()["items"]
    assert [one["id"] for one in items] == found


@pytest.mark.parametrize("query", ["channel=fax", "outcome=banana", "flagged=perhaps"])
def test_a_filter_that_is_none_is_refused(client: TestClient, cast: Cast, query: str) -> None:
    assert client.get(f"{CONVERSATIONS}?{query}", headers=cast.rivera.as_tenant).status_code == 422


def test_one_conversation_comes_with_what_was_said(client: TestClient, cast: Cast, talks: None) -> None:
    talk = client.get(f"{CONVERSATIONS}/call", headers=cast.rivera.as_owner).json()
    assert [(one["role"], one["text"]) for one in talk["messages"]] == [
        ("assistant", "Hello"),
        ("caller", "My heater leaks 💧"),
    ]
    assert talk["messages"][0]["at"] == "2026-06-03T10:00:00-05:00"
    assert (talk["outcome"], talk["intent"], talk["message_count"], talk["ended_at"]) == ("booked", "schedule", 2, None)


def test_another_tenants_conversation_is_unknown(client: TestClient, cast: Cast, talks: None) -> None:
    assert client.get(f"{CONVERSATIONS}/call", headers=cast.brooks.as_tenant).status_code == 404
    answer = client.patch(f"{CONVERSATIONS}/call", json={"notes": "mine"}, headers=cast.brooks.as_tenant)
    assert answer.status_code == 404
    assert client.get(f"{CONVERSATIONS}/call", headers=cast.rivera.as_tenant).json()["notes"] == ""


def test_marks_are_kept(client: TestClient, cast: Cast, talks: None) -> None:
    marks = {"flagged_for_review": True, "tags": ["angry"], "notes": "Ring back", "outcome": "answered"}
    client.patch(f"{CONVERSATIONS}/call", json=marks, headers=cast.rivera.as_tenant)
    talk = client.get(f"{CONVERSATIONS}/call", headers=cast.rivera.as_tenant).json()
    assert {name: talk[name] for name in marks} == marks
    refused = client.patch(f"{CONVERSATIONS}/call", json={"outcome": "banana"}, headers=cast.rivera.as_tenant)
    assert refused.status_code == 422
