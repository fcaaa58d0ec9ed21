"""Where a recipient is, by area code and address, and the hours that the rules of that place allow."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib import resources
from typing import Any

from app.core.businesses import DAY_KEYS
from app.core.consent.hours import EVERY_DAY, Span, Window

# "…, Kansas City, MO 64108", "Tampa FL", "Miami, Florida 33101"
STATE_IN_ADDRESS = re.compile(
    r"[\s,]([A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)[\s,.]*(\d{5}(?:-\d{4})?)?(?:[\s,]+USA?)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A state or province, and the time zones that the recipient may be in."""

    state: str
    zones: tuple[str, ...]


def places_of(phone: str, address: str | None) -> tuple[Place, ...]:
    """Every place that the number or the address points to: none, one, or two that differ."""
    by_number = _place_of_number(phone)
    by_address = _place_of_address(address)
    if by_number is None:
        return () if by_address is None else (by_address,)
    if by_address is None or by_address.state == by_number.state:
        return (by_number,)
    return (by_number, by_address)


def windows_of(places: tuple[Place, ...], home_zone: str, *, marketing: bool = False) -> tuple[Window, ...]:
    """The rules of each place in each of its zones; the general rule at home where no place is known."""
    if not places:
        return (Window(home_zone, _rule("default", marketing)),)
    return tuple(Window(zone, _rule(place.state, marketing)) for place in places for zone in place.zones)


def _place_of_number(phone: str) -> Place | None:
    if not re.fullmatch(r"\+1\d{10}", phone):
        return None
    return _area_codes().get(int(phone[2:5]))


def _place_of_address(address: str | None) -> Place | None:
    found = STATE_IN_ADDRESS.search(address[-60:]) if address else None
    if found is None:
        return None
    written = found.group(1)
    named = {state["name"].casefold(): key for key, state in _states().items()}
    state = written if written in _states() else named.get(written.casefold())
    return None if state is None else Place(state, tuple(_states()[state]["zones"]))


@cache
def _states() -> dict[str, dict[str, Any]]:
    return _load("area_codes.toml")


@cache
def _area_codes() -> dict[int, Place]:
    places: dict[int, Place] = {}
    for key, state in _states().items():
        for part in (state, *state.get("elsewhere", ())):
            places |= {code: Place(key, tuple(part["zones"])) for code in part["area_codes"]}
    return places


@cache
def _rule(state: str, marketing: bool) -> tuple[Span, ...]:
    """A state names only what differs from the general rule."""
    rules = _load("texting_hours.toml")
    own = {**rules["default"], **rules.get(state, {})}
    return tuple(_span(span) for span in (own.get("marketing") if marketing else None) or own["spans"])


def _span(span: dict[str, Any]) -> Span:
    days = frozenset(DAY_KEYS.index(day) for day in span["days"]) if "days" in span else EVERY_DAY
    return Span(time.fromisoformat(span["start"]), time.fromisoformat(span["end"]), days)


def _load(name: str) -> dict[str, Any]:
    with resources.files("app.data").joinpath(name).open("rb") as file:
        return tomllib.load(file)
