"""The state of a dialogue as text. Its wishes stay in the clock of the business.

"Friday at three", and a week later at three, are wall times: after a change to daylight-saving time the same hour
has another offset. JSON knows offsets only, so the zone's name is stored beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from app.core.dialogue.state import DialogueState
from app.core.understanding.frame import When
from app.repositories.sql.types import json_text

ADAPTER: TypeAdapter[DialogueState] = TypeAdapter(DialogueState)


class State(TypeDecorator[DialogueState]):
    """One line with the zone's name (or nothing), then the JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: DialogueState | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        return f"{next(_zones(value), '')}\n{json_text(ADAPTER, value)}"

    def process_result_value(self, value: Any, dialect: Dialect) -> DialogueState | None:
        del dialect
        if value is None:
            return None
        zone, _, text = value.partition("\n")
        state = ADAPTER.validate_json(text)
        return _in_zone(state, ZoneInfo(zone)) if zone else state


def _zones(value: Any) -> Iterator[str]:
    """The names of the zones of all wishes inside."""
    if isinstance(value, When):
        if isinstance(value.start.tzinfo, ZoneInfo):
            yield value.start.tzinfo.key
    elif isinstance(value, tuple):
        for item in value:
            yield from _zones(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _zones(getattr(value, field.name))


def _in_zone(value: Any, zone: ZoneInfo) -> Any:
    """The same value with all wishes inside in that zone."""
    if isinstance(value, When):
        return replace(
            value,
            start=value.start.astimezone(zone),
            end=value.end and value.end.astimezone(zone),
            alternatives=_in_zone(value.alternatives, zone),
        )
    if isinstance(value, tuple):
        return tuple(_in_zone(item, zone) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        inside = {field.name: getattr(value, field.name) for field in fields(value)}
        nested = {name: item for name, item in inside.items() if is_dataclass(item) or isinstance(item, tuple)}
        return replace(value, **{name: _in_zone(item, zone) for name, item in nested.items()}) if nested else value
    return value
