"""Whom to send: near where they already are, else the one with the fewest visits that day."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.availability.board import Board
from app.core.availability.minutes import minute_of, moment_of
from app.core.businesses import Technician
from app.core.slots import Slot, Taken

# Off call in an emergency, elsewhere that day, visits that day, place in the business's list: the lowest goes.
Rank = tuple[bool, bool, int, int]


class Choice:
    """Picks technicians for the starts of one board; each pick counts, so that several spread over people."""

    def __init__(self, board: Board, taken: Sequence[Taken]) -> None:
        self._board = board
        self._ranks: dict[int, list[Rank]] = {}
        self._nearby = {
            (each.technician_id, board.clock.day_index(minute_of(each.start)))
            for each in taken
            if board.query.zip_code is not None and each.visit and each.zip_code == board.query.zip_code
        }

    def slot(self, start: int, lanes: Sequence[int], *, counts: bool = False) -> Slot:
        """The visit at that minute with the best of the free `lanes`; `counts` notes it for the next pick."""
        ranks = self._on_day(start)
        lane = min(lanes, key=ranks.__getitem__)
        if counts:
            off_call, elsewhere, jobs, place = ranks[lane]
            ranks[lane] = off_call, elsewhere, jobs + 1, place
        end = start + self._board.query.minutes
        return Slot(moment_of(start), moment_of(end), self._board.lanes[lane].technician.id)

    def ranked(self, start: int) -> list[Technician]:
        """Everybody of the board, whom to send first at the front."""
        ranks = self._on_day(start)
        return [self._board.lanes[number].technician for number in sorted(range(len(ranks)), key=ranks.__getitem__)]

    def _on_day(self, start: int) -> list[Rank]:
        day = self._board.clock.day_index(start)
        if day not in self._ranks:
            self._ranks[day] = [
                self._rank(lane.technician, day, start, place) for place, lane in enumerate(self._board.lanes)
            ]
        return self._ranks[day]

    def _rank(self, technician: Technician, day: int, start: int, place: int) -> Rank:
        off_call = self._board.query.is_emergency and not technician.on_call
        return off_call, (technician.id, day) not in self._nearby, self._board.jobs_of(technician.id, start), place
