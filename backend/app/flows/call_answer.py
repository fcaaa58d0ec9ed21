"""What a caller hears next: made by the flows of a call, kept as the answer to a delivery, spoken by the router."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from app.core.dialogue.steps import Then


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """What the caller hears, and what the line does then. `turn` is the number of the turn to come.

    `transfer_to` is E.164 where `then` is TRANSFER, `rung` its place among those who are rung in turn: they hear who
    calls and take the call by a key. None: that one person is simply rung. `one_key`: a single key is a whole answer.
    """

    text: str
    language: str
    then: Then = Then.LISTEN
    turn: int = 1
    transfer_to: str | None = None
    hints: tuple[str, ...] = ()
    one_key: bool = True
    rung: int | None = None


def dump(answer: CallAnswer) -> str:
    return json.dumps(asdict(answer), ensure_ascii=False)


def load(kept: str) -> CallAnswer:
    """An answer whose words were erased since says nothing and hangs up."""
    if not kept:
        return CallAnswer("", "en", Then.HANG_UP)
    fields = json.loads(kept)
    return CallAnswer(**{**fields, "then": Then(fields["then"]), "hints": tuple(fields["hints"])})
