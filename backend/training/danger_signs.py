"""Trains the second ear for danger (app/core/understanding/danger_signs.py).

Its sentences are those of tests/corpus and, one a line, those of training/sentences: said in danger to life, when the
house was being damaged, or in calm. Run from backend with `python -m training.danger_signs`: it prints what a model
finds among sentences held back from its training (five parts in turn), then writes the weights learned from all of
them, of danger and of danger to life. Logistic regression by plain gradient steps in a fixed order, so the same
sentences always give the same file. A sign counts the more the rarer it is, as in tf-idf, since "the" is everywhere.
"""

from __future__ import annotations

import json
import math
import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.understanding.danger import ASKS, CALM, LIFE, RAISES
from app.core.understanding.danger_signs import EVERY_TEXT, scale, signs_in, weigh
from app.core.understanding.frame import Language
from app.core.understanding.heard import hear
from app.core.understanding.tokens import clean

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
SENTENCES = Path(__file__).parent / "sentences"
DATA = ROOT / "app" / "core" / "understanding" / "data"
# Corpora in which nobody is in danger; of those about names and times only what is a sentence.
CALM_CORPORA = ("harmless", "intents", "services", "times", "names")
FEWEST_WORDS = 3
PARTS = 5
ROUNDS = 20
STEP = 0.15
SLOWING = 0.3
SHRINK = 0.1
RARITY = 5.0
RARITY_OF_ALL = 0.5
SLIGHTEST = {"danger": 0.15, "life": 0.25}

Example = tuple[tuple[str, ...], bool]


def sentences(kind: str, language: Language, *levels: str) -> Iterator[str]:
    """Every sentence of a corpus file, or of some of its tables; those of emergencies in other files left out."""
    path = CORPUS / f"{kind}_{language.value}.toml"
    if path.exists():
        tables = tomllib.loads(path.read_text("utf-8"))
        yield from _texts({level: tables[level] for level in levels} if levels else tables)


def own(kind: str, language: Language) -> list[str]:
    """The lines of training/sentences: "life", "damage" or "calm"."""
    return (SENTENCES / f"{kind}_{language.value}.txt").read_text("utf-8").splitlines()


def _texts(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, list):
        for item in table:
            yield from _texts(item)
    elif isinstance(table, dict):
        for key, item in table.items():
            if key not in ("emergency", "name", "language", "current"):
                yield from _texts(item)


def examples(language: Language) -> list[Example]:
    """Sentences, and whether they were said in danger."""
    corpora = [text for kind in CALM_CORPORA for text in sentences(kind, language) if len(text.split()) >= FEWEST_WORDS]
    danger = [*sentences("emergencies", language), *own("life", language), *own("damage", language)]
    return _labelled(danger, [*corpora, *own("calm", language)])


def grave_examples(language: Language) -> list[Example]:
    """Sentences said in danger, and whether people were rather than the house."""
    life = [*sentences("emergencies", language, "life"), *own("life", language)]
    house = [*sentences("emergencies", language, "damage", "urgent"), *own("damage", language)]
    return _labelled(life, house)


def _labelled(yes: list[str], no: list[str]) -> list[Example]:
    labels = {**dict.fromkeys(no, False), **dict.fromkeys(yes, True)}
    return [(hear(clean(text)).words, label) for text, label in labels.items()]


def train(chosen: list[Example], slightest: float) -> dict[str, float]:
    """Weights by logistic regression; a step is larger for rare signs, and every weight shrinks as the rounds go on."""
    rows = [
        (sorted(signs), scale(signs), label) for signs, label in ((signs_in(words), label) for words, label in chosen)
    ]
    heard = Counter(sign for signs, _, _ in rows for sign in signs)
    rarity = {sign: (math.log(len(rows) / count) / RARITY) ** 2 for sign, count in heard.items()}
    shrink = {sign: SHRINK / count for sign, count in heard.items()}
    rarity[EVERY_TEXT], shrink[EVERY_TEXT] = RARITY_OF_ALL, 0.0
    known = dict.fromkeys(heard, 0.0)
    order = random.Random(1)
    for turn in range(ROUNDS):
        order.shuffle(rows)
        step = STEP / (1 + turn * SLOWING)
        for signs, size, label in rows:
            score = sum([known[sign] for sign in signs]) * size
            push = step * size * (label - 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))))
            for sign in signs:
                known[sign] += push * rarity[sign] - step * shrink[sign] * known[sign]
    return {sign: round(weight, 2) for sign, weight in sorted(known.items()) if abs(weight) >= slightest}


def held_back(chosen: list[Example], slightest: float) -> list[tuple[float, bool]]:
    """The scores that models give to sentences that they were not trained on, and the labels."""
    rows = list(chosen)
    random.Random(2).shuffle(rows)
    scores: list[tuple[float, bool]] = []
    for part in range(PARTS):
        known = train([row for place, row in enumerate(rows) if place % PARTS != part], slightest)
        scores += [(weigh(words, known), label) for words, label in rows[part::PARTS]]
    return scores


def share(scores: list[tuple[float, bool]], least: float) -> str:
    """How much of what is so, and of what is not, scores at least so high."""
    right = [score >= least for score, label in scores if label]
    wrong = [score >= least for score, label in scores if not label]
    return f"{sum(right) / len(right):.1%} of these, {sum(wrong) / len(wrong):.2%} of the others"


def main() -> None:
    for language in Language:
        sets = {"danger": examples(language), "life": grave_examples(language)}
        for of, levels in (("danger", {"not calm": CALM, "asked": ASKS, "urgent": RAISES}), ("life", {"grave": LIFE})):
            print(f"{of}, {language.value}: {len(sets[of])} sentences, held back in turn:")
            scores = held_back(sets[of], SLIGHTEST[of])
            for name, least in levels.items():
                print(f"  {name:<9} {share(scores, least)}")
            path = DATA / f"{of}_signs_{language.value}.json"
            learned = json.dumps(train(sets[of], SLIGHTEST[of]), ensure_ascii=False, indent=0, sort_keys=True)
            path.write_text(learned + "\n", "utf-8")
            print(f"  {path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
