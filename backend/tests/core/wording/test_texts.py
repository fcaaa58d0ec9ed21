"""The words of the texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.appointments import Appointment
from app.core.businesses import Business, Service, Technician
from app.core.segments import count_segments, is_gsm
from app.core.wording.dates import written_time
from app.core.wording.texts import FIELD, catalogue, check_template, fill, write
from app.core.wording.visits import owner_fields, visit_fields, write_about_visit

NOW = datetime(2026, 6, 3, 15, 0, tzinfo=UTC)
RIVERA = Business(id="rivera", name="Rivera Plumbing", created_at=NOW, updated_at=NOW)
FIELDS = {
    "when": "tomorrow, Thursday, at 4:00 PM",
    "address": "4120 Rainbow Blvd",
    "service": "water heater",
    "name": "Maria",
    "phone": "(816) 555-0100",
    "technician": "Luis",
    "visits": "tomorrow, Thursday, at 4:00 PM (water heater); Fri, Jun 5, at 9:00 AM (drain)",
}


@pytest.mark.parametrize(
    ("hours_from_now", "window", "english", "spanish"),
    [
        (6, 0, "today, at 4:00 PM", "hoy, a las 4:00 p.m."),
        (30, 0, "tomorrow, Thursday, at 4:00 PM", "mañana, jueves, a las 4:00 p.m."),
        (28, 60, "tomorrow, Thursday, between 2 and 3 PM", "mañana, jueves, entre las 2 y las 3 p.m."),
        (27, 90, "tomorrow, Thursday, between 1 and 2:30 PM", "mañana, jueves, entre la 1 y las 2:30 p.m."),
        (25, 120, "tomorrow, Thursday, between 11 AM and 1 PM", "mañana, jueves, entre las 11 a.m. y la 1 p.m."),
        (54, 0, "Fri, Jun 5, at 4:00 PM", "vie 5 de jun, a las 4:00 p.m."),
        (24 * 400 + 3, 0, "Thu, Jul 8, 2027, at 1:00 PM", "jue 8 de jul de 2027, a la 1:00 p.m."),
    ],
)
def test_a_time_is_written_as_people_write_it(hours_from_now: int, window: int, english: str, spanish: str) -> None:
    start = datetime.fromtimestamp(NOW.timestamp() + hours_from_now * 3600, UTC)
    assert written_time(start, RIVERA, NOW, "en", window_minutes=window) == english
    assert written_time(start, RIVERA, NOW, "es", window_minutes=window) == spanish


def test_tomorrow_is_the_business_s_own_also_on_the_night_when_the_clocks_change() -> None:
    late_saturday = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
    nine_on_sunday = datetime(2026, 11, 1, 15, 0, tzinfo=UTC)
    assert written_time(nine_on_sunday, RIVERA, late_saturday, "en") == "tomorrow, Sunday, at 9:00 AM"


def test_both_languages_say_the_same_things_with_the_same_fields() -> None:
    english, spanish = catalogue("en"), catalogue("es")
    assert english.keys() == spanish.keys()
    for key, text in english.items():
        assert set(FIELD.findall(text)) == set(FIELD.findall(spanish[key])), key


@pytest.mark.parametrize("key", sorted(catalogue("en")))
def test_a_text_to_a_customer_begins_with_the_business_and_fits_few_parts(key: str) -> None:
    if key.startswith("owner_") or key.endswith("_line"):
        assert "{business}" not in catalogue("en")[key]
        return
    for language, most in (("en", 1), ("es", 2)):
        text = write_about_visit(RIVERA, key, language, FIELDS)
        assert text.startswith("Rivera Plumbing:")
        assert count_segments(text) <= most, text
        assert is_gsm(text), text


@pytest.mark.parametrize("key", [key for key in catalogue("en") if key.startswith(("followup", "retention"))])
def test_an_unasked_text_says_how_to_stop(key: str) -> None:
    for language in ("en", "es"):
        assert "STOP" in catalogue(language)[key]


def test_an_appointment_text_never_asks_for_a_word_that_opts_out() -> None:
    for language in ("en", "es"):
        for text in catalogue(language).values():
            assert not re.search(r"(?i)(reply|text|responda) (cancel|end|quit|yes)\b", text)


def test_an_empty_field_goes_with_what_led_to_it() -> None:
    text = write(RIVERA, "confirmation", "en", {**FIELDS, "address": "", "service": ""})
    assert text.startswith("Rivera Plumbing: you're booked for tomorrow, Thursday, at 4:00 PM. Reply R")


def test_a_business_s_own_words_go_first() -> None:
    own = replace(RIVERA, templates={"confirmation": {"en": "{business} says: {when}!"}})
    assert write(own, "confirmation", "en", FIELDS) == "Rivera Plumbing says: tomorrow, Thursday, at 4:00 PM!"
    assert write(own, "confirmation", "es", FIELDS).startswith("Rivera Plumbing: su visita")


def test_an_unknown_language_is_answered_in_english() -> None:
    assert write(RIVERA, "textback", "fr", {}) == write(RIVERA, "textback", "en", {})


def test_a_long_address_gives_way_where_that_saves_a_part() -> None:
    long = {**FIELDS, "address": "4120 Rainbow Boulevard, Kansas City, MO 64108"}
    assert "4120 Rainbow Boulevard (water heater)" in write_about_visit(RIVERA, "confirmation", "en", long)
    unnamed = {**FIELDS, "address": "The Old Mill, Kansas City"}
    assert "The Old Mill, Kansas City. Reply R" in write_about_visit(RIVERA, "confirmation", "en", unnamed)
    longer = replace(RIVERA, name="Rivera Brothers Plumbing and Drain Cleaning")
    text = write_about_visit(longer, "confirmation", "en", {**long, "when": "tomorrow, Thursday, between 1 and 3 PM"})
    assert "MO 64108 (water heater)" in text, "two parts in any case, so nothing is left out"


def test_accents_that_cost_a_part_are_left_out_and_the_others_stay() -> None:
    text = write(RIVERA, "visit_who", "es", {"technician": "Íñigo", "when": "mañana, sábado, a la 1:00 p.m."})
    assert text == "Rivera Plumbing: viene Iñigo, mañana, sabado, a la 1:00 p.m."
    assert "😀" in write(RIVERA, "visit_who", "es", {"technician": "Ínigo 😀"})


@pytest.mark.parametrize("key", ["reminder", "on_my_way", "textback", "retention_plumbing"])
def test_own_words_without_the_business_s_name_get_it(key: str) -> None:
    own = replace(RIVERA, templates={key: {"en": "See you soon!"}})
    assert write(own, key, "en", FIELDS).startswith("Rivera Plumbing: See you soon!")
    assert write(replace(own, templates={"owner_no_next": {"en": "Free!"}}), "owner_no_next", "en", {}) == "Free!"


@pytest.mark.parametrize(
    ("words", "added"),
    [("We never stop working for you.", True), ("Text STOP to end.", False), ("Reply stop to end.", False)],
)
def test_an_unasked_text_in_own_words_gets_a_way_out_where_it_names_none(words: str, added: bool) -> None:
    own = replace(RIVERA, templates={"followup": {"en": words}})
    assert write(own, "followup", "en", {}).endswith("Reply STOP to opt out.") is added


@given(st.text(max_size=200), st.text(max_size=50))
def test_a_value_is_never_read_as_a_template(template: str, value: str) -> None:
    fill(template, {"name": value})
    assert fill("{name}", {"name": "{name}{0.__class__}"}) == "{name}{0.__class__}"


@pytest.mark.parametrize(
    ("key", "template"),
    [
        ("no_such_text", "hello"),
        ("opt_out_line", "hello"),
        ("reminder", "see you {tomorrow}"),
        ("reminder", "{0.__class__}{}"),
        ("reminder", "hello {first name}"),
        ("reminder", "hello { name }"),
        ("reminder", "hello {name"),
        ("followup", "your visit is {when}"),
        ("reminder", "x" * 481),
    ],
)
def test_a_template_that_could_not_be_sent_is_refused_by_name(key: str, template: str) -> None:
    with pytest.raises(ValueError, match="templates: "):
        check_template(key, template)


@pytest.mark.parametrize("key", sorted(set(catalogue("en")) - {"opt_out_line"}))
def test_our_own_words_are_templates_that_may_be_edited(key: str) -> None:
    check_template(key, catalogue("en")[key])
    check_template(key, catalogue("es")[key])


def test_every_named_field_of_a_visit_can_be_written() -> None:
    start = datetime(2026, 6, 4, 21, 0, tzinfo=UTC)
    visit = Appointment("v", "c", "Maria Lopez", "luis", start, start, "water_heater", NOW, NOW, address="9 Elm St")
    own = replace(
        RIVERA,
        phone_number="+18165550199",
        technicians=(Technician("luis", "Luis Rivera"),),
        services=(Service("water_heater", "water heater", names={"es": "calentador"}),),
        templates={"reminder": {"en": "{name} {day} {time} {when} {address} {service} {technician} {phone}"}},
    )
    assert write(own, "reminder", "en", visit_fields(visit, own, NOW, "en")) == (
        "Rivera Plumbing: Maria tomorrow, Thursday 4:00 PM tomorrow, Thursday, at 4:00 PM 9 Elm St water heater Luis "
        "(816) 555-0199"
    )
    assert visit_fields(visit, own, NOW, "es")["service"] == "calentador"
    assert owner_fields(replace(visit, customer_phone="+18165550142"), own, NOW)["phone"] == "(816) 555-0142"
