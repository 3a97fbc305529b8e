"""Evidence is kept, comes back byte for byte, and goes for good."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.evidence import (
    OpenedCopies,
    content_of,
    evidence_of,
    keep,
    save_copy,
    size_in_words,
)
from stocktake.tasks.evidence_files import EvidenceFile
from stocktake.tasks.evidence_keeping import Removing
from stocktake.tasks.open_practice import OpenPractice

QUESTION = "profile.list_size"
ROTA = EvidenceFile("rota.pdf", b"%PDF-1.7 a rota")


def names(practice: OpenPractice) -> list[str]:
    return [each.name for each in evidence_of(practice, STOCKTAKE, QUESTION)]


def test_a_file_is_kept_beside_its_answer_and_named_in_it(practice: OpenPractice) -> None:
    entered = keep(practice, STOCKTAKE, QUESTION, ROTA)
    assert QUESTION in entered.changes.names
    assert content_of(practice, STOCKTAKE, QUESTION, "rota.pdf") == ROTA.content
    answer = practice.sheet().answers[Address(QUESTION)]
    assert answer.evidence == ("rota.pdf",)
    assert answer.value is not None


def test_an_answer_given_later_keeps_its_evidence(practice: OpenPractice) -> None:
    keep(practice, STOCKTAKE, QUESTION, ROTA)
    address = Address(QUESTION)
    practice.enter(STOCKTAKE, address, replace(practice.sheet().answers[address], note="July"))
    assert practice.sheet().answers[address].evidence == ("rota.pdf",)
    assert names(practice) == ["rota.pdf"]


def test_another_file_of_the_same_name_gets_a_number(practice: OpenPractice) -> None:
    keep(practice, STOCKTAKE, QUESTION, ROTA)
    keep(practice, STOCKTAKE, QUESTION, replace(ROTA, content=b"%PDF-1.7 another"))
    assert names(practice) == ["rota.pdf", "rota (2).pdf"]


def test_the_very_same_file_is_kept_once(practice: OpenPractice) -> None:
    keep(practice, STOCKTAKE, QUESTION, ROTA)
    with pytest.raises(StocktakeError) as raised:
        keep(practice, STOCKTAKE, QUESTION, replace(ROTA, name="copy of rota.pdf"))
    assert raised.value.code == "file_kept_already"
    assert names(practice) == ["rota.pdf"]


def test_a_file_taken_away_is_gone_from_the_answer_too(practice: OpenPractice) -> None:
    keep(practice, STOCKTAKE, QUESTION, ROTA)
    Removing(practice, STOCKTAKE, QUESTION, "rota.pdf").begin()
    assert names(practice) == []
    assert practice.sheet().answers[Address(QUESTION)].evidence == ()


def test_what_runs_is_not_opened_even_when_it_is_in_the_file(practice: OpenPractice) -> None:
    keep(practice, STOCKTAKE, QUESTION, EvidenceFile("rota.pdf", b"MZ\x90 a program"))
    with pytest.raises(StocktakeError) as raised:
        content_of(practice, STOCKTAKE, QUESTION, "rota.pdf")
    assert raised.value.code == "file_runs"


def test_a_list_of_evidence_says_how_large_each_is_and_when_it_came(
    practice: OpenPractice,
) -> None:
    keep(practice, STOCKTAKE, QUESTION, ROTA)
    (listed,) = evidence_of(practice, STOCKTAKE, QUESTION)
    assert listed.size == len(ROTA.content)
    assert listed.added_at.tzinfo is not None


def test_a_copy_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "rota.pdf"
    path.write_bytes(b"before")
    save_copy(ROTA.content, path)
    assert path.read_bytes() == ROTA.content
    with pytest.raises(StocktakeError) as raised:
        save_copy(ROTA.content, tmp_path / "gone" / "rota.pdf")
    assert raised.value.code == "no_folder"
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_to_open_is_read_only_and_goes_with_the_program() -> None:
    copies = OpenedCopies.begin()
    first = copies.copy("../rota.pdf", ROTA.content)
    second = copies.copy("../rota.pdf", b"other")
    assert first.read_bytes() == ROTA.content
    assert first != second
    assert Path(copies.folder.name) in first.parents
    assert not first.stat().st_mode & (stat.S_IWUSR | stat.S_IXUSR)
    copies.folder.cleanup()
    assert not first.exists()


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (348_160, "340 KB"), (1_258_291, "1.2 MB")]
)
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert size_in_words(size) == words
