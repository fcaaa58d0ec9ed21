"""A heard text as a stream of plain words for matching: contractions opened, boundaries marked.

The stream begins and ends with a boundary, so that a phrase can ask to stand at an edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.core.understanding.frame import Span
from app.core.understanding.tokens import Token, tokenise

STOP = "."
PAUSE = ","

_STOPS = frozenset(".!?;:…¿¡")
_PAUSES = frozenset(",-–—/()")
_DROPPED = frozenset("'’‘\"“”`´*_#$%&@+=<>[]{}|\\^~")

_ENDINGS = {"m": "am", "re": "are", "ll": "will", "ve": "have", "d": "would", "s": "is"}
_SPECIAL = {
    "can't": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not", "let's": "let us",
    "cannot": "can not", "cant": "can not", "wont": "will not", "dont": "do not", "doesnt": "does not",
    "didnt": "did not", "isnt": "is not", "wasnt": "was not", "arent": "are not", "werent": "were not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "havent": "have not",
    "hasnt": "has not", "hadnt": "had not", "aint": "is not", "im": "i am", "ive": "i have",
    "youre": "you are", "theyre": "they are", "weve": "we have", "thats": "that is", "whats": "what is",
    "theres": "there is", "its": "it is", "wheres": "where is", "hows": "how is", "heres": "here is",
    "lets": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to", "lemme": "let me",
    "gimme": "give me", "dunno": "do not know", "c'mon": "come on", "y'all": "you all", "yall": "you all",
    "o'clock": "o'clock", "ma'am": "ma'am",
}  # fmt: skip

# "my basements flooding": an apostrophe that the recogniser, or a hasty thumb, left out.
_CLIPPED = frozenset(
    """basements ceilings waters furnaces toilets sinks houses kitchens boilers heaters tubs showers dishwashers washers
    alarms detectors panels monoxides somethings everythings nothings faucets dryers stoves bathrooms garages apartments
    roofs outlets walls""".split()
)


@dataclass(frozen=True, slots=True)
class Heard:
    """`words[i]` stands at characters `starts[i]:ends[i]` of `text`; boundaries are `STOP` and `PAUSE`."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]

    def span(self, first: int, last: int) -> Span:
        """Characters from the word `first` to before the word `last`, boundaries at the edges left out."""
        while first < last - 1 and self.words[first] in (STOP, PAUSE):
            first += 1
        while last - 1 > first and self.words[last - 1] in (STOP, PAUSE):
            last -= 1
        return Span(self.starts[first], self.ends[last - 1])

    def within(self, first: int, last: int, places: Sequence[Span]) -> bool:
        """Whether these words stand inside one of the places."""
        span = self.span(first, last)
        return any(place.start <= span.start and span.end <= place.end for place in places)

    def said(self, first: int, last: int) -> str:
        span = self.span(first, last)
        return self.text[span.start : span.end]


@lru_cache(maxsize=8192)
def open_up(word: str) -> tuple[str, ...]:
    """The plain words of one folded word: "don't" is "do", "not"; "heater's" is "heater", "is"."""
    special = _SPECIAL.get(word)
    if special is not None:
        return tuple(special.split())
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return (word[:-3], "not")
    stem, _, ending = word.rpartition("'")
    if ending in _ENDINGS and stem:
        return (stem.replace("'", ""), _ENDINGS[ending])
    return (word.replace("'", ""),)


def hear(text: str) -> Heard:
    """The word stream of an already cleaned text."""
    return from_tokens(text, tokenise(text))


def from_tokens(text: str, tokens: list[Token]) -> Heard:
    words, starts, ends, capital = [STOP], [0], [0], [False]
    for place, token in enumerate(tokens):
        clipped = token.word in _CLIPPED and place + 1 < len(tokens) and tokens[place + 1].word.endswith("ing")
        for word in (token.word[:-1], "is") if clipped else _parts(token, text):
            words.append(word)
            starts.append(token.start)
            ends.append(token.end)
            capital.append(token.text[:1].isupper())
    words.append(STOP)
    starts.append(len(text))
    ends.append(len(text))
    capital.append(False)
    return Heard(text, tuple(words), tuple(starts), tuple(ends), tuple(capital))


def _parts(token: Token, text: str) -> tuple[str, ...]:
    sign = token.word
    if sign[:1].isalnum():
        return open_up(sign)
    if sign in _STOPS:
        return () if _inside_number(token, text) else (STOP,)
    if sign in _PAUSES:
        return () if _inside_word(token, text) else (PAUSE,)
    return () if sign in _DROPPED or not sign else (sign,)


def _inside_number(token: Token, text: str) -> bool:
    """The sign between two digits ("4:30", "3.5") or after a single letter ("a.m.") ends no sentence."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if before.isdigit() and after.isdigit():
        return True
    lone = before.isalpha() and not text[token.start - 2 : token.start - 1].isalnum()
    return token.word == "." and lone and (before.lower() != "i" or token.start < 2)


def _inside_word(token: Token, text: str) -> bool:
    """A hyphen or slash with letters on both sides ("co-worker", "and/or") is no pause."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return before.isalnum() and after.isalnum()
