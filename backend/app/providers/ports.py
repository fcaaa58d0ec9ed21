"""What every provider promises. None is called inside a unit of work, save the clock and the meter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.figures import Figures
from app.core.number_webhooks import Change, NumberWebhooks
from app.core.slots import Taken
from app.core.spooled import Spooled
from app.core.texts import Text
from app.core.understanding.suggestion import Question, Suggestion


class ProviderError(Exception):
    """`code` is the provider's own, where it gave one."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class Rejected(ProviderError):
    """Permanent: the same request will not work later."""


class Unavailable(ProviderError):
    """Passing, and surely not carried out: may be tried again."""


class OutcomeUnknown(ProviderError):
    """It may have been carried out (a time-out, a 5xx): look it up, never just repeat it."""


class SpoolFull(ProviderError):
    """The spool takes no more."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within so many seconds. `name` keeps the counts of different limits apart."""

    name: str
    most: int
    seconds: int


class Limiter(Protocol):
    """Counts by key; the real clock. A key never holds a secret or an address in clear."""

    async def take(self, limit: Limit, key: str) -> int:
        """Count one: 0 where it is within the limit, else the seconds until the next one is."""
        ...

    async def look(self, limit: Limit, key: str) -> int:
        """As `take`, without counting."""
        ...

    def close(self) -> None: ...


class Spool(Protocol):
    """Keeps on this machine what must not be lost while the database is away. Several workers share it."""

    def put(self, entry: Spooled, *, synced: bool = True) -> None:
        """On disk when it returns, or where it need not be `synced`, safe from all but a loss of power.

        Raises `SpoolFull`, or `OSError` where the disk does not take it.
        """
        ...

    def entries(self) -> Iterator[Spooled]:
        """Oldest first."""
        ...

    def remove(self, entry_id: str) -> None:
        """Forget it; absent is as good as removed."""
        ...

    def set_aside(self, entry_id: str) -> None:
        """Keep it for a person to look at; it is not among the entries any more."""
        ...

    def forget_set_aside(self, before: datetime) -> int:
        """What was set aside before that moment of the real clock, and nobody looked at; how many there were."""
        ...


@dataclass(frozen=True, slots=True)
class OwnedNumber:
    """A telephone number of the account. `sid` names it at the provider."""

    sid: str
    number: str
    webhooks: NumberWebhooks


class PhoneNumbers(Protocol):
    """The numbers that an account owns. Raises `ProviderError`s."""

    def find(self, number: str) -> OwnedNumber | None:
        """By its E.164 number."""
        ...

    def change(self, sid: str, changes: tuple[Change, ...]) -> OwnedNumber:
        """Set what differs; returns the number as it is read back."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC. Runs with the development clock where one is set."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """`provider_sid` names the message at the provider."""

    provider_sid: str
    segments: int | None = None


class SmsProvider(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def immediate(self) -> bool:
        """True where sending costs no network, so that it may happen before the response."""
        ...

    def send(self, business: Business, text: Text) -> Sent: ...
    def find(self, business: Business, text: Text, since: datetime) -> Sequence[Sent]:
        """Look up a text that may have been taken, first at `since`: all that it may be, newest first.

        The same words may have gone to the same number as another text; the caller knows those.
        """
        ...


@dataclass(frozen=True, slots=True)
class OutsideChange:
    """What somebody did in the calendar itself to the event of a visit.

    `start` and `end` are where it is now; both None: it was deleted, or made something that a visit cannot be.
    `technician_ids` are those whose visits that calendar holds. `appointment_id` is None where only the event's id
    is known.
    """

    event_id: str
    technician_ids: frozenset[str]
    appointment_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutsideChanges:
    """`sync_token` asks for what comes after them."""

    changes: tuple[OutsideChange, ...]
    sync_token: str


class ChangedOutside(ProviderError):
    """The event is not as we left it: somebody's `change` by hand goes before what we would write."""

    def __init__(self, change: OutsideChange) -> None:
        super().__init__("changed in the calendar")
        self.change = change


class SyncTokenExpired(ProviderError):
    """The changes since then are no longer known: ask for all."""


class CalendarProvider(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def immediate(self) -> bool: ...
    def busy(
        self, business: Business, start: datetime, end: datetime, *, within: timedelta | None = None
    ) -> Sequence[Taken]:
        """Busy spans of the business and its technicians; raises `ProviderError` where they are unknown.

        `within` bounds the wait more tightly than the provider does by itself.
        """
        ...

    def put(
        self, business: Business, appointment: Appointment, *, before: str | None = None, overwrite: bool = False
    ) -> str:
        """Create or update the event of a visit; returns its id. Repeating it makes no second event.

        `before` is the technician who had the visit until now, in whose calendar it must not stay. Raises
        `ChangedOutside` where somebody moved or deleted the event by hand, unless we `overwrite` that.
        """
        ...

    def remove(self, business: Business, appointment: Appointment) -> None:
        """Delete the event of a visit; absent is as good as deleted."""
        ...

    def calendars(self, business: Business) -> Sequence[str]:
        """Ids of the calendars in which the owner may change the events of visits."""
        ...

    def changes(self, business: Business, calendar_id: str, sync_token: str | None, since: datetime) -> OutsideChanges:
        """What was changed by hand since the token; without one, in events that end after `since`.

        Raises `SyncTokenExpired`.
        """
        ...

    def watch(self, calendar_id: str, *, channel_id: str, token: str, address: str) -> datetime:
        """Have changes told to that https address, with the token; until when they are."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


class Meter(Protocol):
    """Counts for the operator. Names are those of the metrics contract, without prefix and suffix."""

    def count(self, name: str, amount: int = 1) -> None: ...
    def count_call(self, provider: str, outcome: str) -> None:
        """A call to a provider ended so."""
        ...

    def observe_request(self, route: str, method: str, status: int, seconds: float, *, failed: bool = False) -> None:
        """`failed`: an error whatever its status, as an answer of 500 or more is."""
        ...


class Assistant(Protocol):
    """A language model that reads an utterance where the rules are unsure."""

    def read(self, question: Question) -> Suggestion:
        """One try, bounded in time. Raises `ProviderError` for anything but a usable answer."""
        ...


SOUND_TYPE = "audio/wav"


@dataclass(frozen=True, slots=True)
class Sound:
    """A whole recording, of `SOUND_TYPE`."""

    content: bytes


class Speech(Protocol):
    """A voice that reads aloud."""

    def say(self, text: str, language: str) -> Sound:
        """One try, bounded in time; from any thread. Raises `ProviderError`."""
        ...


class MeterReader(Protocol):
    """What the operator reads of a `Meter`."""

    def counts(self) -> dict[str, int]:
        """Every counter by its JSON name."""
        ...

    def routes(self) -> dict[str, dict[str, float]]:
        """By route template: request_count, error_count, total_latency_ms, max_latency_ms."""
        ...

    def exposition(self, figures: Figures, accept: str) -> tuple[bytes, str]:
        """All of it as Prometheus reads it, with what the store knows; the text and its content type."""
        ...
