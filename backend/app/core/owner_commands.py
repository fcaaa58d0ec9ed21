"""What the owner and the technicians may text to the receptionist, in English and Spanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.understanding.frame import Grain, When

LONGEST_COMMAND = 160
# "Cancel my appointment" is what a customer says.
UNSAID = frozenset({"appointment", "visit", "job", "cita", "visita", "it", "that"})


class Verb(StrEnum):
    TODAY = "today"
    TOMORROW = "tomorrow"
    NEXT = "next"
    CALLBACKS = "callbacks"
    CANCEL = "cancel"
    MOVE = "move"
    BLOCK = "block"
    ON_MY_WAY = "on_my_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Command:
    """`which` names a visit or a span in the owner's words, `target` where a visit should go."""

    verb: Verb
    which: str = ""
    target: str = ""


_ARTICLE = (
    r"(?:the |my |la |el |lo )?(?:appointment |visit |job |cita |visita )?(?:at |of |with |for |de |con |las |los )*"
)

PATTERNS: tuple[tuple[Verb, str], ...] = (
    (Verb.TODAY, r"(?:today|schedule|jobs|todays? (?:jobs|schedule)|what s (?:on )?today|hoy|agenda)"),
    (Verb.TOMORROW, r"(?:tomorrow|tomorrow ?s? (?:jobs|schedule)|what s (?:on )?tomorrow|manana)"),
    (Verb.NEXT, r"(?:next|next (?:job|visit|one|stop)|what s next|whats next|(?:el |la )?(?:siguiente|proxim[oa]))"),
    (Verb.CALLBACKS, r"(?:callbacks?|call backs?|calls|who called|llamadas(?: pendientes)?|pendientes)"),
    (Verb.MOVE, rf"(?:move|reschedule|push|change|muev[ea]|mover|cambi(?:a|ar|e)|pas(?:a|ar|e)) {_ARTICLE}"
                r"(?P<which>.+?) (?:to|until|a|al|para)(?: el| la)? (?P<target>.+)"),
    (Verb.CANCEL, rf"(?:cancel|cancela|cancelar|cancele) {_ARTICLE}(?P<which>.+)"),
    (Verb.BLOCK, r"(?:block(?: off| out)?|close|bloque(?:a|ar|e)|cerrar|cierra) (?:the |el |la )?(?P<which>.+)"),
    (Verb.ON_MY_WAY, r"(?:i m |im )?(?:on (?:my|the) way|omw|heading (?:out|over)|(?:voy |ya voy )?en camino|ya voy)"),
    (Verb.DONE, r"(?:done|finished|all done|job done|complete|completed|listo|lista|terminado|termine|hecho)"),
)  # fmt: skip
_COMPILED = tuple((verb, re.compile(pattern)) for verb, pattern in PATTERNS)


def read_command(body: str) -> Command | None:
    """The command that the whole message is; None where it is something else."""
    if len(body) > LONGEST_COMMAND:
        return None
    text = folded(body)
    for verb, pattern in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            groups = found.groupdict()
            if groups.get("which") in UNSAID:
                return None
            return Command(verb, groups.get("which") or "", groups.get("target") or "")
    return None


def folded(body: str) -> str:
    """Lower case without accents and punctuation; colons and dots between digits stay, since they tell times."""
    plain = unicodedata.normalize("NFKD", body.casefold().replace("’", "'"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    kept = re.sub(r"(?<!\d)[.:]|[.:](?!\d)|[^\w\s.:]", " ", letters)
    return " ".join(kept.split())


def pick_visits(
    visits: Sequence[Appointment], which: str, when: When | None, business: Business
) -> tuple[Appointment, ...]:
    """The visits, by start time, that those words mean: by clock, day, or name. Several: the words do not decide.

    A clock time without a day is the soonest visit at that time.
    """
    zone = business.zone
    words = {word for word in folded(which).split() if len(word) > 2}
    named = tuple(visit for visit in visits if words & _names(visit, business))
    if when is None:
        return named
    fitting = tuple(visit for visit in named or visits if _fits(visit, when, zone))
    if when.day_stated or not fitting:
        return fitting
    return tuple(visit for visit in fitting if visit.start_time == fitting[0].start_time)


def _names(visit: Appointment, business: Business) -> set[str]:
    technician = business.technician(visit.technician_id)
    written = f"{visit.customer_name} {technician.name if technician else ''}"
    return {word for word in folded(written).split() if len(word) > 2}


def _fits(visit: Appointment, when: When, zone: ZoneInfo) -> bool:
    local, start = visit.start_time.astimezone(zone), when.start.astimezone(zone)
    if when.day_stated and local.date() != start.date():
        return False
    if not when.clock_stated:
        return True
    if is_exact(when):
        return (local.hour, local.minute) == (start.hour, start.minute)
    end = when.end.astimezone(zone).time() if when.end else None
    return start.time() <= local.time() and (end is None or local.time() < end)


def is_exact(when: When) -> bool:
    """One clock time, not a span of the day."""
    return when.clock_stated and when.end is None and when.grain in (Grain.MINUTE, Grain.HOUR)


def span_of(when: When, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """What "block Friday afternoon" closes; None for a single moment."""
    if when.end is None or when.end <= when.start:
        return None
    return when.start.astimezone(zone), when.end.astimezone(zone)
