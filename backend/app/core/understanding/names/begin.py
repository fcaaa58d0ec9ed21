"""Where a name may begin: past titles and particles, at a word that can be one."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.ordinary import is_ordinary
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .casing import is_initials
from .leads import Strength
from .lexicon import (
    DUTCH,
    NEVER,
    NOT_PEOPLE,
    OPENERS,
    PARTICLES,
    PLACES,
    RANKS,
    SOFT_TITLES,
    TITLES,
    capital,
    is_calendar,
    is_function,
    is_given,
    is_judgement,
    is_known,
    is_spanish_verb,
    is_surname,
    is_unknown,
    is_word,
    possible,
)

_FILLERS = word_set("uh um er eh ah uhm umm well like just")
_TWO_INITIALS = 4
_AGREE = word_set("sure yes yeah ok okay oh well right certainly absolutely claro si bueno")
_OPENING_SIGNS = frozenset(',:"“‘')
# Words that show that the name before them has ended, so that an everyday word before may belong to it.
_NEXT_CLAUSE = word_set("and i i'm i'd i've i'll im my we we're we've calling here speaking y yo from")

_NAMED_BEHIND = frozenset({("is", "my"), ("is", "the"), ("es", "mi"), ("es", "el")})


def skip_to_name(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Past commas, quotes, fillers and titles ("Mrs.", "la señora") before a name."""
    titled = False
    while at < limit:
        token = tokens[at]
        before_title = at + 1 < limit and tokens[at + 1].word in TITLES
        ranked = token.word in RANKS and at + 1 < limit and (titled or before_title)
        joined = titled and token.word in ("and", "y", "&")
        between = before_title and (joined or token.word in ("el", "la", "the"))
        if ranked or between or _is_soft_title(tokens, at, limit):
            at += 1
        elif token.word in TITLES:
            titled = True
            at += 2 if at + 1 < limit and tokens[at + 1].text == "." else 1
        elif token.text in _OPENING_SIGNS or token.word in _FILLERS or _agrees(tokens, at, limit):
            at += 1
        else:
            break
    return at


def _agrees(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """ "My name? Sure, Dolores Quinn"."""
    answered = tokens[at].word in _AGREE and at > 0 and tokens[at - 1].text in "?,"
    return answered and at + 2 < limit and tokens[at + 1].text in ",."


def _is_soft_title(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """ "Chief Roy Daniels", "major tom baker": a title before a given name and a family name."""
    if tokens[at].word not in SOFT_TITLES or at + 2 >= limit:
        return False
    given, family = tokens[at + 1], tokens[at + 2]
    known = is_given(given.word) or (capital(given) and is_unknown(given.word))
    return known and is_word(family) and (capital(family) or is_surname(family.word) or is_unknown(family.word))


def opener(tokens: Sequence[Token], at: int, limit: int) -> int:
    """How many particles ("van der", "de la", "O") open the name at `at`."""
    count = 0
    while at + count + 1 < limit and count < 3 and tokens[at + count].word in OPENERS | {"der", "den", "la", "los"}:
        if count == 0 and tokens[at].word not in OPENERS:
            break
        count += 2 if _is_dotted(tokens, at + count) else 1
    if not count:
        return 0
    if at + count >= limit:
        return 0
    following = tokens[at + count]
    if not is_word(following) or is_function(following.word):
        return 0
    if tokens[at].word in ("la", "el", "los", "dos", "al"):
        return count if capital(following) and not is_ordinary(following.word) else 0
    return count if capital(following) or is_known(following.word) or is_unknown(following.word) else 0


def _is_dotted(tokens: Sequence[Token], at: int) -> bool:
    """ "St." with its dot."""
    return tokens[at].word == "st" and at + 1 < len(tokens) and tokens[at + 1].text == "."


def particles(tokens: Sequence[Token], at: int, limit: int) -> int:
    """How many tokens of particles at `at` a family name follows ("de la Cruz", "St. James")."""
    count = 0
    while count < 4 and at + count < limit and tokens[at + count].word in PARTICLES:
        count += 2 if _is_dotted(tokens, at + count) else 1
    if not count or at + count >= limit:
        return 0
    following = tokens[at + count]
    word = following.word
    if not is_word(following) or is_function(word) or word in NEVER:
        return 0
    # "y", "o" and "e" join two family names only where both are written as names.
    if tokens[at].word in ("y", "e", "o") and not (capital(following) and is_surname(word)):
        return 0
    if tokens[at].word in ("st", "saint"):
        return count if capital(following) or possible(word) or is_unknown(word) else 0
    written = capital(following) and (count > 1 or tokens[at].word not in ("de", "del"))
    named = written or is_surname(word) or is_unknown(word) or possible(word) or word == "dios"
    named = named or tokens[at + count - 1].word in DUTCH
    return count if named else 0


def initials(tokens: Sequence[Token], at: int, limit: int) -> int:
    """How many tokens of initials ("T. J.") open the name at `at`; a word with a capital must follow them."""
    place = at
    while place < limit and len(tokens[place].text) == 1 and tokens[place].text.isupper():
        dotted = place + 1 < limit and tokens[place + 1].text == "."
        if not dotted and tokens[place].text in "AI":
            break
        place += 2 if dotted else 1
    follows = place < limit and capital(tokens[place]) and len(tokens[place].text) > 1
    return place - at if follows and not is_function(tokens[place].word) else 0


def letters_only(tokens: Sequence[Token], at: int, limit: int, strength: Strength) -> int:
    """How many tokens of dotted initials are the whole of a name at `at`: "I go by J.D."."""
    place = at
    while place + 1 < limit and len(tokens[place].text) == 1 and tokens[place].text.isupper():
        if tokens[place + 1].text != ".":
            break
        place += 2
    if place - at != _TWO_INITIALS or strength < Strength.ASKED:
        return 0
    return place - at if place >= limit or clause_ends(tokens, place) else 0


def begins_name(tokens: Sequence[Token], at: int, strength: Strength) -> bool:
    """Whether the word at `at` can be the first of a name after a lead-in of this strength."""
    token = tokens[at]
    word = token.word
    if not is_word(token) or len(word) < 2 or word in NEVER or word in TITLES:
        return False
    if is_given(word):
        return True
    if possible(word):
        return _ambiguous_begins(tokens, at, strength)
    if is_function(word):
        # "I'm An Nguyen": a capital in mid-sentence before a family name that is nothing else.
        twice = tuple(each.word for each in tokens[at + 1 : at + 3]) == (",", word)
        after = next(iter(tokens[at + (3 if twice else 1) :][:1]), token)
        return capital(token) and at > 0 and strength > Strength.WEAK and capital(after) and is_known(after.word)
    if (word in PLACES or word in NOT_PEOPLE) and strength < Strength.SURE:
        return word in PLACES and strength > Strength.WEAK and _called_like_a_city(tokens, at)
    if token.text.isupper() and is_initials(word):
        return strength > Strength.WEAK
    if is_spanish_verb(token):
        return False
    if is_unknown(word) or is_known(word) or (capital(token) and is_surname(word)):
        return strength > Strength.WEAK or (capital(token) and at > 0) or name_follows(tokens, at)
    return _ordinary_begins(tokens, at, strength)


def _called_like_a_city(tokens: Sequence[Token], at: int) -> bool:
    """ "Lincoln Davis", "this is Modesto Gomez": before a family name that is nothing else."""
    if at + 1 >= len(tokens) or not capital(tokens[at]) or not capital(tokens[at + 1]):
        return False
    word = tokens[at + 1].word
    return is_surname(word) and is_known(word) and not is_ordinary(word) and clause_ends(tokens, at + 2)


def _ambiguous_begins(tokens: Sequence[Token], at: int, strength: Strength) -> bool:
    """ "Will", "May", "Mark": a capital in mid-sentence, a family name behind, or a lead-in beyond doubt."""
    token = tokens[at]
    if name_follows(tokens, at):
        return True
    if is_calendar(token.word):
        return strength >= Strength.ASKED and clause_ends(tokens, at + 1)
    if strength >= Strength.ASKED:
        return True
    return (capital(token) and at > 0 and tokens[at - 1].text not in ".!?") or (
        strength is Strength.LIKELY and clause_ends(tokens, at + 1)
    )


def _ordinary_begins(tokens: Sequence[Token], at: int, strength: Strength) -> bool:
    """An everyday word: "my name is Numbers", "I'm Page Guynn", never "my name is wrong"."""
    token = tokens[at]
    if is_judgement(token.word):
        return False
    if token.word in NOT_PEOPLE:
        return strength >= Strength.ASKED and capital(token)
    if strength >= Strength.ASKED:
        return capital(token) or clause_ends(tokens, at + 1) or name_follows(tokens, at)
    return strength is Strength.LIKELY and capital(token) and name_follows(tokens, at)


def name_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the next word is a family name by itself: known, or unknown to the language."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if following.word in PARTICLES and at + 2 < len(tokens):
        following = tokens[at + 2]
    if not is_word(following) or following.word in NEVER or following.word in NOT_PEOPLE:
        return False
    if is_function(following.word):
        return False
    if is_surname(following.word):
        return capital(following) or is_known(following.word) or clause_ends(tokens, at + 2)
    return is_unknown(following.word) or (capital(following) and capital(tokens[at]))


def clause_ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends before token `at`."""
    if at >= len(tokens) or tokens[at].text in ".,;:!?-–—" or tokens[at].word in _NEXT_CLAUSE:
        return True
    return tuple(token.word for token in tokens[at : at + 2]) in _NAMED_BEHIND
