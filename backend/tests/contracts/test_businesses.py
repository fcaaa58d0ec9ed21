"""Tenants: what is set is kept to the letter, and a phone number leads to one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app.core import businesses as core
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, a_business, at, ids, kept, walk

HOURS = core.WeeklyHours(((core.OpenSpan(time(8), time(17)),), *((),) * 5, (core.OpenSpan(time(22), time(2)),)))

FULL = a_business(
    "full",
    vertical="hvac",
    language="es",
    timezone="America/Denver",
    country="MX",
    status=core.BusinessStatus.SUSPENDED,
    phone_number=ANA,
    messaging_service_sid="MG1",
    owner_phone=BEN,
    owner_email="owner@example.com",
    address="1 Main Street",
    service_area=("66103", "64111"),
    business_hours=HOURS,
    holidays=(date(2026, 12, 25),),
    closures=(core.Closure(at(0), at(60), "stock-taking"),),
    openings=(core.Opening(at(600), at(660), "market day"),),
    services=(core.Service("drain", "Drain", 90, "from $120", ("clog", "blocked"), {"es": "Desagüe"}),),
    technicians=(
        core.Technician(
            "lee",
            "Lee",
            phone=BEN,
            skills=("drain",),
            hours=HOURS,
            on_call=True,
            calendar_id="lee@example.com",
            active=False,
            days_off=(core.DayOff(date(2026, 7, 1), date(2026, 7, 14)),),
        ),
    ),
    slot_rules=core.SlotRules(15, 30, 10, 5, 6, 7, 8, 9),
    faq=(core.FaqEntry("Do you work on Sundays?", "Yes — from ten at night."),),
    greeting="Hello “there” 👋",
    emergency_policy=core.EmergencyPolicy(False, ("on_call",), 9, False, "We charge $90."),
    quiet_hours=core.QuietHours(time(20, 30), time(9, 15)),
    marketing_consent=core.MarketingConsent.REQUIRED,
    opt_out_replies=core.OptOutReplies.TWILIO,
    templates={"reminder": {"es": "Hasta mañana"}},
    pause=core.Pause(True, True),
    transcript_retention_days=30,
    calendar_id="all@example.com",
    calendar_feed_secret_hash="f00",
)


def test_every_setting_comes_back_as_it_was_stored(empty_store: Store) -> None:
    with kept(empty_store) as unit:
        unit.businesses.add(FULL)
    with empty_store.unit_of_work(read_only=True) as unit:
        assert unit.businesses.get("full") == FULL


def test_a_change_is_stored(store: Store) -> None:
    changed = replace(FULL, id=RIVERA)
    with kept(store) as unit:
        unit.businesses.save(changed)
    with store.unit_of_work() as unit:
        assert unit.businesses.get(RIVERA) == changed
        assert unit.businesses.get(BROOKS) == a_business(BROOKS)


def test_times_come_back_aware_and_in_utc(store: Store) -> None:
    with store.unit_of_work() as unit:
        business = unit.businesses.get(RIVERA)
    assert business is not None
    assert business.created_at.tzinfo is UTC


def test_an_unknown_tenant_is_absent_and_cannot_be_changed(store: Store) -> None:
    with store.unit_of_work() as unit:
        assert unit.businesses.get("nobody") is None
        with pytest.raises(UnknownRecord):
            unit.businesses.save(a_business("nobody"))


def test_an_id_is_given_once(store: Store) -> None:
    with store.unit_of_work() as unit, pytest.raises(DuplicateRecord):
        unit.businesses.add(a_business(RIVERA))


def test_a_number_leads_to_its_tenant_until_it_is_given_up(store: Store) -> None:
    with kept(store) as unit:
        unit.businesses.save(a_business(RIVERA, phone_number=ANA))
    with kept(store) as unit:
        assert unit.businesses.owning_number(ANA) == a_business(RIVERA, phone_number=ANA)
        assert unit.businesses.owning_number(BEN) is None
        unit.businesses.save(a_business(RIVERA, phone_number=BEN))
    with store.unit_of_work() as unit:
        assert unit.businesses.owning_number(ANA) is None
        assert unit.businesses.owning_number(BEN) == a_business(RIVERA, phone_number=BEN)


def test_a_number_belongs_to_one_tenant(store: Store) -> None:
    with kept(store) as unit:
        unit.businesses.save(a_business(RIVERA, phone_number=ANA))
    with store.unit_of_work() as unit:
        with pytest.raises(DuplicateRecord):
            unit.businesses.save(a_business(BROOKS, phone_number=ANA))
        with pytest.raises(DuplicateRecord):
            unit.businesses.add(a_business("third", phone_number=ANA))


def test_tenants_are_listed_oldest_first(empty_store: Store) -> None:
    with kept(empty_store) as unit:
        for name, created in (("b", 1), ("c", 0), ("a", 1), ("d", 2)):
            unit.businesses.add(a_business(name, created_at=at(created)))
    with empty_store.unit_of_work() as unit:
        for limit in (1, 2, 3, 9):
            assert ids(walk(unit.businesses.page, limit=limit)) == ["c", "a", "b", "d"]


def test_moments_keep_their_microseconds(store: Store) -> None:
    moment = datetime(2026, 3, 8, 7, 59, 59, 999_999, tzinfo=UTC)
    with kept(store) as unit:
        unit.businesses.save(a_business(RIVERA, updated_at=moment))
    with store.unit_of_work() as unit:
        assert unit.businesses.get(RIVERA) == a_business(RIVERA, updated_at=moment)


def test_a_feeds_secret_finds_its_business_until_it_is_rotated(store: Store) -> None:
    with kept(store) as unit:
        unit.businesses.save(a_business(RIVERA, calendar_feed_secret_hash="first"))
    with kept(store) as unit:
        assert unit.businesses.with_feed("first") == a_business(RIVERA, calendar_feed_secret_hash="first")
        unit.businesses.save(a_business(RIVERA, calendar_feed_secret_hash="second"))
    with store.unit_of_work() as unit:
        assert unit.businesses.with_feed("first") is None
        found = unit.businesses.with_feed("second")
        assert found is not None
        assert found.id == RIVERA
