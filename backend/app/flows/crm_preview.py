"""What a change by hand would do: carried out, looked at, and not kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.texts import Text
from app.flows.converse import business_of
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.flows.uncounted import Uncounted
from app.repositories.ports import UnitOfWork

# More texts than one change of a visit brings.
NEWEST = 20

Change = Callable[[UnitOfWork, Services, Outside], Appointment]


@dataclass(frozen=True, slots=True)
class Preview:
    """The visit as it would be, and the texts that would go out or be held."""

    business: Business
    visit: Appointment
    texts: Sequence[Text]


class _Seen(Exception):
    """Leaves the unit of work before anything of it is kept."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("seen")
        self.preview = preview


def preview(services: Services, business_id: str, change: Change) -> Preview:
    """Raises what the change itself would raise, such as `Conflict` with the nearest `alternatives`."""
    uncounted = replace(services, meter=Uncounted())

    def look(unit: UnitOfWork, outside: Outside) -> None:
        before = {text.id for text in unit.texts.page(business_id, limit=NEWEST).items}
        visit = change(unit, uncounted, outside)
        texts = [text for text in unit.texts.page(business_id, limit=NEWEST).items if text.id not in before]
        raise _Seen(Preview(business_of(unit, business_id), visit, texts))

    try:
        run_turn(services, business_id, look)
    except _Seen as seen:
        return seen.preview
    raise AssertionError("a preview always ends by what it saw")
