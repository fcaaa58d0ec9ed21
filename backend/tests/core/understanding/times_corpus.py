"""Reads the sentences about times: each with the span that it means on a given clock."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.core.understanding.frame import Language, When

CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True)
class Case:
    """A sentence, when it is said, and its spans as "start/end" (the first, then the alternatives)."""

    group: str
    text: str
    now: datetime
    language: Language
    spans: tuple[str, ...]
    grain: str | None
    anchor: date | None = None

    def __str__(self) -> str:
        return f"{self.group}: {self.text}"


def cases(name: str, language: Language) -> list[Case]:
    """Rows of a corpus file: ["text"] means no time; else ["text", start, end, grain, alternative...]."""
    found: list[Case] = []
    for group in tomllib.loads((CORPUS / name).read_text("utf-8"))["group"]:
        now = datetime.fromisoformat(group["now"]).replace(tzinfo=ZoneInfo(group["zone"]))
        anchor = date.fromisoformat(group["anchor"]) if "anchor" in group else None
        for row in group["rows"]:
            text, *rest = row
            spans = (f"{rest[0]}/{rest[1]}", *rest[3:]) if rest else ()
            found.append(Case(group["name"], text, now, language, spans, rest[2] if rest else None, anchor))
    return found


def spans_of(when: When | None) -> tuple[str, ...]:
    """The answer as a corpus file writes it."""
    if when is None:
        return ()
    return tuple(f"{_written(each.start)}/{_written(each.end)}" for each in (when, *when.alternatives))


def _written(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""
