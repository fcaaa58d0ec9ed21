"""What customers ask by text about the visit that is coming: when, who, and whether we are late."""

from __future__ import annotations

import re
from enum import StrEnum

from app.core.owner_commands import folded

LONGEST_QUESTION = 120


class VisitQuestion(StrEnum):
    """`RUNNING_LATE`: where the technician is; `AM_LATE`: the customer will not be there in time."""

    WHEN = "when"
    WHO = "who"
    RUNNING_LATE = "running_late"
    AM_LATE = "am_late"


_PERSON = r"the (?:tech|technician|plumber|guy|man|electrician|repairman)"
_THEY = rf"(?:you|you guys|he|she|they|it|somebody|someone|{_PERSON})"
_THEIRS = r"(?:appointment|visit|appt|service call|repair)"
_END = r"(?: (?:today|tomorrow|again|please|exactly|now|at))*"
_DE = r"(?:el tecnico|el plomero|el senor|alguien|ustedes)"
_HOY = r"(?: (?:hoy|manana))?"
_COME = r"(?:coming(?: out| over)?|come(?: out| over)?|here|get(?:ting)? here|arriv(?:e|ing)|show(?:ing)? up)"
_CAME = r"(?:vienen?|llegan?|es|va a ser|van? a (?:venir|llegar))"

SENTENCES: dict[VisitQuestion, tuple[str, ...]] = {
    VisitQuestion.WHO: (
        rf"(?:and )?who(?: is|s| s| will be| ll be)? (?:coming(?: out| over)?|showing up|i expecting|it){_END}",
        rf"who(?: is|s| s) (?:my|the) (?:tech|technician|plumber|guy){_END}",
        rf"who (?:will|are you) (?:come|sending|be coming|send){_END}",
        rf"quien (?:viene|va a venir|vendra|nos visita){_HOY}",
        r"quien es (?:el|mi) (?:tecnico|plomero)",
    ),
    VisitQuestion.RUNNING_LATE: (
        rf"(?:are|is) {_THEY} (?:running|going to be|gonna be) (?:late|behind)(?: at all)?{_END}",
        rf"running (?:late|behind){_END}",
        rf"(?:are|is) {_THEY} (?:still coming|coming|close|near|almost here){_END}",
        rf"(?:are|is) {_THEY} on (?:the|his|her|their|your) way{_END}",
        rf"where (?:are|is|s) {_THEY}{_END}",
        rf"(?:what s (?:the|your) )?eta|still coming{_END}",
        rf"how (?:long|much longer)(?: until| till)?(?: {_THEY} (?:get|gets|are|is|be) here)?",
        rf"(?:{_DE} )?(?:van? a llegar tarde|vienen? tarde)(?: {_DE})?",
        rf"(?:{_DE} )?(?:ya |todavia )?vienen?(?: en camino)?(?: {_DE})?",
        rf"donde estan?(?: {_DE})?|cuanto (?:falta|tardan?)",
    ),
    VisitQuestion.AM_LATE: (
        r"(?:sorry )?(?:i|we)(?: m| am| re| are| will be| ll be|m|ll be)?(?: going to be| gonna be)?(?: running)?"
        r"(?: (?:a bit|a little|about|like))?(?: \d+ ?(?:min|mins|minutes))? late(?: .{0,40})?",
        r"(?:perdon )?(?:voy|vamos|llego|llegamos)(?: a llegar)?(?: unos)?(?: \d+ minutos)? tarde",
    ),
    VisitQuestion.WHEN: (
        r"(?:at )?what time(?: again)?",
        rf"(?:what time|when) (?:is|s|was)(?: it| (?:my|our|the|your) {_THEIRS}){_END}",
        rf"(?:what time|when) (?:are|is|will|do|does|can) {_THEY}(?: going to| gonna)?(?: be)? {_COME}{_END}",
        rf"(?:what time|when) (?:should|can|do) (?:i|we) expect (?:{_THEY}|the visit)(?: here)?{_END}",
        rf"(?:a que hora|cuando) {_CAME}(?: (?:mi|la|nuestra) (?:cita|visita)| {_DE})?{_HOY}",
    ),
}
_COMPILED = {question: re.compile("|".join(sentences)) for question, sentences in SENTENCES.items()}
_COURTESY = re.compile(r"^(?:(?:hi|hello|hey|good morning|good afternoon|hola|buenos dias|buenas tardes|buenas)\b ?)+")
_THANKS = re.compile(r"(?: (?:please|thanks|thank you|por favor|gracias))+$")


def ask_about_visit(body: str) -> VisitQuestion | None:
    """The question that the whole message is; None where it is something else."""
    if len(body) > LONGEST_QUESTION:
        return None
    text = _THANKS.sub("", _COURTESY.sub("", folded(body)))
    return next((question for question, pattern in _COMPILED.items() if pattern.fullmatch(text)), None)
