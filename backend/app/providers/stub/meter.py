"""A meter that counts nothing, for what is only played."""

from __future__ import annotations


class SilentMeter:
    def count(self, name: str, amount: int = 1) -> None:
        """Nobody asks."""

    def observe_request(self, route: str, method: str, status: int, seconds: float, *, failed: bool = False) -> None:
        """Nobody asks."""

    def count_call(self, provider: str, outcome: str) -> None:
        """Nobody asks."""
