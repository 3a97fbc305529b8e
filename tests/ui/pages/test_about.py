from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed, unnamed

from stocktake import __version__
from stocktake.tasks.licences import SHIPPED
from stocktake.ui.pages.about import AboutPage
from stocktake.ui.widgets.labels import Words


def test_it_says_the_version_the_forms_and_every_library(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = displayed(qtbot, AboutPage(reviewed.desk))
    said = "\n".join(each.text() for each in page.findChildren(Words))
    assert f"Version {__version__}" in said
    assert page._rows.rowCount() == len(SHIPPED)
    assert "Where are we now?" in [page._forms.row_at(at).cells[0] for at in range(9)]
    assert "Permission is hereby granted" in page.licence.toPlainText()
    assert unnamed(page) == []


def test_pressing_qt_shows_its_notice_and_the_lgpl(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = displayed(qtbot, AboutPage(reviewed.desk))
    page.libraries.opened.emit(SHIPPED.index("pyside6-essentials"))
    text = page.licence.toPlainText()
    assert text.startswith("Stocktake uses Qt")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    page._own.click()
    assert "MIT License" in page.licence.toPlainText()


def test_what_is_new_is_a_page_of_the_help(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = displayed(qtbot, AboutPage(reviewed.desk))
    asked = Asked(page)
    page._new.click()
    assert asked.heard == [("help", {"topic": "whats_new"})]
