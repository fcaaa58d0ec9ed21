"""Danger: how grave, in whose words, and when it is only asked about."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.core.understanding import danger as second_ear
from app.core.understanding.danger_signs import EVERY_TEXT
from app.core.understanding.emergencies import ASK_KEYS, rules
from app.core.understanding.frame import Emergency, EmergencyLevel, Language
from app.core.understanding.understand import understand
from training import danger_signs as training

CORPUS = Path(__file__).parents[2] / "corpus"
NOW = datetime(2027, 3, 10, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
GRAVITY = list(reversed(EmergencyLevel))


def danger(text: str, language: Language | None = None) -> Emergency:
    return understand(text, now=NOW, language=language).emergency


LEVELLED = [(path.stem, level) for path in sorted(CORPUS.glob("emergencies_*.toml")) for level in ("life", "damage")]


@pytest.mark.parametrize(("corpus", "level"), LEVELLED)
def test_danger_to_life_and_house_is_called_so(corpus: str, level: str) -> None:
    said: list[str] = tomllib.loads((CORPUS / f"{corpus}.toml").read_text("utf-8"))[level]["say"][::3]
    wanted = GRAVITY.index(EmergencyLevel(level))
    assert [text for text in said if GRAVITY.index(danger(text).level) < wanted] == []


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


@pytest.mark.parametrize(
    ("of_life", "rule", "level"),
    [(-50.0, "signs_together", EmergencyLevel.URGENT), (50.0, "signs_of_danger_to_life", EmergencyLevel.LIFE)],
)
def test_the_second_ear_raises_what_no_rule_hears_tells_people_from_the_house_and_gives_its_reason(
    of_life: float, rule: str, level: EmergencyLevel, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = {"danger": {EVERY_TEXT: 50.0}, "life": {EVERY_TEXT: of_life}}
    monkeypatch.setattr(second_ear, "weights", lambda of, _language: heard[of])
    found = danger("there's a tide mark on the wall and it keeps going up")
    assert (found.rule, found.level) == (rule, level)
    assert "a tide mark on the wall" in str(found.reason)


def test_an_answer_to_a_question_about_something_else_must_sound_more_of_danger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(second_ear, "weigh", lambda _words, _known: second_ear.RAISES + second_ear.ANSWERED / 2)
    text = "we live behind the Water and Power building"
    assert understand(text, now=NOW).emergency.is_emergency
    assert not understand(text, now=NOW, asking="address").emergency.is_emergency


def test_a_word_of_danger_in_a_sentence_that_sounds_calm_is_asked_about() -> None:
    found = danger("the Celtics are on fire tonight, did you see that third quarter")
    assert not found.is_emergency
    assert found.ask == "burning_now"


PLAIN = [
    "I smell gas",
    "there's a gas leak",
    "the carbon monoxide alarm is going off",
    "the kitchen is on fire",
    "smoke is coming from the panel",
    "the outlet is sparking",
    "I got shocked by the washer",
    "a power line is down in the yard",
    "my basement is flooding",
    "my pipe burst",
    "sewage is coming up in the tub",
    "huele a gas",
    "hay una fuga de gas",
    "la cocina se está quemando",
    "sale humo del panel",
    "el enchufe echa chispas",
    "se está inundando el sótano",
    "se nos reventó el tubo",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_said_plainly_stands_even_where_the_second_ear_hears_nothing_but_calm(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_ear, "weights", lambda _of, _language: {EVERY_TEXT: -100.0})
    found = danger(f"Hi, no hurry at all and thanks, could I book Tuesday at ten? {text}")
    assert found.is_emergency
    assert found.plain


@pytest.mark.parametrize(
    "text",
    [
        "I don't smell gas",
        "the carbon monoxide alarm is not going off",
        "the kitchen isn't on fire",
        "no smoke is coming from the panel",
        "I didn't get shocked by the washer",
        "sewage isn't coming up in the tub",
        "no hay ninguna fuga de gas",
        "la cocina no se está quemando",
        "no sale humo del panel",
        "el enchufe no echa chispas",
        "no se está inundando el sótano",
        "no se nos reventó el tubo",
    ],
)
def test_the_second_ear_does_not_raise_what_is_denied_in_so_many_words(text: str) -> None:
    assert not danger(text).is_emergency


def test_training_gives_the_same_weights_each_time() -> None:
    few = training.examples(Language.ES)[::8]
    assert training.train(few, 0.1) == training.train(list(few), 0.1)


@pytest.mark.parametrize("language", list(Language))
def test_the_sentences_that_the_second_ear_was_trained_on_are_told_apart(language: Language) -> None:
    heard = {kind: [danger(text) for text in training.own(kind, language)[::25]] for kind in ("life", "damage", "calm")}
    found = [one.is_emergency for one in heard["life"] + heard["damage"]]
    assert sum(found) / len(found) > 0.97
    assert sum(one.is_emergency for one in heard["calm"]) / len(heard["calm"]) < 0.01
    assert sum(one.level is EmergencyLevel.LIFE for one in heard["life"]) / len(heard["life"]) > 0.85


@pytest.mark.parametrize("language", list(Language))
def test_every_rule_can_be_read(language: Language) -> None:
    for rule in rules(language):
        assert rule.reason
        assert rule.ask is None or rule.ask in ASK_KEYS
        assert rule.level is not EmergencyLevel.ROUTINE or rule.ask
