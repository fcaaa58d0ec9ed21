"""One turn of the conversation: hear a frame, decide the next step. Danger first, then what was asked."""

from __future__ import annotations

from dataclasses import replace

from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.dialogue import (
    adding,
    address_halves,
    area,
    booking,
    calling_off,
    changes,
    closing,
    danger,
    despair,
    identify,
    leaving,
    listening,
    no_texts,
    office,
    own_visits,
    people,
    questions,
    read_back,
    stand_down,
    waitlist,
)
from app.core.dialogue.absorb import absorb, note_apart, only_asks
from app.core.dialogue.asking import ask, understood
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import Reply, Situation, Step, Then, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Frame, Intent
from app.core.wording.catalogue import join

_CHANGING = frozenset({"move", "cancel"})
_LOOKING = frozenset({Stage.COLLECTING, Stage.OFFERING, Stage.CONFIRMING, Stage.CHANGING})
_SETTLING = frozenset({Asking.CHOICE, Asking.CONFIRM, Asking.TIME})
_TROUBLE = frozenset({"problem", "service_type"})
_MOST_UNKNOWN = 3
_ONLY_A_LANGUAGE = frozenset({Intent.OTHER, Intent.GREETING, Intent.REPEAT})


def hear(state: DialogueState, frame: Frame, situation: Situation) -> Step:
    """The step that follows from what was heard."""
    if not situation.can_book and situation.channel is Channel.VOICE and state.done:
        return people.goodbye(Turn(state, situation))
    frame = address_halves.together(state, note_apart(state, identify.only_the_code(state, frame)))
    begun = despair.set_aside(absorb(state, frame, situation), frame)
    if despair.concerns(begun, frame):
        return despair.answer(begun, frame)
    called_off = stand_down.hear(begun, state, frame)
    if called_off is not None:
        return called_off
    recognised = danger.recognise(begun, frame)
    if isinstance(recognised, Reply):
        return recognised
    turn = _note_intent(recognised, frame)
    state = turn.state
    if state.stage is Stage.EMERGENCY:
        return danger.proceed(turn, frame)
    if state.stage is Stage.MESSAGE and frame.intent is not Intent.GOODBYE:
        return office.only_a_name(turn, frame) or people.message_given(turn, frame)
    turn = area.mention(office.note_return(turn, frame), frame)
    elsewhere = own_visits.got_worse(turn, frame) or office.answer(turn, frame)
    controlled = elsewhere or _control(turn, frame)
    if controlled is not None:
        return controlled
    return _answer_first(turn, frame)


def silence(state: DialogueState, count: int, situation: Situation, *, most: int) -> Reply:
    """Nothing was heard `count` times in a row: ask again, then keys, then voicemail."""
    turn = Turn(state, situation)
    if count >= most:
        return people.to_voicemail(turn, phrase(state, "silence.voicemail"))
    if count == 1:
        again = state.last_reply or phrase(state, "greeting.again")
        return Reply(state, join(phrase(state, "silence.first"), again))
    return Reply(replace(state, purpose="human", asking=Asking.CONFIRM), phrase(state, "silence.keys"))


def _note_intent(turn: Turn, frame: Frame) -> Turn:
    """The conversation's intent is the first weighty one, and danger above all."""
    weighty = frame.intent in (Intent.SCHEDULE, Intent.RESCHEDULE, Intent.CANCEL, Intent.HUMAN, Intent.MESSAGE)
    if turn.state.intent is Intent.OTHER and (weighty or frame.intent is Intent.FAQ):
        return turn.knowing(replace(turn.state, intent=frame.intent))
    told = "problem" in turn.learned and not only_asks(frame)
    if turn.state.intent in (Intent.OTHER, Intent.FAQ) and (weighty or told):
        return turn.knowing(replace(turn.state, intent=frame.intent if weighty else Intent.SCHEDULE))
    return turn


def _control(turn: Turn, frame: Frame) -> Step | None:
    """What is about the conversation itself: repeat, a person, a message, good-bye, the pending side question."""
    state = turn.state
    if no_texts.is_wanted(turn, frame):
        turn = no_texts.noted(turn, frame)
        return _resume(turn) if no_texts.leaves_a_question(turn) else turn.reply(phrase(state, "ask.anything_else"))
    if state.stage in _LOOKING and waitlist.wanted(turn, frame):
        return waitlist.note(turn)
    if calling_off.is_wanted(turn, frame):
        return calling_off.call_off(turn, frame)
    if frame.intent is Intent.GREETING and not turn.learned and state.asking is Asking.PROBLEM:
        return turn.reply(phrase(state, "greeting.again"))
    if frame.switch_language and not turn.learned and frame.intent in _ONLY_A_LANGUAGE:
        turn = turn.saying(phrase(state, "ack.language"))
        return read_back.read_back(turn) if read_back.is_open(state) else _resume(turn)
    told = own_visits.tell(turn, frame)
    if told is not None:
        return told
    kept = listening.answer(turn, frame)
    if kept is not None:
        return kept
    if "wrong_number" in frame.signals and read_back.is_open(state):
        return ask(turn, Asking.PHONE, stage=Stage.COLLECTING)  # that of the texts is meant
    if leaving.is_no_customer(turn, frame):
        return leaving.not_a_customer(turn, frame)
    heard = _from_a_child(turn, frame)
    if not isinstance(heard, Turn):
        return heard
    turn, state = heard, heard.state
    if "undecided" in frame.signals and state.asking in _SETTLING and not turn.learned:
        return leaving.undecided(turn, frame)
    if frame.intent is Intent.HUMAN:
        return people.connect(turn)
    if frame.intent is Intent.MESSAGE and frame.faq_topic is None:
        said = "message_said" in frame.signals
        return people.message_given(turn, frame) if said else people.take_message(turn)
    if leaving.is_meant(turn, frame):
        return leaving.leave(turn, frame)
    return _of_purpose(turn, frame)


def _from_a_child(turn: Turn, frame: Frame) -> Step | Turn:
    """A grown-up is asked for once; the turn itself where it goes on."""
    if turn.state.purpose == people.CHILD:
        answered = people.child_answers(turn, frame)
        if answered is not None:
            return answered
        turn = turn.knowing(replace(turn.state, purpose="book"))
    asked = "grown_up" in turn.state.asked
    if frame.signals & {"child", "parent_away"} and not turn.learned and asked:
        return booking.next_question(turn)  # a child does what it can
    if "child" in frame.signals and not turn.learned - _TROUBLE and not asked:
        return people.ask_for_grown_up(turn)
    return turn


def _of_purpose(turn: Turn, frame: Frame) -> Step | None:
    """The answer to what was asked beside the booking."""
    state = turn.state
    if state.purpose == "human" and state.asking is Asking.CONFIRM:
        return _person_offered(turn, frame)
    if state.purpose == "callback":
        return _callback_pending(turn, frame)
    if state.purpose in identify.PURPOSES:
        return identify.answer(turn, frame)
    if state.purpose == waitlist.PURPOSE:
        return waitlist.answer(turn, frame)
    if state.purpose == "offer_booking":
        return _booking_offered(turn, frame)
    if state.purpose == adding.ADD:
        return adding.answer_add(turn, frame)
    if state.purpose == own_visits.ABOUT:
        known = own_visits.about(turn, frame)
        return _answer_first(known, frame) if isinstance(known, Turn) else known
    return adding.joins(turn, frame)


def _answer_first(turn: Turn, frame: Frame) -> Step:
    """A question in the middle gets its answer, and then the thread goes on where it was."""
    state = turn.state
    if "valve" in frame.signals and state.is_emergency and not turn.learned:
        return _resume(turn.saying(phrase(state, "safety.valve")))
    only_note = turn.learned == {"note"} and frame.intent not in (Intent.CONFIRM, Intent.DENY)
    if only_note and state.stage is not Stage.CLOSING:
        return _resume(turn.saying(phrase(state, "ack.noted")))
    if "slip" in frame.signals and not turn.learned and state.asking is not None and not read_back.is_open(state):
        return _resume(turn.saying(phrase(state, "ack.changed")))
    on_area = area.asked_on(frame, turn.situation)
    if not on_area and _asks_what_nobody_told_us(turn, frame):
        asked = {**state.asked, "unknown": state.asked.get("unknown", 0) + 1}
        return _resume(turn.knowing(replace(state, asked=asked)).saying(phrase(state, "faq.unknown")))
    if (frame.intent is Intent.FAQ or frame.faq_topic is not None or on_area) and not frame.emergency.is_emergency:
        answer = questions.answer(frame, turn.state, turn.situation)
        if answer is not None:
            turn = turn.saying(answer).knowing(
                replace(turn.state, outcome=turn.state.outcome or Outcome.ANSWERED, misses=0)
            )
            agreed = frame.intent is Intent.CONFIRM and state.asking in (Asking.CONFIRM, Asking.CHOICE)
            if not agreed and (not turn.learned or only_asks(frame) or on_area):
                return _resume(turn, to_no_visit=office.leads_to_no_visit(frame))
    return _proceed(turn, frame)


def _asks_what_nobody_told_us(turn: Turn, frame: Frame) -> bool:
    """A question with nothing else in it, about what we do not know; a few of them, and then they count as misses."""
    asked = "question" in frame.signals or (len(frame.text.split()) > 1 and frame.text.rstrip().endswith("?"))
    asks = asked and frame.intent is Intent.OTHER and not turn.learned
    asks = asks and frame.signals.isdisjoint({"approval", "soonest", "other_times", "earlier", "refuse"})
    return asks and turn.state.asking is not Asking.PROBLEM and turn.state.asked.get("unknown", 0) < _MOST_UNKNOWN


def _proceed(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if state.asking is Asking.WHICH_APPOINTMENT:
        return changes.choose_visit(turn, frame)
    if state.stage is Stage.CHANGING and state.purpose in _CHANGING and state.target_appointment_id:
        if state.asking is Asking.CONFIRM:
            return changes.answer_confirm(turn, frame)
        return changes.answer_time(turn, frame)
    if frame.intent is Intent.CANCEL and _may_change(turn):
        return changes.begin(turn, frame, "cancel")
    if frame.intent is Intent.RESCHEDULE and _may_change(turn):
        return changes.begin(turn, frame, "move")
    if state.stage is Stage.CLOSING:
        return closing.answer(turn, frame)
    return booking.proceed(turn, frame)


def _may_change(turn: Turn) -> bool:
    """While a booking is under way, "cancel" and "change it" are about that booking."""
    state = turn.state
    if state.stage is Stage.CLOSING:
        return True
    wants_one = state.intent in (Intent.SCHEDULE, Intent.EMERGENCY)
    wished = wants_one and "when" in turn.learned and not turn.situation.visits
    return state.chosen is None and not state.offered and not wished


def _resume(turn: Turn, *, to_no_visit: bool = False) -> Step:
    """Put the pending question again, as a continuation and not as a miss."""
    state = turn.state
    if state.asking is Asking.PROBLEM and to_no_visit:
        return turn.reply(phrase(state, "greeting.help"))
    if state.asking is Asking.PROBLEM and state.outcome is Outcome.ANSWERED:
        state = replace(state, asking=Asking.CONFIRM, purpose="offer_booking")
        return turn.knowing(state).reply(phrase(state, "ask.book"))
    if state.asking is None and state.stage is Stage.CLOSING:
        return turn.reply(phrase(state, "ask.anything_else"))
    if state.asking is Asking.CHOICE and state.offered:
        return booking.offer(turn)
    if read_back.is_open(state):
        return read_back.confirm_again(turn)
    if state.asking in (Asking.CONFIRM, Asking.WHICH_APPOINTMENT) and state.last_reply:
        return Reply(state, join(turn.prefix, state.last_reply), Then.LISTEN, turn.effects)
    asked = dict(state.asked)
    if state.asking is not None and asked.get(state.asking):
        asked[state.asking] -= 1
    return booking.next_question(understood(turn).knowing(replace(state, asked=asked, misses=0)))


def _booking_offered(turn: Turn, frame: Frame) -> Step | None:
    """The answer to "would you like to book a visit?" after a question."""
    plain = turn.knowing(replace(turn.state, purpose="book", asking=Asking.PROBLEM))
    refused = frame.intent is Intent.DENY or (frame.intent is Intent.CANCEL and not turn.situation.visits)
    if turn.learned or not (refused or frame.intent is Intent.CONFIRM):
        return None if only_asks(frame) else _answer_first(plain, frame)
    if refused and frame.text.rstrip().endswith("?"):
        return plain.reply(phrase(plain.state, "greeting.help"))  # "so no?" is no good-bye
    if refused or "thanks" in frame.signals:
        return people.goodbye(plain)
    return booking.next_question(plain)


def _person_offered(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if frame.choice == 2:
        return people.take_message(turn)
    plain = replace(state, purpose="book", asking=None, misses=0)
    wanted = {Intent.SCHEDULE, Intent.RESCHEDULE, Intent.CANCEL} & (frame.intents | {frame.intent})
    if frame.choice == 1 or turn.learned or wanted:
        return _proceed(turn.knowing(plain), frame) if turn.learned else booking.next_question(turn.knowing(plain))
    if frame.intent is Intent.DENY:
        return booking.next_question(turn.knowing(plain))
    if frame.intent is Intent.CONFIRM:
        return people.connect(turn)
    lead = phrase(state, "human.callback")
    if turn.situation.channel is Channel.VOICE:
        return people.to_voicemail(turn, phrase(state, "voicemail.ask"))
    return people.owe_call(turn, CallbackReason.HUMAN_REQUESTED, state.slots.problem or "", lead)


def _callback_pending(turn: Turn, frame: Frame) -> Step:
    """Either we asked "shall someone call you?", or for the number to call."""
    state = turn.state
    if state.asking is Asking.CONFIRM and frame.intent is Intent.DENY:
        plain = replace(state, purpose="book", asking=None, stage=Stage.CLOSING)
        return turn.knowing(plain).reply(phrase(plain, "ask.anything_else"))
    if state.asking is Asking.CONFIRM and frame.intent in (Intent.SCHEDULE, Intent.FAQ):
        return _answer_first(turn.knowing(replace(state, purpose="book", asking=None, stage=Stage.COLLECTING)), frame)
    otherwise = CallbackReason.MESSAGE if state.message else CallbackReason.HUMAN_REQUESTED
    reason = state.callback_reason or otherwise
    note = state.message or state.slots.problem or changes.callback_note(state).note
    return people.owe_call(turn, reason, note)
