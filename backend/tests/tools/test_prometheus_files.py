"""Rules, alerts and the dashboard: right by Prometheus's own tool, over metrics that exist, with pages that exist."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from app.flows.note_job import keep_run
from app.flows.services import Services
from tests.support.cast import AS_SCRAPER, Cast

ROOT = Path(__file__).parents[3]
OPS = ROOT / "ops"
RULES = OPS / "prometheus"
SEVERITIES = {"critical", "warning", "info"}
# The alerts that the requirements name, and the names that its expressions use.
PROMISED_ALERTS = {"HighTwilioVoiceErrorRate", "HighVoiceSessionErrorRate", "TenantVoiceSessionErrors"}
BARE_NAMES = {
    "total_requests",
    "total_errors",
    "appointments_scheduled",
    "sms_sent_total",
    "sms_sent_owner",
    "sms_sent_customer",
    "twilio_voice_requests",
    "twilio_voice_errors",
    "twilio_sms_requests",
    "twilio_sms_errors",
    "voice_session_requests",
    "voice_session_errors",
}


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["promtool", *arguments], cwd=RULES, capture_output=True, text=True, check=False)


def rules(file: str) -> list[dict[str, Any]]:
    groups = yaml.safe_load((RULES / file).read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


ALERTS = rules("alerts.rules.yml")
RECORDS = rules("recording.rules.yml")
DASHBOARD = json.loads((OPS / "grafana" / "dashboards" / "receptionist.json").read_text(encoding="utf-8"))
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
QUERIES = [(panel["title"], target["expr"]) for panel in PANELS for target in panel["targets"]]


@pytest.fixture
def series(client: TestClient, cast: Cast, services: Services) -> set[str]:
    """Every series name of a service that has had a tenant, a request and a job."""
    keep_run(services, "send-upcoming", None, "none", ok=True)
    client.get("/healthz")
    text = client.get("/metrics/prometheus", headers=AS_SCRAPER).text
    return {re.split(r"[ {]", line)[0] for line in text.splitlines() if line and not line.startswith("#")}


def names(expression: str) -> set[str]:
    """The metrics that an expression reads: ours, and those that rules record."""
    without_labels = re.sub(r"\{[^}]*\}", "", expression)
    ours = set(re.findall(r"\bai_telephony_\w+", without_labels))
    return ours | set(re.findall(r"\bjob:[\w:]+", without_labels))


def test_the_files_are_what_prometheus_takes() -> None:
    for arguments in (
        ("check", "rules", "recording.rules.yml", "alerts.rules.yml"),
        ("check", "config", "--syntax-only", "prometheus.yml"),
    ):
        checked = promtool(*arguments)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_alerts_fire_and_stay_silent_as_they_should() -> None:
    tested = promtool("test", "rules", "alerts.test.yml")
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_alerts_that_look_back_over_days_fire_and_stay_silent_as_they_should() -> None:
    """promtool tidies its store beside the evaluation, and now and then a look back over days misses what it moves.

    A wrong rule fails every time.
    """
    for _ in range(4):
        tested = promtool("test", "rules", "baselines.test.yml")
        if tested.returncode == 0:
            return
    pytest.fail(tested.stdout + tested.stderr)


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_every_alert_is_tested_both_ways_and_says_what_to_do(alert: dict[str, Any]) -> None:
    name = alert["alert"]
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in RULES.glob("*.test.yml")]
    outcomes = [
        bool(expected["exp_samples"])
        for file in files
        for test in file["tests"]
        for expected in test["promql_expr_test"]
        if f'alertname="{name}"' in expected["expr"]
    ]
    assert {True, False} == set(outcomes)
    assert alert["labels"]["severity"] in SEVERITIES
    assert alert["annotations"]["summary"]
    page, _, anchor = alert["annotations"]["runbook_url"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.M)
    assert anchor in {anchor_of(heading) for heading in headings}


def test_what_was_promised_is_there() -> None:
    assert {alert["alert"] for alert in ALERTS} >= PROMISED_ALERTS
    assert {record["record"] for record in RECORDS} >= BARE_NAMES


def test_rules_and_panels_read_metrics_that_exist(series: set[str]) -> None:
    known = series | {record["record"] for record in RECORDS}
    expressions = [(rule.get("alert") or rule["record"], rule["expr"]) for rule in (*ALERTS, *RECORDS)]
    for title, expression in (*expressions, *QUERIES):
        read = names(expression)
        assert read - known == set(), title
        assert read or "up{" in expression, title


def test_every_query_of_the_dashboard_is_promql(tmp_path: Path) -> None:
    """The variables are filled in as Grafana does it."""
    filled = [
        query.replace("$__rate_interval", "1m").replace("$job", "a").replace("$business", ".+") for _, query in QUERIES
    ]
    file = tmp_path / "queries.yml"
    records = [{"record": f"panel:query:{number}", "expr": query} for number, query in enumerate(filled)]
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": records}]}), encoding="utf-8")
    checked = promtool("check", "rules", str(file))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_dashboard_shows_the_useful_views() -> None:
    rows = [panel["title"] for panel in DASHBOARD["panels"] if panel["type"] == "row"]
    for view in (
        "Error rate",
        "Booking volume",
        "SMS behaviour",
        "Twilio and webhook health",
        "Voice session health",
    ):
        assert view in rows
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))


def test_alertmanager_routes_every_severity_to_a_receiver() -> None:
    config = yaml.safe_load((OPS / "alertmanager" / "alertmanager.yml").read_text(encoding="utf-8"))
    receivers = {receiver["name"] for receiver in config["receivers"]}
    routes = [config["route"], *config["route"]["routes"]]
    assert {route["receiver"] for route in routes} == receivers
    matched = re.findall(r'severity="(\w+)"', str(config["route"]))
    assert set(matched) <= SEVERITIES


def anchor_of(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
