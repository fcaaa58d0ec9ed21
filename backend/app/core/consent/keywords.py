"""What a text says about texting itself: stop, start, help. Anything else is for the conversation."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

LONGEST_SENTENCE = 240
LONGEST_CLAUSE = 120
LONGEST_MESSAGE = 1600


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
    {"please", "pls", "plz", "now", "ok", "okay", "hey", "hi", "hello", "just", "already", "thanks", "guys", "sir"}
    | {"immediately", "asap", "sorry", "kindly", "maam", "yes"}
    | {"uh", "um", "well", "look", "listen", "actually", "sure", "yeah"}
    | {"por", "favor", "ya", "hola", "gracias", "si", "oiga", "senor", "senora"}
)
_COURTEOUS_PHRASES = re.compile(r"\b(?:thank you|right now|right away|no thanks|no gracias|muchas gracias)\b")
TEXTS_EN = (
    r"(?:texts?|texting|text messages?|text alerts?|messages?|msgs?|messaging|sms|spam|spamming|contacting|bothering"
    r"|reminders?|notifications?|promotions?|offers|ads|advertis(?:ing|ements?)|marketing)"
)
TEXTS_ES = (
    r"(?:textos?|mensajes?(?: de texto)?|mensajitos?|sms|publicidad|promociones|recordatorios?|avisos|anuncios|ofertas)"
)
LIST_EN = (
    r"(?:list|lists|mailing list|texting list|text list|contact list|contacts|database|number list|system|records)"
)

# Each is matched from the first word to the last, courtesies left out, so that a sentence that merely contains such
# words ("please stop the leak", "don't text me before nine") is not one.
_NOT = r"(?:do not|don t|dont|never)(?: ever)?"
_ME = r"(?: me| us| my phone| my number| this number| here)"
_MORE = r"(?: any ?more| again| ever again| ever| at all| from now on)"
_WISH = (
    r"(?:i (?:want|need|would like|d like|asked|told) (?:you )?to |you (?:need|have) to "
    r"|(?:can|could|would|will) you |how (?:do|can) i )"
)
_TELL = r"(?:stop|quit|cease|end|cancel)"

# Sentences that name what shall end; they count beside others, in writing and on the phone.
NAMING_EN = (
    rf"{_WISH}?{_TELL}(?: sending| getting| receiving)?(?: me| us)?(?: all)?(?: of)?(?: with)?"
    rf"(?: any| the| these| this| your| my)?(?: more)? {TEXTS_EN}(?: to)?{_ME}?{_MORE}?",
    rf"{_WISH}?(?:stop|quit) (?:sending (?:me|to this number|me (?:these|this|things|stuff))|(?:text(?:ing)?|contacting"
    rf"|calling|calling and texting|texting and calling|messaging and calling) ?{_ME}?){_MORE}?",
    rf"(?:i )?{_NOT} (?:text|message|contact|sms|call or text|text or call){_ME}?{_MORE}?",
    rf"{_NOT} send (?:me |us )?(?:any ?)?(?:more )?(?:{TEXTS_EN}|anything(?: else)?)(?: to me)?{_MORE}?",
    r"(?:take|get|remove|delete)(?: me| us| my number| this number| my phone| my name)(?: off| from| out)(?: of)?"
    rf"(?: (?:your|the|this|that|ur|all))?(?: {LIST_EN})?",
    r"(?:remove|unsubscribe|delete|opt out) (?:me|my number|this number)(?: out)?"
    r"(?: from (?:this|these|your texts|your messages|your system|your list))?",
    r"opt me out(?: of (?:this|these|your|all)(?: {TEXTS})?)?".replace("{TEXTS}", TEXTS_EN),
    rf"(?:no more|no|enough|enough with the|enough of the) {TEXTS_EN}{_MORE}?",
    r"(?:i )?(?:do not|don t|dont|no longer|never) (?:want|wish|like|care)(?: to)? (?:(?:get|receive|be sent|see) )?"
    rf"(?:any ?)?(?:more )?(?:of )?(?:these |your |the |any )?{TEXTS_EN}(?: from you)?{_MORE}?",
    rf"(?:i )?(?:do not|don t|dont|no longer|never) (?:want|wish|like) (?:to be|you to) (?:texted|messaged|contacted"
    rf"|text|message|contact)(?: me)?(?: by you)?{_MORE}?",
    rf"{_WISH}?(?:opt(?:ing)? ?out|unsubscribe)(?: of| from)"
    rf"(?: (?:these|your|the|all|all of your|any more))?(?: {TEXTS_EN})?",
    r"i (?:revoke|withdraw) (?:my )?consent(?: to (?:these |your )?{TEXTS})?".replace("{TEXTS}", TEXTS_EN),
    r"(?:lose|forget|erase) (?:my|this) number",
)

_SEND_ES = (
    r"(?:manden?|mandes|envien?|envies|escriban?|escribas|textees?|texteen|mensajeen|contacten?|contactes"
    r"|molesten?|molestes|llamen ni (?:me )?escriban)"
)
_SENDING_ES = (
    r"(?:mandar(?:me|nos)?|enviar(?:me|nos)?|escribir(?:me|nos)?|textear(?:me)?|contactar(?:me)?|molestar(?:me)?)"
)
_REMOVE_ME_ES = (
    r"(?:quiten?me|quitame|saquen?me|sacame|borren?me|borrame|eliminen?me|eliminame|remuevan?me|den?me de baja)"
)
_REMOVE_ES = r"(?:quiten?|quita|saquen?|saca|borren?|borra|eliminen?|elimina)"
_END_ES = r"(?:paren?|detengan?|suspendan?|cancelen?|cancela|terminen?) (?:con )?(?:los|sus|estos|esos|de mandar)"

NAMING_ES = (
    rf"(?:que )?no (?:me |nos )?{_SEND_ES}(?: a este numero)?(?: mas)?(?: {TEXTS_ES}| nada)?(?: a este numero)?"
    r"(?: mas| nunca mas| nunca)?",
    rf"(?:quiero que )?(?:dejen?|deja|paren?|para) de {_SENDING_ES}(?: mas)?(?: (?:sus|estos|esos))?(?: {TEXTS_ES})?",
    r"no (?:quiero|deseo|me interesa)(?: (?:recibir|que me (?:manden|envien|escriban)))?(?: mas)?"
    rf"(?: sus| estos| los| tus)?(?: {TEXTS_ES}| nada de ustedes)(?: suyos| de ustedes| mas)?",
    r"no (?:quiero|deseo) que me (?:escriban|contacten|texteen|molesten)(?: mas)?",
    rf"(?:{_REMOVE_ME_ES}|{_REMOVE_ES} (?:mi|este) numero)(?: de)?(?: (?:la|su|tu|esta|sus))?"
    r"(?: (?:lista|listas|base de datos|contactos))?",
    rf"no mas {TEXTS_ES}",
    rf"{_END_ES} {TEXTS_ES}",
    r"(?:quiero )?(?:cancelar|anular) (?:la suscripcion|mi suscripcion|(?:los|estos|sus) mensajes)",
    r"(?:quiero )?(?:darme|dar|da|de|den) de baja",
)

# Said alone they can only be about this; beside other words ("please stop it, the water is rising") they are not.
BARE = (
    r"(?:stop ?){1,6}(?: me| all| it| this| these| them| that)?|i said stop|stop i said",
    r"(?:i (?:want|need|would like|d like) to )?(?:unsubscribe|quit|opt(?:ing)? ?out|opt me out)(?: me)?",
    r"leave me alone|go away|cease and desist",
    r"(?:you have the |this is the )?wrong (?:number|person)",
    r"alto|(?:ya )?basta|parar|paren?|detener|no mas|cancelar suscripcion|dejen?me en paz|numero equivocado",
)
# Sentences that may stand beside a bare one.
BESIDE_BARE = (
    r"|not interested|i m not interested|im not interested|no|no thanks|nope|who is this|who are you|enough"
    r"|no me interesa|no gracias|no estoy interesad[oa]|quien es"
)
START_SENTENCES = (
    r"start|unstop",
    r"(?:start|resume|restart)(?: texting| messaging| sending)(?: me)?(?: texts| messages)?(?: again)?",
    r"(?:opt|sign) me (?:back )?in|opt ?in|resubscribe(?: me)?|subscribe(?: me)?(?: again)?",
    r"(?:you can |you may )(?:start )?(?:text|texting|message|messaging) me(?: again)?",
    r"(?:quiero (?:volver a )?recibir|pueden (?:volver a )?mandarme|vuelvan a mandarme)(?: sus| los)?"
    rf" {TEXTS_ES}(?: otra vez| de nuevo)?",
)

_NAMES = re.compile("|".join(NAMING_EN + NAMING_ES))
_BARE = re.compile("|".join(BARE))
_BESIDE_BARE = re.compile(BESIDE_BARE)
_STARTS = re.compile("|".join(START_SENTENCES))
_BETWEEN_CLAUSES = re.compile(r"[.!?;,:\n]+| - |\b(?:and|but|so|because|also|y|pero|porque|asi que)\b")


def classify(body: str) -> Keyword | None:
    """What a text says about texting; case, space, accents and punctuation do not matter.

    None where it is about something else, or says more than that.
    """
    if len(body) <= LONGEST_SENTENCE:
        words = _words(body)
        if words in WORDS:
            return WORDS[words]
        if _STARTS.fullmatch(_plainly(words)):
            return Keyword.START
        if _only_bare(body):
            return Keyword.STOP
    return Keyword.STOP if wants_no_texts(body) else None


def wants_no_texts(said: str) -> bool:
    """Whether one of its clauses says so in as many words, which counts on the phone too."""
    if len(said) > LONGEST_MESSAGE:
        return False
    clauses = [said, *_BETWEEN_CLAUSES.split(said.casefold())]
    return any(len(clause) <= LONGEST_CLAUSE and _NAMES.fullmatch(_plainly(_words(clause))) for clause in clauses)


def _only_bare(body: str) -> bool:
    sentences = [_plainly(_words(sentence)) for sentence in re.split(r"[.!?;,\n]+", body)]
    bare = [_BARE.fullmatch(sentence) is not None for sentence in (_plainly(_words(body)), *sentences)]
    if bare[0]:
        return True
    rest = (sentence for sentence, is_bare in zip(sentences, bare[1:], strict=True) if not is_bare)
    return any(bare) and all(_BESIDE_BARE.fullmatch(sentence) for sentence in rest)


def _plainly(words: str) -> str:
    return " ".join(word for word in _COURTEOUS_PHRASES.sub(" ", words).split() if word not in COURTESIES)


def _words(body: str) -> str:
    """Lower-case letters and digits without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", body.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"[a-z0-9]+", letters))
