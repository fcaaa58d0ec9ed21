"""Tables as comma-separated text that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

Cell = str | int | bool | None

# A cell that begins so is taken for a formula, also behind blanks, also in the wide letters of East Asia.
_FORMULA = re.compile(r"^[\s\ufeff]*[=+\-@\t\r＝＋－＠]")
# These begin so and are what they look like: phone numbers, and numbers.
_PLAIN = re.compile(r"^(\+\d{6,15}|-?\d+(\.\d+)?)$")


def lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as text, one line each."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([written(cell) for cell in row] for row in rows)
    return text.getvalue()


def written(cell: Cell) -> str:
    """A value as its cell; an apostrophe before what would be run makes it plain text."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN.match(text) else text
