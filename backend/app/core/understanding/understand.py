"""One utterance in, one frame out. Deterministic and offline; nothing that was not said is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.core.understanding.emergencies import find_emergency, graver
from app.core.understanding.faq import find_question
from app.core.understanding.frame import Emergency, Frame, Intent, Language, Span
from app.core.understanding.heard import PAUSE, STOP, Heard, hear
from app.core.understanding.intents import Context, find_intents, opens_as_question
from app.core.understanding.language import language_of
from app.core.understanding.phrasebook import Hits, book
from app.core.understanding.services import Vocabulary, find_service, problem_in_words
from app.core.understanding.times import resolve
from app.core.understanding.tokens import clean

__all__ = ["understand"]


def understand(
    text: str,
    *,
    now: datetime,
    language: Language | None = None,
    vocabulary: Vocabulary | None = None,
    asking: str | None = None,
    anchor: date | None = None,
) -> Frame:
    """What `text` means, said at `now` (aware, in the business's zone).

    `language` is that of the conversation so far, `asking` what the last reply asked for, `anchor` a day agreed
    on before. Never raises on any text.
    """
    vocabulary = vocabulary or Vocabulary()
    text = clean(text)
    heard = hear(text)
    spoken = language_of(heard, language)
    words = book(spoken.language)
    hits = words.find(heard)
    when = resolve(text, now=now, language=Language.EN, anchor=anchor)
    taken: list[Span] = list(when.spans) if when else []
    emergency = _emergency(heard, hits, spoken.language)
    need = find_service(heard, hits, words, vocabulary)
    question = find_question(hits, words)
    context = Context(
        asking=asking,
        has_time=when is not None,
        has_problem=need is not None,
        is_emergency=emergency.is_emergency,
        faq_at=question.at if question else None,
        other_words=_words_outside(heard, when.spans if when else ()),
        question=opens_as_question(heard, words.cues.questions),
    )
    reading = find_intents(heard, hits, context)
    switch = spoken.asked or (spoken.language if language not in (None, spoken.language) else None)
    return Frame(
        text=text,
        language=spoken.language,
        intent=reading.intent,
        confidence=reading.confidence,
        intents=reading.intents,
        emergency=emergency,
        when=when,
        service_type=need.key if need else None,
        problem=problem_in_words(heard, need, words, taken),
        faq_topic=question.topic if question and Intent.FAQ in reading.intents else None,
        choice=reading.choice,
        correction=reading.correction,
        switch_language=switch,
        signals=reading.signals,
    )


def _emergency(heard: Heard, hits: Hits, language: Language) -> Emergency:
    """Danger is listened for in both languages, since frightened people mix them."""
    found = find_emergency(heard, hits, book(language))
    if found.is_emergency:
        return found
    other = book(Language.EN if language is Language.ES else Language.ES)
    return graver(found, find_emergency(heard, other.find(heard), other))


def _words_outside(heard: Heard, spans: Sequence[Span]) -> int:
    return sum(
        word not in (STOP, PAUSE) and not any(span.start <= heard.starts[i] < span.end for span in spans)
        for i, word in enumerate(heard.words)
    )
