"""Trains the second ear for danger (app/core/understanding/danger_signs.py) on the sentences of tests/corpus.

Run from backend with `python -m training.danger_signs`: it prints what a model finds among sentences held back from its
training (five parts in turn), then writes the weights learned from all of them. Logistic regression by plain gradient
steps in a fixed order, so the same sentences always give the same file.
"""

from __future__ import annotations

import json
import math
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.understanding.danger_signs import ASKS, RAISES, signs_in, weigh
from app.core.understanding.frame import Language
from app.core.understanding.heard import hear
from app.core.understanding.tokens import clean

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
DATA = ROOT / "app" / "core" / "understanding" / "data"
# Corpora in which nobody is in danger; of those about names and times only what is a sentence.
CALM = ("harmless", "intents", "services", "times", "names")
FEWEST_WORDS = 3
PARTS = 5
ROUNDS = 30
STEP = 1.2
SHRINK = 1e-3
SLIGHTEST = 0.08

Example = tuple[tuple[str, ...], bool]


def sentences(kind: str, language: Language) -> Iterator[str]:
    """Every sentence of a corpus file, whatever its tables; those of emergencies in other files left out."""
    path = CORPUS / f"{kind}_{language.value}.toml"
    if path.exists():
        yield from _texts(tomllib.loads(path.read_text("utf-8")))


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
    danger = dict.fromkeys(sentences("emergencies", language), True)
    calm = {text: False for kind in CALM for text in sentences(kind, language) if len(text.split()) >= FEWEST_WORDS}
    return [(hear(clean(text)).words, label) for text, label in {**calm, **danger}.items()]


def train(chosen: list[Example]) -> dict[str, float]:
    """Weights by logistic regression; each sign of an example counts one over the root of their number."""
    order = random.Random(1)
    rows = [(sorted(signs_in(words)), label) for words, label in chosen]
    known: dict[str, float] = {}
    for turn in range(ROUNDS):
        order.shuffle(rows)
        step = STEP / (1 + turn * 0.2)
        for signs, label in rows:
            scale = 1 / math.sqrt(len(signs))
            score = sum(known.get(sign, 0.0) for sign in signs) * scale
            push = (label - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))) * scale
            for sign in signs:
                known[sign] = known.get(sign, 0.0) * (1 - step * SHRINK / 4) + step * push
    return {sign: round(weight, 2) for sign, weight in sorted(known.items()) if abs(weight) >= SLIGHTEST}


def held_back(chosen: list[Example]) -> str:
    """What models find among the sentences that they were not trained on."""
    rows = list(chosen)
    random.Random(2).shuffle(rows)
    scores: list[tuple[float, bool]] = []
    for part in range(PARTS):
        known = train([row for place, row in enumerate(rows) if place % PARTS != part])
        scores += [(weigh(words, known).score, label) for words, label in rows[part::PARTS]]
    lines = []
    for name, least in (("asked about", ASKS), ("called urgent", RAISES)):
        found = [label for score, label in scores if score >= least]
        dangers = sum(label for _, label in scores)
        hit, wrong = sum(found) / dangers, (len(found) - sum(found)) / (len(scores) - dangers)
        lines.append(f"  {name}: {hit:.1%} of dangers, {wrong:.2%} of other sentences")
    return "\n".join(lines)


def main() -> None:
    for language in Language:
        chosen = examples(language)
        print(f"{language.value}: {len(chosen)} sentences, held back in turn:")
        print(held_back(chosen))
        path = DATA / f"danger_signs_{language.value}.json"
        path.write_text(json.dumps(train(chosen), ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
        print(f"  {path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
