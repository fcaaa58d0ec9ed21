"""Danger: how grave, in whose words, and when it is only asked about."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.core.understanding.danger_signs import weigh, weights
from app.core.understanding.emergencies import ASK_KEYS, rules
from app.core.understanding.frame import Emergency, EmergencyLevel, Language
from app.core.understanding.heard import hear
from app.core.understanding.understand import understand
from training import danger_signs as training

CORPUS = Path(__file__).parents[2] / "corpus"
NOW = datetime(2027, 3, 10, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
GRAVITY = list(reversed(EmergencyLevel))


def danger(text: str, language: Language | None = None) -> Emergency:
    return understand(text, now=NOW, language=language).emergency


def levelled() -> list[tuple[str, str]]:
    found = []
    for path in sorted(CORPUS.glob("emergencies_*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        found += [(level, text) for level in ("life", "damage") for text in tables[level]["say"]]
    return found


@pytest.mark.parametrize(("level", "text"), levelled())
def test_danger_to_life_and_house_is_called_so(level: str, text: str) -> None:
    assert GRAVITY.index(danger(text).level) >= GRAVITY.index(EmergencyLevel(level))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("we have no heat", "heat_risk"),
        ("what should I do if I smell gas", "gas_now"),
        ("the sump pump died", "water_now"),
        ("please hurry", "danger_now"),
        ("there's a water leak", "water_now"),
        ("hay una fuga", "water_now"),
    ],
)
def test_what_only_smells_of_danger_is_asked_about(text: str, question: str) -> None:
    found = danger(text)
    assert not found.is_emergency
    assert found.ask == question


@pytest.mark.parametrize(
    "text",
    [
        "there is no smoke and no fire",
        "the basement isn't flooding",
        "no, I don't smell gas",
        "no huele a gas",
        "my neighbor's house flooded so I want mine checked",
        "the flooding in the basement has stopped",
    ],
)
def test_danger_denied_gone_by_or_of_others_is_marked_and_is_none(text: str) -> None:
    found = danger(text)
    assert not found.is_emergency
    assert found.negated


@pytest.mark.parametrize(
    "text",
    [
        "no, water is pouring through the ceiling",
        "I can't stop the flooding",
        "it's not just a drip, water is gushing out",
        "there's no heat in the kitchen but I smell gas",
        "do you do emergencies, because my basement is flooding",
        "the flooding stopped yesterday but it's flooding again right now",
    ],
)
def test_a_no_elsewhere_in_the_sentence_denies_nothing(text: str) -> None:
    assert danger(text).is_emergency


def test_danger_in_the_other_language_is_heard() -> None:
    assert danger("hay un gas leak", Language.ES).is_emergency
    assert danger("huele a gas", Language.EN).is_emergency


def test_the_second_ear_gives_its_reason_in_words() -> None:
    signs = weigh(hear("the water keeps pouring in").words, weights(Language.EN))
    assert signs.score > 0
    assert set(signs.words) <= {"water", "keeps", "pouring"}


def test_training_gives_the_same_weights_each_time() -> None:
    few = training.examples(Language.ES)
    assert training.train(few) == training.train(list(few))


@pytest.mark.parametrize("language", list(Language))
def test_the_weights_in_the_repository_know_the_sentences_of_the_corpus(language: Language) -> None:
    chosen = training.examples(language)
    known = weights(language)
    right = sum((weigh(words, known).score > 0) is dangerous for words, dangerous in chosen)
    assert right / len(chosen) > 0.95


@pytest.mark.parametrize("language", list(Language))
def test_every_rule_can_be_read(language: Language) -> None:
    for rule in rules(language):
        assert rule.reason
        assert rule.ask is None or rule.ask in ASK_KEYS
        assert rule.level is not EmergencyLevel.ROUTINE or rule.ask
