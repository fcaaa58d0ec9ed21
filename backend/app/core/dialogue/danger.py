"""Danger comes before everything: safety first, the owner alerted, then data, then the earliest help."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Channel, Outcome
from app.core.dialogue import address_halves
from app.core.dialogue.asking import ask, asked_enough
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import AlertOwner, FindTimes, Reply, Step, TellMore, Then, Turn
from app.core.dialogue.trouble import tidy
from app.core.dialogue.visit_facts import coming, who_comes
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Emergency, EmergencyLevel, Frame, Intent
from app.core.wording.catalogue import has, join

_RANK = {
    EmergencyLevel.ROUTINE: 0,
    EmergencyLevel.URGENT: 1,
    EmergencyLevel.DAMAGE: 2,
    EmergencyLevel.LIFE: 3,
}
# What a yes to the clarifying question means: the level, and the rule whose safety sentence is said.
_CONFIRMED = {
    "gas_now": (EmergencyLevel.LIFE, "gas_smell"),
    "co_alarm": (EmergencyLevel.LIFE, "carbon_monoxide"),
    "burning_now": (EmergencyLevel.LIFE, "fire"),
    "anyone_hurt": (EmergencyLevel.LIFE, "people_hurt"),
    "water_now": (EmergencyLevel.DAMAGE, "flooding"),
    "sewage_inside": (EmergencyLevel.DAMAGE, "sewage"),
    "heat_risk": (EmergencyLevel.URGENT, "no_heat"),
    "power_risk": (EmergencyLevel.URGENT, "no_power"),
}
_OTHERWISE_CONFIRMED = (EmergencyLevel.DAMAGE, "other_danger")
_VAGUE = "danger_now"
_FEW_WORDS = 14
# Rules after which nobody stays in the house.
_LEAVE = frozenset(
    {"gas_smell", "gas_leak", "carbon_monoxide", "illness_with_fumes", "fire", "fire_words_alone", "explosion"}
)


def recognise(turn: Turn, frame: Frame) -> Turn | Reply:
    """Raise the level where the words do; a Reply where safety has to be said before anything else."""
    found = frame.emergency
    state = turn.state
    if state.purpose == "danger" and state.asking is Asking.CONFIRM and not found.is_emergency:
        return _answered(turn, frame)
    if found.is_emergency and _RANK[found.level] > _RANK[state.emergency_level]:
        return _raise(turn, found)
    if found.ask and state.danger_question is None and not state.is_emergency and not _can_wait(frame, found):
        return _clarify(turn, found.ask, frame)
    return turn


def proceed(turn: Turn, frame: Frame) -> Step:
    """The turns after people were told to leave: where they are, then who is coming."""
    turn = address_halves.content_with(turn)
    state, situation = turn.state, turn.situation
    if frame.intent is Intent.GOODBYE:
        return farewell(turn)
    unsafe = frame.intent is Intent.DENY and "unsure" not in frame.signals and state.purpose == "outside"
    if unsafe and "leave" not in state.asked:
        state = replace(state, asked={**state.asked, "leave": 1})
        return turn.knowing(state).reply(phrase(state, "safety.leave"))
    if state.slots.address is None and not asked_enough(state, Asking.ADDRESS):
        asked_before = Asking.ADDRESS in state.asked
        text = address_halves.question(state) or (None if asked_before else phrase(state, "safety.address"))
        return ask(turn, Asking.ADDRESS, text, stage=Stage.EMERGENCY)
    if state.slots.phone is None and situation.caller_phone is None and not asked_enough(state, Asking.PHONE):
        return ask(turn, Asking.PHONE, stage=Stage.EMERGENCY)
    on_its_way = coming(situation)
    if on_its_way is not None and state.appointment_id is None:
        turn = turn.causing(TellMore())
        return help_is_coming(turn, who_comes(on_its_way, state, situation))  # no second visit for one disaster
    if state.appointment_id is None and state.purpose != "dispatched" and situation.can_book:
        state = replace(state, purpose="dispatched", asking=None)
        return FindTimes(state, None, turn.prefix, turn.effects)
    return help_is_coming(turn)


def help_is_coming(turn: Turn, visit: str = "") -> Reply:
    """Who comes; on the phone the caller is put through to the person on call."""
    state, situation = turn.state, turn.situation
    state = replace(state, stage=Stage.CLOSING, asking=None, purpose="dispatched")
    key = "safety.come" if state.slots.address else "safety.come_no_address"
    if not visit and state.slots.address:
        turn = turn.causing(TellMore())  # no visit that would tell our people where
    text = join(visit, phrase(state, key), stay_out(state))
    reachable = situation.business.owner_phone and situation.business.owner_phone != situation.caller_phone
    if situation.channel is Channel.VOICE and reachable and situation.business.emergency_policy.transfer:
        return turn.knowing(state).reply(f"{text} {phrase(state, 'human.transfer')}", Then.TRANSFER)
    return turn.knowing(state).reply(text)


def stay_out(state: DialogueState) -> str:
    return phrase(state, "safety.stay_out") if state.emergency_level is EmergencyLevel.LIFE else ""


def farewell(turn: Turn) -> Reply:
    state = replace(turn.state, stage=Stage.DONE, asking=None, done=True)
    return turn.knowing(state).reply(phrase(state, "done.bye_emergency"), Then.HANG_UP)


def _raise(turn: Turn, found: Emergency) -> Turn | Reply:
    state = replace(
        turn.state,
        intent=Intent.EMERGENCY,
        emergency_level=found.level,
        emergency_reason=found.reason,
        outcome=Outcome.EMERGENCY_DISPATCHED,
        alerted=True,
        safety_given=True,
        purpose="book",
        misses=0,
    )
    if not turn.state.alerted:
        turn = turn.causing(AlertOwner(found.reason or found.level))
    turn = turn.knowing(state).saying(_safety(state, found))
    if found.level is not EmergencyLevel.LIFE:
        return turn
    state = replace(state, stage=Stage.EMERGENCY, asking=Asking.CONFIRM, purpose="outside")
    question = "ask.outside" if found.rule in _LEAVE else "ask.safe"
    return turn.knowing(state).saying(phrase(state, "safety.alerting")).reply(phrase(state, question))


def _safety(state: DialogueState, found: Emergency) -> str:
    """The sentence of the rule, of what is leaking, or of the level."""
    if state.slots.service_type == "water_heater" and found.level is not EmergencyLevel.LIFE:
        return phrase(state, "safety.water_heater")
    key = f"safety.{found.rule}"
    return phrase(state, key if has(state.language, key) else f"safety.{found.level}")


def _can_wait(frame: Frame, found: Emergency) -> bool:
    """Nobody in the middle of a disaster asks for an hour of a day; a vague "it's rather urgent" is no more then."""
    when = frame.when
    settled = when is not None and when.clock_stated and when.day_stated and not when.asap
    return settled and found.ask == _VAGUE


def _clarify(turn: Turn, question: str, frame: Frame) -> Reply:
    key = f"danger_question.{question}"
    if not has(turn.state.language, key):
        key = "danger_question.danger_now"
    slots = turn.state.slots
    if slots.problem is None and len(frame.text.split()) <= _FEW_WORDS:
        slots = replace(slots, problem=tidy(frame.text))  # whatever else it is, it is what they called about
    state = replace(
        turn.state,
        danger_question=question,
        asking=Asking.CONFIRM,
        purpose="danger",
        stage=Stage.COLLECTING,
        slots=slots,
    )
    return turn.knowing(state).reply(phrase(state, key))


def _answered(turn: Turn, frame: Frame) -> Turn | Reply:
    question = turn.state.danger_question or ""
    calm = turn.knowing(replace(turn.state, asking=None, purpose="book"))
    if frame.intent is Intent.FAQ and not turn.learned:
        return turn  # it is answered, and the question put again
    if frame.intent is not Intent.CONFIRM and Intent.CONFIRM not in frame.intents:
        return calm
    level, rule = _CONFIRMED.get(question, _OTHERWISE_CONFIRMED)
    return _raise(calm, Emergency(level=level, rule=rule, reason=f"{rule.replace('_', ' ')}, confirmed when asked"))
