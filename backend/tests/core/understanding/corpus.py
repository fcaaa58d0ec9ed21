"""The sentences of tests/corpus, read for the tests beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "corpus"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one corpus file."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["case"]
    return found
