"""One utterance, one frame: what a caller wants, the danger, the trouble, the question, the language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.understanding.frame import EmergencyLevel, Frame, Intent, Language
from app.core.understanding.services import ServiceWords, Vocabulary
from app.core.understanding.understand import understand

WEDNESDAY = datetime(2027, 3, 10, 9, 0, tzinfo=ZoneInfo("America/Chicago"))


def heard(text: str, **context: object) -> Frame:
    return understand(text, now=WEDNESDAY, **context)  # type: ignore[arg-type]


def test_everything_in_one_breath_is_heard() -> None:
    frame = heard(
        "Hi, this is Maria Lopez, my water heater's leaking all over the garage, "
        "I'm at forty one twenty Rainbow, can somebody come tomorrow after three?"
    )
    assert frame.when is not None
    assert frame.when.start.strftime("%A %H:%M") == "Thursday 15:00"
    assert frame.name is not None
    assert frame.name.value == "Maria Lopez"
    assert frame.address is not None
    assert frame.address.value.startswith("4120 Rainbow")
    assert frame.service_type == "water_heater"
    assert frame.problem == "leaking water heater"
    assert frame.emergency.level is EmergencyLevel.URGENT


@pytest.mark.parametrize(
    ("said", "troubles"),
    [
        ("my kitchen sink is leaking and the toilet keeps running", "leaking kitchen sink and toilet keeps running"),
        ("the water heater is out and also the garbage disposal is jammed, can you come tomorrow at 2",
         "water heater is out and jammed garbage disposal"),
        ("se me tapó el baño y además la llave de la cocina gotea", "se tapó el baño y la llave de la cocina gotea"),
        ("my water heater is leaking and there's no hot water", "leaking water heater"),
    ],
)  # fmt: skip
def test_two_jobs_in_one_sentence_are_both_kept(said: str, troubles: str) -> None:
    assert heard(said).problem == troubles


def test_a_leaking_water_heater_is_no_emergency_and_burst_may_be_a_name() -> None:
    frame = heard("this is Ellen Burst, I have a leaking water heater, can somebody come tomorrow after three?")
    assert frame.intent is Intent.SCHEDULE
    assert not frame.emergency.is_emergency


def test_gas_is_a_matter_of_life_and_the_reason_is_readable() -> None:
    frame = heard("um there's a really strong rotten egg smell in our basement")
    assert frame.intent is Intent.EMERGENCY
    assert frame.emergency.level is EmergencyLevel.LIFE
    assert frame.emergency.reason == "gas smell: 'rotten egg'"


def test_a_denied_danger_is_none_and_is_marked() -> None:
    frame = heard("no gas leak, just a drip")
    assert not frame.emergency.is_emergency
    assert frame.emergency.negated


def test_afternoon_holds_no_refusal() -> None:
    assert heard("Tuesday afternoon works", asking="choice").intent is Intent.CONFIRM


def test_a_change_of_mind_is_a_refusal_and_a_wish() -> None:
    frame = heard("no wait, make it Friday", asking="choice")
    assert frame.correction
    assert {Intent.DENY, Intent.SCHEDULE} <= frame.intents
    assert frame.when is not None
    assert frame.when.start.strftime("%A") == "Friday"


def test_another_time_for_what_is_being_booked_is_no_move_of_a_booked_visit() -> None:
    frame = heard("can you change that to Friday at two", asking="confirm")
    assert frame.intent is Intent.SCHEDULE
    assert frame.correction
    assert heard("can you change my appointment to Friday at two").intent is Intent.RESCHEDULE


@pytest.mark.parametrize(("text", "choice"), [("the first one", 1), ("the second", 2), ("the later one", -1)])
def test_an_offer_is_picked_by_its_place(text: str, choice: int) -> None:
    assert heard(text, asking="choice").choice == choice


def test_the_first_spanish_sentence_switches_the_language() -> None:
    frame = heard("buenas, se me tapó el baño, ¿me pueden mandar a alguien hoy?", language=Language.EN)
    assert frame.language is Language.ES
    assert frame.switch_language is Language.ES
    assert frame.intent is Intent.SCHEDULE


def test_a_single_foreign_word_leaves_the_language_alone() -> None:
    assert heard("perfecto", language=Language.EN).switch_language is None


def test_a_language_can_be_asked_for() -> None:
    assert heard("¿habla español?", language=Language.EN).switch_language is Language.ES
    assert heard("in English please", language=Language.ES).switch_language is Language.EN


def test_a_business_has_its_own_words_for_its_services() -> None:
    vocabulary = Vocabulary(services=(ServiceWords("boiler_tuneup", "boiler tune-up", ("combi boiler",)),))
    assert heard("my combi boiler needs a look", vocabulary=vocabulary).service_type == "boiler_tuneup"


def test_a_trouble_of_the_trade_falls_to_the_general_service_where_there_is_no_other() -> None:
    vocabulary = Vocabulary(services=(ServiceWords("general_plumbing", "plumbing visit"),))
    assert heard("my toilet keeps running", vocabulary=vocabulary).service_type == "general_plumbing"


@given(st.text(), st.sampled_from([None, *Language]))
def test_any_text_at_all_gives_a_frame(text: str, language: Language | None) -> None:
    assert isinstance(heard(text, language=language), Frame)


@given(
    st.lists(
        st.sampled_from(
            ("yes", "no", "um", ",", ".", "water", "leak", "gas", "cancel", "the", "(", "|", "*", "@", "#", "burst")
        ),
        max_size=400,
    )
)
def test_any_heap_of_words_gives_a_frame(words: list[str]) -> None:
    assert isinstance(heard(" ".join(words)), Frame)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I can't make it, can we move it to another day?", Intent.RESCHEDULE),
        ("please cancel it and rebook for Friday", Intent.RESCHEDULE),
        ("I won't be able to make it tomorrow, do you have anything next week?", Intent.RESCHEDULE),
        ("something came up, could we do Thursday instead", Intent.RESCHEDULE),
        ("need to push my appointment back a day", Intent.RESCHEDULE),
        ("can you bump me to later", Intent.RESCHEDULE),
        ("cancel my Friday and put me on Monday", Intent.RESCHEDULE),
        ("I don't want to cancel, I just want to move it", Intent.RESCHEDULE),
        ("no puedo mañana, ¿podemos cambiarlo al jueves?", Intent.RESCHEDULE),
        ("cancélela y deme otra para el lunes", Intent.RESCHEDULE),
        ("no quiero cancelar, quiero cambiarla para el martes", Intent.RESCHEDULE),
        ("I don't want to reschedule, just cancel", Intent.CANCEL),
        ("I want to cancel, not move it", Intent.CANCEL),
        ("I can't make it and I don't want another time", Intent.CANCEL),
        ("no quiero cambiarla, sólo cancelarla", Intent.CANCEL),
        ("my toilet will not flush, do you have anything next week", Intent.SCHEDULE),
    ],
)
def test_who_names_another_time_moves_the_visit_and_who_refuses_one_cancels_it(said: str, meant: Intent) -> None:
    assert heard(said).intent is meant


@pytest.mark.parametrize(
    "said",
    ["yeah the one o'clock is fine", "the one pm works", "jueves a la una de la tarde", "mejor la una de la tarde"],
)
def test_one_o_clock_is_an_hour_whatever_article_it_has(said: str) -> None:
    when = heard(said).when
    assert when is not None
    assert when.start.strftime("%H:%M") == "13:00"


@pytest.mark.parametrize("said", ["the one on the left drips", "una de las llaves gotea", "that one works"])
def test_one_of_several_things_is_no_hour(said: str) -> None:
    assert heard(said).when is None
