"""Asking: each question at most twice in different words, then keys, then a person or a message."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Channel
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import Reply, Turn
from app.core.dialogue.words import phrase
from app.core.understanding.frame import Intent

MOST_MISSES = 2


def ask(turn: Turn, asking: Asking, text: str | None = None, *, stage: Stage | None = None, **fields: str) -> Reply:
    """Put a question; the second time in other words. `text` replaces the catalogue's first wording."""
    state = turn.state
    times = state.asked.get(asking, 0)
    if text is None or state.misses:
        text = phrase(state, f"ask.{asking}", variant=_variant(state, asking), **fields)
    state = replace(
        state,
        asking=asking,
        stage=stage or state.stage,
        asked={**state.asked, asking: times + 1},
    )
    return turn.knowing(state).reply(text)


def _variant(state: DialogueState, asking: Asking) -> int:
    """Other words after a miss. What the visit is for is asked in other words too where it was passed over."""
    if asking is Asking.PROBLEM and state.intent is Intent.SCHEDULE and not state.misses:
        return 2
    return 1 if state.misses else 0


def asked_enough(state: DialogueState, asking: Asking) -> bool:
    """The caller did not answer this twice: go on without."""
    return state.asked.get(asking, 0) >= 2


def missed(turn: Turn) -> Turn:
    """One more turn that said nothing we could use."""
    return turn.knowing(replace(turn.state, misses=turn.state.misses + 1))


def understood(turn: Turn) -> Turn:
    return turn.knowing(replace(turn.state, misses=0))


def offer_person(turn: Turn) -> Reply:
    """After two misses: keys on the phone, a person's call everywhere else."""
    key = "human.keys" if turn.situation.channel is Channel.VOICE else "human.offer"
    state = replace(turn.state, asking=Asking.CONFIRM, purpose="human")
    return turn.knowing(state).reply(phrase(state, key))
