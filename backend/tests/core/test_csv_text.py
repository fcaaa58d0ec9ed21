"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.csv_text import lines, written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\ufeff=1",
        "＝1",
        "-",
        "+",
        "=",
        "+1 816",
    ],
)
def test_what_would_be_run_is_made_text(text: str) -> None:
    assert written(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+18165550142", "-5", "-5.25", "Ana", "a=b", "O'Neil", "", "7", "Anne-Marie"])
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert written(text) == text


def test_values_are_written_as_people_read_them() -> None:
    assert [written(cell) for cell in (True, False, None, 12)] == ["true", "false", "", "12"]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=2), max_size=5
    )
)
def test_any_table_is_read_back_as_it_was_written(table: list[list[str]]) -> None:
    read = list(csv.reader(StringIO(lines(table), newline="")))
    assert read == [[written(cell) for cell in row] for row in table]
    for row in read:
        assert not any(cell.lstrip().startswith(("=", "@")) for cell in row)
