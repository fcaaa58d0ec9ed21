"""Replies as a caller hears them: in their language, true, and never about something else."""

from __future__ import annotations

import pytest

from app.core.conversations import Channel
from app.core.customers import Customer
from app.core.dialogue.steps import Then
from app.core.understanding.frame import Language
from app.flows.services import Services
from tests.line import MARIA, WEDNESDAY, Line, services_at


@pytest.fixture
def services() -> Services:
    return services_at()


@pytest.fixture
def line(services: Services) -> Line:
    return Line(services)


def test_an_english_address_leaves_a_spanish_conversation_spanish(line: Line) -> None:
    line.ring()
    line.says("Se tapó el fregadero, soy Juan Pérez.")
    assert line.says("812 Main Street").startswith("812 Main Street, entendido. Lo más pronto")
    assert line.state.language is Language.ES


def test_a_caller_who_asks_for_spanish_is_asked_again_in_spanish(line: Line) -> None:
    line.ring()
    line.says("My sink is clogged.")
    assert line.says("Perdón, ¿habla español?") == "Claro que sí. ¿Me dice su nombre?"


def test_who_wants_to_think_about_it_is_not_pressed_and_has_nothing_booked(line: Line) -> None:
    line.ring()
    line.says("My sink drips, this is Maria Lopez, 4120 Rainbow Boulevard, Friday at ten.")
    assert "Nothing is booked yet" in line.says("Let me think about it and call you back.")
    assert line.says("Bye.").startswith("Thanks for calling")
    assert line.result.then is Then.HANG_UP
    assert not line.visits()


def test_a_plain_yes_to_several_times_takes_the_first_and_says_which(line: Line) -> None:
    line.ring()
    line.says("My kitchen faucet drips, can someone come tomorrow morning?")
    assert line.says("Yes.").startswith("Tomorrow, Thursday, at eight works. May I have your name?")


def test_what_is_denied_is_read_back_denied(line: Line) -> None:
    line.ring()
    said = line.says("No tengo agua caliente, soy Ana Ruiz, 12 Oak Street, el viernes a las diez.")
    assert "No hay agua caliente, 12 Oak Street" in said


def test_a_known_customer_hears_the_address_on_record_before_it_is_booked(services: Services) -> None:
    with services.store.unit_of_work() as unit:
        known = Customer("c1", "Sam Hill", WEDNESDAY, WEDNESDAY, phone=MARIA, address="77 Oak Avenue")
        unit.customers.add("default_business", known)
        unit.commit()
    line = Line(services)
    line.ring()
    assert "77 Oak Avenue, Friday at ten" in line.says("My faucet drips, Friday at ten.")


def test_no_to_a_question_about_danger_goes_on_without_counting_as_a_miss(line: Line) -> None:
    line.ring()
    line.says("No prende la calefacción.")
    assert line.says("No, nada de eso.") == "¿Me dice su nombre?"


def test_opening_hours_are_not_read_out_to_a_flooded_caller(line: Line) -> None:
    line.ring()
    said = line.says("Se está inundando el sótano, el agua no para de salir, ¿están abiertos hoy?")
    assert "llave principal" in said
    assert "lunes a viernes" not in said.casefold()


def test_what_only_the_business_wrote_is_announced_as_english_to_a_spanish_caller(line: Line) -> None:
    line.ring()
    line.says("Mi calentador gotea.")
    assert line.says("¿Aceptan tarjeta?").startswith("Eso lo tengo sólo en inglés: You can pay by card")
    assert line.says("¿Dan garantía?").startswith("Eso lo tengo sólo en inglés: Our work is guaranteed")
    assert line.says("¿Cuánto cuesta?").startswith("Eso lo tengo sólo en inglés: A water heater visit")


def test_what_the_receptionist_can_say_itself_is_said_in_the_callers_language(line: Line) -> None:
    line.ring()
    line.says("Mi calentador gotea.")
    assert line.says("¿Cuánto tardan?").startswith("Una visita así dura más o menos una hora.")
    assert line.says("¿Hasta qué hora están abiertos?").startswith("Lunes a viernes, de las ocho a las cinco")


def test_a_question_in_other_words_finds_the_businesss_own_answer(line: Line) -> None:
    line.ring()
    line.says("My faucet drips.")
    assert line.says("Are you licensed?").startswith("Yes, we are licensed and insured")
    assert line.says("Do you take credit cards?").startswith("You can pay by card")


def test_nobody_is_sorry_about_work_that_is_wanted(line: Line) -> None:
    line.ring()
    assert line.says("I need a new faucet installed.") == "Okay. May I have your name?"


def test_a_flooded_caller_hears_where_the_valve_is(line: Line) -> None:
    line.ring()
    line.says("Se está inundando el sótano.")
    said = line.says("No sé dónde está la llave.")
    assert "donde el tubo del agua entra a la casa" in said
    assert said.endswith("¿Cuál es la dirección?")
    assert line.state.slots.problem == "se está inundando el sótano"


def test_when_can_you_come_is_answered_with_times(line: Line) -> None:
    line.ring()
    line.says("My sink is leaking.")
    assert line.says("When can you come?").startswith("The earliest I have is today at ten thirty")


def test_what_time_was_that_is_answered_from_the_visit_that_was_booked(line: Line) -> None:
    line.ring()
    line.says("Clogged sink, my name is John Smith, 5 Elm Street, Friday at nine.")
    line.says("Yes.")
    assert line.says("What time was that again?").startswith("Your visit is Friday at nine.")


def test_a_question_behind_a_yes_is_answered_before_anything_is_booked(line: Line) -> None:
    line.ring()
    line.says("Clogged sink, my name is John Smith, 5 Elm Street, Monday at nine.")
    assert "Monday at nine" in line.says("Yes wait, is that Monday the 8th?")
    assert not line.visits()


def test_who_asks_when_the_plumber_arrives_wants_no_other_visit(line: Line) -> None:
    line.ring()
    line.says("Fregadero tapado, soy Juan Pérez, 5 Elm Street, viernes a las nueve.")
    line.says("Sí.")
    assert line.says("¿A qué hora llega el plomero?") == "Su visita es el viernes a las nueve. ¿Algo más?"


def test_a_text_that_is_only_a_number_is_that_one_of_the_times(services: Services) -> None:
    line = Line(services, Channel.SMS)
    line.ring()
    line.says("My basement is flooding, this is Sam Lee, 4120 Rainbow Boulevard.")
    assert "today at 11:00 AM" in line.says("2")


@pytest.mark.parametrize(
    "says",
    [
        ("My toilet is clogged, can you come tonight?", "No, it can wait till tomorrow."),
        ("Se tapó el inodoro, ¿pueden venir esta noche?", "No, puede esperar a mañana."),
    ],
)
def test_what_can_wait_till_tomorrow_is_not_booked_for_today(line: Line, says: tuple[str, str]) -> None:
    line.ring()
    for words in says:
        line.says(words)
    assert line.state.chosen is not None
    assert line.local(line.state.chosen.start) == "Thu 08:00"


def test_the_earliest_is_said_of_nothing_but_the_earliest(line: Line) -> None:
    line.ring()
    line.says("Mi llave gotea, soy Rosa Díaz, 9 Main Street.")
    assert line.says("¿No tiene algo más temprano?").startswith("Antes de eso no tengo nada libre. Lo más pronto")
    later = line.says("¿Y más tarde?")
    assert later.startswith("Tengo mañana a las nueve")
    assert line.state.chosen is None


def test_who_gets_no_code_has_no_trouble_named_so(line: Line) -> None:
    line.ring()
    for words in ("I want to move my appointment", "Bob Ray", "I didn't get any code"):
        line.says(words)
    assert line.state.slots.problem is None
