"""What the caller is doing with an utterance: the speech acts that stand in it, and the main one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core.understanding.frame import Intent, Span
from app.core.understanding.heard import STOP, Heard
from app.core.understanding.phrasebook import Hits

_STRENGTHS = {"strong": 0.9, "fair": 0.7, "weak": 0.45}
_ACTS = (
    Intent.HUMAN, Intent.CANCEL, Intent.RESCHEDULE, Intent.MESSAGE, Intent.REPEAT, Intent.SCHEDULE,
    Intent.GREETING, Intent.GOODBYE, Intent.CONFIRM, Intent.DENY,
)  # fmt: skip
_ANSWERS = frozenset({"confirm", "choice"})
_OFFERED = frozenset({"confirm", "choice", "time"})
# Behind "the one" these make it a clock time, and behind "how about the day" another day.
_TIME_GOES_ON = frozenset("o'clock oclock pm am p thirty fifteen forty ten twenty after before following".split())
_LAST = "last"
_INTERNAL = frozenset({"not_time", "absent", "correction", "no_move", "no_cancel", "thinking"})
_SHORT = 3
_BRIEF = 5
_WEAK = 0.5
_SURE = 0.9
_LIKELY = 0.65
_GUESS = 0.55
_UNKNOWN = 0.3


@dataclass(frozen=True, slots=True)
class Act:
    """One speech act: how sure the words make us, and where it was first said."""

    intent: Intent
    confidence: float
    first: int

    @property
    def strong(self) -> bool:
        return self.confidence >= _SURE


@dataclass(frozen=True, slots=True)
class Context:
    """What else was found in the utterance, and what it answers."""

    asking: str | None = None
    has_time: bool = False
    has_problem: bool = False
    is_emergency: bool = False
    faq_at: int | None = None
    other_words: int = 0
    question: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """`intents` are all acts that stand; `choice` counts from 1, -1 is the last one."""

    intent: Intent
    confidence: float
    intents: frozenset[Intent]
    choice: int | None = None
    correction: bool = False
    signals: frozenset[str] = frozenset()


def find_intents(hits: Hits, context: Context) -> Reading:
    """The acts of an utterance and the main one among them."""
    acts = {act.intent: act for act in _acts(hits) if act.confidence > _WEAK or context.other_words <= _BRIEF}
    signals = _signals(hits, context.has_time) - _yes_after_all(acts, hits)
    choice = _choice(hits)
    if context.question:
        signals |= {"question"}
    signals |= _mend(acts, context)
    _settle(acts, signals, context)
    _add_found(acts, context, choice)
    intent, confidence = _main(acts, signals, context)
    correction = "correction" in signals and (intent in _CHANGING or Intent.DENY in acts)
    return Reading(
        intent=intent,
        confidence=confidence,
        intents=frozenset(acts) | ({intent} if intent is not Intent.OTHER else set()),
        choice=choice,
        correction=correction,
        signals=signals - _INTERNAL,
    )


def _yes_after_all(acts: dict[Intent, Act], hits: Hits) -> frozenset[str]:
    """ "Let me think. Yeah, okay.": whoever thought and says yes is not waited for. "Hold on" may talk to others."""
    yes = acts.get(Intent.CONFIRM)
    thinks = hits.of("intents.signals.thinking")
    return frozenset({"hold"} if yes and yes.strong and thinks and yes.first >= thinks[0].last else ())


_CHANGING = frozenset({Intent.SCHEDULE, Intent.RESCHEDULE, Intent.DENY, Intent.OTHER, Intent.CONFIRM})


def _acts(hits: Hits) -> Iterable[Act]:
    for intent in _ACTS:
        best: Act | None = None
        for strength, confidence in _STRENGTHS.items():
            standing = hits.standing(f"intents.{intent}.{strength}", f"intents.{intent}.unless")
            if standing and best is None:
                best = Act(intent, confidence, min(hit.first for hit in standing))
        if best is not None:
            yield best


def _signals(hits: Hits, has_time: bool) -> frozenset[str]:
    prefix = "intents.signals."
    found = {tag.removeprefix(prefix) for tag in hits if tag.startswith(prefix)}
    if hits.standing("intents.settle.say", "intents.settle.unless"):
        found.add("settle")
    if has_time:
        found.discard("wrong_number")  # nobody asks a wrong number for an hour of a day
    return frozenset(found)


def _mend(acts: dict[Intent, Act], context: Context) -> frozenset[str]:
    """ "Change that to two" about times just offered is a new wish, not a move of a booked visit."""
    move = acts.get(Intent.RESCHEDULE)
    if move is None or not context.has_time or context.asking not in _OFFERED:
        return frozenset()
    del acts[Intent.RESCHEDULE]
    acts[Intent.SCHEDULE] = Act(Intent.SCHEDULE, move.confidence, move.first)
    return frozenset({"correction"})


def _settle(acts: dict[Intent, Act], signals: frozenset[str], context: Context) -> None:
    """Takes out acts that another one explains: a cancelled booking is no booking, a yes before a no a slip."""
    if "undecided" in signals:
        acts.pop(Intent.CONFIRM, None)  # "okay, I'll think about it"
    thanks = acts.get(Intent.GOODBYE)
    if thanks is not None and not thanks.strong and "question" in signals:
        acts.pop(Intent.GOODBYE)
    _refused(acts, signals)
    if "approval" in signals:
        acts.pop(Intent.GOODBYE, None)
    if "slip" in signals or ("correction" in signals and Intent.REPEAT in acts and context.has_time):
        acts.pop(Intent.REPEAT, None)  # "sorry, I meant Tuesday" does not ask what was said
    if "another_visit" in signals and Intent.RESCHEDULE in acts and (context.has_problem or Intent.CONFIRM in acts):
        acts[Intent.SCHEDULE] = replace(acts.pop(Intent.RESCHEDULE), intent=Intent.SCHEDULE)
    if Intent.CANCEL in acts and Intent.RESCHEDULE in acts:
        acts.pop(Intent.CANCEL)  # who cannot come, or calls it off, and names another time wants that time
    wish = acts.get(Intent.SCHEDULE)
    if "absent" in signals and "no_move" not in signals and Intent.CANCEL in acts and wish is not None and wish.strong:
        acts[Intent.RESCHEDULE] = replace(acts.pop(Intent.CANCEL), intent=Intent.RESCHEDULE)
    if {Intent.CANCEL, Intent.RESCHEDULE} & acts.keys() and Intent.SCHEDULE in acts:
        acts.pop(Intent.SCHEDULE)
    yes, no = acts.get(Intent.CONFIRM), acts.get(Intent.DENY)
    if yes and no:
        acts.pop(Intent.DENY if yes.first < no.first and "correction" not in signals else Intent.CONFIRM)


def _refused(acts: dict[Intent, Act], signals: frozenset[str]) -> None:
    """ "I don't want to move it, just cancel" names both, and says which of them is not wanted."""
    for signal, wanted, unwanted in (
        ("no_move", Intent.CANCEL, Intent.RESCHEDULE),
        ("no_cancel", Intent.RESCHEDULE, Intent.CANCEL),
    ):
        if signal in signals:
            acts.pop(unwanted, None)
            acts[wanted] = Act(wanted, _SURE, 0)


def _add_found(acts: dict[Intent, Act], context: Context, choice: int | None) -> None:
    """A trouble told is a wish for help; a time told answers or wishes; a question about the business is one."""
    if context.is_emergency:
        acts[Intent.EMERGENCY] = Act(Intent.EMERGENCY, 0.95, 0)
    if context.faq_at is not None:
        acts[Intent.FAQ] = Act(Intent.FAQ, _SURE, context.faq_at)
    if choice is not None and Intent.DENY not in acts and context.asking != "confirm":
        acts.setdefault(Intent.CONFIRM, Act(Intent.CONFIRM, _SURE, 0))
    if Intent.SCHEDULE in acts or {Intent.CANCEL, Intent.RESCHEDULE} & acts.keys():
        return
    if context.has_problem and not context.question:
        acts[Intent.SCHEDULE] = Act(Intent.SCHEDULE, _LIKELY, 1)
    elif context.has_time and (context.other_words <= _SHORT or context.asking in ("time", "choice")):
        acts[Intent.SCHEDULE] = Act(Intent.SCHEDULE, _GUESS, 1)


def _main(acts: dict[Intent, Act], signals: frozenset[str], context: Context) -> tuple[Intent, float]:
    if Intent.EMERGENCY in acts:
        return Intent.EMERGENCY, acts[Intent.EMERGENCY].confidence
    if "wrong_number" in signals:
        acts.setdefault(Intent.GOODBYE, Act(Intent.GOODBYE, _SURE, 0))
        return Intent.GOODBYE, _SURE
    if "sales" in signals and Intent.CANCEL not in acts:
        return Intent.OTHER, _LIKELY
    act = (
        _asks_for_someone(acts)
        or _answers(acts, signals, context)
        or _content(acts, signals, context)
        or _social(acts, signals)
    )
    return (act.intent, act.confidence) if act is not None else (Intent.OTHER, _UNKNOWN)


def _asks_for_someone(acts: dict[Intent, Act]) -> Act | None:
    for intent in (Intent.HUMAN, Intent.CANCEL, Intent.RESCHEDULE, Intent.MESSAGE):
        act = acts.get(intent)
        if act is not None and act.strong:
            return act
    return None


def _answers(acts: dict[Intent, Act], signals: frozenset[str], context: Context) -> Act | None:
    """A yes or no to what was just asked comes before what else the sentence might wish."""
    if context.asking not in _ANSWERS or context.has_time:
        return None
    schedule = acts.get(Intent.SCHEDULE)
    if schedule is not None and schedule.strong and context.asking == "choice":
        return None
    yes, no = acts.get(Intent.CONFIRM), acts.get(Intent.DENY)
    if no is not None and "correction" in signals and schedule is not None:
        return schedule
    found = yes or no
    if found is None or Intent.REPEAT in acts or (found is no and "bye" in signals and Intent.GOODBYE in acts):
        return None
    faq = acts.get(Intent.FAQ)
    agreed_first = yes is not None and yes.strong and faq is not None and yes.first < faq.first
    return found if faq is None or agreed_first else None


def _content(acts: dict[Intent, Act], signals: frozenset[str], context: Context) -> Act | None:
    repeat, schedule, faq = acts.get(Intent.REPEAT), acts.get(Intent.SCHEDULE), acts.get(Intent.FAQ)
    goodbye, deny, confirm = acts.get(Intent.GOODBYE), acts.get(Intent.DENY), acts.get(Intent.CONFIRM)
    if repeat is not None and not (schedule is not None and schedule.strong):
        return repeat
    if faq is not None and (schedule is None or not schedule.strong or _asked_first(faq, schedule, context)):
        return faq
    if schedule is None:
        return None
    if schedule.strong or (deny is not None and "correction" in signals):
        return schedule
    if any(act is not None and act.strong for act in (goodbye, deny, confirm)) and schedule.confidence < 0.7:
        return None
    if confirm is not None and confirm.strong and context.has_time:
        return None
    return schedule


def _asked_first(faq: Act, schedule: Act, context: Context) -> bool:
    return faq.first <= schedule.first and not context.has_time


def _social(acts: dict[Intent, Act], signals: frozenset[str]) -> Act | None:
    deny, goodbye, confirm = acts.get(Intent.DENY), acts.get(Intent.GOODBYE), acts.get(Intent.CONFIRM)
    if deny is not None and deny.strong and not (goodbye is not None and "bye" in signals):
        return deny
    if goodbye is not None and goodbye.strong:
        return goodbye
    fair = [
        acts[intent] for intent in (Intent.HUMAN, Intent.MESSAGE, Intent.RESCHEDULE, Intent.CANCEL) if intent in acts
    ]
    ranked = [confirm, *fair, deny, acts.get(Intent.SCHEDULE)]
    if confirm is not None and not confirm.strong and goodbye is not None:
        return goodbye
    return next((act for act in ranked if act is not None), acts.get(Intent.GREETING) or goodbye)


def _choice(hits: Hits) -> int | None:
    found: tuple[int, int] | None = None
    for tag in hits:
        if not tag.startswith("intents.choice.") or tag.endswith(".unless"):
            continue
        key = tag.removeprefix("intents.choice.")
        for hit in hits.standing(tag, "intents.choice.unless"):
            value = -1 if key == _LAST else int(key)
            if found is None or hit.first < found[0]:
                found = (hit.first, value)
    return found[1] if found else None


def opens_as_question(heard: Heard, questions: frozenset[str]) -> bool:
    """Whether a sentence of the utterance opens with a question word."""
    opened = [heard.words[place + 1 : place + 3] for place, word in enumerate(heard.words[:-1]) if word == STOP]
    return any(words[0] in questions and words[-1] != "not" for words in opened)


def places_without_time(heard: Heard, hits: Hits) -> list[Span]:
    """Where "one" or "today" is no time: "the first one", "how are you today"; "the one o'clock" is one."""
    places = hits.of("intents.signals.not_time")
    none = [hit for hit in places if _TIME_GOES_ON.isdisjoint(heard.words[hit.last : hit.last + 1])]
    return [heard.span(hit.first, hit.last) for hit in none]
