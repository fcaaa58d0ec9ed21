"""What every store promises.

The tenant comes first and is never optional (the directory look-ups, which find the tenant, are named as such);
another tenant's record is as good as absent. Times are aware UTC. Lists have a stated order and a limit, and
continue after the key of their last item. Records are immutable values, so nobody can change a store from outside.
A unit of work commits at the edge of a flow; what is not committed is forgotten. Errors are those of `errors`; a unit
goes on after one that concerns a single record. Words lose what no database can write: NUL, and half a surrogate pair.

A profile that mixes memory and SQL stores has no common rollback; production refuses it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from app.core.appointments import Appointment, AppointmentChange, AppointmentStatus, ServiceCount
from app.core.audit import AuditEntry
from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackStatus
from app.core.changes import Change, ChangeKind
from app.core.conversations import Channel, Conversation, ConversationFigure, Message, Outcome
from app.core.credentials import Credential
from app.core.customers import Customer
from app.core.holds import Hold
from app.core.idempotency import IdempotencyRecord
from app.core.jobs import JobRun
from app.core.opt_outs import OptOut
from app.core.outbox import OutboxEntry, OutboxKind
from app.core.sessions import Session
from app.core.slots import Taken
from app.core.texts import Direction, Text, TextKind, TextStatus

Record = TypeVar("Record")

# The sort key of the last item of a page: the listing continues strictly after it. `UnknownKey` for any other.
Key = tuple[str, str]

# How many changes of a tenant are remembered, for those who were away for a moment.
CHANGES_KEPT = 1_000
# A change that is not committed yet: tenant, kind, the id of what changed.
Noted = tuple[str, ChangeKind, str]


@dataclass(frozen=True, slots=True)
class Page(Generic[Record]):
    """`next_key` is None on the last page."""

    items: tuple[Record, ...]
    next_key: Key | None = None


class Businesses(Protocol):
    """Tenants. Phone numbers are unique across tenants (`DuplicateRecord`)."""

    def add(self, business: Business) -> None: ...
    def get(self, business_id: str) -> Business | None: ...
    def save(self, business: Business) -> None: ...
    def owning_number(self, phone_number: str) -> Business | None:
        """Directory look-up: the tenant whose own number this is."""
        ...

    def with_feed(self, secret_hash: str) -> Business | None:
        """Directory look-up: the tenant whose `calendar_feed_secret_hash` this is."""
        ...

    def page(self, *, limit: int, after: Key | None = None) -> Page[Business]:
        """All tenants, oldest first. Key: (created_at, id)."""
        ...


class Credentials(Protocol):
    """Hashed secrets of tenants."""

    def add(self, business_id: str, credential: Credential) -> None:
        """Raises `DuplicateRecord` for a known hash, `UnknownRecord` for an unknown tenant."""
        ...

    def save(self, business_id: str, credential: Credential) -> None: ...
    def of(self, business_id: str) -> Sequence[Credential]:
        """All of a tenant's, oldest first."""
        ...

    def by_hash(self, secret_hash: str) -> Credential | None:
        """Directory look-up: whose secret this is."""
        ...


class Customers(Protocol):
    """One per phone number and tenant: `add` and `save` raise `DuplicateRecord` otherwise."""

    def add(self, business_id: str, customer: Customer) -> None: ...
    def get(self, business_id: str, customer_id: str) -> Customer | None: ...
    def get_many(self, business_id: str, customer_ids: Collection[str]) -> Sequence[Customer]:
        """Those of them that exist, in no order."""
        ...

    def by_phone(self, business_id: str, phone: str) -> Customer | None: ...
    def save(self, business_id: str, customer: Customer) -> None: ...
    def remove(self, business_id: str, customer_id: str) -> None: ...
    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        q: str | None = None,
        tag: str | None = None,
        phone: str | None = None,
    ) -> Page[Customer]:
        """Newest first. `q` is part of a name, phone, email or address, any case. Key: (created_at, id)."""
        ...


class Appointments(Protocol):
    """Visits. No two active ones of one technician overlap, also for two writers in the same instant."""

    def take_turns(self, business_id: str) -> None:
        """Until this unit ends no other one gets past here: what it reads of the diary from now on stays true."""
        ...

    def book(self, business_id: str, appointment: Appointment) -> None:
        """Store a new visit, or raise `SlotTaken`; `InvalidRecord` where it does not end after it begins."""
        ...

    def get(self, business_id: str, appointment_id: str) -> Appointment | None: ...
    def save(self, business_id: str, appointment: Appointment) -> None:
        """Replace a visit; raises `SlotTaken` where an active one would overlap, `UnknownRecord` where absent."""
        ...

    def note_reminders(self, business_id: str, appointments: Sequence[Appointment]) -> None:
        """Keep the reminder marks of these visits and nothing else of them; one that was moved since keeps its own."""
        ...

    def remove(self, business_id: str, appointment_id: str) -> None:
        """Forget a visit and its history (privacy erasure)."""
        ...

    def active_between(self, business_id: str, start: datetime, end: datetime) -> Sequence[Appointment]:
        """Active visits that overlap the span, by start time. Cost does not depend on visits outside it."""
        ...

    def taken_between(
        self, business_id: str, start: datetime, end: datetime, *, except_for: str | None = None
    ) -> Sequence[Taken]:
        """What those visits take, in any order, without the one of id `except_for`. Lighter than the visits."""
        ...

    def upcoming_for(self, business_id: str, customer_id: str, now: datetime) -> Sequence[Appointment]:
        """Active visits of a customer that end after `now`, by start time."""
        ...

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        statuses: Iterable[AppointmentStatus] = (),
        customer_id: str | None = None,
        technician_id: str | None = None,
        newest_first: bool = False,
    ) -> Page[Appointment]:
        """By start time. `start` (inclusive) and `end` (exclusive) bound the start time. Key: (start_time, id)."""
        ...

    def forget_history(self, business_id: str, appointment_id: str) -> None: ...
    def service_counts(self, business_id: str, start: datetime, end: datetime) -> Sequence[ServiceCount]:
        """Visits that begin in the span and were not cancelled, counted by service; by service, routine first."""
        ...

    def record(self, business_id: str, change: AppointmentChange) -> None:
        """Add to the history of a visit; raises `UnknownRecord` where there is none."""
        ...

    def history(self, business_id: str, appointment_id: str) -> Sequence[AppointmentChange]:
        """Oldest first."""
        ...


class Conversations(Protocol):
    def add(self, business_id: str, conversation: Conversation) -> None: ...
    def get(self, business_id: str, conversation_id: str) -> Conversation | None: ...
    def save(self, business_id: str, conversation: Conversation) -> None: ...
    def remove(self, business_id: str, conversation_id: str) -> None:
        """Forget a conversation and its messages."""
        ...

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        channel: Channel | None = None,
        outcome: Outcome | None = None,
        flagged: bool | None = None,
        customer_id: str | None = None,
        phone: str | None = None,
        q: str | None = None,
    ) -> Page[Conversation]:
        """Newest first. `q` is part of the name, phone, summary or notes, any case. Key: (started_at, id)."""
        ...

    def figures(self, business_id: str, start: datetime, end: datetime) -> Iterator[ConversationFigure]:
        """What statistics need of the conversations that began in the span, oldest first; read as it is consumed."""
        ...

    def add_message(self, business_id: str, message: Message) -> None:
        """Raises `UnknownRecord` where the conversation was not added before."""
        ...

    def messages(self, business_id: str, conversation_id: str) -> Sequence[Message]:
        """In the order in which they were added."""
        ...

    def remove_messages(self, business_id: str, conversation_id: str) -> None: ...


class Sessions(Protocol):
    """`save` raises `StaleRecord` unless the stored version is one less than the saved one."""

    def add(self, business_id: str, session: Session) -> None:
        """Raises `DuplicateRecord` where the id or the provider's call id exists."""
        ...

    def get(self, business_id: str, session_id: str) -> Session | None: ...
    def by_call(self, business_id: str, provider_call_id: str) -> Session | None: ...
    def open_for(self, business_id: str, channel: Channel, phone: str) -> Session | None:
        """The latest session of that number that has not ended."""
        ...

    def by_conversation(self, business_id: str, conversation_id: str) -> Session | None:
        """The session of that conversation that was started last."""
        ...

    def save(self, business_id: str, session: Session) -> None: ...
    def remove(self, business_id: str, session_id: str) -> None: ...
    def idle(self, business_id: str, *, channel: Channel, before: datetime, limit: int) -> Sequence[Session]:
        """Sessions that have not ended and were last updated before that moment, oldest first."""
        ...


class Texts(Protocol):
    def add(self, business_id: str, text: Text) -> None: ...
    def get(self, business_id: str, text_id: str) -> Text | None: ...
    def get_many(self, business_id: str, text_ids: Collection[str]) -> Sequence[Text]:
        """Those of them that exist, in no order."""
        ...

    def by_provider_sid(self, business_id: str, provider_sid: str) -> Text | None: ...
    def save(self, business_id: str, text: Text) -> None: ...
    def forget_words(self, business_id: str, start: datetime, end: datetime) -> int:
        """Empty the bodies of the texts of that span; how many there were."""
        ...

    def remove(self, business_id: str, text_id: str) -> None: ...
    def failed_to(
        self, business_id: str, phones: Collection[str], *, codes: Collection[str], since: datetime
    ) -> frozenset[str]:
        """Those of `phones` to which a text that was made since then failed with one of these codes."""
        ...

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        direction: Direction | None = None,
        phone: str | None = None,
        kind: TextKind | None = None,
        status: TextStatus | None = None,
        since: datetime | None = None,
    ) -> Page[Text]:
        """Newest first. `phone` matches either end. Key: (created_at, id)."""
        ...


class Callbacks(Protocol):
    def add(self, business_id: str, callback: Callback) -> None: ...
    def get(self, business_id: str, callback_id: str) -> Callback | None: ...
    def open_for(self, business_id: str, phone: str) -> Callback | None: ...
    def save(self, business_id: str, callback: Callback) -> None: ...
    def remove(self, business_id: str, callback_id: str) -> None: ...
    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        status: CallbackStatus | None = None,
        phone: str | None = None,
    ) -> Page[Callback]:
        """Newest first. Key: (first_seen, id)."""
        ...


class OptOuts(Protocol):
    """One row per number and tenant: the latest decision."""

    def get(self, business_id: str, phone: str) -> OptOut | None: ...
    def among(self, business_id: str, phones: Collection[str]) -> frozenset[str]:
        """Those of `phones` whose latest decision is to be left alone."""
        ...

    def put(self, business_id: str, opt_out: OptOut) -> None: ...
    def remove(self, business_id: str, phone: str) -> None: ...


class Holds(Protocol):
    def put(self, business_id: str, hold: Hold) -> None: ...
    def release(self, business_id: str, session_id: str) -> None:
        """Forget all holds of that session."""
        ...

    def active_between(self, business_id: str, start: datetime, end: datetime, now: datetime) -> Sequence[Hold]:
        """Unexpired holds that overlap the span, by start time."""
        ...

    def sweep(self, business_id: str, now: datetime) -> None:
        """Forget expired holds."""
        ...


class Outbox(Protocol):
    """Work to deliver. Two claims never return the same entry while its lease runs."""

    def add(self, entry: OutboxEntry) -> None: ...
    def get(self, business_id: str, entry_id: str) -> OutboxEntry | None: ...
    def claim(
        self,
        *,
        now: datetime,
        lease_until: datetime,
        claimed_by: str,
        limit: int,
        business_id: str | None = None,
        subject_ids: Sequence[str] | None = None,
        kinds: Sequence[OutboxKind] | None = None,
        lease_now: datetime | None = None,
    ) -> Sequence[OutboxEntry]:
        """Drainer's claim over all tenants, or one: pending entries that are due and not leased, oldest first.

        Due is by `now`; leases are by `lease_now` where it is given (the real clock beside a development clock).
        """
        ...

    def save(self, entry: OutboxEntry) -> None: ...
    def pending(self, *, now: datetime) -> tuple[int, datetime | None]:
        """How many entries wait, and since when the oldest due one does."""
        ...

    def page(self, business_id: str, *, limit: int, after: Key | None = None) -> Page[OutboxEntry]:
        """Newest first. Key: (created_at, id)."""
        ...

    def remove_subject(self, business_id: str, subject_id: str) -> None: ...


class Idempotency(Protocol):
    def get(self, business_id: str, scope: str, key: str) -> IdempotencyRecord | None: ...
    def add(self, business_id: str, record: IdempotencyRecord) -> None:
        """Raises `DuplicateRecord` where the scope and key exist, also for two writers at once."""
        ...

    def save(self, business_id: str, record: IdempotencyRecord) -> None:
        """Another answer under the same scope and key; raises `UnknownRecord` where they are unknown."""
        ...

    def redact(self, business_id: str, parts: Sequence[str]) -> int:
        """Empty every answer in which one of `parts` stands; the keys stay taken. How many were emptied."""
        ...

    def forget_answers(self, business_id: str, before: datetime, *, prefixes: Collection[str]) -> int:
        """Empty the older answers of the scopes that begin so; that they were given stays. How many."""
        ...

    def forget_before(self, business_id: str, before: datetime, *, scopes: Collection[str] | None = None) -> int:
        """Forget what was answered before that moment, under any of `scopes`, or all; how many there were."""
        ...


class Tallies(Protocol):
    """Counters that a tenant sees or a bill depends on, by name and UTC day."""

    def add(self, business_id: str, name: str, day: date, amount: int = 1) -> None: ...
    def totals(self, business_id: str, since: date | None = None) -> dict[str, int]: ...
    def by_day(self, business_id: str, since: date) -> dict[date, dict[str, int]]:
        """The days from then on that have any, in order."""
        ...

    def all_totals(self) -> dict[str, dict[str, int]]:
        """Directory look-up for the operator's metrics: totals by tenant and name."""
        ...


class Changes(Protocol):
    """What changed lately: the last `CHANGES_KEPT` of each tenant, numbered from 1 in the order of the commits.

    Who has seen all up to a number misses nothing that is committed later. The repositories note what they store.
    """

    def note(self, business_id: str, kind: ChangeKind, subject_id: str) -> None:
        """Once in a unit, however often it is noted there."""
        ...

    def hand_over(self) -> Sequence[Noted]:
        """What this unit noted so far, which another store is to keep in this one's place."""
        ...

    def after(self, business_id: str, number: int, *, limit: int) -> Sequence[Change]:
        """Those with a greater number that are remembered, in order."""
        ...

    def newest(self, business_ids: Collection[str]) -> dict[str, int]:
        """Directory look-up: the number of the last change of each of these tenants that has any."""
        ...


class Deployment(Protocol):
    """Values of the deployment itself, which belong to no tenant."""

    def get(self, name: str) -> str | None: ...
    def add(self, name: str, value: str) -> None:
        """Raises `DuplicateRecord` where the name has a value, also for two writers at once."""
        ...

    def put(self, name: str, value: str) -> None:
        """Add it, or replace what the name has."""
        ...


class Audit(Protocol):
    """Who did what, over all tenants: lines are added and never changed or removed."""

    def add(self, entry: AuditEntry) -> None:
        """Raises `DuplicateRecord` where another line has this sequence number."""
        ...

    def last(self) -> AuditEntry | None: ...
    def head(self) -> int:
        """The number of the last line that was ever added, kept apart from the lines; 0 where none was."""
        ...

    def chain(self, *, after: int, limit: int) -> Sequence[AuditEntry]:
        """Lines with a greater sequence number than `after`, in order."""
        ...

    def page(
        self,
        *,
        limit: int,
        after: Key | None = None,
        business_id: str | None = None,
        since: datetime | None = None,
    ) -> Page[AuditEntry]:
        """Newest first; `since` is inclusive. Key: (at, sequence as ten digits)."""
        ...


class JobRuns(Protocol):
    """The last run of each job, by name and tenant."""

    def put(self, run: JobRun) -> None: ...
    def all(self) -> Sequence[JobRun]:
        """By name, then tenant, those over all tenants first."""
        ...


class UnitOfWork(Protocol):
    """All stores over one transaction. Leaving the block without `commit` forgets every change."""

    @property
    def businesses(self) -> Businesses: ...
    @property
    def credentials(self) -> Credentials: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def appointments(self) -> Appointments: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def texts(self) -> Texts: ...
    @property
    def callbacks(self) -> Callbacks: ...
    @property
    def opt_outs(self) -> OptOuts: ...
    @property
    def holds(self) -> Holds: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def idempotency(self) -> Idempotency: ...
    @property
    def tallies(self) -> Tallies: ...
    @property
    def changes(self) -> Changes: ...
    @property
    def deployment(self) -> Deployment: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def job_runs(self) -> JobRuns: ...

    def commit(self) -> None: ...


class Store(Protocol):
    """Gives units of work. `inline` says that a unit is so short that it may run on the event loop."""

    @property
    def inline(self) -> bool: ...
    @property
    def pool_size(self) -> int:
        """How many units may run at once, where `inline` is false."""
        ...

    def unit_of_work(self, *, read_only: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Units do not nest. One that only reads holds nobody up, and raises `ReadOnlyUnit` where it is to write."""
        ...

    def prepare(self, *, create: bool) -> None:
        """Called once, before the first unit of work. Raises `SchemaMismatch`; an empty store is made with `create`."""
        ...

    def schema(self) -> str | None:
        """The revision of its tables, None where it has none. Raises `StoreUnavailable`."""
        ...

    def check(self) -> None:
        """Raise `StoreUnavailable` where the store does not answer or its schema is not current."""
        ...

    def close(self) -> None: ...
