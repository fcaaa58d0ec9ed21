"""Spelled names: "J-O-R-D-A-N", "d as in david", "juliett oscar echo", "k a t e w IL s o n"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.understanding.frame import Language
from app.core.understanding.ordinary import ORDINARY, is_ordinary
from app.core.understanding.spoken_digits import is_number_word
from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .alphabets import AS_IN, BREAK_WORDS, CASE_WORDS, DOUBLES, LETTER_NAMES, LETTER_TAGS, NATO, SPANISH_LETTER_NAMES
from .lexicon import is_function, is_given, is_surname, possible

_SIGNS = frozenset("-.,–—…_*")
_FILLERS = word_set("uh um er eh then and luego")
_MOST_FRAGMENT = 4
_SCRAP_AVERAGE = 2.6
_LEAD_WORDS = 6
_GOES_BY = ("i", "go", "by")
_MOST_PIECES = 48
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that one element gave; `hint` where a capital or a pause suggests that a new word begins here."""

    letters: str
    token: int
    strong: bool
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Spelled:
    """A row of letters: its pieces and the tokens [first, last) it covers."""

    pieces: tuple[Piece, ...]
    first: int
    last: int

    @property
    def letters(self) -> str:
        return "".join(piece.letters for piece in self.pieces)


def _all_letters(tokens: Sequence[Token], language: Language) -> bool:
    """The whole utterance is letters, some by their names: "bee oh bee"."""
    words = [token.word for token in tokens if token.word[:1].isalpha()]
    return len(words) > 2 and all(letter_of(word, language) for word in words)


def find_spelled(tokens: Sequence[Token], language: Language, blocked: Sequence[bool]) -> list[Spelled]:
    """All rows of at least three letters in the text, in order."""
    named = _all_letters(tokens, language)
    scraps = 0 if named else _scraps_from(tokens)
    found: list[Spelled] = []
    at = 0
    while at < len(tokens):
        if blocked[at] or not tokens[at].word[:1].isalpha():
            at += 1
            continue
        row = _row(tokens, at, language, blocked, loose=scraps is not None and at >= scraps, named=named)
        if row and _is_row(row, tokens):
            found.append(row)
            at = row.last
        else:
            at = row.last if row and len(row.pieces) == _MOST_PIECES else at + 1
    return found


def _scraps_from(tokens: Sequence[Token]) -> int | None:
    """Where the rest of the utterance is nothing but letters and scraps of letters, or None."""
    words = [(place, token.word) for place, token in enumerate(tokens) if token.word[:1].isalpha()]
    led = len(_GOES_BY) if tuple(word for _, word in words[: len(_GOES_BY)]) == _GOES_BY else 0
    for skip in range(led, min(_LEAD_WORDS, len(words))):
        rest = [word for _, word in words[skip:]]
        singles = sum(len(word) == 1 for word in rest)
        if len(rest) < 2 or not singles:
            return None
        short = sum(map(len, rest)) <= _SCRAP_AVERAGE * len(rest) and singles * 3 >= len(rest)
        if short and all(map(_is_scrap, rest)):
            return words[skip][0]
    return None


def _is_scrap(word: str) -> bool:
    """A few letters that are neither a word that callers use nor a name that stands by itself."""
    if len(word) < 3:
        return True
    if is_number_word(word):
        return False
    if len(word) == 3:
        return not is_function(word)
    named = possible(word) or is_surname(word)
    return len(word) <= _MOST_FRAGMENT and not named and word not in ORDINARY


def _row(
    tokens: Sequence[Token], at: int, language: Language, blocked: Sequence[bool], *, loose: bool, named: bool
) -> Spelled | None:
    pieces: list[Piece] = []
    first, end, hint = at, at, False
    while at < len(tokens) and not blocked[at] and len(pieces) < _MOST_PIECES:
        token = tokens[at]
        if pieces and _says_nothing(token):
            hint = hint or token.text == "," or token.word in CASE_WORDS
            at += 1
            continue
        if pieces and token.word in BREAK_WORDS:
            hint = True
            at += 1
            continue
        step = _element(tokens, at, language, inside=bool(pieces), loose=loose, named=named)
        step = step or _initial_between(tokens, at, pieces)
        if step is None:
            break
        letters, at_next, strong = step
        said = not strong and len(letters) > 2 and letters == "".join(piece.letters for piece in pieces)
        complete = hint and not strong and _spells_before(tokens, pieces)
        if said or complete or (hint and _is_name_behind(tokens, at, pieces)):
            break
        pieces.append(Piece(letters, at, strong, hint or _starts_word(tokens, at, pieces)))
        at = end = at_next
        hint = False
    pieces = _without_example(_without_head(pieces, tokens), tokens)
    pieces, end = _without_tail(pieces, tokens, end)
    first = pieces[0].token if pieces else first
    return Spelled(tuple(pieces), first, end) if pieces else None


def _says_nothing(token: Token) -> bool:
    """Signs and fillers between letters; "ER" in capitals is two letters of the name."""
    return token.text in _SIGNS or token.word in CASE_WORDS or (token.word in _FILLERS and not token.text.isupper())


def _is_name_behind(tokens: Sequence[Token], at: int, pieces: Sequence[Piece]) -> bool:
    """ "M E Y E R, Oscar Meyer": a given name of the phonetic alphabet behind plain letters and a pause."""
    word = tokens[at].word
    return word in NATO and possible(word) and all(len(tokens[piece.token].word) == 1 for piece in pieces)


def _spells_before(tokens: Sequence[Token], pieces: Sequence[Piece]) -> bool:
    """ "Oakes, O-A-K-E-S, Tim": the letters are those of the word before them, so what follows is none."""
    if not pieces:
        return False
    said = next((t.word for t in reversed(tokens[: pieces[0].token]) if t.word[:1].isalpha()), "")
    head, letters = pieces[0].letters, "".join(piece.letters for piece in pieces)
    return letters in (said, head + head) and len(head) != len(letters)


def _starts_word(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> bool:
    """A capital after small letters: "j a n e B e l l"."""
    text = tokens[at].text
    if not before or not text[0].isupper() or (len(text) > 1 and text.isupper()):
        return False
    return tokens[before[-1].token].text[-1].islower()


def _element(
    tokens: Sequence[Token], at: int, language: Language, *, inside: bool, loose: bool, named: bool
) -> tuple[str, int, bool] | None:
    """Letters given at token `at`, the token after them, and whether it is a letter beyond doubt."""
    token = tokens[at]
    word = token.word
    if not word[:1].isalpha():
        return None
    if word in DOUBLES and at + 1 < len(tokens):
        doubled = letter_of(tokens[at + 1].word, language)
        return (doubled * DOUBLES[word], at + 2, True) if doubled else None
    if word == "x" and [each.word for each in tokens[at + 1 : at + 3]] == ["-", "ray"]:
        return word, at + 3, True
    if len(word) == 1:
        return token.text.lower(), after_example(tokens, at + 1, word), True
    if word in NATO:
        return NATO[word], at + 1, True
    shouted = token.text.isupper() and len(token.text) > 1
    letter = None if shouted and loose else letter_of(word, language)
    if letter:
        after = after_example(tokens, at + 1, letter)
        if after > at + 1:
            return letter, after, True
        tagged = at + 1 < len(tokens) and tokens[at + 1].word in LETTER_TAGS
        if named or (language is Language.ES and (inside or tagged or _is_letter(tokens, at + 1))):
            return "y" if tagged and tokens[at + 1].word == "griega" else letter, at + 1 + tagged, True
        if inside and word not in SPANISH_LETTER_NAMES:
            return letter, at + 1, False
    return _fragment(token, at, loose=loose) if inside or loose else None


def _initial_between(tokens: Sequence[Token], at: int, pieces: Sequence[Piece]) -> tuple[str, int, bool] | None:
    """A word among phonetic ones that is of some other alphabet ("Papa Alpha Indigo Golf Echo"): its first letter."""
    if len(pieces) < 2 or at + 1 >= len(tokens) or tokens[at + 1].word not in NATO or not tokens[at].word.isalpha():
        return None
    phonetic = all(tokens[piece.token].word in NATO for piece in pieces[-2:])
    return (tokens[at].word[0], at + 1, False) if phonetic and len(tokens[at].word) > 2 else None


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and letter_of(tokens[at].word, Language.ES) is not None


def letter_of(word: str, language: Language) -> str | None:
    if len(word) == 1:
        return word
    return (SPANISH_LETTER_NAMES if language is Language.ES else LETTER_NAMES).get(word)


def after_example(tokens: Sequence[Token], at: int, letter: str) -> int:
    """The token after "as in David" where that stands at `at`, else `at`."""
    for words in AS_IN:
        end = at + len(words)
        if end < len(tokens) and all(tokens[at + n].word == word for n, word in enumerate(words)):
            example = tokens[end].word
            if len(example) > 1 and example[0] == letter:
                return end + 1
    return at


def _fragment(token: Token, at: int, *, loose: bool) -> tuple[str, int, bool] | None:
    """A few letters that the recogniser ran together; in a sentence, a word that means something ends the row."""
    if len(token.word) > _MOST_FRAGMENT or not token.word.isalpha():
        return None
    shouted = token.text.isupper() and len(token.text) <= 3
    if loose or shouted or (len(token.word) <= 3 and not is_ordinary(token.word)):
        return token.text.lower(), at + 1, False
    return None


def _without_head(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """A short name that was said before its letters ("Wu, W-O-O") is not one of them."""
    if len(pieces) < 2 or tokens[pieces[0].token + 1].text != ",":
        return pieces
    # "Bravo, be grande, erre, a, uve, o": the name itself is a word of the phonetic alphabet.
    alphabetic = tokens[pieces[0].token].word == "".join(piece.letters for piece in pieces[1:])
    return pieces[1:] if alphabetic or not pieces[0].strong else pieces


def _without_example(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """ "Barrera, be de burro, B-A-R-R-E-R-A": one letter made plain, and then the whole name."""
    said = next((t.word for t in reversed(tokens[: pieces[0].token]) if t.word[:1].isalpha()), "") if pieces else ""
    return pieces[1:] if said and said == "".join(piece.letters for piece in pieces[1:]) else pieces


def _without_tail(pieces: list[Piece], tokens: Sequence[Token], end: int) -> tuple[list[Piece], int]:
    """Fragments at the end of a row count only where the utterance, or its clause, ends with them too."""
    closed = end >= len(tokens) or tokens[end].text in ".,;!?"
    while pieces and not pieces[-1].strong and not closed and not tokens[pieces[-1].token].text.isupper():
        end = pieces[-1].token
        pieces = pieces[:-1]
    return pieces, end


def _is_row(row: Spelled, tokens: Sequence[Token]) -> bool:
    """Enough single letters, more than "a" and "I", and no more guesses than letters."""
    strong = [piece for piece in row.pieces if piece.strong]
    telling = sum(piece.letters not in ("a", "i") for piece in strong)
    phonetic = sum(tokens[piece.token].word in NATO for piece in strong)
    if len(row.letters) < 3 or not telling or row.letters in _ALPHABET:
        return False
    whole = row.first == 0 and row.last == len(tokens)
    if whole and is_given(row.letters):
        return True
    if telling < 2 and not whole:
        return False
    enough = 3 if phonetic == len(strong) else 2
    return len(strong) >= enough and len(strong) * 2 >= len(row.pieces) - len(strong)
