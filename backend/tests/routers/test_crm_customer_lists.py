"""Customers merged, imported, and looked at over time, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.callbacks import Callback, CallbackReason
from app.core.conversations import Channel, Conversation
from app.flows.services import Services
from tests.support.cast import MARIA, OLIVE, Cast

CUSTOMERS = "/v1/crm/customers"
CSV = (
    "Name,Phone,Email,Address,Tags,Favourite colour\r\n"
    "Ana Ruiz,(816) 555-0188,ana@ruiz.example,12 Elm Street,vip; late payer,blue\r\n"
    "Maria Lopez,+18165550142,,77 Oak Avenue,,\r\n"
    ",816 555 0189,,,,\r\n"
    "Bo,not a phone,,,,\r\n"
    "Cy,816 555 0190,nobody,,,\r\n"
    "\r\n"
    '"Ruiz, Ana",8165550188,,,,\r\n'
    "Olive Stone,816-555-0177,,,,\r\n"
)


def upload(client: TestClient, cast: Cast, content: bytes, query: str = "") -> Any:
    files = {"file": ("customers.csv", content, "text/csv")}
    return client.post(f"{CUSTOMERS}/import{query}", files=files, headers=cast.rivera.as_tenant)


def book(client: TestClient, cast: Cast, customer_id: str, start: str) -> str:
    body = {"customer_id": customer_id, "start_time": start, "service_type": "water_heater"}
    answer = client.post("/v1/crm/appointments", json=body, headers=cast.rivera.as_tenant)
    return str(answer.json()["id"])


def get(client: TestClient, cast: Cast, path: str) -> Any:
    return client.get(f"{CUSTOMERS}{path}", headers=cast.rivera.as_tenant).json()


def test_a_list_is_imported_row_by_row(client: TestClient, cast: Cast) -> None:
    expected = {
        "created": 1,
        "updated": 2,
        "skipped": 1,
        "errors": [
            {"row": 4, "detail": "name is missing"},
            {"row": 5, "detail": "phone is no phone number"},
            {"row": 6, "detail": "email is no e-mail address"},
        ],
    }
    dry = upload(client, cast, CSV.encode(), "?dry_run=true")
    assert (dry.status_code, dry.json()) == (200, expected)
    assert len(get(client, cast, "")["items"]) == 2
    assert upload(client, cast, CSV.encode()).json() == expected
    ana = get(client, cast, "?phone=8165550188")["items"][0]
    assert (ana["name"], ana["email"], ana["address"], ana["tags"]) == (
        "Ruiz, Ana",
        "ana@ruiz.example",
        "12 Elm Street",
        ["vip", "late payer"],
    )
    assert get(client, cast, "/maria")["address"] == "77 Oak Avenue"
    again = upload(client, cast, CSV.encode()).json()
    assert (again["created"], again["updated"], again["skipped"]) == (0, 2, 2)


@pytest.mark.parametrize(
    ("content", "created"),
    [
        ("\ufeffname;phone\nJosé;8165550188\n".encode(), 1),
        ("name\tphone\nJosé\t8165550188\n".encode("cp1252"), 1),
        (b"phone,name\n8165550188,Ana\n8165550189", 1),
        (b"name,phone\n", 0),
        (b"name,phone\n" + b"A,8165550188\n" * 3, 1),
        (b"name,phone\n=cmd|' /C calc'!A0,8165550188\n", 1),
    ],
)
def test_lists_come_in_many_spellings(client: TestClient, cast: Cast, content: bytes, created: int) -> None:
    assert upload(client, cast, content).json()["created"] == created


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\x00\x01\x02\xff", b"name,phone\n" + b'"' + b"x" * 140_000, bytes(range(256))]
)
def test_what_is_no_table_is_refused(client: TestClient, cast: Cast, content: bytes) -> None:
    answer = upload(client, cast, content)
    assert answer.status_code == 422
    assert "file" in answer.json()["errors"][0]["loc"]


def test_an_import_needs_a_file(client: TestClient, cast: Cast) -> None:
    assert client.post(f"{CUSTOMERS}/import", headers=cast.rivera.as_tenant).status_code == 422
    assert client.post(f"{CUSTOMERS}/import", json={}, headers=cast.rivera.as_tenant).status_code == 422


def test_a_large_list_is_taken_and_a_huge_one_refused(client: TestClient, cast: Cast) -> None:
    rows = "".join(f"Customer {number},+1816555{number:04d},,,\n" for number in range(2_000))
    report = upload(client, cast, f"name,phone,email,address,tags\n{rows}".encode()).json()
    assert (report["created"], report["updated"]) == (1_998, 2)
    assert upload(client, cast, b"x" * (10 * 1024 * 1024 + 1)).status_code == 413


@pytest.fixture
def histories(client: TestClient, cast: Cast, services: Services) -> None:
    """Maria and Olive each have a past; they are one person."""
    now = services.clock.now()
    book(client, cast, "maria", "2026-06-04T10:00:00-05:00")
    book(client, cast, "olive", "2026-06-05T10:00:00-05:00")
    with services.store.unit_of_work() as unit:
        unit.conversations.add("rivera", Conversation("t1", Channel.VOICE, now, customer_id="maria", phone=MARIA))
        unit.conversations.add("rivera", Conversation("t2", Channel.SMS, now, customer_id="olive", phone=OLIVE))
        callback = Callback("c1", CallbackReason.VOICEMAIL, now, now, phone=OLIVE, customer_id="olive")
        unit.callbacks.add("rivera", callback)
        unit.commit()


def test_merged_records_are_one_with_both_pasts(client: TestClient, cast: Cast, histories: None) -> None:
    answer = client.post(
        f"{CUSTOMERS}/merge", json={"keep_id": "maria", "merge_id": "olive"}, headers=cast.rivera.as_tenant
    )
    merged = answer.json()
    assert (answer.status_code, merged["id"], merged["phone"]) == (200, "maria", MARIA)
    assert OLIVE in merged["notes"]
    assert client.get(f"{CUSTOMERS}/olive", headers=cast.rivera.as_tenant).status_code == 404
    starts = [one["start_time"][:10] for one in get(client, cast, "/maria/appointments")["items"]]
    assert starts == ["2026-06-05", "2026-06-04"]
    talks = {one["id"] for one in get(client, cast, "/maria/conversations")["items"]}
    assert talks == {"t1", "t2"}


def test_what_one_record_lacks_comes_from_the_other(client: TestClient, cast: Cast) -> None:
    def add(**fields: Any) -> str:
        return str(client.post(CUSTOMERS, json=fields, headers=cast.rivera.as_tenant).json()["id"])

    keep = add(name="Ana", tags=["a"], notes="first")
    other = add(name="Ana R.", phone="+18165550188", email="ana@ruiz.example", tags=["b"], notes="second")
    merged = client.post(
        f"{CUSTOMERS}/merge", json={"keep_id": keep, "merge_id": other}, headers=cast.rivera.as_tenant
    ).json()
    assert (merged["name"], merged["phone"], merged["email"]) == ("Ana", "+18165550188", "ana@ruiz.example")
    assert (merged["tags"], merged["notes"]) == (["a", "b"], "first\nsecond")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"keep_id": "maria", "merge_id": "maria"}, 422),
        ({"keep_id": "maria", "merge_id": "nobody"}, 409),
        ({"keep_id": "maria"}, 422),
    ],
)
def test_only_two_customers_are_merged(client: TestClient, cast: Cast, body: dict[str, str], status: int) -> None:
    assert client.post(f"{CUSTOMERS}/merge", json=body, headers=cast.rivera.as_tenant).status_code == status


def test_nobody_merges_across_tenants(client: TestClient, cast: Cast) -> None:
    theirs = client.post(CUSTOMERS, json={"name": "Eva"}, headers=cast.brooks.as_tenant).json()["id"]
    for body in ({"keep_id": "maria", "merge_id": theirs}, {"keep_id": theirs, "merge_id": "maria"}):
        for tenant in (cast.rivera, cast.brooks):
            assert client.post(f"{CUSTOMERS}/merge", json=body, headers=tenant.as_tenant).status_code == 409
    assert client.get(f"{CUSTOMERS}/{theirs}", headers=cast.brooks.as_tenant).status_code == 200


def test_a_timeline_joins_everything_newest_first(client: TestClient, cast: Cast, histories: None) -> None:
    whole = get(client, cast, "/olive/timeline")
    assert [one["type"] for one in whole["items"][:1]] == ["appointment"]
    assert {one["type"] for one in whole["items"]} == {"appointment", "conversation", "text", "callback"}
    assert [one["at"] for one in whole["items"]] == sorted((one["at"] for one in whole["items"]), reverse=True)
    assert all(one["id"] == one[one["type"]]["id"] for one in whole["items"])
    assert whole["next_cursor"] is None
    for limit in (1, 2, 3):
        pieces: list[str] = []
        cursor = ""
        while cursor is not None:
            page = get(client, cast, f"/olive/timeline?limit={limit}&cursor={cursor}")
            assert 0 < len(page["items"]) <= limit
            pieces += [one["id"] for one in page["items"]]
            cursor = page["next_cursor"]
        assert sorted(pieces) == sorted(one["id"] for one in whole["items"])


def test_another_tenants_customer_has_no_past_here(client: TestClient, cast: Cast) -> None:
    for path in ("appointments", "conversations", "timeline"):
        assert client.get(f"{CUSTOMERS}/maria/{path}", headers=cast.brooks.as_tenant).status_code == 404
