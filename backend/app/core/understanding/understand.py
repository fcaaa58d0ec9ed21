"""One utterance in, one frame out. Deterministic and offline; nothing that was not said is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.core.understanding.addresses import find_address
from app.core.understanding.danger import find_danger
from app.core.understanding.emails import find_email
from app.core.understanding.faq import find_question
from app.core.understanding.frame import Found, Frame, Intent, Language, Span, When
from app.core.understanding.heard import PAUSE, STOP, Heard, hear
from app.core.understanding.intents import Context, find_intents, opens_as_question, places_without_time
from app.core.understanding.language import language_of
from app.core.understanding.names import find_name, outweighs_time
from app.core.understanding.phones import find_phone
from app.core.understanding.phrasebook import Book, Hits, book
from app.core.understanding.services import Vocabulary, find_service, told
from app.core.understanding.times import resolve
from app.core.understanding.tokens import clean
from app.core.understanding.visit_notes import codes_in, names_another, note_clauses, note_in_words, note_places

__all__ = ["understand"]

# An address this sure is no clock time; a name less sure than this may be somebody else's.
_PLAIN = 0.9
_OWN_NAME = 0.6
_ABOUT_TIME = ("time", "choice")
_A_WORD = 1
# What stands behind these is what is not wanted ("five instead of four").
_INSTEAD = frozenset({"instead", "rather", "vez", "lugar"})


def understand(
    text: str,
    *,
    now: datetime,
    language: Language | None = None,
    vocabulary: Vocabulary | None = None,
    asking: str | None = None,
    anchor: date | None = None,
    region: str = "US",
) -> Frame:
    """What `text` means, said at `now` (aware, in the business's zone).

    `language` is that of the conversation so far, `asking` what the last reply asked for, `anchor` a day agreed
    on before, `region` the country of phone numbers. Never raises on any text.
    """
    vocabulary = vocabulary or Vocabulary()
    text = clean(text)
    heard = hear(text)
    spoken = language_of(heard, language)
    words = book(spoken.read)
    hits = words.find(heard)
    noted = note_places(heard, hits)
    timeless = [
        *places_without_time(heard, hits),
        *codes_in(heard, noted),
        *_taken_back(text, heard, hits, spoken.read, now, anchor),
    ]
    given = _given(text, spoken.read, now, asking, anchor, region, timeless)
    if given.name and noted and names_another(heard, noted, given.name.span):
        given = given.without_name()
    if given.proper and language not in (None, spoken.language):
        spoken = replace(spoken, language=language_of(heard, language, given.proper).language)
    noted = [hit for hit in noted if not any(_begins_in(heard.span(hit.first, hit.last), own) for own in given.proper)]
    emergency = find_danger(heard, hits, spoken.read, given.proper, asking)
    need = find_service(heard, hits, words, vocabulary, given.proper)
    clauses = note_clauses(heard, hits, noted, need.places if need else (), given.values) if noted else []
    aside = [heard.span(clause.first, clause.last) for clause in clauses]
    need = find_service(heard, hits, words, vocabulary, (*given.proper, *aside)) if aside else need
    question = None if _answers_with_a_time(heard, given, asking) else find_question(hits, words)
    context = Context(
        asking=asking,
        has_time=given.when is not None,
        has_problem=need is not None and need.own,
        is_emergency=emergency.is_emergency,
        faq_at=question.at if question else None,
        other_words=_words_outside(heard, given.taken),
        question=opens_as_question(heard, words.cues.questions),
    )
    reading = find_intents(hits, context)
    trouble = told(heard, need, words, (*given.taken, *aside))
    switch = spoken.asked or (spoken.language if language not in (None, spoken.language) else None)
    frame = Frame(
        text=text,
        language=spoken.language,
        intent=reading.intent,
        confidence=reading.confidence,
        intents=reading.intents,
        emergency=emergency,
        when=given.when,
        name=given.name,
        phone=given.phone,
        email=given.email,
        address=given.address,
        service_type=trouble.key,
        problem=trouble.said,
        faq_topic=question.topic if question and Intent.FAQ in reading.intents else None,
        choice=reading.choice,
        correction=reading.correction,
        switch_language=switch,
        signals=reading.signals,
    )
    note = note_in_words(heard, clauses)
    if note is None:
        return frame
    frame = replace(frame, note=note)
    return replace(frame, apart=_apart(frame, context, hits.outside(clauses), words))


def _answers_with_a_time(heard: Heard, given: _Given, asking: str | None) -> bool:
    """A mere "weekends" to "when would suit you?" asks for no opening hours."""
    if asking not in _ABOUT_TIME or given.when is None or heard.text.rstrip().endswith("?"):
        return False
    return _words_outside(heard, given.taken) <= _A_WORD


def _apart(frame: Frame, context: Context, hits: Hits, words: Book) -> Frame:
    """The same utterance without its note for the technician."""
    question = find_question(hits, words)
    reading = find_intents(hits, replace(context, faq_at=question.at if question else None, question=False))
    return replace(
        frame,
        intent=reading.intent,
        confidence=reading.confidence,
        intents=reading.intents,
        faq_topic=question.topic if question and Intent.FAQ in reading.intents else None,
        choice=reading.choice,
        correction=reading.correction,
        signals=reading.signals,
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """The values that stand in a text, and the places they take."""

    when: When | None
    name: Found | None
    phone: Found | None
    email: Found | None
    address: Found | None
    taken: tuple[Span, ...]

    def without_name(self) -> _Given:
        name = self.name
        return replace(self, name=None, taken=tuple(span for span in self.taken if name is None or span != name.span))

    @property
    def values(self) -> tuple[Span, ...]:
        """Where everything but a time stands."""
        found = (self.name, self.phone, self.email, self.address)
        return tuple(each.span for each in found if each is not None)

    @property
    def proper(self) -> tuple[Span, ...]:
        """Where names and addresses stand: Mr. Burst of Flood Street is in no danger."""
        return tuple(found.span for found in (self.name, self.address) if found is not None)


def _given(
    text: str,
    language: Language,
    now: datetime,
    asking: str | None,
    anchor: date | None,
    region: str,
    timeless: Sequence[Span],
) -> _Given:
    """Values in the order of how plainly they can be told; what one has taken no other may have.

    No time is read from the `timeless` places.
    """
    taken: list[Span] = []
    email = find_email(text, taken=taken)
    taken += [email.span] if email else []
    phone = find_phone(text, region=region, asked=asking == "phone", taken=taken)
    taken += [phone.span] if phone else []
    address = find_address(text, language=language, asked=asking == "address", taken=taken)
    when = resolve(_without(text, [*taken, *timeless]), now=now, language=language, anchor=anchor)
    spans = list(when.spans) if when else []
    if address and any(address.span.overlaps(span) for span in spans):
        if address.confidence >= _PLAIN and not any(_holds(span, address.span) for span in spans):
            blotted = _without(text, [*taken, *timeless, address.span])
            when = resolve(blotted, now=now, language=language, anchor=anchor)
            spans = list(when.spans) if when else []
        else:
            address = find_address(text, language=language, asked=asking == "address", taken=[*taken, *spans])
    taken += [address.span] if address else []
    asked = asking == "name"
    name = find_name(text, language=language, asked=asked, taken=[*taken, *spans])
    if spans and (name is None or asked):
        calendar = find_name(text, language=language, asked=asked, taken=taken)
        if calendar and outweighs_time(text, calendar, spans, asked=asked):
            name = calendar
            when = resolve(_without(text, [*taken, *timeless, name.span]), now=now, language=language, anchor=anchor)
            spans = list(when.spans) if when else []
    taken += spans
    if name and name.confidence < _OWN_NAME and asking != "name":
        name = None
    taken += [name.span] if name else []
    return _Given(when, name, phone, email, address, tuple(taken))


def _begins_in(span: Span, other: Span) -> bool:
    """ "Lucy Park at 8 Pine Street" says nothing of parking."""
    return other.start <= span.start < other.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _without(text: str, taken: Sequence[Span]) -> str:
    """The text with the taken places blotted out, every other character where it was."""
    for span in taken:
        text = text[: span.start] + "," * (span.end - span.start) + text[span.end :]
    return text


def _taken_back(
    text: str, heard: Heard, hits: Hits, language: Language, now: datetime, anchor: date | None
) -> list[Span]:
    """ "Nine's good. Oh wait, no, can you do Friday at noon?": a whole time behind "wait" replaces what was said."""
    corrections = hits.of("intents.signals.correction")
    turns = [hit for hit in corrections if _INSTEAD.isdisjoint(heard.words[hit.first : hit.last])]
    if not turns:
        return []
    before = Span(0, heard.starts[max(turn.first for turn in turns)])
    after = resolve(_without(text, [before]), now=now, language=language, anchor=anchor)
    return [before] if after is not None and after.day_stated and after.clock_stated else []


def _words_outside(heard: Heard, spans: Sequence[Span]) -> int:
    return sum(
        word not in (STOP, PAUSE) and not any(span.start <= heard.starts[i] < span.end for span in spans)
        for i, word in enumerate(heard.words)
    )
