"""Lists that continue after the key of their last item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Record = TypeVar("Record")

# The sort key of the last item of a page: the listing continues strictly after it. `UnknownKey` for any other.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page(Generic[Record]):
    """`next_key` is None on the last page."""

    items: tuple[Record, ...]
    next_key: Key | None = None
