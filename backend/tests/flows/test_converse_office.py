"""Callers who want something other than a visit: a bill, a job, a complaint, a question, a town too far away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.callbacks import CallbackReason
from app.core.dialogue.steps import Then
from tests.line import Line, services_at

BOOKING = ("technician look at", "leaking, blocked", "book a visit")


@pytest.fixture
def line() -> Line:
    made = Line(services_at())
    made.ring()
    return made


@pytest.fixture
def near_by(line: Line) -> Line:
    """The business lists its towns."""
    with line.services.store.unit_of_work() as unit:
        business = unit.businesses.get(line.business_id)
        assert business is not None
        unit.businesses.save(replace(business, service_area=("Kansas City", "Overland Park")))
        unit.commit()
    return line


@pytest.mark.parametrize(
    "words",
    [
        "I got a bill for 400 dollars and that's wrong",
        "you overcharged me",
        "I'm calling about a job, are you hiring?",
        "this is Joe from Ferguson Supply, your order is ready",
        "I want my money back",
        "quiero que me devuelvan mi dinero",
        "me cobraron dos veces",
        "are you hiring plumbers?",
        "I need a certificate of insurance for the building",
        "can you email me my receipt",
        "your plumber left his wrench here",
        "su plomero dejó una herramienta",
        "¿están contratando?",
    ],
)
def test_what_is_for_the_office_is_passed_on_in_the_callers_words(line: Line, words: str) -> None:
    reply = line.says(words)
    assert not any(pushed in reply for pushed in BOOKING)
    (owed,) = line.callbacks()
    assert owed.reason is CallbackReason.MESSAGE
    assert words in owed.notes


@pytest.mark.parametrize("words", ["who owns this company?", "is this call recorded?", "¿se graba esta llamada?"])
def test_a_question_about_the_company_leads_to_no_visit(line: Line, words: str) -> None:
    reply = line.says(words)
    assert not any(pushed in reply for pushed in BOOKING)
    assert "help you" in reply or "ayud" in reply


@pytest.mark.parametrize("words", ["is Lupita there?", "¿está Lupita?", "hola, ¿se encuentra Carlos?"])
def test_who_asks_for_somebody_by_name_is_connected(line: Line, words: str) -> None:
    line.says(words)
    assert line.result.then is Then.TRANSFER


@pytest.mark.parametrize("words", ["está goteando", "is it there?", "is Friday available?"])
def test_what_only_sounds_like_it_is_not(line: Line, words: str) -> None:
    line.says(words)
    assert line.result.then is not Then.TRANSFER


@pytest.mark.parametrize(
    "words",
    [
        "my water bill is too high, I think there's a leak",
        "my pipes need work",
        "there's water coming from the supply line",
        "I fixed my faucet last week and it's leaking again",
        "my husband replaced the flapper and the toilet is still running",
        "my order of business is a clogged sink",
        "I need a plumber to work on my shower",
        "mi esposo arregló la llave y otra vez gotea",
        "el recibo del agua salió muy alto, creo que hay una fuga",
    ],
)
def test_troubles_in_such_words_are_still_jobs(line: Line, words: str) -> None:
    line.says(words)
    assert line.callbacks() == []
    assert "return_visit" not in line.state.asked
    assert line.state.slots.service_type is not None


def test_a_bare_name_is_no_message(line: Line) -> None:
    line.says("can you take a message")
    assert "Lena" in line.says("Lena")
    assert line.callbacks() == []
    line.says("the part for the boiler is here")
    (owed,) = line.callbacks()
    assert "boiler" in owed.notes


def test_a_question_for_a_service_offers_a_visit_and_none_where_it_is_not_ours(line: Line) -> None:
    assert "help you" in line.says("do you clean gutters?")
    assert "name" not in line.says("do you do septic tanks?")
    assert line.visits() == []


def test_thanks_after_an_answer_is_a_good_bye(line: Line) -> None:
    line.says("how much to unclog a toilet?")
    line.says("bueno gracias")
    assert line.result.then is Then.HANG_UP


def test_thanks_twice_is_a_good_bye_where_no_time_is_settled(line: Line) -> None:
    line.says("gotea mi llave")
    assert line.result.then is Then.LISTEN
    line.says("bueno gracias")
    line.says("bueno gracias")
    assert line.result.then is Then.HANG_UP


def test_that_is_it_ends_the_call_after_a_booking(line: Line) -> None:
    line.says("my faucet drips, Ann Lee, 12 Oak Street, tomorrow at ten")
    line.says("yes")
    line.says("that's it")
    assert line.result.then is Then.HANG_UP
    assert len(line.visits()) == 1


def test_that_is_it_ends_the_call_after_a_message(line: Line) -> None:
    line.says("can you take a message")
    line.says("the part for the boiler is here")
    line.says("that's it")
    assert line.result.then is Then.HANG_UP


@pytest.mark.parametrize(
    ("words", "sorry"),
    [
        ("you guys fixed my faucet yesterday and it's leaking again", "return visit"),
        ("ayer vino su plomero y dejó todo peor", "segunda vuelta"),
    ],
)
def test_a_job_that_did_not_last_is_noted_as_a_return_visit(line: Line, words: str, sorry: str) -> None:
    assert sorry in line.says(words)
    assert words in (line.state.slots.note or "")
    assert line.callbacks() == []


def test_who_will_not_pay_again_is_heard_and_the_question_stays(line: Line) -> None:
    line.says("you guys fixed my faucet yesterday and it's leaking again")
    line.says("tomorrow at nine")
    reply = line.says("I'm not paying for that again")
    assert "understand" in reply
    assert "name" in reply


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("do you do septic tanks?", "Yes"),
        ("do you fix garbage disposals?", "Yes"),
        ("do you clean gutters?", "not something we do"),
        ("do you do pools?", "not sure"),
        ("what do you do?", "Our services are"),
        ("¿arreglan techos?", "no lo hacemos"),
        ("¿destapan inodoros?", "Sí"),
    ],
)
def test_a_question_for_one_service_gets_a_yes_or_a_no(line: Line, words: str, told: str) -> None:
    assert told in line.says(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("how much extra for emergency?", "one hundred"),
        ("weekends?", "aturday"),
        ("is he running late?", "I don't have that"),
        ("wait, how much is it?", "$|dollars|price"),
    ],
)
def test_short_questions_are_answered(line: Line, words: str, told: str) -> None:
    line.says("my faucet drips, tomorrow at nine")
    reply = line.says(words)
    assert any(part in reply for part in told.split("|")), reply


def test_a_town_that_is_asked_about_gets_a_yes_or_a_no(near_by: Line) -> None:
    assert "isn't in our area" in near_by.says("do you go to Wichita?")
    assert "help you" in near_by.says("so no?")
    assert near_by.result.then is Then.LISTEN
    assert "isn't in our area" in near_by.says("what about Topeka?")
    assert "Yes, we come to Overland Park" in near_by.says("do you serve Overland Park?")


@pytest.mark.parametrize(
    "words",
    [
        "I'm in Wichita, can you come?",
        "my sink is clogged, I live in Topeka",
        "mi fregadero está tapado, vivo en Wichita",
    ],
)
def test_who_lives_beyond_the_listed_towns_hears_it_once(near_by: Line, words: str) -> None:
    reply = near_by.says(words)
    assert "outside our usual area" in reply or "fuera de nuestra zona" in reply
    assert "area" not in near_by.says("tomorrow at nine")


def test_a_visit_beyond_the_listed_towns_is_booked_and_the_technician_told(near_by: Line) -> None:
    near_by.says("my sink is clogged, tomorrow at nine, Ann Lee")
    assert "outside our usual area" in near_by.says("12 Oak Street, Wichita")
    near_by.says("yes")
    assert ["Wichita is not among the towns we list" in visit.description for visit in near_by.visits()] == [True]


@pytest.mark.parametrize("address", ["12 Oak Street, Kansas City", "14 Independence Avenue", "12 Oak Street"])
def test_other_addresses_are_taken(near_by: Line, address: str) -> None:
    near_by.says("my sink is clogged, tomorrow at nine, Ann Lee")
    assert "area" not in near_by.says(address)
