"""Lists by pages: `limit` and an opaque `cursor` in, `items` and `next_cursor` out."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request

from app.flows.errors import Invalid
from app.repositories.ports import Key, Page
from app.routers.dependencies import ServicesDep
from app.routers.edge import route_of

Record = TypeVar("Record")

MOST = 200
_SEAL_BYTES = 9


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a listing goes on. Cursors are sealed for the list that made them, so a made-up one is noticed."""

    limit: int
    after: Key | None
    seal: Callable[[Key], str]

    def listing(self, page: Page[Record], fields: Callable[[Record], dict[str, Any]]) -> dict[str, Any]:
        """The body of the answer."""
        return {
            "items": [fields(record) for record in page.items],
            "next_cursor": None if page.next_key is None else self.seal(page.next_key),
        }


def _paging(
    request: Request,
    services: ServicesDep,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many items at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=512, description="`next_cursor` of the page before")] = None,
) -> Paging:
    key = services.keys.key + route_of(request.scope).encode()
    return Paging(limit, _opened(cursor, key) if cursor else None, lambda after: _sealed(after, key))


PagingDep = Annotated[Paging, Depends(_paging)]


def _sealed(after: Key, key: bytes) -> str:
    content = json.dumps(after, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(content, key) + content).decode().rstrip("=")


def _opened(cursor: str, key: bytes) -> Key:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _no_cursor() from None
    seal, content = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
    if not hmac.compare_digest(seal, _seal(content, key)):
        raise _no_cursor()
    first, second = json.loads(content)
    return str(first), str(second)


def _seal(content: bytes, key: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).digest()[:_SEAL_BYTES]


def _no_cursor() -> Invalid:
    return Invalid("query.cursor", "This is no cursor of this list.")
