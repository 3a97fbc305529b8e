"""A lead asks, two practices answer in two ways, the lead counts and writes both papers."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from docx import Document as WordFile
from in_libreoffice import Edit, edit_in_libreoffice
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import begin, opened, show

from stocktake.app import Program
from stocktake.ui.asking.outcome_panel import OutcomePanel
from stocktake.ui.pages.answer_question import AnswerQuestionPage
from stocktake.ui.pages.ask_practices import AskPracticesPage
from stocktake.ui.theme import Theme
from stocktake.workbooks.asking_layout import CHOICE, COMMENT, DECIDED_BY, DECIDED_ON, NAME, SHARE
from tests.store.killing import runs

WAIT = 60_000
LIST = "A81001 Quayside Surgery, 12,400\nA81002, Millbrook, 9,100\nA81003, St Oswin's, 7,300"
COMMENT_TYPED = "Only with a proper phone system <first>."


def lead_page(program: Program) -> AskPracticesPage:
    page = show(program, "asking")
    assert isinstance(page, AskPracticesPage)
    return page


def ask(program: Program, folder: Path, qtbot: QtBot) -> Path:
    """What the lead does before the meeting."""
    page = lead_page(program)
    page.begin.click()
    form = page.form
    page.write.click()
    assert "no title" in page.notice.text()
    for editor, words in (
        (form.pcn, "Harbour & Vale PCN"),
        (form.title, "Same-day hub"),
        (form.text, "Shall we run one same-day hub from April?"),
        (form.choices[0], "Yes, from April"),
        (form.choices[1], "Yes, but later"),
        (form.choices[2], "No"),
        (form.wanted_by, "3/12/2026"),
        (page.practices.lines, LIST),
    ):
        inner = editor.named_parts()[0]
        inner.setFocus()
        qtbot.keyClicks(inner, words) if "\n" not in words else inner.setPlainText(words)
        editor.flush()
    page.write.click()
    qtbot.wait_until(lambda: page.written.isVisible(), timeout=WAIT)
    (path,) = folder.glob("Question*.xlsx")
    assert not page.form.isVisible()
    assert "Nobody has answered yet" in page.result.standing.text()
    return path


def drop(program: Program, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    rest = (*how, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(program.window, QDragEnterEvent(QPoint(400, 300), *rest))
    QApplication.sendEvent(program.window, QDropEvent(QPointF(400, 300), *rest))


def answer_in_the_app(program: Program, sent: Path, folder: Path, qtbot: QtBot) -> Path:
    """What one practice does in a window of its own."""
    drop(program, sent)
    qtbot.wait_until(lambda: isinstance(program.window.page, AnswerQuestionPage), timeout=WAIT)
    page = program.window.page
    assert isinstance(page, AnswerQuestionPage)
    qtbot.wait_until(lambda: page.form.isVisible(), timeout=WAIT)
    assert page.form.choice is not None
    page.write.click()
    assert "Nothing is answered yet" in page.notice.text()
    page.form.choice.options()[0].click()
    page.form.named.click()
    for editor, words in (
        (page.form.comment, "We have the rooms."),
        (page.form.decided_by, "The partners"),
        (page.form.decided_on, "30/11/2026"),
    ):
        qtbot.keyClicks(editor.named_parts()[0], words)
        editor.flush()
    # It is kept as it is given: another page and back, or another day, and it stands there.
    show(program, "home")
    show(program, "position")
    assert page.form.choice.choice() == "0"
    page.write.click()
    qtbot.wait_until(lambda: page.written.isVisible(), timeout=WAIT)
    (path,) = folder.glob("Answer of Quayside*.xlsx")
    return path


def answer_in_excel(sent: Path, folder: Path) -> Path:
    """What the other practice does without the program."""
    target = folder / "Re question.xlsx"
    typed = {
        NAME: "Millbrook",
        CHOICE: "yes, but LATER",
        COMMENT: COMMENT_TYPED,
        SHARE: "Yes",
        DECIDED_BY: "Practice manager",
    }
    if runs(long=1, short=0):
        edits = [Edit("Question", key, 2, words) for key, words in typed.items()]
        edits.append(Edit("Question", DECIDED_ON, 2, "4/12/2026"))
        return edit_in_libreoffice(folder, sent, target, edits)
    book = load_workbook(sent)
    sheet = book["Question"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    for key, words in typed.items():
        sheet.cell(rows[key], 3).value = words
    sheet.cell(rows[DECIDED_ON], 3).value = date(2026, 12, 4)
    book.save(target)
    return target


def test_a_question_goes_out_comes_back_in_two_ways_and_becomes_two_papers(
    qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    lead, one, two = (tmp_path / name for name in ("lead", "one", "two"))
    for folder in (lead, one, two):
        folder.mkdir()
    with opened(qapp, theme, lead) as program:
        program.desk.prefer(export_folder=str(lead))
        sent = ask(program, lead, qtbot)
        with opened(qapp, theme, one) as other:
            other.desk.prefer(export_folder=str(one))
            begin(other, "Quayside Surgery", "A81001")
            first = answer_in_the_app(other, sent, one, qtbot)
        second = answer_in_excel(sent, two)
        page = lead_page(program)
        drop(program, first, second, sent)
        qtbot.wait_until(lambda: "2 new answers" in page.notice.text(), timeout=WAIT)
        check_counts(page)
        # The same files again change nothing.
        before = page.result.standing.text()
        page.add_paths([second, first])
        qtbot.wait_until(lambda: "no new answer" in page.notice.text(), timeout=WAIT)
        assert page.result.standing.text() == before
        write_papers(page.outcome, lead, qtbot)
    with opened(qapp, theme, lead) as program:
        page = lead_page(program)
        check_counts(page)
        assert page.outcome.said() == ("We begin in October.", "Phones come first.")


def check_counts(page: AskPracticesPage) -> None:
    standing = page.result.standing.text()
    assert "2 of 3 practices" in standing
    assert "Still to come: St Oswin's." in standing
    model = page.result.table.model()
    cells = [[model.index(r, c).data() for c in range(4)] for r in range(model.rowCount())]
    assert cells == [
        ["Yes, from April", "1 of 3", "1 answered, held", "Quayside Surgery"],
        ["Yes, but later", "1 of 3", "1 answered, held", "Practice A"],
        ["No", "0 of 3", "0%", "–"],
    ]
    told = "\n".join(f"{each.title} {each.covers}" for each in page.result.views._shown)
    assert COMMENT_TYPED in told
    assert "We have the rooms" not in told
    alone = "\n".join(f"{each.title} {each.covers}" for each in page.result.remarks._shown)
    assert "We have the rooms" in alone
    assert "after 3 December 2026" in alone
    assert "Only one practice has not agreed to be named" in alone


def write_papers(outcome: OutcomePanel, folder: Path, qtbot: QtBot) -> None:
    outcome.write_position.click()
    qtbot.wait_until(lambda: bool(list(folder.glob("Position paper*.docx"))), timeout=WAIT)
    qtbot.wait_until(lambda: outcome.write_feedback.isEnabled(), timeout=WAIT)
    outcome.write_feedback.click()
    qtbot.wait_until(lambda: "what was decided" in outcome.notice.text(), timeout=WAIT)
    for editor, words in (
        (outcome.decided, "We begin in October."),
        (outcome.why, "Phones come first."),
    ):
        qtbot.keyClicks(editor.named_parts()[0], words)
        editor.flush()
    outcome.write_feedback.click()
    qtbot.wait_until(lambda: bool(list(folder.glob("What was decided*.docx"))), timeout=WAIT)
    qtbot.wait_until(lambda: outcome.write_feedback.isEnabled(), timeout=WAIT)
    for name in ("Position paper", "What was decided"):
        (path,) = folder.glob(f"{name}*.docx")
        words = "\n".join(each.text for each in WordFile(str(path)).paragraphs)
        assert COMMENT_TYPED in words or name == "What was decided"
        with zipfile.ZipFile(path) as parts:
            whole = parts.read("word/document.xml").decode()
        assert "Millbrook" not in whole, "no consent"
        assert "We have the rooms" not in whole, "no consent"
        assert "Quayside Surgery" in whole
    assert "We begin in October." in words
    assert "Phones come first." in words
