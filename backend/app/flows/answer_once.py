"""A request that may be sent twice has its effect once, and the second one gets the first one's answer.

The record commits together with the effect, so no crash and no race can part the two.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.core.idempotency import IdempotencyRecord
from app.flows.errors import Conflict
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

Result = TypeVar("Result")

# Requests that concern no single tenant are kept under this name.
DEPLOYMENT = "_deployment"


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` None: the caller gave none, so each request has its own effect. `fingerprint` is of path and body."""

    scope: str
    key: str | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """`content` is JSON. `again`: it is the answer to an earlier request with the same key."""

    status: int
    content: dict[str, Any]
    again: bool = False


def answer_once(
    services: Services,
    business_id: str,
    asked: Asked,
    body: Callable[[UnitOfWork, Outside], Result],
    finish: Callable[[UnitOfWork, Result], Answered],
    *,
    secrets: frozenset[str] = frozenset(),
) -> Answered:
    """Run `body` in one unit of work; `finish` makes the answer of what was stored, also after its delivery.

    The fields named by `secrets` are shown once and left out of what is kept. Raises `Conflict` where the key
    stands for another request.
    """
    tenant = business_id or DEPLOYMENT

    def attempt(unit: UnitOfWork, outside: Outside) -> Result | Answered:
        kept = unit.idempotency.get(tenant, asked.scope, asked.key) if asked.key else None
        if kept is not None:
            return _again(kept, asked)
        result = body(unit, outside)
        if asked.key:
            unit.idempotency.add(tenant, _record(services, asked, asked.key, finish(unit, result), secrets))
        return result

    result = run_turn(services, tenant, attempt)
    if isinstance(result, Answered):
        return result
    with services.store.unit_of_work(read_only=not asked.key) as unit:
        answered = finish(unit, result)
        if asked.key:
            unit.idempotency.save(tenant, _record(services, asked, asked.key, answered, secrets))
            unit.commit()
    return answered


def _again(kept: IdempotencyRecord, asked: Asked) -> Answered:
    if kept.fingerprint != asked.fingerprint:
        raise Conflict("This Idempotency-Key was used for another request.")
    return Answered(kept.status_code, json.loads(kept.answer or "{}"), again=True)


def _record(
    services: Services, asked: Asked, key: str, answered: Answered, secrets: frozenset[str]
) -> IdempotencyRecord:
    shown = {name: value for name, value in answered.content.items() if name not in secrets}
    return IdempotencyRecord(
        scope=asked.scope,
        key=key,
        fingerprint=asked.fingerprint,
        answer=json.dumps(shown, ensure_ascii=False),
        created_at=services.clock.now(),
        status_code=answered.status,
    )
