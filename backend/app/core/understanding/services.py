"""Which of a business's services the caller needs, and the trouble in the caller's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

from app.core.understanding.frame import Language, Span
from app.core.understanding.heard import PAUSE, STOP, Heard, hear
from app.core.understanding.phrasebook import Book, Hits
from app.core.understanding.phrases import Hit, Phrases
from app.core.understanding.trouble_words import said_plainly

_GENERAL = "general"
_MAX_WORDS = 12
_MOST_TROUBLES = 2
_NEAR = 3
_FEW = 3
_PRONOUNS = frozenset({"it", "they"})
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """A business's own service: its key, its name, and what its customers call it."""

    key: str
    name: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What understanding knows about the business that is called."""

    services: tuple[ServiceWords, ...] = ()
    vertical: str = "plumbing"
    business_name: str = ""
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """`key` is a service of the business, or None where none fits; `places` are where the trouble is named.

    `own` is false where the words are those of another trade. `keys` are the places that speak for a service of the
    business, with its key as their tag, the weightiest first.
    """

    key: str | None
    places: tuple[Hit, ...]
    own: bool
    keys: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in the caller's words, and the service that sees to it."""

    key: str | None = None
    said: str | None = None


def find_service(
    heard: Heard, hits: Hits, words: Book, vocabulary: Vocabulary, proper: Sequence[Span] = ()
) -> Need | None:
    """What is needed: the business's own words first, then its vertical's, then any trade's (without a key).

    Nothing stands in the `proper` places of names and addresses: Tina is no bathtub.
    """

    def outside(places: list[Hit]) -> list[Hit]:
        return [hit for hit in places if not heard.within(hit.first, hit.last, proper)]

    own = outside(_own(vocabulary, words.soft).find(heard)) if vocabulary.services else []
    table = words.tables["services"]
    verticals = [vocabulary.vertical, *(name for name in table if name != vocabulary.vertical)]
    found = {vertical: places for vertical in verticals if (places := outside(_in_vertical(vertical, hits, words)))}
    if own:
        longest = max(own, key=lambda hit: hit.last - hit.first)
        places = _without_trades([hit for hits_there in found.values() for hit in hits_there], heard, words)
        named = sorted(own, key=lambda hit: hit.first - hit.last)
        keys = (*named, *_keys(found.get(vocabulary.vertical, []), vocabulary))
        return Need(longest.tag, tuple(places or own), own=True, keys=keys)
    if not found:
        return None
    vertical, places = next(iter(found.items()))
    key = places[0].tag.split(".")[2]
    own_trade = vertical == vocabulary.vertical
    told_of = tuple(_without_trades(places, heard, words))
    keys = _keys(places, vocabulary) if own_trade else ()
    return Need(_offered(key, vertical, vocabulary), told_of, own=own_trade, keys=keys)


def _keys(places: list[Hit], vocabulary: Vocabulary) -> tuple[Hit, ...]:
    offered = ((hit, _offered(_service_of(hit), vocabulary.vertical, vocabulary)) for hit in places)
    return tuple(hit._replace(tag=key) for hit, key in offered if key is not None)


def _without_trades(places: list[Hit], heard: Heard, words: Book) -> list[Hit]:
    """Without the mere "plumber" of "I need a plumber, the toilet is clogged"."""
    trades = words.cutting.trades
    rest = [hit for hit in places if not trades.issuperset(heard.words[hit.first : hit.last])]
    return rest or places


def _in_vertical(vertical: str, hits: Hits, words: Book) -> list[Hit]:
    prefix = f"services.{vertical}."
    heard = {tag.removeprefix(prefix).partition(".")[0] for tag in hits if tag.startswith(prefix)}
    if not heard:
        return []
    return [
        hit
        for key in words.tables["services"].get(vertical, {})
        if key in heard
        for hit in hits.standing(f"{prefix}{key}.say", f"{prefix}{key}.unless")
    ]


def _offered(key: str, vertical: str, vocabulary: Vocabulary) -> str | None:
    """The business's service for a key of the data: itself, else its general one. Another trade's has none."""
    keys = [service.key for service in vocabulary.services]
    if not keys:
        return key if vertical == vocabulary.vertical else None
    if key in keys:
        return key
    if vertical != vocabulary.vertical and vocabulary.vertical != _GENERAL:
        return None
    return next((own for own in keys if own.startswith(_GENERAL)), None)


@lru_cache(maxsize=512)
def _own(vocabulary: Vocabulary, soft: frozenset[str]) -> Phrases:
    """The automaton of a business's own words; its signs lose their meaning, so that any text is safe."""
    phrases: list[tuple[str, str]] = []
    for service in vocabulary.services:
        for said in (service.name, *service.keywords):
            words = [word for word in hear(said).words if word.isalnum()]
            if words:
                phrases.append((service.key, " ".join([*words[:-1], f"({words[-1]}|{words[-1]}s)"])))
    return Phrases(phrases, soft=soft)


_PLACES = frozenset({"under", "in", "behind", "from", "at", "into", "through", "onto"})
_AMOUNTS = frozenset({"all", "everywhere", "badly", "bad", "again", "now", "constantly", "slowly", "a", "like"})
_LONGEST_TAIL = 5
_PARTICLES = frozenset({"in", "on", "up", "off", "out", "down", "over", "through", "by", "at"})
_RELATIVES = frozenset({"that", "which"})
_SUBJECT_VERBS = frozenset({"is", "are"})


def told(heard: Heard, need: Need | None, words: Book, taken: Sequence[Span] = ()) -> Trouble:
    """The trouble as the caller put it, short enough to be read back: "leaking water heater".

    A second one, of another service, is kept beside it: "leaking water heater and toilet keeps running". The service
    is then that of the first.
    """
    if need is None:
        return Trouble()
    if all(words.cutting.trades.issuperset(heard.words[hit.first : hit.last]) for hit in need.places):
        return Trouble(need.key)  # whom they want, and not yet what for
    found: list[str] = []
    services: set[str] = set()
    read, key = 0, need.key
    for hit in sorted(need.places, key=lambda place: place.first):
        service = _service_of(hit)
        if len(found) == _MOST_TROUBLES or service in services or hit.first < read:
            continue
        before, (read, trouble) = read, _trouble(hit, heard, words, taken)
        if not trouble or (found and _only_when(hit, before, heard, words)):
            continue
        if found and _is_the_same(hit, before, heard):
            if len(found[-1].split()) <= _FEW:  # "my furnace, it keeps short cycling"
                found[-1] = f"{found[-1]} {trouble}"
            continue
        if found:
            key = _first_key(need, before)
        found.append(trouble)
        services.add(service)
    return Trouble(key, reduce(lambda one, two: f"{one}{joiner(words.language, two)}{two}", found) if found else None)


def joiner(language: Language, second: str) -> str:
    """ "And" between two troubles: "gotea la llave e inodoro tapado"."""
    if language is Language.EN:
        return " and "
    return " e " if second.casefold().startswith(("i", "hi")) and not second.casefold().startswith("hie") else " y "


def _service_of(hit: Hit) -> str:
    return hit.tag.split(".")[2] if hit.tag.count(".") > 1 else hit.tag


def _first_key(need: Need, end: int) -> str | None:
    """The service of what was told before the word `end`."""
    return next((hit.tag for hit in need.keys if hit.last <= end), need.key)


def _is_the_same(hit: Hit, read: int, heard: Heard) -> bool:
    """ "It keeps tripping" tells more of what was named before."""
    return not _PRONOUNS.isdisjoint(heard.words[max(read, hit.first - _NEAR) : hit.first])


def _only_when(hit: Hit, read: int, heard: Heard, words: Book) -> bool:
    """ "It bangs whenever the washer fills up", "not a flood": no second trouble."""
    between = heard.words[max(read, hit.first - _NEAR) : hit.first]
    return any(word in words.cutting.whens or word in words.cues.negation for word in between)


def _trouble(hit: Hit, heard: Heard, words: Book, taken: Sequence[Span]) -> tuple[int, str]:
    """Where the clause of a hit ends, and what it says."""
    first, last = end = _clause(hit, heard, words, taken)
    first = max(
        [first, *(place + 1 for place in range(first, hit.first) if heard.words[place] in words.cutting.tellers)]
    )
    while first < hit.first and heard.words[first] in words.cutting.leads and not _denies(first, heard, words):
        first += 1
    last = min(last, first + _MAX_WORDS)
    while last > hit.last and heard.words[last - 1] in words.cutting.links and not _particle(last - 1, heard, words):
        last -= 1
    if first >= last:
        return end[1], ""
    turned = _as_noun(heard.words[first:last], words.cutting.states) if words.cutting.states else None
    said = _cased(turned or heard.said(first, last).strip(" ,.'-").lower(), heard)
    return end[1], said_plainly(said, words.language)


def _particle(place: int, heard: Heard, words: Book) -> bool:
    """The end of a verb: "put in", "won't turn on"."""
    return heard.words[place - 1] in words.cutting.verbs and heard.words[place] in _PARTICLES


def _denies(place: int, heard: Heard, words: Book) -> bool:
    """A "no" that belongs to what follows ("no prende"), and not one that answers ("no, el inodoro")."""
    return heard.words[place] in words.cues.negation and heard.words[place + 1] not in words.cutting.after_answer


def _cased(said: str, heard: Heard) -> str:
    """Small letters, save what was said in capitals: "AC", "GFCI"."""
    capitals = {word for word in heard.text.split() if word.isupper() and 2 <= len(word) <= _LONGEST_ACRONYM}
    if heard.text.isupper():
        return said
    known = {word.lower(): word for word in capitals} | {"i": "I"}
    return " ".join(known.get(word, word) for word in said.split())


def _clause(hit: Hit, heard: Heard, words: Book, taken: Sequence[Span]) -> tuple[int, int]:
    ends = words.cutting.ends

    def ends_here(place: int) -> bool:
        return heard.words[place] in ends and not _denied(place, heard, words)

    def outside(place: int) -> bool:
        span = Span(heard.starts[place], heard.ends[place])
        return heard.words[place] in (STOP, PAUSE) or any(span.overlaps(other) for other in taken)

    first = hit.first
    while first > 0 and not outside(first - 1) and heard.words[first - 1] not in ends - {"i", "me"}:
        first -= 1
    last = hit.last
    while last < len(heard.words) and not outside(last) and not ends_here(last):
        last += 1
    return first, last


def _denied(place: int, heard: Heard, words: Book) -> bool:
    """ "No para", "no me deja": what is denied ends no clause."""
    return words.language is Language.ES and heard.words[place - 1] in words.cues.negation


def _as_noun(words: Sequence[str], states: frozenset[str]) -> str | None:
    """ "water heater is leaking all over" -> "leaking water heater"; None where the words are not of that kind."""
    verb = next((place for place, word in enumerate(words) if word in _SUBJECT_VERBS), None)
    if verb is None or not 1 <= verb <= 4 or verb + 1 >= len(words):
        return None
    state, rest = words[verb + 1], list(words[verb + 2 :])
    if state not in states:
        return None
    particle = [rest.pop(0)] if rest and rest[0] in ("up", "out") else []
    if particle and state.endswith("ing"):
        return None  # "sewage is coming up" stays as it is
    if rest and rest[0] not in _PLACES | _AMOUNTS:
        return None
    tail = rest if rest and rest[0] in _PLACES and len(rest) <= _LONGEST_TAIL else []
    thing = [word for word in words[:verb] if word not in _RELATIVES]
    return " ".join([state, *particle, *thing, *tail])
