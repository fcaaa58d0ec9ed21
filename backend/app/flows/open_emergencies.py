"""Emergencies that wait for somebody, as the dashboard sees and takes them."""

from __future__ import annotations

from app.core.businesses import Business
from app.core.conversations import Conversation
from app.flows import escalate
from app.flows.converse import business_of
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


def open_emergencies(services: Services, business_id: str) -> tuple[Business, list[Conversation]]:
    """Conversations whose emergency nobody has taken yet, newest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        talks = (unit.conversations.get(business_id, waiting) for waiting in escalate.waiting(unit, services, business))
        return business, [talk for talk in talks if talk is not None]


def take_by_hand(unit: UnitOfWork, services: Services, business_id: str, conversation_id: str) -> None:
    """Who takes a conversation over has its emergency, too, if that still waits."""
    business = business_of(unit, business_id)
    if conversation_id in escalate.waiting(unit, services, business):
        escalate.take_over(unit, services, business, conversation_id, None)
