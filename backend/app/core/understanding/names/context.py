"""What stands before a lead-in tells whose name follows: the caller's, a payee's, somebody else's, a question's."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .leads import Lead, Strength

_TALK = word_set("""
    speak speaking talk talking connect connected me through put message listen spoke talked word call text
    voicemail hear heard back hablar comunicar moved live come go went get
    """)
_SEEK = word_set("""
    looking look search searching ask asking waiting wait message messages note word busco buscando pregunto
    preguntando recado mensaje
    """)
_PAY = word_set("transfer transferred pay paid send sent wire wired payment money receive received order transaction")
_OWNERS = word_set("his her their your su whose what")
_CLITICS = word_set("it's that's what's here's")
_QUESTIONS = word_set("is was who who's are hello es quien")
_SPOKEN_LEADS = word_set("ask speaking talking")
_OPENINGS = word_set("""
    hi hello hey yes yeah yep okay ok uh um oh well it's its this is i'm am so just morning afternoon evening and soy
    habla hola bueno buenas dias tardes noches es si please thanks sorry sure aqui
    """)
_REACH, _PAYMENT_REACH = 4, 14


def is_payment(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "transfer … to", "received … from": whoever is named is whom the sentence is about."""
    if tokens[lead.start].word not in ("to", "from"):
        return False
    return any(token.word in _PAY for token in tokens[max(0, lead.start - _PAYMENT_REACH) : lead.start])


def is_question(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "Is this Rivera?", "who am I": asks, and does not say."""
    if tokens[lead.start].word != "this" or not lead.start:
        return False
    return tokens[lead.start - 1].word in _QUESTIONS


def opens_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` begins what is said: at the start, after a sign, a greeting or "it's", "this is"."""
    return not at or tokens[at - 1].word in _OPENINGS or not tokens[at - 1].word[:1].isalnum()


def is_errand(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "I want to talk to Mike", "a message from Mike", "looking for Mike": somebody whom the caller is not."""
    first = tokens[lead.start].word
    if lead.strength is not Strength.WEAK and first not in _SPOKEN_LEADS:
        return False
    sought = _SEEK if first in ("for", "para", "por") else _TALK
    return any(token.word in sought for token in tokens[max(0, lead.start - _REACH) : lead.start])


def is_stranger(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "the technician's name was Mike", "his name is Mike": a name, and not the caller's."""
    if lead.strength is not Strength.SURE or not lead.start or tokens[lead.start].word in ("my", "mi"):
        return False
    before = tokens[lead.start - 1].word
    return before in _OWNERS or (before.endswith("'s") and before not in _CLITICS)
