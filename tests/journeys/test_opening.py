"""What the window says when its file cannot simply be opened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import Qt
from window import begin, block_of, key, press, write

from stocktake.app import WORKSPACE_NAME, Program
from stocktake.store.workspace import Workspace
from stocktake.ui.places import place_of

OpenWindow = Callable[[], AbstractContextManager[Program]]


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


def test_a_text_size_is_kept_for_the_next_day(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        program.window.text_size_asked.emit(1)
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
