"""A call written down: what the caller says, line by line, and what they expect to hear.

# Words are spoken; these lines do something else:
from: +18165550150          (before the first words)
press: 1
silence
expect: tomorrow            (in what was just heard, any case; /…/ is a regular expression)
expect not: 911
transfer: completed         (how ringing a person ends from now on; no-answer at first)
message: the drain is blocked again     (what is left after the tone)
hang up
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.call import PhoneCall

_DIRECTIVE = re.compile(r"(from|press|expect not|expect|transfer|message)\s*:\s*(.*)", re.IGNORECASE)
_PLAIN = {"silence": "silence", "hang up": "hang up"}

Say = Callable[[str], None]


class Unexpected(Exception):
    """What was heard is not what the script expects."""


@dataclass(frozen=True)
class Step:
    """`what` is "say" or one of the directives."""

    number: int
    what: str
    words: str = ""


def read_script(text: str) -> list[Step]:
    return [_step(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if _counts(line)]


def play(steps: Sequence[Step], call: PhoneCall, tell: Say) -> None:
    """Ring, do each step, hang up. `tell` is told every line of the call. Raises `Unexpected`, `Rejected`."""
    for step in steps:
        if step.what == "from":
            call.caller = step.words
    heard = call.ring()
    tell(f"assistant: {heard}")
    for step in steps:
        heard = _do(step, call, heard, tell)
    call.hangs_up()


def _do(step: Step, call: PhoneCall, heard: str, tell: Say) -> str:
    match step.what:
        case "expect" | "expect not":
            _check(step, heard)
            return heard
        case "transfer":
            call.person = lambda _number: step.words
            return heard
        case "message":
            call.message = step.words
            return heard
        case "from":
            return heard
        case "hang up":
            tell("caller: (hangs up)")
            call.hangs_up()
            return heard
    if not call.listening:
        raise Unexpected(f"line {step.number}: the call is over")
    tell(f"caller: {step.words or f'({step.what})'}")
    before = len(call.heard.events)
    heard = {"press": lambda: call.presses(step.words), "silence": call.is_silent}.get(
        step.what, lambda: call.says(step.words)
    )()
    tell(f"assistant: {heard}")
    for event in call.heard.events[before:]:
        tell(f"({event})")
    return heard


def _check(step: Step, heard: str) -> None:
    wanted = step.words
    pattern = wanted[1:-1] if len(wanted) > 1 and wanted[0] == wanted[-1] == "/" else re.escape(wanted)
    found = re.search(pattern, heard, re.IGNORECASE) is not None
    if found is not (step.what == "expect"):
        raise Unexpected(f"line {step.number}: {step.what} {wanted!r}, heard: {heard!r}")


def _step(number: int, line: str) -> Step:
    plain = _PLAIN.get(line.casefold())
    if plain:
        return Step(number, plain)
    found = _DIRECTIVE.fullmatch(line)
    return Step(number, found.group(1).lower(), found.group(2).strip()) if found else Step(number, "say", line)


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
