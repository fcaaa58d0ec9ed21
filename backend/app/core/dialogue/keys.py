"""Keys pressed on a telephone, as if they had been said."""

from __future__ import annotations

from app.core.dialogue.state import Asking, DialogueState
from app.core.phones import as_e164
from app.core.understanding.frame import Found, Frame, Intent, Language, Span

_PHONE_DIGITS = 10


def frame_of_keys(digits: str, state: DialogueState, *, country: str = "US") -> Frame:
    """0 asks for a person, 9 repeats, ten digits are a phone number, small numbers choose or say yes and no."""
    digits = "".join(char for char in digits if char in "0123456789")
    if len(digits) >= _PHONE_DIGITS:
        phone = as_e164(digits, country)
        if phone is not None:
            return _frame(digits, Intent.OTHER, state, phone=phone)
    match digits:
        case "0":
            return _frame(digits, Intent.HUMAN, state)
        case "9":
            return _frame(digits, Intent.REPEAT, state)
        case "1" | "2" | "3" if state.asking in (Asking.CHOICE, Asking.WHICH_APPOINTMENT) or state.purpose == "human":
            return _frame(digits, Intent.OTHER, state, choice=int(digits))
        case "1":
            return _frame(digits, Intent.CONFIRM, state)
        case "2":
            return _frame(digits, Intent.DENY, state)
    return _frame(digits, Intent.OTHER, state)


def _frame(
    digits: str, intent: Intent, state: DialogueState, *, phone: str | None = None, choice: int | None = None
) -> Frame:
    return Frame(
        text=digits,
        language=Language(state.language),
        intent=intent,
        confidence=1.0,
        intents=frozenset({intent}),
        phone=Found(phone, Span(0, len(digits))) if phone else None,
        choice=choice,
    )
