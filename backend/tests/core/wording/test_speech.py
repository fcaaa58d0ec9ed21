"""The two languages say the same things, and every sentence can be filled in."""

from __future__ import annotations

import string
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.core.wording import spoken
from app.core.wording.catalogue import MissingWording, catalogue, say

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=ZoneInfo("America/Chicago"))


def sentences(tree: dict[str, Any], path: str = "") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in tree.items():
        place = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            found |= sentences(value, place)
        else:
            found[place] = [value] if isinstance(value, str) else value
    return found


def fields(texts: list[str]) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_english_and_spanish_have_the_same_sentences() -> None:
    assert set(sentences(catalogue("speech", "en"))) == set(sentences(catalogue("speech", "es")))


def test_a_sentence_has_the_same_fields_in_both_languages() -> None:
    english, spanish = sentences(catalogue("speech", "en")), sentences(catalogue("speech", "es"))
    differing = [key for key in english if fields(english[key]) != fields(spanish[key])]
    assert differing == []


def test_what_no_catalogue_has_is_an_error_of_ours() -> None:
    with pytest.raises(MissingWording):
        say("en", "ask.nothing_like_this")


def test_after_the_last_variant_the_last_one_serves() -> None:
    assert say("en", "ask.name", variant=9) == say("en", "ask.name", variant=1)


@pytest.mark.parametrize(
    ("moment", "english", "spanish"),
    [
        ((3, 16, 0), "today at four", "hoy a las cuatro"),
        ((4, 15, 30), "tomorrow, Thursday, at three thirty", "mañana, jueves, a las tres y media"),
        ((5, 12, 0), "Friday at noon", "el viernes al mediodía"),
        ((8, 13, 0), "Monday at one", "el lunes a la una"),
        ((12, 9, 5), "Friday the twelfth at nine oh five", "el viernes doce a las nueve y cinco"),
        ((21, 18, 0), "Sunday the twenty-first at six in the evening", "el domingo veintiuno a las seis de la noche"),
    ],
)
def test_days_and_times_are_spoken_as_people_say_them(moment: tuple[int, int, int], english: str, spanish: str) -> None:
    day, hour, minute = moment
    local = NOW.replace(day=day, hour=hour, minute=minute)
    assert spoken.day_and_clock(local, NOW, "en") == english
    assert spoken.day_and_clock(local, NOW, "es") == spanish


def test_times_to_choose_from_are_joined_by_day() -> None:
    times = [NOW.replace(day=day, hour=hour, minute=0) for day, hour in ((4, 15), (4, 16), (5, 8))]
    assert spoken.choices(times[:2], NOW, "en") == "tomorrow at three or four"
    assert spoken.choices(times, NOW, "en") == "tomorrow at three or four, or Friday at eight"
    assert spoken.choices(times[1:], NOW, "es", written=True) == "mañana a las 4:00 p.m. o el vie 5 jun a las 8:00 a.m."


def test_a_far_day_names_its_month() -> None:
    assert spoken.day(NOW.replace(month=7, day=2), NOW, "en") == "Thursday, July second"
