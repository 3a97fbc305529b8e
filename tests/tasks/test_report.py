"""A document is written from a workspace on the command line, which is only read."""

from pathlib import Path

import docx
import pytest

from stocktake.cli import FAILED, REPORTS, run
from stocktake.documents import DOCUMENTS
from stocktake.store.workspace import Workspace
from stocktake.tasks.sample import put_sample


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "sample.stocktake"
    with Workspace.create(path) as made:
        put_sample(made)
    return path


def test_the_partners_paper_is_written_as_word(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = workspace.read_bytes(), tmp_path / "paper.docx"
    assert run(["report", str(workspace), "--practice", "y99901", "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert docx.Document(str(out)).paragraphs[0].text == "Two pages for the partners"
    assert workspace.read_bytes() == before


def test_a_web_page_stands_alone(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers.html"
    given = ["--practice", "Y99901", "--document", "my_answers", "--out", str(out)]
    assert run(["report", str(workspace), *given]) == 0
    assert "<h1>Our answers: Where are we now?</h1>" in out.read_text(encoding="utf-8")


def test_which_practice_is_asked_for_where_there_are_several(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(workspace), "--out", str(tmp_path / "paper.docx")]) == FAILED
    told = capsys.readouterr().err
    assert "There are 4 practices in this file." in told
    assert "Y99901, Y99902, Y99903, Y99904" in told


def test_a_practice_that_is_not_there_is_told(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--practice", "A00000", "--out", str(tmp_path / "paper.docx")]
    assert run(["report", str(workspace), *given]) == FAILED
    assert "There is no such practice in this file." in capsys.readouterr().err


def test_an_ending_it_cannot_write_is_told(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--practice", "Y99901", "--out", str(tmp_path / "paper.odt")]
    assert run(["report", str(workspace), *given]) == FAILED
    assert ".docx or .html" in capsys.readouterr().err


def test_every_document_can_be_asked_for() -> None:
    assert set(REPORTS) == set(DOCUMENTS)
