"""What the store holds, for a test to look at."""

from __future__ import annotations

from app.core.appointments import Appointment
from app.core.callbacks import Callback
from app.core.conversations import Conversation, Message
from app.core.texts import Text, TextKind
from app.flows.services import Services

MANY = 100


class Books:
    """One tenant's records, oldest first."""

    def __init__(self, services: Services, business_id: str = "rivera") -> None:
        self._services, self._business_id = services, business_id

    def texts(self, *kinds: TextKind) -> list[Text]:
        with self._services.store.unit_of_work(read_only=True) as unit:
            page = unit.texts.page(self._business_id, limit=MANY)
        return [text for text in reversed(page.items) if not kinds or text.kind in kinds]

    def callbacks(self) -> list[Callback]:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return list(reversed(unit.callbacks.page(self._business_id, limit=MANY).items))

    def conversations(self) -> list[Conversation]:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return list(reversed(unit.conversations.page(self._business_id, limit=MANY).items))

    def messages(self, conversation_id: str) -> list[Message]:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return list(unit.conversations.messages(self._business_id, conversation_id))

    def visits(self) -> list[Appointment]:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return list(unit.appointments.page(self._business_id, limit=MANY).items)

    def tally(self, name: str) -> int:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return unit.tallies.totals(self._business_id).get(name, 0)

    def everything(self) -> tuple[int, ...]:
        """How many records of each kind there are: the same numbers, no effect."""
        return tuple(map(len, (self.texts(), self.callbacks(), self.conversations(), self.visits())))
