"""Tables as an attachment, streamed piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi.responses import StreamingResponse

from app.routers.runner import Runner

CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "A table as CSV"}}


def csv_answer(runner: Runner, name: str, pieces: Iterator[str]) -> StreamingResponse:
    return StreamingResponse(
        _read(runner, pieces),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


async def _read(runner: Runner, pieces: Iterator[str]) -> AsyncIterator[str]:
    """Each piece is read off the event loop, and only once the one before was sent."""
    while (piece := await runner.run_long(next, pieces, None)) is not None:
        yield piece
