"""Phone numbers as they are written and spoken, turned into E.164.

Numbers that are something else (a PIN, an account, a card, a ZIP, a house) are told by the word before them and by
how their digits are grouped.
"""

from __future__ import annotations

from collections.abc import Sequence

import phonenumbers

from app.core.understanding.wordlist import spaced, word_set

from .frame import Found, Language, Span
from .phone_runs import Run, other_readings, read_runs
from .spoken_digits import Chunk
from .tokens import Token, tokenise

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
# What is no phone number even where one was asked for, when it stands right before the digits.
_LABELS = word_set("""
    serial model account policy confirmation order invoice ticket tracking claim card ssn social vin license serie
    modelo cuenta poliza pedido factura tarjeta confirmacion folio
    """)
_BEHIND_LABEL = word_set("""
    number number's no num is was it's its es era numero de del la el code codigo security reads says
    """)
_PLATES = word_set("tag sticker plate label unit furnace heater back")
_SOMEBODYS = word_set("""
    wife's husband's mom's mother's dad's father's son's daughter's sister's brother's roommate's tenant's landlord's
    neighbor's boss's girlfriend's boyfriend's his her
    """)
# What says that the digits behind it are no longer the caller's, and what says it behind the digits.
_GONE_BEFORE = spaced("""
    used to be|don't call|do not call|don't use|do not use|instead of|rather than|old number is|old number was|
    old one is|old one was|old cell is|old phone is|ya no es|antes era|antes tenía|no llame al|no marque|en vez de|
    en vez del|en lugar de|en lugar del|número viejo es|número anterior es|número viejo era|número anterior era
    """)
_GONE_BEHIND = spaced("""
    my old|the old|an old number|an old one|old number|old one|wrong|
    disconnected|no longer|dead|not in service|not working|mi viejo|el viejo|viejo|
    mi número viejo|mi número anterior|el número viejo|anterior|el anterior|mal|equivocado
    """)
_GONE_AT_ONCE = spaced("doesn't work|no longer works|is no longer|ya no sirve|ya no es|ya no lo tengo|ya no funciona")
_LINKS = word_set("that's is was it's that one one's which number es era esta ese este")
_SORRY = word_set("sorry no wait oh actually perdon ay but though uh um")
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
_US_WITH_COUNTRY = 11
# Below this a number was given that cannot be dialled.
SURE_NUMBER = 0.5

_SPOKEN = {
    Language.EN: ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    Language.ES: ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}


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
    others: Found | None = None
    for run in read_runs(tokens, taken):
        stated = asked or _is_all(tokens, run)
        kind = _announced(tokens, run.first)
        other = (kind is False and not asked) or _is_labelled(tokens, run)
        if run.touched or other or _is_denied(tokens, run) or _is_retired(tokens, run):
            continue
        found = _dialable(tokens, run, region, stated=stated or kind is True)
        if found and not _is_somebody_elses(tokens, run):
            return found
        others = others or found
        plain = (stated or kind) and _HEARD_MIN <= len(run.digits) <= _HEARD_MAX
        if heard is None and not found and plain and not _is_other_number(run):
            heard = Found(run.digits, _span(tokens, run.chunks), 0.3)
    return others or heard


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


def _is_labelled(tokens: Sequence[Token], run: Run) -> bool:
    """Whether "serial number is" stands right before the digits, or "on the tag" right behind."""
    behind = [token.word for token in tokens[run.last : run.last + 4]]
    if behind[:1] == ["serial"] or (behind[:2] == ["on", "the"] and not _PLATES.isdisjoint(behind[2:])):
        return True
    at = run.first - 1
    while at >= max(0, run.first - _LOOK_BACK) and (tokens[at].word in _BEHIND_LABEL or tokens[at].text in ":,#"):
        at -= 1
    return at >= 0 and tokens[at].word in _LABELS


def _is_retired(tokens: Sequence[Token], run: Run) -> bool:
    """ "It used to be …", "…, sorry, that's my old one": a number that is no longer the caller's."""
    before = _words(tokens, max(0, run.first - 5), run.first)
    if any(phrase in f" {' '.join(before)} " for phrase in _GONE_BEFORE):
        return True
    behind = _words(tokens, run.last, run.last + _DENIAL_REACH)
    while behind and behind[0] in _SORRY:
        behind = behind[1:]
    at_once = f" {' '.join(behind)} "
    linked = bool(behind) and behind[0] in _LINKS
    while behind and behind[0] in _LINKS:
        behind = behind[1:]
    said = f" {' '.join(behind)} "
    return at_once.startswith(_GONE_AT_ONCE) or (linked and said.startswith(_GONE_BEHIND))


def _is_somebody_elses(tokens: Sequence[Token], run: Run) -> bool:
    """ "My wife's is … and mine is …": taken only where the caller gives no other."""
    return any(token.word in _SOMEBODYS for token in tokens[max(0, run.first - 4) : run.first])


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.word for token in tokens[first:last] if token.word[:1].isalnum()]


def _is_denied(tokens: Sequence[Token], run: Run) -> bool:
    """ "… is not my phone number", "… doesn't look like a phone number", "not phone numbers: …"."""
    after = [token.word for token in tokens[run.last : run.last + _DENIAL_REACH]]
    before = [token.word for token in tokens[max(0, run.first - 4) : run.first]]
    if "not" in before[-2:]:
        return True
    return any(
        word in _PHONE_WORDS
        and word != "extension"
        and any(earlier in _NEGATIONS for earlier in words[max(0, place - 5) : place])
        for words in (after, before)
        for place, word in enumerate(words)
    )


def _is_all(tokens: Sequence[Token], run: Run) -> bool:
    """Whether the utterance holds hardly anything but this number."""
    inside = range(run.first, run.last)
    rest = [t for i, t in enumerate(tokens) if i not in inside and t.text not in ".,!?+()" and t.word != "plus"]
    return len(rest) <= 3 and all(t.word not in _OTHER_NUMBERS for t in rest)


def _is_other_number(run: Run) -> bool:
    """Four by four like a card, three-two-four like a social security number, a quad of an
    internet address, or longer than any number."""
    sizes = tuple(len(chunk.digits) for chunk in run.chunks)
    card = sizes[:3] == (4, 4, 4) and len(run.digits) > _LONGEST_FOUR_BY_FOUR
    written = not any(chunk.word for chunk in run.chunks)
    quad = written and len(sizes) == 4 and max(sizes) <= 3 and not _well_grouped(run.chunks)
    day = sizes[:3] == (4, 2, 2) and run.digits[:2] in ("19", "20")
    return day or card or quad or sizes == (3, 2, 4) or (written and len(run.digits) > _LONGEST_WRITTEN)


def _dialable(tokens: Sequence[Token], run: Run, region: str, *, stated: bool) -> Found | None:
    if _is_other_number(run):
        return None
    if run.plus:
        number = _e164("+" + run.digits, region)
        return Found(number, _span(tokens, run.chunks), 0.95) if number else None
    spoken = any(chunk.word for chunk in run.chunks)
    for reading in (run, *(other_readings(run) if stated or spoken else ())):
        for chunks in _windows(reading, stated=stated):
            number = _e164("".join(chunk.digits for chunk in chunks), region)
            if number:
                return Found(number, _span(tokens, chunks), 0.95 if stated else 0.85)
    return None


def _windows(run: Run, *, stated: bool) -> list[tuple[Chunk, ...]]:
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
    first, last = min(chunk.first for chunk in chunks), max(chunk.last for chunk in chunks)
    return Span(tokens[first].start, tokens[last - 1].end)
