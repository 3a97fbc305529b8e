import re
from pathlib import Path

import pytest

from stocktake.paths import shipped
from stocktake.ui.help.topics import (
    FIRST,
    GROUPS,
    HELP_FOR,
    PARTS,
    Topic,
    found,
    help_for,
    plain,
    slug,
    topic,
    topics,
)
from stocktake.ui.pages import PAGES
from stocktake.ui.settings import PANELS

NAMES = {each.name for each in topics()}
LINK = re.compile(r"\[[^\]]+\]\(([^)]*)\)")
JARGON = re.compile(
    r"\b(?:database|SQLite|JSON|payload|TOML|click|GUI|widget|workspace|submission|dialog|"
    r"utili[sz]e|simply|just|please note)\b",
    re.IGNORECASE,
)


def headings(text: str) -> set[str]:
    return {slug(each) for each in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def test_every_file_of_the_help_is_in_the_contents_once() -> None:
    files = {path.stem for path in (shipped("resources") / "help").glob("*.md")}
    listed = [name for _, names in GROUPS for name in names]
    assert files | {"whats_new"} == set(listed)
    assert len(listed) == len(set(listed))


def test_every_page_of_the_window_has_a_page_of_the_help() -> None:
    assert {spec.name for spec in PAGES} == set(HELP_FOR)
    assert set(HELP_FOR.values()) <= NAMES


def test_every_part_with_help_of_its_own_is_there_and_so_is_what_it_opens() -> None:
    parts = {("settings", spec.name) for spec in PANELS} | {(page, "") for page in HELP_FOR}
    assert set(PARTS) <= parts
    for name, heading in PARTS.values():
        assert name in NAMES
        assert not heading or heading in headings(topic(name).text)
    assert help_for("settings", "files") == help_for("settings") == ("files", "")
    assert help_for("settings", "keys") == ("keys", "")


@pytest.mark.parametrize("each", topics(), ids=lambda each: each.name)
def test_every_link_lands(each: Topic) -> None:
    for link in LINK.findall(each.text):
        name, _, heading = link.partition("#")
        assert name.endswith(".md"), link
        assert name.removesuffix(".md") in NAMES, link
        if heading:
            assert heading in headings(topic(name.removesuffix(".md")).text), link


@pytest.mark.parametrize("each", topics(), ids=lambda each: each.name)
def test_a_page_has_a_title_is_short_and_holds_no_jargon_or_markup(each: Topic) -> None:
    assert 3 < len(each.title) < 50
    assert 20 < len(plain(each.text).split()) < 450
    assert JARGON.findall(each.text) == []
    assert not re.search(r"<\w|!\[|https?:", each.text)


def test_every_name_in_bold_that_is_a_page_is_called_what_the_window_calls_it() -> None:
    said = {word for each in topics() for word in re.findall(r"\*\*([^*]+)\*\*", each.text)}
    for spec in PAGES:
        if spec.is_listed and spec.name not in ("help",):
            assert spec.title in said, spec.title


def test_every_word_we_use_is_explained_in_order() -> None:
    terms = re.findall(r"^### (.+)$", topic("words").text, re.MULTILINE)
    assert {"Gap", "Level", "Not known", "PCN", "WTE", "Certainty", "Round"} <= set(terms)
    assert terms == sorted(terms, key=str.lower)


def test_buttons_named_in_the_help_are_there() -> None:
    package = Path(__file__).resolve().parents[3] / "stocktake"
    source = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    for words in (
        "Look at a finished example",
        "Remove the example",
        "Fill in a form",
        "Make a backup now",
        "Open a file…",
        "Recent files",
        "Export workbook",
        "Write PCN workbook",
        "Take in what is decided",
        "Report a problem",
        "This is an estimate",
        "What can I do?",
    ):
        assert any(f"**{words}**" in each.text for each in topics()), words
        assert words in source, words


def test_searching_finds_pages_by_the_beginnings_of_words_best_first() -> None:
    names = [each.name for each, _ in found("backup")]
    assert names[0] == "files"
    assert "sharing" in [each.name for each, _ in found("colleag")]
    assert found("colleague wombat") == ()
    assert len(found("")) == len(NAMES)


def test_a_page_found_shows_the_words_around_a_hit() -> None:
    line = {each.name: line for each, line in found("tomorrow")}
    assert "tomorrow" in line["answering"]
    assert "*" not in line["answering"]


def test_a_page_that_is_not_there_gives_way_to_the_first() -> None:
    assert topic("nowhere").name == FIRST
