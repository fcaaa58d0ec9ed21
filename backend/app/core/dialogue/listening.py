"""What keeps the talk where it is: say that again, hold on, there is more to come."""

from __future__ import annotations

from app.core.dialogue import read_back
from app.core.dialogue.steps import Reply, Then, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Frame, Intent

_A_FEW = 4


def answer(turn: Turn, frame: Frame) -> Reply | None:
    """The reply, after which the question before is still open; None where the words are nothing of the kind."""
    state = turn.state
    if state.last_reply and not turn.learned and _asks_again(turn, frame):
        last = read_back.read_back(turn).text if read_back.is_open(state) else state.last_reply
        return Reply(state, phrase(state, "misheard.repeat", last=last), Then.LISTEN, turn.effects)
    if "hold" in frame.signals and not turn.learned and not _says_more_than_hold_on(frame):
        return Reply(state, phrase(state, "misheard.hold"), Then.LISTEN, turn.effects)
    if _announces_more(turn, frame):
        return Reply(state, phrase(state, "ack.go_on"), Then.LISTEN, turn.effects)
    return None


def _asks_again(turn: Turn, frame: Frame) -> bool:
    own = "own_details" in frame.signals and frame.faq_topic is None
    repeat = frame.intent is Intent.REPEAT and "no_code" not in frame.signals
    return repeat or (own and read_back.is_open(turn.state))


def _says_more_than_hold_on(frame: Frame) -> bool:
    corrects = (frame.correction or frame.intent is Intent.DENY) and len(frame.text.split()) > _A_FEW
    return "undecided" in frame.signals or corrects or frame.faq_topic is not None


def _announces_more(turn: Turn, frame: Frame) -> bool:
    """ "Oh, one more thing": they will say it next."""
    short = len(frame.text.split()) <= _A_FEW and not frame.text.rstrip().endswith("?")
    said = turn.learned or frame.problem or frame.intent not in (Intent.OTHER, Intent.GREETING)
    return "second_job" in frame.signals and short and not said
