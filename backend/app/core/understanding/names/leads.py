"""What people say before and after a name, with how sure it makes us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set


class Strength(IntEnum):
    """How much a lead-in promises: WEAK "for …", LIKELY "this is …", ASKED our own question, SURE "my name is …"."""

    WEAK = 1
    LIKELY = 2
    ASKED = 3
    SURE = 4


class Part(StrEnum):
    FULL = "full"
    GIVEN = "given"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead-in that ends before token `end`.

    `other` where it speaks of somebody else than the caller, `nickname` where a fuller name may be told beside it.
    """

    start: int
    end: int
    strength: Strength
    part: Part = Part.FULL
    other: bool = False
    nickname: bool = False


_SURE = """
name of reservation|name of the reservation|name on the reservation|name for the reservation|name on the booking
reservation name is|reservation name|booking name is|booking name|
my name is|my name's|my names|my name|name is|name's|the name is|the names|name it's|name its|name was
full name is|full name
mine is|mine's|name on the account is|name on it is|name on file is|the name of|name of|under the name
under the name of|in the name of|on the name of|on the name|on name|by the name of|by name
under my name|named me|name should be
me llamo|mi nombre es|el nombre es|nombre es|mi nombre|nombre completo|a nombre de|al nombre de|bajo el nombre de
bajo el nombre
con el nombre de|su nombre es|se llama|name equals|name to|the name would be|name will be|name would be
"""
_GIVEN = """
firstname is|firstname
first name is|first name's|first name|my first is|first is|given name is|given name|primer nombre es|primer nombre
nombre de pila|christian name is|forename is|forename|the first is|the first name is
"""
_FAMILY = """
lastname is|lastname
last name is|last name's|last name|last names|my last is|last is|surname is|surname's|surname|family name is|family name
mi apellido es|apellido es|apellido|apellidos|el apellido es|mis apellidos son|second name is
"""
_LIKELY = """
belongs to|registered to|assigned to|made by|booked by|scheduled by|reserved by|placed by|set up by|is by
reserved as|booked in as|booked as|listed as|filed as|registered as|signed up as|i said|it's me|its me|
this is|this here is|i'm|i am|im|it's|its|it is|that's|that is|thats
names|speaking with|speaking to
talking to|talking with|you've got|you got|under|listed under|booked under
i meant|i mean|dije|digo|quise decir|habla con|habla usted con
soy|habla|le habla|les habla|te habla|esta hablando con|aqui|aqui habla|de parte de|es
i'd be|it'd be|that'd be|it'll be|that'll be|that would be|it would be|it's just me|just me ,|my name ?
name ?|full name ?
name|nombre|attention|attn|care of|put it under|put down|ask for|signed|regards|from your customer
put me down as|put me in as|put me down under|put me under|put me as|put us down as|list me as|have me as|just put
have me down as|down as|for me ,|it's for me|it is for me|filed under|make it out to|use the name
somos la familia|bajo|para mi ,
apuntame como|apunteme como|ponme como|pongame como|anoteme como|anotame como|registreme como
"""
_NICKNAME = """
go by|goes by|known as|i'm called|i am called|they call me|people call me|everybody calls me|everyone calls me
me dicen|todos me dicen|me conocen como
"""
_NICKNAME_LIKELY = """
call me|you can call me|just call me|calls me
"""
_WEAK = """
look up|for|para|to|from|por|put|make it|make that|go with|you can write|write down|just write
anote|anota|apunte|apunta|escriba|ponga|ponle|pongale|ponlo
"""
PEOPLE = word_set("""
    mother mom mum father dad grandmother grandma grandfather grandpa wife husband son daughter brother sister
    neighbor neighbour friend boss landlord tenant aunt uncle cousin partner roommate client customer girlfriend
    boyfriend fiance fiancee mother-in-law father-in-law manager owner madre mama padre papa abuela abuelo esposa
    esposo hijo hija hermano hermana vecino vecina amigo amiga suegra suegro tia tio jefe inquilino mamá papá
    """)
_OWNERS = word_set("my our his her their mi nuestro nuestra su")

Rule = tuple[tuple[str, ...], Strength, Part]


def _table() -> dict[str, list[Rule]]:
    """First word of each lead-in to its rules, longest first."""
    table: dict[str, list[Rule]] = {}
    sources = (
        (_SURE, Strength.SURE, Part.FULL),
        (_NICKNAME, Strength.SURE, Part.FULL),
        (_NICKNAME_LIKELY, Strength.LIKELY, Part.FULL),
        (_GIVEN, Strength.SURE, Part.GIVEN),
        (_FAMILY, Strength.SURE, Part.FAMILY),
        (_LIKELY, Strength.LIKELY, Part.FULL),
        (_WEAK, Strength.WEAK, Part.FULL),
    )
    for source, strength, part in sources:
        for phrase in source.replace("\n", "|").split("|"):
            words = tuple(phrase.split())
            if words:
                table.setdefault(words[0], []).append((words, strength, part))
    for rules in table.values():
        rules.sort(key=lambda rule: -len(rule[0]))
    return table


_TABLE = _table()
_NICKNAMES = frozenset(tuple(phrase.split()) for phrase in (_NICKNAME + _NICKNAME_LIKELY).replace("\n", "|").split("|"))


def leads(tokens: Sequence[Token]) -> list[Lead]:
    """Every lead-in of the text, in order."""
    found = []
    for at, token in enumerate(tokens):
        lead = _lead_at(tokens, at) if token.word in _TABLE else None
        if lead:
            found.append(lead)
        elif token.word in PEOPLE and at and tokens[at - 1].word in _OWNERS:
            found.append(Lead(at - 1, _after_relation(tokens, at + 1), Strength.LIKELY, other=True))
    return found


def _lead_at(tokens: Sequence[Token], at: int) -> Lead | None:
    for words, strength, part in _TABLE[tokens[at].word]:
        end = at + len(words)
        if end <= len(tokens) and all(tokens[at + n].word == word for n, word in enumerate(words)):
            return Lead(at, end, strength, part, nickname=words in _NICKNAMES)
    return None


def _after_relation(tokens: Sequence[Token], at: int) -> int:
    """The token after "my mother", "my mother's name is", "my mother is called"."""
    for words in (
        ("'s", "name", "is"),
        ("name", "is"),
        ("is", "called"),
        ("named",),
        ("called",),
        ("se", "llama"),
    ):
        if all(at + n < len(tokens) and tokens[at + n].word == word for n, word in enumerate(words)):
            return at + len(words)
    return at


# Words after a name that make it one: "Sam here", "Sam speaking", "Sam is my name", "Sam al habla".
_TAILS: tuple[tuple[str, ...], ...] = (
    ("here",), ("speaking",), ("calling",), ("is", "my", "name"), ("is", "the", "name"), ("again",),
    ("is", "the", "first", "name"), ("is", "my", "first", "name"), ("is", "the", "last", "name"),
    ("is", "the", "last"), ("is", "the", "first"),
    ("is", "my", "last", "name"), ("es", "el", "nombre"), ("es", "mi", "apellido"), ("es", "el", "apellido"),
    ("al", "habla"), ("al", "telefono"), ("es", "mi", "nombre"), ("is", "calling"), ("is", "speaking"),
)  # fmt: skip
# "The Okafor residence": only after "the".
HOUSEHOLDS = word_set("residence household family party reservation booking account home house place")


_ENDINGS: dict[str, list[tuple[str, ...]]] = {}
for _words in (*_TAILS, *((word,) for word in HOUSEHOLDS)):
    _ENDINGS.setdefault(_words[0], []).append(_words)


def tail_starts(tokens: Sequence[Token]) -> list[int]:
    """Tokens at which such an ending begins."""
    return [
        at
        for at in range(1, len(tokens))
        for words in _ENDINGS.get(tokens[at].word, ())
        if all(at + n < len(tokens) and tokens[at + n].word == word for n, word in enumerate(words))
    ]
