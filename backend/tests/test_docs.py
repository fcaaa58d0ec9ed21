"""The pages are true: what they link to, name and tell to type exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.core.appointments import AppointmentStatus
from app.core.callbacks import CallbackReason
from app.main import create_app
from app.routers.access import ACCESS
from app.settings import FILE_SECRETS, Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# Words in capitals that a page may say in code style without being a setting.
NO_SETTINGS = re.compile(r"^(YOUR_DOMAIN|THEIR_ID|X_FILE)$")


@pytest.fixture(scope="module")
def routes() -> set[str]:
    paths = create_app(Settings.model_validate({"sweep_seconds": 0})).openapi()["paths"]
    promised = {path for _, path in ACCESS}
    return {re.sub(r"\{[^}]*\}", "{}", path) for path in {*paths, *promised}}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_route_that_a_page_names_exists(page: Path, routes: set[str]) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w.])(/(?:v1|twilio|telephony|healthz|readyz|metrics)[\w/{}.\-]*)", text)
    shapes = {re.sub(r"\{[^}]*\}", "{}", path.rstrip("/.")) for path in named}
    missing = {shape for shape in shapes if not any(_same(shape, route) for route in routes)}
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_that_a_page_names_exists(page: Path) -> None:
    known = {name.upper() for name in (*Settings.model_fields, *FILE_SECRETS)} | {*CallbackReason, *AppointmentStatus}
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`", text))
    assert {name for name in named if name not in known and not NO_SETTINGS.match(name)} == set()


def test_every_make_command_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.M))
        assert named <= targets, page.name


def _same(shape: str, route: str) -> bool:
    """A page may name a whole family ("/v1/admin/*" is written without its star)."""
    return route == shape or route.startswith(f"{shape}/")
