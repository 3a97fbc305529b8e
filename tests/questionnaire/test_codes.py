"""What codes look like, said in one place."""

import re
from pathlib import Path

import pytest

import stocktake
from stocktake.paths import shipped
from stocktake.questionnaire.codes import (
    PRACTICE_PATTERN,
    is_pcn_code,
    is_practice_code,
    is_published_code,
)


@pytest.mark.parametrize("code", ["A81001", "Y02960", "Z12345"])
def test_a_practice_has_a_letter_and_five_digits(code: str) -> None:
    assert is_practice_code(code)
    assert not is_pcn_code(code)


@pytest.mark.parametrize(
    "code", ["", "a81001", "A8100", "A810011", "A8100١", " A81001", "A81001\n"]
)
def test_anything_else_is_no_code(code: str) -> None:
    assert not is_practice_code(code)
    assert not is_published_code(code)
    assert not is_pcn_code(code)


def test_published_files_know_fewer_letters() -> None:
    assert is_published_code("Y02960")
    assert not is_published_code("Z12345")
    assert is_pcn_code("U89141")


def test_the_form_asks_for_the_same_shape() -> None:
    text = (shipped("forms") / "practice_stocktake.toml").read_text(encoding="utf-8")
    assert f"regex(${{profile.ods_code}}, '{PRACTICE_PATTERN}')" in text


def test_the_shape_is_written_nowhere_else() -> None:
    package = Path(stocktake.__file__).parent
    shape = re.compile(r"\[A-[^]]*\](?:\[0-9\]|\\d)\{5\}")
    found = {
        path.name
        for path in package.rglob("*.py")
        if shape.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"codes.py"}
