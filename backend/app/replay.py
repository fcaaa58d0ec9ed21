"""`python -m app.replay CONVERSATION_ID`: a stored conversation as a case for tests/corpus, without personal data."""

from __future__ import annotations

import argparse
import sys

from app.core.replaying import as_case, private_words
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import SettingsError, load_settings
from app.wiring import DEFAULT_BUSINESS_ID, build_services


def main() -> None:
    parser = argparse.ArgumentParser(description="Print a stored conversation as a case for the corpus.")
    parser.add_argument("conversation_id")
    parser.add_argument("--business-id", default=DEFAULT_BUSINESS_ID)
    options = parser.parse_args()
    try:
        services = build_services(load_settings(), PrometheusMeter())
    except SettingsError as error:
        sys.exit(str(error))
    case = replay(services, options.business_id, options.conversation_id)
    if case is None:
        sys.exit("There is no such conversation in the stores of these settings.")
    print(case, end="")


def replay(services: Services, business_id: str, conversation_id: str) -> str | None:
    """The case, or None where the conversation is unknown."""
    with services.store.unit_of_work(read_only=True) as unit:
        talk = unit.conversations.get(business_id, conversation_id)
        if talk is None:
            return None
        messages = unit.conversations.messages(business_id, conversation_id)
        visit = unit.appointments.get(business_id, talk.appointment_id) if talk.appointment_id else None
        session = unit.sessions.by_conversation(business_id, conversation_id)
    addresses = [visit.address or "" if visit else "", (session.state.slots.address or "") if session else ""]
    return as_case(talk, messages, private_words(talk, addresses))


if __name__ == "__main__":
    main()
