"""What stands before a lead-in tells whose name follows: the caller's, a payee's, somebody else's, a question's."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .leads import PEOPLE, Lead, Strength
from .lexicon import capital, is_function, is_known, is_word

_TALK = word_set("""
    speak speaking talk talking connect connected me through put message listen spoke talked word call text
    voicemail hear heard back hi hello say thanks number about hablar comunicar moved live come go went get
    """)
_SEEK = word_set("""
    looking look search searching ask asking waiting wait message messages note word busco buscando pregunto
    preguntando recado mensaje
    """)
_PAY = word_set("transfer transferred pay paid send sent wire wired payment money receive received order transaction")
_OWNERS = word_set("his her their your su whose what")
# Of the people named as "the tenant's name is …", those for whom a visit may be booked.
_VISITED = word_set("""
    tenant owner homeowner customer client patient resident renter lady gentleman account reservation booking
    appointment party inquilino inquilina dueno duena cliente senora senor
    """)
_TELLING = word_set("""
    told tells tell said says gave gives recommended recommends suggested referred mentioned sent used uses usually
    always normally typically handles handled handle takes took deals let lets fixed installed did does knows knew
    called found passed swears raves loved hired dijo dice recomendo recomienda dio paso mando uso usa conoce
    conto sugirio siempre normalmente encarga sabe refirio hablo arreglo hizo ve
    """)
_BEING = word_set("was were will did estaba estuvo era fue va")
_CREDIT = word_set("""
    recommended referred heard suggested told sent recomendo recomendado dijo mando refirio paso dio conto
    sugirio by married vive lives
    """)
_MAKES_ONES_OWN = word_set("i i'm im we us yo soy you and y usted ustedes")
_ARTICLES = word_set("the a an el la los un una my our your mi tu su nuestro")
_AT = word_set("at from in on over with by near across down up next de del en con es que")
_TELLING_REACH, _CREDIT_REACH = 7, 4
_BOOKED_FOR = word_set("for para under bajo behalf in it's its es name nombre de")
_CLITICS = word_set("it's that's what's here's")
_QUESTIONS = word_set("is was who who's are es quien")
_ERRANDS = word_set("look for para to from por")
_SPOKEN_LEADS = word_set("ask speaking talking")
_OPENINGS = word_set("""
    hi hello hey yes yeah yep okay ok uh um oh well it's its this is i'm am so just morning afternoon evening and soy
    habla hola bueno buenas dias tardes noches es si please thanks sorry sure aqui
    """)
_SAID = word_set("said dije")
_TO_THEM = word_set("le les te")
# Behind a name these speak to its bearer; those below do where a story is told ("and then I said Carol it's …").
_TO_YOU = word_set("you you're you've you'll don't stop look let's why how what call tu usted no mira mire")
_GOES_ON = word_set("it it's its i i'm i'll that's that this there's there we we're he she they ya es esta")
_AND_THEN = word_set("and so then but because until y pero entonces hasta")
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
    if first == "ask" and lead.start and tokens[lead.start - 1].word == "to":
        # "I was told to ask for Mike"; but "tell him to ask for Mike" when he rings back.
        return not any(token.word in ("tell", "have") for token in tokens[max(0, lead.start - _REACH) : lead.start])
    if first not in (_ERRANDS if lead.strength is Strength.WEAK else _SPOKEN_LEADS):
        return False
    sought = _SEEK if first in ("for", "para", "por") else _TALK
    return any(token.word in sought for token in tokens[max(0, lead.start - _REACH) : lead.start])


def is_spoken_to(tokens: Sequence[Token], lead: Lead, last: int) -> bool:
    """ "And I said Carol it's just June", "le dije Carmen ya no sirve": somebody whom the caller spoke to."""
    if tokens[lead.end - 1].word not in _SAID or last >= len(tokens):
        return False
    before = tokens[lead.start - 1].word if lead.start else ""
    if before in _TO_THEM:
        return True
    return tokens[last].word in _TO_YOU or (tokens[last].word in _GOES_ON and before in _AND_THEN)


def is_stranger(tokens: Sequence[Token], lead: Lead) -> bool:
    """ "the tenant's name is Mike", "his name is Mike": a name, and not the caller's."""
    if lead.strength is not Strength.SURE or not lead.start or tokens[lead.start].word in ("my", "mi"):
        return False
    before = tokens[lead.start - 1].word
    if tokens[lead.start].word == "se":
        return is_word(tokens[lead.start - 1])
    return before in _OWNERS or (before.endswith("'s") and before not in _CLITICS)


def is_nobody(tokens: Sequence[Token], lead: Lead, first: int, last: int) -> bool:
    """A name [first, last) of somebody who is neither the caller nor visited: a technician, who told them."""
    if lead.other:
        return _is_bystander(tokens, lead, first, last)
    if not is_stranger(tokens, lead):
        return False
    owner = tokens[lead.start - 1].word.removesuffix("'s")
    if tokens[lead.start].word == "se" and is_function(owner):
        return owner == "que"
    if tokens[lead.end - 1].word == "was":
        return True
    if last - first == 1 and last < len(tokens) and tokens[last].word in ("but", "pero"):
        return True
    return owner not in _OWNERS and owner not in PEOPLE and owner not in _VISITED


def _is_bystander(tokens: Sequence[Token], lead: Lead, first: int, last: int) -> bool:
    """ "my neighbor Dave gave me your number", "me recomendó mi vecino Roberto"."""
    before = tokens[max(0, lead.start - _CREDIT_REACH) : lead.start]
    if any(token.word in _CREDIT for token in before):
        return True
    if lead.start and tokens[lead.start - 1].word in _BOOKED_FOR:
        return False
    if tells(tokens, last):
        return True
    # "my son Jake flushed a toy" tells what he did; "my mother Ruth needs a plumber" for whom one comes.
    after = tokens[last].word if last < len(tokens) else ""
    if lead.end == first and (after in _BEING or (after.isalpha() and not is_function(after))):
        return True
    # A word behind "my husband" is a verb unless something says that it is a name.
    return lead.end == first and not (is_known(tokens[first].word) or capital(tokens[first])) and last < len(tokens)


def tells(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name before token `at` is the one who said or did something ("Joe at the hardware store told me")."""
    before = ""
    for token in tokens[at : at + _TELLING_REACH]:
        if token.word in _TELLING:
            return True
        elsewhere = token.word in _ARTICLES and before not in _AT
        if elsewhere or token.word in _MAKES_ONES_OWN or token.text in ".,;!?":
            return False
        before = token.word
    return False
