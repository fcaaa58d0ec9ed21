"""What is about to be booked, read back once; and what comes back: yes, no, or something else."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Channel
from app.core.dialogue import matching
from app.core.dialogue.absorb import noted
from app.core.dialogue.asking import MOST_MISSES, ask, missed, offer_person, understood
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import BookVisit, FindTimes, Reply, Step, Turn
from app.core.dialogue.words import call_out, capital, phrase, service_name, when_text
from app.core.phones import to_read
from app.core.understanding.frame import Frame, Intent
from app.core.understanding.phones import spoken_phone
from app.core.understanding.trouble_words import reads_well

_A_SENTENCE = 4
_CHANGE = ("chang", "wrong", "differ", "fix", "correct", "updat", "anoth", "cambi", "mal", "equivoc", "corr", "otr")
_CHANGEABLE = {
    Asking.TIME: frozenset("time day date hour late early hora día dia fecha tarde temprano".split()),
    Asking.PROBLEM: frozenset("problem job trouble repair issue service work problema trabajo servicio falla".split()),
    Asking.NAME: frozenset({"name", "nombre"}),
    Asking.PHONE: frozenset({"phone", "number", "teléfono", "telefono", "número", "numero"}),
    Asking.ADDRESS: frozenset({"address", "place", "street", "dirección", "direccion", "calle"}),
}


def is_open(state: DialogueState) -> bool:
    """Whether the last words read a booking back and asked for a yes."""
    return state.asking is Asking.CONFIRM and state.purpose == "book" and state.chosen is not None


def read_back(turn: Turn) -> Reply:
    """Everything that matters, once, before anything is stored."""
    state, situation = turn.state, turn.situation
    assert state.chosen is not None
    address = state.slots.address or (situation.customer.address if situation.customer else None)
    key = "readback.book" if address else "readback.book_no_address"
    text = phrase(
        state,
        key,
        problem=capital(trouble(state, turn)),
        address=address or "",
        name=phrase(state, "readback.for_name", name=state.slots.name) if state.slots.name else "",
        when=when_text(state.chosen.start, state, situation),
        charge=_charge(turn),
        phone=_texting(turn),
    )
    state = replace(state, stage=Stage.CONFIRMING, purpose="book", misses=0)
    got = phrase(state, "ack.got_address", address=address) if address else ""
    prefix = turn.prefix.replace(got, "").strip() if got else turn.prefix  # what is read back is not said twice
    return ask(replace(turn, state=state, prefix=prefix), Asking.CONFIRM, text)


def confirm_again(turn: Turn) -> Reply:
    """The open question in short, with the time: the rest was read back before."""
    state = turn.state
    assert state.chosen is not None
    when = when_text(state.chosen.start, state, turn.situation)
    return turn.reply(phrase(state, "ask.confirm_when", when=when))


def answer_confirm(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    assert state.chosen is not None
    named = "when" in turn.learned and frame.when is not None
    if named and frame.when and not matching.fits(turn.situation.business.local(state.chosen.start), frame.when):
        return FindTimes(replace(state, chosen=None, offered=()), state.slots.when, turn.prefix, turn.effects)
    if turn.learned - {"when", "email", "note"}:
        return read_back(understood(turn).saying(phrase(state, "ack.changed")))
    agrees = frame.intent is Intent.CONFIRM or (frame.intent is Intent.SCHEDULE and "settle" in frame.signals)
    if agrees and state.last_reply == phrase(state, "ask.change") and "settle" not in frame.signals:
        return confirm_again(understood(turn))  # "all right" to "what should I change?" is no yes to the visit
    asks = "question" in frame.signals or frame.text.rstrip().endswith("?")
    other = _other_than_read_back(turn, frame) if asks or not agrees else None
    if other is not None:
        return other
    wonders = agrees and "question" in frame.signals and frame.faq_topic is None and "settle" not in frame.signals
    if wonders and (frame.when is not None or "about_it" in frame.signals):
        return read_back(turn)  # "yes, wait, is that Monday?"
    if named and frame.text.rstrip().endswith("?"):
        return confirm_again(turn)  # "at ten, right?"
    if wonders:
        turn = turn.saying(phrase(state, "faq.unknown"))  # "that's fine; where are you located?"
    if agrees or (_only_names_it(frame) and not asks):
        return BookVisit(state, state.chosen, turn.prefix, turn.effects)
    if named:
        return confirm_again(turn)
    return _not_agreed(turn, frame)


def _only_names_it(frame: Frame) -> bool:
    """ "Thursday at two.", and nothing beside it."""
    if frame.when is None or frame.intent is not Intent.SCHEDULE or frame.correction:
        return False
    return len(frame.text.split()) <= len(frame.when.text.split()) + 1


def _other_than_read_back(turn: Turn, frame: Frame) -> Step | None:
    """A word for the technician, a wish for other times, "is that all right?": None where it is nothing of these."""
    state = turn.state
    assert state.chosen is not None
    if "note" in turn.learned and frame.intent is not Intent.CONFIRM:
        return confirm_again(understood(turn).saying(phrase(state, "ack.noted")))
    plain = replace(state, chosen=None, offered=(), misses=0)
    sooner = "earlier" in frame.signals and ("other_times" in frame.signals or frame.text.rstrip().endswith("?"))
    if "soonest" in frame.signals or sooner:
        anytime = replace(plain, slots=replace(state.slots, when=None))
        return FindTimes(anytime, None, turn.prefix, turn.effects)
    if "other_times" in frame.signals or matching.asks_for_later(frame):
        return FindTimes(plain, None, turn.prefix, turn.effects, not_before=state.chosen.end)
    if "approval" in frame.signals:
        return confirm_again(understood(turn).saying(phrase(state, "ack.fine")))
    return None


def _not_agreed(turn: Turn, frame: Frame) -> Step:
    """Neither yes nor another time: what is wrong with it, if anything."""
    state = turn.state
    wanted = wants_changed(frame) if "refuse" not in frame.signals else None
    if wanted is Asking.TIME or frame.intent is Intent.RESCHEDULE:
        return other_times(turn.knowing(replace(state, chosen=None)))
    if wanted is Asking.PROBLEM:
        return ask(turn, wanted, phrase(state, "ask.problem", variant=2), stage=Stage.COLLECTING)
    if wanted is not None:
        return ask(turn, wanted, stage=Stage.COLLECTING)
    if frame.intent in (Intent.DENY, Intent.CANCEL) or frame.correction or "slip" in frame.signals:
        asked = {**state.asked, "change": state.asked.get("change", 0) + 1}
        return turn.knowing(replace(state, asked=asked)).reply(phrase(state, "ask.change"))
    if "refuse" in frame.signals:
        return confirm_again(turn)
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return offer_person(turn)
    if _merely_tells(frame):
        slots = replace(state.slots, note=noted(state.slots.note, frame.text))
        return confirm_again(turn.knowing(replace(turn.state, slots=slots)).saying(phrase(state, "ack.okay")))
    return turn.reply(phrase(state, "ask.confirm", variant=1))


def _merely_tells(frame: Frame) -> bool:
    """ "It's a two-storey house": no yes, no question, and nothing against it; the technician may want to know."""
    of_the_trouble = frame.intent is Intent.SCHEDULE and frame.problem is not None
    silent = (frame.intent is Intent.OTHER or of_the_trouble) and not frame.signals and frame.faq_topic is None
    return silent and len(frame.text.split()) >= _A_SENTENCE and not frame.text.rstrip().endswith("?")


def wants_changed(frame: Frame) -> Asking | None:
    """ "The address is wrong", "the time": what is to be changed, where that is what was said."""
    words = frame.text.casefold().replace(",", " ").replace(".", " ").split()
    refuses = frame.correction or frame.intent in (Intent.DENY, Intent.CANCEL, Intent.RESCHEDULE)
    changes = refuses or len(words) < _A_SENTENCE or any(word.startswith(_CHANGE) for word in words)
    named = next((asking for asking, names in _CHANGEABLE.items() if names & set(words)), None)
    return named if changes else None


def other_times(turn: Turn) -> Step:
    """None of those: the next ones, and after that the caller's own wish."""
    state = turn.state
    if state.asked.get("other_times", 0) >= 2 or not state.offered:
        stage = Stage.CHANGING if state.target_appointment_id else Stage.COLLECTING
        return ask(turn.knowing(replace(state, offered=())), Asking.TIME, stage=stage)
    asked = {**state.asked, "other_times": state.asked.get("other_times", 0) + 1}
    return FindTimes(
        replace(state, asked=asked, misses=0),
        None,
        turn.prefix,
        turn.effects,
        not_before=state.offered[-1].end,
        exclude_appointment_id=state.target_appointment_id,
    )


def trouble(state: DialogueState, turn: Turn) -> str:
    """What is wrong in the caller's words, where they can be said so; else the service."""
    told = state.slots.problem or ""
    named = service_name(state.slots.service_type, state, turn.situation)
    return told if reads_well(told) else named or phrase(state, "visit")


def _texting(turn: Turn) -> str:
    state, situation = turn.state, turn.situation
    if situation.opted_out:
        return ""
    if state.slots.phone and state.slots.phone != situation.caller_phone:
        number = to_read(state.slots.phone) if situation.written else spoken_phone(state.slots.phone, state.language)
        return phrase(state, "readback.text_that", phone=number)
    if situation.channel is Channel.VOICE and situation.caller_phone:
        return phrase(state, "readback.text_this")
    return ""


def _charge(turn: Turn) -> str:
    """What an emergency visit costs by itself is said before it is booked."""
    charge = call_out(turn.state, turn.situation.business) if turn.state.is_emergency else ""
    return f"{charge} " if charge else ""
