"""A stored conversation becomes a case of the corpus, and nobody's data comes along."""

from __future__ import annotations

import tomllib

from app.replay import replay
from tests.line import Line, services_at


def test_a_conversation_becomes_a_case_without_personal_data() -> None:
    services = services_at()
    line = Line(services)
    line.ring()
    line.says('This is Maria Lopez at 4120 Rainbow Boulevard, my "faucet" drips, tomorrow at 10, maria@lopez.example')
    line.says("call me at 816-555-0177, Maria")
    line.says("yes")
    text = replay(services, "default_business", line.conversation.id)
    assert text is not None
    (case,) = tomllib.loads(text)["conversation"]
    assert len(case["says"]) == 3
    assert "faucet" in case["says"][0]
    for secret in ("Maria", "Lopez", "4120", "Rainbow", "0177", "maria@"):
        assert secret not in text


def test_what_was_only_spoken_is_hidden_too() -> None:
    services = services_at()
    line = Line(services)
    line.ring()
    line.says("I'm at forty one twenty Rainbow, my number is eight one six five five five oh one seven seven")
    text = replay(services, "default_business", line.conversation.id)
    assert text is not None
    for secret in ("forty one twenty", "Rainbow", "oh one seven seven"):
        assert secret not in text


def test_an_unknown_conversation_is_none() -> None:
    assert replay(services_at(), "default_business", "nobody") is None
