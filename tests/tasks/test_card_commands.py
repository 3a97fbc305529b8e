"""Rate cards on the command line: published, checked and compared, or it is said why not."""

from pathlib import Path

import pytest

from stocktake.cli import FAILED, WITH_PROBLEMS, run
from stocktake.paths import shipped
from stocktake.tasks.card_commands import NO_PDF, publish


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    assert run(["card", "publish", str(sample()), "--out", str(folder)]) == 0
    return folder


def sample() -> Path:
    return shipped("resources") / "sample" / "harbour_and_vale_card.toml"


def found(folder: Path, ending: str) -> Path:
    return next(folder.glob(f"*/*{ending}"))


def test_a_published_card_is_checked_as_it_was_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in (".json", ".xlsx"):
        assert run(["card", "check", str(found(folder, ending))]) == 0
        assert "It is as it was published." in capsys.readouterr().out


def test_a_card_that_was_edited_does_not_pass(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = found(folder, ".json").read_text(encoding="utf-8")
    path = tmp_path / "card.json"
    path.write_text(text.replace("12.63", "11.63"), encoding="utf-8")
    assert run(["card", "check", str(path)]) == WITH_PROBLEMS
    assert "edited after it was published" in capsys.readouterr().out


def test_publishing_again_is_refused_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["card", "publish", str(sample()), "--out", str(folder)]) == FAILED
    assert "already published" in capsys.readouterr().err


def test_two_cards_are_put_beside_each_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["card", "compare", str(sample()), str(found(folder, ".xlsx"))]) == 0
    told = capsys.readouterr().out
    assert "Phlebotomy, one visit | visit | £12.63 | £12.63 | £0.00 | Compared" in told


def test_what_is_no_card_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Minutes", encoding="utf-8")
    assert run(["card", "check", str(path)]) == FAILED
    assert "notes.txt: This is not a rate card" in capsys.readouterr().err


def test_it_is_said_that_no_pdf_is_written_here_and_where_it_is(tmp_path: Path) -> None:
    said: list[str] = []
    publish(sample(), tmp_path, said.append)
    assert said[-1] == NO_PDF
    assert not list(tmp_path.glob("*/*.pdf"))
