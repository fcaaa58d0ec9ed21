"""Danger, by the readable rules of emergencies_*.toml: negation, tense and hearsay counted, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from app.core.understanding.frame import Emergency, EmergencyLevel, Language, Span
from app.core.understanding.heard import PAUSE, STOP, Heard
from app.core.understanding.phrasebook import Book, Hits, book
from app.core.understanding.phrases import Hit

_GRAVITY = (EmergencyLevel.ROUTINE, EmergencyLevel.URGENT, EmergencyLevel.DAMAGE, EmergencyLevel.LIFE)
_REACH_OF_NEGATION = 6
_VAGUE = "danger_now"

ASK_KEYS = frozenset(
    {
        "gas_now",
        "co_alarm",
        "burning_now",
        "water_now",
        "sewage_inside",
        "heat_risk",
        "power_risk",
        "anyone_hurt",
    }
    | {_VAGUE}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of the data file; `say`, `lack`, `unless` and `plain` are the tags of its phrases."""

    key: str
    level: EmergencyLevel
    reason: str
    ask: str | None
    needs_more: bool
    asks_alone: bool
    small: bool
    say: str
    lack: str
    unless: str
    plain: str


class _Finding(NamedTuple):
    rule: Rule
    hit: Hit
    stands: bool
    denied: bool
    worth_asking: bool


class _Clause(NamedTuple):
    """Where cues were heard, as sentence-wide facts about a hit."""

    ended: bool
    past: bool
    elsewhere: bool
    supposed: bool
    small: bool


@cache
def rules(language: Language) -> tuple[Rule, ...]:
    """The rules of a language, gravest first."""
    tables = book(language).tables["emergencies"]
    found = [_rule(key, table) for key, table in tables.items() if key != "cues"]
    return tuple(sorted(found, key=lambda rule: -_GRAVITY.index(rule.level)))


def _rule(key: str, table: dict[str, Any]) -> Rule:
    ask = table.get("ask")
    if ask is not None and ask not in ASK_KEYS:
        raise ValueError(f"emergency rule {key!r} asks the unknown question {ask!r}")
    return Rule(
        key=key,
        level=EmergencyLevel(table["level"]),
        reason=table["reason"],
        ask=ask,
        needs_more="with" in table,
        asks_alone="with" not in table or bool(table.get("asks_alone", False)),
        small=bool(table.get("small", False)),
        say=f"emergencies.{key}.say",
        lack=f"emergencies.{key}.lack",
        unless=f"emergencies.{key}.unless",
        plain=f"emergencies.{key}.plain",
    )


def find_emergency(heard: Heard, hits: Hits, words: Book, taken: Sequence[Span] = ()) -> Emergency:
    """What the rules of the book say about danger. `taken` are places of names and addresses."""
    findings = [
        finding
        for rule in rules(words.language)
        if hits.has(rule.say) or hits.has(rule.lack)
        for hit in _raised(rule, hits)
        if (finding := _judge(rule, hit, heard, hits, words, taken)) is not None
    ]
    standing = [finding for finding in findings if finding.stands]
    ask = next((finding.rule.ask for finding in findings if finding.worth_asking), None)
    negated = any(finding.denied for finding in findings)
    if not standing:
        return Emergency(ask=ask, negated=negated)
    rule, hit = standing[0].rule, standing[0].hit
    reason = f"{rule.reason}: '{heard.said(hit.first, hit.last).lower()}'"
    plain = any(_overlap(finding.hit, other) for finding in standing for other in hits.of(finding.rule.plain))
    return Emergency(level=rule.level, rule=rule.key, reason=reason, negated=negated, plain=plain)


def asked_about(found: Emergency, language: Language) -> Emergency:
    """What a rule found as the question that settles it, in place of an alarm."""
    ask = next((rule.ask for rule in rules(language) if rule.key == found.rule), None)
    return Emergency(ask=ask or _VAGUE, negated=found.negated)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


_DOUBTS = ("ended", "past", "elsewhere", "supposed", "spared")


def is_doubted(found: Emergency, hits: Hits) -> bool:
    """Whether the words around speak of danger that is denied, gone by, told of others or only thought of."""
    return found.negated or any(hits.of(f"emergencies.cues.{cue}") for cue in _DOUBTS)


def graver(one: Emergency, other: Emergency) -> Emergency:
    """The graver of two findings; a question is kept where neither is an emergency."""
    first, second = (one, other) if _GRAVITY.index(one.level) >= _GRAVITY.index(other.level) else (other, one)
    if first.is_emergency:
        return first
    return first if first.ask or not second.ask else second


def _raised(rule: Rule, hits: Hits) -> list[Hit]:
    """The hits of a rule, the longest first for the best reason; a shorter one may stand where it does not."""
    raised = hits.unrefuted(rule.say, rule.unless) + hits.unrefuted(rule.lack, rule.unless)
    return sorted(raised, key=lambda hit: hit.first - hit.last)


def _judge(rule: Rule, hit: Hit, heard: Heard, hits: Hits, words: Book, taken: Sequence[Span]) -> _Finding | None:
    if heard.within(hit.first, hit.last, taken):
        return None
    if _is_figure(hit, hits):
        return _Finding(rule, hit, stands=False, denied=True, worth_asking=False)
    if _negated(hit, heard, words, says_no=hit.tag.endswith(".lack")):
        return _Finding(rule, hit, stands=False, denied=True, worth_asking=False)
    clause = _clause(hit, heard, hits, words)
    if rule.small and clause.small:
        return _Finding(rule, hit, stands=False, denied=False, worth_asking=False)
    if clause.ended or clause.past or clause.elsewhere:
        return _Finding(rule, hit, stands=False, denied=True, worth_asking=False)
    if clause.supposed:
        grave = rule.level is EmergencyLevel.LIFE
        return _Finding(rule, hit, stands=False, denied=False, worth_asking=grave and rule.ask is not None)
    stands = rule.level is not EmergencyLevel.ROUTINE and _backed(rule, hit, hits)
    return _Finding(
        rule, hit, stands, denied=False, worth_asking=not stands and rule.asks_alone and rule.ask is not None
    )


def _backed(rule: Rule, hit: Hit, hits: Hits) -> bool:
    """Whether what the rule needs besides its phrase was said, elsewhere than in the phrase's own words."""
    if not rule.needs_more:
        return True
    backing = hits.of(f"emergencies.{rule.key}.with")
    return any(more.first < hit.first or more.last > hit.last for more in backing)


def _is_figure(hit: Hit, hits: Hits) -> bool:
    """Whether the words are part of a figure of speech: nobody drowns in work."""
    figures = hits.of("emergencies.cues.figures")
    return any(_overlap(figure, hit) for figure in figures)


def _negated(hit: Hit, heard: Heard, words: Book, says_no: bool) -> bool:
    """Whether "no", "not" and the like stand before the hit in its clause, or inside it where it has none itself."""
    cues = words.cues
    if not says_no and any(_denies(place, heard, words) for place in range(hit.first, hit.last - 1)):
        return True
    for place in range(hit.first - 1, max(-1, hit.first - 1 - _REACH_OF_NEGATION), -1):
        word = heard.words[place]
        if word in (STOP, PAUSE) or word in cues.contrast:
            return False
        if _denies(place, heard, words):
            return True
    return False


def _denies(place: int, heard: Heard, words: Book) -> bool:
    if heard.words[place] not in words.cues.negation:
        return False
    after = heard.words[place + 1 : place + 3]
    if not after or after[0] in (STOP, PAUSE) or _is_cry(place, heard, words):
        return False
    return after[0] not in words.cues.lasting and " ".join(after) not in words.cues.lasting


def _is_cry(place: int, heard: Heard, words: Book) -> bool:
    """ "Oh no, now I smell gas": that "no" is a cry, or an answer to something before, and denies nothing."""
    cries = words.cues.cries
    before, after = heard.words[place - 1], heard.words[place + 1]
    return heard.words[place] == "no" and (before in cries or after in cries or after in words.cues.subjects)


def _clause(hit: Hit, heard: Heard, hits: Hits, words: Book) -> _Clause:
    first, last = _sentence(hit, heard)

    def said(cue: str, until: int = last) -> bool:
        tag = f"emergencies.cues.{cue}"
        return any(first <= other.first < until for other in hits.unrefuted(tag, f"{tag}_unless"))

    def said_before(cue: str) -> bool:
        return said(cue, until=hit.first)

    supposed = any(
        first <= cue.first < hit.first and not _taken_up(cue, hit, heard, words)
        for cue in hits.of("emergencies.cues.supposed")
    )
    return _Clause(
        ended=said("ended") and not said("not_ended"),
        past=said("past") and not said("present"),
        elsewhere=(said("spared") or said_before("elsewhere")) and not said("really"),
        supposed=supposed and not said("really"),
        small=said("small") and not said("not_small"),
    )


def _taken_up(cue: Hit, hit: Hit, heard: Heard, words: Book) -> bool:
    """Whether the talk turns from a question to the caller's own case: "do you do emergencies, because my …"."""
    between = heard.words[cue.first : hit.first]
    turns = words.cues
    return any(
        word in turns.reasons or (word == PAUSE and after in turns.owners)
        for word, after in zip(between, (*between[1:], heard.words[hit.first]), strict=True)
    )


def _sentence(hit: Hit, heard: Heard) -> tuple[int, int]:
    """The words of the sentence of a hit, the boundaries around it included."""
    first = hit.first
    while first > 0 and heard.words[first] != STOP:
        first -= 1
    last = hit.last
    while last < len(heard.words) and heard.words[last - 1] != STOP:
        last += 1
    return first, last
