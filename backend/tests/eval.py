"""How well the receptionist understands, by category, over the sentences of tests/corpus.

Run from backend with `python -m tests.eval`; `--failures FILE` says where what went wrong is written. The corpora:
times_*, names_*, answers_*, phones, emails, addresses, intents_*, emergencies_*, harmless_*, services_*, notes_*.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.core.understanding.frame import Found, Frame, Language, When
from app.core.understanding.services import Vocabulary
from app.core.understanding.understand import understand

CORPUS = Path(__file__).parent / "corpus"
WEDNESDAY = datetime(2027, 3, 10, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
NOTHING = "nothing"


@dataclass(frozen=True)
class Case:
    """A sentence, what it means as text, and how that is read off the frame."""

    category: str
    text: str
    wanted: str
    read: Callable[[Frame], str]
    language: Language | None = None
    asking: str | None = None
    now: datetime = WEDNESDAY
    anchor: date | None = None
    vertical: str = "plumbing"


@dataclass(frozen=True)
class Outcome:
    case: Case
    got: str
    milliseconds: float

    @property
    def ok(self) -> bool:
        return self.got == self.case.wanted


def cases() -> Iterator[Case]:
    """Every case of every corpus file that this script knows how to read, in the order of the file names."""
    for path in sorted(CORPUS.glob("*.toml")):
        kind, _, rest = path.stem.partition("_")
        tongue = rest.rpartition("_")[2]
        read = READERS.get(kind)
        if read is not None and tongue in ("", "en", "es"):
            language = Language(tongue) if tongue else None
            yield from read(path.stem, tomllib.loads(path.read_text("utf-8")), language)


def intents(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for name, table in data.items():
        for text in table.get("say", ()):
            yield Case(category, text, name, lambda frame: frame.intent.value, language)
        for intent, inner in table.items():
            for text in inner["say"] if isinstance(inner, dict) else ():
                yield Case(category, text, intent, lambda frame: frame.intent.value, language, asking=name)


def emergencies(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for table in data.values():
        for text in table["say"]:
            yield Case(category, text, "emergency", _danger, language)


def harmless(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for text in data["say"]:
        yield Case(category, text, NOTHING, _danger, language)


def services(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for vertical, table in data.items():
        for key, texts in table.items():
            for text in texts:
                yield Case(
                    category, text, key, lambda frame: frame.service_type or NOTHING, language, vertical=vertical
                )


def times(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for group in data["group"]:
        now = datetime.fromisoformat(group["now"]).replace(tzinfo=ZoneInfo(group["zone"]))
        anchor = date.fromisoformat(group["anchor"]) if "anchor" in group else None
        for text, *rest in group["rows"]:
            wanted = f"{rest[0]}/{rest[1]}" if rest else NOTHING
            yield Case(category, text, wanted, lambda frame: _span(frame.when), language, now=now, anchor=anchor)


def answers(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for text, *name in data["rows"]:
        wanted = name[0] if name else NOTHING
        yield Case(category, text, wanted, lambda frame: _value(frame, "name"), language, asking="name")


def notes(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
    for text in data["kept"]["say"]:
        yield Case(category, text, "kept", _noted, language, asking=data["kept"]["asking"])
    for text in data["none"]["say"]:
        yield Case(category, text, NOTHING, _noted, language)
    for text, wanted in data["words"]["rows"]:
        yield Case(category, text, wanted, lambda frame: frame.note or NOTHING, language)


def values(field: str) -> Callable[[str, dict[str, Any], Language | None], Iterator[Case]]:
    """A reader of files whose cases hold a text and the value of one field of the frame."""

    def read(category: str, data: dict[str, Any], language: Language | None) -> Iterator[Case]:
        for case in data["case"]:
            wanted = case.get(field, NOTHING)
            asking = field if field in case else None
            yield Case(category, case["text"], wanted, lambda frame: _value(frame, field), language, asking=asking)

    return read


READERS: dict[str, Callable[[str, dict[str, Any], Language | None], Iterator[Case]]] = {
    "intents": intents,
    "emergencies": emergencies,
    "harmless": harmless,
    "services": services,
    "notes": notes,
    "times": times,
    "names": values("name"),
    "answers": answers,
    "phones": values("phone"),
    "emails": values("email"),
    "addresses": values("address"),
}


def _danger(frame: Frame) -> str:
    return "emergency" if frame.emergency.is_emergency else NOTHING


def _noted(frame: Frame) -> str:
    return "kept" if frame.note else NOTHING


def _value(frame: Frame, field: str) -> str:
    found: Found | None = getattr(frame, field)
    return found.value if found is not None and found.confidence > 0.5 else NOTHING


def _span(when: When | None) -> str:
    if when is None:
        return NOTHING
    return "/".join(moment.strftime("%Y-%m-%d %H:%M") if moment else "" for moment in (when.start, when.end))


def judge(case: Case) -> Outcome:
    began = time.thread_time()
    frame = understand(
        case.text,
        now=case.now,
        anchor=case.anchor,
        language=case.language,
        asking=case.asking,
        vocabulary=Vocabulary(vertical=case.vertical),
    )
    return Outcome(case, case.read(frame), (time.thread_time() - began) * 1000)


def report(outcomes: list[Outcome]) -> str:
    """A table: category, right, of how many, per cent; then the time a turn took."""
    lines = [f"{'category':<18}{'right':>7}{'of':>7}{'%':>8}"]
    for category in dict.fromkeys(outcome.case.category for outcome in outcomes):
        chosen = [outcome for outcome in outcomes if outcome.case.category == category]
        lines.append(_row(category, chosen))
    lines.append(_row("all", outcomes))
    spent = sorted(outcome.milliseconds for outcome in outcomes)
    worst = spent[int(len(spent) * 0.99)]
    lines.append(f"a turn takes {statistics.median(spent):.2f} ms (median), {worst:.2f} ms (99th percentile)")
    return "\n".join(lines)


def _row(category: str, outcomes: list[Outcome]) -> str:
    right = sum(outcome.ok for outcome in outcomes)
    return f"{category:<18}{right:>7}{len(outcomes):>7}{100 * right / len(outcomes):>8.1f}"


def write_failures(outcomes: list[Outcome], path: Path) -> int:
    failed = [outcome for outcome in outcomes if not outcome.ok]
    with path.open("w", encoding="utf-8") as file:
        for outcome in failed:
            case = outcome.case
            row = {"category": case.category, "text": case.text, "wanted": case.wanted, "got": outcome.got}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(failed)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", type=Path, default=Path("eval-failures.jsonl"))
    options = parser.parse_args(arguments)
    understand("hola", now=WEDNESDAY)
    outcomes = [judge(case) for case in cases()]
    print(report(outcomes))
    count = write_failures(outcomes, options.failures)
    print(f"{count} failures in {options.failures}")


if __name__ == "__main__":
    main(sys.argv[1:])
