"""Moves what was played on a stage into the store where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from app.core.conversations import Channel
from app.core.demo import Script
from app.core.outbox import OutboxKind, OutboxStatus
from app.repositories.ports import Page, UnitOfWork

Record = TypeVar("Record")

PAGE = 200
BEFORE_ALL = date(2000, 1, 1)


def copy_tenant(stage: UnitOfWork, shown: UnitOfWork, script: Script) -> None:
    """The tenant and all that was played of it. Raises `DuplicateRecord` where it is there already."""
    business_id = script.business.id
    shown.businesses.add(script.business)
    for customer in _every(stage.customers.page, business_id):
        shown.customers.add(business_id, customer)
    _copy_visits(stage, shown, business_id)
    _copy_conversations(stage, shown, business_id)
    for text in _every(stage.texts.page, business_id):
        shown.texts.add(business_id, text)
    for callback in _every(stage.callbacks.page, business_id):
        shown.callbacks.add(business_id, callback)
    for person in script.people.values():
        opt_out = stage.opt_outs.get(business_id, person.phone)
        if opt_out is not None:
            shown.opt_outs.put(business_id, opt_out)
    for entry in _every(stage.outbox.page, business_id):
        if entry.kind is OutboxKind.TEXT and entry.status is OutboxStatus.PENDING:
            shown.outbox.add(entry)
    for day, amounts in stage.tallies.by_day(business_id, BEFORE_ALL).items():
        for name, amount in amounts.items():
            shown.tallies.add(business_id, name, day, amount)


def _copy_visits(stage: UnitOfWork, shown: UnitOfWork, business_id: str) -> None:
    for visit in _every(stage.appointments.page, business_id):
        shown.appointments.book(business_id, visit)
        for change in stage.appointments.history(business_id, visit.id):
            shown.appointments.record(business_id, change)


def _copy_conversations(stage: UnitOfWork, shown: UnitOfWork, business_id: str) -> None:
    """With the sessions of threads, which may go on."""
    for talk in _every(stage.conversations.page, business_id):
        shown.conversations.add(business_id, talk)
        for message in stage.conversations.messages(business_id, talk.id):
            shown.conversations.add_message(business_id, message)
        session = stage.sessions.by_conversation(business_id, talk.id)
        if session is not None and talk.channel is Channel.SMS:
            shown.sessions.add(business_id, session)


def _every(page: Callable[..., Page[Record]], business_id: str) -> Iterator[Record]:
    after = None
    while True:
        found = page(business_id, limit=PAGE, after=after)
        yield from found.items
        after = found.next_key
        if after is None:
            return
