"""A day and a clock time mean the same in either order and in any company."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.understanding.frame import Language, When
from app.core.understanding.times import resolve

NOW = datetime(2027, 3, 10, 9, 20, tzinfo=ZoneInfo("America/Chicago"))
SOME_DAY = date(2027, 3, 25)

ENGLISH_DAYS = """tomorrow; Friday; on Friday; this Friday; next Friday; on Monday the 22nd; the day after tomorrow;
March 18th; on March 18; the 18th; the eighteenth of March; 18th of March; 3/18; 03/18/2027; Thursday, March 18;
in 3 days; a week from Friday; a week from today; Wednesday next week; Wednesday of next week; the 20th of this month;
April 5th; 5 April; Sat; Tuesday the 16th; two weeks from tomorrow; in two weeks; Christmas Eve; on the 24;
the Monday after Easter; the first Monday of April; this coming Saturday"""
ENGLISH_CLOCKS = """at 3; at 3pm; at 3 p.m.; at 3:30; at three thirty; at half past three; at quarter to four; at noon;
at 10; at ten in the morning; at 9:45 am; around 4; at about 2; at 4ish; at 14:30; at 1530; at 6 in the evening;
in the morning; in the afternoon; in the evening; after 3; before noon; before 11; between 2 and 4; from 9 to 11;
from 1pm to 3pm; between 10:30 and noon; at 3 o'clock; 3pm; 2:15; 2:15 PM; noon; at lunchtime; no later than 4;
first thing in the morning; late in the afternoon; at ten past two; at 20 to 5; 7:30 p.m.; 2-4pm"""
ENGLISH_COMPANY = """{0} {1}; can you come {0} {1}?; I'd like to schedule {0} {1} please; {0}, {1} would be best;
Could someone be here {0}? {1} is best for me.; my heater died, need a tech {0} {1}; Yes, {0} {1} works for me;
No, make it {0} {1}; Hi this is Maria Lopez, can you do {0} {1}, the sink is leaking;
please come {0} {1} to 24 Oak Street, my number is 816 555 0142"""

SPANISH_DAYS = """mañana; el viernes; este viernes; el próximo viernes; pasado mañana; el 18 de marzo; el 18;
el dieciocho de marzo; el jueves 18 de marzo; en tres días; dentro de una semana; el martes que viene; el 5 de abril;
el miércoles de la próxima semana; el primero de abril; el sábado; el día 18; el lunes 22"""
SPANISH_CLOCKS = """a las tres; a las 3; a las 3 de la tarde; a las tres y media; a las 3:30 pm; al mediodía;
a las cuatro menos cuarto; a las diez de la mañana; como a las cuatro; a las 14:30; por la mañana; en la tarde;
en la noche; después de las tres; antes de las once; entre las dos y las cuatro; de 9 a 11; de las 9 a las 11;
a primera hora; a la una; a la una de la tarde; a la una y media; a las doce y cuarto; a partir de las dos;
a las nueve de la noche"""
SPANISH_COMPANY = """{0} {1}; {1} {0}; ¿pueden venir {0} {1}?; quiero una cita para {0} {1}; {0}, {1} por favor;
me gustaría {1} {0}; sí, {0} {1} está bien; no, mejor {0} {1}; ¿puede ser {1}, {0}?;
se tapó el baño, vengan {0} {1} por favor"""


def listed(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.split(";")]


def heard(text: str, language: Language, anchor: date | None = None) -> When:
    when = resolve(text, now=NOW, language=language, anchor=anchor)
    assert when is not None, text
    return when


def hours(when: When) -> tuple[str, str | None]:
    return when.start.strftime("%H:%M"), when.end.strftime("%H:%M") if when.end else None


def check(day: str, clock: str, sentence: str, language: Language) -> None:
    when = heard(sentence, language)
    assert when.start.date() == heard(day, language).start.date(), sentence
    assert hours(when) == hours(heard(clock, language, SOME_DAY)), sentence
    assert when.day_stated, sentence
    assert when.clock_stated, sentence


@settings(max_examples=400, deadline=None)
@given(
    day=st.sampled_from(listed(ENGLISH_DAYS)),
    clock=st.sampled_from(listed(ENGLISH_CLOCKS)),
    company=st.sampled_from(listed(ENGLISH_COMPANY)),
    clock_first=st.booleans(),
)
def test_in_english(day: str, clock: str, company: str, clock_first: bool) -> None:
    pair = (clock, day) if clock_first else (day, clock)
    check(day, clock, company.format(*pair), Language.EN)


@settings(max_examples=300, deadline=None)
@given(
    day=st.sampled_from(listed(SPANISH_DAYS)),
    clock=st.sampled_from(listed(SPANISH_CLOCKS)),
    company=st.sampled_from(listed(SPANISH_COMPANY)),
)
def test_in_spanish(day: str, clock: str, company: str) -> None:
    check(day, clock, company.format(day, clock), Language.ES)
