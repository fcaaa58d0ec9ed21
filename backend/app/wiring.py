"""The composition root: settings to stores and providers to what flows are given."""

from __future__ import annotations

import tomllib
from datetime import datetime
from importlib import resources
from pathlib import Path

from app.core.businesses import Business
from app.flows.keyring import KeyRing
from app.flows.services import Bounds, Rehearsal, Services
from app.flows.uncounted import Uncounted
from app.providers.clock import DevelopmentClock, SystemClock
from app.providers.files.spool import FileSpool
from app.providers.identifiers import new_id, new_secret_id
from app.providers.kept_speech import KeptSpeech
from app.providers.limits.limiter import WindowLimiter
from app.providers.metered import metered
from app.providers.openai.assistant import OpenAiAssistant
from app.providers.openai.chat import ChatServer
from app.providers.openai.speech import OpenAiSpeech
from app.providers.ports import (
    Assistant,
    CalendarProvider,
    Clock,
    Limiter,
    Meter,
    PhoneNumbers,
    SmsProvider,
    Speech,
)
from app.providers.stub.calendar import StubCalendar
from app.providers.stub.sms import StubSms
from app.providers.stub.speech import StubSpeech
from app.repositories.memory.store import MemoryStore
from app.repositories.ports import Store
from app.routers.schemas.business import BusinessBody
from app.routers.schemas.demo import script_of
from app.settings import (
    AssistantProviderName,
    Environment,
    Settings,
    SettingsError,
    SmsProviderName,
    SpeechProviderName,
)

DEFAULT_BUSINESS_ID = "default_business"
OPENAI_BASE_URL = "https://api.openai.com/v1"
# The calls to providers that are counted by how they end.
SMS_CALLS = frozenset({"send", "find"})
CALENDAR_CALLS = frozenset({"busy", "put", "remove", "changes", "watch"})
MODEL_CALLS = frozenset({"read"})
SPEECH_CALLS = frozenset({"say"})


def build_services(settings: Settings, meter: Meter) -> Services:
    """Everything a flow needs, made once per app."""
    clock = _clock(settings)
    assistant = _assistant(settings)
    return Services(
        store=_store(settings),
        clock=clock,
        sms=metered(_sms(settings, clock), meter, "sms", SMS_CALLS),
        calendar=metered(_calendar(settings), meter, "calendar", CALENDAR_CALLS),
        meter=meter,
        bounds=Bounds(
            hold_minutes=settings.hold_minutes,
            max_call_turns=settings.max_call_turns,
            max_call_minutes=settings.max_call_minutes,
            max_silent_turns=settings.max_silent_turns,
            pause_texts=settings.pause_texts,
            pause_booking=settings.pause_booking,
            max_texts_per_number=settings.max_texts_per_number,
            max_calls_per_number=settings.max_calls_per_number,
            reach=settings.reach,
        ),
        new_id=new_id,
        new_secret=new_secret_id,
        default_business_id=DEFAULT_BUSINESS_ID,
        lease_clock=SystemClock(),
        assistant=metered(assistant, meter, "model", MODEL_CALLS) if assistant else None,
        spool=FileSpool(Path(settings.spool_dir)),
        numbers=_numbers(settings),
        public_base_url=settings.public_base_url,
        keys=KeyRing(settings.secrets_key.get_secret_value() if settings.secrets_key else None),
        speech=KeptSpeech(metered(_speech(settings), meter, "speech", SPEECH_CALLS)),
        rehearsal=None if settings.environment is Environment.PRODUCTION else Rehearsal(script_of, _stage),
    )


def build_limiter(settings: Settings) -> Limiter:
    return WindowLimiter(settings.redis_url)


def default_business(settings: Settings, now: datetime) -> Business:
    """The tenant of a deployment that names no other, from its readable file and the deployment's defaults."""
    with resources.files("app.data").joinpath("default_business.toml").open("rb") as file:
        body = BusinessBody.model_validate(tomllib.load(file))
    bare = Business(id=DEFAULT_BUSINESS_ID, name="", created_at=now, updated_at=now)
    overrides = {
        name: getattr(settings, f"default_{name}").__str__()
        for name in ("timezone", "language", "vertical")
        if f"default_{name}" in settings.model_fields_set
    }
    if settings.sms_from_number:
        overrides["phone_number"] = settings.sms_from_number
    if settings.sms_owner_number:
        overrides["owner_phone"] = settings.sms_owner_number
    return BusinessBody.model_validate(overrides).apply(body.apply(bare, now), now)


def _speech(settings: Settings) -> Speech:
    if settings.speech_provider is SpeechProviderName.STUB:
        return StubSpeech()
    if settings.speech_provider is SpeechProviderName.OPENAI:
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        base_url = settings.openai_base_url or OPENAI_BASE_URL
        return OpenAiSpeech(base_url, key, settings.openai_speech_model, settings.openai_speech_voice)
    try:
        from app.providers.espeak.speech import EspeakSpeech  # an extra that not everybody installs
    except ImportError:
        raise SettingsError('SPEECH_PROVIDER: espeak needs the extra "speech": pip install -e .[speech]') from None
    return EspeakSpeech()


def _stage(clock: Clock) -> Services:
    """Where months for show are played: in memory, with stubs, whatever the deployment uses."""
    return Services(
        store=MemoryStore(),
        clock=clock,
        sms=StubSms(),
        calendar=StubCalendar(),
        meter=Uncounted(),
        bounds=Bounds(),
        new_id=new_id,
        new_secret=new_secret_id,
        lease_clock=clock,
        keys=KeyRing("of no deployment"),
    )


def _assistant(settings: Settings) -> Assistant | None:
    if settings.assistant_provider is AssistantProviderName.RULES:
        return None
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return OpenAiAssistant(ChatServer(settings.openai_base_url or OPENAI_BASE_URL, key, settings.openai_model))


def _store(settings: Settings) -> Store:
    """Raises `SettingsError` for an address that is none."""
    if not settings.uses_database:
        return MemoryStore()
    # Three tenths of a second and 20 MB that only its users pay.
    from app.repositories.mixed import Durable, MixedStore
    from app.repositories.sql.address import BadAddress, parse_address
    from app.repositories.sql.engines import make_engine
    from app.repositories.sql.store import SqlStore

    try:
        store = SqlStore(make_engine(parse_address(settings.database_url)))
    except BadAddress as error:
        raise SettingsError(f"DATABASE_URL: {error}") from None
    durable = Durable(settings.use_db_customers, settings.use_db_appointments, settings.use_db_conversations)
    return store if durable.all else MixedStore(store, MemoryStore(), durable)


def _sms(settings: Settings, clock: Clock) -> SmsProvider:
    if settings.sms_provider is SmsProviderName.STUB:
        return StubSms()
    from app.providers.twilio.sms import TwilioSms  # half a second and 15 MB that only its users pay

    assert settings.twilio_account_sid is not None  # the settings were checked
    return TwilioSms(
        settings.twilio_account_sid,
        settings.twilio_auth_tokens[0],
        clock,
        base_url=settings.twilio_api_base_url,
        public_base_url=settings.public_base_url,
        from_number=settings.sms_from_number,
    )


def _calendar(settings: Settings) -> CalendarProvider:
    if settings.calendar_use_stub:
        return StubCalendar()
    from app.providers.google.calendar import GoogleCalendar  # a second and 20 MB that only its users pay

    try:
        return GoogleCalendar(
            credentials_file=settings.google_calendar_credentials_file,
            base_url=settings.google_api_base_url,
            default_business_id=DEFAULT_BUSINESS_ID,
            default_calendar_id=settings.google_calendar_id,
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no service account's key"
        raise SettingsError(f"GOOGLE_CALENDAR_CREDENTIALS_FILE: cannot be used ({reason})") from None


def _numbers(settings: Settings) -> PhoneNumbers | None:
    if settings.twilio_account_sid is None or not settings.twilio_auth_tokens:
        return None
    from app.providers.twilio.numbers import TwilioNumbers

    base_url = settings.twilio_api_base_url
    return TwilioNumbers(settings.twilio_account_sid, settings.twilio_auth_tokens[0], base_url=base_url)


def _clock(settings: Settings) -> Clock:
    return SystemClock() if settings.dev_clock is None else DevelopmentClock(settings.dev_clock)
