"""What customers ask by text about the visit that is coming."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.visit_questions import VisitQuestion, ask_about_visit

SAID = {
    VisitQuestion.WHEN: (
        "what time?", "What time again", "when is my appointment?", "what time is it", "when are you coming",
        "What time will the technician be here?", "when will he get here",
        "Hi, what time are you guys coming tomorrow?",
        "when's my visit", "what time should I expect someone here", "¿A qué hora vienen?", "¿Cuándo es mi cita?",
        "a que hora llega el plomero",
    ),
    VisitQuestion.WHO: (
        "who is coming?", "Who's coming out today", "who are you sending?", "who is the technician", "¿Quién viene?",
        "quién es el técnico",
    ),
    VisitQuestion.RUNNING_LATE: (
        "running late?", "are you running late", "Is the tech running behind?", "is he on the way?", "where is he",
        "are you still coming today?", "ETA?", "how much longer", "¿ya vienen?", "¿dónde están?", "van a llegar tarde",
    ),
    VisitQuestion.AM_LATE: (
        "I'm running late", "we're running a little late", "I will be 20 minutes late", "sorry I'm going to be late",
        "voy a llegar tarde",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "said"), [(question, said) for question, all_ in SAID.items() for said in all_])
def test_each_way_of_asking_is_known(question: VisitQuestion, said: str) -> None:
    assert ask_about_visit(said) is question


@pytest.mark.parametrize(
    "said",
    [
        "", "what time do you open?", "when are you open", "who owns the company", "what time works for you",
        "where are you located", "it's late", "my water heater is leaking", "when can someone come look at my sink",
        "what time tomorrow do you have free", "cuándo abren", "x" * 300,
    ],
)  # fmt: skip
def test_other_questions_are_for_the_conversation(said: str) -> None:
    assert ask_about_visit(said) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(said: str) -> None:
    assert ask_about_visit(said) in (None, *VisitQuestion)
