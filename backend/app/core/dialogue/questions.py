"""Answers to common questions, from what the business itself states; then the thread goes on."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.businesses import Business, FaqEntry, OpenSpan
from app.core.dialogue import area, visit_facts
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Situation
from app.core.dialogue.words import as_written, call_out, capital, phrase
from app.core.understanding.faq import topics_of
from app.core.understanding.frame import Frame
from app.core.understanding.tokens import tokenise
from app.core.wording import spoken
from app.core.wording.catalogue import join
from app.core.wording.numbers import cardinal

_TWO_THIRDS = 0.66
_EMERGENCY = ("emergenc", "urgenc", "after hours", "at night", "en la noche")
_WHICH = ("what", "which", "qu", "cu", "a que", "a qué")
# Topics on which the receptionist has no words of its own.
_ONLY_THE_BUSINESS = frozenset({"payment", "license", "warranty", "estimate", "company", "recorded"})
_LITTLE_WORDS = frozenset(
    "a an the do does did you your i my we is are am can could would will for of on in to at and or it how much many "
    "what which when where who have has there any el la los las un una de en y o que su sus es son tiene hay".split()
)


def answer(frame: Frame, state: DialogueState, situation: Situation) -> str | None:
    """The answer to a question, or None where nothing in it is known to us."""
    business = situation.business
    topic, text = frame.faq_topic, frame.text
    if topic is None and area.asked_on(frame, situation):
        topic = "area"
    own = _own_answer(text, topic, business.faq)
    if own is not None:
        return as_written(own, state)
    match topic:
        case "hours":
            return hours_text(business, state)
        case "area":
            return area.answer(text, state, situation)
        case "price" | "estimate":
            return _prices(text, business, state)
        case "services":
            return _services(frame, business, state)
        case "reminder" if not situation.opted_out and (state.slots.phone or situation.caller_phone):
            return phrase(state, "faq.reminder")
        case "reached":
            return phrase(state, "faq.reached", business=business.name)
        case "who":
            return phrase(state, "faq.robot")
        case "recorded" | "company":
            return phrase(state, f"faq.{topic}")
        case "emergency_service":
            return _emergencies(business, state)
        case "duration":
            return _duration(business, state)
        case "callback_time":
            return phrase(state, "faq.callback_time")
        case "own_visits" | "arrival" | "technician" if situation.visits:
            return visit_facts.of_topic(topic, state, situation)
        case "own_visits":
            return phrase(state, "visits.none")
        case "clock":
            return _clock(state, situation)
        case None:
            return None
        case _:
            return phrase(state, "faq.unknown")


def hours_text(business: Business, state: DialogueState) -> str:
    """ "Monday to Friday, eight to five, Saturday, nine to one, closed Sunday." """
    groups: list[tuple[list[int], tuple[OpenSpan, ...]]] = []
    for index, spans in enumerate(business.business_hours.days):
        if groups and groups[-1][1] == spans:
            groups[-1][0].append(index)
        else:
            groups.append(([index], spans))
    parts = [_hours_group(days, spans, state) for days, spans in groups]
    return capital(phrase(state, "faq.hours", hours="; ".join(parts)))


def _hours_group(days: Sequence[int], spans: Sequence[OpenSpan], state: DialogueState) -> str:
    names = [spoken.weekday_name(index, state.language) for index in days]
    joined = names[0] if len(names) == 1 else phrase(state, "faq.days_to", first=names[0], last=names[-1])
    if not spans:
        return phrase(state, "faq.closed_days", days=joined)
    times = [
        phrase(
            state,
            "faq.span",
            open=spoken.clock_time(span.start, state.language),
            close=spoken.clock_time(span.end, state.language),
        )
        for span in spans
    ]
    return phrase(state, "faq.every", days=joined, spans=f" {phrase(state, 'faq.and')} ".join(times))


def _prices(text: str, business: Business, state: DialogueState) -> str:
    extra = call_out(state, business)
    if extra and any(word in text.casefold() for word in _EMERGENCY):
        return extra
    service = business.service(state.slots.service_type)
    prices = service.price_text if service and service.price_text else ""
    if not prices:
        general = next((each.price_text for each in reversed(business.services) if each.price_text), "")
        prices = general
    return as_written(prices, state) if prices else phrase(state, "faq.prices_unknown")


def _emergencies(business: Business, state: DialogueState) -> str:
    policy = business.emergency_policy
    if not policy.after_hours:
        return join(phrase(state, "faq.emergencies_in_hours"), hours_text(business, state))
    return join(phrase(state, "faq.emergencies_always"), call_out(state, business))


def _duration(business: Business, state: DialogueState) -> str:
    service = business.service(state.slots.service_type)
    minutes = service.duration_minutes if service else 60
    hours, half = divmod(minutes, 60)
    if half not in (0, 30) or not hours:
        length = phrase(state, "length.minutes", minutes=str(minutes))
    else:
        key = f"length.{'hour' if hours == 1 else 'hours'}{'_and_a_half' if half else ''}"
        length = phrase(state, key, hours=cardinal(hours, state.language))
    return phrase(state, "faq.duration", length=length)


def _clock(state: DialogueState, situation: Situation) -> str:
    """The business's own hour and day; whoever has a visit may have meant that one."""
    now, language = situation.local_now, state.language
    day = spoken.full_day(now, language)
    told = phrase(state, "faq.clock", clock=spoken.clock(now, language, written=situation.written), day=day)
    return join(told, visit_facts.of_topic("arrival", state, situation) or "")


def _services(frame: Frame, business: Business, state: DialogueState) -> str:
    """Yes or no to a thing that is named; what we do to a question that names none."""
    names = [
        service.name_in(state.language)
        for service in business.services
        if service.key != "emergency" and not service.key.startswith("general")
    ]
    if not names:
        return phrase(state, "faq.unknown")
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {phrase(state, 'faq.and')} {names[-1]}"
    open_question = frame.text.casefold().lstrip(" ¿").startswith(_WHICH)
    if frame.service_type is not None:
        return phrase(state, "faq.services_yes")
    if open_question:
        return phrase(state, "faq.services", services=listed)
    return phrase(state, "faq.services_no" if frame.problem else "faq.services_unsure", services=listed)


def _own_answer(text: str, topic: str | None, entries: Sequence[FaqEntry]) -> str | None:
    """The business's own entry that shares most of its meaningful words with the question, at least two thirds.

    Where none does, in other words or in another language, the first entry about the topic that only it can answer.
    """
    asked = _words(text)
    best: tuple[float, str] = (0.0, "")
    for entry in entries:
        words = _words(entry.question)
        if words:
            best = max(best, (len(words & asked) / len(words), entry.answer))
    if best[0] >= _TWO_THIRDS:
        return best[1]
    if topic not in _ONLY_THE_BUSINESS:
        return None
    return next((entry.answer for entry in entries if topic in topics_of(entry.question)), None)


def _words(text: str) -> frozenset[str]:
    words = (token.word for token in tokenise(text))
    return frozenset(word.removesuffix("s") for word in words if word.isalpha() and word not in _LITTLE_WORDS)
