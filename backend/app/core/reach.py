"""Which numbers are rung and texted at all: those of the business's own country, none that cost the caller extra.

Whoever makes a line ring or text numbers of their choice earns by it where those are foreign or premium.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import phonenumbers

PREMIUM = "PREMIUM"
NORTH_AMERICA = 1
NOWHERE = ""
# Rung at the same price across the border.
UNITED_STATES = frozenset({"US", "PR", "VI", "GU", "AS", "MP"})
HOME = {country: UNITED_STATES | {"CA"} for country in (*UNITED_STATES, "CA")}
# In every area of North America, beside the area code 900.
PREMIUM_EXCHANGE = "976"
_COSTLY = frozenset({phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST})


def may_reach(e164: str, country: str, allowed: Collection[str] = ()) -> bool:
    """`country` is the business's; `allowed` what the operator allows beyond it: countries, and `PREMIUM`."""
    region, costly = _seen(e164, country)
    if costly and PREMIUM not in allowed:
        return False
    return region in HOME.get(country, {country}) or region in allowed


@lru_cache(maxsize=4096)
def _seen(e164: str, country: str) -> tuple[str, bool]:
    """Where a number belongs, and whether it costs extra."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return NOWHERE, True
    national = phonenumbers.national_significant_number(number)
    region = phonenumbers.region_code_for_number(number)
    if number.country_code == NORTH_AMERICA:
        costly = national[3:6] == PREMIUM_EXCHANGE or national.startswith("900")
        # A number that nobody has been given yet lies where its business is.
        return region or (country if country in HOME else "US"), costly or _is_costly(number)
    return region or phonenumbers.region_code_for_country_code(number.country_code or 0), _is_costly(number)


def _is_costly(number: phonenumbers.PhoneNumber) -> bool:
    return phonenumbers.number_type(number) in _COSTLY
