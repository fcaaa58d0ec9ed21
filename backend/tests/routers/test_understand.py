"""What the assistant makes of one utterance, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.support.cast import Cast


def understand(client: TestClient, cast: Cast, **fields: Any) -> Any:
    return client.post("/v1/voice/understand", json=fields, headers=cast.rivera.as_tenant)


def test_a_wish_for_a_time_comes_with_its_span(client: TestClient, cast: Cast) -> None:
    made = understand(client, cast, text="Could somebody look at my water heater tomorrow after 3?").json()
    assert (made["intent"], made["is_emergency"], made["emergency_level"]) == ("schedule", False, "routine")
    assert made["when"]["start"] == "2026-06-04T15:00:00-05:00"
    assert made["when"]["end"] == "2026-06-05T00:00:00-05:00"
    assert made["slots"]["service_type"] == "water_heater"
    assert made["slots"]["requested"]["start"] == made["when"]["start"]


def test_now_and_timezone_are_those_of_the_question(client: TestClient, cast: Cast) -> None:
    made = understand(
        client, cast, text="today at noon", now="2026-01-05T09:00:00+01:00", timezone="Europe/Berlin"
    ).json()
    assert made["when"]["start"] == "2026-01-05T12:00:00+01:00"


def test_several_spans_are_the_first_and_its_alternatives(client: TestClient, cast: Cast) -> None:
    when = understand(client, cast, text="I am free tomorrow or Friday").json()["when"]
    assert (when["start"][:10], [other["start"][:10] for other in when["alternatives"]]) == (
        "2026-06-04",
        ["2026-06-05"],
    )


def test_danger_is_named_with_its_reason(client: TestClient, cast: Cast) -> None:
    made = understand(client, cast, text="I smell gas in the kitchen").json()
    assert (made["is_emergency"], made["emergency_level"], made["intent"]) == (True, "life", "emergency")
    assert made["emergency_reason"]
    assert made["when"] is None


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "🚰🔥", "a" * 100_000, "5" * 60_000, "\u202egnirps"])
def test_any_text_is_understood_as_something(client: TestClient, cast: Cast, text: str) -> None:
    answer = understand(client, cast, text=text)
    assert answer.status_code == 200
    assert {"intent", "confidence", "when", "slots", "emergency_reason"} <= set(answer.json())


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "text"),
        ({"text": 5}, "text"),
        ({"text": "a" * 100_001}, "text"),
        ({"text": "hi", "now": "2026-01-05T09:00:00"}, "now"),
        ({"text": "hi", "now": "9999-12-31T23:00:00-05:00"}, "now"),
        ({"text": "hi", "now": "0001-01-01T00:00:00Z"}, "now"),
        ({"text": "hi", "timezone": "Mars/Base"}, "timezone"),
        ({"text": "hi", "language": "fr"}, "language"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(
    client: TestClient, cast: Cast, fields: dict[str, Any], named: str
) -> None:
    answer = understand(client, cast, **fields)
    assert answer.status_code == 422
    assert named in answer.json()["errors"][0]["loc"]


def test_nothing_is_stored(client: TestClient, cast: Cast) -> None:
    understand(client, cast, text="This is Ana Ruiz, my sink leaks")
    for path in ("/v1/crm/conversations", "/v1/crm/customers?q=ana"):
        assert client.get(path, headers=cast.rivera.as_tenant).json()["items"] == []
