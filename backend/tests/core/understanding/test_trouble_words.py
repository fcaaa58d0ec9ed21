"""The trouble as it is read back: the caller's words where they read well, else nothing but the service."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.core.understanding.frame import Language
from app.core.understanding.trouble_words import reads_well
from app.core.understanding.understand import understand

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=ZoneInfo("America/Chicago"))


def trouble(said: str) -> str:
    language = Language.ES if said[:1] == "¡" else Language.EN
    return understand(said.lstrip("¡"), now=NOW, language=language).problem or ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my water heater is making a noise", "water heater is making a noise"),
        ("the grease trap is backing up into the kitchen", "grease trap is backing up into the kitchen"),
        ("sewage is coming up in the basement shower", "sewage is coming up in the basement shower"),
        ("our sewer line is backing up", "sewer line is backing up"),
        ("the toilet runs all the time", "toilet runs"),
        ("hi I called earlier about the drain", "drain"),
        ("I've been having trouble with my shower", "shower"),
        ("I need a new faucet in my bathroom", "new faucet in the bathroom"),
        ("I want my kitchen faucet changed", "kitchen faucet to be changed"),
        ("my piece of crap toilet is broken again", "broken toilet"),
        ("this stupid faucet keeps dripping", "faucet keeps dripping"),
        ("basically the shower drain is you know slow", "shower drain is slow"),
        ("so like my toilet is kind of leaking", "toilet is leaking"),
        ("my wife says the shower is leaking", "leaking shower"),
        ("the pipe under my sink is leaking", "leaking pipe under the sink"),
        ("my sink won't drain", "sink won't drain"),
        ("we've had no hot water for two days", "no hot water for two days"),
        ("¡esta chingada regadera no sirve, ya me tienen hasta la madre", "regadera no sirve"),
        ("¡ay joven, fíjese que la tubería del fregadero hace un ruidito", "tubería del fregadero hace un ruidito"),
        ("¡la porquería del calentador no calienta", "calentador no calienta"),
        ("¡se me tapó el baño", "se tapó el baño"),
        ("¡hay una fuga en mi cocina", "fuga en la cocina"),
        ("¡la llave de mi baño gotea", "la llave del baño gotea"),
        ("¡resulta que mi lavadora tira agua", "lavadora tira agua"),
        ("¡mi esposo dice que gotea la llave", "gotea la llave"),
        ("¡no tengo agua caliente", "no hay agua caliente"),
        ("¡está goteando mi lavabo", "está goteando el lavabo"),
    ],
)
def test_it_is_told_without_swearing_fillers_and_my(said: str, told: str) -> None:
    assert trouble(said) == told
    assert reads_well(told)


@pytest.mark.parametrize(
    "said",
    [
        "somebody broke my toilet",
        "my son flushed a toy down the toilet",
        "shit is coming up out of my shower",
        "you guys fixed my faucet yesterday and it's leaking again",
        "¡ustedes arreglaron mi llave ayer y otra vez gotea",
    ],
)
def test_what_lost_its_subject_or_tells_of_people_is_named_by_its_service(said: str) -> None:
    assert not reads_well(trouble(said))
