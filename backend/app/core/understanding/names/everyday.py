"""Names made of everyday words, as the answer to our question: "Crystal Lake", "mark day", "June Burst"."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.understanding.tokens import Token
from app.core.understanding.wordlist import word_set

from .given import AMBIGUOUS
from .lexicon import (
    NEVER,
    NOT_PEOPLE,
    SHORT_SURNAMES,
    SHORTEST_SURNAMES,
    TITLES,
    capital,
    is_calendar,
    is_function,
    is_given,
    is_known,
    is_surname,
    is_unknown,
    is_word,
    possible,
)

# More often a thing, a place or a time than a person, even as an answer.
_THINGS = word_set("""
    price cash case star storm river stone forest sky page van major reed brook clay ward guy dick chance mercy
    dallas houston denver paris montana dakota kent virginia georgia israel summer ginger olive master pat peg
    don harmony mia ella german
    """)
# Everyday words that families are called too, beyond the common ones of `surnames`.
_FAMILIES = word_set("""
    abbott amber apple archer arrow autumn bacon baker banks bass battle beach beam bean beatty beer bell bells
    berry best better biggs billings binder bird birdsong bishop black blaze bliss block bloom blossom blue
    boatman bolt bond book books bow bowling bowman box boxer brace branch brewer bridge bridges bronze brook
    brooks brown buck bull bullet bullock bunch burger burns burst bush butcher button cable call calls camp
    candle cannon card carpenter carter case cash castle cave chambers champion chance chappell charity chase
    christmas church cliff cloud cock coffee coin colt constable cook cooper copper cotton crabb craft crane crews
    crisp cross crow crumb crumble curry dancer darling day days deal diamond dove drake draper drinkwater driver
    drum duke eagle earl early easter england english fair faith farmer ferry field fields finch fires fish fisher
    flat floods foot forest fortune fox frame france free french friday friend frost fudge gamble garden gardener
    gardens gates gay gentle german glass gold golden good goode grace gray green grey hall ham hammer hand hands
    harbor harbour hare hart hatch hatcher hawk hawkins head heart herring high hill hills holland honey hook
    hooks hope horn horner house hunter ice ireland irons jolly joy judge justice key keys king kitchens knight
    knights lake lamb lamp lance land lane law lawless laws lawyer legg lemon light lights lily link little london
    long lord love loving major march marsh martin mason masters may meadows means merry mill miller miner minor
    mirror monday money monk moody moon morning mount nail nails new nice nickel night nightingale noble noon nutt
    oaks old older page painter paris park parks partridge peace peach peacock peak peal pearl pears peel penny
    pepper pickles pike pipes plank player plum plumber pond pools poor pope porter post potter pound pounds power
    powers price pride priest prince queen quick rain rainey rains rash read redd rice rich rider ring river
    rivers robin rock roller room rooms root rose royal ruby rule runner sail sailor sails salmon salt savage
    sawyer scott seal seals seaman self sergeant shade sharp shepherd shields shoemaker shore short shovel showers
    silk silver singer slaughter slow small smiley smith snow soldier song spade sparks sparrow spears speed speer
    spiller spring springs stamps star starling starr steel steele still stock stone storms stout strong stump
    sugar summers sun sunday swan swann sweat sweet swift tailor tan tea temple thorn thread topping towns trout
    true turner usher vest virtue wait walker wall walls warr waters way weathers weaver weed wells whale wheat
    pitts beard booker browning hopper holder guy bright foreman springer webber heard butts plummer steward pagan
    hurt couch frey piper drew givens stover crowder dick messer houser capps rushing story street lay cope joiner
    stringer keen stern woody hooker person pack chaffin shaver chin staples diggs doty mock comer brand pool flood
    smalls hay barger strange cheek handy coats parish weller lemons alley merchant watt dent sample scales ponder
    burden main christy wing streeter heck nobles whiting brothers east hawks bone kinder vines harder south parent
    younger shorter majors falcon blocker minter bills dial rust bandy worthy rounds cousins blunt counts janes fine
    mercier guest low belt council cooks large strand stack sales hoy register hedges weatherly hamer sessions boss
    wooden pointer southern settle doll freed dollar bunker pleasant mowery haller shores click carder bible falls
    bottoms fryer fielder sides fellows place homer marble townes peeler nutter bays felts bear felt grider pitcher
    storm seely bowler saddler straight palm feller reel tower marker canter bay angle dearing brush sprinkle maze
    blow stocks kidder duty prior blood shine groom winner neighbors grande ables humble dame blessing wisdom sink
    lovely mix duck silvers signs robins flaggs locker raw gain thorn meadow noon street strait hatcher curry
    wheeler whisky white wild wilde wine winter winters wise wolf wood woods wool word worth wright young
    """)


_TELLING = word_set("""
    rusty misty rocky sandy dusty sunny stormy woody windy grant price cash case star sterling clay rich crystal
    early good royal diamond ivory junior precious young ginger charity honey
    """)
# Given names that are small words of ours.
_SMALL = word_set("al")
# Family names of Korea and China that are small words of ours, safe behind a given name even in small letters.
_SHORT = 3
_SMALL_FAMILIES = word_set("oh ho he an do so")
_SMALL_GIVEN = word_set("an ho do ha")
_DAYS = word_set("july monday tuesday wednesday thursday friday saturday sunday september october november january")
_MIDDLE = word_set("thi van minh ngoc quang duc huu xuan thanh kim hong")


def everyday_name(words: Sequence[Token]) -> bool:
    """Whether the words that answer "what's your name?" are a given name and a family name, both common words too."""
    if len(words) == 3:
        # "Do Thi Hanh": the family name comes first.
        family = words[0].word in SHORTEST_SURNAMES | SHORT_SURNAMES
        return family and words[1].word in _MIDDLE and is_word(words[2]) and words[2].word not in NEVER
    if len(words) != 2:
        return False
    first, last = words
    if first.word in _SMALL or first.word in _DAYS:
        return _after_small(first, last)
    if last.word in _SMALL_FAMILIES and is_given(first.word) and not capital(first):
        return True
    if first.word in _SMALL_GIVEN and is_surname(last.word) and is_known(last.word) and not is_given(last.word):
        return True
    if first.word in SHORTEST_SURNAMES and capital(first) and capital(last):
        # "An Pham" and "Do Hoang" have names that are short words of ours.
        return is_known(last.word) or is_unknown(last.word)
    if not (is_given(first.word) or possible(first.word) or first.word in AMBIGUOUS):
        return False
    if first.word in _THINGS and not (capital(first) and capital(last)) and not _plain_family(last.word):
        return False
    written = capital(first) and capital(last)
    if last.word in NEVER or last.word in NOT_PEOPLE or last.word in TITLES:
        # "Destiny Good" is written as a name.
        return written and last.word in _FAMILIES
    if last.word in _FAMILIES:
        # "will call" and "may work" are no names unless they are written so; "may Monday" is one.
        return written or not is_function(last.word) or is_calendar(first.word)
    if is_function(last.word):
        return False
    return is_word(last) and (written or is_surname(last.word) or is_unknown(last.word))


def only_describes(words: Sequence[Token]) -> bool:
    """ "rusty pipe", "grant application": a word that tells of a thing, in small letters, before the thing."""
    if len(words) != 2 or not describes(words[0]):
        return False
    word = words[1].word
    return not (is_surname(word) or word in _FAMILIES or possible(word) or is_unknown(word))


def describes(token: Token) -> bool:
    """A word that tells of a thing, in small letters."""
    return token.word in _TELLING and not capital(token)


def often_alone(token: Token) -> bool:
    """ "Chip", "Precious": a word that somebody may be called, written as a name."""
    return capital(token) and token.word in AMBIGUOUS and token.word not in _THINGS


def _plain_family(word: str) -> bool:
    return is_surname(word) or (is_unknown(word) and len(word) > _SHORT)


def _after_small(first: Token, last: Token) -> bool:
    """ "Al Green", "July Johnson", "al brown": a family name behind a word that is seldom a given name."""
    word = last.word
    if word in NEVER or word in NOT_PEOPLE or word in TITLES or not is_word(last):
        return False
    if is_calendar(word) or (first.word in _DAYS and is_given(word)):
        return False
    if is_surname(word):
        return not is_function(word) or capital(last)
    if is_function(word):
        return False
    if first.word in _SMALL and word in _FAMILIES:
        return capital(first) and capital(last)
    return capital(first) and capital(last) and is_unknown(word)
