"""Writing the papers from the Combine page, in Word and as PDF."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pcn_files import sample_collection
from pytestqt.qtbot import QtBot
from reading_documents import pdf_pages, pdf_words
from reviewing import Reviewed

from stocktake.tasks.combine import Gathered
from stocktake.tasks.pcn_documents import BOARD, NOTES, OUTSIDE
from stocktake.ui.combine import papers
from stocktake.ui.combine.names_asked import NamesFound
from stocktake.ui.combine.papers import NOTHING_TICKED, PapersPanel
from stocktake.ui.combine.work import Wanted
from stocktake.ui.jobs import Jobs

NAMES = ("Quayside", "Millbrook", "Oswin", "Fellgate", "Y9990")
SIZES = ("12,400", "9,100", "7,300", "5,200", "12400", "9100", "7300", "5200")


class Later(Executor):
    """Keeps the work until somebody asks for it."""

    def __init__(self) -> None:
        self.kept: list[tuple[Callable[[], Any], Future[Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        outcome: Future[Any] = Future()
        self.kept.append((fn, outcome))
        return outcome

    def do(self) -> None:
        for fn, outcome in self.kept:
            try:
                outcome.set_result(fn())
            except Exception as error:
                outcome.set_exception(error)


@pytest.fixture
def gathered() -> Gathered:
    return Gathered((), sample_collection())


@pytest.fixture
def panel(qtbot: QtBot, reviewed: Reviewed, gathered: Gathered) -> PapersPanel:
    made = PapersPanel(reviewed.desk)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show_pcn(gathered, Wanted())
    return made


def test_more_than_the_board_can_be_asked_is_said_while_it_is_typed(panel: PapersPanel) -> None:
    panel.asked.setPlainText("\n".join(f"Agree to thing {n}" for n in range(5)))
    assert panel._too_many.isHidden()
    panel.asked.setPlainText("\n".join(f"Agree to thing {n}" for n in range(7)))
    assert not panel._too_many.isHidden()
    assert panel._too_many.text().startswith("7 lines are written here; only the first 5 go")
    assert len(panel.papers(date(2026, 11, 22)).cover.asked) == 5


def only(panel: PapersPanel, *kinds: str) -> None:
    for kind, tick in panel.ticks.items():
        tick.set_chosen(kind in kinds)


def write(qtbot: QtBot, panel: PapersPanel, form: str) -> None:
    panel.forms.set_choice(form)
    panel.write.click()
    qtbot.wait_until(panel.write.isEnabled)


def test_it_is_there_only_with_a_pcn_to_write_about(panel: PapersPanel, gathered: Gathered) -> None:
    assert panel.isVisible()
    panel.show_pcn(None, Wanted())
    assert not panel.isVisible()
    assert all(tick.isChecked() for tick in panel.ticks.values())


def test_papers_and_notes_come_as_word_and_pdf_and_fit_their_pages(
    qtbot: QtBot, panel: PapersPanel, tmp_path: Path
) -> None:
    write(qtbot, panel, "both")
    assert "12 files are in" in panel._notice.text()
    assert panel._open.isVisible()
    found = sorted(tmp_path.rglob("Stocktake *.*"))
    assert [path.suffix for path in found if path.is_file()].count(".docx") == 6
    for path in tmp_path.rglob("*.pdf"):
        pages = pdf_pages(path.read_bytes(), tmp_path)
        assert pages == 2 if "note back" in path.name else pages <= 8


def test_the_pdf_for_outside_names_nobody(qtbot: QtBot, panel: PapersPanel, tmp_path: Path) -> None:
    only(panel, OUTSIDE)
    panel.asked.setPlainText("Fund a nurse for Fellgate\n\nand one for Quayside")
    write(qtbot, panel, "pdf")
    (path,) = tmp_path.glob("*.pdf")
    found = pdf_words(path.read_bytes(), tmp_path)
    assert "Fund a nurse for a practice." in found
    assert "And one for a practice." in found
    assert not [each for each in (*NAMES, *SIZES) if each in found]


def test_the_pdf_of_a_note_says_nothing_of_a_practice_that_did_not_agree(
    qtbot: QtBot, panel: PapersPanel, tmp_path: Path
) -> None:
    only(panel, NOTES)
    panel.decided.setPlainText("Fellgate lends its nurse")
    write(qtbot, panel, "pdf")
    notes = {path.name: path for path in tmp_path.rglob("*note back*.pdf")}
    assert len(notes) == 4
    for name, path in notes.items():
        found = pdf_words(path.read_bytes(), tmp_path)
        if "Fellgate" in name:
            assert "Fellgate lends its nurse." in found
        else:
            assert "practice A lends its nurse." in found.replace("Practice", "practice")
            assert not [each for each in ("Fellgate", "Y99904", "5,200") if each in found]


def test_what_the_lead_says_stands_in_the_papers(panel: PapersPanel) -> None:
    panel._sender.setText("Clinical director")
    panel.asked.setPlainText("\n".join(f"line {number}" for number in range(9)))
    said = panel.papers(date(2026, 11, 22)).cover
    assert (said.sender, said.purpose) == ("Clinical director", "decision")
    assert said.asked == tuple(f"line {number}" for number in range(5))


def test_with_nothing_ticked_it_asks_for_a_tick(panel: PapersPanel, tmp_path: Path) -> None:
    only(panel)
    panel.write.click()
    assert NOTHING_TICKED in panel._notice.text()
    assert not list(tmp_path.glob("*.docx"))


def test_stopping_leaves_nothing_behind(qtbot: QtBot, gathered: Gathered, tmp_path: Path) -> None:
    later = Later()
    reviewed = Reviewed(tmp_path, Jobs(executor=later))
    panel = PapersPanel(reviewed.desk)
    qtbot.addWidget(panel)
    panel.show_pcn(gathered, Wanted())
    only(panel, BOARD)
    panel.write.click()
    assert not panel.write.isEnabled()
    assert panel._job is not None
    panel._job.cancel()
    later.do()
    qtbot.wait_until(panel.write.isEnabled)
    assert "Nothing was written." in panel._notice.text()
    assert not list(tmp_path.glob("*.docx"))
    reviewed.close()


def test_a_folder_that_refuses_is_said(qtbot: QtBot, panel: PapersPanel, tmp_path: Path) -> None:
    only(panel, NOTES)
    # A file stands where the folder of the notes would go.
    write(qtbot, panel, "word")
    (folder,) = [each for each in tmp_path.iterdir() if each.is_dir() and "notes" in each.name]
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    write(qtbot, panel, "word")
    assert folder.name in panel._notice.text()
    assert not panel._open.isVisible()


def test_a_name_in_a_paper_is_asked_about_before_anything_is_written(
    qtbot: QtBot, panel: PapersPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only(panel, OUTSIDE)
    panel.asked.setPlainText("Ask Dr Example to lead")
    answers, asked = [False, True], []

    def answer(_: object, found: NamesFound) -> bool:
        asked.append(found.problems[0].what)
        return answers.pop(0)

    monkeypatch.setattr(papers, "may_stand", answer)
    write(qtbot, panel, "word")
    assert list(tmp_path.glob("*.docx")) == []
    panel.write.click()
    qtbot.wait_until(lambda: bool(list(tmp_path.glob("*.docx"))))
    qtbot.wait_until(panel.write.isEnabled)
    assert asked == ["It holds what may be a person's name: Dr Example"] * 2
