"""What a text says about texting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.consent.keywords import Keyword, classify, wants_no_texts

STOP_WORDS = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT")
around = st.text(alphabet=" .,!?'\"-\n\t", max_size=5)


@given(word=st.sampled_from(STOP_WORDS), before=around, after=around, upper=st.booleans())
def test_the_opt_out_words_count_in_any_case_with_space_and_punctuation_around(
    word: str, before: str, after: str, upper: bool
) -> None:
    written = word if upper else word.lower()
    assert classify(before + written + after) is Keyword.STOP


@pytest.mark.parametrize("word", ["START", "unstop", " Start! "])
def test_start_words_opt_in(word: str) -> None:
    assert classify(word) is Keyword.START


@pytest.mark.parametrize("word", ["HELP", "info", "Help?"])
def test_help_words_ask_who_we_are(word: str) -> None:
    assert classify(word) is Keyword.HELP


@pytest.mark.parametrize("word", ["YES", "yes.", "Yes!"])
def test_yes_is_a_word_of_its_own_since_it_may_answer_a_question(word: str) -> None:
    assert classify(word) is Keyword.YES


@pytest.mark.parametrize(
    "sentence",
    [
        "STOP please",
        "please stop",
        "please stop texting me",
        "Could you please stop sending me messages?",
        "stop all these texts",
        "take me off your list",
        "Please remove my number from your contacts, thanks",
        "don’t text me anymore",
        "do not contact me again",
        "no more texts",
        "I don't want any more messages from you",
        "I want to unsubscribe from these texts",
        "Not interested. Stop messaging me!",
        "no me manden más mensajes",
        "por favor ya no me escriban",
        "dejen de mandarme mensajes",
        "ya no quiero recibir sus mensajes",
        "quítenme de su lista",
        "stop calling me",
        "Stop texting me, I'm not interested",
        "please stop texting me thank you",
        "please stop texting me, this is the third time",
        "Not interested. Please stop.",
        "Not interested, stop",
        "quit texting me",
        "no texts please",
        "No more texts, just call me",
        "do not text",
        "don't text me anymore",
        "Dont ever text me again",
        "never text me again",
        "please remove me",
        "take me off",
        "Take my number off your list please",
        "opt me out",
        "Opt me out of these texts please",
        "unsubscribe me please",
        "lose my number",
        "I don't want to be texted",
        "I do not wish to be contacted",
        "I revoke my consent",
        "how do I stop these texts?",
        "How do i unsubscribe from these messages",
        "cancel these texts",
        "stop the reminders",
        "stop sending me reminders please",
        "I asked you to stop texting me",
        "you need to stop texting me",
        "stop stop stop",
        "STOP!!! STOP!!!",
        "I said stop",
        "stop it",
        "wrong number",
        "Wrong person. Stop texting me!",
        "please do not send me anymore messages",
        "please don't send me any more text messages",
        "I no longer want to receive text messages from you",
        "I don't want texts",
        "hi, can you please stop messaging this number",
        "please stop contacting me",
        "leave me alone",
        "end texts",
        "enough texts",
        "please stop spamming me",
        "stop sending messages to this number",
        "I would like to opt out",
        "ok stop please",
        "STOP TEXTING ME",
        "stop msgs",
        "no me mande mas mensajes",
        "No mandes más mensajes",
        "no envíen más mensajes",
        "no me escriba por favor",
        "ya no me manden mensajes",
        "no quiero mensajes",
        "no quiero recibir nada de ustedes",
        "No quiero más mensajes de texto",
        "deje de mandarme mensajes",
        "dejen de molestarme",
        "déjenme en paz",
        "quiten mi número de su lista",
        "sáqueme de la lista por favor",
        "elimine mi número",
        "bórreme de su lista",
        "denme de baja",
        "deme de baja",
        "quiero darme de baja",
        "no quiero que me escriban más",
        "paren los mensajes",
        "por favor paren de mandarme mensajes",
        "cancelen los mensajes",
        "no me envíen mensajes de texto",
        "no me texteen",
        "que no me manden mensajes",
        "ya basta",
        "número equivocado",
        "no más mensajes gracias",
        "no me llamen ni me escriban",
        "no gracias, no me manden mas mensajes",
        "No más mensajes, gracias",
        "Hola, soy Ana. " + "Ya arreglamos la fuga con otro plomero. " * 6 + "Por favor, no me manden más mensajes.",
        "dénme de baja",
    ],
)
def test_a_plain_sentence_opts_out_in_english_and_spanish(sentence: str) -> None:
    assert classify(sentence) is Keyword.STOP


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "cancel my appointment",
        "cancel please, something came up",
        "please stop the leak",
        "can you stop by tomorrow?",
        "the water won't stop",
        "don't text me before nine, call instead",
        "it stops when I shut the valve",
        "the dishwasher will quit in the end",
        "yes please, tomorrow at four",
        "help my basement is flooding",
        "no me manden a Luis, prefiero a Dana",
        "ya no sale agua caliente",
        "quiero cancelar mi cita",
        "can I get on the list for Saturday?",
        "stop by tomorrow at 3",
        "can you stop the leak",
        "please stop the water",
        "I need to stop it, the water is rising",
        "my water heater stopped working",
        "no texts came through yesterday",
        "I didn't get your text message",
        "I want to cancel",
        "cancel it",
        "can I cancel my appointment",
        "quit working last night",
        "it won't stop",
        "please stop it, the water is everywhere",
        "the toilet won't stop running",
        "remove the old heater",
        "take me to the top of your list",
        "no",
        "no thanks",
        "not interested",
        "my number is 816 555 0142, don't text the other one",
        "don't message my wife, message me",
        "stop the car",
        "I never got any messages",
        "the alarm keeps sending me alerts",
        "remove my old number and use this one",
        "end of the day works",
        "no me manden a Luis",
        "no quiero ese horario",
        "no quiero la cita",
        "pare de llover y vengan",
        "necesito cancelar la cita",
        "quiero cancelar",
        "no mande al mismo tecnico",
        "quiero que paren la fuga",
        "hay que parar el agua",
        "no me llame antes de las 9",
        "basta con que vengan el lunes",
        "get me off this street, pipe burst",
        "how do I stop the leak",
        "I need to stop the water",
        "can you send me a text",
        "please text me",
        "leave a message",
        "remove the drain",
        "I don't want the appointment",
        "I don't like the smell",
        "delete my appointment",
        "remove me from the schedule on friday",
        "so sorry",
        "stop " * 200,
    ],
)
def test_a_sentence_about_something_else_is_for_the_conversation(sentence: str) -> None:
    assert classify(sentence) is None


@pytest.mark.parametrize("said", ["uh please don't text me", "yeah sure, but please don't text me", "stop texting me"])
def test_on_the_phone_a_sentence_counts_that_names_texts(said: str) -> None:
    assert wants_no_texts(said)


@pytest.mark.parametrize("said", ["stop", "please stop it", "cancel", "wrong number", "leave me alone", "basta"])
def test_on_the_phone_a_bare_word_does_not(said: str) -> None:
    assert not wants_no_texts(said)


@given(st.text(max_size=400))
def test_any_text_is_classified_without_an_error(body: str) -> None:
    assert classify(body) in (None, *Keyword)
