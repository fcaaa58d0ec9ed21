"""The talk about who is calling: a name, a code by text, and then on with what the caller wanted."""

from __future__ import annotations

from dataclasses import replace

from app.core.dialogue import changes, questions, visit_facts
from app.core.dialogue.asking import MOST_MISSES, ask, missed
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import CheckCode, Effect, Reply, SendCode, Situation, Step, Turn
from app.core.dialogue.words import phrase
from app.core.identification import DIGITS
from app.core.understanding.frame import Frame, Intent, Language
from app.core.understanding.spoken_digits import all_digits
from app.core.wording.catalogue import join

NAME, CODE = "identify", "code"
PURPOSES = frozenset({NAME, CODE})
_UNABLE = frozenset({"refuse", "unsure", "no_code"})


def only_the_code(state: DialogueState, frame: Frame) -> Frame:
    """While a code is awaited its digits are no time, no phone number and no house."""
    if state.purpose != CODE or not _code_in(frame):
        return frame
    plain = replace(frame, when=None, phone=None, address=None, name=None, choice=None, email=None)
    return replace(plain, intent=Intent.OTHER, intents=frozenset())


def answer(turn: Turn, frame: Frame) -> Step:
    """What comes back for the name, or for the code."""
    state = turn.state
    if frame.intent is Intent.FAQ:
        theirs = frame.faq_topic in visit_facts.TOPICS  # that is what the name is asked for
        told = None if theirs else questions.answer(frame, state, turn.situation)
        return Reply(state, join(told or "", state.last_reply), effects=turn.effects)
    if state.purpose == CODE:
        return _code_given(turn, frame)
    if "never_mind" in frame.signals:
        return changes.keep(turn)
    if state.slots.name:
        return SendCode(state, turn.prefix, turn.effects)
    if frame.intent is Intent.DENY or frame.signals & _UNABLE:
        return changes.offer_callback(turn)
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return changes.offer_callback(turn)
    return ask(turn, Asking.NAME)


def code_sent(state: DialogueState, situation: Situation, prefix: str, effects: tuple[Effect, ...]) -> Reply:
    """Said whether or not there is such a customer."""
    state = replace(state, purpose=CODE, asking=None, stage=Stage.CHANGING, misses=0)
    turn = Turn(state, situation, prefix=prefix, effects=effects)
    return turn.reply(phrase(state, "identify.sent"))


def code_refused(state: DialogueState, situation: Situation, *, over: bool) -> Reply:
    if over:
        return changes.offer_callback(Turn(state, situation))
    return Turn(state, situation).reply(phrase(state, "identify.wrong"))


def identified(state: DialogueState, situation: Situation) -> Step:
    """On with the moving or cancelling, and with what was said of it before."""
    if state.intent is Intent.FAQ:
        told = visit_facts.of_topic("own_visits", state, situation) or phrase(state, "visits.none")
        settled = replace(state, stage=Stage.CLOSING, asking=None, purpose="book", misses=0)
        return Turn(settled, situation).reply(join(told, phrase(state, "ask.anything_else")))
    purpose = "cancel" if state.intent is Intent.CANCEL else "move"
    said = Frame(text="", language=Language(state.language), when=state.slots.when)
    state = replace(state, asking=None, misses=0, slots=replace(state.slots, when=None))
    return changes.begin(Turn(state, situation), said, purpose)


def _code_given(turn: Turn, frame: Frame) -> Step:
    code = _code_in(frame)
    if code and turn.state.challenge is not None:
        return CheckCode(turn.state, code, turn.effects)
    if frame.intent is Intent.DENY or frame.signals & _UNABLE or turn.state.challenge is None:
        return changes.offer_callback(turn)
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return changes.offer_callback(turn)
    return turn.reply(phrase(turn.state, "identify.again"))


def _code_in(frame: Frame) -> str | None:
    digits = all_digits(frame.text, spanish=frame.language is Language.ES)
    return digits if len(digits) == DIGITS else None
