"""An address and what is said right behind it to correct it: "815 Grand Street, I mean Grand Avenue"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.understanding.frame import Found, Language, Span
from app.core.understanding.tokens import tokenise
from app.core.understanding.wordlist import spaced, word_set

from .area import known_city
from .find import find_address as find_first
from .mend import mend_address

_FIXES = spaced("""
    i mean|i meant|sorry|no|not|wait|rather|or rather|actually|make that|correction|scratch that|excuse me|digo|perdón|
    mejor dicho|quise decir|no espere|espere
    """)
_TURNS = word_set(
    "i mean meant sorry no wait or rather actually make that correction scratch excuse me digo perdon mejor dicho"
)
_LONGEST = 90
_MOST_TRIES = 4


def find_address(text: str, *, language: Language, asked: bool = False, taken: Sequence[Span] = ()) -> Found | None:
    """The address in a text as it was corrected in the same breath, if it was."""
    found = find_first(text, language=language, asked=asked, taken=taken)
    if found is None:
        return None
    if "," not in found.value:
        found = _with_city(found, text, taken)
    for begin, end in _corrections(text, found.span.end, taken):
        said = text[begin:end].strip(" ,.-")
        mended = mend_address(found.value, said)
        if mended and mended != found.value:
            return replace(found, value=mended, span=Span(found.span.start, end))
    return found


def _with_city(found: Found, text: str, taken: Sequence[Span]) -> Found:
    """The city said behind an aside: "214 Cherry Street since 1961, in Independence"."""
    limit = min([len(text), found.span.end + _LONGEST, *(span.start for span in taken if span.start >= found.span.end)])
    tokens = tokenise(text[found.span.end : limit])
    free = [False] * len(tokens)
    for at in range(1, len(tokens) - 1):
        if tokens[at - 1].text == "," and tokens[at].word in ("in", "en"):
            city = known_city(tokens, at + 1, free)
            return replace(found, value=f"{found.value}, {city[0]}") if city else found
    return found


def _corrections(text: str, begin: int, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where a correction that is said at once begins and may end, the longest first."""
    limit = min([len(text), begin + _LONGEST, *(span.start for span in taken if span.start >= begin)])
    tokens = tokenise(text[begin:limit])
    words = [token for token in tokens if token.word[:1].isalnum()]
    if not f" {' '.join(token.word for token in words)} ".startswith(_FIXES):
        return
    # "Wait, no, Maple Court": a "no" in front denies nothing of it, a "not" does.
    told = next((token for token in words if token.word not in _TURNS), words[0])
    signs = [begin + token.start for token in tokens if token.text in ",.;?!" and token.start > told.start]
    for end in [limit, *reversed(signs)][:_MOST_TRIES]:
        yield begin + told.start, end
