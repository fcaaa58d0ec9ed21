"""How a conversation comes to its end: a good-bye, a wrong number, a caller who sells something."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Outcome
from app.core.dialogue import people
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import Reply, Step, Then, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Frame, Intent
from app.core.wording.catalogue import join

# So often was the open question put before the good-bye that it is not put again.
_ENOUGH = 2
_CHANGING = frozenset({"move", "cancel"})


def is_meant(turn: Turn, frame: Frame) -> bool:
    """A good-bye. "Okay, thanks, bye" to several times takes none of them."""
    if turn.learned - {"when"}:
        return False
    only_thanks = "thanks" in frame.signals and "bye" not in frame.signals
    named = frame.when is not None or frame.choice is not None or "any_time" in frame.signals
    offers = turn.state.asking is Asking.CHOICE and len(turn.state.offered) > 1
    goes = offers and Intent.GOODBYE in frame.intents and not only_thanks and not named
    return goes or frame.intent is Intent.GOODBYE


def leave(turn: Turn, frame: Frame) -> Step:
    """Good-bye. Where a visit is as good as settled, its open question is put once more before the line goes."""
    state = turn.state
    timed = state.chosen or state.offered or state.slots.when
    patience = 2 if timed and "bye" not in frame.signals else 1
    if not _half_settled(state, frame) or state.asked.get("leaving", 0) >= patience:
        return people.goodbye(turn)
    asked = {**state.asked, "leaving": state.asked.get("leaving", 0) + 1}
    lead = phrase(state, "ack.before_you_go" if "bye" in frame.signals else "ack.welcome")
    return Reply(replace(state, asked=asked), join(lead, state.last_reply), Then.LISTEN, turn.effects)


def undecided(turn: Turn, frame: Frame) -> Reply:
    """Who wants to think about it is not pressed, and knows how it stands; the question stays open for a yes."""
    state = replace(turn.state, asked={**turn.state.asked, "leaving": _ENOUGH})
    text = phrase(state, "done.kept_for_now" if state.purpose in _CHANGING else "done.undecided")
    if "bye" not in frame.signals:
        return Reply(state, text, Then.LISTEN, turn.effects)
    return people.goodbye(turn.knowing(state).saying(text))


def _half_settled(state: DialogueState, frame: Frame) -> bool:
    if state.asking in (None, Asking.PROBLEM) or state.stage is Stage.CLOSING or state.stage is Stage.DONE:
        return False
    if state.purpose in _CHANGING:
        return True
    if state.purpose != "book":
        return False
    # Thanks in the middle are no good-bye while we still wait for an answer.
    only_thanks = frame.signals.isdisjoint({"bye", "wrong_number"}) and "thanks" in frame.signals
    answered = state.outcome is Outcome.ANSWERED  # they asked, heard, and have what they wanted
    return bool(
        state.chosen or state.offered or state.slots.when or (only_thanks and state.slots.problem and not answered)
    )


def is_no_customer(turn: Turn, frame: Frame) -> bool:
    """A wrong number or a seller. A mere "sorry, my mistake" is one only where nothing was said before it."""
    if turn.learned or turn.state.appointment_id is not None:
        return False
    first = turn.state.asking is Asking.PROBLEM and turn.state.slots.problem is None
    return bool(frame.signals & {"wrong_number", "sales"}) or ("slip" in frame.signals and first)


def not_a_customer(turn: Turn, frame: Frame) -> Step:
    state = replace(turn.state, outcome=turn.state.outcome or Outcome.ANSWERED)
    key = "done.no_sales" if "sales" in frame.signals else "done.wrong_number"
    return people.goodbye(turn.knowing(state), key)
