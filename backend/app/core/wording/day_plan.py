"""An owner's day as a sentence or two, written to be heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.wording.catalogue import catalogue
from app.core.wording.numbers import cardinal
from app.core.wording.spoken import at_clock, day_and_clock
from app.core.wording.texts import spoken_language
from app.core.wording.visits import service_name

# More names than this nobody keeps in mind.
NAMES_SPOKEN = 3
JOBS_SPOKEN = 8
# A service of such a name is a thing to do by itself; "water heater" is none.
COMPLETE = ("visit", "estimate", "repair", "cleaning", "tune-up")
# A job that takes longer to tell is told by its service.
MOST_WORDS = 5
# As addresses are written, and as they are said.
STREETS = {
    "ave": "Avenue",
    "av": "Avenue",
    "blvd": "Boulevard",
    "ct": "Court",
    "dr": "Drive",
    "hwy": "Highway",
    "ln": "Lane",
    "pkwy": "Parkway",
    "pl": "Place",
    "rd": "Road",
    "st": "Street",
    "ter": "Terrace",
}
_STREET = re.compile(r"^\s*\d[\w\-/]*\s+([^,\n]{3,60})")
_UNIT = re.compile(r"\s+(apt|apartment|unit|suite|ste|#).*$", re.IGNORECASE)


def day_sentence(business: Business, visits: Sequence[Appointment], *, tomorrow: bool) -> str:
    """`visits` of that day by start time: how many, where the first one is, when the last one is."""
    words = _Words(business)
    day = words.of("words", "tomorrow" if tomorrow else "today")
    if not visits:
        return words.of("day", "none", day=day)
    first, last = visits[0], visits[-1]
    said = {"day": day.capitalize(), "clock": words.clock(first), "job": words.job(first)}
    if len(visits) == 1:
        return words.of("day", "one_emergency" if first.is_emergency else "one", **said)
    return words.of(
        "day",
        "many",
        **said,
        count=words.number(len(visits)),
        emergencies=words.emergencies(visits),
        last_clock=words.clock(last),
    )


def day_list(business: Business, visits: Sequence[Appointment], *, tomorrow: bool) -> str:
    """Every visit of that day by start time, as many as anybody can follow."""
    words = _Words(business)
    if len(visits) < 2:
        return day_sentence(business, visits, tomorrow=tomorrow)
    lines = [words.of("call", "line", clock=words.clock(visit), job=words.job(visit)) for visit in visits[:JOBS_SPOKEN]]
    more = len(visits) - JOBS_SPOKEN
    rest = words.of("call", "more_jobs", count=words.number(more)) if more > 0 else ""
    day = words.of("words", "tomorrow" if tomorrow else "today").capitalize()
    jobs = words.of("call", "jobs", day=day, count=words.number(len(visits)), jobs="; ".join(lines))
    return f"{jobs} {rest}".strip()


def next_sentence(business: Business, visit: Appointment, now: datetime) -> str:
    words = _Words(business)
    when = day_and_clock(business.local(visit.start_time), business.local(now), words.language)
    return words.of("call", "next", when=when, job=words.job(visit))


def owner_phrase(business: Business, key: str, **fields: str) -> str:
    """What else the owner hears when they ring."""
    return _Words(business).of("call", key, **fields)


def count_sentence(business: Business, visits: Sequence[Appointment]) -> str:
    """How many jobs today, and how many of them are emergencies."""
    words = _Words(business)
    if not visits:
        return words.of("count", "none")
    if len(visits) == 1:
        return words.of("count", "one_emergency" if visits[0].is_emergency else "one")
    return words.of("count", "many", count=words.number(len(visits)), emergencies=words.emergencies(visits))


def reschedules_sentence(business: Business, visits: Sequence[Appointment]) -> str:
    """Who waits for a new time."""
    words = _Words(business)
    names = list(dict.fromkeys(visit.customer_name for visit in visits))
    spoken = words.together(names[:NAMES_SPOKEN])
    key = "none" if not names else "one" if len(names) == 1 else "many" if len(names) <= NAMES_SPOKEN else "more"
    return words.of("reschedules", key, names=spoken, count=words.number(len(names)).capitalize())


class _Words:
    """The catalogue of one business's language."""

    def __init__(self, business: Business) -> None:
        self._business = business
        self.language = spoken_language(business.language)
        self._table = catalogue("owner", self.language)

    def of(self, part: str, key: str, **fields: str) -> str:
        return str(self._table[part][key]).format_map(fields)

    def number(self, count: int) -> str:
        return cardinal(count, self.language)

    def clock(self, visit: Appointment) -> str:
        return at_clock(self._business.local(visit.start_time), self.language)

    def emergencies(self, visits: Sequence[Appointment]) -> str:
        count = sum(visit.is_emergency for visit in visits)
        if count == 0:
            return ""
        if count == len(visits):
            return self.of("day", "emergencies_all")
        key = "emergencies_one" if count == 1 else "emergencies_many"
        return self.of("day", key, count=self.number(count))

    def job(self, visit: Appointment) -> str:
        name = service_name(visit.service_type, self._business, self.language)
        service = _described(visit.description, name, self.language) or name
        article = "an" if service[:1].lower() in "aeiou" else "a"
        complete = service != name or service.endswith(COMPLETE)
        kind = "visit" if complete else "job"
        job = self.of("job", kind, service=service, article=article)
        street = street_of(visit.address)
        if street:
            return self.of("job", "on_street", job=job, street=street)
        return self.of("job", "for_name", job=job, name=visit.customer_name)

    def together(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.of('words', 'and')} {names[-1]}"


def _described(description: str, service: str, language: str) -> str | None:
    """ "leaking water heater": what the customer said, where it names the very thing in few words.

    In English the thing stands last; "water heater leaks" is a sentence, and not the name of a job.
    """
    words = " ".join(description.split()).rstrip(".!")
    apart = words.casefold().split(service.casefold())
    named = (
        len(apart) == 2
        and (apart[1] == "" or (language == "es" and apart[0] == ""))
        and words.casefold() != service.casefold()
    )
    if not named or len(words.split()) > MOST_WORDS or not words.replace(" ", "").isalpha():
        return None
    return words[:1].lower() + words[1:]


def street_of(address: str | None) -> str | None:
    """ "Rainbow Boulevard" of "4120 Rainbow Boulevard, Kansas City": a number is hard to keep by ear."""
    found = _STREET.match(address or "")
    if found is None:
        return None
    *name, kind = _UNIT.sub("", found.group(1)).split()
    return " ".join([*name, STREETS.get(kind.rstrip(".").casefold(), kind) if name else kind])
