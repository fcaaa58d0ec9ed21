"""Months for show as their files write them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from app.core.businesses import Business
from app.core.demo import Campaign, Job, Person, Reply, Scene, Script, When
from app.routers.schemas.business import BusinessBody

# Month and day.
HOLIDAYS = ((1, 1), (7, 4), (12, 25))
WHENS = frozenset(When.__dataclass_fields__)


def script_of(business_id: str, now: datetime) -> Script:
    """The month of `app/data/<business_id>.toml` and its scenes, for a business that is open on the days from `now`."""
    table, scenes = _read(business_id), _read(f"{business_id}_scenes")
    bare = Business(id=business_id, name="", created_at=now, updated_at=now)
    holidays = [
        date(year, month, day) for year in (now.year, now.year + 1) for month, day in ((1, 1), (7, 4), (12, 25))
    ]
    body = BusinessBody.model_validate({**table["business"], "holidays": [day.isoformat() for day in holidays]})
    return Script(
        business=body.apply(bare, now),
        people=_people(table),
        jobs=tuple(TypeAdapter(Job).validate_python(_timed(row)) for row in table["jobs"]),
        scenes=tuple(TypeAdapter(Scene).validate_python(_timed(row)) for row in scenes["scenes"]),
        replies=TypeAdapter(tuple[Reply, ...]).validate_python(scenes["replies"]),
        campaign=TypeAdapter(Campaign).validate_python(_timed(table["campaign"])),
        prices=table["prices"],
        no_shows=frozenset(table["no_shows"]),
    )


def _read(name: str) -> dict[str, Any]:
    with resources.files("app.data").joinpath(f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _timed(row: dict[str, Any]) -> dict[str, Any]:
    """With what says when it is in one place."""
    when = {name: value for name, value in row.items() if name in WHENS}
    if "at" in when:
        when["at"] = time.fromisoformat(when["at"])
    return {**{name: value for name, value in row.items() if name not in WHENS}, "when": When(**when)}


def _people(table: dict[str, Any]) -> dict[str, Person]:
    area = table["business"]["phone_number"][:8]
    people = {}
    for key, (name, digits, address, language, known_days) in table["people"].items():
        tags, notes = tuple(table["tags"].get(key, ())), table["notes"].get(key, "")
        people[key] = Person(key, name, f"{area}{digits}", address, language, known_days, tags, notes)
    for technician in table["business"]["technicians"]:
        people[technician["id"]] = Person(
            technician["id"], technician["name"], technician["phone"], "", table["business"]["language"]
        )
    return people
