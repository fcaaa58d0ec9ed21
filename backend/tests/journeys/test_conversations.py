"""Every conversation of the corpus ends as its caller wanted."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.core.appointments import Appointment
from app.core.conversations import Channel
from app.core.customers import Customer
from app.core.dialogue.steps import Then
from app.flows.services import Services
from tests.line import MARIA, WEDNESDAY, Line, services_at

CORPUS = Path(__file__).parents[1] / "corpus"
BUSINESS = "default_business"
ENDINGS = {True: Then.HANG_UP, "transfer": Then.TRANSFER, "voicemail": Then.VOICEMAIL}


def conversations() -> list[Any]:
    cases = []
    for file in sorted(CORPUS.glob("conversations_*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["conversation"]:
            cases.append(pytest.param(case, id=f"{file.stem[-2:]} {case['about']}"))
    return cases


def moment(text: str) -> datetime:
    """ "Fri 14:00" of the week that begins on Wednesday, June 3, in Kansas City."""
    day, clock = text.split()
    local = WEDNESDAY.astimezone(ZoneInfo("America/Chicago")).replace(hour=int(clock[:2]), minute=int(clock[3:]))
    while local.strftime("%a") != day:
        local += timedelta(days=1)
    return local.astimezone(UTC)


def know(services: Services, case: dict[str, Any]) -> None:
    name, _, address = case["knows"].partition(", ")
    with services.store.unit_of_work() as unit:
        unit.customers.add(
            BUSINESS,
            Customer("c1", name, WEDNESDAY, WEDNESDAY, phone=MARIA, address=address, language=case.get("speaks")),
        )
        if "has" in case:
            start = moment(case["has"])
            unit.appointments.book(
                BUSINESS,
                Appointment(
                    "v1", "c1", name, "luis", start, start + timedelta(hours=1), "sump_pump", WEDNESDAY, WEDNESDAY,
                    customer_phone=MARIA, address=address,
                ),
            )  # fmt: skip
        unit.commit()


def lead(case: dict[str, Any]) -> Line:
    services = services_at()
    if "knows" in case:
        know(services, case)
    channel = Channel(case.get("by", "voice"))
    line = Line(services, channel, phone=None if channel is Channel.WEB else MARIA)
    line.ring()
    for words in case["says"]:
        if words == "…":
            line.is_silent()
        elif words.startswith("#"):
            line.presses(words[1:])
        else:
            line.says(words)
    return line


def visit_as_written(line: Line) -> str:
    return ", ".join(line.local(visit.start_time) for visit in line.visits())


@pytest.mark.parametrize("case", conversations())
def test_the_conversation_ends_as_the_caller_wanted(case: dict[str, Any]) -> None:
    line = lead(case)
    booked = visit_as_written(line)
    assert booked.startswith(case["visit"]), booked
    assert bool(booked) == bool(case["visit"])
    visits = line.visits()
    for field, stored in (("name", "customer_name"), ("service", "service_type"), ("address", "address")):
        if field in case:
            assert (getattr(visits[0], stored) or "") == case[field]
    if "outcome" in case:
        assert line.conversation.outcome == case["outcome"]
    if "level" in case:
        assert line.state.emergency_level == case["level"]
    if "callback" in case:
        assert [callback.reason for callback in line.callbacks()] == [case["callback"]]
    if "ends" in case:
        assert line.result.then is ENDINGS[case["ends"]]


def test_the_corpus_holds_enough_conversations_in_both_languages() -> None:
    assert len(conversations()) >= 80
