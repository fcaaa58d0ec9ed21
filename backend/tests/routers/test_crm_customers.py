"""Customers through the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.support.cast import AS_ADMIN, MARIA, OLIVE, Cast

CUSTOMERS = "/v1/crm/customers"


def add(client: TestClient, cast: Cast, **fields: Any) -> Any:
    return client.post(CUSTOMERS, json=fields, headers=cast.rivera.as_tenant)


def test_a_new_customer_is_stored_with_the_phone_as_e164(client: TestClient, cast: Cast) -> None:
    answer = add(client, cast, name="  Ana   Ruiz ", phone="(816) 555-0188", tags=["vip", "vip"], language="es")
    assert answer.status_code == 201
    made = answer.json()
    assert (made["name"], made["phone"], made["tags"], made["language"]) == ("Ana Ruiz", "+18165550188", ["vip"], "es")
    assert (made["email"], made["address"], made["notes"], made["sms_opt_out"]) == (None, None, "", False)
    assert made["created_at"] == "2026-06-03T10:00:00-05:00"
    assert client.get(f"{CUSTOMERS}/{made['id']}", headers=cast.rivera.as_owner).json() == made


def test_the_same_phone_again_updates_the_first(client: TestClient, cast: Cast) -> None:
    answer = add(client, cast, name="Maria L.", phone="816-555-0142", address="12 Elm Street")
    assert (answer.status_code, answer.json()["id"], answer.json()["name"]) == (200, "maria", "Maria L.")
    assert client.get(f"{CUSTOMERS}/maria", headers=cast.rivera.as_tenant).json()["address"] == "12 Elm Street"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": "Ana", "phone": "not a phone"}, "phone"),
        ({"name": "Ana", "phone": ""}, "phone"),
        ({"name": "Ana", "phone": "9" * 60_000}, "phone"),
        ({"name": "", "phone": "+18165550188"}, "name"),
        ({"phone": "+18165550188"}, "name"),
        ({"name": "A" * 5_000}, "name"),
        ({"name": "Ana", "email": "nobody"}, "email"),
        ({"name": "Ana", "language": "fr"}, "language"),
        ({"name": "Ana\x00"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"name": "Ana", "colour": "red"}, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    client: TestClient, cast: Cast, fields: dict[str, Any], named: str
) -> None:
    answer = client.post(
        CUSTOMERS, content=json.dumps(fields), headers={**cast.rivera.as_tenant, "Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "request_id", "errors"} <= set(problem)
    assert named in problem["errors"][0]["loc"]


def test_opting_out_by_text_shows_on_the_customer(client: TestClient, cast: Cast) -> None:
    listed = client.get(CUSTOMERS, headers=cast.rivera.as_tenant).json()["items"]
    assert {one["id"]: one["sms_opt_out"] for one in listed} == {"maria": False, "olive": True}
    assert client.get(f"{CUSTOMERS}/olive", headers=cast.rivera.as_tenant).json()["sms_opt_out"] is True


def test_the_desk_may_note_and_take_back_its_own_opt_out_but_not_a_stop(client: TestClient, cast: Cast) -> None:
    def patch(who: str, opt_out: bool) -> Any:
        return client.patch(f"{CUSTOMERS}/{who}", json={"sms_opt_out": opt_out}, headers=cast.rivera.as_tenant)

    assert patch("maria", True).json()["sms_opt_out"] is True
    assert patch("maria", False).json()["sms_opt_out"] is False
    assert patch("olive", False).status_code == 422
    assert client.get(f"{CUSTOMERS}/olive", headers=cast.rivera.as_tenant).json()["sms_opt_out"] is True


def test_consent_to_campaigns_is_noted_with_its_moment(client: TestClient, cast: Cast) -> None:
    def patch(consent: bool) -> Any:
        body = {"marketing_consent": consent}
        answer = client.patch(f"{CUSTOMERS}/maria", json=body, headers=cast.rivera.as_tenant)
        return answer.json()["marketing_consent_at"]

    noted = patch(True)
    assert noted is not None
    assert patch(True) == noted
    assert patch(False) is None
    sam = {"name": "Sam Reed", "phone": "816 555 0143", "marketing_consent": True}
    added = client.post(CUSTOMERS, json=sam, headers=cast.rivera.as_tenant)
    assert added.json()["marketing_consent_at"] is not None


def test_the_desk_cannot_take_back_a_stop_by_erasing_first(client: TestClient, cast: Cast) -> None:
    client.post("/v1/owner/privacy/erase", json={"customer_id": "olive"}, headers=cast.rivera.as_owner)
    olive = {"name": "Olive Stone", "phone": OLIVE}
    added = client.post(CUSTOMERS, json=olive, headers=cast.rivera.as_tenant).json()
    assert added["sms_opt_out"] is True
    again = client.post(CUSTOMERS, json={**olive, "sms_opt_out": False}, headers=cast.rivera.as_tenant)
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=LOPEZ", ["maria"]),
        ("q=0177", ["olive"]),
        ("phone=%2B18165550142", ["maria"]),
        ("phone=816 555 0142", ["maria"]),
        ("q=nobody", []),
        ("tag=vip", []),
    ],
)
def test_customers_are_found_by_a_part(client: TestClient, cast: Cast, query: str, found: list[str]) -> None:
    items = client.get(f"{CUSTOMERS}?{query}", headers=cast.rivera.as_tenant).json()["items"]
    assert [one["id"] for one in items] == found


def test_a_patch_replaces_what_it_names_and_nothing_else(client: TestClient, cast: Cast) -> None:
    changed = client.patch(f"{CUSTOMERS}/maria", json={"notes": "Gate code 12"}, headers=cast.rivera.as_tenant).json()
    assert (changed["notes"], changed["name"], changed["phone"]) == ("Gate code 12", "Maria Lopez", MARIA)
    cleared = client.patch(f"{CUSTOMERS}/maria", json={"phone": None}, headers=cast.rivera.as_tenant).json()
    assert cleared["phone"] is None


def test_two_customers_never_share_a_phone(client: TestClient, cast: Cast) -> None:
    answer = client.patch(f"{CUSTOMERS}/maria", json={"phone": OLIVE}, headers=cast.rivera.as_tenant)
    assert (answer.status_code, answer.json()["customer_id"]) == (409, "olive")


def test_a_deleted_customer_is_gone(client: TestClient, cast: Cast) -> None:
    assert client.delete(f"{CUSTOMERS}/maria", headers=cast.rivera.as_tenant).status_code == 204
    assert client.get(f"{CUSTOMERS}/maria", headers=cast.rivera.as_tenant).status_code == 404
    assert client.delete(f"{CUSTOMERS}/maria", headers=cast.rivera.as_tenant).status_code == 404


@pytest.mark.parametrize("customer_id", ["maria", "nobody", "a%00b", "x" * 500, "..%2F..%2Fetc"])
def test_unknown_and_foreign_ids_look_alike(client: TestClient, cast: Cast, customer_id: str) -> None:
    answer = client.get(f"{CUSTOMERS}/{customer_id}", headers=cast.brooks.as_tenant)
    assert answer.status_code == 404


def test_the_operator_reaches_a_tenant_by_naming_it(client: TestClient, cast: Cast) -> None:
    named = client.get(CUSTOMERS, headers={**AS_ADMIN, "X-Business-ID": "rivera"})
    assert [one["id"] for one in named.json()["items"]] == ["olive", "maria"]
    assert client.get(CUSTOMERS, headers={**AS_ADMIN, "X-Business-ID": "brooks"}).json()["items"] == []


def test_a_list_comes_in_pages(client: TestClient, cast: Cast) -> None:
    for number in range(5):
        add(client, cast, name=f"Customer {number}", phone=f"+1816555020{number}")
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{CUSTOMERS}?limit=3&cursor={cursor}", headers=cast.rivera.as_tenant).json()
        seen += [one["name"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "cursor=made-up", "cursor=eyJhIjoxfQ"])
def test_a_false_limit_or_cursor_is_refused(client: TestClient, cast: Cast, query: str) -> None:
    answer = client.get(f"{CUSTOMERS}?{query}", headers=cast.rivera.as_tenant)
    assert answer.status_code == 422
    assert query.split("=")[0] in answer.json()["errors"][0]["loc"]


def test_a_cursor_of_another_list_is_refused(client: TestClient, cast: Cast) -> None:
    cursor = client.get(f"{CUSTOMERS}?limit=1", headers=cast.rivera.as_tenant).json()["next_cursor"]
    answer = client.get(f"/v1/crm/conversations?cursor={cursor}", headers=cast.rivera.as_tenant)
    assert answer.status_code == 422


def test_a_create_sent_twice_has_its_effect_once(client: TestClient, cast: Cast) -> None:
    body = {"name": "Walk-in without a phone"}
    headers = {**cast.rivera.as_tenant, "Idempotency-Key": "first-1"}
    first = client.post(CUSTOMERS, json=body, headers=headers)
    again = client.post(CUSTOMERS, json=body, headers=headers)
    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert len(client.get(f"{CUSTOMERS}?q=walk-in", headers=cast.rivera.as_tenant).json()["items"]) == 1


def test_the_same_key_with_another_body_is_a_conflict(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Idempotency-Key": "k"}
    client.post(CUSTOMERS, json={"name": "Ana"}, headers=headers)
    assert client.post(CUSTOMERS, json={"name": "Eva"}, headers=headers).status_code == 409
    as_json = {**headers, "Content-Type": "application/json"}
    assert client.post(CUSTOMERS, content=b'{ "name" : "Ana" }', headers=as_json).status_code == 201


def test_a_key_belongs_to_its_tenant(client: TestClient, cast: Cast) -> None:
    for tenant, name in ((cast.rivera, "Ana"), (cast.brooks, "Eva")):
        answer = client.post(CUSTOMERS, json={"name": name}, headers={**tenant.as_tenant, "Idempotency-Key": "same"})
        assert (answer.status_code, answer.json()["name"]) == (201, name)


def test_a_refused_request_does_not_use_up_its_key(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Idempotency-Key": "retry"}
    assert client.post(CUSTOMERS, json={"name": "Ana", "phone": "12"}, headers=headers).status_code == 422
    assert client.post(CUSTOMERS, json={"name": "Ana", "phone": "+18165550188"}, headers=headers).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "with space", "é"])
def test_a_key_that_is_no_token_is_refused(client: TestClient, cast: Cast, key: str) -> None:
    headers = [(b"Idempotency-Key", key.encode()), (b"X-API-Key", cast.rivera.api_key.encode())]
    assert client.post(CUSTOMERS, json={"name": "Ana"}, headers=headers).status_code == 422


@pytest.mark.parametrize("part", ["maria", "LOPEZ", "5550142", "555-0142", "(816) 555-0142", "+1 816.555.0142"])
def test_part_of_a_name_or_number_finds_a_customer_however_it_is_written(
    client: TestClient, cast: Cast, part: str
) -> None:
    found = client.get(CUSTOMERS, params={"q": part}, headers=cast.rivera.as_tenant).json()["items"]
    assert [one["name"] for one in found] == ["Maria Lopez"]
