"""Small workbooks of the sample practices, and a page to add them to."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from pcn_files import WRITTEN_AT, sample_collection
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.questionnaire.submission import Submission
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.pages.combine import CombinePage
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.wrapped_table import WrappedTable
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.payload import Member, Payload
from stocktake.workbooks.payload_json import to_text


def returns_of(name: str) -> list[Submission]:
    """What one practice of the sample sends, with answers that a test may change."""
    said = (version.submission for version in sample_collection().versions)
    return [
        replace(each, answers=each.answers.copy()) for each in said if each.subject.name == name
    ]


def put(path: Path, returns: Iterable[Submission]) -> Path:
    """A workbook that carries these returns and shows nothing."""
    members = tuple(Member(each) for each in returns)
    save_workbook(Workbook(), path, to_text(Payload(members)), WRITTEN_AT)
    return path


def of_round(returns: Iterable[Submission], label: str) -> list[Submission]:
    """The same returns of another round."""
    return [replace(each, round=label, return_id=f"{each.return_id}{label}") for each in returns]


def combine_page(qtbot: QtBot, reviewed: Reviewed, data: Path | None = None) -> CombinePage:
    """The Combine page, shown; ``data`` is the folder in which it keeps what is typed."""
    reviewed.desk.folder = data
    made = CombinePage(reviewed.desk)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.refresh()
    return made


def read(qtbot: QtBot, page: CombinePage, *paths: Path, then: str = "") -> None:
    """Add files and wait until they are seen."""
    page.add_paths(paths)
    settled(qtbot, page)
    if then:
        page.open_step(then)


def settled(qtbot: QtBot, page: CombinePage) -> None:
    """Wait until the page has done what it was asked."""
    qtbot.wait_until(lambda: not page.is_working, timeout=60_000)


def cells(page: QWidget, name: str) -> list[tuple[str, ...]]:
    """The cells of a table by its name."""
    view = next(t for t in page.findChildren(WrappedTable) if t.accessibleName() == name)
    model = view.model()
    assert isinstance(model, WrappedRows)
    return [model.row_at(row).cells for row in range(model.rowCount())]


def words(page: QWidget) -> str:
    """Everything that can be read on the page."""
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())
