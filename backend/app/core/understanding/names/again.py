"""A name that is said again, fuller or put right: "Jackson, Curtis Jackson", "Steven Clark, with an e, Clarke"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.understanding.tokens import Token, fold
from app.core.understanding.wordlist import word_set

from .candidates import Candidate
from .collect import Collected, collect
from .cut import CUT, Sentence
from .edits import edit, is_a_name
from .leads import PEOPLE, Strength
from .letters import Change, Instruction
from .lexicon import is_given
from .merge import alike

_OPENS = word_set("it's its es soy i'm im put is no not sorry that's that say uh um and just actually perdon digo")
_TURNS = word_set("no not sorry wait actually mean meant rather instead perdon digo espere correction scratch")
# Between a short name and the full one: "Teddy, well, Theodore Banks".
_FULLY = _TURNS | word_set("well full fully whole really officially legally bueno pues completo")
_DENIES = ("not", "no", "like", "than")
_SIGNS = frozenset(",.;:!?-–—")
_ALIKE, _SURELY_ALIKE = 0.7, 0.8
_PEOPLE_REACH = 4
_SPELLED = 0.9


def said_again(heard: Sentence, best: Candidate) -> Candidate:
    """`best` as a later, fuller or corrected saying of it has it."""
    for again in _sayings(heard):
        apart = again.last <= best.first or best.last <= again.first
        if not apart or _of_somebody(heard.tokens, again.first):
            continue
        mend = _fuller if len(again.words) > 1 else _put_right
        best = mend(heard.tokens, best, again)
    return best


def spelled_beside(heard: Sentence) -> Candidate | None:
    """A full name one word of which is spelled somewhere in the sentence: "D A W N, Dawn Hess"."""
    for said in _sayings(heard):
        spelled = any(alike(fold(word), row.letters) >= _SURELY_ALIKE for word in said.words for row in heard.rows)
        if len(said.words) > 1 and spelled:
            return Candidate(said.words, said.first, said.last, _SPELLED)
    return None


def _sayings(heard: Sentence) -> Iterator[Collected]:
    """Every name that a clause begins with."""
    tokens = heard.tokens
    at = 0
    while at < len(tokens):
        opens = not at or tokens[at - 1].text in _SIGNS or tokens[at - 1].word in _OPENS
        said = collect(tokens, at, Strength.ASKED, heard.blocked) if opens else None
        if said:
            yield said
        at = max(at + 1, said.last if said else 0)


def _of_somebody(tokens: Sequence[Token], first: int) -> bool:
    return any(token.word in PEOPLE for token in tokens[max(0, first - _PEOPLE_REACH) : first])


def _fuller(tokens: Sequence[Token], best: Candidate, again: Collected) -> Candidate:
    """A full name that holds the one word we had, or that shares a word with the one it corrects."""
    later = again.first >= best.last
    places = _alike_places(again.words, best.words)
    if not places:
        return _in_full(tokens, best, again) if later and len(best.words) == 1 else best
    if len(best.words) == 1:
        place = places[0][0]
        same = fold(again.words[place]) == fold(best.words[0])
        kept = again.words if same or later else (*again.words[:place], *best.words, *again.words[place + 1 :])
    elif later and len(places) < len(again.words) and _turns(tokens[best.last : again.first], _FULLY):
        kept = again.words
    else:
        return best
    first, last = min(best.first, again.first), max(best.last, again.last)
    return replace(best, words=kept, first=first, last=last)


def _in_full(tokens: Sequence[Token], best: Candidate, again: Collected) -> Candidate:
    """ "Lori, actually Lorraine Haas": nothing but words that turn stands between the two."""
    between = [token for token in tokens[best.last : again.first] if token.text not in _SIGNS]
    turned = any(token.word in _FULLY for token in between)
    if not turned or not all(token.word in _FULLY | _OPENS for token in between):
        return best
    if not is_given(fold(again.words[0])) or (again.last < len(tokens) and tokens[again.last].text not in _SIGNS):
        return best
    return replace(best, words=again.words, last=again.last)


def _put_right(tokens: Sequence[Token], best: Candidate, again: Collected) -> Candidate:
    """ "Katherine Bell, Catherine with a C": one word said again another way."""
    told = again.last < len(tokens) and tokens[again.last].word == CUT
    denied = tokens[again.first - 1].word in _DENIES
    if again.first < best.last or denied or not (told or _turns(tokens[best.last : again.first])):
        return best
    places = [place for _, place in _alike_places(again.words, best.words, _ALIKE)]
    if len(places) != 1:
        return best
    words = (*best.words[: places[0]], *again.words, *best.words[places[0] + 1 :])
    return replace(best, words=words, last=again.last)


def _turns(between: Sequence[Token], turning: frozenset[str] = _TURNS) -> bool:
    """Whether what stands between two sayings takes the first back."""
    return any(token.word in turning or token.word == CUT for token in between)


def _alike_places(ones: Sequence[str], others: Sequence[str], least: float = _SURELY_ALIKE) -> list[tuple[int, int]]:
    """The pairs of places at which the words sound alike."""
    return [
        (n, m)
        for n, one in enumerate(ones)
        for m, other in enumerate(others)
        if alike(fold(one), fold(other)) >= least or _shortened(fold(other), fold(one))
    ]


def _shortened(short: str, full: str) -> bool:
    """ "Sam, Samantha Ruiz"."""
    return len(short) > 2 and full != short and full.startswith(short) and is_given(full)


def by_letters(tokens: Sequence[Token], heard: Sentence, best: Candidate) -> Candidate:
    """The name with what was said of its letters done: "Clark with an e on the end" is Clarke."""
    words = list(best.words)
    for told in heard.talk:
        before = next((t for t in reversed(tokens[: told.first]) if t.word[:1].isalpha()), None)
        place = next((n for n, word in enumerate(words) if before and fold(word) == before.word), None)
        # What is said again behind it is as it is meant.
        again = before is not None and any(token.word == before.word for token in tokens[told.last :])
        if place is None or again or _is_so(fold(words[place]), told):
            continue
        changed = edit(words[place], told)
        # "Bryan Adler with a y": the letter is there, in the other word.
        elsewhere = told.change is Change.WITH and any(told.letter in fold(word) for word in words)
        if changed and (is_a_name(changed[0]) or not elsewhere):
            words[place] = changed[0]
    return replace(best, words=tuple(words))


def _is_so(word: str, told: Instruction) -> bool:
    """Whether a word is already as the instruction wants it."""
    match told.change:
        case Change.WITH:
            return told.letter in word
        case Change.WITHOUT:
            return told.letter not in word
        case Change.DOUBLE:
            return told.letter * 2 in word
        case Change.SINGLE:
            return told.letter * 2 not in word
        case Change.START:
            return word.startswith(told.letter)
        case Change.END:
            return word.endswith(told.letter)
