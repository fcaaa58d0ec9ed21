"""How values of the core stand in a column, and come back as they were."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import TEXT, TIMESTAMP, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Name = TypeVar("Name", bound=StrEnum)

# 2026-01-14T12:00:00.000000Z: fixed width, so that text sorts as time does.
MOMENT_LENGTH = 27


def moment_text(moment: datetime) -> str:
    """Raises `ValueError` for a time that does not say where on earth it is meant."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


class Moment(TypeDecorator[datetime]):
    """Aware UTC both ways: a timestamp with time zone, in SQLite a text that sorts as the moments do."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(String(MOMENT_LENGTH))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        text = moment_text(value)
        return value if dialect.name == "postgresql" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def writable(words: str) -> str:
    """Words without what no database can write: NUL, and half a surrogate pair."""
    if words.isascii():
        return words.replace("\x00", "") if "\x00" in words else words
    return words.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _text(dialect: Dialect) -> TEXT:
    """In code point order on both databases."""
    return TEXT(collation="C" if dialect.name == "postgresql" else None)


class Words(TypeDecorator[str]):
    """Text of any length."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else writable(value)


class Named(TypeDecorator[Name], Generic[Name]):
    """A member of an enumeration, stored by its value."""

    impl = Text
    cache_ok = True

    def __init__(self, names: type[Name]) -> None:
        super().__init__()
        self.names = names

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: Name | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> Name | None:
        del dialect
        return None if value is None else self.names(value)


class Json(TypeDecorator[Any]):
    """A value of a core type, such as a tuple of tags, as the text of its JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, of: Any) -> None:
        super().__init__()
        self.of = of
        self._adapter: TypeAdapter[Any] = TypeAdapter(of)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else json_text(self._adapter, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else self._adapter.validate_json(value)


def json_text(adapter: TypeAdapter[Any], value: Any) -> str:
    """JSON, without half surrogate pairs, which would be an error."""
    try:
        return adapter.dump_json(value).decode()
    except PydanticSerializationError:
        return writable(json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False))
