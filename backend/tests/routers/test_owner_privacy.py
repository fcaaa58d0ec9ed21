"""What is held on a person is given to them, and erased everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from tests.support.cast import MARIA, OLIVE, Cast

NINA = "+18165550123"
TRACES = ("8165550123", "555-0123", "Nina", "Petrova", "4120 Rainbow")


def nina_texts(client: TestClient) -> None:
    """A stranger books by text, and leaves traces everywhere."""
    words = (
        "Hi, this is Nina Petrova at 4120 Rainbow Boulevard, my water heater leaks, can you come tomorrow at 3?",
        "Yes please",
        "Yes",
    )
    for number, said in enumerate(words):
        form = {"From": NINA, "To": "+18165550110", "Body": said, "MessageSid": f"SM{number}"}
        client.post("/twilio/sms?business_id=rivera", data=form)


def everything(client: TestClient, cast: Cast) -> str:
    """All that the owner can see."""
    paths = (
        "/v1/crm/customers",
        "/v1/crm/appointments",
        "/v1/crm/conversations",
        "/v1/owner/messages",
        "/v1/owner/callbacks",
        "/v1/owner/schedule/tomorrow",
        "/v1/owner/export/customers.csv",
        "/v1/owner/export/appointments.csv",
        "/v1/owner/export/conversations.csv",
    )
    seen = [client.get(path, headers=cast.rivera.as_owner).text for path in paths]
    for talk in client.get("/v1/crm/conversations", headers=cast.rivera.as_owner).json()["items"]:
        seen.append(client.get(f"/v1/crm/conversations/{talk['id']}", headers=cast.rivera.as_owner).text)
    return "\n".join(seen)


def kept(services: Services) -> str:
    """All that the store holds, the audit log included."""
    stores = vars(services.store._unit).values()  # type: ignore[attr-defined]
    tables = [table for store in stores for table in vars(store).values() if hasattr(table, "__dict__")]
    return repr([vars(table) for table in tables])


def post(client: TestClient, cast: Cast, path: str, **body: Any) -> Any:
    return client.post(f"/v1/owner/privacy/{path}", json=body, headers=cast.rivera.as_owner)


def test_a_person_gets_all_that_is_held_on_them(client: TestClient, cast: Cast) -> None:
    nina_texts(client)
    held = post(client, cast, "export", phone="(816) 555-0123").json()
    assert (held["phone"], held["customer"]["name"]) == (NINA, "Nina Petrova")
    assert [visit["address"] for visit in held["appointments"]] == ["4120 Rainbow Boulevard"]
    assert any("water heater" in message["text"] for message in held["conversations"][0]["messages"])
    assert {text["audience"] for text in held["messages"]} == {"customer", "owner"}
    assert held["opt_out"] is None
    by_id = post(client, cast, "export", customer_id=held["customer"]["id"]).json()
    assert by_id == held


def test_an_erased_person_is_nowhere_and_the_counts_stay(client: TestClient, cast: Cast, services: Services) -> None:
    nina_texts(client)
    for trace in ("Nina", "4120 Rainbow", "8165550123"):
        assert trace in everything(client, cast)
        assert trace in kept(services)
    analytics = client.get("/v1/owner/analytics", headers=cast.rivera.as_owner).json()
    sms = client.get("/v1/owner/sms-metrics", headers=cast.rivera.as_owner).json()
    answer = post(client, cast, "erase", phone=NINA)
    assert answer.status_code == 200
    erased = answer.json()["erased"]
    assert (erased["customers"], erased["appointments"], erased["conversations"]) == (1, 1, 1)
    for trace in TRACES:
        assert trace not in everything(client, cast)
        assert trace not in kept(services)
    assert client.get("/v1/owner/analytics", headers=cast.rivera.as_owner).json() == analytics
    assert client.get("/v1/owner/sms-metrics", headers=cast.rivera.as_owner).json() == sms
    visits = client.get("/v1/crm/appointments", headers=cast.rivera.as_owner).json()["items"]
    assert [(visit["status"], visit["customer_name"]) for visit in visits] == [("CANCELLED", "")]
    assert len(client.get("/v1/crm/customers", headers=cast.rivera.as_owner).json()["items"]) == 2


def test_an_opt_out_outlives_its_person(client: TestClient, cast: Cast) -> None:
    post(client, cast, "erase", customer_id="olive")
    refused = client.post("/v1/owner/messages", json={"phone": OLIVE, "body": "Hello"}, headers=cast.rivera.as_owner)
    assert (refused.status_code, refused.json()["reason"]) == (422, "opted_out")


def test_both_are_on_the_audit_log_without_the_number(client: TestClient, cast: Cast, services: Services) -> None:
    post(client, cast, "export", phone=MARIA)
    post(client, cast, "erase", phone=MARIA)
    with services.store.unit_of_work(read_only=True) as unit:
        lines = unit.audit.chain(after=0, limit=10)
    assert [(line.action, line.target) for line in lines] == [
        ("privacy.exported", "maria"),
        ("privacy.erased", "maria"),
    ]
    assert MARIA not in repr(lines)


def test_nobody_is_erased_across_tenants(client: TestClient, cast: Cast) -> None:
    erased = client.post("/v1/owner/privacy/erase", json={"phone": MARIA}, headers=cast.brooks.as_owner)
    assert set(erased.json()["erased"].values()) == {0}
    other = client.post("/v1/owner/privacy/erase", json={"customer_id": "maria"}, headers=cast.brooks.as_owner)
    assert other.status_code == 404
    assert client.get("/v1/crm/customers/maria", headers=cast.rivera.as_tenant).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"phone": "no"}, 422), ({"phone": MARIA, "customer_id": "maria"}, 422), ({"customer_id": "x"}, 404)],
)
@pytest.mark.parametrize("path", ["export", "erase"])
def test_a_person_must_be_named(client: TestClient, cast: Cast, path: str, body: dict[str, str], status: int) -> None:
    assert post(client, cast, path, **body).status_code == status


def test_erasing_is_for_owners(client: TestClient, cast: Cast) -> None:
    for path in ("export", "erase"):
        answer = client.post(f"/v1/owner/privacy/{path}", json={"phone": MARIA}, headers=cast.rivera.as_tenant)
        assert answer.status_code == 403
