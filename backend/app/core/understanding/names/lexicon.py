"""Which words can be part of a person's name, and which never are."""

from __future__ import annotations

from app.core.understanding.ordinary import FUNCTION, FUNCTION_EN, is_ordinary
from app.core.understanding.places import CITIES, STATE_NAMES
from app.core.understanding.tokens import Token, tokenise
from app.core.understanding.wordlist import word_set

from .given import AMBIGUOUS, CALENDAR, GIVEN
from .surnames import SURNAMES

TITLES = word_set("""
    mr mrs ms miss mister missus misses mizz dr doctor prof professor sir madam rev reverend pastor father sister
    captain sr sra srta senor senora senorita officer sergeant sgt corporal colonel deputy nurse coach judge rabbi
    imam deacon attorney padre sheikh lieutenant don dona doctora licenciado licenciada lic ingeniero ingeniera
    arquitecto arquitecta
    """)
# Titles that are other words too: only before a name that says so ("major tom baker").
SOFT_TITLES = word_set("""
    chief major general commander private agent inspector detective trooper mayor senator councilman bishop elder
    brother maestro profesor profesora abogado abogada hermano hermana capitan teniente sargento
    """)
# Parts of longer titles ("Sergeant First Class", "Staff Sergeant"), which are other words by themselves.
RANKS = word_set("staff master first second class major general chief petty lance gunnery commander private right")
SUFFIXES = {"jr": "Jr", "junior": "Jr", "snr": "Sr", "ii": "II", "iii": "III", "iv": "IV", "esq": "Esq"}
PARTICLES = word_set(
    "de del la las los van der den von zu da das do dos di du le st saint san santa mac mc o al el bin ben y e"
)
# After these any word is a family name ("van der Meer").
DUTCH = word_set("van von der den")
# Family names of few letters that are everyday words of ours: some are safe behind any given name, the others only
# behind one that is no English one.
SHORT_SURNAMES = word_set("le du van han lo")
SHORTEST_SURNAMES = word_set("do he so an to you no oh ho my")
# Particles that open a family name by themselves ("van Dyke"), so that a name may begin with them.
OPENERS = word_set("van von de del di du da le st saint san santa mc mac o el al dos")

# A name with one of these in it is a firm, a place or a thing.
NOT_PEOPLE = word_set("""
    plumbing heating cooling hvac electric electrical electricians inc llc ltd corp corporation company co
    services service solutions enterprises properties property realty management restaurant depot hardware supply
    motors auto bank insurance city county street avenue boulevard road drive highway parkway apartments apartment
    studio studios gallery bakery daycare preschool academy museum library pharmacy theater salon brewery cafe
    school hospital clinic center centre mall plaza hotel university college department office shop store market
    plomeria compania calle avenida ciudad rheem kenmore bosch whirlpool maytag lennox trane moen kohler navien
    rinnai ecobee generac samsung frigidaire ruud google facebook yelp nextdoor instagram tiktok walmart walgreens
    starbucks costco menards amazon comcast spectrum verizon tmobile homeadvisor thumbtack siri alexa cortana
    chatgpt insinkerator honeywell mitsubishi daikin zoeller roto-rooter
    """)
# Places that nobody is called after.
PLACES = frozenset(name for name in CITIES | STATE_NAMES if name not in GIVEN and name not in SURNAMES)
# Two words that look like a person and are none.
NOT_PEOPLE_PHRASES = frozenset(name for name in CITIES | STATE_NAMES if " " in name) | frozenset(
    {"bradford white", "american standard", "jesus christ", "home depot", "ace hardware"}
)
# Words that stand right after a name and are never part of it, whatever their capitals.
_TROUBLE = word_set("water leak leaking flood flooding gas fire emergency agua fuga emergencia")
_AFTER = word_set("""
    way send tell ask give bring let see know please thanks thank hello speaking calling here help sorry okay
    spelled spelling spelt spell capital tomorrow today tonight morning afternoon evening now asap sure great
    perfect good fine right correct wrong yes no reservation appointment booking table account number phone
    address email party porfavor gracias ayuda urgente direccion telefono correo numero apellido name nombre last
    first backwards comma coma creo put dije digo dele andele andale orale apunteme apuntame agendeme agendame anoteme
    anotame
    """)
NEVER = _AFTER | _TROUBLE
_JUDGEMENTS = word_set("""
    better worse best easier enough
    wrong right correct fine good spelled spelt different same important misspelled incorrect ready back later
    irrelevant misspelt private secret none needed required mandatory optional necessary changing changed missing
    reversed switched swapped unknown anonymous bien mal correcto incorrecto
    """)
_PRONOUNS_BEHIND = ("lo", "la", "los", "las", "le", "me", "nos", "se")
_VOWELS = frozenset("aeiouy")
_SHORT_FORMS = ("n't", "'ll", "'d", "'ve", "'re", "'m")
_ENDINGS = (
    "ing",
    "tion",
    "ness",
    "able",
    "ible",
    "ous",
    "ful",
    "less",
    "ally",
    "edly",
    "ando",
    "iendo",
    "cion",
    "mente",
)


def is_word(token: Token) -> bool:
    """Letters (with apostrophes), not digits or signs, and not what belongs to somebody ("Joe's")."""
    return token.word[:1].isalpha() and not token.word.endswith("'s")


def capital(token: Token) -> bool:
    return token.text[:1].isupper()


def is_trouble(word: str) -> bool:
    """A word of danger that a family may be called too ("Amy Flood"), where it is written as a name."""
    return word in _TROUBLE


def is_given(word: str) -> bool:
    """A given name that is hardly anything else."""
    return word in GIVEN and word not in AMBIGUOUS


def names_somebody(text: str) -> bool:
    """Whether a given name stands in it."""
    return any(is_given(token.word) for token in tokenise(text))


def is_known(word: str) -> bool:
    """A given or family name that is no everyday word."""
    return is_given(word) or (word in SURNAMES and not is_ordinary(word))


def possible(word: str) -> bool:
    """A given name, also one that is an everyday word too."""
    return word in GIVEN


def is_calendar(word: str) -> bool:
    return word in CALENDAR


def is_function(word: str) -> bool:
    """An article, a verb form, a day: it ends a name. "That'd" and "needn't" are such words too."""
    return word in FUNCTION or word.endswith(_SHORT_FORMS)


def is_spanish_function(word: str) -> bool:
    """A function word of Spanish alone, which an English speaker may well be called ("Meghan Han")."""
    return word in FUNCTION and word not in FUNCTION_EN


def is_judgement(word: str) -> bool:
    """What one says about a name ("the name is wrong"), which is no name."""
    return word in _JUDGEMENTS


def is_unknown(word: str) -> bool:
    """No everyday word, so it may well be a name. Forms that only verbs and adjectives have do not count."""
    if len(word) < 2 or word in TITLES or is_ordinary(word):
        return False
    return not word.endswith(_ENDINGS) and any(char in _VOWELS or not char.isascii() for char in word)


def is_spanish_verb(token: Token) -> bool:
    """A lower-case form that only verbs have: "recibió", "entendí", "cancélela"."""
    text = token.text
    if not text.islower() or text.isascii() or token.word in GIVEN or token.word in SURNAMES:
        return False
    return text.endswith(("ó", "é", "í", "ría", "rían")) or token.word.endswith(_PRONOUNS_BEHIND)


def is_surname(word: str) -> bool:
    return word in SURNAMES
