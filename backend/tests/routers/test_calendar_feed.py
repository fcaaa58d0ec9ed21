"""Any telephone subscribes to the visits by an address that nobody can guess and the owner can change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from starlette.testclient import TestClient

from app.core.appointments import Appointment, AppointmentStatus
from app.core.feeds import VISIT, WATCH, feed_address, is_genuine, read_address
from app.core.slots import Slot
from app.core.texts import Audience
from app.flows.booking import VisitRequest, book_visit, cancel_visit, mark_visit
from app.flows.services import Services
from tests.support.cast import Cast
from tests.support.clock import TurnedClock

BUSINESS = "/v1/owner/business"
ROTATE = "/v1/owner/calendar-feed/rotate"
THURSDAY_ONE = datetime(2026, 6, 4, 18, 0, tzinfo=UTC)


def book(services: Services, technician_id: str, hours: int = 0, **more: Any) -> Appointment:
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        customer = unit.customers.page("rivera", limit=1).items[0]
        assert business is not None
        start = THURSDAY_ONE + timedelta(hours=hours)
        slot = Slot(start, start + timedelta(hours=1), technician_id)
        visit = book_visit(unit, services, business, VisitRequest(customer, slot, business.services[0], **more))
        unit.commit()
    return visit


def path_of(url: str) -> str:
    return url.removeprefix("http://testserver")


def calendar(client: TestClient, url: str) -> Calendar:
    answer = client.get(path_of(url))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def feeds(client: TestClient, cast: Cast) -> tuple[str, dict[str, str]]:
    business = client.get(BUSINESS, headers=cast.rivera.as_owner).json()
    of_people = {each["technician_id"]: each["calendar_feed_url"] for each in business["technician_feeds"]}
    return business["calendar_feed_url"], of_people


def test_the_business_sees_every_visit_and_each_technician_their_own(
    client: TestClient, cast: Cast, services: Services
) -> None:
    visit = book(
        services, "luis", description="all over the garage", address="4120 Rainbow Boulevard", is_emergency=True
    )
    book(services, "dana", hours=2)
    everybody, of_people = feeds(client, cast)
    assert len(calendar(client, everybody).events) == 2
    (event,) = calendar(client, of_people["luis"]).events
    assert event["uid"] == f"{visit.id}@rivera"
    assert event.start == THURSDAY_ONE
    assert event.end == THURSDAY_ONE + timedelta(hours=1)
    assert event["location"] == "4120 Rainbow Boulevard"
    assert "all over the garage" in event["description"]
    assert event["summary"].startswith("EMERGENCY")


def test_a_cancelled_visit_leaves_the_feed_and_one_that_waits_is_tentative(
    client: TestClient, cast: Cast, services: Services
) -> None:
    first, second = book(services, "luis"), book(services, "dana")
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        cancel_visit(unit, services, business, first, actor="owner")
        mark_visit(unit, services, business, second, AppointmentStatus.PENDING_RESCHEDULE, actor="owner")
        unit.commit()
    (event,) = calendar(client, feeds(client, cast)[0]).events
    assert (event["uid"], event["status"]) == (f"{second.id}@rivera", "TENTATIVE")


def test_new_addresses_make_the_old_ones_worthless(client: TestClient, cast: Cast) -> None:
    before, people_before = feeds(client, cast)
    answer = client.post(ROTATE, headers=cast.rivera.as_owner)
    assert answer.status_code == 200
    after, people_after = feeds(client, cast)
    assert answer.json()["calendar_feed_url"] == after != before
    for old in (before, people_before["luis"]):
        assert client.get(path_of(old)).status_code == 404
    for new in (after, people_after["luis"]):
        assert client.get(path_of(new)).status_code == 200


def test_only_the_owner_changes_addresses_and_the_change_is_on_the_audit_log(
    client: TestClient, cast: Cast, services: Services
) -> None:
    assert client.post(ROTATE).status_code == 401
    assert client.post(ROTATE, headers=cast.rivera.as_visitor).status_code in (401, 403)
    client.post(ROTATE, headers=cast.rivera.as_owner)
    with services.store.unit_of_work() as unit:
        line = unit.audit.last()
    assert line is not None
    assert (line.action, line.business_id) == ("calendar_feed.rotated", "rivera")


@pytest.mark.parametrize(
    "secret",
    [
        "x",
        "rivera.all.",
        "rivera.all.000000000000000000000000",
        "..",
        "nobody.all.x",
        "shut.all.x",
        "%00.%00.%00",
        "é.é.é",
    ],
)
def test_a_guessed_address_opens_nothing(client: TestClient, cast: Cast, secret: str) -> None:
    answer = client.get(f"/v1/calendar/{secret}.ics")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_address_opens_only_its_own_calendar(client: TestClient, cast: Cast) -> None:
    url, _ = feeds(client, cast)
    for other in ("brooks", "shut", "default_business"):
        assert client.get(path_of(url).replace("rivera", other)).status_code == 404
    assert client.get(path_of(url).replace(".all.", ".t-luis.")).status_code == 404


def test_a_suspended_business_has_no_feed(client: TestClient, cast: Cast, services: Services) -> None:
    with services.store.unit_of_work() as unit:
        shut = feed_address(services.keys.of(unit), "shut", "all", None)
    assert client.get(f"/v1/calendar/{shut}.ics").status_code == 404


def test_the_customer_gets_a_link_to_their_own_visit_and_sees_nobody_else(
    client: TestClient, cast: Cast, services: Services
) -> None:
    reachable = replace(services, public_base_url="https://ring.example")
    visit = book(reachable, "luis", description="all over the garage", language="en")
    book(reachable, "dana")
    with services.store.unit_of_work() as unit:
        page = unit.texts.page("rivera", limit=9)
    texts = [text.body for text in page.items if text.audience is Audience.CUSTOMER and text.appointment_id == visit.id]
    link = next(word for word in texts[0].split() if word.startswith("https://ring.example/v1/calendar/"))
    answer = client.get(link.removeprefix("https://ring.example"))
    assert answer.headers["content-disposition"].startswith("attachment")
    (event,) = Calendar.from_ical(answer.content).events
    assert event["summary"].startswith("Rivera Plumbing: ")
    assert "garage" not in answer.text
    client.post(ROTATE, headers=cast.rivera.as_owner)
    assert client.get(link.removeprefix("https://ring.example")).status_code == 404


def test_the_link_to_a_visit_stops_a_month_after_it(
    client: TestClient, cast: Cast, services: Services, clock: TurnedClock
) -> None:
    visit = book(services, "luis")
    address = feed_address(services.keys.key, "rivera", f"{VISIT}{visit.id}", None)
    clock.turn(days=29)
    assert client.get(f"/v1/calendar/{address}.ics").status_code == 200
    clock.turn(days=4)
    assert client.get(f"/v1/calendar/{address}.ics").status_code == 404


def test_a_calendar_that_did_not_change_is_not_sent_again(client: TestClient, cast: Cast, services: Services) -> None:
    visit = book(services, "luis")
    path = path_of(feeds(client, cast)[0])
    first = client.get(path)
    assert first.headers["cache-control"] == "private, max-age=300"
    again = client.get(path, headers={"If-None-Match": f'W/"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        cancel_visit(unit, services, business, visit, actor="owner")
        unit.commit()
    assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_a_calendar_s_own_word_is_heard_by_its_token_alone(client: TestClient, cast: Cast, services: Services) -> None:
    notifications = "/v1/calendar/notifications"
    with services.store.unit_of_work() as unit:
        token = str(feed_address(services.keys.of(unit), "rivera", WATCH, None))
    assert client.post(notifications, headers={"X-Goog-Resource-State": "sync"}).status_code == 204
    changed = {"X-Goog-Resource-State": "exists"}
    assert client.post(notifications, headers=changed).status_code == 404
    assert client.post(notifications, headers={**changed, "X-Goog-Channel-Token": token + "0"}).status_code == 404
    assert client.post(notifications, headers={**changed, "X-Goog-Channel-Token": token}).status_code == 204
    assert client.get(f"/v1/calendar/{token}.ics").status_code == 404


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
def test_whatever_was_said_makes_a_calendar_that_can_be_read(
    client: TestClient, cast: Cast, services: Services, words: str
) -> None:
    with services.store.unit_of_work() as unit:
        for visit in unit.appointments.page("rivera", limit=99).items:
            unit.appointments.remove("rivera", visit.id)
        unit.commit()
    book(services, "luis", description=words, contact_name=words, address=words)
    assert len(calendar(client, feeds(client, cast)[0]).events) == 1


@given(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_an_address_is_read_as_it_was_written(business_id: str, subject: str, generation: str) -> None:
    key = b"of the test"
    address = feed_address(key, business_id or "b", subject.replace(".", ""), generation)
    if address.subject:
        assert read_address(str(address)) == address
        assert is_genuine(address, key, generation)
        assert not is_genuine(address, b"another", generation)
