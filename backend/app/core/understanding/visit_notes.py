"""What a caller says about the visit itself: the gate, the dog, where to park, whom to call from the road."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.frame import Span
from app.core.understanding.heard import PAUSE, STOP, Heard
from app.core.understanding.phrasebook import Hits
from app.core.understanding.phrases import Hit

_LONGEST = 30
# Who is asked for, who opens, and how many characters behind that a name is theirs.
_OTHERS = frozenset(
    """ask look for let key keys wife husband mother mom dad father son daughter tenant neighbor sister brother manager
    super landlord pregunte pregunten preguntar esposa esposo hijo hija vecina vecino inquilino inquilina""".split()
)
_BEHIND = 3
_CODES = frozenset({"code", "buzz", "codigo", "clave"})
# Words at the head of a note that only lead over to it, in both languages.
_LEADS = frozenset(
    """and oh also but so well um uh yes yeah yep sure okay ok please hey just now then right one thing more other last
    good great fine is only that y ah pero bueno si oiga mire nomas tambien claro por favor pues una cosa mas""".split()
)
_BY_THE_WAY = ("by", "the", "way")
# A note may begin after these, where something else stands before them.
_LINKS = frozenset({"and", "but", "so", "y", "pero", "asi"})
_YES = ("intents.confirm.strong", "intents.settle.say")


def note_places(heard: Heard, hits: Hits) -> list[Hit]:
    """Where such words stand."""
    del heard
    return hits.standing("notes.visit.say", "notes.visit.unless")


def codes_in(heard: Heard, places: Sequence[Hit]) -> list[Span]:
    """Where a code stands, whose figures are no hour of the day."""
    codes = [hit for hit in places if not _CODES.isdisjoint(heard.words[hit.first : hit.last])]
    # "Gate code 930, Friday": the figures stand right behind.
    return [
        heard.span(hit.first, hit.last + heard.words[min(hit.last, len(heard.words) - 1)].isdigit()) for hit in codes
    ]


def names_another(heard: Heard, places: Sequence[Hit], name: Span) -> bool:
    """ "Ask for my son Pete": a name right behind such words is not the caller's."""
    others = (hit for hit in places if not _OTHERS.isdisjoint(heard.words[hit.first : hit.last]))
    ends = [heard.span(hit.first, hit.last).end for hit in others]
    return any(end <= name.start <= end + _BEHIND for end in ends)


def note_clauses(
    heard: Heard, hits: Hits, places: Sequence[Hit], troubles: Sequence[Hit], taken: Sequence[Span]
) -> list[Hit]:
    """The clauses around them, up to a value, to a trouble told before, or to a yes that stands beside them."""
    yes = [hit for tag in _YES for hit in hits.of(tag)]
    clauses: list[Hit] = []
    for hit in sorted(places, key=lambda place: place.first):
        if clauses and hit.last <= clauses[-1].last:
            continue
        others = [other for other in yes if other.first >= hit.last or other.last <= hit.first]
        edges = frozenset(place for other in others for place in range(other.first, other.last))
        first = hit.first
        while hit.first - first < _LONGEST and _within(first - 1, heard, taken, edges) and not _links(first - 1, heard):
            first -= 1
        first = _behind(troubles, first, hit, heard)
        last = hit.last
        while last - hit.last < _LONGEST and _within(last, heard, taken, edges):
            last += 1
        first = _without_leads(first, hit, heard)
        clauses.append(Hit(hit.tag, first, last))
    return clauses


def note_in_words(heard: Heard, clauses: Sequence[Hit]) -> str | None:
    """The caller's own words, clause by clause."""
    said = (heard.said(clause.first, clause.last).strip(" ,.;:-!?¿¡") for clause in clauses)
    return "; ".join(dict.fromkeys(part for part in said if part)) or None


def _within(place: int, heard: Heard, taken: Sequence[Span], edges: frozenset[int]) -> bool:
    if not 0 <= place < len(heard.words) or heard.words[place] == STOP or place in edges:
        return False
    span = Span(heard.starts[place], heard.ends[place])
    return not any(span.overlaps(other) for other in taken)


def _without_leads(first: int, hit: Hit, heard: Heard) -> int:
    while first < hit.first and (heard.words[first] in _LEADS or heard.words[first] == PAUSE):
        first += 1
    if heard.words[first : first + len(_BY_THE_WAY)] == _BY_THE_WAY:
        return _without_leads(min(first + len(_BY_THE_WAY), hit.first), hit, heard)
    return first


def _behind(troubles: Sequence[Hit], first: int, hit: Hit, heard: Heard) -> int:
    """The clause's beginning, after the pause behind a trouble that was told in it."""
    ends = [trouble.last for trouble in troubles if first <= trouble.first and trouble.last <= hit.first]
    if not ends:
        return first
    pauses = (place + 1 for place in range(max(ends), hit.first) if heard.words[place] == PAUSE)
    return next(pauses, hit.first)


def _links(place: int, heard: Heard) -> bool:
    return heard.words[place] in _LINKS
