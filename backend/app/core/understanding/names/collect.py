"""The words of a name from a place on: where it begins, and above all where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.understanding.tokens import Token

from .begin import begins_name, clause_ends, initials, letters_only, opener, particles, skip_to_name
from .cut import CUT
from .leads import Strength
from .lexicon import (
    NEVER,
    NOT_PEOPLE,
    NOT_PEOPLE_PHRASES,
    PARTICLES,
    PLACES,
    SHORT_SURNAMES,
    SHORTEST_SURNAMES,
    SUFFIXES,
    capital,
    is_calendar,
    is_function,
    is_given,
    is_known,
    is_spanish_function,
    is_spanish_verb,
    is_surname,
    is_trouble,
    is_unknown,
    is_word,
    possible,
)
from .merge import alike

_MOST_WORDS = 4
_SAME = 0.8
_FULL = 2
# "Diane will call you" has no family name.
_WILL = ("will", "may")
_FILLERS = frozenset({"uh", "um", "er", "uhm", "umm", "eh", "este"})
_HYPHENS = ("hyphen", "dash", "guion")


@dataclass(frozen=True, slots=True)
class Collected:
    """Words of a name as they stood and the tokens [first, last); `doubt` lowers the confidence."""

    words: tuple[str, ...]
    first: int
    last: int
    doubt: float = 0.0


def collect(
    tokens: Sequence[Token], at: int, strength: Strength, blocked: Sequence[bool], stop: int | None = None
) -> Collected | None:
    """The name that begins at token `at` (titles and fillers skipped) and ends before `stop`, or None."""
    limit = len(tokens) if stop is None else stop
    at = skip_to_name(tokens, at, limit)
    if at >= limit or blocked[at]:
        return None
    alone = letters_only(tokens, at, limit, strength)
    if alone and not blocked[at]:
        return Collected((together(tokens, at, at + alone),), at, at + alone)
    begin = at + (opener(tokens, at, limit) or initials(tokens, at, limit))
    if begin >= limit or blocked[begin] or not begins_name(tokens, begin, strength):
        return None
    words = together(tokens, at, begin).split()
    words, end = _rest(tokens, begin, limit, blocked, words)
    firm = any(tokens[place].word in NOT_PEOPLE for place in range(at, end) if place != begin or end - at > 1)
    if firm or (end < limit and tokens[end].word in NOT_PEOPLE and tokens[end].word not in NEVER):
        return None
    if strength < Strength.SURE and _is_place(tokens[at:end]):
        return None
    doubt = 0.0 if any(_is_firm_name(tokens[place]) for place in range(at, end)) else 0.2
    return Collected(tuple(words), at, end, doubt)


def together(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words before a name; initials that were written as one stay so ("J.D.", but "T J" of "T. J.")."""
    out = ""
    for at in range(first, last):
        token = tokens[at]
        joined = at > first and tokens[at - 1].end == token.start
        if token.text != ".":
            out += token.text if joined and out else f" {token.text}"
        elif joined and len(tokens[at - 1].text) == 1 and _tight(tokens, at, last):
            out += "."
    return out.strip()


def _tight(tokens: Sequence[Token], dot: int, last: int) -> bool:
    """Whether an initial's dot touches another initial."""
    behind = dot + 1 < last and tokens[dot + 1].start == tokens[dot].end and len(tokens[dot + 1].text) == 1
    before = dot > 1 and tokens[dot - 2].text == "." and tokens[dot - 2].end == tokens[dot - 1].start
    return behind or before


def _is_place(said: Sequence[Token]) -> bool:
    """ "Overland Park", "Overland Park Kansas"; but "Floyd Irvine" is a person."""
    words = [token.word for token in said]
    if any(" ".join(words[:size]) in NOT_PEOPLE_PHRASES for size in (2, 3)):
        return True
    person = len(said) == _FULL and is_given(words[0]) and capital(said[0]) and capital(said[1])
    return len(said) > 1 and words[-1] in PLACES and not person


def _is_firm_name(token: Token) -> bool:
    return capital(token) or is_known(token.word)


def _rest(
    tokens: Sequence[Token], begin: int, limit: int, blocked: Sequence[bool], words: list[str]
) -> tuple[list[str], int]:
    words.append(tokens[begin].text)
    count, at = 1, begin + 1
    while at < limit and not blocked[at] and count < _MOST_WORDS:
        at = _past_filler(tokens, at, limit)
        if _hyphenated(tokens, at, limit):
            words[-1] += "-" + tokens[at + 1].text
            at += 2
            continue
        if tokens[at].word in PARTICLES and _hyphenated(tokens, at + 1, limit):
            words.append(tokens[at].text)
            count += 1
            at += 1
            continue
        step = particles(tokens, at, limit)
        place = at + step
        if place >= limit or blocked[place] or not (step or _continues(tokens, place, count, limit)):
            place = _past_cut(tokens, at, count, limit)
            if not place:
                break
            at = place
        words.extend(tokens[n].text for n in range(at, place + 1) if tokens[n].text != ".")
        count += 1
        at = place + 1
        if at < limit and len(tokens[place].text) == 1 and tokens[at].text == ".":
            at += 1
    return _suffix(tokens, at, limit, words)


def _past_filler(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Past the "uh" in "Desmond, uh, Clark", where a family name follows it that ends the clause."""
    place = at
    while place < limit and (tokens[place].word in _FILLERS or tokens[place].text in ",…"):
        place += 1
    if place >= limit or not any(token.word in _FILLERS for token in tokens[at:place]):
        return at
    word = tokens[place].word
    named = is_surname(word) or (capital(tokens[place]) and (is_known(word) or is_unknown(word)))
    return place if named and not is_function(word) and clause_ends(tokens, place + 1) else at


def _past_cut(tokens: Sequence[Token], at: int, count: int, limit: int) -> int:
    """The family name behind letters that were cut out ("Caryn, C A R Y N, Foster"), or 0."""
    place = at + 1
    if tokens[at].word != CUT or count > 1 or place >= limit or not clause_ends(tokens, place + 1):
        return 0
    token = tokens[place]
    if not is_word(token) or is_function(token.word) or token.word in NEVER or token.word in NOT_PEOPLE:
        return 0
    named = is_known(token.word) or is_unknown(token.word) or (is_surname(token.word) or capital(token))
    return place if named and alike(token.word, tokens[at - 1].word) < _SAME else 0


def _hyphenated(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """ "Smith-Jones", also as it is said: "smith hyphen jones"."""
    if at + 1 < limit and tokens[at].word in _HYPHENS and is_word(tokens[at + 1]):
        return not is_function(tokens[at + 1].word)
    if at + 1 >= limit or tokens[at].text not in "-‐" or not is_word(tokens[at + 1]):
        return False
    return tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end


def _continues(tokens: Sequence[Token], at: int, count: int, limit: int) -> bool:
    """Whether the word at `at` goes on with the name that stands before it."""
    token = tokens[at]
    word = token.word
    if is_trouble(word):
        named = capital(token) and capital(tokens[at - 1]) and possible(tokens[at - 1].word)
        return named and count == 1 and clause_ends(tokens, at + 1)
    if not is_word(token) or word in NEVER or word in SUFFIXES:
        return False
    if len(word) == 1:
        return count == 1 and word not in "ai" and _initial(tokens, at, limit)
    if _is_short_surname(tokens, at, limit):
        return True
    if is_function(word):
        named = possible(word) or is_spanish_function(word) or is_surname(word)
        return capital(token) and capital(tokens[at - 1]) and named and count == 1 and not is_calendar(word)
    if is_spanish_verb(token):
        return False
    if is_known(word) or is_unknown(word):
        return True
    if word in _WILL and not capital(token) and not (at + 1 >= limit or clause_ends(tokens, at + 1)):
        return False
    if capital(token) and capital(tokens[at - 1]):
        return True
    if is_surname(word) or possible(word):
        if clause_ends(tokens, at + 1) or at + 1 >= limit or is_function(tokens[at + 1].word):
            return True
        # "billy ray cobb": a middle name that is a word, before a family name that ends the clause.
        return is_surname(tokens[at + 1].word) and (at + 2 >= limit or clause_ends(tokens, at + 2))
    return count == 1 and possible(tokens[at - 1].word) and (at + 1 >= limit or clause_ends(tokens, at + 1))


def _is_short_surname(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """ "hoang le", "Minh Do": a word of ours that is a family name of others, where a clause ends."""
    word, before = tokens[at].word, tokens[at - 1]
    if word not in SHORT_SURNAMES | SHORTEST_SURNAMES or not (at + 1 >= limit or clause_ends(tokens, at + 1)):
        return False
    written = capital(tokens[at]) and capital(before)
    if word in SHORT_SURNAMES:
        return written or is_unknown(before.word) or is_known(before.word)
    return is_word(before) and (written or (is_unknown(before.word) and at + 1 >= limit))


def _initial(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """A middle or last initial: "Sam J. Ortiz", "Sam J"."""
    after = at + 2 if at + 1 < limit and tokens[at + 1].text == "." else at + 1
    if after >= limit or capital(tokens[after]):
        return tokens[at].text.isupper()
    return is_known(tokens[after].word) or is_unknown(tokens[after].word)


def _suffix(tokens: Sequence[Token], at: int, limit: int, words: list[str]) -> tuple[list[str], int]:
    place = at + 1 if at < limit and tokens[at].text == "," else at
    if len(words) > 1 and place < limit and tokens[place].word in (*SUFFIXES, "sr"):
        return [*words, tokens[place].text], place + 1
    return words, at
