"""What is corrected at the read-back is read back corrected, and what stays true stays."""

from __future__ import annotations

import pytest

from tests.line import call

ANN = "This is Ann Lee at 15 Oak Street, my bathroom faucet drips, Friday at 10 please"
ANA = "Soy Ana Solís, vivo en 15 Oak Street, la llave del baño gotea, el viernes a las 10 por favor"


@pytest.mark.parametrize(
    ("opening", "words", "address"),
    [
        (ANN, "it's 50, not 15", "50 Oak Street"),
        (ANN, "no, fifty, not fifteen", "50 Oak Street"),
        (ANA, "es el 50, no el 15", "50 Oak Street"),
        (ANA, "no, es el 50", "50 Oak Street"),
        (ANA, "el 50, no el 15", "50 Oak Street"),
    ],
)
def test_a_house_number_said_against_the_known_one_is_no_day(opening: str, words: str, address: str) -> None:
    line = call(opening, words)
    assert address in line.result.reply_text
    line.says("yes")
    assert line.local(line.visit.start_time) == "Fri 10:00"
    assert line.visit.address == address


@pytest.mark.parametrize("words", ["el 9, no el 5", "mejor el martes 9, no el viernes"])
def test_a_day_said_against_another_day_is_a_day(words: str) -> None:
    line = call(ANA, words)
    assert line.state.slots.address == "15 Oak Street"
    assert "martes" in line.result.reply_text


@pytest.mark.parametrize(
    ("opening", "words", "name"),
    [
        (ANA, "no, Solís no, Solíz con zeta", "Ana Solíz"),
        (ANA, "es Solíz con zeta", "Ana Solíz"),
        ("This is Ana Solis at 15 Oak Street, my faucet drips, Friday at 10", "not Solis, Soliz with a z", "Ana Soliz"),
        (ANN, "it's Anne with an e", "Anne Lee"),
    ],
)
def test_a_name_said_as_it_is_and_as_it_is_not_takes_the_letter_as_said(opening: str, words: str, name: str) -> None:
    assert call(opening, words).state.slots.name == name


@pytest.mark.parametrize(
    ("opening", "words", "trouble"),
    [
        (ANN, "no, it's the kitchen faucet, not the bathroom", "Kitchen faucet"),
        (ANN, "no, the kitchen faucet", "Kitchen faucet"),
        (ANN, "it's the toilet, not the faucet", "Toilet"),
        (ANN, "it's not the faucet, it's the toilet", "Toilet"),
        (ANA, "no, es la llave de la cocina, no la del baño", "Llave de la cocina"),
    ],
)
def test_another_trouble_at_the_read_back_is_read_back(opening: str, words: str, trouble: str) -> None:
    line = call(opening, words)
    assert f"{trouble}, 15 Oak Street" in line.result.reply_text
    assert not line.visits()


def test_the_job_can_be_what_is_to_be_changed() -> None:
    line = call(ANN, "no", "the job is wrong")
    assert line.result.reply_text == "Sure. What should the technician look at?"
    line.says("the kitchen faucet")
    assert "Kitchen faucet, 15 Oak Street" in line.result.reply_text


@pytest.mark.parametrize("words", ["yes, the faucet", "no, make it eleven", "it still drips, yes"])
def test_more_about_the_same_trouble_leaves_it_as_it_was_told(words: str) -> None:
    assert call(ANN, words).state.slots.problem in (None, "bathroom faucet drips")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("I've lived at 214 Cherry Street since 1961, in Independence", "214 Cherry Street, Independence"),
        ("214 Cherry Street, the blue one, in Olathe", "214 Cherry Street, Olathe"),
        ("214 Cherry Street, but I work in Olathe", "214 Cherry Street"),
        ("214 Cherry Street, in the back", "214 Cherry Street"),
    ],
)
def test_a_city_behind_an_aside_belongs_to_the_address(words: str, address: str) -> None:
    assert call("This is Ann Lee, my faucet drips, Friday at 10", words).state.slots.address == address


@pytest.mark.parametrize(
    ("says", "name", "told"),
    [
        (("her name is Edna Park, I'm Lucy Park",), "Lucy Park", "Her name is Edna Park"),
        (("I'm Lucy Park, her name is Edna Park",), "Lucy Park", "Her name is Edna Park"),
        (("Lucy Park", "his name is bob stone"), "Lucy Park", "His name is bob stone"),
        (("his name is Bob Stone",), "Bob Stone", ""),
        (("ella se llama Edna Park, yo soy Lucy Park",), "Lucy Park", "Ella se llama Edna Park"),
    ],
)
def test_the_name_of_who_lives_there_is_told_to_the_technician(says: tuple[str, ...], name: str, told: str) -> None:
    line = call("my mother's faucet drips, 8 Pine Street, Friday at 10", *says, "yes")
    assert line.visit.customer_name == name
    assert (line.visit.description or "").endswith(told or "drips")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("mine is 2 Oak Street and hers is 8 Pine Street", "Also at 8 Pine Street"),
        ("2 Oak Street and also 8 Pine Street, Olathe", "Also at 8 Pine Street, Olathe"),
        ("2 Oak Street", "drips"),
        ("2 Oak Street, sorry, 8 Oak Street", "drips"),
    ],
)
def test_a_second_house_is_told_to_the_technician(words: str, told: str) -> None:
    line = call("This is Lucy Park, our faucet drips, Friday at 10", words)
    assert ("I've noted that" in line.result.reply_text) == told.startswith("Also")
    line.says("yes")
    assert (line.visit.description or "").endswith(told)


def test_a_family_called_park_has_said_nothing_of_parking() -> None:
    assert call("This is Lucy Park at 8 Pine Street, my faucet drips, Friday at 10").state.slots.note is None
