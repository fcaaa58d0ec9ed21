"""What each tenant used, through the admin API."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core import tallies
from app.flows.services import Services
from tests.support.cast import AS_ADMIN, Cast
from tests.support.clock import TurnedClock
from tests.support.twilio import Twilio

USAGE = "/v1/admin/businesses/usage"


def used(client: TestClient, business_id: str, days: int = 30) -> Any:
    answer = client.get(f"/v1/admin/businesses/{business_id}/usage?days={days}", headers=AS_ADMIN)
    assert answer.status_code == 200
    return answer.json()


def say(client: TestClient, cast: Cast, *lines: str) -> None:
    key = cast.rivera.as_tenant
    session = client.post("/v1/voice/session/start", json={"caller_phone": "+18165550188"}, headers=key).json()
    for line in lines:
        body = {"session_id": session["session_id"], "text": line}
        assert client.post("/v1/voice/session/input", json=body, headers=key).status_code == 200


def test_a_booked_call_counts_for_its_tenant_alone(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    say(
        client,
        cast,
        "Ann Lee here, my kitchen faucet drips, can you come tomorrow at ten to 12 Oak Street, Kansas City?",
        "yes",
        "yes",
    )
    mine = used(client, "rivera")
    assert {name: mine[name] for name in ("calls", "texts_in", "appointments", "bookings", "emergencies")} == {
        "calls": 1,
        "texts_in": 0,
        "appointments": 1,
        "bookings": 1,
        "emergencies": 0,
    }
    # The customer's confirmation and the owner's alert.
    assert (mine["texts_out"], mine["sms_segments"] >= 2, mine["name"]) == (2, True, "Rivera Plumbing")
    assert mine["sms_cost_cents"] >= 2
    assert datetime.fromisoformat(mine["last_activity_at"]) == clock.now()
    theirs = used(client, "brooks")
    assert not any(theirs[name] for name in tallies.USAGE)
    assert theirs["last_activity_at"] is None


def test_texts_and_emergencies_count(client: TestClient, cast: Cast, twilio: Twilio) -> None:
    twilio.text("hello")
    say(client, cast, "I smell gas in the kitchen")
    mine = used(client, "rivera")
    assert (mine["texts_in"], mine["emergencies"], mine["bookings"]) == (1, 1, 0)


def test_each_day_is_told_apart_and_older_ones_left_out(
    client: TestClient, cast: Cast, services: Services, clock: TurnedClock
) -> None:
    today = clock.now().date()
    with services.store.unit_of_work() as unit:
        for ago, amount in ((0, 3), (2, 5), (3, 70)):
            unit.tallies.add("rivera", tallies.CALLS, today - timedelta(days=ago), amount)
        unit.commit()
    mine = used(client, "rivera", days=3)
    assert [(day["date"], day["calls"]) for day in mine["by_day"]] == [
        ("2026-06-01", 5),
        ("2026-06-02", 0),
        ("2026-06-03", 3),
    ]
    assert (mine["calls"], mine["days"]) == (8, 3)
    assert used(client, "rivera")["calls"] == 78


def test_all_tenants_are_listed_by_pages(client: TestClient, cast: Cast) -> None:
    first = client.get(f"{USAGE}?limit=2", headers=AS_ADMIN).json()
    second = client.get(f"{USAGE}?limit=2&cursor={first['next_cursor']}", headers=AS_ADMIN).json()
    ids = [one["business_id"] for one in (*first["items"], *second["items"])]
    assert sorted(ids) == ["brooks", "default_business", "rivera", "shut"]
    assert second["next_cursor"] is None


def test_the_table_holds_all_tenants_and_its_export_is_audited(
    client: TestClient, cast: Cast, services: Services
) -> None:
    say(client, cast, "hello")
    answer = client.get("/v1/admin/businesses/usage.csv?days=7", headers=AS_ADMIN)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="usage.csv"'
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert list(rows[0]) == ["business_id", "name", "status", *tallies.USAGE, "last_activity_at"]
    assert {row["business_id"]: row["calls"] for row in rows}["rivera"] == "1"
    with services.store.unit_of_work(read_only=True) as unit:
        assert [line.action for line in unit.audit.page(limit=9).items] == ["export.usage"]


@pytest.mark.parametrize("path", ["usage", "usage.csv", "rivera/usage"])
@pytest.mark.parametrize("days", ["0", "367", "-1", "soon"])
def test_days_that_make_no_sense_are_refused(client: TestClient, cast: Cast, path: str, days: str) -> None:
    answer = client.get(f"/v1/admin/businesses/{path}?days={days}", headers=AS_ADMIN)
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "days"])


def test_an_unknown_tenant_has_no_usage(client: TestClient) -> None:
    assert client.get("/v1/admin/businesses/nobody/usage", headers=AS_ADMIN).status_code == 404
