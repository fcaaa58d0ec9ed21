"""Where the business promises a window and no minute, every word about a visit says the window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.businesses import SlotRules
from app.core.conversations import Channel
from app.core.texts import Audience
from app.flows.services import Services
from app.wiring import DEFAULT_BUSINESS_ID
from tests.line import Line, services_at

TROUBLE = "My kitchen faucet is dripping, I'm Maria Lopez at 4120 Rainbow Boulevard in Kansas City"


@pytest.fixture
def services() -> Services:
    desk = services_at()
    with desk.store.unit_of_work() as unit:
        business = unit.businesses.get(DEFAULT_BUSINESS_ID)
        assert business is not None
        unit.businesses.save(replace(business, slot_rules=SlotRules(arrival_window_minutes=120)))
        unit.commit()
    return desk


@pytest.fixture
def line(services: Services) -> Line:
    line = Line(services)
    line.ring()
    return line


def test_windows_are_spoken_read_back_confirmed_and_texted(line: Line) -> None:
    assert "tomorrow between eight and ten, between ten and noon or between noon and two" in line.says(
        f"{TROUBLE}, tomorrow"
    )
    assert "between ten and noon" in line.says("between ten and noon works")
    assert "between ten and noon" in line.says("yes please")
    assert line.local(line.visit.start_time) == "Thu 10:00"
    (customers, *_), (owners, *_) = line.texts(Audience.CUSTOMER), line.texts(Audience.OWNER)
    assert "between 10 AM and 12 PM" in customers.body
    assert "between 10 AM and 12 PM" in owners.body


def test_a_clock_time_inside_a_window_names_it(line: Line) -> None:
    line.says(f"{TROUBLE}, tomorrow")
    line.says("eleven is good")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Thu 10:00"


def test_the_whole_window_lies_in_what_the_caller_wished(line: Line) -> None:
    line.says(f"{TROUBLE}, tomorrow between one and three")
    assert [line.local(slot.start) for slot in line.state.offered] == ["Thu 13:00"]


def test_windows_are_written_where_they_are_read(services: Services) -> None:
    web = Line(services, channel=Channel.WEB)
    web.ring()
    assert "between 8 and 10 AM" in web.says(f"{TROUBLE}, tomorrow morning")


def test_windows_in_spanish(services: Services) -> None:
    line = Line(services)
    line.ring()
    reply = line.says("Buenas, gotea mi llave, soy Maria Lopez, 4120 Rainbow Boulevard, mañana de las 11 a las 3")
    assert "entre las once y la una" in reply


def test_an_emergency_is_told_the_very_time(line: Line) -> None:
    line.says("A pipe burst and my basement is flooding, I'm Maria Lopez at 4120 Rainbow Boulevard in Kansas City")
    line.says("as soon as possible")
    line.says("the first one")
    reply = line.says("yes please")
    assert "between" not in reply
    assert line.visit.is_emergency
