"""Counts the calls to a provider by how they ended, and logs those that failed, whichever adapter it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

import structlog

from app.providers.ports import Meter, OutcomeUnknown, ProviderError, Rejected, Unavailable

log = structlog.get_logger(__name__)

Provider = TypeVar("Provider")

# Errors that are an answer like any other (somebody changed an event by hand) count as `ok`.
_OUTCOMES = ((Rejected, "rejected"), (Unavailable, "unavailable"), (OutcomeUnknown, "unknown"), (ProviderError, "ok"))


def metered(provider: Provider, meter: Meter, name: str, calls: frozenset[str]) -> Provider:
    """The same provider to all who use it; `calls` are the methods that are counted, under `name`."""
    return cast(Provider, _Metered(provider, meter, name, calls))


class _Metered:
    def __init__(self, provider: object, meter: Meter, name: str, calls: frozenset[str]) -> None:
        self._provider = provider
        self._meter = meter
        self._name = name
        self._calls = calls

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._provider, attribute)
        return partial(self._counted, found) if attribute in self._calls else found

    def _counted(self, call: Callable[..., object], *args: object, **kwargs: object) -> object:
        outcome = "error"
        try:
            answer = call(*args, **kwargs)
            outcome = "ok"
        except ProviderError as error:
            outcome = next(outcome for kind, outcome in _OUTCOMES if isinstance(error, kind))
            if outcome != "ok":
                log.warning(f"{self._name}_error", call=call.__name__, outcome=outcome, code=error.code)
            raise
        finally:
            self._meter.count_call(self._name, outcome)
        return answer
