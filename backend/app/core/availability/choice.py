"""Whom to send: near where they already are, else the one with the fewest visits that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.core.availability.board import Board
from app.core.availability.minutes import minute_of, moment_of
from app.core.businesses import Technician
from app.core.slots import Slot, Taken


class Choice:
    """Picks technicians for the starts of one board; each pick counts, so that several spread over people."""

    def __init__(self, board: Board, taken: Sequence[Taken]) -> None:
        self._board = board
        self._visits: Counter[tuple[str, int]] = Counter()
        self._nearby: set[tuple[str, int]] = set()
        for each in taken:
            if each.visit and each.technician_id is not None:
                place = (each.technician_id, board.clock.day_index(minute_of(each.start)))
                self._visits[place] += 1
                if each.zip_code is not None and each.zip_code == board.query.zip_code:
                    self._nearby.add(place)

    def slot(self, start: int, lanes: Sequence[int], *, counts: bool = False) -> Slot:
        """The visit at that minute with the best of the free `lanes`; `counts` notes it for the next pick."""
        lane = lanes[0] if len(lanes) == 1 else min(lanes, key=lambda number: self._rank(number, start))
        technician_id = self._board.lanes[lane].technician.id
        if counts:
            self._visits[technician_id, self._board.clock.day_index(start)] += 1
        return Slot(moment_of(start), moment_of(start + self._board.query.minutes), technician_id)

    def ranked(self, start: int) -> list[Technician]:
        """Everybody of the board, whom to send first at the front."""
        numbers = sorted(range(len(self._board.lanes)), key=lambda number: self._rank(number, start))
        return [self._board.lanes[number].technician for number in numbers]

    def _rank(self, number: int, start: int) -> tuple[bool, bool, int, int]:
        technician = self._board.lanes[number].technician
        place = (technician.id, self._board.clock.day_index(start))
        off_call = self._board.query.is_emergency and not technician.on_call
        return off_call, place not in self._nearby, self._visits[place], number
