"""What is said of somebody else or of another house: "her name is Edna Park", "and hers is 8 Pine Street"."""

from __future__ import annotations

from app.core.understanding.addresses import find_address
from app.core.understanding.frame import Found, Frame
from app.core.understanding.tokens import tokenise
from app.core.understanding.wordlist import word_set

_NAMED = (("her", "name", "is"), ("his", "name", "is"), ("their", "name", "is"), ("she", "is", "called"),
          ("ella", "se", "llama"), ("el", "se", "llama"), ("mama", "se", "llama"), ("papa", "se", "llama"))  # fmt: skip
_LONGEST_NAME = 4
_NO_NAME = word_set("and but i i'm im my me not call so y pero yo soy mi no llame llamele on under the")
_TOO = word_set("and also other second both y e tambien otra hers his theirs")


def named(frame: Frame) -> str | None:
    """The clause that gives somebody else's name, where that name is not taken for the caller's."""
    tokens = tokenise(frame.text)
    words = tuple(token.word for token in tokens)
    for at in range(len(words) - 3):
        if words[at : at + 3] not in _NAMED:
            continue
        end = at + 3
        while end < min(len(words), at + 3 + _LONGEST_NAME) and words[end].isalpha() and words[end] not in _NO_NAME:
            end += 1
        taken = frame.name is not None and frame.name.span.start < tokens[end - 1].end <= frame.name.span.end
        if end > at + 3 and not taken:
            return frame.text[tokens[at].start : tokens[end - 1].end]
    return None


def second_address(frame: Frame) -> Found | None:
    """Another whole address behind the first, joined to it by "and"."""
    first = frame.address
    if first is None or frame.correction:
        return None
    rest = "," * first.span.end + frame.text[first.span.end :]
    found = find_address(rest, language=frame.language)
    if found is None or not found.value[:1].isdigit() or found.value == first.value:
        return None
    between = {token.word for token in tokenise(frame.text[first.span.end : found.span.start])}
    return found if between & _TOO else None
