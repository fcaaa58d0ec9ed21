"""`Idempotency-Key`: what the caller calls this request, and what it was made of."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated

from fastapi import Depends, Header, Request

from app.flows.answer_once import Answered, Asked
from app.routers.answers import Answer
from app.routers.edge import route_of

AGAIN = {"Idempotent-Replayed": "true"}


async def _asked(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            pattern=r"^[\x21-\x7e]{1,200}$",
            description="Names this request: sent again with the same body, it has its effect once",
        ),
    ] = None,
) -> Asked:
    scope = f"{request.method} {route_of(request.scope)}"
    if idempotency_key is None:
        return Asked(scope)
    whole = f"{request.url.path}?{request.url.query}\n".encode() + _canonical(await request.body())
    return Asked(scope, idempotency_key, hashlib.sha256(whole).hexdigest())


OnceDep = Annotated[Asked, Depends(_asked)]


def once(answered: Answered) -> Answer:
    """The answer as HTTP; a header says where it was given before."""
    return Answer(answered.content, status_code=answered.status, headers=AGAIN if answered.again else None)


def _canonical(body: bytes) -> bytes:
    """The same JSON, written with other spaces or in another order, is the same body."""
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        return body
