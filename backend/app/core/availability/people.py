"""Who could do a visit."""

from __future__ import annotations

from app.core.availability.query import TimeQuery
from app.core.businesses import Business, Technician


def able(business: Business, query: TimeQuery) -> list[Technician]:
    """The active technicians with the skill, or the one that is asked for.

    In an emergency the ones on call go first, and where nobody has the skill whoever is on call comes.
    """
    present = [person for person in business.technicians if person.active]
    if query.technician_id is not None:
        present = [person for person in present if person.id == query.technician_id]
    skilled = [person for person in present if can_do(person, query)]
    if not query.is_emergency:
        return skilled
    skilled = skilled or [person for person in present if person.on_call] or present
    return sorted(skilled, key=lambda person: not person.on_call)


def can_do(technician: Technician, query: TimeQuery) -> bool:
    return not technician.skills or query.service is None or query.service.key in technician.skills
