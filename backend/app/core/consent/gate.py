"""The one gate: whether a text to a customer goes now, later, or not at all, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.core.consent.hours import Window, next_opening
from app.core.texts import TextKind

MARKETING = frozenset({TextKind.FOLLOWUP, TextKind.RETENTION})
MARKETING_PER_DAY = 3
A_DAY = timedelta(hours=24)


class Verdict(StrEnum):
    SEND = "send"
    DEFER = "defer"
    SUPPRESS = "suppress"


class Reason(StrEnum):
    """Stored with the text and shown to the owner."""

    OPTED_OUT = "opted_out"
    NO_PHONE = "no_phone"
    INVALID_NUMBER = "invalid_number"
    UNREACHABLE = "unreachable"
    NO_MARKETING_CONSENT = "no_marketing_consent"
    QUIET_HOURS = "quiet_hours"
    NO_SENDING_HOURS = "no_sending_hours"
    FREQUENCY = "frequency"
    PAUSED = "paused"
    EXPIRED = "expired"
    EMPTY = "empty"
    NUMBER_NOT_ALLOWED = "number_not_allowed"
    DAILY_LIMIT = "daily_limit"


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that the decision depends on.

    `phone` is E.164 or None, `given_phone` says that something was given. `answer`: the reply to a text or call of
    this moment. `windows` are the hours in which the recipient may be texted. `recent_marketing`: when marketing
    went to this number lately. `unreachable`: it takes no texts, as was found. `expires_at`: pointless from then on.
    `allowed`: the number is none that costs extra. `texts_today` and `most_texts` are about all that went to this
    number in a day: who writes or rings without end is not answered without end; 0 is no limit.
    """

    kind: TextKind
    body: str
    phone: str | None
    now: datetime
    windows: tuple[Window, ...]
    answer: bool = False
    given_phone: bool = True
    opted_out: bool = False
    unreachable: bool = False
    consent_required: bool = False
    consented: bool = False
    recent_marketing: tuple[datetime, ...] = ()
    paused: bool = False
    expires_at: datetime | None = None
    allowed: bool = True
    texts_today: int = 0
    most_texts: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """`until` is set for `DEFER`, save where the text waits for a person (a pause)."""

    verdict: Verdict
    reason: Reason | None = None
    until: datetime | None = None


def decide(proposal: Proposal) -> Decision:
    """Opt-out, consent and validity come before everything that merely delays."""
    refused = _refusal(proposal)
    if refused is not None:
        return Decision(Verdict.SUPPRESS, refused)
    if proposal.paused:
        return Decision(Verdict.DEFER, Reason.PAUSED)
    if proposal.answer:
        return Decision(Verdict.SEND)
    return _when(proposal)


def _refusal(proposal: Proposal) -> Reason | None:
    if proposal.phone is None:
        return Reason.INVALID_NUMBER if proposal.given_phone else Reason.NO_PHONE
    if not proposal.body:
        return Reason.EMPTY
    if not proposal.allowed:
        return Reason.NUMBER_NOT_ALLOWED
    if proposal.opted_out and not _about_consent(proposal):
        return Reason.OPTED_OUT
    if proposal.unreachable:
        return Reason.UNREACHABLE
    if proposal.kind in MARKETING and proposal.consent_required and not proposal.consented:
        return Reason.NO_MARKETING_CONSENT
    if proposal.expires_at is not None and proposal.expires_at <= proposal.now:
        return Reason.EXPIRED
    return Reason.DAILY_LIMIT if _too_many(proposal) else None


def _too_many(proposal: Proposal) -> bool:
    """What is about consent has to be said, so it ends later: STOP and START take turns for ever, too."""
    most = proposal.most_texts * (2 if _about_consent(proposal) else 1)
    return 0 < most <= proposal.texts_today


def _about_consent(proposal: Proposal) -> bool:
    """The one confirmation of a STOP, and the answer to HELP."""
    return proposal.kind is TextKind.CONSENT and proposal.answer


def _when(proposal: Proposal) -> Decision:
    earliest, reason = proposal.now, None
    if proposal.kind in MARKETING:
        earliest = max(earliest, _after_frequency(proposal))
        reason = Reason.FREQUENCY if earliest > proposal.now else None
    opening = next_opening(proposal.windows, earliest)
    if opening is None:
        return Decision(Verdict.SUPPRESS, Reason.NO_SENDING_HOURS)
    if opening > earliest:
        reason = reason or Reason.QUIET_HOURS
    if reason is None:
        return Decision(Verdict.SEND)
    if proposal.expires_at is not None and opening >= proposal.expires_at:
        return Decision(Verdict.SUPPRESS, reason)
    return Decision(Verdict.DEFER, reason, opening)


def _after_frequency(proposal: Proposal) -> datetime:
    """The first moment at which fewer than three marketing texts lie in the 24 hours before."""
    recent = sorted(moment for moment in proposal.recent_marketing if moment > proposal.now - A_DAY)
    if len(recent) < MARKETING_PER_DAY:
        return proposal.now
    return recent[-MARKETING_PER_DAY] + A_DAY


def is_marketing(kind: TextKind) -> bool:
    return kind in MARKETING
