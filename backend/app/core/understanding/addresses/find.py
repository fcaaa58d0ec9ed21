"""Finding an address in what a caller said, and writing it to be read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.understanding.frame import Found, Language, Span
from app.core.understanding.names.lexicon import is_given, is_surname, is_word
from app.core.understanding.ordinary import FUNCTION
from app.core.understanding.spoken_digits import read_chunk
from app.core.understanding.tokens import Token, quiet, taken_tokens, tokenise
from app.core.understanding.wordlist import word_set

from .area import read_city, read_state, read_unit, read_zip
from .model import Address, write_words
from .numbers import read_grid_number, read_house_number, read_ordinal
from .spelled import without_spelling
from .street import Form, Street, read_street
from .words import LEADS, PREFIX_PAIRS, PREFIXES, SPANISH_PREFIXES, SUFFIXES, UNIT_WORDS, WEAK_LEADS

_BY_A_CROSSING = word_set("at on near by around over off")
# A number after one of these is a label of something else.
_LABELS = word_set("""
    a an un una error code pin page line option model size invoice order part version press number's year
    extension ext room step
    """)
# "433 is the number and the street is Oak Hill".
_BEFORE_STREET = word_set("is the house number and street name es el la numero y calle")
_LONG_NUMBER = 3
_LONG_NAME = 5
_FILLERS = word_set("uh um er eh the in on of")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An address, the tokens [first, last) that said it, and how clear its form is."""

    address: Address
    first: int
    last: int
    form: Form
    number_said_long: bool


def find_address(text: str, *, language: Language, asked: bool = False, taken: Sequence[Span] = ()) -> Found | None:
    """A street address (or a corner) as it is read back: "4120 Rainbow Boulevard, Apartment 2B, Kansas City".

    Nothing is added that was not said. Confidence is 0.95 with a suffix, a city or a ZIP, less for a bare name.
    """
    tokens = without_spelling(tokenise(quiet(text)), language)
    blocked = taken_tokens(tokens, taken)
    best: tuple[float, Parsed] | None = None
    for at in range(len(tokens)):
        if blocked[at] or (best and at < best[1].last):
            continue
        parsed = _parse_any(tokens, at, blocked, language)
        sure = confidence(tokens, parsed, asked=asked) if parsed else 0.0
        if parsed and sure > (best[0] if best else 0.0):
            best = sure, parsed
    if best is None:
        return None
    sure, parsed = best
    span = Span(tokens[parsed.first].start, tokens[parsed.last - 1].end)
    return Found(str(parsed.address), span, sure)


def zip_of(address: str) -> str | None:
    """The five digits of an address's ZIP code, which ends it, or None."""
    last = address.rsplit(" ", 1)[-1].rstrip(".")
    head, _, tail = last.partition("-")
    whole = len(head) == 5 and head.isascii() and head.isdigit() and (not tail or (len(tail) == 4 and tail.isdigit()))
    return head if whole and " " in address.strip() else None


def _parse_any(tokens: Sequence[Token], at: int, blocked: Sequence[bool], language: Language) -> Parsed | None:
    return (
        parse_at(tokens, at, blocked, language)
        or read_corner(tokens, at, blocked)
        or _spanish_order(tokens, at, blocked)
        or _bare_crossing(tokens, at, blocked)
    )


def parse_at(tokens: Sequence[Token], at: int, blocked: Sequence[bool], language: Language) -> Parsed | None:
    """The address whose house number begins at token `at`."""
    spanish = language is Language.ES
    grid = _on_a_grid(tokens, at, blocked)
    if grid:
        return grid
    if read_chunk(tokens, at, spanish=spanish, whole=True) is None or _inside_number(tokens, at):
        return None
    number = read_house_number(tokens, at, blocked, spanish=spanish)
    if number is None or number[1] >= len(tokens):
        return None
    begin = _past_links(tokens, number[1])
    street = read_street(tokens, begin, blocked) if begin < len(tokens) else None
    if street is None or (street.form is not Form.CLEAR and begin <= number[1] + 1 and tokens[number[1]].text in ",."):
        return None
    address = Address(number=number[0], street=write_words(list(street.words)))
    before, first = _unit_before(tokens, at, blocked)
    address, last, placed = read_rest(tokens, replace(address, unit=before), street.last, blocked)
    form = Form.CLEAR if placed else street.form
    return Parsed(address, first, last, form, len(number[0]) > 2 or number[1] - at > 1)


def _on_a_grid(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Parsed | None:
    """ "N4420 Highway 57", "W164N9215 Water Street": a number with its direction before a clear street."""
    if at and tokens[at - 1].word in UNIT_WORDS | _LABELS:
        return None
    number = read_grid_number(tokens, at, blocked)
    begin = number[1] if number else len(tokens)
    begin += begin < len(tokens) and tokens[begin].word in (",", "on")
    street = read_street(tokens, begin, blocked) if begin < len(tokens) else None
    if number is None or street is None or street.form is not Form.CLEAR:
        return None
    rural = tokens[begin].word in PREFIXES or (tokens[begin].word, tokens[begin + 1].word) in PREFIX_PAIRS
    if len(tokens[at].word) > 1 and not rural:
        return None
    address = Address(number=number[0], street=write_words(list(street.words)))
    address, last, _ = read_rest(tokens, address, street.last, blocked)
    return Parsed(address, at, last, Form.CLEAR, number_said_long=True)


def _unit_before(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[str, int]:
    """ "Apartment 3 at" before a house number, and the token where it begins."""
    if at and tokens[at - 1].word in ("a", "an", "un", "una"):
        return "", at
    for back in range(2, 6):
        start = at - back
        if start >= 0 and tokens[start].word in UNIT_WORDS:
            unit = read_unit(tokens[:at], start, blocked)
            if unit and all(token.word in (",", "at", "of", "in", "en", "on") for token in tokens[unit[1] : at]):
                return unit[0], start
    return "", at


def _spanish_order(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Parsed | None:
    """ "Calle Roble 225", "avenida Central número 1400": the number behind the street."""
    if tokens[at].word not in SPANISH_PREFIXES or (at and tokens[at - 1].text.isdigit()):
        return None
    street = read_street(tokens, at, blocked)
    if street is None:
        return None
    place = street.last
    while place < len(tokens) and tokens[place].word in ("numero", "no", "num", "#", ".", ","):
        place += 1
    number = read_house_number(tokens, place, blocked) if place < len(tokens) else None
    if number is None:
        return None
    address = Address(street=f"{write_words(list(street.words))} {number[0]}")
    address, last, _ = read_rest(tokens, address, number[1], blocked)
    return Parsed(address, at, last, Form.CLEAR, number_said_long=True)


def _bare_crossing(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Parsed | None:
    """ "43rd and Main" after "at" or "near", or alone; two ordinals are rather two days."""
    before = tokens[at - 1].word if at else ""
    if not (at == 0 or before in _BY_A_CROSSING) or not (read_ordinal(tokens, at) or tokens[at].word[:1].isalpha()):
        return None
    crossing = read_crossing(tokens, at, at, blocked)
    if crossing is None or (at == 0 and crossing.last < len(tokens)):
        return None
    joiner = " y " if " y " in crossing.address.street else " and "
    one, _, two = crossing.address.street.partition(joiner)
    numbered = [street.split()[-1][:1].isdigit() for street in (one, two)]
    suffixed = [street.split()[-1].lower() in SUFFIXES for street in (one, two)]
    return crossing if (any(numbered) and not all(numbered)) or all(suffixed) else None


def _past_links(tokens: Sequence[Token], at: int) -> int:
    """What may stand between number and street: "4120 on Rainbow", "270, Dairy Road", "1420 de la calle Roble"."""
    named = at
    while named + 2 < len(tokens) and (tokens[named].word in _BEFORE_STREET or tokens[named].text == ","):
        if tokens[named].word in ("street", "calle") and tokens[named + 1].word in ("is", "es"):
            return named + 2
        named += 1
    if tokens[at].text in (",", ".") or tokens[at].word in ("on", "en"):
        return at + 1
    here = at
    while here + 1 < len(tokens) and tokens[here].word in ("de", "la", "del"):
        here += 1
    # "9 La Salle" has its article in the name; "1420 la calle Roble" has not.
    named = tokens[at].word == "la" and tokens[here].word not in SPANISH_PREFIXES
    return at if named else here


def _inside_number(tokens: Sequence[Token], at: int) -> bool:
    """A digit stuck to a sign of money or a clock is no house number."""
    if not at or tokens[at - 1].end != tokens[at].start:
        return False
    return tokens[at - 1].text in "$€:/.-" or tokens[at - 1].word[:1].isalnum()


def read_rest(tokens: Sequence[Token], address: Address, at: int, blocked: Sequence[bool]) -> tuple[Address, int, bool]:
    """Unit, city, state and ZIP after the street, and whether a place was among them."""
    last, placed = at, False
    unit = read_unit(tokens, last, blocked)
    while unit:
        address = replace(address, unit=f"{address.unit}, {unit[0]}".lstrip(", "))
        last = unit[1]
        unit = read_unit(tokens, last, blocked)
    city = read_city(tokens, last, blocked)
    if city:
        address, last, placed = replace(address, city=city[0]), city[1], True
        late = read_unit(tokens, last, blocked) if not address.unit else None
        if late:
            address, last = replace(address, unit=late[0]), late[1]
    state = read_state(tokens, last, blocked)
    if state:
        address, last, placed = replace(address, state=state[0]), state[1], True
    code = read_zip(tokens, last, blocked)
    if code:
        address, last, placed = replace(address, zip=code[0]), code[1], True
    return address, last, placed


def read_corner(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Parsed | None:
    """ "corner of 5th and Oak", "intersection of Main Street and Troost"."""
    if tokens[at].word not in ("corner", "intersection", "esquina"):
        return None
    place = at + 1
    while place < len(tokens) and tokens[place].word in ("of", "at", "de", "the"):
        place += 1
    return read_crossing(tokens, at, place, blocked)


def read_crossing(tokens: Sequence[Token], first: int, at: int, blocked: Sequence[bool]) -> Parsed | None:
    """ "5th and Oak" from token `at` on; the address begins with token `first`."""
    one = _corner_street(tokens, at, blocked)
    if one is None or one.last + 1 >= len(tokens) or tokens[one.last].word not in ("and", "&", "y", "con"):
        return None
    two = _corner_street(tokens, one.last + 1, blocked)
    if two is None:
        return None
    joiner = "y" if tokens[one.last].word == "y" else "and"
    address = Address(street=f"{write_words(list(one.words))} {joiner} {write_words(list(two.words))}")
    address, last, _ = read_rest(tokens, address, two.last, blocked)
    return Parsed(address, first, last, Form.CLEAR, number_said_long=True)


def _corner_street(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> Street | None:
    if at >= len(tokens) or blocked[at]:
        return None
    return read_street(tokens, at, blocked)


def confidence(tokens: Sequence[Token], parsed: Parsed, *, asked: bool) -> float:
    """How sure we are that this is where the caller lives; 0: it is none."""
    if parsed.first and tokens[parsed.first - 1].word in _LABELS:
        return 0.0
    if parsed.form is Form.LIKELY and parsed.number_said_long and _behind_a_name(tokens, parsed):
        return 0.9 if asked else 0.75
    lead = lead_before(tokens, parsed.first)
    if parsed.form is Form.CLEAR:
        return 0.95
    if parsed.form is Form.NAMED and not parsed.number_said_long:
        return 0.75 if asked and _is_whole_answer(tokens, parsed) else 0.0
    if asked or lead is True:
        return 0.9 if parsed.form is Form.LIKELY else 0.75
    if not parsed.number_said_long or parsed.form is Form.NAMED:
        return 0.0
    whole = parsed.last >= len(tokens) and parsed.first <= 2
    return 0.75 if lead is False or whole else 0.6 if parsed.address.unit else 0.0


def _is_whole_answer(tokens: Sequence[Token], parsed: Parsed) -> bool:
    """ "10 Downing": nothing but a number and a word that streets are called by, which is a family name too."""
    last = tokens[parsed.last - 1].word
    whole = parsed.first == 0 and all(token.text in ".,!" for token in tokens[parsed.last :])
    return whole and len(parsed.address.number) > 1 and len(last) >= _LONG_NAME and is_surname(last)


def _behind_a_name(tokens: Sequence[Token], parsed: Parsed) -> bool:
    """ "This is Joe Miller, 815 Westwood": a number that is no year, right behind a name, at the end of a clause."""
    if (
        parsed.last < len(tokens)
        and tokens[parsed.last].text not in ".,;!?"
        and tokens[parsed.last].word not in FUNCTION
    ):
        return False
    number = parsed.address.number
    if not number.isdigit() or 1900 < int(number) < 2100 or len(number) < _LONG_NUMBER:
        return False
    at = parsed.first - (parsed.first > 0 and tokens[parsed.first - 1].text == ",")
    return any(is_given(token.word) for token in tokens[max(0, at - 2) : at]) and is_word(tokens[at - 1])


def lead_before(tokens: Sequence[Token], at: int) -> bool | None:
    """True after "my address is", "I live at"; False after a mere "at"; None without either."""
    while at and (tokens[at - 1].word in _FILLERS - {"on", "in"} or tokens[at - 1].text in ":,"):
        at -= 1
    words = [token.word for token in tokens[max(0, at - 3) : at]]
    for lead in LEADS:
        if tuple(words[-len(lead) :]) == lead:
            return True
    return False if words and words[-1] in WEAK_LEADS else None
