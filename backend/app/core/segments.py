"""How a text travels: its alphabet, how many parts it costs, and what may stand in it at all."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from math import ceil

LONGEST_BODY = 1600

# 3GPP TS 23.038: the default alphabet, and the characters that cost two of its units.
GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = frozenset("^{}\\[~]|€")
GSM = GSM_BASIC | GSM_EXTENDED

# Typography that looks the same in the plain alphabet, where one curly quote would double the cost of a text.
PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "•": "-", "\t": " ",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2028": "\n", "\u2029": "\n",
    }
)  # fmt: skip


def clean_body(text: str) -> str:
    """What may be sent of `text`: plain typography, no control characters save the line break, at most 1,600 long.

    A longer one is cut at a word and ends in "...".
    """
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").translate(PLAIN)
    kept = "".join(character for character in plain if character == "\n" or _printable(character)).strip()
    if len(kept) <= LONGEST_BODY:
        return kept
    return kept[: LONGEST_BODY - 3].rsplit(None, 1)[0] + "..."


def is_gsm(body: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return GSM.issuperset(body)


def in_plain_letters(text: str) -> str:
    """The text without accents that the plain alphabet lacks, where that is all it takes: "sabado" costs a third."""
    if is_gsm(text):
        return text
    plain = "".join(each if is_gsm(each) else _base_letter(each) for each in unicodedata.normalize("NFC", text))
    return plain if is_gsm(plain) else text


def count_segments(body: str) -> int:
    """Parts that the body is sent in: 160 units alone or 153 each in GSM-7, 70 or 67 in UCS-2. At least 1."""
    if is_gsm(body):
        return _parts([2 if character in GSM_EXTENDED else 1 for character in body], alone=160, each=153)
    return _parts([2 if ord(character) > 0xFFFF else 1 for character in body], alone=70, each=67)


def cost_cents(segments: int, cents_each: float) -> int:
    """What so many parts cost, in whole cents, rounded up."""
    return ceil(segments * Decimal(str(cents_each)))


def _parts(costs: list[int], *, alone: int, each: int) -> int:
    """A character is never split between two parts."""
    if sum(costs) <= alone:
        return 1
    parts, used = 1, 0
    for cost in costs:
        if used + cost > each:
            parts, used = parts + 1, 0
        used += cost
    return parts


def _base_letter(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _printable(character: str) -> bool:
    """No controls, surrogates, private or unassigned characters; joiners of emoji stay."""
    category = unicodedata.category(character)
    return category[0] != "C" or character == "\u200d"
