"""E-mail addresses as they are written, and as they are said: "maria dot lopez at gmail dot com"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .frame import Found, Span
from .names.spelling import after_example
from .ordinary import FUNCTION
from .spoken_digits import read_chunk
from .tokens import Token, tokenise
from .wordlist import word_set

_AT = word_set("at arroba @")
_DOT = word_set("dot punto point period .")
_SIGNS = {"underscore": "_", "guion": "-", "dash": "-", "hyphen": "-", "minus": "-", "plus": "+"}
_WRITTEN_SIGNS = word_set("_ - + % & ' . dot")
_PROVIDERS = word_set(
    """
    gmail yahoo hotmail outlook icloud aol comcast msn live verizon att sbcglobal me mac protonmail proton ymail cox
    charter bellsouth earthlink
    """
)
_ENDINGS = word_set("com net org edu gov us info biz io co mx es me mil app dev")
# Words that introduce an address and are no part of it; everything before the last of them is left out.
_LEAD = word_set(
    """
    is it's its email mail e correo electronico address to my the that's at es mi a send use con an it be yes yeah sure
    okay ok uh um and y direccion escriba mandelo son sera would
    """
)
# Words of a longer local part ("bob the builder") where a word of it stands before them.
_INSIDE = word_set("the and of y de del la")
# Said about an address and no part of it.
_REMARKS = (
    ("all", "lowercase"), ("all", "lower", "case"), ("all", "one", "word"), ("todo", "junto"), ("one", "word"),
    ("the", "number"), ("el", "numero"), ("lower", "case"), ("lowercase",), ("no", "spaces"), ("all", "together"),
    ("todo", "minusculas"), ("en", "minusculas"),
)  # fmt: skip
_LOCAL_MOST = 8
_DOUBLES = {"double": 2, "doble": 2}


@dataclass(frozen=True, slots=True)
class _Domain:
    text: str
    last: int


def find_email(text: str, *, asked: bool = False, taken: Sequence[Span] = ()) -> Found | None:
    """The address in lower case. Confidence is 0.95 as written, 0.8 as spoken, less where words were run together."""
    tokens = _without_remarks(tokenise(text))
    for at, token in enumerate(tokens):
        if token.word not in _AT or _is_taken(token, taken):
            continue
        domain = _domain(tokens, at + 1)
        local = _local(tokens, at) if domain else None
        if domain is None or local is None or not _plausible(local[0], domain.text):
            continue
        span = Span(tokens[local[1]].start, tokens[domain.last - 1].end)
        written = token.text == "@"
        sure = 0.95 if written else 0.8 if local[2] else 0.7
        return Found(f"{local[0]}@{domain.text}", span, min(1.0, sure + (0.05 if asked and not written else 0)))
    return None


def _without_remarks(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without "all lowercase", "the number", and the examples of letters ("s as in sam")."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        remark = next((words for words in _REMARKS if _stands(tokens, at, words)), ())
        if remark:
            at += len(remark)
            continue
        kept.append(tokens[at])
        at = after_example(tokens, at + 1, tokens[at].word) if len(tokens[at].word) == 1 else at + 1
    return kept


def _stands(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    return tokens[at].word == words[0] and tuple(token.word for token in tokens[at : at + len(words)]) == tuple(words)


def _is_taken(token: Token, taken: Sequence[Span]) -> bool:
    return any(span.start < token.end and token.start < span.end for span in taken)


def _domain(tokens: Sequence[Token], at: int) -> _Domain | None:
    """ "gmail dot com", "rivera-plumbing.co.uk"; a known provider also without its ending ("at gmail")."""
    labels: list[str] = []
    label, place = "", at
    while place < len(tokens) and len(labels) < 5:
        piece = _domain_piece(tokens, place, bool(label))
        if piece is None:
            break
        label += piece[0]
        place = piece[1]
        if place < len(tokens) and tokens[place].word in _DOT and _label_follows(tokens, place):
            labels.append(label)
            label, place = "", place + 1
        elif labels and label in _ENDINGS:
            break
    if label:
        labels.append(label)
    if len(labels) == 1:
        bare = labels[0] in _PROVIDERS and labels[0] not in ("me", "live", "mac", "att", "charter", "cox")
        return _Domain(f"{labels[0]}.com", place) if bare else None
    return _Domain(".".join(labels), place) if labels and labels[-1].isalpha() and len(labels[-1]) > 1 else None


def _domain_piece(tokens: Sequence[Token], at: int, inside: bool) -> tuple[str, int] | None:
    token = tokens[at]
    if not inside and token.word in FUNCTION - _PROVIDERS:
        return None
    if token.word in ("-", "dash", "hyphen", "guion") and inside:
        return "-", at + 1
    if inside and token.start > tokens[at - 1].end and (token.word in FUNCTION or _ends_domain(tokens, at)):
        return None
    if token.text.isascii() and token.text.isalnum():
        chunk = read_chunk(tokens, at) if len(token.text) > 1 else None
        return (chunk.digits, chunk.last) if chunk and chunk.word else (token.text.lower(), at + 1)
    return None


def _ends_domain(tokens: Sequence[Token], at: int) -> bool:
    """A word after a complete ending ("… dot com thanks") is no part of it."""
    return tokens[at - 1].word in _ENDINGS and at >= 2 and tokens[at - 2].word in _DOT


def _label_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the dot at `at` stands between two labels, not at the end of a sentence."""
    if at + 1 >= len(tokens) or not tokens[at + 1].text.isascii() or not tokens[at + 1].text.isalnum():
        return False
    return tokens[at].text != "." or tokens[at + 1].start == tokens[at].end or tokens[at + 1].word in _ENDINGS


def _local(tokens: Sequence[Token], at: int) -> tuple[str, int, bool] | None:
    """The part before the "at": its text, its first token, and whether it was said without doubt."""
    first = at
    count = 0
    while first and count < _LOCAL_MOST * 4 and _local_goes_on(tokens, first - 1, first == at, count):
        first -= 1
        count += len(tokens[first].word) > 1
    while first < at and (tokens[first].text in ".-,'" or tokens[first].word in _DOT):
        first += 1
    if first >= at:
        return None
    text, gaps = _read_local(tokens, first, at)
    return (text, first, gaps == 0) if text else None


def _local_goes_on(tokens: Sequence[Token], at: int, last: bool, count: int) -> bool:
    token, following = tokens[at], tokens[at + 1]
    adjacent = token.end == following.start
    if token.text in "_-+.%&'":
        return adjacent or token.text == "_"
    if not token.text.isascii() or not token.text.replace("'", "").isalnum():
        return False
    if adjacent:
        return True
    if following.text in ("@", "_", "-", "+", ".") and not last:
        return False
    if len(token.word) == 1 and (len(following.word) == 1 or (at and len(tokens[at - 1].word) == 1)):
        return True
    if token.word in _INSIDE and not last and at and count < _LOCAL_MOST:
        before = tokens[at - 1]
        return before.word.isalpha() and before.word not in _LEAD and before.word not in FUNCTION
    if token.word in _LEAD:
        return len(token.word) == 1 and count < _LOCAL_MOST and following.word not in ("email", "mail")
    return count < _LOCAL_MOST and (
        token.word not in FUNCTION or token.word in _DOT or token.word in _SIGNS or token.word == "bajo"
    )


def _read_local(tokens: Sequence[Token], first: int, last: int) -> tuple[str, int]:
    out = ""
    gaps = 0
    place = first
    while place < last:
        token = tokens[place]
        if token.word in _DOT:
            out, place = out + ".", place + 1
            continue
        if token.word == "bajo" and out.endswith("-"):
            out, place = out[:-1] + "_", place + 1
            continue
        if token.word in _SIGNS or token.text in "_-+%&":
            out, place = out + _SIGNS.get(token.word, token.text), place + 1
            continue
        if token.word in _DOUBLES and place + 1 < last and len(tokens[place + 1].word) == 1:
            out, place = out + tokens[place + 1].word * 2, place + 2
            continue
        chunk = read_chunk(tokens, place) if not _is_letter(token) else None
        if place > first and tokens[place - 1].end < token.start and _both_words(tokens, place):
            gaps += 1
        if chunk and chunk.last <= last:
            out, place = out + chunk.digits, chunk.last
        else:
            out, place = out + token.text.lower().replace("'", ""), place + 1
    return out.strip("."), gaps


def _is_letter(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isalpha()


def _both_words(tokens: Sequence[Token], at: int) -> bool:
    one, two = tokens[at - 1], tokens[at]
    return (
        len(one.word) > 1 and len(two.word) > 1 and one.word.isalpha() and two.word.isalpha() and one.word not in _DOT
    )


def _plausible(local: str, domain: str) -> bool:
    whole = len(local) <= 64 and len(domain) <= 253 and ".." not in local
    return whole and local[:1].isalnum() and domain[:1].isalnum() and "." in domain
