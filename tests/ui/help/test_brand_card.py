"""What a branding pack shows of itself, in plain words, with a logo that is drawn."""

from pathlib import Path

from branding import BRAND, make_brand
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stocktake.errors import Problem
from stocktake.tasks.brand import read_brand
from stocktake.tasks.brand_in_use import BrandInUse
from stocktake.ui.desk import Desk
from stocktake.ui.help.brand_card import BrandCard, BrandLine, Logo, brand_part
from stocktake.ui.jobs import Jobs
from stocktake.ui.pages.home import HomePage
from stocktake.ui.widgets.labels import Words


def test_it_says_whose_it_is_whom_to_ask_what_it_brings_and_its_fingerprint(
    qtbot: QtBot, tmp_path: Path
) -> None:
    brand = read_brand(make_brand(tmp_path, BRAND.replace("Harbour F", "<b>Harbour</b> F")))
    card = brand_part(BrandInUse(brand, tmp_path))
    assert isinstance(card, BrandCard)
    qtbot.addWidget(card)
    labels = card.findChildren(Words)
    said = "\n".join(each.text() for each in labels)
    assert "<b>Harbour</b> Federation" in said
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in labels)
    assert "01632 960 123" in said
    assert "1 form, under “More forms” on Home" in said
    assert "Offer “This is an estimate”" in said
    assert brand.sha256 in said.replace(" ", "")


def test_its_logo_is_drawn_on_white_at_its_own_shape(qtbot: QtBot, tmp_path: Path) -> None:
    card = BrandCard(read_brand(make_brand(tmp_path)))
    qtbot.addWidget(card)
    logo = card.findChild(Logo)
    assert logo is not None
    logo.resize(logo.sizeHint())
    picture = logo.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 1).name() == "#ffffff"
    inside = picture.pixelColor(picture.width() // 12, picture.height() // 4)
    assert inside.green() > inside.red()
    assert logo.accessibleName() == "Logo of Harbour Federation"


def test_a_broken_pack_is_told_with_what_is_wrong_and_none_says_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    problems = tuple(Problem("x", f"file {n}", "It is wrong.", "Mend it.") for n in range(7))
    card = brand_part(BrandInUse(None, tmp_path, problems))
    assert card is not None
    qtbot.addWidget(card)
    said = [each.text() for each in card.findChildren(Words)]
    assert "file 0: It is wrong. Mend it." in said
    assert said[-1] == "And 2 things more."
    assert brand_part(BrandInUse()) is None


def test_the_first_page_says_whose_copy_it_is_and_without_a_pack_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = Jobs()
    desk = Desk(jobs, "")
    desk.brand = BrandInUse(read_brand(make_brand(tmp_path)), tmp_path)
    page, plain = HomePage(desk), HomePage(Desk(jobs, ""))
    for each in (page, plain):
        qtbot.addWidget(each)
    line = page.findChild(BrandLine)
    assert line is not None
    assert [each.text() for each in line.findChildren(Words)] == ["From Harbour Federation"]
    assert line.findChild(Logo) is not None
    assert plain.findChild(BrandLine) is None
    jobs.close()
