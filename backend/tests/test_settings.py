"""Settings: strict, documented, and safe in production."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.settings import FILE_SECRETS, Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]
SAFE = {
    "ENVIRONMENT": "production",
    "REQUIRE_BUSINESS_API_KEY": "true",
    "ADMIN_API_KEY": "a-long-admin-key-of-this-deployment",
    "METRICS_TOKEN": "a-token-for-the-scraper",
    "USE_DB_CUSTOMERS": "true",
    "USE_DB_APPOINTMENTS": "true",
    "USE_DB_CONVERSATIONS": "true",
}


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def load(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def documented() -> dict[str, str]:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    return dict(rows)


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    table = documented()
    declared = {name.upper() for name in Settings.model_fields if name not in FILE_SECRETS}
    assert set(table) == declared
    for name, field in Settings.model_fields.items():
        if name in FILE_SECRETS or name == "verify_twilio_signatures":
            continue
        default = field.default
        shown = "" if default in (None, "") else str(default).lower() if isinstance(default, bool) else str(default)
        assert table[name.upper()] == shown, name


def test_secrets_may_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("from-a-file\n")
    settings = load(monkeypatch, ADMIN_API_KEY_FILE=str(secret))
    assert settings.admin_api_key is not None
    assert settings.admin_api_key.get_secret_value() == "from-a-file"


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, ADMIN_API_KEY="", SWEEP_SECONDS="").admin_api_key is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "prod"),
        ("USE_DB_CUSTOMERS", "maybe"),
        ("SMS_PROVIDER", "pigeon"),
        ("VOICE_MODE", "relay"),
        ("PUBLIC_BASE_URL", "ftp://x"),
        ("CORS_ALLOW_ORIGINS", "https://a.example/path"),
        ("TRUSTED_PROXIES", "everybody"),
        ("SMS_FROM_NUMBER", "12"),
        ("SMS_OWNER_NUMBER", "call me"),
        ("TWILIO_API_BASE_URL", "http://elsewhere.example"),
        ("RATE_LIMIT_PER_MINUTE", "-1"),
        ("DEFAULT_TIMEZONE", "Kansas"),
        ("DEFAULT_LANGUAGE", "fr"),
        ("SWEEP_SECONDS", "often"),
        ("DEV_CLOCK", "2026-06-03T09:30:00"),
        ("LOG_LEVEL", "loud"),
        ("ADMIN_API_KEY_FILE", "/no/such/file"),
        ("HOLD_MINUTES", "0"),
    ],
)
def test_a_malformed_value_stops_the_start_and_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(monkeypatch, **{name: value})
    assert name in str(error.value)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"SMS_PROVIDER": "twilio"}, "SMS_PROVIDER"),
        ({"VERIFY_TWILIO_SIGNATURES": "true"}, "VERIFY_TWILIO_SIGNATURES"),
        ({"CALENDAR_USE_STUB": "false"}, "CALENDAR_USE_STUB"),
        ({"ASSISTANT_PROVIDER": "openai"}, "ASSISTANT_PROVIDER"),
        ({"SPEECH_PROVIDER": "openai"}, "SPEECH_PROVIDER"),
    ],
)
def test_a_provider_without_its_credentials_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        load(monkeypatch, **variables)


def test_signatures_are_verified_as_soon_as_there_is_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load(monkeypatch).verifies_twilio_signatures
    settings = load(monkeypatch, TWILIO_AUTH_TOKEN="new, old")
    assert settings.verifies_twilio_signatures
    assert settings.twilio_auth_tokens == ("new", "old")


def test_production_starts_with_safe_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, **SAFE).environment == "production"


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"REQUIRE_BUSINESS_API_KEY": "false"}, "REQUIRE_BUSINESS_API_KEY"),
        ({"ADMIN_API_KEY": ""}, "ADMIN_API_KEY"),
        ({"ADMIN_API_KEY": "short"}, "ADMIN_API_KEY"),
        ({"ADMIN_API_KEY": "dev-admin-key-change-me"}, "ADMIN_API_KEY"),
        ({"OWNER_DASHBOARD_TOKEN": "dev-owner-token-change-me"}, "OWNER_DASHBOARD_TOKEN"),
        ({"USE_DB_CUSTOMERS": "false"}, "USE_DB_CUSTOMERS"),
        ({"USE_DB_APPOINTMENTS": "false"}, "USE_DB_APPOINTMENTS"),
        ({"USE_DB_CONVERSATIONS": "false"}, "USE_DB_CONVERSATIONS"),
        ({"TWILIO_AUTH_TOKEN": "t", "VERIFY_TWILIO_SIGNATURES": "false"}, "VERIFY_TWILIO_SIGNATURES"),
        ({"METRICS_TOKEN": ""}, "METRICS_TOKEN"),
        ({"DEV_CLOCK": "2026-06-03T09:30:00-05:00"}, "DEV_CLOCK"),
    ],
)
def test_production_refuses_to_start_unsafe(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        load(monkeypatch, **{**SAFE, **variables})


def test_all_faults_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as error:
        load(monkeypatch, ENVIRONMENT="production")
    for name in ("REQUIRE_BUSINESS_API_KEY", "ADMIN_API_KEY", "USE_DB_CUSTOMERS", "METRICS_TOKEN"):
        assert name in str(error.value)


def test_a_secret_never_stands_in_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as error:
        load(monkeypatch, **{**SAFE, "ADMIN_API_KEY": "hunter2"})
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("profile", ["inmemory", "db"])
def test_the_development_profiles_are_valid(monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    lines = (ROOT / f"env.dev.{profile}").read_text(encoding="utf-8").splitlines()
    variables = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = load(monkeypatch, **variables)
    assert settings.uses_database is (profile == "db")
    assert settings.require_business_api_key is (profile == "db")
