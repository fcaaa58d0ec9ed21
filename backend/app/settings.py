"""Every environment variable, read once at start. The only file that reads the environment."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.setting_kinds import (
    THIS_MACHINE,
    ApiAddress,
    Countries,
    DatabaseAddress,
    Networks,
    Origins,
    PhoneNumber,
    RedisAddress,
    TimezoneName,
    WebAddress,
    parts_of,
)

DEVELOPMENT_ADMIN_KEY = "dev-admin-key-change-me"
SHORTEST_PRODUCTION_SECRET = 24
FILE_SECRETS = frozenset(
    {
        "admin_api_key_file",
        "owner_dashboard_token_file",
        "metrics_token_file",
        "twilio_auth_token_file",
        "openai_api_key_file",
        "secrets_key_file",
    }
)


class SettingsError(Exception):
    """The settings do not allow a start; each line names a variable and what is wrong with it."""


class Environment(StrEnum):
    DEVELOPMENT = "development"
    STAGING = "staging"
    PRODUCTION = "production"


class SmsProviderName(StrEnum):
    STUB = "stub"
    TWILIO = "twilio"


class VoiceMode(StrEnum):
    GATHER = "gather"
    RELAY = "relay"


class SpeechProviderName(StrEnum):
    STUB = "stub"
    ESPEAK = "espeak"
    OPENAI = "openai"


class AssistantProviderName(StrEnum):
    RULES = "rules"
    OPENAI = "openai"


class LogFormat(StrEnum):
    JSON = "json"
    CONSOLE = "console"


class LogLevel(StrEnum):
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LanguageName(StrEnum):
    EN = "en"
    ES = "es"


class Vertical(StrEnum):
    PLUMBING = "plumbing"
    HVAC = "hvac"
    ELECTRICAL = "electrical"
    GENERAL = "general"


class Settings(BaseSettings):
    """Names and defaults are those of the README's table; a test compares them."""

    model_config = SettingsConfigDict(env_ignore_empty=True, case_sensitive=False, extra="ignore", frozen=True)

    environment: Environment = Environment.DEVELOPMENT
    database_url: DatabaseAddress = "sqlite:///./app.db"
    use_db_customers: bool = False
    use_db_appointments: bool = False
    use_db_conversations: bool = False
    require_business_api_key: bool = False
    admin_api_key: SecretStr | None = None
    admin_api_key_file: str | None = None
    owner_dashboard_token: SecretStr | None = None
    owner_dashboard_token_file: str | None = None
    metrics_token: SecretStr | None = None
    metrics_token_file: str | None = None
    secrets_key: SecretStr | None = None
    secrets_key_file: str | None = None
    public_base_url: WebAddress | None = None
    cors_allow_origins: Origins = ""
    trusted_proxies: Networks = ""
    sms_provider: SmsProviderName = SmsProviderName.STUB
    sms_from_number: PhoneNumber | None = None
    sms_owner_number: PhoneNumber | None = None
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_auth_token_file: str | None = None
    twilio_api_base_url: ApiAddress | None = None
    twilio_fallback_url: WebAddress | None = None
    verify_twilio_signatures: bool | None = None
    voice_mode: VoiceMode = VoiceMode.GATHER
    calendar_use_stub: bool = True
    google_calendar_id: str | None = None
    google_calendar_credentials_file: str | None = None
    google_api_base_url: ApiAddress | None = None
    speech_provider: SpeechProviderName = SpeechProviderName.STUB
    assistant_provider: AssistantProviderName = AssistantProviderName.RULES
    openai_api_key: SecretStr | None = None
    openai_api_key_file: str | None = None
    openai_base_url: WebAddress | None = None
    openai_model: str = "gpt-4o-mini"
    openai_speech_model: str = "tts-1"
    openai_speech_voice: str = "alloy"
    rate_limit_per_minute: int = Field(default=0, ge=0)
    redis_url: RedisAddress | None = None
    log_level: LogLevel = LogLevel.INFO
    log_format: LogFormat = LogFormat.JSON
    default_timezone: TimezoneName = "America/Chicago"
    default_language: LanguageName = LanguageName.EN
    default_vertical: Vertical = Vertical.PLUMBING
    sms_segment_cents: float = Field(default=1.1, ge=0, le=1000)
    pause_texts: bool = False
    pause_booking: bool = False
    sweep_seconds: int = Field(default=30, ge=0)
    dev_clock: AwareDatetime | None = None
    prometheus_multiproc_dir: str | None = None
    demo_tenants: bool = False
    spool_dir: str = "./spool"
    hold_minutes: int = Field(default=5, ge=1, le=60)
    max_call_turns: int = Field(default=40, ge=4, le=200)
    max_call_minutes: int = Field(default=20, ge=2, le=240)
    max_silent_turns: int = Field(default=3, ge=1, le=10)
    max_wait_seconds: float = Field(default=2.5, ge=0, le=10)
    max_texts_per_number: int = Field(default=100, ge=0)
    max_calls_per_number: int = Field(default=60, ge=0)
    allowed_countries: Countries = ""

    @model_validator(mode="before")
    @classmethod
    def _read_secret_files(cls, values: dict[str, object]) -> dict[str, object]:
        """`X_FILE` holds the path of a file with the value of `X`, as container platforms mount secrets."""
        read = dict(values)
        for file_field in sorted(FILE_SECRETS):
            path = values.get(file_field)
            if path:
                read[file_field.removesuffix("_file")] = _read_secret(file_field, str(path))
        return read

    @model_validator(mode="after")
    def _check_combinations(self) -> Self:
        faults = [*self._incomplete(), *(self._unsafe() if self.environment is Environment.PRODUCTION else ())]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def verifies_twilio_signatures(self) -> bool:
        """On by default as soon as there is a token to verify with."""
        if self.verify_twilio_signatures is None:
            return self.twilio_auth_token is not None
        return self.verify_twilio_signatures

    @property
    def twilio_auth_tokens(self) -> tuple[str, ...]:
        """Several while one is rotated; the first one is used for sending."""
        if self.twilio_auth_token is None:
            return ()
        tokens = self.twilio_auth_token.get_secret_value().split(",")
        return tuple(token.strip() for token in tokens if token.strip())

    @property
    def uses_database(self) -> bool:
        return self.use_db_customers or self.use_db_appointments or self.use_db_conversations

    @property
    def proxies(self) -> tuple[str, ...]:
        return parts_of(self.trusted_proxies)

    @property
    def reach(self) -> frozenset[str]:
        return frozenset(parts_of(self.allowed_countries))

    @property
    def cors_origins(self) -> tuple[str, ...]:
        return parts_of(self.cors_allow_origins)

    def _incomplete(self) -> list[str]:
        faults = []
        if self.voice_mode is VoiceMode.RELAY:
            faults.append("VOICE_MODE: relay is not available yet; use gather")
        if self.sms_provider is SmsProviderName.TWILIO and not (self.twilio_account_sid and self.twilio_auth_tokens):
            faults.append("SMS_PROVIDER: twilio needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN")
        if self.verify_twilio_signatures and not self.twilio_auth_tokens:
            faults.append("VERIFY_TWILIO_SIGNATURES: true needs TWILIO_AUTH_TOKEN")
        google_at_hand = self.google_api_base_url and urlsplit(self.google_api_base_url).hostname in THIS_MACHINE
        if not self.calendar_use_stub and not (self.google_calendar_credentials_file or google_at_hand):
            faults.append("CALENDAR_USE_STUB: false needs GOOGLE_CALENDAR_CREDENTIALS_FILE")
        for name in ("assistant_provider", "speech_provider"):
            if getattr(self, name) == "openai" and not (self.openai_api_key or self.openai_base_url):
                faults.append(f"{name.upper()}: openai needs OPENAI_API_KEY or OPENAI_BASE_URL")
        return faults

    def _unsafe(self) -> list[str]:
        faults = []
        if not self.require_business_api_key:
            faults.append("REQUIRE_BUSINESS_API_KEY: must be true in production")
        faults += _weak_secret("ADMIN_API_KEY", self.admin_api_key, required=True)
        faults += _weak_secret("OWNER_DASHBOARD_TOKEN", self.owner_dashboard_token, required=False)
        for name in ("use_db_customers", "use_db_appointments", "use_db_conversations"):
            if not getattr(self, name):
                faults.append(f"{name.upper()}: must be true in production")
        if self.twilio_auth_tokens and not self.verifies_twilio_signatures:
            faults.append("VERIFY_TWILIO_SIGNATURES: must be true in production where a Twilio token is set")
        if self.metrics_token is None:
            faults.append("METRICS_TOKEN: must be set in production")
        if self.dev_clock is not None:
            faults.append("DEV_CLOCK: is refused in production")
        if self.demo_tenants:
            faults.append("DEMO_TENANTS: is refused in production")
        return faults


def _read_secret(field: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"{field.upper()}: cannot be read ({error.strerror})") from None


def _weak_secret(name: str, secret: SecretStr | None, *, required: bool) -> list[str]:
    if secret is None:
        return [f"{name}: must be set in production"] if required else []
    value = secret.get_secret_value()
    if len(value) < SHORTEST_PRODUCTION_SECRET or value.startswith("dev-"):
        return [f"{name}: must be at least {SHORTEST_PRODUCTION_SECRET} characters and not the development value"]
    return []


def load_settings(env_file: Path | None = None) -> Settings:
    """Settings of this process's environment, and below it of a file of variables.

    Raises `SettingsError` with a line for each variable at fault.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(error))) from None


def announce_workers_directory(path: Path) -> None:
    """The only way to tell prometheus-client where several workers of one service keep their counters."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(path)


def _explain(error: ValidationError) -> list[str]:
    lines = []
    for fault in error.errors(include_url=False, include_context=False):
        message = fault["msg"].removeprefix("Value error, ")
        name = str(fault["loc"][0]).upper() if fault["loc"] else ""
        lines += [f"{name}: {message}" if name else message]
    return lines
