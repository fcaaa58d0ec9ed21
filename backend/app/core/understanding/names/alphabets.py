"""How single letters are said: the phonetic alphabet, the letters' own names, in English and Spanish."""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

# Also as recognisers misspell it.
NATO = {
    "alfa": "a", "alpha": "a", "bravo": "b", "charley": "c", "charlie": "c", "charly": "c", "delta": "d",
    "echo": "e", "eco": "e", "ekko": "e", "foxtrot": "f", "foxtrott": "f", "golf": "g", "hotel": "h", "india": "i",
    "juliet": "j", "juliett": "j", "juliette": "j", "kilo": "k", "lima": "l", "mike": "m", "november": "n",
    "novembre": "n", "oscar": "o", "oskar": "o", "papa": "p", "pappa": "p", "quebec": "q", "romeo": "r",
    "sierra": "s", "tango": "t", "uniform": "u", "victor": "v", "viktor": "v", "whiskey": "w", "whisky": "w",
    "xray": "x", "yankee": "y", "yankees": "y", "yanki": "y", "yanky": "y", "zulu": "z",
}  # fmt: skip

# Only inside a row of letters: each is also a word of its own.
LETTER_NAMES = {
    "bee": "b", "be": "b", "cee": "c", "see": "c", "sea": "c", "dee": "d", "ee": "e", "eff": "f",
    "gee": "g", "aitch": "h", "haitch": "h", "eye": "i", "jay": "j", "kay": "k", "ell": "l",
    "oh": "o", "pee": "p", "pea": "p", "cue": "q", "queue": "q", "are": "r", "ess": "s",
    "tee": "t", "tea": "t", "you": "u", "vee": "v", "why": "y", "wye": "y", "zee": "z", "zed": "z",
}  # fmt: skip

SPANISH_LETTER_NAMES = {
    "a": "a", "be": "b", "ce": "c", "de": "d", "e": "e", "efe": "f", "ge": "g", "hache": "h", "i": "i", "jota": "j",
    "ka": "k", "ca": "k", "ele": "l", "eme": "m", "ene": "n", "eñe": "ñ", "o": "o", "pe": "p", "cu": "q", "ere": "r",
    "erre": "r", "ese": "s", "te": "t", "u": "u", "uve": "v", "ve": "v", "equis": "x", "ye": "y", "zeta": "z",
}  # fmt: skip

DOUBLES = {"double": 2, "doble": 2, "triple": 3}
# Said beside a letter and without a meaning for it.
CASE_WORDS = word_set("capital uppercase upper lowercase lower case letter mayuscula minuscula letra")
BREAK_WORDS = word_set("space espacio")
# What stands between a letter and the word that begins with it.
AS_IN = (
    ("as", "in"), ("is", "in"), ("like", "in"), ("is", "for"), ("as",), ("for",), ("like",), ("in",),
    ("como", "en"), ("como",), ("de",), ("in", "the", "word"),
)  # fmt: skip
# What Spanish speakers add to tell b from v, i from y.
LETTER_TAGS = word_set("grande alta larga chica corta baja griega latina pequena")
