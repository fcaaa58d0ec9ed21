"""What a job did, or would do: counts, and with a dry run the people behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

# A dry run lists this many people of each kind; the counts cover all.
LISTED = 200
HELD = frozenset({"quiet_hours", "frequency", "paused"})


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody who would get a text, or not (`reason`)."""

    customer_id: str | None
    name: str | None
    phone: str | None
    body: str | None = None
    reason: str | None = None
    appointment_id: str | None = None


@dataclass(slots=True)
class JobReport:
    """`sent` may go at once; `skipped` counts by reason; `made` counts the texts, also those that wait."""

    sent: int = 0
    failed: int = 0
    made: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    planned: list[Planned] = field(default_factory=list)
    left_out: list[Planned] = field(default_factory=list)

    def plan(self, person: Planned) -> None:
        self.sent += 1
        self.made += 1
        if len(self.planned) < LISTED:
            self.planned.append(person)

    def leave_out(self, reason: str, person: Planned) -> None:
        self.skipped[reason] += 1
        self.made += person.reason in HELD
        if len(self.left_out) < LISTED:
            self.left_out.append(person)

    def mention(self, reason: str, person: Planned) -> None:
        """Nobody whom this was meant for: a dry run says why, and they count nowhere."""
        if len(self.left_out) < LISTED:
            self.left_out.append(replace(person, reason=reason))

    def add(self, other: JobReport) -> None:
        """Take in a part's figures."""
        self.sent += other.sent
        self.failed += other.failed
        self.made += other.made
        self.skipped += other.skipped
        self.planned += other.planned[: LISTED - len(self.planned)]
        self.left_out += other.left_out[: LISTED - len(self.left_out)]

    def summary(self) -> str:
        """For the operator: counts, nobody's name."""
        skipped = ", ".join(f"{count} {reason}" for reason, count in sorted(self.skipped.items()))
        return f"{self.sent} sent, {self.failed} failed" + (f", skipped {skipped}" if skipped else "")
