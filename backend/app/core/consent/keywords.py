"""What a text says about texting itself: stop, start, help. Anything else is for the conversation."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

LONGEST_SENTENCE = 240


class Keyword(StrEnum):
    """`YES` opts in only for a number that is opted out, and only where no question is open."""

    STOP = "stop"
    START = "start"
    YES = "yes"
    HELP = "help"


WORDS = {
    **dict.fromkeys(
        ("stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out"),
        Keyword.STOP,
    ),
    **dict.fromkeys(("start", "unstop"), Keyword.START),
    "yes": Keyword.YES,
    **dict.fromkeys(("help", "info"), Keyword.HELP),
}

# Said around a wish without changing it.
COURTESIES = frozenset(
    {"please", "pls", "plz", "now", "ok", "okay", "hey", "hi", "hello", "just", "already", "thanks", "thank", "guys"}
    | {"por", "favor", "ya", "hola", "gracias"}
)
TEXTS_EN = r"(?:texts?|texting|text messages?|messages?|messaging|sms|spam|spamming|contacting|bothering)"
TEXTS_ES = r"(?:textos?|mensajes?(?: de texto)?|mensajitos?|sms|publicidad|promociones)"
LIST_EN = r"(?:list|lists|mailing list|texting list|text list|contact list|contacts|database|number list)"

# Each is matched from the first word to the last, courtesies left out, so that a sentence that merely contains such
# words ("please stop the leak", "don't text me before nine") is not one.
_NOT = r"(?:do not|don t|dont|never)(?: ever)?"
_ME = r"(?: me| us| my phone| my number| this number)"
_MORE = r"(?: any ?more| again| ever again| ever| at all)"
_WISH = r"(?:i (?:want|need|would like|d like) (?:you )?to |(?:can|could|would|will) you )"

STOP_SENTENCES = (
    r"(?:stop|unsubscribe|quit|opt ?out)(?: me| all| it| this| these| them)?",
    rf"{_WISH}?(?:stop|quit|cease)(?: sending)?(?: me| us)?(?: all)?(?: of)?(?: the| these| this| your| any)?(?: more)?"
    rf" {TEXTS_EN}(?: to)?{_ME}?{_MORE}?",
    r"(?:stop|quit) (?:sending me (?:these|this|things|stuff)|contacting me)",
    rf"{_NOT} (?:text|message|contact|sms){_ME}?{_MORE}?",
    rf"{_NOT} send (?:me |us )?(?:any )?(?:more )?{TEXTS_EN}(?: to me)?{_MORE}?",
    r"(?:take|get|remove|delete)(?: me| us| my number| this number| my phone| my name)(?: off| from| out)(?: of)?"
    rf"(?: your| the| this| that| ur)? {LIST_EN}",
    r"(?:remove|unsubscribe|delete) (?:me|my number|this number)"
    r"(?: from (?:this|these|your texts|your messages|your system))?",
    rf"(?:no more|enough with the) {TEXTS_EN}",
    r"(?:i )?(?:do not|don t|dont|no longer) (?:want|wish|like) (?:to (?:get|receive) )?(?:any )?(?:more )?(?:of )?"
    rf"(?:these |your |the |any )?{TEXTS_EN}(?: from you)?{_MORE}?",
    r"(?:i (?:want|would like|d like|wish) to )?(?:opt(?:ing)? ?out|unsubscribe)(?: of| from)?"
    rf"(?: (?:these|your|the|all|all of your|any more))?(?: {TEXTS_EN})?",
    r"leave me alone",
    rf"(?:you have the )?wrong number(?: (?:stop|{_NOT})(?: text| texting)?(?: me)?{_MORE}?)?",
)

_SEND_ES = (
    r"(?:manden?|mandes|envien?|envies|escriban?|escribas|textees?|texteen|mensajeen|contacten?|contactes"
    r"|molesten?|molestes)"
)
_SENDING_ES = (
    r"(?:mandar(?:me|nos)?|enviar(?:me|nos)?|escribir(?:me|nos)?|textear(?:me)?|contactar(?:me)?|molestar(?:me)?)"
)
_REMOVE_ME_ES = r"(?:quiten?me|quitame|saquen?me|sacame|borren?me|borrame|eliminen?me|eliminame)"
_REMOVE_ES = r"(?:quiten?|quita|saquen?|saca|borren?|borra|eliminen?|elimina)"

STOP_SENTENCES_ES = (
    r"(?:alto|basta|parar|paren?|detener|cancelar suscripcion|(?:dar|da|de|den)me de baja)",
    rf"no (?:me |nos )?{_SEND_ES}(?: a este numero)?(?: mas)?(?: {TEXTS_ES})?(?: a este numero)?"
    r"(?: mas| nunca mas| nunca)?",
    rf"(?:dejen?|deja|paren?|para) de {_SENDING_ES}(?: mas)?(?: {TEXTS_ES})?",
    r"no (?:quiero|deseo)(?: (?:recibir|que me (?:manden|envien)))?(?: mas)?(?: sus| estos| los| tus)?"
    rf" {TEXTS_ES}(?: suyos| de ustedes)?",
    rf"(?:{_REMOVE_ME_ES}|{_REMOVE_ES} mi numero)(?: de)?(?: (?:la|su|tu|esta|sus))?"
    r"(?: (?:lista|listas|base de datos|contactos))?",
    rf"no mas {TEXTS_ES}",
    r"(?:quiero )?(?:cancelar|anular) (?:la suscripcion|mi suscripcion|los mensajes|estos mensajes)",
)
START_SENTENCES = (
    r"start|unstop",
    r"(?:start|resume|restart)(?: texting| messaging| sending)(?: me)?(?: texts| messages)?(?: again)?",
    r"(?:opt|sign) me (?:back )?in|opt ?in|resubscribe(?: me)?|subscribe(?: me)?(?: again)?",
    r"(?:you can |you may )(?:start )?(?:text|texting|message|messaging) me(?: again)?",
    r"(?:quiero (?:volver a )?recibir|pueden (?:volver a )?mandarme|vuelvan a mandarme)(?: sus| los)?"
    rf" {TEXTS_ES}(?: otra vez| de nuevo)?",
)

_STOPS = re.compile("|".join(STOP_SENTENCES + STOP_SENTENCES_ES))
_STARTS = re.compile("|".join(START_SENTENCES))


def classify(body: str) -> Keyword | None:
    """What the whole message says about texting; case, space, accents and punctuation do not matter.

    None where it is about something else, or says more than that.
    """
    if len(body) > LONGEST_SENTENCE:
        return None
    words = _words(body)
    if words in WORDS:
        return WORDS[words]
    if any(_STOPS.fullmatch(clause) for clause in _clauses(body)):
        return Keyword.STOP
    return Keyword.START if _STARTS.fullmatch(_plainly(words)) else None


def _clauses(body: str) -> list[str]:
    """The message as one, and each of its sentences: "Wrong person. Stop texting me!" stops."""
    sentences = [_words(sentence) for sentence in re.split(r"[.!?;\n]+", body)]
    return [_plainly(_words(body)), *(_plainly(sentence) for sentence in sentences if " " in sentence)]


def _plainly(words: str) -> str:
    return " ".join(word for word in words.split() if word not in COURTESIES)


def _words(body: str) -> str:
    """Lower-case letters and digits without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", body.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"[a-z0-9]+", letters))
