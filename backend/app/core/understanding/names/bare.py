"""A name without any lead-in: the whole answer, or the first words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .casing import is_initials
from .collect import Collected, collect
from .contact import end_before_contact
from .context import tells
from .everyday import describes, everyday_name, often_alone, only_describes
from .family import family_first, family_twice
from .given import AMBIGUOUS
from .leads import Strength
from .lexicon import (
    NEVER,
    NOT_PEOPLE,
    OPENERS,
    PLACES,
    TITLES,
    capital,
    is_function,
    is_given,
    is_known,
    is_spanish_verb,
    is_surname,
    is_unknown,
    is_word,
    possible,
)

# Courtesies and fillers around an answer.
_AROUND = word_set("""
    there everyone folks sir madam maam guys team hi hello hey yes yeah yep sure okay ok uh um er eh oh ah well
    so just please thanks thank you sorry no good day night morning afternoon evening great alright right of
    course absolutely si hola buenas buenos dias tardes noches claro pues bueno gracias por favor mmm hmm it's
    its
    """)
_GREETED = word_set("day night morning afternoon evening dias tardes noches")
# After a bare name they tell of somebody: "Steve was here last week".
_VERBS = word_set("""
    was is has had did does do can could will would said told says comes came should es fue estuvo vino dijo
    """)
_SPELLED = word_set("spelled spelling spelt spell that's thats")
# First words of a remark about the name just given.
_ASIDE = word_set(
    "yes yeah no not believe like as i really seriously honest honestly swear for haha si de en asi spelled"
)
_ORDERS = word_set("""
    stop sit down quit get off hush quiet leave come stay wait don't give drop put let go be easy shh shush enough
    heel bad sientate callate bajate quieto quieta ven deja dejalo esperate basta
    """)
_COMMAS = (",", "comma", "coma")
_BUT = ("but", "pero")
# Said to a person, whose name then follows: "thanks Mike", "thank you Mike".
_TO_SOMEBODY = word_set("thanks thank bye goodbye gracias adios")
_NOBODY = NEVER | NOT_PEOPLE | PLACES
_IS_FINE = (("is", "fine"), ("is", "good"), ("is", "okay"), ("is", "ok"), ("is", "enough"), ("will", "do"))
_SIGNS = frozenset(".,!?;:-–—…'\"“”()")


def bare_name(
    tokens: Sequence[Token], blocked: Sequence[bool], *, asked: bool, spelled: bool = False
) -> Collected | None:
    """The name that an utterance is, or begins with; `doubt` is 1 less the confidence."""
    first, last = _core(tokens)
    if first >= last or (first and tokens[first - 1].word in _TO_SOMEBODY):
        return None
    if first > 1 and tokens[first - 1].word == "you":
        return None
    words = [token for token in tokens[first:last] if token.text not in _SIGNS]
    asked = asked or spelled
    found = family_first(tokens, first, last, blocked) if asked else None
    found = found or _whole(tokens, first, last, words, blocked, asked=asked)
    found = found or (_answered(tokens, first, last, blocked) if asked else None)
    found = found or _opening(tokens, first, last, blocked, asked=asked)
    return found or _closing(tokens, first, last, blocked) or _before_given(tokens, first, last, blocked)


def _core(tokens: Sequence[Token]) -> tuple[int, int]:
    """The tokens [first, last) that are left without courtesies at either end."""
    first, last = 0, len(tokens)
    while first < last and (tokens[first].word in _AROUND or tokens[first].text in _SIGNS):
        first += 1
    while last > first and _is_courtesy(tokens, first, last - 1):
        last -= 1
    return first, last


def _is_courtesy(tokens: Sequence[Token], first: int, at: int) -> bool:
    """At the end of an answer; "Mark Day" and "Destiny Good" are no good day."""
    word = tokens[at].word
    if tokens[at].text in _SIGNS:
        return True
    if at == first + 1 and everyday_name(tokens[first : at + 1]):
        return False
    if word in _GREETED:
        return at > first and tokens[at - 1].word in _AROUND
    return word in _AROUND and word not in ("good", "great", "so")


def _whole(
    tokens: Sequence[Token],
    first: int,
    last: int,
    words: Sequence[Token],
    blocked: Sequence[bool],
    *,
    asked: bool,
) -> Collected | None:
    """The whole utterance is one to four words that can be a name."""
    if not 1 <= len(words) <= 4 or any(blocked[first:last]) or not all(is_word(token) for token in words):
        return None
    strength = Strength.ASKED if asked else Strength.LIKELY
    if len(words) == 1:
        return _single(first, words[0], asked=asked)
    if asked and everyday_name(words) and last - first == len(words):
        return Collected(tuple(token.text for token in words), first, last, 0.15)
    if only_describes(words) or any(token.word in NOT_PEOPLE for token in words):
        return None
    surnamed = capital(words[0]) and capital(words[-1]) and is_surname(words[-1].word)
    likely = surnamed + sum(is_known(t.word) or is_unknown(t.word) or possible(t.word) for t in words)
    long = sum(len(token.word) > 1 for token in words)
    if not likely or (likely == 1 and long > 2 and not asked):
        return None
    collected = collect(tokens, first, strength, blocked, last)
    if collected and _comma(tokens, collected, last):
        collected = _over_comma(collected, words)
    if collected and collected.last == last:
        certain = any(is_given(tokens[n].word) for n in range(collected.first, collected.last))
        written = any(capital(tokens[n]) for n in range(collected.first, collected.last))
        doubt = 0.15 if asked else 0.3 if certain else 0.4 if written else 0.45
        return Collected(collected.words, collected.first, collected.last, doubt)
    apart = not is_function(words[0].word) and words[0].word not in NEVER | OPENERS
    named = capital(words[-1]) or not (words[-1].word in AMBIGUOUS or describes(words[0]))
    if len(words) == 2 and last - first == 2 and apart and named:
        return _single(last - 1, words[1], asked=asked)
    return None


def _answered(tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool]) -> Collected | None:
    """The answer to our question, with something behind it."""
    end = end_before_contact(tokens, first, last, blocked)
    words = tokens[first:end] if end else ()
    found = _whole(tokens, first, end, [t for t in words if t.text not in _SIGNS], blocked, asked=True) if end else None
    if found and len(found.words) > 1:
        return found
    return _before_aside(tokens, first, last, blocked) or family_twice(tokens, first, last)


def _before_aside(tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool]) -> Collected | None:
    """ "Crystal Lake, yes really", "Mark Twain, like the writer": a whole full name before a remark about it."""
    comma = next((n for n in range(first, last) if tokens[n].text in ",." or tokens[n].word in _BUT), last)
    words = tokens[first:comma]
    if comma + 1 >= last or len(words) < 2:
        return None
    if tokens[comma].word not in _BUT and tokens[comma + 1].word not in _ASIDE:
        return None
    return _whole(tokens, first, comma, words, blocked, asked=True)


def _comma(tokens: Sequence[Token], collected: Collected, last: int) -> bool:
    """ "Dulcie, Petsch": a pause that was written as a comma."""
    if len(collected.words) != 1 or collected.last != last - 2 or tokens[collected.last].word not in _COMMAS:
        return False
    word = tokens[last - 1].word
    return (is_given(word) or is_unknown(word) or is_surname(word)) and not is_function(word)


def _over_comma(collected: Collected, words: Sequence[Token]) -> Collected:
    """The word before the comma and the one behind it; "Kowalczyk, Marek" is the family name first."""
    two = (*collected.words, words[-1].text)
    turned = is_given(words[-1].word) and not possible(words[0].word)
    return Collected(two[::-1] if turned else two, collected.first, collected.last + 2, collected.doubt)


def _single(at: int, token: Token, *, asked: bool) -> Collected | None:
    word = token.word
    if (
        len(word) < 2
        or word in _NOBODY
        or is_spanish_verb(token)
        or (is_function(word) and not (possible(word) and capital(token)))
    ):
        return None
    if is_given(word) or is_known(word) or (asked and "j" in word and is_initials(word)):
        return Collected((token.text,), at, at + 1, 0.15 if asked else 0.35)
    if asked and (possible(word) or is_surname(word) or is_unknown(word) or often_alone(token)):
        return Collected((token.text,), at, at + 1, 0.25)
    if capital(token) and is_unknown(word):
        return Collected((token.text,), at, at + 1, 0.5)
    return None


def _opening(
    tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool], *, asked: bool
) -> Collected | None:
    """A sentence that opens with a name: "Violette Wrenn tomorrow", "Karla Trevizo, I don't remember…"."""
    collected = collect(tokens, first, Strength.LIKELY, blocked, last)
    if collected is None:
        return None
    span = tokens[collected.first : collected.last]
    if collected.last < last and not _parted(tokens[collected.last], blocked[collected.last]):
        return None
    known = sum(is_known(token.word) for token in span)
    strange = sum(is_unknown(token.word) for token in span)
    called = known or (capital(span[0]) and possible(span[0].word))
    if asked and called and _enough(tokens, collected.last, last):
        return Collected(collected.words, collected.first, collected.last, 0.2)
    if collected.last < last and (tokens[collected.last].word in _VERBS or tells(tokens, collected.last)):
        return None
    if len(span) == 1:
        called = _is_called_to_order(tokens, collected.last)
        return (
            Collected(collected.words, collected.first, collected.last, 0.25)
            if asked and known and not called
            else None
        )
    if known + strange < len(span) and not (known and capital(span[-1])):
        return None
    if not (known or capital(span[-1])):
        return None
    return Collected(collected.words, collected.first, collected.last, 0.25 if asked else 0.35)


def _is_called_to_order(tokens: Sequence[Token], at: int) -> bool:
    """ "Rex, sit. Yes, Paul Novak.": a dog or a child."""
    return at + 1 < len(tokens) and tokens[at].text in ",!" and tokens[at + 1].word in _ORDERS


def _closing(tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool]) -> Collected | None:
    """A full name as the last words, behind a comma: "I booked yesterday, Lemuel Stokes"."""
    ends = [n + 1 for n in range(first + 1, last) if tokens[n].text in ",.;" and tokens[n - 1].word not in TITLES]
    start = ends[-1] if ends else last
    if start >= last - 1:
        return None
    named = is_given(tokens[start].word) or (capital(tokens[start]) and is_unknown(tokens[start].word))
    if not named:
        return None
    collected = collect(tokens, start, Strength.LIKELY, blocked, last)
    if collected is None or len(collected.words) < 2:
        return None
    if collected.last != last and tokens[collected.last].word not in ("not", "no"):
        return None
    return Collected(collected.words, collected.first, collected.last, 0.35)


def _before_given(tokens: Sequence[Token], first: int, last: int, blocked: Sequence[bool]) -> Collected | None:
    """A full name between a stop and an address or a number: "can you come? Maria Lopez, 4120 Rainbow Boulevard"."""
    for start in (n + 1 for n in range(first + 1, last - 2) if tokens[n].text in ",.;?!"):
        if blocked[start] or not capital(tokens[start]) or not (is_given(tokens[start].word)):
            continue
        found = collect(tokens, start, Strength.LIKELY, blocked, last)
        if found is None or len(found.words) < 2 or found.last >= last or tokens[found.last].text not in ",.;":
            continue
        if found.last + 1 < last and blocked[found.last + 1]:
            return Collected(found.words, found.first, found.last, 0.35)
    return None


def _enough(tokens: Sequence[Token], at: int, last: int) -> bool:
    """ "Nell is fine": how the caller wants to be called."""
    behind = tuple(token.word for token in tokens[at:last] if token.text not in _SIGNS)
    return behind in _IS_FINE


def _parted(token: Token, blocked: bool) -> bool:
    ends = token.text in ".,;!?-–—" or token.text.isdigit() or token.word in _SPELLED
    return blocked or ends or is_function(token.word)
