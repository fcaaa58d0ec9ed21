"""All phrases of a language in one automaton that reads every word once.

Soft words ("um", "just", "please") and pauses may stand anywhere inside a phrase. The automaton is determinised as it
is used, so a text costs about one dictionary look-up a word however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.core.understanding.heard import PAUSE, STOP, Heard
from app.core.understanding.phrase_grammar import EDGE, NUMBER, AnyWord, Gap, Literal, OneOf, Part, parse

_ANY = ".."
_MAX_STATES = 20_000
_MAX_SYMBOLS = 50_000

# What a state of the automaton reads: a literal, or any of a list of literals.
_Reads = str | frozenset[str]


class Hit(NamedTuple):
    """The phrases of `tag` stand at the words `first` to before `last` of the stream."""

    tag: str
    first: int
    last: int


class _Net:
    """States that each read a word in one way: reading it leads to `leads[state]`. No empty steps."""

    def __init__(self, backward: bool) -> None:
        self._backward = backward
        self.reads: list[_Reads | None] = []
        self.leads: list[frozenset[int]] = []
        self._known: dict[tuple[_Reads, frozenset[int]], int] = {}

    def end(self) -> int:
        """A new state at which a phrase has been read."""
        return self._new(None, frozenset())

    def _add(self, reads: _Reads, leads: frozenset[int]) -> int:
        known = self._known.get((reads, leads))
        if known is None:
            known = self._known[reads, leads] = self._new(reads, leads)
        return known

    def _new(self, reads: _Reads | None, leads: frozenset[int]) -> int:
        self.reads.append(reads)
        self.leads.append(leads)
        return len(self.reads) - 1

    def build(self, part: Part, then: frozenset[int]) -> frozenset[int]:
        """The states at which `part` followed by `then` begins."""
        if isinstance(part, Literal):
            return frozenset((self._add(part.word, then),))
        if isinstance(part, AnyWord):
            return frozenset((self._add(part.words, then),))
        if isinstance(part, Gap):
            here = then
            for _ in range(part.most):
                here = then | {self._add(_ANY, here)}
            return here
        if isinstance(part, OneOf):
            entries: frozenset[int] = frozenset().union(*(self.build(option, then) for option in part.options))
            return entries if self._backward else self._merged(entries)
        for piece in part.parts if self._backward else reversed(part.parts):
            then = self.build(piece, then)
        return then

    def _merged(self, entries: frozenset[int]) -> frozenset[int]:
        """The same beginnings with fewer states: one for each word read, one for all words that lead alike.

        Only forward, since it makes new lists of words and the alphabet knows those of the forward net.
        """
        ways: dict[_Reads, frozenset[int]] = {}
        kept = {entry for entry in entries if self.reads[entry] is None}
        for entry in entries - kept:
            reads = self.reads[entry]
            if reads is not None:
                ways[reads] = ways.get(reads, frozenset()) | self.leads[entry]
        alike: dict[frozenset[int], set[str]] = {}
        for reads, leads in ways.items():
            if reads == _ANY:
                kept.add(self._add(reads, leads))
            else:
                alike.setdefault(leads, set()).update(reads if isinstance(reads, frozenset) else {reads})
        kept |= {self._add(_list_of(words), leads) for leads, words in alike.items()}
        return frozenset(kept)


def _list_of(words: set[str]) -> _Reads:
    return next(iter(words)) if len(words) == 1 else frozenset(words)


class _Symbol(NamedTuple):
    """What a word can be read as: literals, and lists that hold one of them."""

    reads: frozenset[_Reads]
    soft: bool


class _State:
    __slots__ = ("accepts", "nodes", "onward")

    def __init__(self, nodes: frozenset[int], accepts: tuple[int, ...]) -> None:
        self.nodes = nodes
        self.accepts = accepts
        self.onward: dict[_Symbol, _State] = {}


class _Alphabet:
    """Which literals, and which lists of literals, a word is an instance of."""

    def __init__(self, reads: set[_Reads], soft: frozenset[str], numbers: frozenset[str]) -> None:
        self._lists: dict[str, list[frozenset[str]]] = {}
        for words in (read for read in reads if isinstance(read, frozenset)):
            for word in words:
                self._lists.setdefault(word, []).append(words)
        literals = {read for read in reads if isinstance(read, str)} | self._lists.keys()
        self.words = frozenset(literal for literal in literals if not literal.endswith("*"))
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
        literals = {EDGE} if word in (STOP, PAUSE) else self._literals(word)
        lists = {words for literal in literals for words in self._lists.get(literal, ())}
        return _Symbol(frozenset(literals | lists), word == PAUSE or word in self._soft)

    def _literals(self, word: str) -> set[str]:
        literals = {_ANY}
        if word in self.words:
            literals.add(word)
        if word.isdigit() or word in self._numbers:
            literals.add(NUMBER)
        for length in range(1, min(len(word), self._longest) + 1):
            prefix = self._prefixes.get(word[:length])
            if prefix is not None:
                literals.add(prefix)
        return literals


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
        self._ends: dict[int, int] = {}
        entries: set[int] = set()
        for tag, phrase in phrases:
            part = parse(phrase, lists or {})
            end = self._net.end()
            self._ends[end] = len(self._tags)
            entries |= self._net.build(part, frozenset((end,)))
            self._tags.append(tag)
            self._parts.append(part)
        self._begin: dict[_Reads, set[int]] = {}
        for state in entries:
            reads = self._net.reads[state]
            if reads is not None:
                self._begin.setdefault(reads, set()).update(self._net.leads[state])
        used = {reads for reads in self._net.reads if reads is not None}
        self._alphabet = _Alphabet(used, soft, numbers)
        self._backward: dict[int, tuple[_Net, frozenset[int]]] = {}
        self._states: dict[frozenset[int], _State] = {}
        self._root = _State(frozenset(), ())

    @property
    def words(self) -> frozenset[str]:
        """The whole words that the phrases are written with."""
        return frozenset(word for word in self._alphabet.words if word.isalpha())

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
        reads, leads = self._net.reads, self._net.leads
        nodes: set[int] = set()
        for literal in symbol.reads:
            nodes |= self._begin.get(literal, frozenset())
        nodes.update(*[leads[node] for node in state.nodes if reads[node] in symbol.reads])
        ended = nodes & self._ends.keys()
        nodes -= ended
        if symbol.soft:
            nodes |= state.nodes
        onward = self._state(frozenset(nodes), tuple(sorted(self._ends[node] for node in ended)))
        state.onward[symbol] = onward
        return onward

    def _state(self, nodes: frozenset[int], accepts: tuple[int, ...]) -> _State:
        key = nodes | {-1 - number for number in accepts}
        known = self._states.get(key)
        if known is None:
            if len(self._states) > _MAX_STATES:
                self._states = {}
                self._root = _State(frozenset(), ())
            known = self._states[key] = _State(nodes, accepts)
        return known

    def _starts(self, number: int, symbols: Sequence[_Symbol], last: int) -> tuple[int, ...]:
        """Where the phrase that ends at `last` may begin: farthest and nearest, once where they are one."""
        if number not in self._backward:
            net = _Net(backward=True)
            end = net.end()
            self._backward[number] = (net, net.build(self._parts[number], frozenset((end,))))
        net, nodes = self._backward[number]
        starts: list[int] = []
        place = last
        while nodes and place >= 0:
            symbol = symbols[place]
            onward: frozenset[int] = frozenset().union(
                *[net.leads[node] for node in nodes if net.reads[node] in symbol.reads]
            )
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
