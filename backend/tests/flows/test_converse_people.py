"""Who and where, in a conversation: what was said is kept, what was heard wrong is mended."""

from __future__ import annotations

import pytest

from app.core.conversations import Channel
from app.flows.services import Services
from tests.line import Line, services_at


@pytest.fixture
def services() -> Services:
    return services_at()


@pytest.fixture
def line(services: Services) -> Line:
    line = Line(services)
    line.ring()
    return line


def test_trouble_is_no_name_and_the_name_that_comes_later_is(line: Line) -> None:
    line.says("hi yeah I'm calling because my water heater died")
    assert line.state.slots.name is None
    line.says("it's Ellen Burst")
    assert line.state.slots.name == "Ellen Burst"


def test_a_letter_mends_the_name_and_keeps_the_rest(line: Line) -> None:
    line.says("Hi, this is Maria Lopez, my sink leaks, I'm at forty one twenty Rainbow")
    line.says("no, it's Lopes with an S")
    assert line.state.slots.name == "Maria Lopes"
    assert line.state.slots.address == "4120 Rainbow"


def test_a_number_mends_the_address_and_keeps_the_rest(line: Line) -> None:
    line.says("This is Maria Lopez, my sink leaks, I'm at 4120 Rainbow Boulevard in Kansas City")
    line.says("no, forty one twenty-two")
    assert line.state.slots.address == "4122 Rainbow Boulevard, Kansas City"
    assert line.state.slots.name == "Maria Lopez"


def test_an_apartment_said_later_is_added_to_the_address(line: Line) -> None:
    line.says("This is Maria Lopez, my sink leaks, I'm at 4120 Rainbow Boulevard in Kansas City")
    line.says("apartment 3")
    assert line.state.slots.address == "4120 Rainbow Boulevard, Apartment 3, Kansas City"


def test_a_refused_time_changes_neither_name_nor_address(line: Line) -> None:
    line.says("This is Maria Lopez, my sink leaks, I'm at 4120 Rainbow Boulevard in Kansas City")
    line.says("no, not Friday, Thursday at 2")
    line.says("no, the first one")
    assert line.state.slots.address == "4120 Rainbow Boulevard, Kansas City"
    assert line.state.slots.name == "Maria Lopez"


def test_a_spelled_street_does_not_change_the_name(line: Line) -> None:
    line.says("This is Maria Lopez, my sink leaks, I'm at 4120 Rainbow Boulevard in Kansas City")
    line.says("no, it's spelled R-A-M-B-O-W")
    assert line.state.slots.address == "4120 Rambow Boulevard, Kansas City"
    assert line.state.slots.name == "Maria Lopez"


@pytest.mark.parametrize("said", ["my number is 123 456 7890", "one two three, four five six, seven eight nine oh"])
def test_a_number_that_cannot_be_dialled_is_not_kept(services: Services, said: str) -> None:
    line = Line(services, channel=Channel.WEB, phone=None)
    line.ring()
    line.says("This is Maria Lopez, my sink leaks, I'm at 4120 Rainbow Boulevard in Kansas City")
    assert line.says(said)
    assert line.state.slots.phone is None


def test_the_number_of_a_web_visitor_is_kept_as_spoken(services: Services) -> None:
    line = Line(services, channel=Channel.WEB, phone=None)
    line.ring()
    line.says("my sink leaks, call me at eight one six five five five oh one four two")
    assert line.state.slots.phone == "+18165550142"


def test_a_name_that_is_also_a_thing_is_no_trouble(line: Line) -> None:
    line.says("I need a new faucet put in")
    line.says("Tina Wu")
    assert (line.state.slots.name, line.state.slots.service_type) == ("Tina Wu", "faucet_repair")
    assert "faucet" in (line.state.slots.problem or "")


def test_a_child_is_asked_for_a_grown_up_once(line: Line) -> None:
    assert "grown-up" in line.says("my dad is not home")
    assert "grown-up" not in line.says("my mom is sleeping")


def test_a_message_that_stands_in_the_first_sentence_is_taken_as_it_is(services: Services, line: Line) -> None:
    assert "passed that on" in line.says("tell Mike that the part came in")
    with services.store.unit_of_work() as unit:
        [callback] = unit.callbacks.page(line.business_id, limit=10).items
    assert (callback.reason, callback.notes) == ("MESSAGE", "tell Mike that the part came in")


def test_who_wanted_somebody_else_hears_whom_they_reached(line: Line) -> None:
    assert "Rivera Plumbing" in line.says("is this pizza hut")


def test_who_sells_is_told_so(line: Line) -> None:
    assert "for customers" in line.says("hi I'm calling about your business energy rates")
