"""Who does not want texts: by number, whether a customer or not, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import structlog

from app.core import tallies
from app.core.businesses import Business
from app.core.opt_outs import OptOut
from app.core.phones import as_e164
from app.core.secrets import keyed_hash
from app.flows.keyring import KeyRing
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

LONGEST_EVIDENCE = 300


def record_opt_out(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    phone: str,
    *,
    source: str,
    evidence: str = "",
    reference: str | None = None,
) -> bool:
    """Note that this number wants no more texts; True where that is news.

    `source`: "sms", "voice", "web", "owner", "twilio"; `evidence`: what was said; `reference`: the message or call.
    """
    news = _decide(unit, services, business, phone, opted_out=True, said=(source, evidence, reference))
    if news:
        log.info("sms_opt_out", business_id=business.id, source=source)
        _tally(unit, services, business, tallies.SMS_OPT_OUTS)
    return news


def record_opt_in(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    phone: str,
    *,
    source: str,
    evidence: str = "",
    reference: str | None = None,
) -> bool:
    """Note that this number wants texts again; True where it had opted out."""
    news = _decide(unit, services, business, phone, opted_out=False, said=(source, evidence, reference))
    if news:
        log.info("sms_opt_in", business_id=business.id, source=source)
        _tally(unit, services, business, tallies.SMS_OPT_INS)
    return news


def is_opted_out(unit: UnitOfWork, business: Business, phone: str | None, keys: KeyRing) -> bool:
    """Whether this number, in whatever format, wants no texts of this business; also where it was erased since."""
    number = as_e164(phone, business.country)
    return number is not None and bool(opted_out_of(unit, business, [number], keys))


def opted_out_of(unit: UnitOfWork, business: Business, numbers: Iterable[str], keys: KeyRing) -> frozenset[str]:
    """Which of these numbers, E.164, want no texts; all of them at once."""
    names = {number: number for number in numbers}
    hashes = {number: number_hash(unit, keys, business, number) for number in names}
    names |= {hashed: number for number, hashed in hashes.items() if hashed is not None}
    return frozenset(names[name] for name in unit.opt_outs.among(business.id, names)) if names else frozenset()


def latest_decision(unit: UnitOfWork, business: Business, phone: str, keys: KeyRing) -> OptOut | None:
    """What this number, E.164, decided last, under itself or under its hash."""
    hashed = number_hash(unit, keys, business, phone)
    return unit.opt_outs.get(business.id, phone) or (unit.opt_outs.get(business.id, hashed) if hashed else None)


def forget_number(unit: UnitOfWork, services: Services, business: Business, phone: str) -> None:
    """Erase a person's number; an opt-out lives on under a keyed hash, without what was said."""
    number = as_e164(phone, business.country) or phone.strip()
    latest = unit.opt_outs.get(business.id, number)
    if latest is None:
        return
    unit.opt_outs.remove(business.id, number)
    hashed = number_hash(unit, services.keys, business, number)
    if latest.opted_out and hashed is not None:
        unit.opt_outs.put(business.id, OptOut(hashed, True, latest.at, latest.source))


def number_hash(unit: UnitOfWork, keys: KeyRing, business: Business, number: str) -> str | None:
    """What stands for a number that is not kept. None where the deployment has no key yet, and so has hashed nobody."""
    try:
        return f"#{keyed_hash(f'{business.id} {number}', keys.of(unit))}"
    except LookupError:
        return None


def _decide(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    phone: str,
    *,
    opted_out: bool,
    said: tuple[str, str, str | None],
) -> bool:
    number = as_e164(phone, business.country) or phone.strip()
    news = is_opted_out(unit, business, number, services.keys) is not opted_out
    if opted_out:
        _withdraw_consent(unit, services, business, number)
    source, evidence, reference = said
    hashed = number_hash(unit, services.keys, business, number)
    if hashed is not None:
        unit.opt_outs.remove(business.id, hashed)
    unit.opt_outs.put(
        business.id,
        OptOut(
            phone=number,
            opted_out=opted_out,
            at=services.clock.now(),
            source=source,
            evidence=evidence[:LONGEST_EVIDENCE],
            reference=reference,
        ),
    )
    return news


def _withdraw_consent(unit: UnitOfWork, services: Services, business: Business, number: str) -> None:
    """Who opts in again gets texts about visits; campaigns need to be agreed to anew."""
    customer = unit.customers.by_phone(business.id, number)
    if customer is not None and customer.marketing_consent_at is not None:
        withdrawn = replace(customer, marketing_consent_at=None, updated_at=services.clock.now())
        unit.customers.save(business.id, withdrawn)


def _tally(unit: UnitOfWork, services: Services, business: Business, name: str) -> None:
    unit.tallies.add(business.id, name, services.clock.now().date())
