"""Heard text as lexemes: words and phrases with the roles that they can play, numbers counted up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from app.core.understanding.frame import Language
from app.core.understanding.times.vocabulary import Roles, Vocabulary, vocabulary
from app.core.understanding.tokens import Token, tokenise

T = TypeVar("T")

_MOST_DIGITS = 4
_NOTHING: Roles = {}
_BEGINNINGS = frozenset(
    "num ord weekday month unit offset step part noon half quarter count mod edge holiday asap article "
    "within ahead since_ago sounds_like season month_end same".split()
)
# What a sentence may take from the other language.
_BORROWED = frozenset(
    "weekday offset noon part num tens relation around prep article meridiem oclock half quarter plus minus "
    "plural".split()
)
_TO_AN_HOUR = frozenset(
    "las la at around about after before by until y a de between como and half quarter past to noon".split()
)
_LEADS = frozenset(("relation", "around", "prep", "not"))


@dataclass(frozen=True, slots=True)
class Lex:
    """`word` is folded, `roles` what it can mean, `start` and `end` characters of the cleaned text."""

    word: str
    roles: Roles
    start: int
    end: int
    capital: bool = False

    def has(self, role: str) -> bool:
        return role in self.roles

    def number(self, role: str = "num") -> int | None:
        value = self.roles.get(role)
        return value if isinstance(value, int) else None

    def name(self, role: str) -> str | None:
        value = self.roles.get(role)
        return value if isinstance(value, str) else None

    @property
    def width(self) -> int:
        """How many digits were written; 0 for a number in words and for no number."""
        return self.number("width") or 0

    @property
    def begins(self) -> bool:
        """Whether an expression of time can begin here."""
        return not _BEGINNINGS.isdisjoint(self.roles)

    @property
    def leads(self) -> bool:
        """Whether an expression of time can have this word before it."""
        return not _LEADS.isdisjoint(self.roles)

    @property
    def known(self) -> bool:
        return bool(self.roles)


NO_LEX = Lex("", _NOTHING, -1, -1)


class Line:
    """A text as lexemes that may be read past either end."""

    def __init__(self, text: str, lexemes: list[Lex], language: Language) -> None:
        self.text = text
        self.language = language
        self._lexemes = lexemes
        self._read: dict[tuple[str, int], object] = {}

    def __len__(self) -> int:
        return len(self._lexemes)

    def at(self, index: int) -> Lex:
        return self._lexemes[index] if 0 <= index < len(self._lexemes) else NO_LEX

    def skip(self, index: int, *roles: str) -> int:
        """The first place from `index` on whose lexeme plays none of the roles; three are skipped at most."""
        for _ in range(3):
            if not any(self.at(index).has(role) for role in roles):
                break
            index += 1
        return index

    def once(self, name: str, index: int, reading: Callable[[Line, int], T]) -> T:
        """What a reading finds at a place, read once however often it is asked for."""
        key = (name, index)
        if key not in self._read:
            self._read[key] = reading(self, index)
        return cast("T", self._read[key])

    def touching(self, index: int) -> bool:
        """Whether the lexeme stands right against the one before it, as in "3pm"."""
        return self.at(index).start == self.at(index - 1).end


def read(text: str, language: Language) -> Line:
    """Lexemes of an already cleaned text."""
    other = Language.EN if language is Language.ES else Language.ES
    lexemes = _lexemes(_spoken(tokenise(text)), vocabulary(language), vocabulary(other))
    return Line(text, _join_numbers(lexemes), language)


def _spoken(tokens: list[Token]) -> list[Token]:
    """Tokens without the signs that join letters: hyphens of "half-past", dots of "p.m."."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        glued = before is not None and before.end == token.start and before.word.isalpha()
        if glued and token.word in "-–" and after and after.start == token.end and after.word[:1].isalpha():
            continue
        if token.word == "-" and after and after.word == "ish":
            continue
        if glued and token.word == "." and before and before.word in "apm" and _abbreviates(tokens, index):
            continue
        kept.append(token)
    return kept


def _abbreviates(tokens: list[Token], dot: int) -> bool:
    """Whether the dot at this place belongs to "a.m." or "p.m."."""
    letter = tokens[dot - 1].word
    if letter == "m":
        return dot >= 2 and (tokens[dot - 2].word in "ap." and len(tokens[dot - 2].word) == 1)
    return dot + 1 < len(tokens) and tokens[dot + 1].word == "m"


def _lexemes(tokens: list[Token], known: Vocabulary, foreign: Vocabulary) -> list[Lex]:
    words = [token.word for token in tokens]
    lexemes: list[Lex] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found = known.longest(words, at)
        taken, roles = found or (1, _single(token.word, known))
        if not roles:
            taken, roles = _borrowed(words, at, foreign, lexemes[-1].word if lexemes else "")
        last = tokens[at + taken - 1]
        word = token.word if taken == 1 else " ".join(words[at : at + taken])
        lexemes.append(Lex(word, roles, token.start, last.end, token.text[:1].isupper()))
        at += taken
    return lexemes


def _borrowed(words: list[str], at: int, foreign: Vocabulary, before: str) -> tuple[int, Roles]:
    """What a word of the other language means in a sentence that mixes both ("mañana at nine", "Friday a las tres").

    Only what speaks of time and of nothing else; a number only behind a word that leads to an hour.
    """
    found = foreign.longest(words, at)
    if found is None:
        return 1, _NOTHING
    taken, roles = found
    kept = {role: value for role, value in roles.items() if role in _BORROWED}
    street = "street" in (foreign.word("".join(words[at + taken : at + taken + 1])) or ())
    unsure = (
        street or "doubtful" in roles or "soft_part" in roles or ("num" in roles and not _to_an_hour(before, foreign))
    )
    return (1, _NOTHING) if not kept or unsure else (taken, kept)


def _to_an_hour(before: str, foreign: Vocabulary) -> bool:
    """Whether a number of the other language is an hour, or the minutes behind one, after this word."""
    return before in _TO_AN_HOUR or "num" in (foreign.word(before) or ())


def _single(word: str, known: Vocabulary) -> Roles:
    """Roles of one word that is no phrase of its own: digits, signs, "threeish", "Friday's"."""
    if word.isdecimal():
        return {"num": int(word), "width": len(word)} if len(word) <= _MOST_DIGITS else {"digits": 1}
    if not word[:1].isalpha():
        return {"mark": word}
    if word.endswith("ish"):
        stem = known.word(word.removesuffix("ish"))
        if stem and ("num" in stem or "noon" in stem):
            return {**stem, "ish": 1}
    if word.endswith("'s"):
        return known.word(word.removesuffix("'s")) or _NOTHING
    return _NOTHING


def _join_numbers(lexemes: list[Lex]) -> list[Lex]:
    """Numbers counted up: "twenty" "third" becomes 23rd, "3" "rd" becomes 3rd, "fifteen" "hundred" becomes 1500."""
    joined: list[Lex] = []
    for index, lex in enumerate(lexemes):
        last = joined[-1] if joined else NO_LEX
        if last.word == "y" and len(joined) > 1 and _and_units(joined[-2], lex):
            joined.pop()
            last = joined[-1]
        roles = None if _are_two(joined, lexemes[index + 1 : index + 2]) else _together(last, lex)
        if roles is None:
            joined.append(lex)
        else:
            joined[-1] = Lex(f"{last.word} {lex.word}", roles, last.start, lex.end, last.capital)
    return joined


def _are_two(joined: list[Lex], behind: list[Lex]) -> bool:
    """Whether "three thirty" ends before this number, which counts something ("three thirty two weeks from now")."""
    clocked = len(joined) > 1 and joined[-1].has("tens") and (joined[-2].number() or 0) in range(1, 13)
    return clocked and bool(behind) and behind[0].has("unit")


def _fits_behind(number: int, low: int) -> bool:
    """Whether "twenty" fits behind "two thousand", and "seven" behind both."""
    return low < 100 if number % 100 == 0 else number % 10 == 0 and number % 100 >= 20 and 0 < low < 10


def _and_units(tens: Lex, lex: Lex) -> bool:
    """Whether "treinta" "y" "cinco" are one number."""
    return tens.has("tens") and not lex.width and 0 < (lex.number() or 0) < 10


def _together(last: Lex, lex: Lex) -> Roles | None:
    number = last.number()
    if number is None:
        return None
    tens, low, ordinal = last.number("tens"), lex.number(), lex.number("ord")
    if tens and low is not None and 0 < low < 10 and not lex.width and not lex.has("ish"):
        return {"num": tens + low}
    if tens and ordinal is not None and ordinal < 10:
        return {"ord": tens + ordinal}
    if last.width and lex.has("ordinal_ending") and lex.start == last.end:
        return {"ord": number, "width": last.width}
    if lex.has("hundred") and 0 < number <= 24 and not last.width:
        return {"num": number * 100, "width": 4, "hundreds": 1}
    if lex.has("thousand") and number == 2:
        return {"num": 2000, "width": 4, "thousands": 1}
    if last.has("thousands") and low is not None and not lex.width and _fits_behind(number, low):
        return {"num": number + low, "width": 4, "thousands": 1}
    return None
