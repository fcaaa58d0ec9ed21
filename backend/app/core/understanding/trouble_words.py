"""The trouble in words that can be said back: no swearing, no fillers, no "my"; and whether they read well at all."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.frame import Language

_SWEARING = frozenset(
    """fuck fucking fucked fuckin damn damned dammit goddamn goddamned goddam shit shitty bloody crap crappy freaking
    frickin fricking friggin frigging effing hell bitch bastard ass asshole stupid dumb darn dang lousy ridiculous
    puto puta putos putas maldito maldita malditos malditas pinche pinches mierda chingado chingada chingados chingadas
    cabrón cabron jodido jodida mendigo mendiga méndigo méndiga desgraciado desgraciada carajo joder coño güey wey
    estúpido estúpida fregado fregada""".split()
)
_FILLERS = frozenset(
    """um uh er erm ugh basically honestly literally actually really just kinda sorta please anyway
    este pues fíjese fijese fíjate fijate oiga oye mire mira nomás nomas joven señorita""".split()
)
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "piece of crap", "piece of shit", "piece of junk", "son of a bitch", "like hell", "as hell", "like crazy",
        "you know", "you see", "i mean", "i guess", "kind of", "sort of", "or something", "or whatever",
        "porquería del", "porqueria del", "porquería de", "porqueria de", "de mierda", "la verdad", "o sea",
        "no manches", "que digamos",
    )
)  # fmt: skip
_MINE = frozenset({"my", "our", "your"})
_MINE_ES = frozenset({"mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras"})
_FEMININE = frozenset({"llave", "llaves", "pared", "paredes", "luz", "base", "sal", "red", "fuente", "calefacción"})
_MASCULINE = frozenset({"agua", "aguas", "sistema", "problema", "clima", "gas"})
_DONE = frozenset(
    """fixed repaired replaced installed unclogged unblocked snaked cleaned inspected changed serviced checked rewired
    moved upgraded flushed mounted removed rooted drained""".split()
)
_VERBS = frozenset({"is", "are", "was", "were", "be", "been", "got", "gets", "has", "have", "had", "needs"})
# Who tells of somebody, or is the one who told, is no trouble in itself.
_PERSONS = frozenset(
    """i i'm i've me we us you he she they them him her who somebody someone wife husband son daughter kid kids mother
    father mom dad brother sister guy guys tenant says said told thinks think called earlier yesterday
    yo me nos ustedes usted ellos ella él esposo esposa hijo hija mamá papá hermano hermana vecino vecina muchacho dice
    dijo llamé hablé tengo tenemos quiero necesito ayer""".split()
)
# Nothing that is read back begins so: it lost what it speaks of, or the verb that it belongs to.
_HEADLESS = frozenset(
    """broke fixed been keeps won't wont doesn't isn't can't don't didn't is are was has does did see hear
    having getting going coming making acting doing put gave went came that which and or when while with of to for
    que de con y o cuando otra""".split()
)
_BEHIND_A_VERB = frozenset({"up", "out", "in", "of", "from", "into", "down", "through", "on", "all", "everywhere"})
_FEWEST_LETTERS = 2


def said_plainly(said: str, language: Language) -> str:
    """The caller's words without what is not for saying back: "stupid toilet in my hall" is "toilet in the hall"."""
    words = _without_phrases(said.split())
    words = [word for word in words if _bare(word) not in _SWEARING | _FILLERS]
    spanish = language is Language.ES
    words = _in_spanish(words) if spanish else ["the" if _bare(word) in _MINE else word for word in words]
    if words and _bare(words[0]) in {"the", "el", "la", "los", "las", "a", "an", "this", "that", "these", "those"}:
        words = words[1:] if not spanish else words
    if len(words) > 1 and _bare(words[-1]) in _DONE and _VERBS.isdisjoint(map(_bare, words)):
        words = [*words[:-1], "to be", words[-1]]  # "(I need my) drain snaked"
    return " ".join(words).strip(" ,.;:-")


def reads_well(trouble: str) -> bool:
    """Whether it can stand by itself, as a thing or as a plain sentence."""
    words = [_bare(word) for word in trouble.split()]
    if not words or len("".join(words)) < _FEWEST_LETTERS or not _PERSONS.isdisjoint(words):
        return False
    if words[0] in _HEADLESS:
        return False
    return not (words[0].endswith("ing") and len(words) > 1 and words[1] in _BEHIND_A_VERB)


def _without_phrases(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    bare = [_bare(word) for word in words]
    while place < len(words):
        phrase = next((each for each in _PHRASES if tuple(bare[place : place + len(each)]) == each), None)
        if phrase is None:
            kept.append(words[place])
        place += len(phrase) if phrase else 1
    return kept


def _in_spanish(words: Sequence[str]) -> list[str]:
    """ "Se me tapó mi baño" is "se tapó el baño", "de mi baño" is "del baño"."""
    if [_bare(word) for word in words[:2]] in (["no", "tengo"], ["no", "tenemos"]):
        words = ["no", "hay", *words[2:]]
    kept: list[str] = []
    for place, word in enumerate(words):
        following = _bare(words[place + 1]) if place + 1 < len(words) else ""
        if _bare(word) in ("me", "nos", "le") and kept and _bare(kept[-1]) == "se":
            continue
        if _bare(word) == "esta" and place == 0 and not _is_state(following):
            continue
        if _bare(word) not in _MINE_ES or not following:
            kept.append(word)
            continue
        article = _article(following)
        if article == "el" and kept and _bare(kept[-1]) in ("de", "a"):
            kept[-1] += "l"
        else:
            kept.append(article)
    return kept


def _article(noun: str) -> str:
    one = noun.removesuffix("s")
    feminine = noun in _FEMININE or (one.endswith(("a", "ión", "dad")) and noun not in _MASCULINE)
    return ("las" if feminine else "los") if noun.endswith("s") and noun != "gas" else ("la" if feminine else "el")


def _is_state(word: str) -> bool:
    """What follows "está", written without its accent."""
    return word.endswith(("ndo", "ada", "ido", "ado", "ida")) or word in {"rota", "mala", "fea", "floja", "suelta"}


def _bare(word: str) -> str:
    return word.casefold().strip(",.;:!?*¡¿\"'").replace("’", "'")
