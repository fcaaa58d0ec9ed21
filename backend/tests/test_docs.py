"""The pages are true: what they link to, name and tell to type exists, and what exists is named."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.appointments import AppointmentStatus
from app.core.callbacks import CallbackReason
from app.core.outbox import OutboxStatus
from app.core.tallies import GROUPS
from app.core.texts import TextStatus
from app.main import create_app
from app.providers.prometheus.series import PROVIDERS
from app.routers.access import ACCESS
from app.settings import FILE_SECRETS, Settings
from tests.tools.test_prometheus_files import ALERTS, RECORDS, anchor_of

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# Words in capitals that a page may say in code style without being a setting.
NO_SETTINGS = re.compile(r"^(YOUR_DOMAIN|THEIR_ID|X_FILE|YOUR_API_KEY|YOUR_BUSINESS_ID)$")
# Words in code style that are somebody else's, or a way to say something.
OTHERS = {"demo_alpha", "demo_beta"}
FILE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|yml|yaml|xml|json|md|toml|html|js|lock|inmemory)")
# Files that a running service makes, and those of a reader.
THEIR_FILES = {"app.db", "app-backup.db", "openapi.json", "key.json", "out.json"}

page_by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings.model_validate({"sweep_seconds": 0}))) as made:
        made.post("/v1/jobs/run-due")
        made.get("/healthz")
        yield made


@pytest.fixture(scope="module")
def openapi(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/openapi.json").json())


@pytest.fixture(scope="module")
def routes(openapi: dict[str, Any]) -> set[str]:
    return {shape_of(path) for path in openapi["paths"]}


@pytest.fixture(scope="module")
def series(client: TestClient) -> set[str]:
    """Every metric by its name, without the endings of a histogram's parts."""
    lines = client.get("/metrics/prometheus").text.splitlines()
    return {line.split()[2] for line in lines if line.startswith("# TYPE")}


@pytest.fixture(scope="module")
def names_in_code() -> set[str]:
    """What the code says: log events and their fields, functions, classes. Of names with a part that varies, each."""
    found: set[str] = set()
    for path in (BACKEND / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found.add(node.name)
    kinds = {f"twilio_{kind}_{event}" for kind in ("voice", "sms") for event in ("unhandled_error", "unknown_business")}
    return found | kinds | {f"{provider}_error" for provider in PROVIDERS}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def in_code_style(page: Path) -> list[str]:
    """What stands between back-ticks, blocks of code left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text_of(page), flags=re.S))


@page_by_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#]*)(#[^)]*)?\)", text_of(page)):
        if target.startswith(("http://", "https://")):
            continue
        file = page.parent / target if target else page
        assert file.exists(), target
        if anchor and file.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", text_of(file), re.M)
            assert anchor[1:] in {anchor_of(heading) for heading in headings}, f"{target}{anchor}"


@page_by_page
def test_every_route_that_a_page_names_exists(page: Path, routes: set[str]) -> None:
    named = re.findall(r"(?<![\w.])(/(?:v1|twilio|telephony|healthz|readyz|metrics)[\w/{}.\-]*)", text_of(page))
    shapes = {shape_of(path.rstrip("/.")) for path in named}
    missing = {shape for shape in shapes if not any(_same(shape, route) for route in routes)}
    assert missing == set()


def test_every_route_is_named_with_its_access(openapi: dict[str, Any]) -> None:
    rows = re.findall(r"^\| `([A-Z]+) (/\S+)` \| (\w+) \|", text_of(ROOT / "docs" / "routes.md"), re.M)
    assert {(method, path): access for method, path, access in rows} == {
        route: str(access) for route, access in ACCESS.items()
    }
    served = {(method.upper(), path) for path, methods in openapi["paths"].items() for method in methods}
    assert served == set(ACCESS)


@page_by_page
def test_every_setting_that_a_page_names_exists(page: Path) -> None:
    known = {name.upper() for name in (*Settings.model_fields, *FILE_SECRETS)} | {*CallbackReason, *AppointmentStatus}
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`", text_of(page)))
    assert {name for name in named if name not in known and not NO_SETTINGS.match(name)} == set()


def test_every_setting_is_named() -> None:
    readme = text_of(ROOT / "README.md")
    assert [name for name in Settings.model_fields if f"`{name.upper()}`" not in readme] == []


@page_by_page
def test_every_metric_and_alert_that_a_page_names_exists(page: Path, series: set[str], names_in_code: set[str]) -> None:
    named = set(re.findall(r"\bai_telephony_\w+", text_of(page)))
    assert named - series == set()
    alerts = {alert["alert"] for alert in ALERTS}
    like_alerts = {word for word in in_code_style(page) if re.fullmatch(r"(?:[A-Z][a-z]+){2,}", word)}
    assert like_alerts - alerts - names_in_code == set()


def test_every_metric_and_alert_is_named(series: set[str]) -> None:
    runbook = text_of(ROOT / "RUNBOOK.md")
    assert {name for name in series if name not in runbook} == set()
    assert {alert["alert"] for alert in ALERTS if f"`{alert['alert']}`" not in runbook} == set()


@page_by_page
def test_every_name_that_a_page_says_is_one_of_ours(
    page: Path, client: TestClient, openapi: dict[str, Any], series: set[str], names_in_code: set[str]
) -> None:
    """Fields, parameters, figures, log events: whatever is written in code style with an underscore."""
    figures = set(client.get("/metrics").json()) | {name for group in GROUPS.values() for name in group}
    fields = set(re.findall(r'"(\w+)"', str(openapi).replace("'", '"')))
    known = (
        names_in_code | fields | figures | series | {rule["record"] for rule in RECORDS} | set(Settings.model_fields)
    )
    known |= {*TextStatus, *OutboxStatus} | OTHERS | {module.stem for module in (BACKEND / "app").rglob("*.py")}
    said = {word for text in in_code_style(page) for word in re.findall(r"(?<![\w./{-])[a-z]+(?:_[a-z0-9]+)+\b", text)}
    assert {word for word in said if word not in known and not (BACKEND / f"{word}.py").exists()} == set()


@page_by_page
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = {word for text in in_code_style(page) for word in FILE.findall(text) if "YOUR-DOMAIN" not in text}
    missing = {
        name
        for name in named
        if name not in THEIR_FILES
        and not name.startswith(("app.", "logging_config."))
        and not any((place / name).exists() for place in (ROOT, BACKEND, page.parent))
        and not any((BACKEND / "app").rglob(name))
        and not any(route.endswith(name) for _, route in ACCESS)
    }
    assert missing == set()


def test_every_make_command_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M))
    for page in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text_of(page), re.M))
        assert named <= targets, page.name


def test_every_module_that_a_page_runs_exists() -> None:
    for page in PAGES:
        for module in set(re.findall(r"python -m (app[\w.]*)", text_of(page))):
            assert importlib.util.find_spec(module) is not None, f"{page.name}: {module}"


@pytest.mark.parametrize("command", ["load_test_voice.py", "-m app.serve", "-m app.doctor"])
def test_every_option_that_a_page_gives_is_taken(command: str) -> None:
    helped = subprocess.run(
        [sys.executable, *command.split(), "--help"], cwd=BACKEND, capture_output=True, text=True, check=True
    ).stdout
    taken = set(re.findall(r"--[a-z-]+", helped))
    for page in PAGES:
        joined = re.sub(r"\\\n\s*", "", text_of(page))
        for line in re.findall(rf"python {re.escape(command)}([^\n`|&]*)", joined):
            assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= taken, page.name


def shape_of(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _same(shape: str, route: str) -> bool:
    """A page may name a whole family ("/v1/admin/*" is written without its star)."""
    return route == shape or route.startswith(f"{shape}/")
