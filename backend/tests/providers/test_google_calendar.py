"""Google's calendar, with everything that Google, the network and the owner may do to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.appointments import Appointment
from app.core.businesses import Business, Service, Technician
from app.core.slots import Taken
from app.providers.google.calendar import GoogleCalendar
from app.providers.google.events import event_id
from app.providers.ports import (
    ChangedOutside,
    OutcomeUnknown,
    ProviderError,
    Rejected,
    SyncTokenExpired,
    Unavailable,
)
from tests.support.google_server import GoogleServer, Temper, google_server

NOW = datetime(2026, 6, 3, 15, 0, tzinfo=UTC)
THURSDAY_ONE = datetime(2026, 6, 4, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHOP, LUIS = "shop@group.calendar.google.com", "luis@group.calendar.google.com"
QUOTA = Temper(403, "rateLimitExceeded")


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with google_server() as server:
        server.calendars = {SHOP: {}, LUIS: {}}
        yield server


@pytest.fixture
def calendar(google: GoogleServer) -> Iterator[GoogleCalendar]:
    with closing(at(google)) as made:
        yield made


@pytest.fixture
def rivera() -> Business:
    """One technician; everything is in the business's calendar."""
    return Business(
        id="rivera",
        name="Rivera Plumbing",
        created_at=NOW,
        updated_at=NOW,
        calendar_id=SHOP,
        services=(Service("leak", "leak repair"),),
        technicians=(Technician("luis", "Luis Rivera"),),
    )


@pytest.fixture
def pair(rivera: Business) -> Business:
    """Two technicians, both in the business's calendar."""
    return replace(rivera, technicians=(*rivera.technicians, Technician("dana", "Dana Brooks")))


@pytest.fixture
def visit() -> Appointment:
    return Appointment(
        id="visit1",
        customer_id="maria",
        customer_name="Maria Lopez",
        customer_phone="+18165550142",
        technician_id="luis",
        start_time=THURSDAY_ONE,
        end_time=THURSDAY_ONE + HOUR,
        service_type="leak",
        description="all over the garage",
        address="4120 Rainbow Boulevard",
        created_at=NOW,
        updated_at=NOW,
    )


def at(google: GoogleServer, **more: Any) -> GoogleCalendar:
    settings: dict[str, Any] = {
        "credentials_file": None,
        "base_url": google.address,
        "default_business_id": "default_business",
        "default_calendar_id": SHOP,
        "busy_seconds": 5.0,
        "write_seconds": 5.0,
    }
    return GoogleCalendar(**{**settings, **more})


def busy(calendar: GoogleCalendar, business: Business) -> list[Taken]:
    return list(calendar.busy(business, NOW, NOW + 48 * HOUR))


class TestBusyTimes:
    def test_other_events_of_the_business_take_everybody_s_time(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business
    ) -> None:
        google.add_foreign(SHOP, THURSDAY_ONE, THURSDAY_ONE + HOUR)
        google.add_foreign(SHOP, THURSDAY_ONE + HOUR, THURSDAY_ONE + 2 * HOUR, transparency="transparent")
        assert busy(calendar, rivera) == [Taken(THURSDAY_ONE, THURSDAY_ONE + HOUR, None, visit=False)]

    def test_a_technician_s_own_calendar_takes_only_their_time(
        self, google: GoogleServer, calendar: GoogleCalendar, pair: Business
    ) -> None:
        luis, dana = pair.technicians
        pair = replace(pair, technicians=(replace(luis, calendar_id=LUIS), dana))
        google.add_foreign(LUIS, THURSDAY_ONE, THURSDAY_ONE + HOUR)
        assert busy(calendar, pair) == [Taken(THURSDAY_ONE, THURSDAY_ONE + HOUR, "luis", visit=False)]

    def test_our_own_visits_in_a_shared_calendar_leave_the_others_free(
        self, google: GoogleServer, calendar: GoogleCalendar, pair: Business, visit: Appointment
    ) -> None:
        calendar.put(pair, visit)
        assert busy(calendar, pair) == []
        google.add_foreign(SHOP, THURSDAY_ONE - HOUR, THURSDAY_ONE + HOUR)
        google.add_foreign(SHOP, THURSDAY_ONE + 5 * HOUR, THURSDAY_ONE + 6 * HOUR, transparency="transparent")
        declined = [{"self": True, "responseStatus": "declined"}]
        google.add_foreign(SHOP, THURSDAY_ONE + 7 * HOUR, THURSDAY_ONE + 8 * HOUR, attendees=declined)
        assert busy(calendar, pair) == [Taken(THURSDAY_ONE - HOUR, THURSDAY_ONE + HOUR, None, visit=False)]

    def test_a_whole_day_ends_at_midnight_of_the_calendar_s_zone(
        self, google: GoogleServer, calendar: GoogleCalendar, pair: Business
    ) -> None:
        google.add_foreign(SHOP, THURSDAY_ONE, THURSDAY_ONE + HOUR, id="vacation")
        google.touch(SHOP, "vacation", start={"date": "2026-06-04"}, end={"date": "2026-06-05"})
        (taken,) = busy(calendar, pair)
        assert (taken.start, taken.end) == (
            datetime(2026, 6, 4, 5, 0, tzinfo=UTC),
            datetime(2026, 6, 5, 5, 0, tzinfo=UTC),
        )

    def test_a_business_without_a_calendar_is_not_asked_about(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business
    ) -> None:
        assert busy(calendar, replace(rivera, calendar_id=None)) == []
        assert google.calls == []
        assert calendar.calendars(replace(rivera, id="default_business", calendar_id=None)) == [SHOP]

    def test_more_calendars_than_google_answers_for_at_once_are_asked_in_turns(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business
    ) -> None:
        names = [f"c{number}@group.calendar.google.com" for number in range(60)]
        google.calendars |= {name: {} for name in names}
        people = tuple(Technician(name[:3].rstrip("@"), name, calendar_id=name) for name in names)
        assert busy(calendar, replace(rivera, technicians=people)) == []
        assert google.count("freebusy.query") == 2

    def test_a_calendar_that_is_not_shared_looks_free_and_is_unknown(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business
    ) -> None:
        del google.calendars[SHOP]
        with pytest.raises(Unavailable):
            busy(calendar, rivera)

    @pytest.mark.parametrize(
        "temper",
        [
            QUOTA,
            Temper(403, "forbidden"),
            Temper(429, "rateLimitExceeded"),
            Temper(503),
            Temper(drop=True),
            Temper(body="<html>"),
            Temper(body="{}"),
            Temper(body='{"calendars": {"' + SHOP + '": {}}}'),
            Temper(body='{"calendars": {"' + SHOP + '": {"busy": [{"start": "soon"}]}}}'),
            Temper(410),
        ],
    )
    def test_anything_but_a_whole_answer_is_unknown(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, temper: Temper
    ) -> None:
        google.temper("freebusy.query", temper, temper)
        with pytest.raises(ProviderError):
            busy(calendar, rivera)

    def test_a_caller_does_not_wait_for_a_google_that_hangs(self, google: GoogleServer, rivera: Business) -> None:
        google.temper("freebusy.query", Temper(hang=True))
        with closing(at(google, busy_seconds=0.2, silent_seconds=0)) as impatient:
            with pytest.raises(ProviderError):
                busy(impatient, rivera)
            assert not google.over.is_set()
            assert busy(impatient, rivera) == []

    def test_after_a_hang_the_next_callers_do_not_queue_for_another(
        self, google: GoogleServer, rivera: Business
    ) -> None:
        google.temper("freebusy.query", Temper(hang=True))
        with closing(at(google, busy_seconds=0.2, silent_seconds=3600)) as impatient:
            for _caller in range(3):
                with pytest.raises(ProviderError):
                    busy(impatient, rivera)
        assert google.count("freebusy.query") == 1

    def test_a_quick_refusal_is_no_reason_to_ask_no_more(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business
    ) -> None:
        google.temper("freebusy.query", Temper(503))
        with pytest.raises(ProviderError):
            busy(calendar, rivera)
        assert busy(calendar, rivera) == []


class TestEvents:
    def test_a_visit_is_one_event_however_often_it_is_put(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        assert calendar.put(rivera, visit) == put == event_id("rivera", "visit1")
        assert calendar.put(rivera, replace(visit, calendar_event_id=put)) == put
        (event,) = google.calendars[SHOP].values()
        assert event["summary"] == "leak repair: Maria Lopez"
        assert event["location"] == "4120 Rainbow Boulevard"
        assert event["description"] == "(816) 555-0142\nall over the garage"
        assert event["start"] == {"dateTime": "2026-06-04T13:00:00-05:00", "timeZone": "America/Chicago"}
        assert event["extendedProperties"]["private"]["appointment_id"] == "visit1"

    def test_a_moved_visit_moves_its_event(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        later = replace(visit, calendar_event_id=put, start_time=THURSDAY_ONE + HOUR, end_time=THURSDAY_ONE + 2 * HOUR)
        calendar.put(rivera, replace(later, is_emergency=True))
        event = google.calendars[SHOP][put]
        assert event["start"]["dateTime"] == "2026-06-04T14:00:00-05:00"
        assert event["summary"].startswith("EMERGENCY")

    def test_an_event_whose_storing_was_never_confirmed_is_found_again(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        google.temper("events.insert", Temper(done=True, status=503))
        with pytest.raises(OutcomeUnknown):
            calendar.put(rivera, visit)
        calendar.put(rivera, visit)
        google.temper("events.insert", Temper(done=True, drop=True))
        calendar.put(rivera, replace(visit, id="visit2"))
        assert len(google.calendars[SHOP]) == 2

    def test_quota_errors_pass(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        google.temper("events.insert", QUOTA, Temper(403, "userRateLimitExceeded"))
        for _twice in range(2):
            with pytest.raises(Unavailable):
                calendar.put(rivera, visit)
        calendar.put(rivera, visit)

    @pytest.mark.parametrize("reason", ["quotaExceeded", "forbidden", "insufficientPermissions"])
    def test_what_wants_a_person_is_permanent(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment, reason: str
    ) -> None:
        google.temper("events.insert", Temper(403, reason))
        with pytest.raises(Rejected):
            calendar.put(rivera, visit)

    def test_a_removed_event_is_gone_and_stays_gone(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        calendar.remove(rivera, visit)
        put = calendar.put(rivera, visit)
        calendar.remove(rivera, visit)
        calendar.remove(rivera, visit)
        assert google.calendars[SHOP][put]["status"] == "cancelled"
        google.temper("events.delete", Temper(503))
        with pytest.raises(OutcomeUnknown):
            calendar.remove(rivera, visit)
        google.temper("events.delete", Temper(403, "forbidden"))
        with pytest.raises(Rejected):
            calendar.remove(rivera, visit)

    def test_a_visit_that_comes_back_takes_up_its_old_event(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        calendar.remove(rivera, visit)
        assert calendar.put(rivera, visit) == put
        assert google.calendars[SHOP][put]["status"] == "confirmed"

    def test_an_event_that_vanished_without_a_trace_is_made_again(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        google.calendars[SHOP].clear()
        assert calendar.put(rivera, replace(visit, calendar_event_id=put)) == put
        assert put in google.calendars[SHOP]

    def test_a_move_by_hand_goes_before_what_we_would_write(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        google.drag(SHOP, put, THURSDAY_ONE + 3 * HOUR)
        with pytest.raises(ChangedOutside) as by_hand:
            calendar.put(rivera, replace(visit, calendar_event_id=put, description="new"))
        assert by_hand.value.change.appointment_id == "visit1"
        assert by_hand.value.change.start == THURSDAY_ONE + 3 * HOUR
        moved = replace(
            visit, calendar_event_id=put, start_time=THURSDAY_ONE + 3 * HOUR, end_time=THURSDAY_ONE + 4 * HOUR
        )
        calendar.put(rivera, moved)
        calendar.put(rivera, replace(moved, description="new"))
        assert google.calendars[SHOP][put]["description"].endswith("new")

    def test_a_deletion_by_hand_goes_before_what_we_would_write(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        google.delete_by_hand(SHOP, put)
        with pytest.raises(ChangedOutside) as by_hand:
            calendar.put(rivera, replace(visit, calendar_event_id=put))
        assert (by_hand.value.change.appointment_id, by_hand.value.change.start) == ("visit1", None)

    def test_two_writers_of_one_event_do_not_overwrite_each_other(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        put = calendar.put(rivera, visit)
        google.temper("events.patch", Temper(412, "conditionNotMet"))
        with pytest.raises(Unavailable):
            calendar.put(rivera, replace(visit, calendar_event_id=put))

    def test_an_id_that_belongs_to_something_else_is_left_alone(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        google.add_foreign(SHOP, THURSDAY_ONE, THURSDAY_ONE + HOUR, id=event_id("rivera", "visit1"))
        with pytest.raises(Rejected):
            calendar.put(rivera, visit)

    def test_a_business_without_a_calendar_keeps_its_visits_here(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        bare = replace(rivera, calendar_id=None)
        assert calendar.put(bare, visit) == "event_placeholder_visit1"
        calendar.remove(bare, visit)
        assert google.calls == []


class TestChangesByHand:
    def test_moves_and_deletions_come_back_and_our_own_writes_do_not(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, visit: Appointment
    ) -> None:
        for number in range(5):
            calendar.put(rivera, replace(visit, id=f"visit{number}"))
        google.add_foreign(SHOP, THURSDAY_ONE, THURSDAY_ONE + HOUR)
        first = calendar.changes(rivera, SHOP, None, NOW)
        assert first.changes == ()
        google.drag(SHOP, event_id("rivera", "visit2"), THURSDAY_ONE + 4 * HOUR)
        google.delete_by_hand(SHOP, event_id("rivera", "visit3"))
        whole_day = {"start": {"date": "2026-06-05"}, "end": {"date": "2026-06-06"}}
        google.touch(SHOP, event_id("rivera", "visit4"), **whole_day)
        calendar.put(rivera, replace(visit, id="visit9"))
        second = calendar.changes(rivera, SHOP, first.sync_token, NOW)
        found = {change.event_id: (change.appointment_id, change.start) for change in second.changes}
        assert found == {
            event_id("rivera", "visit2"): ("visit2", THURSDAY_ONE + 4 * HOUR),
            event_id("rivera", "visit3"): (None, None),
            event_id("rivera", "visit4"): ("visit4", None),
        }
        assert calendar.changes(rivera, SHOP, second.sync_token, NOW).changes == ()

    def test_an_old_token_is_said_to_be_expired(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business
    ) -> None:
        token = calendar.changes(rivera, SHOP, None, NOW).sync_token
        google.clock, google.oldest_token = 50, 40
        with pytest.raises(SyncTokenExpired):
            calendar.changes(rivera, SHOP, token, NOW)

    def test_an_event_in_a_colleague_s_calendar_changes_hands(
        self, google: GoogleServer, calendar: GoogleCalendar, pair: Business, visit: Appointment
    ) -> None:
        luis, dana = pair.technicians
        pair = replace(pair, technicians=(replace(luis, calendar_id=LUIS), dana))
        put = calendar.put(pair, visit)
        event = google.calendars[LUIS][put]
        google.delete_by_hand(LUIS, put)
        google.calendars[SHOP][put] = event
        google.touch(SHOP, put)
        (change,) = calendar.changes(pair, SHOP, None, NOW).changes
        assert (change.technician_ids, change.start) == (frozenset({"dana"}), THURSDAY_ONE)

    @pytest.mark.parametrize("temper", [Temper(403, "forbidden"), Temper(503), Temper(body='{"items": []}')])
    def test_a_list_that_cannot_be_had_is_an_error(
        self, google: GoogleServer, calendar: GoogleCalendar, rivera: Business, temper: Temper
    ) -> None:
        google.temper("events.list", temper)
        with pytest.raises(ProviderError):
            calendar.changes(rivera, SHOP, None, NOW)


class TestTheServiceAccount:
    @pytest.fixture
    def key_file(self, google: GoogleServer, tmp_path: Path) -> str:
        """A key of nobody's, made for this test; its token server is the local one."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = tmp_path / "robot.json"
        account = {
            "type": "service_account",
            "client_email": "robot@example.iam.gserviceaccount.com",
            "token_uri": f"{google.address}/token",
            "private_key": pem.decode(),
        }
        path.write_text(json.dumps(account))
        return str(path)

    def test_it_shows_its_token_and_asks_for_one_only_once(
        self, google: GoogleServer, rivera: Business, visit: Appointment, key_file: str
    ) -> None:
        google.demands_token = True
        with closing(at(google, credentials_file=key_file)) as calendar:
            calendar.put(rivera, visit)
            calendar.remove(rivera, visit)
        assert google.tokens_given == 1

    def test_without_a_token_busy_times_are_unknown_and_writes_wait(
        self, google: GoogleServer, rivera: Business, visit: Appointment, key_file: str
    ) -> None:
        google.token_status = 400
        with closing(at(google, credentials_file=key_file)) as calendar:
            with pytest.raises(Unavailable):
                busy(calendar, rivera)
            with pytest.raises(Unavailable):
                calendar.put(rivera, visit)
            google.token_status = 200
            calendar.put(rivera, visit)

    def test_without_a_key_only_this_machine_is_asked(self) -> None:
        with pytest.raises(ValueError, match="GOOGLE_CALENDAR_CREDENTIALS_FILE"):
            GoogleCalendar(
                credentials_file=None, base_url=None, default_business_id="default_business", default_calendar_id=None
            )
