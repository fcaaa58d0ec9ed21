"""There is one way in which a text leaves the house, and it passes the gate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[1] / "app"

# Who may write a text's row: the one that asks the gate, and those that note what came in or what became of it.
WRITES_OUTGOING = {"flows/texting.py"}
NOTES_INCOMING = {"flows/answer_text.py"}
# Who may put a text into the outbox, give it to the provider, and open a way to one.
QUEUES_TEXTS = {"flows/texting.py"}
ASKS_PROVIDER = {"flows/deliver_text.py"}
KNOWS_PROVIDERS = {"wiring.py"}
# Seed data is written as it would have been, and nothing of it is sent.
SEEDS = {"flows/demo_"}


def calls(attribute: str, owner: str) -> Iterator[str]:
    """Files with a call `….owner.attribute(…)`."""
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == attribute
                and isinstance(node.func.value, ast.Attribute)
                and node.func.value.attr == owner
            ):
                yield str(path.relative_to(APP))


def without_seeds(files: Iterator[str]) -> set[str]:
    return {file for file in files if not file.startswith(tuple(SEEDS))}


def test_rows_of_texts_are_written_where_the_gate_is_asked() -> None:
    assert without_seeds(calls("add", "texts")) <= WRITES_OUTGOING | NOTES_INCOMING


def test_the_provider_is_asked_by_the_drainer_alone() -> None:
    assert set(calls("send", "sms")) == ASKS_PROVIDER
    assert set(calls("find", "sms")) == ASKS_PROVIDER


def test_text_entries_of_the_outbox_are_made_in_one_place() -> None:
    makers = {
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "OutboxEntry"
        and any(isinstance(part, ast.Attribute) and part.attr == "TEXT" for part in ast.walk(node))
    }
    assert makers == QUEUES_TEXTS


def test_no_flow_or_router_makes_a_provider_of_its_own() -> None:
    makers = {
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        if not str(path.relative_to(APP)).startswith("providers/")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("TwilioSms", "StubSms")
    }
    assert makers == KNOWS_PROVIDERS
