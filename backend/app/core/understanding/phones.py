"""Phone numbers as they are written and spoken, turned into E.164.

Numbers that are something else (a PIN, an account, a card, a ZIP, a house) are told by the word before them and by
how their digits are grouped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import phonenumbers

from app.core.understanding.wordlist import word_set

from .frame import Found, Language, Span
from .spoken_digits import Chunk, read_chunk, read_homophone
from .tokens import Token, taken_tokens, tokenise

_JOINERS = frozenset("-.()+/ ")
_FILLERS = word_set("uh um er eh and y then entonces dash hyphen guion dot punto area code")
_PHONE_WORDS = word_set("""
    best phone cell mobile cellphone telephone callback call reach text ring dial contact landline extension fax office
    telefono celular movil llamar llame llamarme llameme marcar marque
    """)
_OTHER_NUMBERS = word_set("""
    account policy routing pin ssn security card credit debit order confirmation reference invoice ticket serial
    model license licence member membership case claim code zip zipcode passport vin tracking check express
    discover visa mastercard amex formula balance id po cuenta poliza tarjeta pedido factura folio seguro postal
    """)
_NEGATIONS = word_set("not isn't doesn't don't no nope wasn't never isnt doesnt")
_GROUPINGS = frozenset(
    [
        (10,),
        (3, 7),
        (3, 3, 4),
        (6, 4),
        (3, 4, 3),
        (3, 3, 2, 2),
        (11,),
        (1, 10),
        (1, 3, 7),
        (1, 3, 3, 4),
        (4, 3, 4),
    ]
)
_LOOK_BACK = 6
_HEARD_MIN, _HEARD_MAX = 10, 17
_LONGEST_WRITTEN = 15
_LONGEST_FOUR_BY_FOUR = 12
_DENIAL_REACH = 8
_US_DIGITS, _US_WITH_COUNTRY = 10, 11
# Between digits these take back the last of them.
_FIXES = frozenset("no sorry wait oops actually correction scratch that i mean meant make rather it's".split())
_SURE_FIXES = frozenset("no sorry wait oops actually correction scratch mean meant".split())
# Below this a number was given that cannot be dialled.
SURE_NUMBER = 0.5

_SPOKEN = {
    Language.EN: ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    Language.ES: ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}


@dataclass(frozen=True, slots=True)
class _Run:
    """Chunks that stand next to each other, whether a "+" came first, and whether letters touch the digits."""

    chunks: tuple[Chunk, ...]
    plus: bool
    touched: bool

    @property
    def digits(self) -> str:
        return "".join(chunk.digits for chunk in self.chunks)


def find_phone(
    text: str,
    *,
    region: str = "US",
    asked: bool = False,
    taken: Sequence[Span] = (),
) -> Found | None:
    """The caller's number as E.164 with confidence 0.7 or more.

    Where a number was plainly given but cannot be dialled (an area code that does not exist, too many digits), the
    digits as heard, without "+", with confidence 0.3: to be read back and asked again, never to be stored.
    """
    tokens = tokenise(text)
    heard: Found | None = None
    for run in _corrected(tokens, _runs(tokens, taken)):
        stated = asked or _is_all(tokens, run)
        kind = _announced(tokens, run.chunks[0].first)
        if run.touched or (kind is False and not asked) or _is_denied(tokens, run):
            continue
        found = _dialable(tokens, run, region, stated=stated or kind is True)
        if found:
            return found
        if (
            heard is None
            and (stated or kind)
            and _HEARD_MIN <= len(run.digits) <= _HEARD_MAX
            and not _is_other_number(run)
        ):
            heard = Found(run.digits, _span(tokens, run.chunks), 0.3)
    return heard


def spoken_phone(e164: str, language: Language = Language.EN) -> str:
    """A number as a person reads it back: "eight one six, five five five, oh one four two"."""
    digits = [char for char in e164 if char in "0123456789"]
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    cuts = (3, 6) if len(digits) == 10 else tuple(range(3, max(len(digits) - 1, 3), 3))
    words = _SPOKEN[language]
    groups: list[list[str]] = [[]]
    for place, digit in enumerate(digits):
        if place in cuts:
            groups.append([])
        groups[-1].append(words[int(digit)])
    return ", ".join(" ".join(group) for group in groups)


def _runs(tokens: Sequence[Token], taken: Sequence[Span]) -> list[_Run]:
    blocked = taken_tokens(tokens, taken)
    runs: list[_Run] = []
    at = 0
    while at < len(tokens):
        if blocked[at] or read_chunk(tokens, at, spanish=True) is None:
            at += 1
            continue
        run, at = _run_from(tokens, at, blocked)
        runs.append(run)
    return runs


def _corrected(tokens: Sequence[Token], runs: list[_Run]) -> list[_Run]:
    """ "816 555, no sorry, 556 0142": what follows takes the place of as many digits as there are too many."""
    joined: list[_Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        between = tokens[last.chunks[-1].last : run.chunks[0].first] if last else []
        words = {token.word for token in between if token.text not in ".,…-"}
        surplus = len(last.digits) + len(run.digits) - _US_DIGITS if last else 0
        fixes = bool(words) and words <= _FIXES and bool(words & _SURE_FIXES)
        if last and fixes and 0 < surplus < len(last.digits) and surplus <= len(run.digits):
            joined[-1] = _Run((*_shortened(last.chunks, surplus), *run.chunks), last.plus, last.touched or run.touched)
        else:
            joined.append(run)
    return joined


def _shortened(chunks: tuple[Chunk, ...], surplus: int) -> tuple[Chunk, ...]:
    """The chunks without so many digits at their end."""
    kept = list(chunks)
    while surplus and kept:
        last = kept.pop()
        if len(last.digits) > surplus:
            kept.append(replace(last, digits=last.digits[:-surplus]))
        surplus = max(0, surplus - len(last.digits))
    return tuple(kept)


def _run_from(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[_Run, int]:
    chunks: list[Chunk] = []
    first = at
    while at < len(tokens) and not blocked[at]:
        chunk = read_chunk(tokens, at, spanish=True)
        if chunk is None and chunks and _continues(tokens, at + 1, blocked):
            chunk = read_homophone(tokens, at) if len(chunks) > 1 else None
        if chunk:
            chunks.append(chunk)
            at = chunk.last
        elif chunks and (step := _joiner(tokens, at, blocked)):
            at += step
        else:
            break
    plus = first > 0 and (tokens[first - 1].word in ("+", "plus", "mas"))
    touched = _touched(tokens, chunks[0].first - 1, chunks[-1].last)
    return _Run(tuple(chunks), plus, touched), max(at, chunks[-1].last)


def _continues(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> bool:
    return at < len(tokens) and not blocked[at] and read_chunk(tokens, at, spanish=True) is not None


def _joiner(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> int:
    """How many tokens at `at` merely stand between two digits of one number (0: none, the number ends)."""
    step = 0
    while at + step < len(tokens) and not blocked[at + step] and step < 3:
        token = tokens[at + step]
        if not (token.word in _FILLERS or token.text in _JOINERS or token.text in ",…"):
            break
        step += 1
    return step if step and _continues(tokens, at + step, blocked) else 0


def _touched(tokens: Sequence[Token], before: int, after: int) -> bool:
    """Letters or signs of a formula stuck to the digits: "86221d", "91a-677", "3333/2=", "$81"."""
    if after < len(tokens) and tokens[after].start == tokens[after - 1].end:
        word = tokens[after].word
        if word in ("=", ":", "%", "$", "€", "°", "@") or (word.isalpha() and word not in ("x", "ext")):
            return True
    if before < 0 or tokens[before].end != tokens[before + 1].start:
        return False
    word = tokens[before].word
    if word == "-" and before and tokens[before - 1].end == tokens[before].start:
        return tokens[before - 1].word.isalpha() and len(tokens[before - 1].word) == 1
    return word in ("$", "€", "#", "=", "%", "_", "@") or (word.isalpha() and len(word) == 1)


def _announced(tokens: Sequence[Token], first: int) -> bool | None:
    """What the words before a number call it: a phone (True), something else (False), nothing (None)."""
    for back in range(1, _LOOK_BACK + 1):
        at = first - back
        if at < 0 or tokens[at].text in ".!?;":
            return None
        word = tokens[at].word
        if word in _PHONE_WORDS or (word == "code" and at and tokens[at - 1].word == "area"):
            return True
        if word in _OTHER_NUMBERS:
            return False
    return None


def _is_denied(tokens: Sequence[Token], run: _Run) -> bool:
    """ "… is not my phone number", "… doesn't look like a phone number", "not phone numbers: …"."""
    after = [token.word for token in tokens[run.chunks[-1].last : run.chunks[-1].last + _DENIAL_REACH]]
    before = [token.word for token in tokens[max(0, run.chunks[0].first - 4) : run.chunks[0].first]]
    if "not" in before[-2:]:
        return True
    return any(
        word in _PHONE_WORDS and any(earlier in _NEGATIONS for earlier in words[max(0, place - 5) : place])
        for words in (after, before)
        for place, word in enumerate(words)
    )


def _is_all(tokens: Sequence[Token], run: _Run) -> bool:
    """Whether the utterance holds hardly anything but this number."""
    inside = range(run.chunks[0].first, run.chunks[-1].last)
    rest = [t for i, t in enumerate(tokens) if i not in inside and t.text not in ".,!?+()" and t.word != "plus"]
    return len(rest) <= 3 and all(t.word not in _OTHER_NUMBERS for t in rest)


def _is_other_number(run: _Run) -> bool:
    """Four by four like a card, three-two-four like a social security number, a quad of an
    internet address, or longer than any number."""
    sizes = tuple(len(chunk.digits) for chunk in run.chunks)
    card = sizes[:3] == (4, 4, 4) and len(run.digits) > _LONGEST_FOUR_BY_FOUR
    written = not any(chunk.word for chunk in run.chunks)
    quad = written and len(sizes) == 4 and max(sizes) <= 3 and not _well_grouped(run.chunks)
    day = sizes[:3] == (4, 2, 2) and run.digits[:2] in ("19", "20")
    return day or card or quad or sizes == (3, 2, 4) or (written and len(run.digits) > _LONGEST_WRITTEN)


def _dialable(tokens: Sequence[Token], run: _Run, region: str, *, stated: bool) -> Found | None:
    if _is_other_number(run):
        return None
    if run.plus:
        number = _e164("+" + run.digits, region)
        return Found(number, _span(tokens, run.chunks), 0.95) if number else None
    for chunks in _windows(run, stated=stated):
        digits = "".join(chunk.digits for chunk in chunks)
        number = _e164(digits, region)
        if number:
            return Found(number, _span(tokens, chunks), 0.95 if stated else 0.85)
    return None


def _windows(run: _Run, *, stated: bool) -> list[tuple[Chunk, ...]]:
    """The parts of a run that could be one number, likeliest first: the whole, then a well grouped part of it."""
    whole = run.chunks
    if len(run.digits) in (10, 11) or stated:
        plausible = stated or any(chunk.word for chunk in whole) or _well_grouped(whole)
        if plausible and len(run.digits) <= _LONGEST_WRITTEN:
            return [whole, *_grouped_parts(whole)] if len(run.digits) > _US_WITH_COUNTRY else [whole]
        return _grouped_parts(whole)
    return _grouped_parts(whole)


def _grouped_parts(chunks: tuple[Chunk, ...]) -> list[tuple[Chunk, ...]]:
    parts = []
    for first in range(len(chunks)):
        for size in (1, 2, 3, 4):
            part = chunks[first : first + size]
            if len(part) == size and _well_grouped(part):
                parts.append(part)
        if len(parts) > 3:
            break
    return parts


def _well_grouped(chunks: Sequence[Chunk]) -> bool:
    return tuple(len(chunk.digits) for chunk in chunks) in _GROUPINGS


def _e164(digits: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    if number.country_code != 1:
        if not phonenumbers.is_valid_number(number):
            return None
    elif not _nanp_shape(str(number.national_number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _nanp_shape(digits: str) -> bool:
    """Area code and exchange of the North American plan: neither begins with 0 or 1, no area code ends in 11."""
    return len(digits) == 10 and digits[0] not in "01" and digits[3] not in "01" and digits[1:3] != "11"


def _span(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> Span:
    return Span(tokens[chunks[0].first].start, tokens[chunks[-1].last - 1].end)
