"""The owner's day, as it is heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.appointments import Appointment
from app.core.businesses import Business, Service
from app.core.wording.day_plan import count_sentence, day_sentence, reschedules_sentence, street_of

NOON = datetime(2026, 6, 4, 17, 0, tzinfo=UTC)  # in Kansas City
ENGLISH = Business(
    id="rivera",
    name="Rivera Plumbing",
    created_at=NOON,
    updated_at=NOON,
    services=(
        Service("water_heater", "water heater", names={"es": "calentador de agua"}),
        Service("leak_repair", "leak repair", names={"es": "reparación de fuga"}),
    ),
)
SPANISH = replace(ENGLISH, language="es")


def visit(hours: float, **more: object) -> Appointment:
    start = NOON + timedelta(hours=hours)
    made = Appointment(
        id=f"v{hours}",
        customer_id="c",
        customer_name="Maria Lopez",
        technician_id="luis",
        start_time=start,
        end_time=start + timedelta(hours=1),
        service_type="water_heater",
        address="4120 Rainbow Boulevard, Kansas City, KS",
        created_at=NOON,
        updated_at=NOON,
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("business", "visits", "said"),
    [
        (ENGLISH, [], "You have no jobs tomorrow."),
        (SPANISH, [], "No tiene trabajos mañana."),
        (
            ENGLISH,
            [visit(-4)],
            "Tomorrow you have one job: at eight, a water heater job on Rainbow Boulevard.",
        ),
        (
            ENGLISH,
            [visit(-4, description="Leaking water heater.")],
            "Tomorrow you have one job: at eight, a leaking water heater on Rainbow Boulevard.",
        ),
        (
            ENGLISH,
            [visit(-4, description="The water heater in the garage drips and hisses")],
            "Tomorrow you have one job: at eight, a water heater job on Rainbow Boulevard.",
        ),
        (
            SPANISH,
            [visit(-4, description="Calentador de agua con fuga")],
            "Mañana tiene un trabajo: a las ocho, calentador de agua con fuga en Rainbow Boulevard.",
        ),
        (
            ENGLISH,
            [visit(-4, is_emergency=True, address=None, service_type="leak_repair")],
            "Tomorrow you have one job, an emergency: at eight, a leak repair for Maria Lopez.",
        ),
        (
            ENGLISH,
            [visit(-4), visit(0), visit(1, is_emergency=True), visit(3.5)],
            "Tomorrow you have four jobs, one of them an emergency. The first is at eight, a water heater job on "
            "Rainbow Boulevard. The last is at three thirty.",
        ),
        (
            SPANISH,
            [visit(-4), visit(1)],
            "Mañana tiene dos trabajos. El primero es a las ocho, calentador de agua en Rainbow Boulevard. "
            "El último es a la una.",
        ),
    ],
)
def test_a_day_is_a_sentence_or_two(business: Business, visits: list[Appointment], said: str) -> None:
    assert day_sentence(business, visits, tomorrow=True) == said


@pytest.mark.parametrize(
    ("business", "visits", "said"),
    [
        (ENGLISH, [], "You have no jobs today."),
        (ENGLISH, [visit(1)], "Today you have one job."),
        (ENGLISH, [visit(1, is_emergency=True)], "Today you have one job, and it is an emergency."),
        (ENGLISH, [visit(1, is_emergency=True)] * 2, "Today you have two jobs, all of them emergencies."),
        (
            SPANISH,
            [visit(1, is_emergency=True)] * 2 + [visit(2)],
            "Hoy tiene tres trabajos, dos de ellos emergencias.",
        ),
    ],
)
def test_a_count_is_a_sentence(business: Business, visits: list[Appointment], said: str) -> None:
    assert count_sentence(business, visits) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Nobody is waiting for a new time."),
        (["Ana"], "Ana is waiting for a new time."),
        (["Ana", "Ben"], "Two customers are waiting for a new time: Ana and Ben."),
        (["Ana", "Ben", "Cy", "Di"], "Four customers are waiting for a new time, among them Ana, Ben and Cy."),
    ],
)
def test_who_waits_is_named_as_far_as_one_can_keep_it(names: list[str], said: str) -> None:
    assert reschedules_sentence(ENGLISH, [visit(1, customer_name=name) for name in names]) == said


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("4120 Rainbow Boulevard, Kansas City", "Rainbow Boulevard"),
        ("77-B Oak Street Apt 4", "Oak Street"),
        ("12 Oak St., Mission", "Oak Street"),
        ("9 St. John Ave", "St. John Avenue"),
        ("5 Drive Apt 2", "Drive"),
        ("the corner of Main", None),
        ("", None),
        (None, None),
    ],
)
def test_a_street_is_said_without_its_number(address: str | None, street: str | None) -> None:
    assert street_of(address) == street
