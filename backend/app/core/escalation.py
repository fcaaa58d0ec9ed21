"""The emergency ladder: whom to alert, in which order, until somebody takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.core.businesses import Business

# The whole ladder is climbed so often before we say that nobody could be reached.
ROUNDS = 3
ACCEPTING = frozenset(
    {"1", "accept", "accepted", "i accept", "take it", "i take it", "ill take it", "acepto", "lo tomo"}
)


@dataclass(frozen=True, slots=True)
class Rung:
    """Somebody who may take an emergency. `phone` is E.164."""

    name: str
    phone: str


def ladder(business: Business) -> tuple[Rung, ...]:
    """The business's people in the order of its emergency policy, each number once."""
    rungs: dict[str, Rung] = {}
    for group in business.emergency_policy.escalation:
        for rung in _group(business, group):
            rungs.setdefault(rung.phone, rung)
    return tuple(rungs.values())


def to_ring(business: Business, caller: str | None, *, emergency: bool) -> tuple[Rung, ...]:
    """Whom a call is put through to, one after the other: the owner first, an emergency as its policy says."""
    people = (*_group(business, "owner"), *_group(business, "on_call"))
    rungs = ladder(business) if emergency else tuple({rung.phone: rung for rung in people}.values())
    return tuple(rung for rung in rungs if rung.phone != caller)


def rung_at(business: Business, step: int) -> Rung | None:
    """Who is alerted at that step, round after round; None once everybody was, often enough."""
    rungs = ladder(business)
    if not rungs or step >= len(rungs) * ROUNDS:
        return None
    return rungs[step % len(rungs)]


def accepts(body: str) -> bool:
    """Whether a text from one of our people takes the emergency."""
    words = " ".join(re.findall(r"[a-z0-9]+", body.casefold().replace("'", "").replace("’", "")))
    return words in ACCEPTING


def _group(business: Business, group: str) -> list[Rung]:
    if group == "owner":
        return [Rung(business.name, business.owner_phone)] if business.owner_phone else []
    return [
        Rung(person.name, person.phone)
        for person in business.technicians
        if person.on_call and person.active and person.phone
    ]
