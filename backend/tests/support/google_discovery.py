"""What Google's own description of its calendar says a request and an answer may hold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

BASE = "/calendar/v3/"


@dataclass(frozen=True)
class Call:
    """One method of the API with the values in its path."""

    name: str
    path: dict[str, str]
    request: str | None
    response: str | None
    parameters: frozenset[str]


@cache
def document() -> dict[str, Any]:
    """The discovery document that ships with the library."""
    text = files("googleapiclient.discovery_cache").joinpath("documents", "calendar.v3.json").read_text()
    found: dict[str, Any] = json.loads(text)
    return found


def find_call(http_method: str, path: str) -> Call | None:
    """The described method that such a request calls."""
    for method in _methods(document()["resources"]):
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", method["path"])
        found = re.fullmatch(BASE + pattern, path)
        if found and method["httpMethod"] == http_method:
            return Call(
                name=method["id"].removeprefix("calendar."),
                path={name: unquote(value) for name, value in found.groupdict().items()},
                request=(method.get("request") or {}).get("$ref"),
                response=(method.get("response") or {}).get("$ref"),
                parameters=frozenset(method.get("parameters", {})) | frozenset(document()["parameters"]),
            )
    return None


def faults(value: Any, schema_name: str) -> list[str]:
    """What in a body the description does not know, or knows as something else."""
    return list(_faults(value, document()["schemas"][schema_name], schema_name))


def _methods(resources: dict[str, Any]) -> Any:
    for resource in resources.values():
        yield from resource.get("methods", {}).values()


def _faults(value: Any, schema: dict[str, Any], where: str) -> Any:
    if value is None:
        return
    if "$ref" in schema:
        schema = document()["schemas"][schema["$ref"]]
    kind = schema.get("type")
    kinds = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict, "number": (int, float)}
    if kind in kinds and not isinstance(value, kinds[kind]):
        yield f"{where} is no {kind}"
    elif kind == "array":
        for each in value:
            yield from _faults(each, schema["items"], where)
    elif kind == "object":
        for name, inner in value.items():
            known = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
            if known is None:
                yield f"{where} has no {name}"
            else:
                yield from _faults(inner, known, f"{where}.{name}")
