"""Mending a name that was heard wrong, keeping what was right of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.frame import Language
from app.core.understanding.tokens import Token, clean, fold, tokenise
from app.core.understanding.wordlist import word_set

from .casing import full_name
from .edits import edit
from .find import Heard, hear
from .leads import Part
from .letters import Change, Instruction, instruction
from .lexicon import PARTICLES, is_function, is_surname, is_word, possible
from .merge import alike, merge

_SAME_WORD = 0.62
_NEAR_WORD = 0.72
_SURE_ENOUGH = 0.7
_LONGEST_INSTRUCTION = 14
_SURELY_SAME = 0.85
_AS_TOLD = 1.5
_NOT = word_set("not no instead")
_TURNED = word_set("backwards reversed switched swapped")
_TURNED_PHRASES = ("other way round", "other way around", "al reves", "wrong order")
_BOTH = 2
_FAMILY = word_set("last surname family apellido apellidos")
_GIVEN = word_set("first given nombre primer")


def mend_name(current: str, text: str, language: Language) -> str | None:
    """`current` with what the caller corrects: a letter, a spelling, a word, the whole; None: nothing of that is said.

    Also answers with `current` itself where the caller confirms it by spelling.
    """
    words = current.split()
    tokens = tokenise(clean(text))
    if not words or not tokens:
        return None
    heard = hear(tokens, language, asked=True)
    if heard.spelled:
        return full_name(merge(_anew(words, heard), heard.spelled, heard.part))
    told = instruction(tokens, language) if len(tokens) <= _LONGEST_INSTRUCTION else None
    if told:
        return _by_letter(words, tokens, told)
    return _by_order(words, tokens) or _by_contrast(words, tokens) or _by_word(words, heard) or _by_sound(words, tokens)


def _anew(words: list[str], heard: Heard) -> list[str]:
    """The name said anew before its letters ("it's Marjorie Pruitt, P R U I T T" to Carol); what sounds alike stays."""
    if len(heard.said) < 2 or heard.confidence < _SURE_ENOUGH or heard.part is not Part.FULL:
        return words
    if not any(alike(said, word) >= _SURELY_SAME for said in heard.said for word in heard.spelled):
        return words
    known = [max(words, key=lambda word: alike(word, said)) for said in heard.said]
    return [old if alike(old, said) >= _NEAR_WORD else said for old, said in zip(known, heard.said, strict=True)]


def _by_letter(words: list[str], tokens: Sequence[Token], told: Instruction) -> str | None:
    """ "with a B": in the word that was said beside it, else where it fits best."""
    said = _said_word(words, tokens, told)
    if said:
        place, word = said
        changed = edit(word, told)
        if told.change is Change.WITHOUT:
            # "No H in John" of Jon: as it is said, without the letter.
            new = changed[0] if changed and told.letter in word.lower() else word
            return full_name([*words[:place], new, *words[place + 1 :]])
        fits = told.letter in word.lower() and not (told.old and told.old in word.lower())
        # "Rob. R, not B" of Bob: the word was said right already.
        fits = fits or (bool(told.old) and words[place].lower().replace(told.old, told.letter, 1) == word.lower())
        new = word if fits and alike(word, words[place]) < 1.05 else changed[0] if changed else word
        return full_name([*words[:place], new, *words[place + 1 :]])
    options = [
        (changed[1] + 0.1 * place, place, changed[0])
        for place in _places(words, tokens)
        if (changed := edit(words[place], told))
    ]
    if not options:
        return None
    _, place, new = max(options)
    return full_name([*words[:place], new, *words[place + 1 :]])


def _places(words: Sequence[str], tokens: Sequence[Token]) -> list[int]:
    """The words of the name that may be meant: the one that "last name" or "first name" says, else all."""
    said = {token.word for token in tokens}
    real = [place for place, word in enumerate(words) if word.lower() not in PARTICLES]
    if said & _FAMILY:
        return real[-1:]
    return real[:1] if said & (_GIVEN - {"nombre"}) else real


def _said_word(words: Sequence[str], tokens: Sequence[Token], told: Instruction) -> tuple[int, str] | None:
    """The word of the name that was said again beside the instruction: its place, and as it was said now."""
    best: tuple[float, int, str] | None = None
    for at, token in enumerate(tokens):
        if told.first <= at < told.last or len(token.word) < 2 or not is_word(token) or is_function(token.word):
            continue
        for place, word in enumerate(words):
            score = alike(token.text, word)
            if told.letter in fold(token.text) and told.letter not in fold(word):
                score *= _AS_TOLD  # "not Solis, Soliz with a z"
            least = _SAME_WORD if told.letter in token.word else _NEAR_WORD
            if score >= least and (best is None or score > best[0]):
                best = score, place, token.text
    return (best[1], best[2]) if best else None


def _by_contrast(words: list[str], tokens: Sequence[Token]) -> str | None:
    """ "Robert, not Rupert": the word that is denied gives the place."""
    for at, token in enumerate(tokens):
        if token.word not in _NOT or at + 1 >= len(tokens):
            continue
        after = _next_word(tokens, at + 1)
        if after is None:
            continue
        place = _alike_place(words, tokens[after].text, 0.85)
        other = _other_word(tokens, at, after)
        if other is not None and place is not None and _denies_more(words, tokens, after, other):
            # "It's Pruitt, not Carol Pruitt".
            return full_name([other.text])
        if place is not None and other is not None and other.word != tokens[after].word:
            return full_name([*words[:place], other.text, *words[place + 1 :]])
    return None


def _denies_more(words: Sequence[str], tokens: Sequence[Token], denied: int, other: Token) -> bool:
    """Whether the whole name is denied, and what is right is a part of it."""
    whole = tuple(fold(word) for word in words)
    said = tuple(token.word for token in tokens[denied : denied + len(words)])
    return len(words) > 1 and said == whole and other.word in whole and other.start < tokens[denied].start


def _by_order(words: list[str], tokens: Sequence[Token]) -> str | None:
    """ "Other way round": the family name was taken for the given one."""
    said = {token.word for token in tokens}
    phrase = " ".join(token.word for token in tokens)
    turned = said & _TURNED or any(each in phrase for each in _TURNED_PHRASES)
    return full_name(words[::-1]) if turned and len(words) == _BOTH else None


def _by_sound(words: list[str], tokens: Sequence[Token]) -> str | None:
    """ "No, Task" of Trask: a single word behind a denial, which sounds like a word of the name."""
    said = [token for token in tokens if is_word(token)]
    if len(said) != _BOTH or said[0].word not in _NOT or is_function(said[1].word) or len(said[1].word) <= _BOTH:
        return None
    place = _alike_place(words, said[1].text, _NEAR_WORD)
    return None if place is None else full_name([*words[:place], said[1].text, *words[place + 1 :]])


def _next_word(tokens: Sequence[Token], at: int) -> int | None:
    while at < len(tokens) and tokens[at].word in ("of", "de", "it's", "es", "a"):
        at += 1
    return at if at < len(tokens) and is_word(tokens[at]) and not is_function(tokens[at].word) else None


def _other_word(tokens: Sequence[Token], negation: int, denied: int) -> Token | None:
    """The word that was said instead, just before the "not" or just after the denied word."""
    before = [t for t in tokens[:negation] if is_word(t) and len(t.word) > 1 and not is_function(t.word)]
    if before and before[-1].end >= tokens[negation].start - 3:
        return before[-1]
    after = [t for t in tokens[denied + 1 :] if is_word(t) and len(t.word) > 1 and not is_function(t.word)]
    return after[0] if after else None


def _alike_place(words: Sequence[str], said: str, least: float) -> int | None:
    scores = [alike(word, said) for word in words]
    best = max(range(len(words)), key=lambda place: scores[place])
    return best if scores[best] >= least else None


def _place_of(words: Sequence[str], said: str) -> int:
    """Which word of the name a single word is to replace: a like one, and a given name by a given name."""
    family, given = is_surname(fold(said)), possible(fold(said))
    if len(words) > 1 and family != given:
        side = range(1, len(words)) if family else range(len(words) - 1)
    else:
        side = range(len(words))
    scores = {place: alike(words[place], said) for place in range(len(words))}
    sure = max(scores, key=lambda place: scores[place])
    if scores[sure] >= _SURELY_SAME:
        return sure
    best = max(side, key=lambda place: scores[place])
    return best if scores[best] >= _SAME_WORD else side[-1] if family and not given else side[0]


def _by_word(words: list[str], heard: Heard) -> str | None:
    """A name said again: the whole of it, or the word of it that sounds alike."""
    if not heard.said or heard.confidence < _SURE_ENOUGH:
        return None
    said = list(heard.said)
    if len(said) > 1:
        return full_name(said)
    if heard.part is Part.FAMILY:
        return full_name([*words[:1], said[0]])
    if heard.part is Part.GIVEN:
        return full_name([said[0], *words[1:]])
    place = _place_of(words, said[0])
    return full_name([*words[:place], said[0], *words[place + 1 :]])
