"""Rows of a customer list, as spreadsheets write them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

COLUMNS = ("name", "phone", "email", "address", "tags")
LONGEST = {"name": 300, "phone": 40, "email": 254, "address": 300, "tags": 2_000}
MOST_TAGS = 50
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NotATable(ValueError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """`row` is the line's number as a spreadsheet shows it: the header is 1. `fault` says why it cannot be used."""

    row: int
    name: str = ""
    phone: str = ""
    email: str | None = None
    address: str | None = None
    tags: tuple[str, ...] = ()
    fault: str | None = None


def read_rows(content: bytes) -> Iterator[CustomerRow]:
    """The rows below the header, blank ones left out. Raises `NotATable`."""
    text = _decoded(content)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        columns = _columns(next(reader, []))
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                yield _row(number, {name: cells[at] for name, at in columns.items() if at < len(cells)})
    except csv.Error as error:
        raise NotATable(f"The file cannot be read as a table ({error}).") from None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable("The file is no text.")


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _columns(header: list[str]) -> dict[str, int]:
    places = {cell.strip().casefold(): at for at, cell in enumerate(header)}
    found = {name: places[name] for name in COLUMNS if name in places}
    missing = [name for name in ("name", "phone") if name not in found]
    if missing:
        raise NotATable(f"The first row must name the columns; {' and '.join(missing)} cannot be found.")
    return found


def _row(number: int, cells: dict[str, str]) -> CustomerRow:
    values = {name: " ".join(cells.get(name, "").split()) for name in COLUMNS}
    tags = tuple(dict.fromkeys(tag.strip() for tag in re.split(r"[;,|]", values["tags"]) if tag.strip()))
    fault = _fault(values, tags)
    if fault is not None:
        return CustomerRow(number, fault=fault)
    return CustomerRow(
        number, values["name"], values["phone"], values["email"] or None, values["address"] or None, tags
    )


def _fault(values: dict[str, str], tags: tuple[str, ...]) -> str | None:
    for name, value in values.items():
        if len(value) > LONGEST[name]:
            return f"{name} is longer than {LONGEST[name]} characters"
        if _CONTROL.search(value):
            return f"{name} holds control characters"
    for name in ("name", "phone"):
        if not values[name]:
            return f"{name} is missing"
    if values["email"] and not _EMAIL.fullmatch(values["email"]):
        return "email is no e-mail address"
    return f"there are more than {MOST_TAGS} tags" if len(tags) > MOST_TAGS else None
