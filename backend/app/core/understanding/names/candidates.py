"""Names that a text offers by their lead-ins and endings, and which of them to believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.understanding.tokens import Token

from .begin import clause_ends
from .collect import Collected, collect
from .context import is_errand, is_nobody, is_payment, is_question, is_spoken_to, is_stranger, opens_clause
from .leads import HOUSEHOLDS, Lead, Part, Strength, leads, tail_starts
from .lexicon import capital, is_calendar, is_function, is_given, is_unknown, possible

_CONFIDENCE = {Strength.SURE: 0.95, Strength.LIKELY: 0.85, Strength.WEAK: 0.6}
_PAYEE_DOUBT = 0.15
_OTHER_DOUBT = 0.05
# Less sure than a full name after "I'm": "they call me Dusty, but I'm Dustin Rhodes".
_NICKNAME_DOUBT = 0.12
_BELIEVED = 0.6
_EARLY = 3
_STRANGER_DOUBT, _STRANGER_DOUBT_ASKED = 0.45, 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: its words, where it stood, how sure, and which part of a name it is."""

    words: tuple[str, ...]
    first: int
    last: int
    confidence: float
    part: Part = Part.FULL
    nickname: bool = False


def led_names(tokens: Sequence[Token], blocked: Sequence[bool], *, asked: bool = False) -> list[Candidate]:
    """All names with a lead-in before them or an ending behind them."""
    found: list[Candidate] = []
    for lead in leads(tokens):
        if is_question(tokens, lead) or is_errand(tokens, lead):
            continue
        strength = Strength.LIKELY if is_payment(tokens, lead) else lead.strength
        if asked and strength is Strength.LIKELY and lead.start < _EARLY and _is_month_at_end(tokens, lead.end):
            strength = Strength.ASKED
        collected = collect(tokens, lead.end, strength, blocked)
        if collected is None or is_nobody(tokens, lead, collected.first, collected.last):
            continue
        if is_spoken_to(tokens, lead, collected.last):
            continue
        if _believable(tokens, lead, collected):
            found.append(_candidate(tokens, lead, collected, asked=asked))
    found.extend(_tailed(tokens, blocked))
    return _joined(tokens, blocked, found)


def _is_month_at_end(tokens: Sequence[Token], at: int) -> bool:
    """ "It's April", when we asked for the name."""
    return at < len(tokens) and is_calendar(tokens[at].word) and clause_ends(tokens, at + 1)


def _candidate(tokens: Sequence[Token], lead: Lead, collected: Collected, *, asked: bool) -> Candidate:
    doubtful = lead.strength < Strength.SURE and len(collected.words) == 1 and not is_payment(tokens, lead)
    confidence = _CONFIDENCE[lead.strength] - (collected.doubt if doubtful else 0)
    if lead.other:
        confidence -= _OTHER_DOUBT
    if lead.nickname and lead.strength is Strength.SURE:
        confidence -= _NICKNAME_DOUBT
    if tokens[lead.start].word in ("to", "from") and not is_payment(tokens, lead):
        confidence -= _PAYEE_DOUBT
    if is_stranger(tokens, lead):
        # "Her name is Ruth Cole", when we asked, is for whom the visit is.
        confidence -= _STRANGER_DOUBT_ASKED if asked else _STRANGER_DOUBT
    return Candidate(collected.words, collected.first, collected.last, confidence, lead.part, lead.nickname)


def _believable(tokens: Sequence[Token], lead: Lead, collected: Collected) -> bool:
    """A lower-case unknown word after "it's" or "for" needs a second one, or a name that we know."""
    first = tokens[collected.first]
    if tokens[lead.start].word == "put" and lead.end == lead.start + 1:
        return len(collected.words) > 1 and is_given(first.word)
    if lead.strength is Strength.SURE or capital(first) or is_given(first.word):
        return True
    if lead.other and lead.end < len(tokens) and tokens[lead.end - 1].word in ("is", "'s"):
        return True
    known = possible(first.word) or is_unknown(first.word)
    enough = lead.strength is Strength.LIKELY or len(collected.words) > 1 or is_payment(tokens, lead)
    return known and enough


def _tailed(tokens: Sequence[Token], blocked: Sequence[bool]) -> list[Candidate]:
    """ "Theresa Oxman here", "sam is my name"."""
    found = []
    for tail in tail_starts(tokens):
        first = tail
        while first and tail - first < 4 and not blocked[first - 1] and _may_be_part(tokens, first - 1):
            first -= 1
        for start in range(first, tail):
            household = tokens[tail].word in HOUSEHOLDS
            if household and (_is_qualified(tokens, tail) or not start or tokens[start - 1].word not in ("the", "la")):
                continue
            if not household and not opens_clause(tokens, start):
                continue
            collected = collect(tokens, start, _tail_strength(tokens, tail), blocked, tail)
            if collected and collected.last == tail:
                sure = 0.9 if tokens[tail].word in ("is", "here", "speaking", "al", "es") else 0.7
                part = _tail_part(tokens, tail)
                found.append(Candidate(collected.words, collected.first, tail, sure - collected.doubt, part))
                break
    return found


def _is_qualified(tokens: Sequence[Token], tail: int) -> bool:
    """ "It's the Johnson house but I'm just renting": the house is called so, the caller is not."""
    behind = [token.word for token in tokens[tail + 1 : tail + 3] if token.text != ","]
    return bool(behind) and behind[0] in ("but", "pero", "though", "although", "aunque")


def _tail_strength(tokens: Sequence[Token], tail: int) -> Strength:
    named = any(token.word in ("name", "nombre", "apellido") for token in tokens[tail : tail + 4])
    return Strength.SURE if named and tokens[tail].word in ("is", "es") else Strength.LIKELY


def _tail_part(tokens: Sequence[Token], tail: int) -> Part:
    """ "Adam is the first name" tells a part of the name."""
    said = {token.word for token in tokens[tail : tail + 4]}
    if said & {"last", "apellido"}:
        return Part.FAMILY
    return Part.GIVEN if "first" in said else Part.FULL


def _may_be_part(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    return word[:1].isalpha() and (not is_function(word) or (possible(word) and capital(tokens[at])))


def _joined(tokens: Sequence[Token], blocked: Sequence[bool], found: list[Candidate]) -> list[Candidate]:
    """ "First name Carry, last name Jocoy" becomes one candidate, and so does "Jocoy, first name Carry"."""
    given = [c for c in found if c.part is Part.GIVEN]
    family = [c for c in found if c.part is Part.FAMILY]
    told = {c.first for c in (*given, *family)}
    alone = [
        c
        for c in found
        if c.part is Part.FULL and len(c.words) == 1 and c.confidence >= _BELIEVED and c.first not in told
    ]
    if bool(given) != bool(family):
        alone = alone or _opening(tokens, blocked, (given or family)[-1])
    if bool(given) != bool(family) and alone:
        given, family = given or alone, family or alone
    if not (given and family) or given[-1].words == family[-1].words:
        return found
    one, two = given[-1], family[-1]
    both = Candidate((*one.words, *two.words), min(one.first, two.first), max(one.last, two.last), 0.97)
    return [*found, both]


def _opening(tokens: Sequence[Token], blocked: Sequence[bool], other: Candidate) -> list[Candidate]:
    """The other half of a name as the first words: "Gutierrez, first name Hector"."""
    first = next((at for at, token in enumerate(tokens) if token.word[:1].isalpha()), len(tokens))
    collected = collect(tokens, first, Strength.ASKED, blocked, other.first)
    if collected is None or tokens[collected.last].text not in ",.;":
        return []
    return [Candidate(collected.words, collected.first, collected.last, _BELIEVED)]


def best_name(found: list[Candidate]) -> Candidate | None:
    """The surest; of equals the fuller, of those the last said."""
    best: Candidate | None = None
    for candidate in found:
        if best is None or (round(candidate.confidence, 2), len(candidate.words) > 1) >= (
            round(best.confidence, 2),
            len(best.words) > 1,
        ):
            best = candidate
    return best
