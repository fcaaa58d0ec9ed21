"""What the doctor finds: well, worth knowing, or wrong, and then what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Verdict(StrEnum):
    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was seen of `part`; `advice` says what to do, and is empty only where all is well."""

    part: str
    verdict: Verdict
    what: str
    advice: str = ""

    def line(self) -> str:
        advice = f"\n             -> {self.advice}" if self.advice else ""
        return f"{self.verdict:5} {self.part}: {self.what}{advice}"

    def fields(self) -> dict[str, str]:
        return asdict(self)


def ok(part: str, what: str) -> Finding:
    return Finding(part, Verdict.OK, what)


def note(part: str, what: str, advice: str) -> Finding:
    return Finding(part, Verdict.NOTE, what, advice)


def fault(part: str, what: str, advice: str) -> Finding:
    return Finding(part, Verdict.FAULT, what, advice)
