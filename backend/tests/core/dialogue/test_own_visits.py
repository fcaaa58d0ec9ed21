"""Callers with a visit to come: what they are told, what they change and add, and that it is only ever their own."""

from __future__ import annotations

import pytest

from app.core.conversations import Channel, Outcome
from app.core.texts import Audience
from app.flows.services import Services
from tests.line import Line, services_at

ENGLISH = "This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10 please"
SPANISH = "Soy Ana Ruiz, en 12 Oak Street, mi llave gotea, el viernes a las diez"
IN_ENGLISH, IN_SPANISH = ("en", ENGLISH, "yes"), ("es", SPANISH, "sí")


def booked(how: tuple[str, str, str] = IN_ENGLISH) -> Line:
    line = Line(services_at())
    line.ring(language=how[0])
    line.says(how[1])
    line.says(how[2])
    assert line.local(line.visit.start_time) == "Fri 10:00"
    return line


def rings_again(how: tuple[str, str, str] = IN_ENGLISH) -> Line:
    first = booked(how)
    first.hangs_up()
    line = Line(first.services)
    line.ring()
    return line


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (IN_ENGLISH, "do I still have an appointment?"),
        (IN_ENGLISH, "which appointments do I have?"),
        (IN_ENGLISH, "hi, what did I book?"),
        (IN_ENGLISH, "so it's still on?"),
        (IN_ENGLISH, "could you remind me what I booked?"),
        (IN_SPANISH, "¿qué citas tengo?"),
        (IN_SPANISH, "¿cuántas citas tengo?"),
        (IN_SPANISH, "¿sigue en pie mi cita?"),
    ],
)
def test_who_asks_what_is_booked_hears_it_from_the_row(how: tuple[str, str, str], says: str) -> None:
    line = rings_again(how)
    reply = line.says(says)
    assert "12 Oak Street" in reply
    assert ("Friday at ten" if how is IN_ENGLISH else "viernes a las diez") in reply
    assert line.conversation.outcome == Outcome.ANSWERED
    assert line.conversation.booked_at is None


@pytest.mark.parametrize(
    ("how", "says", "hears"),
    [
        (IN_ENGLISH, "what's my address on there?", "12 Oak Street"),
        (IN_ENGLISH, "can you read it all back?", "12 Oak Street"),
        (IN_ENGLISH, "so what do you have for me?", "Friday at ten"),
        (IN_ENGLISH, "who's coming?", "Luis is coming"),
        (IN_ENGLISH, "what day is it today?", "Wednesday, June 3"),
        (IN_ENGLISH, "what time is it?", "nine thirty"),
        (IN_SPANISH, "¿qué tengo agendado?", "12 Oak Street"),
        (IN_SPANISH, "¿quién viene?", "Va Luis"),
        (IN_SPANISH, "¿qué día es hoy?", "miércoles 3 de junio"),
    ],
)
def test_right_after_the_booking_what_is_known_is_told(how: tuple[str, str, str], says: str, hears: str) -> None:
    assert hears in booked(how).says(says)


def test_what_was_noted_for_the_technician_is_told() -> None:
    line = booked()
    line.says("I have a dog in the yard")
    assert "dog in the yard" in line.says("did you note the dog?")


def test_several_visits_are_listed() -> None:
    line = booked()
    line.says("I need another appointment for a running toilet, Monday at nine")
    line.says("yes")
    line.hangs_up()
    again = Line(line.services)
    again.ring()
    reply = again.says("which appointments do I have?")
    assert "two visits" in reply
    assert "Friday at ten" in reply
    assert "Monday at nine" in reply


@pytest.mark.parametrize("channel", [Channel.VOICE, Channel.WEB])
def test_nobody_hears_of_somebody_elses_visit(channel: Channel) -> None:
    services = booked().services
    stranger = Line(services, channel, phone="+18165550177" if channel is Channel.VOICE else None)
    stranger.ring()
    reply = stranger.says("which appointments do I have?")
    assert "What name is it under?" in reply
    assert "Friday" not in stranger.says("Ann Lee")
    assert "Oak" not in stranger.says("123456")


def test_a_visit_is_told_to_whom_the_code_proves_to_be_its_caller() -> None:
    services = booked().services
    line = Line(services, phone="+18165550177")
    line.ring()
    line.says("do I have an appointment with you?")
    line.says("Ann Lee")
    words = [word.strip(".") for text in line.texts(Audience.CUSTOMER) for word in text.body.split()]
    code = next(word for word in words if word.isdigit() and len(word) == 6)
    assert "Friday at ten, 12 Oak Street" in line.says(code)


@pytest.mark.parametrize(
    ("how", "says", "when"),
    [
        (IN_ENGLISH, ["yes I want to move it", "Monday at nine", "yes"], "Mon 09:00"),
        (IN_ENGLISH, ["yes", "Monday", "yes"], "Mon 10:00"),
        (IN_ENGLISH, ["yes, move it to Monday at two", "yes"], "Mon 14:00"),
        (IN_ENGLISH, ["can you come any earlier?", "the first one", "yes"], "Wed 10:30"),
        (IN_ENGLISH, ["can you make it earlier", "the first one", "yes"], "Wed 10:30"),
        (IN_ENGLISH, ["yes I want to move it", "Monday at nine", "no"], "Fri 10:00"),
        (IN_ENGLISH, ["can I get an earlier slot", "nope, never mind", "bye"], "Fri 10:00"),
        (IN_ENGLISH, ["something came up", "Monday at ten", "yes"], "Mon 10:00"),
        (IN_SPANISH, ["sí, ¿me la puede pasar al lunes?", "sí"], "Mon 10:00"),
        (IN_SPANISH, ["sí, quiero moverla", "el lunes a las nueve", "sí"], "Mon 09:00"),
        (IN_SPANISH, ["sí", "el lunes", "sí"], "Mon 10:00"),
        (IN_SPANISH, ["¿puede venir más temprano?", "la primera", "sí"], "Wed 10:30"),
    ],
)
def test_another_time_moves_the_visit_and_makes_no_second_one(
    how: tuple[str, str, str], says: list[str], when: str
) -> None:
    line = rings_again(how)
    for words in says:
        line.says(words)
    assert line.local(line.visit.start_time) == when


def test_after_the_booking_too_earlier_moves_it() -> None:
    line = booked()
    assert "Wednesday" not in line.says("can you come any earlier?")
    line.says("the first one")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Wed 10:30"


def test_nor_does_later_book_another() -> None:
    line = booked()
    line.says("is it possible to come later?")
    line.says("the first one")
    line.says("yes")
    assert line.local(line.visit.start_time) == "Fri 11:00"


def test_who_keeps_it_hears_that_it_stays() -> None:
    line = booked()
    line.says("actually can you come earlier?")
    assert "stays as it is" in line.says("no, leave it")


def test_in_the_middle_of_a_first_booking_none_is_known() -> None:
    line = Line(services_at())
    line.ring()
    line.says("my faucet drips")
    assert "I don't see a visit under this number" in line.says("do I have an appointment already?")


def test_nothing_earlier_leaves_the_visit_as_it_is() -> None:
    line = Line(services_at())
    line.ring()
    line.says("This is Ann Lee at 12 Oak Street, my faucet drips, as soon as possible")
    line.says("the first one")
    line.says("yes")
    before = line.visit.start_time
    assert "Nothing is free before that" in line.says("can you come any earlier?")
    assert line.visit.start_time == before


@pytest.mark.parametrize(
    ("how", "says", "hears"),
    [
        (IN_ENGLISH, "yes, I just want to confirm it", "Friday at ten"),
        (IN_ENGLISH, "just checking you're still coming", "Friday at ten"),
        (IN_ENGLISH, "I only want to know who's coming", "Luis"),
        (IN_SPANISH, "sí, solo quiero confirmarla", "viernes a las diez"),
        (IN_SPANISH, "nada más quiero saber quién viene", "Luis"),
    ],
)
def test_what_is_asked_instead_of_a_yes_is_answered(how: tuple[str, str, str], says: str, hears: str) -> None:
    line = rings_again(how)
    assert hears in line.says(says)
    assert line.state.purpose == "book"


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (IN_ENGLISH, ["yes, I gave you the wrong address, it's 41 Oak Street"]),
        (IN_ENGLISH, ["yes, I gave you the wrong address", "it's 41 Oak Street"]),
        (IN_SPANISH, ["sí, le di mal la dirección, es 41 Oak Street"]),
    ],
)
def test_an_address_that_was_wrong_is_put_right_on_the_visit(how: tuple[str, str, str], says: list[str]) -> None:
    line = rings_again(how)
    for words in says:
        reply = line.says(words)
    assert "41 Oak Street" in reply
    assert line.visit.address == "41 Oak Street"


def test_another_number_is_noted_on_the_visit() -> None:
    line = rings_again()
    line.says("yes, my phone number changed, it's 816 555 0177")
    assert "555-0177" in line.visit.description


@pytest.mark.parametrize(
    ("how", "says", "words"),
    [
        (IN_ENGLISH, ["I also have a clogged toilet", "yes"], "clogged toilet"),
        (IN_ENGLISH, ["can you add a clogged toilet to it"], "clogged toilet"),
        (IN_ENGLISH, ["I also have a clogged toilet", "can he do it at the same time?", "ok add it"], "clogged toilet"),
        (IN_SPANISH, ["también se tapó el inodoro", "sí"], "tapó el inodoro"),
        (IN_SPANISH, ["también se tapó el inodoro", "¿lo puede hacer al mismo tiempo?"], "tapó el inodoro"),
    ],
)
def test_another_trouble_goes_on_the_same_visit(how: tuple[str, str, str], says: list[str], words: str) -> None:
    line = booked(how)
    for each in says:
        line.says(each)
    assert words in line.visit.description.casefold()


def test_in_a_later_call_too_and_only_after_a_yes() -> None:
    line = rings_again()
    assert "add that to your visit Friday at ten" in line.says("yes, I also have a clogged toilet")
    assert "toilet" not in line.visit.description
    line.says("yes")
    assert "clogged toilet" in line.visit.description.casefold()


def test_who_wants_a_day_of_its_own_for_it_gets_one() -> None:
    line = booked()
    line.says("I also have a clogged toilet")
    line.says("no, Monday at nine")
    line.says("yes")
    assert [line.local(visit.start_time) for visit in line.visits()] == ["Fri 10:00", "Mon 09:00"]


def test_what_is_not_wanted_after_all_is_not_added() -> None:
    line = booked()
    line.says("I also have a clogged toilet")
    assert "stays as it is" in line.says("never mind")
    assert "toilet" not in line.visit.description


def test_while_other_times_are_looked_for_it_can_still_join_the_visit() -> None:
    line = rings_again()
    line.says("no")
    line.says("my toilet is clogged")
    assert "Friday at ten" in line.says("can the same guy look at it on the same visit?")
    line.says("yes please")
    assert "toilet" in line.visit.description


def flooded(how: str, *says: str) -> Services:
    line = Line(services_at())
    line.ring(language=how)
    for words in says:
        line.says(words)
    assert line.visit.is_emergency
    line.hangs_up()
    return line.services


@pytest.mark.parametrize(
    ("how", "first", "again", "hears"),
    [
        (
            "en",
            ["water is pouring out of my ceiling", "44 Elm Street", "Kim Long", "the first", "yes"],
            "yes, it's getting worse, water everywhere",
            "Luis is coming today at ten",
        ),
        (
            "en",
            ["water is pouring out of my ceiling", "44 Elm Street", "Kim Long", "the first", "yes"],
            "the ceiling is falling down, where is the plumber?",
            "Luis is coming today at ten",
        ),
        (
            "es",
            ["sale agua del techo a chorros", "44 Elm Street", "Kim Long", "la primera", "sí"],
            "sí, está peor, hay agua por todos lados",
            "Va Luis, hoy a las diez",
        ),
    ],
)
def test_a_disaster_that_got_worse_does_not_start_over(how: str, first: list[str], again: str, hears: str) -> None:
    services = flooded(how, *first)
    line = Line(services)
    line.ring()
    alerts = len(line.texts(Audience.OWNER))
    assert hears in line.says(again)
    assert line.state.asking is None
    assert len(line.texts(Audience.OWNER)) > alerts
    assert "44 Elm Street" in line.texts(Audience.OWNER)[-1].body
    assert line.visit.description != "Water is pouring out of my ceiling"
