"""Phrases as people say them, compiled into one automaton that reads every word once.

A phrase is written as it is said, with a few signs:

    leak*            a word that begins so         (a|b c)   one of these
    [the|my]         one of these or nothing       @room     a list of words by its name
    ..  ..5          up to three (five) words      #         a number, in digits or words
    ^  $             the edge of a clause

Soft words ("um", "just", "please") and pauses may stand anywhere inside a phrase. The automaton is
determinised as it is used, so a text costs one dictionary look-up a word however many phrases there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.core.understanding.heard import PAUSE, STOP, Heard, open_up
from app.core.understanding.tokens import fold

EDGE = "^"
NUMBER = "#"
_ANY = ".."
_MAX_STATES = 20_000
_MAX_SYMBOLS = 50_000
_SIGNS = re.compile(r"\.\.\d*|@\w+|[()\[\]|^$#]|[^\s()\[\]|^$#]+")


class PhraseError(ValueError):
    """A phrase in the data that cannot be read."""


@dataclass(frozen=True, slots=True)
class Literal:
    word: str


@dataclass(frozen=True, slots=True)
class Gap:
    most: int


@dataclass(frozen=True, slots=True)
class Series:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    options: tuple[Part, ...]


Part = Literal | Gap | Series | OneOf
_NOTHING = Series(())


class Hit(NamedTuple):
    """The phrases of `tag` stand at the words `first` to before `last` of the stream."""

    tag: str
    first: int
    last: int


def parse(phrase: str, lists: Mapping[str, str]) -> Part:
    """The tree of one phrase. Raises PhraseError where a bracket or a list name is wrong."""
    if any(sign in phrase for sign in "?+{}"):
        raise PhraseError(f"unknown sign in {phrase!r}")
    read = signs(phrase)
    part, rest = _options(read, 0, lists)
    if rest != len(read):
        raise PhraseError(f"unbalanced bracket in {phrase!r}")
    return part


def signs(phrase: str) -> list[str]:
    """The words and signs that a phrase is written with."""
    return _SIGNS.findall(phrase)


def _options(read: Sequence[str], at: int, lists: Mapping[str, str]) -> tuple[Part, int]:
    options: list[Part] = []
    parts: list[Part] = []
    while at < len(read) and read[at] not in (")", "]"):
        if read[at] == "|":
            options.append(Series(tuple(parts)))
            parts = []
            at += 1
            continue
        part, at = _one(read, at, lists)
        parts.append(part)
    options.append(Series(tuple(parts)))
    return (options[0] if len(options) == 1 else OneOf(tuple(options))), at


def _one(read: Sequence[str], at: int, lists: Mapping[str, str]) -> tuple[Part, int]:
    sign = read[at]
    if sign in ("(", "["):
        inner, at = _options(read, at + 1, lists)
        if at >= len(read):
            raise PhraseError(f"bracket left open in {' '.join(read)!r}")
        return (inner if sign == "(" else OneOf((inner, _NOTHING))), at + 1
    if sign.startswith(".."):
        return Gap(int(sign[2:] or 3)), at + 1
    if sign.startswith("@"):
        if sign[1:] not in lists:
            raise PhraseError(f"no list of words named {sign[1:]!r}")
        return parse(lists[sign[1:]], lists), at + 1
    if sign in ("^", "$"):
        return Literal(EDGE), at + 1
    if sign == NUMBER:
        return Literal(NUMBER), at + 1
    words = open_up(fold(sign))
    return Series(tuple(Literal(word) for word in words)), at + 1


class _Net:
    """States of one literal each: reading that literal leads to `leads[state]`. No empty steps."""

    def __init__(self, backward: bool) -> None:
        self._backward = backward
        self.literals: list[str | None] = []
        self.leads: list[frozenset[int]] = []

    def add(self, literal: str | None, leads: frozenset[int]) -> int:
        self.literals.append(literal)
        self.leads.append(leads)
        return len(self.literals) - 1

    def build(self, part: Part, then: frozenset[int]) -> frozenset[int]:
        """The states at which `part` followed by `then` begins."""
        if isinstance(part, Literal):
            return frozenset((self.add(part.word, then),))
        if isinstance(part, Gap):
            here = then
            for _ in range(part.most):
                here = then | {self.add(_ANY, here)}
            return here
        if isinstance(part, OneOf):
            return frozenset().union(*(self.build(option, then) for option in part.options))
        for piece in part.parts if self._backward else reversed(part.parts):
            then = self.build(piece, then)
        return then


class _Symbol(NamedTuple):
    literals: frozenset[str]
    soft: bool


class _State:
    __slots__ = ("accepts", "nodes", "onward")

    def __init__(self, nodes: frozenset[int], accepts: tuple[int, ...]) -> None:
        self.nodes = nodes
        self.accepts = accepts
        self.onward: dict[_Symbol, _State] = {}


class _Alphabet:
    """Which literals of the phrases a word is an instance of."""

    def __init__(self, literals: Iterable[str], soft: frozenset[str], numbers: frozenset[str]) -> None:
        self._words = {literal for literal in literals if not literal.endswith("*")}
        self._prefixes = {literal[:-1]: literal for literal in literals if literal.endswith("*")}
        self._longest = max(map(len, self._prefixes), default=0)
        self._soft = soft
        self._numbers = numbers
        self._known: dict[str, _Symbol] = {}
        self._shared: dict[_Symbol, _Symbol] = {}

    def symbol(self, word: str) -> _Symbol:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _MAX_SYMBOLS:
                self._known = {}
            fresh = self._read(word)
            known = self._known[word] = self._shared.setdefault(fresh, fresh)
        return known

    def _read(self, word: str) -> _Symbol:
        if word in (STOP, PAUSE):
            return _Symbol(frozenset((EDGE,)), word == PAUSE)
        literals = {_ANY}
        if word in self._words:
            literals.add(word)
        if word.isdigit() or word in self._numbers:
            literals.add(NUMBER)
        for length in range(1, min(len(word), self._longest) + 1):
            prefix = self._prefixes.get(word[:length])
            if prefix is not None:
                literals.add(prefix)
        return _Symbol(frozenset(literals), word in self._soft)


class Phrases:
    """All phrases of a language, each with a tag. `find` is safe to call from several threads."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, str]],
        lists: Mapping[str, str] | None = None,
        soft: frozenset[str] = frozenset(),
        numbers: frozenset[str] = frozenset(),
    ) -> None:
        self._tags: list[str] = []
        self._parts: list[Part] = []
        self._net = _Net(backward=False)
        entries: set[int] = set()
        self._ends: dict[int, int] = {}
        for tag, phrase in phrases:
            part = parse(phrase, lists or {})
            end = self._net.add(None, frozenset())
            self._ends[end] = len(self._tags)
            entries |= self._net.build(part, frozenset((end,)))
            self._tags.append(tag)
            self._parts.append(part)
        self._begin: dict[str, set[int]] = {}
        for state in entries:
            literal = self._net.literals[state]
            if literal is not None:
                self._begin.setdefault(literal, set()).update(self._net.leads[state])
        self.words = frozenset(literal for literal in self._net.literals if literal and literal.isalpha())
        used = {literal for literal in self._net.literals if literal is not None}
        self._alphabet = _Alphabet(used, soft, numbers)
        self._backward: dict[int, tuple[_Net, frozenset[int]]] = {}
        self._states: dict[frozenset[int], _State] = {}
        self._root = _State(frozenset(), ())

    def find(self, heard: Heard) -> list[Hit]:
        """Every place where a phrase of a tag stands: for each end the farthest beginning and the nearest."""
        symbol_of = self._alphabet.symbol
        symbols = [symbol_of(word) for word in heard.words]
        state = self._root
        found: dict[str, list[tuple[int, int]]] = {}
        for place, symbol in enumerate(symbols):
            onward = state.onward.get(symbol)
            state = self._step(state, symbol) if onward is None else onward
            for number in state.accepts:
                starts = self._starts(number, symbols, place)
                found.setdefault(self._tags[number], []).extend((first, place + 1) for first in starts)
        return [Hit(tag, *place) for tag, places in found.items() for place in dict.fromkeys(places)]

    def _step(self, state: _State, symbol: _Symbol) -> _State:
        literals, leads = self._net.literals, self._net.leads
        nodes: set[int] = set()
        for literal in symbol.literals:
            nodes |= self._begin.get(literal, frozenset())
        for node in state.nodes:
            if literals[node] in symbol.literals:
                nodes |= leads[node]
        ended = tuple(sorted(self._ends[node] for node in nodes if node in self._ends))
        if symbol.soft:
            nodes |= state.nodes
        going = frozenset(node for node in nodes if node not in self._ends)
        onward = self._state(going, ended)
        state.onward[symbol] = onward
        return onward

    def _state(self, nodes: frozenset[int], accepts: tuple[int, ...]) -> _State:
        key = nodes | {-1 - number for number in accepts}
        known = self._states.get(key)
        if known is None:
            if len(self._states) > _MAX_STATES:
                self._states = {}
                self._root.onward = {}
            known = self._states[key] = _State(nodes, accepts)
        return known

    def _starts(self, number: int, symbols: Sequence[_Symbol], last: int) -> tuple[int, ...]:
        """Where the phrase that ends at `last` may begin: farthest and nearest, once where they are one."""
        if number not in self._backward:
            net = _Net(backward=True)
            end = net.add(None, frozenset())
            self._backward[number] = (net, net.build(self._parts[number], frozenset((end,))))
        net, nodes = self._backward[number]
        starts: list[int] = []
        place = last
        while nodes and place >= 0:
            symbol = symbols[place]
            leads = [net.leads[node] for node in nodes if net.literals[node] in symbol.literals]
            onward = frozenset().union(*leads)
            if 0 in onward:
                starts.append(place)
            nodes = (onward | nodes if symbol.soft else onward) - {0}
            place -= 1
        return (starts[-1],) if len(starts) == 1 else (starts[-1], starts[0])



def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in order, without those that lie inside another one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept
