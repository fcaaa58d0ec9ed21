"""A visit that is being arranged can be called off, and offered times can be refused, in any words."""

from __future__ import annotations

import pytest

from app.core.dialogue.state import Asking, Stage
from app.core.dialogue.steps import Then
from tests.line import call

READ_BACK = "This is Ann Lee at 12 Oak Street, my faucet drips, Friday at 10 please"
READ_BACK_ES = "Soy Ana Solís, vivo en 12 Oak Street, mi llave gotea, el viernes a las 10 por favor"
OFFERS = "This is Ann Lee at 12 Oak Street, my faucet drips"
OFFERS_ES = "Soy Ana Solís, vivo en 12 Oak Street, mi llave gotea"


@pytest.mark.parametrize(
    "words",
    [
        "no, forget it",
        "no I don't want it",
        "cancel",
        "cancel it please",
        "never mind",
        "ok never mind then",
        "I changed my mind, I don't need anybody",
        "actually I don't need a plumber anymore",
        "we don't want an appointment",
        "no thanks",
        "I'll just fix it myself",
        "my husband will do it himself",
        "I'll pass, thanks",
        "not interested anymore",
    ],
)
def test_what_is_read_back_is_called_off(words: str) -> None:
    line = call(READ_BACK, words)
    assert line.result.reply_text == "All right, nothing is booked. Anything else?"
    line.says("no, bye")
    assert line.result.then is Then.HANG_UP
    assert not line.visits()
    assert line.conversation.outcome == "abandoned"


@pytest.mark.parametrize(
    "words",
    [
        "no, ya no",
        "ya no quiero la cita",
        "olvídelo",
        "no, mejor no",
        "cancélela",
        "ya no ocupo a nadie",
        "no gracias",
        "la arreglo yo mismo",
        "no quiero nada",
        "ya no me interesa",
    ],
)
def test_what_is_read_back_is_called_off_in_spanish(words: str) -> None:
    line = call(READ_BACK_ES, words)
    assert line.result.reply_text == "De acuerdo, no queda nada reservado. ¿Algo más?"
    assert not line.visits()


@pytest.mark.parametrize(
    "words",
    [
        "can I cancel later if I have to",
        "is there a fee if I cancel",
        "I don't want it on Friday",
        "I don't want it that early",
        "no, make it eleven",
        "no, 14 Oak Street",
        "no",
        "I don't need the text",
        "I forgot, the gate code is 1234",
        "I need to ask my husband",
        "hold on a second",
    ],
)
def test_a_no_to_a_part_calls_nothing_off(words: str) -> None:
    line = call(READ_BACK, words)
    assert "nothing is booked" not in line.result.reply_text
    assert line.state.stage is not Stage.CLOSING


@pytest.mark.parametrize("words", ["¿puedo cancelarla después?", "no, a las once", "no la quiero tan temprano", "no"])
def test_a_no_to_a_part_calls_nothing_off_in_spanish(words: str) -> None:
    assert "no queda nada reservado" not in call(READ_BACK_ES, words).result.reply_text


def test_who_has_nothing_to_change_wants_nothing_booked() -> None:
    line = call(READ_BACK, "no", "nothing")
    assert line.result.reply_text.startswith("All right, nothing is booked.")
    line = call(READ_BACK, "no", "thanks bye")
    assert line.result.reply_text.startswith("All right, nothing is booked.")
    assert line.result.then is Then.HANG_UP


def test_what_to_change_is_asked_twice_at_most() -> None:
    line = call(READ_BACK, "no", "that is really not what I had in mind", "no that is not right at all")
    replies = line.result.reply_text
    assert "What should I change" not in replies
    assert not line.visits()


@pytest.mark.parametrize("words", ["never mind", "I changed my mind, I don't need anyone"])
def test_it_is_called_off_before_anything_is_read_back(words: str) -> None:
    for says in (["my sink is clogged"], ["my sink is clogged", "Tom Baker"], [OFFERS]):
        assert call(*says, words).result.reply_text == "All right, nothing is booked. Anything else?"


def test_after_that_another_trouble_begins_anew() -> None:
    line = call(READ_BACK, "no, forget it", "actually my toilet is clogged", "the first one", "yes")
    assert line.visit.service_type == "toilet_repair"
    assert line.visit.address == "12 Oak Street"
    assert line.conversation.outcome == "booked"


def test_the_second_visit_of_a_call_is_called_off_alone() -> None:
    line = call(READ_BACK, "yes", "I need another appointment, my toilet is clogged", "the first one", "no, forget it")
    assert line.result.reply_text == "All right, I won't book that one. Anything else?"
    assert len(line.visits()) == 1


@pytest.mark.parametrize(
    "words",
    [
        "I can't do any of those",
        "I can't make either one",
        "I won't be home for any of those",
        "nothing there works",
        "I'm at work any of those times",
    ],
)
def test_refusing_the_offered_times_takes_none_of_them(words: str) -> None:
    line = call(OFFERS)
    before = line.state.offered
    line.says(words)
    assert line.state.asking is Asking.CHOICE
    assert line.state.chosen is None
    assert not set(before) & set(line.state.offered)


@pytest.mark.parametrize("words", ["no puedo en ninguna de esas", "no puedo a cualquiera de esas", "ninguna me queda"])
def test_refusing_the_offered_times_takes_none_of_them_in_spanish(words: str) -> None:
    line = call(OFFERS_ES)
    before = line.state.offered
    line.says(words)
    assert line.state.chosen is None
    assert not set(before) & set(line.state.offered)


@pytest.mark.parametrize("words", ["any of those is fine", "either one works", "I can do any of them", "yes please"])
def test_a_yes_to_any_of_them_takes_the_first(words: str) -> None:
    assert call(OFFERS, words).state.asking is Asking.CONFIRM


@pytest.mark.parametrize(
    ("offer", "words"),
    [(OFFERS, "ok thanks bye"), (OFFERS, "alright thank you, goodbye"), (OFFERS_ES, "ok gracias, hasta luego")],
)
def test_a_good_bye_to_the_offered_times_takes_none_of_them(offer: str, words: str) -> None:
    line = call(offer, words)
    assert line.state.chosen is None
    line.says(words)
    assert line.result.then is Then.HANG_UP


def test_who_calls_back_later_hears_that_nothing_is_booked() -> None:
    assert "Nothing is booked yet" in call(OFFERS, "okay, I'll call back later").result.reply_text


@pytest.mark.parametrize("words", ["what's the earliest on Monday", "earliest on Monday", "anytime Monday"])
def test_a_whole_day_keeps_no_hour_of_before(words: str) -> None:
    line = call(OFFERS + ", tomorrow after 3", words)
    assert line.local(line.state.offered[0].start) < "Mon 12:00"
    assert line.local(line.state.offered[0].start).startswith("Mon")


def test_a_bare_day_keeps_the_hour_of_before() -> None:
    line = call(OFFERS + ", tomorrow after 3", "Monday")
    assert line.local(line.state.offered[0].start) >= "Mon 15:00"


@pytest.mark.parametrize(
    ("opening", "words", "question"),
    [
        (READ_BACK, "don't text me, this is a landline", "Shall I book it for Friday at ten?"),
        (READ_BACK_ES, "no me mande mensajes de texto", "¿La reservo para el viernes a las diez?"),
        (OFFERS, "please don't send me texts", "Which is better?"),
    ],
)
def test_who_wants_no_texts_still_hears_the_open_question(opening: str, words: str, question: str) -> None:
    line = call(opening, words)
    assert line.result.reply_text.endswith(question)
    line.says("yes" if opening is READ_BACK else "sí")
    assert len(line.visits()) == (0 if opening is OFFERS else 1)
