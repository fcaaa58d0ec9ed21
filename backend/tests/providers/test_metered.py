"""Calls to providers are counted by how they end."""

from __future__ import annotations

import pytest

from app.providers.metered import metered
from app.providers.ports import OutcomeUnknown, ProviderError, Rejected, SyncTokenExpired, Unavailable


class Counting:
    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def count(self, name: str, amount: int = 1) -> None: ...
    def count_call(self, provider: str, outcome: str) -> None:
        self.calls.append((provider, outcome))

    def observe_request(
        self, route: str, method: str, status: int, seconds: float, *, failed: bool = False
    ) -> None: ...


class Provider:
    name = "a provider"

    def ask(self, fault: Exception | None = None) -> str:
        if fault is not None:
            raise fault
        return "answer"

    def look(self) -> str:
        return "not counted"


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (None, "ok"),
        (Rejected("no"), "rejected"),
        (Unavailable("later"), "unavailable"),
        (OutcomeUnknown("perhaps"), "unknown"),
        (SyncTokenExpired("ask for all"), "ok"),
        (ZeroDivisionError(), "error"),
    ],
)
def test_every_way_to_end_has_its_outcome(fault: Exception | None, outcome: str) -> None:
    meter = Counting()
    provider = metered(Provider(), meter, "calendar", frozenset({"ask"}))
    if fault is None:
        assert provider.ask() == "answer"
    else:
        with pytest.raises((ProviderError, ZeroDivisionError)):
            provider.ask(fault)
    assert meter.calls == [("calendar", outcome)]


def test_the_rest_of_a_provider_is_as_it_was() -> None:
    meter = Counting()
    provider = metered(Provider(), meter, "calendar", frozenset({"ask"}))
    assert (provider.name, provider.look(), meter.calls) == ("a provider", "not counted", [])
