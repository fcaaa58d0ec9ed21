"""Small numbers as words, for a voice."""

from __future__ import annotations

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty")
_EN_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_ES_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta")


def cardinal(number: int, language: str) -> str:
    """0 to 59 in words; larger ones stay digits, which a voice reads well."""
    if not 0 <= number < 60:
        return str(number)
    return _spanish(number) if language == "es" else _english(number)


def ordinal(number: int, language: str) -> str:
    """A day of the month: "third", "twenty-first"; in Spanish days are cardinal save the first."""
    if language == "es":
        return "primero" if number == 1 else cardinal(number, language)
    if number <= 20:
        return _EN_ORDINALS[number]
    tens, ones = divmod(number, 10)
    if ones == 0:
        return f"{_EN_TENS[tens][:-1]}ieth"
    return f"{_EN_TENS[tens]}-{_EN_ORDINALS[ones]}"


def _english(number: int) -> str:
    if number < 20:
        return _EN[number]
    tens, ones = divmod(number, 10)
    return _EN_TENS[tens] if ones == 0 else f"{_EN_TENS[tens]}-{_EN[ones]}"


def _spanish(number: int) -> str:
    if number < 30:
        return _ES[number]
    tens, ones = divmod(number, 10)
    return _ES_TENS[tens] if ones == 0 else f"{_ES_TENS[tens]} y {_ES[ones]}"
