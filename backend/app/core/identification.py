"""Who calls, where the line does not say so: a name, and a code that was texted to the number on record.

Whoever asks learns nothing from it: the same is said and done whether there is such a customer or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.core.customers import Customer
from app.core.secrets import keyed_hash, same
from app.core.understanding.tokens import fold

DIGITS = 6
MOST_TRIES = 3
# Customers of one name to whom codes go; of more than these nobody can tell who is meant.
MOST_NAMESAKES = 3
# Codes to one number in a day: nobody is to be pestered by strangers who know a name.
MOST_A_DAY = 3
GOOD_FOR = timedelta(minutes=10)
A_DAY = timedelta(days=1)
CAMPAIGN = "identification"


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A code as it is kept: its keyed hash, and whom it identifies."""

    customer_id: str
    code_hash: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """The codes that are out for one conversation. Without any, every answer is wrong, and nobody can tell why."""

    expires_at: datetime
    codes: tuple[Sealed, ...] = ()
    tries: int = 0


def seal(code: str, scope: str, key: bytes) -> str:
    """The hash of a code; `scope` is the conversation, in which alone it counts."""
    return keyed_hash(f"{scope}:{code}", key)


def check(challenge: Challenge, code: str, scope: str, key: bytes, now: datetime) -> tuple[Verdict, str | None]:
    """Whom the code identifies; every code is compared, so that the time taken says nothing."""
    if now >= challenge.expires_at or challenge.tries >= MOST_TRIES:
        return Verdict.OVER, None
    given = seal(code, scope, key)
    found = [each.customer_id for each in challenge.codes if same(given, each.code_hash)]
    if found:
        return Verdict.RIGHT, found[0]
    return (Verdict.WRONG if challenge.tries + 1 < MOST_TRIES else Verdict.OVER), None


def tried(challenge: Challenge) -> Challenge:
    return replace(challenge, tries=challenge.tries + 1)


def namesakes(customers: Sequence[Customer], name: str, phone: str | None = None) -> list[Customer]:
    """Those of that very name who can be texted; the one of that number where a number was given, too many: none."""
    wanted = _plain(name)
    found = [each for each in customers if each.phone and wanted and _plain(each.name) == wanted]
    if phone is not None:
        found = [each for each in found if each.phone == phone] or found
    return found if len(found) <= MOST_NAMESAKES else []


def _plain(name: str) -> str:
    return " ".join("".join(char if char.isalpha() else " " for char in fold(name)).split())
