"""The rings hold: nothing imports outwards, nothing imports in a circle."""

from __future__ import annotations

import ast
from pathlib import Path

APP = Path(__file__).parents[1] / "app"

PORTS = {"repositories/ports", "repositories/errors", "providers/ports"}
# What each ring may import of our own code. The longest matching name decides a module's ring.
ALLOWED: dict[str, set[str]] = {
    "core": {"core"},
    "repositories/ports": {"repositories/ports", "core"},
    "repositories/errors": set(),
    "providers/ports": {"core"},
    "flows": {"flows", "core", *PORTS},
    "repositories": {"repositories", "repositories/ports", "repositories/errors", "core"},
    "providers": {"providers", "providers/ports", "core"},
    "data": set(),
    "settings": {"setting_kinds"},
    "setting_kinds": {"core"},
    "logging_config": {"settings"},
    "routers": {"routers", "flows", "core", "settings", *PORTS},
}
# The composition root and the commands may know everybody.
EDGE = {"main", "wiring", "serve", "demo", "connections", "audit", "doctor", "replay", "migrate", "__init__"}
NO_IO_IN_CORE = {"os", "socket", "sqlite3", "httpx", "requests", "sqlalchemy", "fastapi", "starlette", "twilio", "time"}


def modules() -> dict[str, Path]:
    return {str(path.relative_to(APP).with_suffix("")): path for path in APP.rglob("*.py")}


def ring_of(module: str) -> str:
    rings = sorted(ALLOWED, key=len, reverse=True)
    found = next((ring for ring in rings if module == ring or module.startswith(f"{ring}/")), None)
    return found or module.split("/")[0]


def imports(path: Path) -> list[str]:
    """Every module that a file imports, also inside functions."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def own_imports(path: Path, known: set[str]) -> set[str]:
    """Imported modules of ours; a package stands for its `__init__`."""
    names = {name.removeprefix("app.").replace(".", "/") for name in imports(path) if name.startswith("app.")}
    return {name if name in known else f"{name}/__init__" for name in names} & known


def test_no_import_points_outwards() -> None:
    known = set(modules())
    wrong = [
        f"{module} imports {target}"
        for module, path in modules().items()
        if ring_of(module) not in EDGE
        for target in own_imports(path, known)
        if ring_of(target) not in ALLOWED.get(ring_of(module), set())
    ]
    assert not wrong, "\n".join(sorted(wrong))


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    known = set(modules())
    graph = {module: own_imports(path, known) - {module} for module, path in modules().items()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module not in done:
            for target in sorted(graph[module]):
                visit(target, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_the_core_does_no_input_or_output() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules().items()
        if ring_of(module) == "core"
        for name in imports(path)
        if name.split(".")[0] in NO_IO_IN_CORE
    ]
    assert not wrong, "\n".join(wrong)


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        module
        for module, path in modules().items()
        if module != "settings" and ("os.environ" in path.read_text() or "os.getenv" in path.read_text())
    ]
    assert readers == []
