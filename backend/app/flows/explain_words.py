"""What the assistant makes of one utterance, outside any conversation."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.core.understanding.frame import Frame, Language
from app.core.understanding.understand import understand
from app.flows.converse import business_of
from app.flows.hearing import vocabulary_of
from app.flows.services import Services


def explain_words(
    services: Services,
    business_id: str,
    text: str,
    *,
    now: datetime | None = None,
    zone: ZoneInfo | None = None,
    language: Language | None = None,
) -> Frame:
    """The frame of `text`, said at `now` (the service's clock) in `zone` (the business's). Stores nothing."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
    return understand(
        text,
        now=(now or services.clock.now()).astimezone(zone or business.zone),
        language=language,
        vocabulary=vocabulary_of(business),
        region=business.country,
    )
