"""An address in two turns, and a caller who asks what it is needed for."""

from __future__ import annotations

import pytest

from app.core.dialogue.state import Asking
from tests.line import call

ANN = "This is Ann Lee, my faucet drips, Friday at 10"
ANA = "Soy Ana Solís, mi llave gotea, el viernes a las 10"


@pytest.mark.parametrize(
    ("says", "address"),
    [
        (("Oak Street", "22"), "22 Oak Street"),
        (("22", "Oak Street"), "22 Oak Street"),
        (("Oak Street", "2"), "2 Oak Street"),
        (("on Oak Street", "it's number 22"), "22 Oak Street"),
        (("forty one twenty", "Rainbow Boulevard"), "4120 Rainbow Boulevard"),
        (("22", "it's on Oak Street in Independence"), "22 Oak Street, Independence"),
        (("22", "Oak"), "22 Oak"),
        (("22", "what?", "Oak Street"), "22 Oak Street"),
        (("Oak Street", "22 Oak Street"), "22 Oak Street"),
    ],
)
def test_two_halves_make_an_address_and_leave_the_time_as_it_was(says: tuple[str, ...], address: str) -> None:
    line = call(ANN, *says, "yes")
    assert line.visit.address == address
    assert line.local(line.visit.start_time) == "Fri 10:00"


@pytest.mark.parametrize("says", [("Calle Roble", "22"), ("el 22", "Calle Roble"), ("22", "es Calle Roble")])
def test_two_halves_make_an_address_in_spanish(says: tuple[str, ...]) -> None:
    line = call(ANA, *says, "sí")
    assert line.visit.address == "22 Calle Roble"
    assert line.local(line.visit.start_time) == "Fri 10:00"


def test_the_other_half_is_asked_for_by_name() -> None:
    assert call(ANN, "Oak Street").result.reply_text == "Oak Street, got it. And the house number?"
    assert call(ANN, "22").result.reply_text == "Number 22, on which street?"
    assert call(ANA, "el 22").result.reply_text == "Número 22, ¿de qué calle?"


def test_without_a_house_number_the_street_has_to_do() -> None:
    line = call(ANN, "Oak Street", "I don't know", "yes")
    assert line.visit.address == "Oak Street"


@pytest.mark.parametrize("words", ["can you make it 2", "let's make it 2 o'clock", "Friday at 2"])
def test_another_hour_in_place_of_an_address_is_an_hour(words: str) -> None:
    line = call(ANN, words, "22 Oak Street", "yes")
    assert line.local(line.visit.start_time) == "Fri 14:00"


@pytest.mark.parametrize("says", [("Oak Street", "22"), ("22", "Oak Street")])
def test_people_in_danger_say_it_in_halves_too(says: tuple[str, ...]) -> None:
    line = call("I smell gas in my basement", "yes we're outside", *says)
    assert line.state.slots.address == "22 Oak Street"


@pytest.mark.parametrize("words", ["why do you need it?", "what do you need my address for?", "I'd rather not give it"])
def test_who_asks_why_hears_what_the_address_is_for(words: str) -> None:
    line = call(ANN, words)
    assert line.result.reply_text.startswith("The technician needs to know where to go.")
    assert line.state.asking is Asking.ADDRESS


@pytest.mark.parametrize("words", ["¿para qué la necesita?", "¿por qué quiere mi dirección?", "prefiero no dársela"])
def test_who_asks_why_hears_what_the_address_is_for_in_spanish(words: str) -> None:
    assert call(ANA, words).result.reply_text.startswith("El técnico necesita saber adónde ir.")


def test_who_asks_why_hears_what_the_name_is_for() -> None:
    line = call("my faucet drips", "why do you need my name?")
    assert line.result.reply_text == "So that the technician knows whom to ask for. May I have your name?"
    assert line.says("I'd rather not say") == "What's the address?"
