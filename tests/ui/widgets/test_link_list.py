"""A list of links, seen from outside."""

from __future__ import annotations

from functools import partial

from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.link_list import Link, LinkList


def links(*titles: str) -> list[Link]:
    return [
        Link(title, f"What {title} covers", "In progress", "1 of 2", (title, ""))
        for title in titles
    ]


def heard(shown: LinkList) -> list[tuple[str, str]]:
    rows = [row for row in shown.rows() if row.isVisible()]
    return [(row.accessibleName(), row.accessibleDescription()) for row in rows]


def is_heard(shown: LinkList, said: list[tuple[str, str]]) -> bool:
    return heard(shown) == said


def test_another_list_takes_the_place_of_the_one_before(qtbot: QtBot) -> None:
    shown = LinkList("What is biggest")
    qtbot.addWidget(shown)
    shown.show_links(links("Digital", "Workforce"))
    shown.show()
    for titles in (["Estates"], ["Workforce", "Digital", "Estates"], []):
        shown.show_links(links(*titles))
        said = [(f"{title}, in progress, 1 of 2", f"What {title} covers") for title in titles]
        qtbot.wait_until(partial(is_heard, shown, said))


def test_a_row_opens_what_stands_there_now(qtbot: QtBot) -> None:
    shown = LinkList("What is biggest")
    qtbot.addWidget(shown)
    shown.show_links(links("Digital", "Workforce"))
    shown.show_links(links("Estates", "Digital"))
    shown.show()
    with qtbot.wait_signal(shown.opened) as opened:
        shown.rows()[1].click()
    assert opened.args == [("Digital", "")]
