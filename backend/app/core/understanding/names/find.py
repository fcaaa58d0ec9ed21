"""Finding the caller's name in what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.understanding.frame import Found, Language, Span
from app.core.understanding.tokens import Token, tokenise
from app.core.understanding.wordlist import word_set

from .bare import bare_name
from .casing import full_name
from .collect import Collected, collect
from .division import divide, divide_after_lead
from .leads import Lead, Part, Strength, leads, tail_starts
from .lexicon import capital, is_function, is_given, is_unknown, possible
from .merge import merge
from .spelling import Spelled, find_spelled

_CONFIDENCE = {Strength.SURE: 0.95, Strength.LIKELY: 0.85, Strength.WEAK: 0.6}
_PAYEE_DOUBT = 0.15
_OTHER_DOUBT = 0.05
_TALK = word_set("""
    speak speaking talk talking connect connected me through put message listen spoke talked word call text
    voicemail hear heard back hablar comunicar moved live come go went get
    """)
_PAY = word_set("transfer transferred pay paid send sent wire wired payment money receive received order transaction")
_SHORT_LEADS = (("i", "am"), ("it", "is"), ("this", "is"), ("name", "is"))
_QUESTIONS = word_set("is was who who's are hello es quien")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: its words, where it stood, how sure, and which part of a name it is."""

    words: tuple[str, ...]
    first: int
    last: int
    confidence: float
    part: Part = Part.FULL


def find_name(text: str, *, language: Language, asked: bool = False, taken: Sequence[Span] = ()) -> Found | None:
    """The full name in proper case, or None.

    Confidence: 0.9 and more after "my name is" or letter by letter, 0.6 to 0.9 after "this is", "for", or bare; below
    0.6 somebody is named who may not be the caller (the payee of a transfer, a bare word that was not asked for).
    """
    tokens = tokenise(text)
    blocked = _blocked(tokens, taken)
    rows = find_spelled(tokens, language, blocked)
    free = list(blocked)
    for row in rows:
        free[row.first : row.last] = [True] * (row.last - row.first)
    candidate = _best(_led(tokens, free))
    if candidate is None or candidate.confidence < 0.6:
        bare = bare_name(tokens, free, asked=asked, spelled=bool(rows))
        if bare and (candidate is None or bare.doubt < 1 - candidate.confidence):
            candidate = Candidate(bare.words, bare.first, bare.last, 1 - bare.doubt)
    if rows:
        return _with_spelling(tokens, rows, candidate)
    return _found(tokens, candidate) if candidate else None


def _found(tokens: Sequence[Token], candidate: Candidate) -> Found:
    span = Span(tokens[candidate.first].start, tokens[candidate.last - 1].end)
    return Found(full_name(candidate.words), span, round(candidate.confidence, 2))


def _blocked(tokens: Sequence[Token], taken: Sequence[Span]) -> list[bool]:
    spans = sorted(taken, key=lambda span: span.start)
    blocked = []
    place = reach = 0
    for token in tokens:
        while place < len(spans) and spans[place].start < token.end:
            reach = max(reach, spans[place].end)
            place += 1
        blocked.append(token.start < reach)
    return blocked


def _led(tokens: Sequence[Token], blocked: Sequence[bool]) -> list[Candidate]:
    """All names with a lead-in before them or an ending behind them."""
    found: list[Candidate] = []
    for lead in leads(tokens):
        if _is_question(tokens, lead) or _is_errand(tokens, lead):
            continue
        collected = collect(tokens, lead.end, lead.strength, blocked)
        if collected and _believable(tokens, lead, collected):
            found.append(_candidate(tokens, lead, collected))
    found.extend(_tailed(tokens, blocked))
    return _joined(found)


def _candidate(tokens: Sequence[Token], lead: Lead, collected: Collected) -> Candidate:
    confidence = _CONFIDENCE[lead.strength] - (collected.doubt if lead.strength < Strength.SURE else 0)
    if lead.other:
        confidence -= _OTHER_DOUBT
    if tokens[lead.start].word in ("to", "from"):
        confidence -= _PAYEE_DOUBT
    return Candidate(collected.words, collected.first, collected.last, confidence, lead.part)


def _is_question(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "Is this Rivera?", "who am I": asks, and does not say."""
    if tokens[lead.start].word != "this" or not lead.start:
        return False
    return tokens[lead.start - 1].word in _QUESTIONS


def _is_errand(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "I want to talk to Mike", "a message from Mike": somebody else, whom the caller is not."""
    if lead.strength is not Strength.WEAK and tokens[lead.start].word not in (
        "con",
        "ask",
        "speaking",
        "talking",
    ):
        return False
    before = tokens[max(0, lead.start - 4) : lead.start + 1]
    return tokens[lead.start].word not in ("for", "para") and any(token.word in _TALK for token in before[:-1])


def _believable(tokens: Sequence[Token], lead: Lead, collected: Collected) -> bool:
    """A lower-case unknown word after "it's" or "for" needs a second one, or a name that we know."""
    first = tokens[collected.first]
    if lead.strength is Strength.SURE or capital(first) or is_given(first.word):
        return True
    if lead.other and lead.end < len(tokens) and tokens[lead.end - 1].word in ("is", "'s"):
        return True
    known = possible(first.word) or is_unknown(first.word)
    if tokens[lead.start].word in ("to", "from") and any(token.word in _PAY for token in tokens[: lead.start]):
        return known
    return known and (lead.strength is Strength.LIKELY or len(collected.words) > 1)


def _tailed(tokens: Sequence[Token], blocked: Sequence[bool]) -> list[Candidate]:
    """ "Theresa Oxman here", "sam is my name"."""
    found = []
    for tail in tail_starts(tokens):
        first = tail
        while first and tail - first < 4 and not blocked[first - 1] and _may_be_part(tokens, first - 1):
            first -= 1
        for start in range(first, tail):
            collected = collect(tokens, start, Strength.LIKELY, blocked, tail)
            if collected and collected.last == tail:
                sure = 0.9 if tokens[tail].word in ("is", "here", "speaking", "al", "es") else 0.7
                found.append(Candidate(collected.words, collected.first, tail, sure - collected.doubt))
                break
    return found


def _may_be_part(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    return word[:1].isalpha() and (not is_function(word) or (possible(word) and capital(tokens[at])))


def _joined(found: list[Candidate]) -> list[Candidate]:
    """ "First name Carry, last name Jocoy" becomes one candidate."""
    given = [c for c in found if c.part is Part.GIVEN]
    family = [c for c in found if c.part is Part.FAMILY]
    if not (given and family):
        return found
    one, two = given[-1], family[-1]
    both = Candidate((*one.words, *two.words), min(one.first, two.first), max(one.last, two.last), 0.97)
    return [*found, both]


def _best(found: list[Candidate]) -> Candidate | None:
    """The surest; of equals the fuller, of those the last said."""
    best: Candidate | None = None
    for candidate in found:
        if best is None or (round(candidate.confidence, 2), len(candidate.words) > 1) >= (
            round(best.confidence, 2),
            len(best.words) > 1,
        ):
            best = candidate
    return best


def _with_spelling(tokens: Sequence[Token], rows: Sequence[Spelled], said: Candidate | None) -> Found | None:
    """What was spelled, put together with the name that was said before or after it."""
    words = (
        [word for row in rows[-2:] for word in _letters(tokens, row)] if _in_a_row(rows) else _letters(tokens, rows[-1])
    )
    row = rows[-1]
    part = _spelled_part(tokens, rows[0])
    merged = merge(said.words if said else (), words, part)
    first = min(rows[0].first, said.first) if said else rows[0].first
    last = max(row.last, said.last) if said else row.last
    return Found(full_name(merged), Span(tokens[first].start, tokens[last - 1].end), 0.92)


def _letters(tokens: Sequence[Token], row: Spelled) -> list[str]:
    """The words of a row; where it begins with "I am" or "it is", those may be a lead-in."""
    opening = tuple(token.word for token in tokens[row.first : row.first + 2])
    leading = 2 if opening in _SHORT_LEADS else 1 if opening[0] in ("is", "its", "im") else 0
    return divide_after_lead(row.pieces, leading) if leading else divide(row.pieces)


def _in_a_row(rows: Sequence[Spelled]) -> bool:
    return len(rows) > 1 and rows[-1].first - rows[-2].last <= 6


def _spelled_part(tokens: Sequence[Token], row: Spelled) -> Part:
    before = [token.word for token in tokens[max(0, row.first - 4) : row.first]]
    if "last" in before or "surname" in before or "apellido" in before or "family" in before:
        return Part.FAMILY
    return Part.GIVEN if "first" in before else Part.FULL
