"""A conversation as a case for the corpus: the caller's words, with names and numbers replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.core.conversations import Conversation, Message, Role
from app.core.understanding.understand import understand

STAND_IN_NAME = "Alex Example"
STAND_IN_ADDRESS = "12 Oak Street"
STAND_IN_PHONE = "555-555-5555"
_ANY_DAY = datetime(2026, 6, 3, 15, tzinfo=UTC)
_DIGITS = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,20}\d")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")


def as_case(conversation: Conversation, messages: Sequence[Message], private: Iterable[tuple[str, str]]) -> str:
    """A `[[conversation]]` table of conversations_*.toml. `private` pairs what to hide with what stands for it."""
    hidden = sorted(private, key=lambda pair: -len(pair[0]))
    said = [_hide(message.text, hidden) for message in messages if message.role is Role.CALLER]
    lines = ["[[conversation]]", f"about = {_quoted('replayed: ' + (conversation.intent or 'other'))}"]
    if conversation.channel != "voice":
        lines.append(f"by = {_quoted(conversation.channel)}")
    lines.append(f"says = [{', '.join(map(_quoted, said))}]")
    if conversation.outcome:
        lines.append(f"outcome = {_quoted(conversation.outcome)}")
    return "\n".join(lines) + "\n"


def private_words(conversation: Conversation, addresses: Iterable[str]) -> list[tuple[str, str]]:
    """The names and addresses of a conversation, whole and word by word, and what stands for them."""
    pairs = [(address, STAND_IN_ADDRESS) for address in addresses if address]
    name = conversation.customer_name or ""
    if name:
        pairs.append((name, STAND_IN_NAME))
        pairs += zip(name.split(), _spread(STAND_IN_NAME.split(), len(name.split())), strict=True)
    return pairs


def _spread(words: Sequence[str], count: int) -> list[str]:
    return [words[min(place, len(words) - 1)] for place in range(count)]


def _as_heard(text: str) -> str:
    """What is heard in the words themselves is hidden too: spoken numbers and streets stand nowhere on record."""
    frame = understand(text, now=_ANY_DAY)
    found = [(frame.address, STAND_IN_ADDRESS), (frame.phone, STAND_IN_PHONE), (frame.name, STAND_IN_NAME)]
    said = [(value.span, stand_in) for value, stand_in in found if value is not None]
    text = frame.text
    for span, stand_in in sorted(said, key=lambda pair: -pair[0].start):
        text = text[: span.start] + stand_in + text[span.end :]
    return text


def _hide(text: str, hidden: Sequence[tuple[str, str]]) -> str:
    for secret, stand_in in hidden:
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", stand_in, text, flags=re.IGNORECASE)
    text = _as_heard(text)
    text = _EMAIL.sub("someone@example.com", text)
    return _LONG_NUMBER.sub(lambda found: _DIGITS.sub("5", found.group()), text)


def _quoted(text: str) -> str:
    plain = "".join(char for char in text if char.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
