"""What the person who is rung hears before they take the call."""

from __future__ import annotations

from app.core.businesses import Business
from app.core.wording.catalogue import say
from app.flows.services import Services


def tell_who_calls(services: Services, business: Business, call_sid: str) -> str:
    """Who it is and what is wrong, as far as it is known, in the business's language."""
    language = business.language
    with services.store.unit_of_work(read_only=True) as unit:
        session = unit.sessions.by_call(business.id, call_sid) if call_sid else None
        talk = unit.conversations.get(business.id, session.conversation_id) if session else None
    state = session.state if session else None
    name = (state.slots.name if state else None) or (talk.customer_name if talk else None)
    about = state.emergency_reason.replace("_", " ") if state and state.emergency_reason else None
    about = about or (state.slots.problem if state else None)
    who = name or say(language, "line.whisper_somebody")
    known = who if not about else say(language, "line.whisper_about", who=who, about=about)
    return say(language, "line.whisper", business=business.name, who=known)
