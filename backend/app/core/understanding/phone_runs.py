"""Rows of digits in a text that may be a phone number, put together as they were meant.

Digits may be taken back ("0199, no, 0198"), said twice ("two two one, that's two two one") and have their area code
apart ("555 0142, area code 816").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.core.understanding.wordlist import word_set

from .frame import Span
from .spoken_digits import Chunk, read_chunk, read_homophone, split_tens
from .tokens import Token, taken_tokens

US_DIGITS = 10
_AREA, _LOCAL = 3, 7
_JOINERS = frozenset("-.()+/ ")
_FILLERS = word_set("uh um er eh and y then entonces dash hyphen guion dot punto")
# Between digits these take back the last of them.
_FIXES = word_set("""
    no sorry wait oops actually correction scratch that i mean meant make rather it's is the last is ends in with should
    be perdon digo disculpe espere espera mejor dicho quise decir es era corrijo termina en al final los ultimos dos
    """)
_SURE_FIXES = word_set("""
    no sorry wait oops actually correction scratch mean meant perdon digo disculpe espere espera mejor decir corrijo
    """)
# "Actually, use my cell": another whole number takes the place of the one before.
_RATHER = word_set("use call try text better mejor llame marque use")
_FEW = 6
# Between digits these say the last of them again.
_AGAINS = word_set("""
    that's that is i again repeat say said once more right so eso es otra vez repito digo o sea
    """)
_SURE_AGAINS = word_set("that's that again repeat eso otra repito sea")
_AREA_REACH = 5
_SHORTEST_ECHO = 3
_MOST_TENS = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Chunks that stand next to each other, whether a "+" came first, and whether letters touch the digits."""

    chunks: tuple[Chunk, ...]
    plus: bool
    touched: bool

    @property
    def digits(self) -> str:
        return "".join(chunk.digits for chunk in self.chunks)

    @property
    def first(self) -> int:
        return min(chunk.first for chunk in self.chunks)

    @property
    def last(self) -> int:
        return max(chunk.last for chunk in self.chunks)


def read_runs(tokens: Sequence[Token], taken: Sequence[Span]) -> list[Run]:
    """The rows of digits outside the places that are `taken`, in order."""
    blocked = taken_tokens(tokens, taken)
    runs: list[Run] = []
    at = 0
    while at < len(tokens):
        if blocked[at] or read_chunk(tokens, at, spanish=True) is None:
            at += 1
            continue
        run, at = _run_from(tokens, at, blocked)
        runs.append(run)
    return _corrected(tokens, runs)


def _corrected(tokens: Sequence[Token], runs: list[Run]) -> list[Run]:
    """Runs laid together: taken back, said again, or an area code with its number."""
    joined: list[Run] = []
    for run in (_area_first(tokens, run) for run in runs):
        last = joined[-1] if joined else None
        words = _words(tokens, last.last, run.first) if last else set()
        both = last and (_fixed(last, run, words) or _echoed(last, run, words) or _with_area(tokens, last, run))
        if both:
            joined[-1] = both
        else:
            joined.append(run)
    return joined


def _words(tokens: Sequence[Token], first: int, last: int) -> set[str]:
    return {token.word for token in tokens[first:last] if token.text not in ".,…-"}


def _fixed(last: Run, run: Run, words: set[str]) -> Run | None:
    """ "816 555, no sorry, 556 0142": what follows takes the place of as many digits as there are too many."""
    local = len(last.digits) == _LOCAL and len(run.digits) < _LOCAL
    surplus = len(last.digits) + len(run.digits) - (_LOCAL if local else US_DIGITS)
    whole = surplus == US_DIGITS and len(words) <= _FEW and bool(words & _RATHER)
    if (
        not (whole or words <= _FIXES)
        or not words & _SURE_FIXES
        or not 0 < surplus <= min(len(last.digits), len(run.digits))
    ):
        return None
    return Run((*_shortened(last.chunks, surplus), *run.chunks), last.plus, last.touched or run.touched)


def _echoed(last: Run, run: Run, words: set[str]) -> Run | None:
    """ "two two one, that's two two one, nineteen hundred": what is said again counts once."""
    if not (words <= _AGAINS and words & _SURE_AGAINS):
        return None
    for size in range(min(len(last.digits), len(run.digits)), _SHORTEST_ECHO - 1, -1):
        if last.digits.endswith(run.digits[:size]) and len(last.digits) + len(run.digits) - size <= US_DIGITS + 1:
            kept = _shortened(last.chunks, size)
            return Run((*kept, *run.chunks), last.plus, last.touched or run.touched)
    return None


def _with_area(tokens: Sequence[Token], last: Run, run: Run) -> Run | None:
    """ "Area code is 816, number is 555 0142", "555 0142, area code 816"."""
    sizes = (len(last.digits), len(run.digits))
    if sizes not in ((_AREA, _LOCAL), (_LOCAL, _AREA)):
        return None
    area, local = (last, run) if sizes[0] == _AREA else (run, last)
    if area is last and tokens[area.last].word in ("number", "numero"):
        return Run((*area.chunks, *local.chunks), plus=False, touched=last.touched or run.touched)
    near = _words(tokens, max(0, area.first - _AREA_REACH), area.first)
    behind = _words(tokens, area.last, area.last + _AREA_REACH)
    if not ({"area", "prefix", "lada"} & (near | behind)):
        return None
    return Run((*area.chunks, *local.chunks), plus=False, touched=last.touched or run.touched)


def _shortened(chunks: tuple[Chunk, ...], surplus: int) -> tuple[Chunk, ...]:
    """The chunks without so many digits at their end."""
    kept = list(chunks)
    while surplus and kept:
        last = kept.pop()
        if len(last.digits) > surplus:
            kept.append(replace(last, digits=last.digits[:-surplus]))
        surplus = max(0, surplus - len(last.digits))
    return tuple(kept)


def _run_from(tokens: Sequence[Token], at: int, blocked: Sequence[bool]) -> tuple[Run, int]:
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
    return Run(tuple(chunks), plus, touched), max(at, chunks[-1].last)


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


def _area_first(tokens: Sequence[Token], run: Run) -> Run:
    """ "555 0142, 816 area code": said in one breath, the area code behind."""
    if len(run.digits) != US_DIGITS or "area" not in _words(tokens, run.last, run.last + 2):
        return run
    size, cut = 0, len(run.chunks)
    while cut and size < _AREA:
        cut -= 1
        size += len(run.chunks[cut].digits)
    return replace(run, chunks=(*run.chunks[cut:], *run.chunks[:cut])) if size == _AREA else run


def other_readings(run: Run) -> Iterator[Run]:
    """The same words with "twenty five" as 20 and 5, and with a group that was said twice said once."""
    yield from _split(run)
    digits = run.digits
    for first, last in ((0, 3), (3, 6), (6, 10), (0, 6), (0, 10)):
        size = last - first
        if len(digits) - size == US_DIGITS and digits[first:last] == digits[last : last + size]:
            whole = Chunk(digits[:first] + digits[last:], run.first, run.last, word=True)
            yield replace(run, chunks=(whole,))


def _split(run: Run) -> Iterator[Run]:
    """ "Seven twenty five five five …" is short of a digit where it is 7-25-5-5: then it is 7-20-5-5-5."""
    missing = US_DIGITS - len(run.digits)
    tens = [place for place, chunk in enumerate(run.chunks) if chunk.tens][:_MOST_TENS]
    if missing == 1:
        for place in tens:
            yield _with_split(run, (place,))
    elif missing == 2:
        for pair in pairwise(tens):
            yield _with_split(run, pair)


def _with_split(run: Run, places: tuple[int, ...]) -> Run:
    chunks = [
        part for place, chunk in enumerate(run.chunks) for part in (split_tens(chunk) if place in places else (chunk,))
    ]
    return replace(run, chunks=tuple(chunks))
