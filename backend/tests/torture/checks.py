"""After the torture: what people remember against what the database holds. Each difference is one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.conversations import Conversation, Message, Role
from app.core.texts import Direction, Text, TextKind, TextStatus
from app.core.wording.spoken import at_clock
from app.repositories.ports import Key, Page, Store, UnitOfWork
from tests.torture.people import Ending, Story, Way

TENANT = "default_business"
BATCH = 200
STATUS = {
    Ending.BOOKED: AppointmentStatus.SCHEDULED,
    Ending.CONFIRMED: AppointmentStatus.CONFIRMED,
    Ending.CANCELLED: AppointmentStatus.CANCELLED,
}
# How many texts a visit owes to the customer and to the owner each.
NEWS = {Ending.BOOKED: 1, Ending.CONFIRMED: 1, Ending.CANCELLED: 2}
FAR = timedelta(days=4000)

Record = TypeVar("Record")


class Books:
    """Everything that the tenant's tables hold, read once."""

    def __init__(self, store: Store) -> None:
        with store.unit_of_work(read_only=True) as unit:
            business = unit.businesses.get(TENANT)
            assert business is not None
            self.business: Business = business
            self.visits = list(_all(lambda after: unit.appointments.page(TENANT, limit=BATCH, after=after)))
            self.texts = list(_all(lambda after: unit.texts.page(TENANT, limit=BATCH, after=after)))[::-1]
            self.callbacks = list(_all(lambda after: unit.callbacks.page(TENANT, limit=BATCH, after=after)))
            talks = list(_all(lambda after: unit.conversations.page(TENANT, limit=BATCH, after=after)))
            self.talks = [(talk, unit.conversations.messages(TENANT, talk.id)) for talk in talks]
            self.waiting = unit.outbox.pending(now=business.created_at)[0]
            self.held = _held(unit, business)

    def visits_of(self, story: Story) -> list[Appointment]:
        return [visit for visit in self.visits if visit.customer_phone == story.phone]

    def talks_of(self, story: Story) -> list[tuple[Conversation, Sequence[Message]]]:
        return [(talk, messages) for talk, messages in self.talks if talk.phone == story.phone]


def faults(store: Store, stories: Sequence[Story]) -> list[str]:
    """What is lost, doubled, or does not fit together."""
    books = Books(store)
    found = [fault for story in stories for fault in _of(story, books)]
    strangers = {visit.customer_phone for visit in books.visits} - {story.phone for story in stories}
    found += [f"a visit of somebody who never called: {phone}" for phone in sorted(map(str, strangers))]
    found += _overlaps(books.visits)
    if books.waiting:
        found.append(f"{books.waiting} entries of the outbox were never delivered")
    if books.held:
        found.append(f"{books.held} times are still held though everybody has hung up")
    return found


def _of(story: Story, books: Books) -> Iterator[str]:
    if story.trouble:
        yield f"{story.phone} ({story.way}) was left alone: {story.trouble}"
        return
    lines = _missed(story, books) if story.ending is Ending.MISSED else _booked(story, books)
    for line in (*lines, *_words(story, books)):
        yield f"{story.phone} ({story.way}, {story.ending}): {line}"


def _booked(story: Story, books: Books) -> Iterator[str]:
    visits = books.visits_of(story)
    if len(visits) != 1:
        yield f"heard one confirmation, has {len(visits)} visits"
        return
    visit = visits[0]
    if visit.status is not STATUS[story.ending]:
        yield f"the visit is {visit.status}"
    clock = at_clock(books.business.local(visit.start_time), "en", written=story.way is Way.TEXT)
    if clock not in (story.confirmation or ""):
        yield f"heard {story.confirmation!r}, the visit is {clock}"
    if story.appointment_id not in (None, visit.id):
        yield "was told another visit's id"
    for kind in (TextKind.CONFIRMATION, TextKind.OWNER_ALERT):
        sent = [text for text in books.texts if text.appointment_id == visit.id and text.kind is kind]
        if not _owed(story, kind, [text.status for text in sent]):
            yield f"{kind}: {[str(text.status) for text in sent]}"


def _owed(story: Story, kind: TextKind, sent: list[TextStatus]) -> bool:
    """What was overtaken by a cancellation before it left need not leave any more."""
    if kind is TextKind.CONFIRMATION and story.ending is Ending.CANCELLED and sent[:1] == [TextStatus.SUPPRESSED]:
        sent = [TextStatus.SENT, *sent[1:]]
    return sent == [TextStatus.SENT] * NEWS[story.ending]


def _missed(story: Story, books: Books) -> Iterator[str]:
    owed = [callback for callback in books.callbacks if callback.phone == story.phone]
    if [callback.attempts for callback in owed] != [1]:
        yield f"is owed one call, has {[callback.attempts for callback in owed]}"
    back = [text for text in books.texts if text.to_number == story.phone and text.kind is TextKind.TEXTBACK]
    if [text.status for text in back] != [TextStatus.SENT]:
        yield f"is owed one text, has {[str(text.status) for text in back]}"


def _words(story: Story, books: Books) -> Iterator[str]:
    """Every word that was said and heard is kept once, in its order."""
    if story.way is Way.TEXT:
        mine = [text for text in books.texts if story.phone in (text.from_number, text.to_number)]
        said = [text.body for text in mine if text.direction is Direction.IN]
        heard = [text.body for text in mine if text.direction is Direction.OUT and text.kind is TextKind.REPLY]
        yield from _compared(story, said, heard)
        return
    talks = books.talks_of(story)
    if len(talks) != 1:
        yield f"has {len(talks)} conversations"
        return
    talk, messages = talks[0]
    said = [message.text for message in messages if message.role is Role.CALLER]
    heard = [message.text for message in messages if message.role is Role.ASSISTANT]
    if talk.message_count != len(messages) or heard[:1] != [story.greeting]:
        yield f"the conversation counts {talk.message_count} messages and holds {len(messages)}"
    yield from _compared(story, said, heard[1:])


def _compared(story: Story, said: list[str], heard: list[str]) -> Iterator[str]:
    if said != story.said:
        yield f"said {story.said}, kept is {said}"
    if heard != story.heard:
        yield f"heard {story.heard}, kept is {heard}"


def _overlaps(visits: Iterable[Appointment]) -> Iterator[str]:
    days: defaultdict[str, list[Appointment]] = defaultdict(list)
    for visit in visits:
        if visit.active:
            days[visit.technician_id].append(visit)
    for technician, theirs in days.items():
        in_order = sorted(theirs, key=lambda visit: visit.start_time)
        for first, second in pairwise(in_order):
            if second.start_time < first.end_time:
                yield f"{technician} is in two places at {second.start_time}"


def not_sent_once(store: Store, taken: Sequence[dict[str, str]]) -> list[str]:
    """Our texts against what the provider took: each once. What an answer to a webhook carries is no request to it."""
    with store.unit_of_work(read_only=True) as unit:
        texts: list[Text] = list(_all(lambda after: unit.texts.page(TENANT, limit=BATCH, after=after)))
    ours = Counter((str(text.to_number), text.body) for text in texts if text.provider_sid and _leaves(text))
    theirs = Counter((message["to"], message["body"]) for message in taken)
    lost = [f"the provider never got: {key}" for key in ours if ours[key] > theirs[key]]
    doubled = [f"the provider got {theirs[key]} times: {key}" for key in theirs if theirs[key] > ours[key]]
    return lost + doubled


def _leaves(text: Text) -> bool:
    return text.direction is Direction.OUT


def _held(unit: UnitOfWork, business: Business) -> int:
    start = business.created_at - FAR
    return len(unit.holds.active_between(business.id, start, start + 2 * FAR, business.created_at))


def _all(page_after: Callable[[Key | None], Page[Record]]) -> Iterator[Record]:
    after: Key | None = None
    while True:
        page = page_after(after)
        yield from page.items
        after = page.next_key
        if after is None:
            return
