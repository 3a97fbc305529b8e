"""The real window on a disk that is full: told plainly, nothing lost, saved once there is room."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from full_disk import no_room, small_folder
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from signing import SAID, put_ready
from window import answer, focused, go, key, opened, press, show, write

from stocktake.app import WORKSPACE_NAME, Program
from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, Answers, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.evidence import keep, save_copy
from stocktake.tasks.evidence_files import EvidenceFile
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.share_out import ShareOrder, prepare_sharing, write_sharing
from stocktake.tasks.sign_off import sign, versions
from stocktake.tasks.undoing import Undoing
from stocktake.ui.desk import TRY_AGAIN_MS
from stocktake.ui.pages.documents import DocumentsPage
from stocktake.ui.pages.export import ExportPage
from stocktake.ui.pages.report import ReportPage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.labels import Words

PCN = "profile.pcn_name"
LONG = "Harbour and Vale primary care network " * 500
Keys = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


@pytest.fixture
def ready(qapp: QApplication, theme: Theme, folder: Path) -> Iterator[Program]:
    """The window with a practice in which everything is answered."""
    theme.apply("light", 100)
    with opened(qapp, theme, folder) as program:
        if program.desk.workspace is None:
            program.desk.open_workspace(folder / WORKSPACE_NAME)
        assert program.desk.workspace is not None
        program.desk.choose(*put_ready(program.desk.workspace))
        program.desk.prefer(export_folder=str(folder / "out"), role="Practice manager")
        (folder / "out").mkdir()
        yield program


def practice_of(program: Program) -> OpenPractice:
    assert program.desk.practice is not None
    return program.desk.practice


def on_disk(program: Program, question: str) -> object:
    practice = practice_of(program)
    number = practice.open_return(STOCKTAKE).id
    return practice.workspace.answers.one(number, Address(question)).value


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def said(page: object) -> str:
    labels = page.findChildren(Words)  # type: ignore[attr-defined]
    return "\n".join(each.text() for each in labels if not each.isHidden())


def test_what_is_typed_stays_on_screen_and_is_saved_by_itself_once_there_is_room(
    ready: Program, qtbot: QtBot
) -> None:
    go(ready, PCN)
    with no_room():
        write("Harbour PCN")
        key(Keys.Key_Tab)
        assert ready.window.saved.text().startswith("Could not save. Your last change is not saved")
        assert "full" in ready.window.saved.text()
        go(ready, "profile.list_size")
        go(ready, PCN)
        assert focused().text().endswith("Harbour PCN")  # type: ignore[attr-defined]
    assert 5_000 <= TRY_AGAIN_MS <= 60_000
    assert ready.desk._again.isActive()
    ready.desk._again.setInterval(0)
    ready.desk._again.start()
    qtbot.wait_until(lambda: ready.window.saved.text().startswith("All changes saved"))
    assert str(on_disk(ready, PCN)).endswith("Harbour PCN")
    assert ready.desk.workspace is not None
    assert ready.desk.workspace.problems() == []


def test_nothing_typed_for_one_practice_is_ever_saved_to_another(
    ready: Program, qtbot: QtBot
) -> None:
    desk = ready.desk
    other = Subject("practice", "A81009", "Another Surgery")
    before = practice_of(ready)
    with no_room():
        desk.answer(STOCKTAKE, Address(PCN), answered(LONG), at_once=True)
        for act in (
            lambda: desk.choose(other, "2026/27"),
            desk.close_practice,
            lambda: desk.open_workspace(before.workspace.path.with_name("other.stocktake")),
        ):
            with pytest.raises(StocktakeError, match="not saved yet"):
                act()
            assert desk.practice is before
    desk.choose(other, "2026/27")
    desk.save_now()
    assert answer(ready, PCN).value is None
    desk.choose(before.subject, before.round)
    assert on_disk(ready, PCN) == answer(ready, PCN).value == LONG


def test_what_is_given_up_at_the_end_is_not_written_anywhere_else(
    qapp: QApplication, theme: Theme, folder: Path
) -> None:
    with opened(qapp, theme, folder) as program:
        if program.desk.workspace is None:
            program.desk.open_workspace(folder / WORKSPACE_NAME)
        assert program.desk.workspace is not None
        program.desk.choose(*put_ready(program.desk.workspace))
        was = answer(program, PCN).value
        with no_room():
            program.desk.answer(STOCKTAKE, Address(PCN), answered(LONG), at_once=True)
            press("Keep the window open")
            program.window.close()
            assert program.window.isVisible()
            press("Close without it")
            press("Close")
            program.window.close()
            assert not program.window.isVisible()
    with opened(qapp, theme, folder) as program:
        assert answer(program, PCN).value == was
        assert program.desk.workspace is not None
        assert program.desk.workspace.problems() == []


def test_a_fault_of_the_program_while_saving_lets_nothing_typed_go(
    ready: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    desk = ready.desk
    with monkeypatch.context() as patched:
        patched.setattr(practice_of(ready).workspace.answers, "write", wrong)
        desk.answer(STOCKTAKE, Address(PCN), answered("Harbour"), at_once=False)
        desk.answer(EXPECTATIONS, Address("ACC-01.aware"), answered("partly"), at_once=False)
        with pytest.raises(RuntimeError):
            desk.save_now()
    assert desk.save_now()
    assert on_disk(ready, PCN) == "Harbour"
    assert desk.sheet(EXPECTATIONS).answers.get("ACC-01.aware").value == "partly"


def said_in(answers: Answers) -> dict[Address, Answer]:
    """What is answered, whoever said it and when."""
    return {a: replace(each, role="", changed_at=None) for a, each in answers.items()}


def act_sign(practice: OpenPractice) -> object:
    return sign(practice, "", SAID)


def act_undo(practice: OpenPractice) -> object:
    return Undoing(practice).undo()


def act_keep(practice: OpenPractice) -> object:
    file = EvidenceFile("calls.pdf", b"%PDF" + bytes(200_000))
    return keep(practice, STOCKTAKE, PCN, file)


def act_order(practice: OpenPractice) -> object:
    rows = practice.sheet().rows("workforce.roles")
    return practice.order_rows(STOCKTAKE, "workforce.roles", tuple(reversed(rows)))


def act_remove(practice: OpenPractice) -> object:
    row = practice.sheet().rows("workforce.roles")[0]
    return practice.remove_row(STOCKTAKE, "workforce.roles", row)


def act_complete(practice: OpenPractice) -> object:
    done = "profile" in practice.open_return(STOCKTAKE).done
    return practice.mark_section(STOCKTAKE, "profile", not done)


ACTS = (act_sign, act_undo, act_keep, act_order, act_remove, act_complete)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.removeprefix("act_"))
def test_all_of_a_change_is_refused_and_the_sheet_shows_what_is_on_the_disk(
    ready: Program, act: Callable[[OpenPractice], object]
) -> None:
    practice = practice_of(ready)
    practice.enter(STOCKTAKE, Address(PCN), answered("Vale PCN"))
    for left in (0, 8192):
        before = practice.workspace.change_counter
        with no_room(left), pytest.raises(StocktakeError) as raised:
            act(practice)
        assert "full" in str(raised.value)
        assert practice.workspace.change_counter == before
        in_memory = practice.sheet().answers
        practice.reload(STOCKTAKE)
        afresh = practice.sheet().answers
        assert said_in(in_memory) == said_in(afresh)
        assert [in_memory.rows(t) for t in afresh.tables] == [afresh.rows(t) for t in afresh.tables]
    assert versions(practice, "") == ()
    act(practice)
    assert practice.workspace.problems() == []


def test_a_workbook_to_fill_in_that_does_not_fit_is_told_wherever_it_stops(
    ready: Program, folder: Path
) -> None:
    practice = practice_of(ready)
    order = ShareOrder(STOCKTAKE, ("demand", "workforce"), "Priya")
    sharing = prepare_sharing(practice, order)
    size = write_sharing(sharing, folder / "out").stat().st_size
    before = digests(folder / "out")
    for left in (0, 4096, size // 2, size - 200):
        with no_room(left), pytest.raises(StocktakeError, match="The disk is full") as raised:
            write_sharing(sharing, folder / "out")
        assert "to fill in" in raised.value.what
        assert "“out”" in raised.value.what
        assert digests(folder / "out") == before


def test_an_export_that_does_not_fit_leaves_the_last_one(
    ready: Program, folder: Path, qtbot: QtBot
) -> None:
    (folder / "out" / "last.xlsx").write_bytes(b"the last one")
    page = show(ready, "export")
    assert isinstance(page, ExportPage)
    before = digests(folder / "out")
    with no_room():
        page._export.click()
        qtbot.wait_until(lambda: "full" in page._notice.text())
        assert digests(folder / "out") == before
        ready.desk.answer(STOCKTAKE, Address(PCN), answered(LONG), at_once=True)
    qtbot.wait_until(page._export.isEnabled)
    page._export.click()
    qtbot.wait_until(page._exported.isVisible)
    assert len(digests(folder / "out")) == 2


# Qt lays long documents out by a timer as well, which the thread of a job has none of.
@pytest.mark.qt_log_ignore("QBasicTimer::start", extend=True)
@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_a_document_that_does_not_fit_leaves_the_last_one(
    ready: Program, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    target = folder / "out" / f"paper{ending}"
    target.write_bytes(b"the last one")
    page = show(ready, "documents")
    assert isinstance(page, DocumentsPage)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    button = page._word if ending == ".docx" else page._pdf
    qtbot.wait_until(button.isEnabled)
    with no_room(3000):
        button.click()
        qtbot.wait_until(lambda: "could not be saved" in page._notice.text(), timeout=20_000)
        assert "The disk is full" in page._notice.text()
    assert target.read_bytes() == b"the last one"
    assert [each.name for each in (folder / "out").iterdir()] == [target.name]


def test_a_copy_of_evidence_and_a_problem_report_say_that_the_disk_is_full(
    ready: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder / "out" / "calls.pdf"
    with no_room(), pytest.raises(StocktakeError, match="The disk is full"):
        save_copy(b"%PDF" + bytes(9000), target)
    report = folder / "out" / "report.zip"
    page = show(ready, "report")
    assert isinstance(page, ReportPage)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(report), ""))
    with no_room():
        page.save.click()
        assert "The disk is full" in page.told.text()
    assert digests(folder / "out") == {}
    page.save.click()
    assert "report.zip is in" in page.told.text()


def test_preferences_that_cannot_be_kept_hold_until_the_end(ready: Program, folder: Path) -> None:
    before = (folder / "settings.json").read_bytes()
    with no_room():
        ready.desk.prefer(text_size=110)
        assert "Your settings could not be saved" in ready.window.notice.text()
        assert "the disk is full" in ready.window.notice.text()
    assert ready.theme.text_size == 110
    assert (folder / "settings.json").read_bytes() == before
    ready.desk.prefer(text_size=100)


def test_the_hourly_backup_that_does_not_fit_is_told_without_frightening(ready: Program) -> None:
    with no_room():
        ready._backing_up._on_timer_timeout()
    told = ready.window.notice.text()
    assert told.startswith("The hourly backup could not be made.")
    assert "Your last change is not saved" not in told
    assert "your answers are not affected" in told


def test_the_last_backup_that_does_not_fit_is_told_before_the_window_goes(
    qapp: QApplication, theme: Theme, folder: Path
) -> None:
    with opened(qapp, theme, folder) as program:
        if program.desk.workspace is None:
            program.desk.open_workspace(folder / WORKSPACE_NAME)
        assert program.desk.workspace is not None
        program.desk.choose(*put_ready(program.desk.workspace))
        with no_room():
            press("Close")
            program.window.close()
            assert not program.window.isVisible()
    with Workspace.open(folder / WORKSPACE_NAME) as workspace:
        assert not workspace.was_cut_off or workspace.problems() == []


def test_a_file_is_opened_and_read_on_a_full_disk(
    qapp: QApplication, theme: Theme, folder: Path
) -> None:
    with opened(qapp, theme, folder) as program:
        if program.desk.workspace is None:
            program.desk.open_workspace(folder / WORKSPACE_NAME)
        assert program.desk.workspace is not None
        program.desk.choose(*put_ready(program.desk.workspace))
        go(program, PCN)
        said = answer(program, PCN).value
    with no_room(), opened(qapp, theme, folder) as program:
        assert program.desk.practice is not None
        assert answer(program, PCN).value == said
        assert program.desk.save_now()
        assert not program.desk.is_read_only
