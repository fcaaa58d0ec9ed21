"""From heard text to a wish for a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from app.core.understanding.frame import Language, Span, When
from app.core.understanding.times.anchored import anchored, told_by_now
from app.core.understanding.times.fold import fold
from app.core.understanding.times.lexer import Line, read
from app.core.understanding.times.own_day import mark_own_day
from app.core.understanding.times.past import mark_past
from app.core.understanding.times.pieces import pieces
from app.core.understanding.times.refusals import mark_refused, refused_days, rest_of, with_rest
from app.core.understanding.times.resolution import Desk, Slot, slots
from app.core.understanding.times.shapes import Draft, Piece
from app.core.understanding.times.sieve import sift
from app.core.understanding.times.stories import leave_stories
from app.core.understanding.tokens import clean

_MOST_ALTERNATIVES = 8


def resolve(text: str, *, now: datetime, language: Language = Language.EN, anchor: date | None = None) -> When | None:
    """The time that a caller wishes for; None where the text names none.

    `now` is aware and carries the business's zone; `anchor` is a day agreed on before, on which a clock time
    without a day falls. Spans of the answer are offsets into `tokens.clean(text)`. Never raises on any text.
    """
    line = read(clean(text), language)
    told = told_by_now(line, sift(line, pieces(line)), now)
    marked = mark_refused(line, leave_stories(line, mark_own_day(line, mark_past(line, told))))
    found = anchored(marked, now.date(), anchor)
    refused = [piece for piece in found if piece.negated and not piece.past]
    desk = Desk(now, anchor, refused_days(refused, now.date()))
    wished = [piece for piece in found if not piece.past and not piece.negated]
    drafts = with_rest(fold(line, wished, now.date()), refused) or rest_of(refused)
    desk = _on_one_day(drafts, desk)
    answers = [_when(line, draft, slot, found) for draft in drafts for slot in slots(draft, desk)]
    if not answers:
        return None
    if any(draft.days and draft.days.low.every for draft in drafts):
        answers.sort(key=lambda when: when.start)
    return _with_alternatives(answers)


def _on_one_day(drafts: list[Draft], desk: Desk) -> Desk:
    """Alternatives without a day fall on the same one: "eight or nine", said at half past eight, are tomorrow's."""
    clocks = [draft for draft in drafts if draft.window and draft.days is None and draft.moment is None]
    if len(clocks) < 2 or desk.anchor is not None or desk.refused:
        return desk
    days = {slot.start.date() for draft in clocks for slot in slots(draft, desk)}
    return replace(desk, anchor=max(days)) if len(days) > 1 else desk


def _with_alternatives(answers: list[When]) -> When:
    first, others = answers[0], []
    seen = {(first.start, first.end)}
    for other in answers[1:]:
        if (other.start, other.end) not in seen:
            seen.add((other.start, other.end))
            others.append(other)
    return replace(first, alternatives=tuple(others[:_MOST_ALTERNATIVES]))


def _when(line: Line, draft: Draft, slot: Slot, found: list[Piece]) -> When:
    spans = _spans(line, draft.pieces)
    return When(
        start=slot.start,
        end=slot.end,
        grain=slot.grain,
        text=" ".join(line.text[span.start : span.end] for span in spans),
        spans=_spans(line, found),
        day_stated=draft.days is not None or draft.moment is not None,
        clock_stated=draft.window is not None or draft.moment is not None,
        asap=draft.urgency is not None and draft.urgency.kind != "any",
        flexible=(draft.window is not None and draft.window.approx)
        or (draft.urgency is not None and draft.urgency.kind == "any"),
        half_open=draft.window is not None and draft.window.half_open,
    )


def _spans(line: Line, found: list[Piece]) -> tuple[Span, ...]:
    """Where pieces stand in the text, in order and joined where they touch."""
    spans: list[Span] = []
    for piece in sorted(set(found), key=lambda piece: piece.begin):
        start, end = line.at(piece.begin).start, line.at(piece.end - 1).end
        if spans and start <= spans[-1].end + 1:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)
