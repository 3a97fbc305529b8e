from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from stocktake.ui.help.help_text import HelpDocument, HelpText, print_help
from stocktake.ui.help.topics import topic
from stocktake.ui.theme import Theme

TEXT = (
    "Begin.\n\n## Where\n\nHere is [a link](words.md#gap).\n\n"
    + "Words. \n\n" * 80
    + "## Last\n\nEnd."
)


def shown(qtbot: QtBot, text: str = TEXT) -> HelpText:
    view = HelpText()
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_page("Test", text)
    return view


def test_nothing_a_text_names_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(picture))
    view = shown(
        qtbot, f"![x]({QUrl.fromLocalFile(str(picture)).toString()})\n\n<img src='{picture}'>"
    )
    kind = QTextDocument.ResourceType.ImageResource.value
    for document in (view.document(), HelpDocument()):
        assert document.resource(kind, QUrl.fromLocalFile(str(picture))).size().width() == 1
    assert "<img" in view.toPlainText()


def test_a_link_asks_for_its_page_and_others_lead_nowhere(qtbot: QtBot) -> None:
    view = shown(qtbot)
    with qtbot.wait_signal(view.asked) as heard:
        view.anchorClicked.emit(QUrl("words.md#gap"))
    assert heard.args == ["words", "gap"]
    for elsewhere in ("https://example.org/words.md", "file:///words.md", "//host/words.md"):
        with qtbot.assert_not_emitted(view.asked):
            view.anchorClicked.emit(QUrl(elsewhere))


def test_a_heading_is_brought_to_the_top(qtbot: QtBot) -> None:
    view = shown(qtbot)
    assert view.go_to_heading("last")
    assert view.verticalScrollBar().value() > 300
    assert not view.go_to_heading("nowhere")


def test_headings_and_words_follow_the_text_size(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot)
    theme.apply("light", 200)
    view.redraw()
    assert view.document().defaultFont().pointSizeF() == 21
    heading = view.document().firstBlock().next()
    assert heading.text() == "Where"
    assert heading.begin().fragment().charFormat().fontPointSize() == 30


def test_a_page_prints_with_its_title(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "help.pdf"))
    page = topic("first_hour")
    print_help(printer, page.title, page.text)
    assert (tmp_path / "help.pdf").read_bytes().startswith(b"%PDF")
