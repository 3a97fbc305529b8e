"""What the window says when its file cannot simply be opened."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from window import begin, block_of, key, opened, press, write

from stocktake.app import WORKSPACE_NAME, Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.workspace import Workspace
from stocktake.ui.pages.home import HomePage
from stocktake.ui.places import place_of
from stocktake.ui.theme import Theme

OpenWindow = Callable[[], AbstractContextManager[Program]]

PCN_NAME = Address("profile.pcn_name")


def test_a_file_in_use_elsewhere_can_be_read(open_window: OpenWindow, tmp_path: Path) -> None:
    with open_window() as program:
        begin(program)
    with Workspace.open(tmp_path / WORKSPACE_NAME):
        press("Open read-only")
        with open_window() as program:
            assert program.desk.is_read_only
            assert program.desk.practice is not None
            assert program.desk.practice.subject.name == "Quayside Surgery"
            assert "read only" in program.window.saved.text()


def test_a_damaged_file_is_set_aside_and_what_can_be_read_is_got_back(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    with open_window() as program:
        begin(program)
    file = tmp_path / WORKSPACE_NAME
    spoilt = bytearray(file.read_bytes())
    spoilt[-2000:-1000] = bytes(1000)
    file.write_bytes(bytes(spoilt[: len(spoilt) - 4096]))
    press("Get back what can be read")
    with open_window() as program:
        assert "The damaged file is kept as" in program.window.notice.text()
    assert list(tmp_path.glob("*damaged*"))


def test_a_damaged_answer_is_put_back_and_the_practice_opens(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    with open_window() as program:
        begin(program)
        said = answered("Harbour and Vale")
        program.desk.answer("practice_stocktake", PCN_NAME, said, at_once=True)
    file = tmp_path / WORKSPACE_NAME
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE answers SET value = 'Harbour end Vale' WHERE value LIKE 'Harb%'")
    with open_window() as program:
        assert "1 answer had been damaged on the disk" in program.window.notice.text()
        assert program.desk.sheet("practice_stocktake").value(PCN_NAME.question) == said.value


def test_a_text_size_is_kept_for_the_next_day(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        program.window.show_page("section", place_of("practice_stocktake", "admin"))
    with open_window() as program:
        assert program.settings.text_size == 110
        assert program.theme.text_size == 110
        program.theme.apply("light", 100)


def test_what_could_not_be_saved_is_not_let_go_unseen(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    with open_window() as program:
        begin(program)
        (tmp_path / WORKSPACE_NAME).rename(tmp_path / "moved.stocktake")
        program.window.show_page("section", place_of("practice_stocktake", "profile"))
        block_of(program, "profile.pcn_name").focus_answer()
        write("Harbour PCN")
        key(Qt.Key.Key_Tab)
        assert program.window.saved.text().startswith("Could not save")
        press("Keep the window open")
        program.window.close()
        assert program.window.isVisible()
        (tmp_path / "moved.stocktake").rename(tmp_path / WORKSPACE_NAME)
    with open_window() as program:
        sheet = program.desk.sheet("practice_stocktake")
        assert sheet.value("profile.pcn_name") == "Harbour PCN"


def may_begin(program: Program) -> bool:
    page = program.window.page
    assert isinstance(page, HomePage)
    return page.first.fill_in.isEnabled()


@pytest.mark.parametrize("content", [b"the staff rota, not a workspace\n" * 40, b""])
def test_a_file_that_is_no_workspace_makes_way_only_when_asked(
    open_window: OpenWindow, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / WORKSPACE_NAME
    file.write_bytes(content)
    press("Not now")
    with open_window() as program:
        assert program.window.notice.text().startswith(WORKSPACE_NAME)
        assert not may_begin(program)
    assert file.read_bytes() == content
    if not content:
        press("Get back what can be read")
    press("Begin a new file")
    with open_window() as program:
        assert "The other file is kept as" in program.window.notice.text()
        begin(program)
        assert program.desk.practice is not None
    assert [each.read_bytes() for each in tmp_path.glob("*set-aside*")] == [content]


def test_a_file_of_a_newer_version_is_left_alone(open_window: OpenWindow, tmp_path: Path) -> None:
    with open_window() as program:
        begin(program)
    with closing(sqlite3.connect(tmp_path / WORKSPACE_NAME)) as connection, connection:
        connection.execute("UPDATE meta SET value = '9.9' WHERE key = 'written_by'")
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('stocktake', '999_of_tomorrow', '2030-01-01')"
        )
    before = (tmp_path / WORKSPACE_NAME).read_bytes()
    with open_window() as program:
        assert "newer version of Stocktake (9.9)" in program.window.notice.text()
        assert not may_begin(program)
    assert (tmp_path / WORKSPACE_NAME).read_bytes() == before


def test_another_file_can_be_opened(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with open_window() as program:
        begin(program)
    other = tmp_path / "moved.stocktake"
    (tmp_path / WORKSPACE_NAME).rename(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(other)], ""))
    with open_window() as program:
        key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait_until(lambda: program.desk.workspace.path == other)
        page = program.window.page
        assert isinstance(page, HomePage)
        names = [row.accessibleName() for row in page.later.returns.rows]
        assert [name[:41] for name in names] == ["Quayside Surgery (A81001), 2026/27, draft"]


def test_a_file_opened_from_a_synchronised_folder_is_warned_of(
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    synced = tmp_path / "OneDrive - Quayside Surgery"
    synced.mkdir()
    Workspace.create(synced / "other.stocktake").close()
    chosen = str(synced / "other.stocktake")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([chosen], ""))
    with open_window() as program:
        key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        notice = program.window.notice
        qtbot.wait_until(notice.isVisible, timeout=10_000)
        assert "lies in a OneDrive folder" in notice.text()
        assert "Settings, Other desks" in notice.text()


def test_another_file_is_opened_again_the_next_day_and_is_among_the_recent_ones(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "second site.stocktake"
    Workspace.create(other).close()
    with open_window() as program:
        begin(program)
        program.desk.file_asked.emit(other, False)
    with open_window() as program:
        qtbot.wait_until(lambda: program.desk.workspace is not None)
        assert program.desk.workspace.path == other
        recent = program.settings.recent_files
        assert recent == (str(other), str(tmp_path / WORKSPACE_NAME))
        program.desk.file_asked.emit(tmp_path / WORKSPACE_NAME, False)
    with open_window() as program:
        assert program.desk.workspace is not None
        assert program.desk.workspace.path == tmp_path / WORKSPACE_NAME


def test_a_file_of_last_time_that_has_gone_gives_way_to_the_usual_one(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "second site.stocktake"
    Workspace.create(other).close()
    with open_window() as program:
        begin(program)
        program.desk.file_asked.emit(other, False)
    other.unlink()
    with open_window() as program:
        qtbot.wait_until(lambda: program.desk.workspace is not None)
        assert program.desk.workspace.path == tmp_path / WORKSPACE_NAME
        assert "Moved, renamed or deleted" in program.window.notice.text()
    assert not other.exists()


def test_a_backup_is_opened_to_be_read_and_is_no_recent_file(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    with open_window() as program:
        begin(program)
        backup = program.desk.workspace.backups.make().path
        before = backup.read_bytes()
        program.desk.file_asked.emit(backup, True)
        assert program.desk.workspace.read_only
        assert "can be changed" in program.window.notice.text()
        assert program.settings.recent_files == (str(tmp_path / WORKSPACE_NAME),)
    assert backup.read_bytes() == before
    with open_window() as program:
        assert program.desk.workspace.path == tmp_path / WORKSPACE_NAME


def test_a_folder_that_cannot_be_made_is_said_in_the_window(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file stands here")
    with opened(qapp, theme, tmp_path / "data") as program:
        assert "Nothing can be kept in" in program.window.notice.text()


def test_when_the_disk_is_full_what_was_typed_stays_and_is_saved_on_trying_again(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        begin(program)
        workspace = program.desk.workspace
        assert workspace is not None
        # The smallest size a file may have stops it from growing, as a full disk does.
        run = workspace._database.run
        run("VACUUM")
        pages = workspace._database.rows("PRAGMA page_count")[0][0]
        run(f"PRAGMA max_page_count = {int(pages)}")
        program.window.show_page("section", place_of("practice_stocktake", "profile"))
        block_of(program, "profile.pcn_name").focus_answer()
        write("Harbour PCN")
        key(Qt.Key.Key_Tab)
        typed = "long " * 2000
        address = Address("profile.icb_name")
        program.desk.answer("practice_stocktake", address, answered(typed), at_once=True)
        assert program.window.saved.text().startswith("Could not save")
        assert program.desk.pending("practice_stocktake", address) is not None
        run("PRAGMA max_page_count = 1000000")
        press("Try again")
        program.window.saved.help_asked.emit()
        assert program.window.saved.text().startswith("All changes saved")
    with open_window() as program:
        assert program.desk.sheet("practice_stocktake").value("profile.icb_name") == typed
