"""What a text says about texting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.consent.keywords import Keyword, classify

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
        "No más mensajes, gracias",
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
        "stop " * 200,
    ],
)
def test_a_sentence_about_something_else_is_for_the_conversation(sentence: str) -> None:
    assert classify(sentence) is None


@given(st.text(max_size=400))
def test_any_text_is_classified_without_an_error(body: str) -> None:
    assert classify(body) in (None, *Keyword)
