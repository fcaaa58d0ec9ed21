"""Which question about the business an utterance asks, by the topics of faq_*.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.core.understanding.frame import Language
from app.core.understanding.heard import hear
from app.core.understanding.phrasebook import Book, Hits, book
from app.core.understanding.tokens import clean


@dataclass(frozen=True, slots=True)
class Question:
    """`topic` is a table of the data file; `at` the word where the question begins."""

    topic: str
    at: int


def find_question(hits: Hits, words: Book) -> Question | None:
    """The first question about the business; of two at one place the topic that stands first in the file."""
    found: Question | None = None
    for topic in words.tables["faq"]:
        if not hits.has(f"faq.{topic}.say"):
            continue
        for hit in hits.standing(f"faq.{topic}.say", f"faq.{topic}.unless"):
            if found is None or hit.first < found.at:
                found = Question(topic, hit.first)
    return found


@lru_cache(maxsize=1024)
def topics_of(question: str) -> frozenset[str]:
    """What a question that a business wrote down is about, in either language."""
    heard = hear(clean(question))
    found = (find_question(words.find(heard), words) for words in map(book, Language))
    return frozenset(each.topic for each in found if each is not None)
