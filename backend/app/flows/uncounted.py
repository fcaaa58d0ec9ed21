"""A meter for what is only tried or played."""

from __future__ import annotations


class Uncounted:
    """Takes figures and keeps none, since nothing happened."""

    def count(self, name: str, amount: int = 1) -> None:
        """Not kept."""

    def count_call(self, provider: str, outcome: str) -> None:
        """Not kept."""

    def observe_request(self, route: str, method: str, status: int, seconds: float, *, failed: bool = False) -> None:
        """Not kept."""
