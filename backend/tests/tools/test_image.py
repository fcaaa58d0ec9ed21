"""The image and the composition, as far as they can be judged without an engine."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import FILE_SECRETS, Settings

ROOT = Path(__file__).parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's, continued lines joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines())]


STEPS = instructions()
STAGES = [place for place, (word, _) in enumerate(STEPS) if word == "FROM"]
LAST = STEPS[STAGES[-1] :]


def of(word: str, steps: list[tuple[str, str]] = STEPS) -> list[str]:
    return [rest for name, rest in steps if name == word]


class TestTheDockerfile:
    def test_has_several_stages_over_one_pinned_base(self) -> None:
        [base] = of("ARG")
        assert re.fullmatch(r"BASE=python:3\.\d+\.\d+-slim-\w+", base)
        assert len(STAGES) == 2
        assert {source.split()[0] for source in of("FROM")} == {"${BASE}"}

    def test_runs_as_nobody_in_particular_and_is_looked_after(self) -> None:
        assert of("USER", LAST) == ["10001:10001"]
        assert LAST.index(("USER", "10001:10001")) > max(
            place for place, (word, _) in enumerate(LAST) if word in ("RUN", "COPY")
        )
        [check] = of("HEALTHCHECK", LAST)
        assert "/healthz" in check
        assert of("STOPSIGNAL", LAST) == ["SIGTERM"]

    def test_starts_without_a_shell_so_that_signals_arrive(self) -> None:
        for word in ("ENTRYPOINT", "CMD"):
            [command] = of(word, LAST)
            assert isinstance(json.loads(command), list)

    def test_installs_only_what_is_locked_with_hashes(self) -> None:
        installs = [run for run in of("RUN") if "pip install" in run]
        assert all("--require-hashes" in run or "--no-deps --editable ." in run for run in installs)
        assert not any("apt-get" in run or "curl" in run or "sudo" in run for run in of("RUN"))
        assert of("ADD") == []

    def test_holds_no_secret(self) -> None:
        text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
        secrets = [name.upper() for name in FILE_SECRETS] + [
            name.removesuffix("_file").upper() for name in FILE_SECRETS
        ]
        assert not any(name in text for name in secrets)

    def test_takes_files_that_exist_and_that_docker_is_shown(self) -> None:
        shown = [
            line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
        ]
        for copy in of("COPY"):
            if "--from" not in copy:
                for source in copy.split()[:-1]:
                    assert (ROOT / source).exists(), source
                    assert any(source == name or source.startswith(f"{name}/") for name in shown), source

    def test_its_variables_are_settings(self) -> None:
        known = {name.upper() for name in Settings.model_fields}
        given = {pair.split("=")[0] for env in of("ENV", LAST) for pair in shlex.split(env)}
        assert {name for name in given if name != "PATH" and not name.startswith("PYTHON")} <= known


def test_what_is_copied_is_enough_to_migrate_and_to_serve(tmp_path: Path) -> None:
    """Its steps in a clean directory: the COPYs of this tree, then its commands, with nothing else to import from."""
    place = tmp_path / "srv" / "backend"
    for copy in of("COPY"):
        if "--from" in copy:
            continue
        *sources, target = copy.split()
        into = Path(f"{tmp_path}{target}") if target.startswith("/") else place / target
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                into.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, into)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(place), "DATABASE_URL": f"sqlite:///{tmp_path}/app.db"}
    script = "import app.main as main; print(main.__file__, main.DASHBOARD.is_dir(), main.app.title)"
    for command in (["-m", "app.migrate"], ["-c", script], ["-m", "app.serve", "--help"]):
        done = subprocess.run(
            [sys.executable, *command], cwd=place, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        if command[0] == "-c":
            assert done.stdout == f"{place}/app/main.py True AI telephony\n"


def test_the_image_s_lock_is_part_of_the_whole_lock() -> None:
    def pins(file: str) -> set[str]:
        text = (ROOT / "backend" / file).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9][\w.\-]*==[^ ;\\]+)", text, re.M))

    runtime = pins("requirements-runtime.lock")
    assert runtime
    assert runtime <= pins("requirements.lock")
    assert not any(pin.startswith(("pytest", "playwright", "schemathesis")) for pin in runtime)


class TestTheComposition:
    def test_is_one_by_the_specification(self) -> None:
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
        checked = subprocess.run([*command, str(ROOT / "compose.yaml")], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout

    def test_holds_everything(self) -> None:
        assert {"app", "migrate", "database", "cron", "prometheus", "alertmanager", "grafana"} <= set(SERVICES)

    @pytest.mark.parametrize("name", sorted(SERVICES))
    def test_each_image_is_pinned_and_each_port_is_this_machine_s(self, name: str) -> None:
        service = SERVICES[name]
        if "build" not in service and service["image"] != "receptionist":
            assert re.search(r":v?\d+\.\d+", service["image"])
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))

    def test_mounts_files_that_exist(self) -> None:
        for service in SERVICES.values():
            for volume in service.get("volumes", ()):
                source = volume.split(":")[0]
                assert (ROOT / source).exists() if source.startswith("./") else source in COMPOSE["volumes"], volume

    def test_names_settings_that_exist(self) -> None:
        known = {name.upper() for name in Settings.model_fields}
        assert set(SERVICES["app"]["environment"]) <= known

    def test_starts_as_production_with_what_it_asks_for(self, tmp_path: Path) -> None:
        """The composition's own values, with the variables and secrets that it asks for put in."""
        for name in ("admin_api_key", "metrics_token"):
            (tmp_path / name).write_text("x" * 40, encoding="utf-8")
        given = {"POSTGRES_PASSWORD": "pw", "PUBLIC_BASE_URL": "https://calls.example.com"}
        values = {
            key.lower(): re.sub(
                r"\$\{(\w+):[-?]([^}]*)\}", lambda found: given.get(found[1], found[2]), str(value)
            ).replace("/run/secrets", str(tmp_path))
            for key, value in SERVICES["app"]["environment"].items()
        }
        settings = Settings.model_validate({key: value for key, value in values.items() if value})
        assert settings.environment == "production"

    def test_writes_nothing_but_where_it_may(self) -> None:
        app = SERVICES["app"]
        assert (app["read_only"], app["cap_drop"]) == (True, ["ALL"])
        assert app["volumes"] == ["spool:/var/lib/receptionist/spool"]
        assert of("ENV", LAST)[0].endswith("SPOOL_DIR=/var/lib/receptionist/spool")

    def test_no_secret_stands_in_it(self) -> None:
        for service in SERVICES.values():
            for name, value in service.get("environment", {}).items():
                if re.search(r"PASSWORD|TOKEN|KEY", name) and not name.endswith("_FILE") and "REQUIRE" not in name:
                    assert str(value).startswith("${"), name
