"""The child that reads dies, hangs or runs out of memory: the window and the other files go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.theme import Theme
from stocktake.workbooks import children
from stocktake.workbooks.reading import VERDICT_WORDS, Verdict
from tests.hostile.kinds import workbook
from tests.hostile.returns import put_return
from tests.store.killing import environment, python, runs
from tests.window import opened

CHILD = Path(__file__).with_name("failing_child.py")
GAVE_UP = VERDICT_WORDS[Verdict.GAVE_UP]


def lines(widget: QWidget) -> list[str]:
    """Every row of every list and table there is, its cells beside one another."""
    found = []
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None:
            columns = range(model.columnCount())
            for row in range(model.rowCount()):
                cells = (model.index(row, column).data() for column in columns)
                found.append(" | ".join(str(cell or "") for cell in cells))
    return found


def failing_files(folder: Path) -> list[str]:
    """Files on which the child fails: a hundred in the long form, some of each kind."""
    count = {"aborts": runs(34, 2), "killed": runs(30, 1), "hoards": runs(30, 1)}
    count["hangs"] = runs(6, 0)
    names = [f"{kind} {n}.xlsx" for kind, times in count.items() for n in range(times)]
    for name in names:
        (folder / name).write_bytes(workbook())
    return names


def test_files_that_end_their_reader_are_named_and_the_others_merged(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "child_command", lambda: python(CHILD))
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    received = tmp_path / "received"
    received.mkdir()
    good = put_return(received / "Quayside.xlsx").name
    bad = failing_files(received)
    with opened(qapp, Theme(qapp), tmp_path) as program:
        beats: list[int] = []
        heart = QTimer(program.window, interval=5)
        heart.timeout.connect(lambda: beats.append(1))
        program.window.show_page("combine", {"paths": [str(received)]})
        heart.start()
        qtbot.wait_until(lambda: not program.jobs.is_busy, timeout=300_000)
        assert beats
        page = program.window.page
        assert page is not None
        shown = lines(page)
        for name in bad:
            assert any(name in line and GAVE_UP in line for line in shown), name
        ready = VERDICT_WORDS[Verdict.READY]
        assert any(good in line and ready in line for line in shown)
        assert program.window.isVisible()
