"""Publishing writes all the files of a version or none, and never changes one that is there."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from stocktake.documents.blocks import Document
from stocktake.errors import StocktakeError
from stocktake.rates.card import ChangeNote, RateCard
from stocktake.rates.publishing import published
from stocktake.tasks.other_card import load_card_file
from stocktake.tasks.publish_card import (
    PublishedFiles,
    file_stem,
    publish_card,
    what_stops,
    who_is_named,
)
from tests.rate_cards import CHANGED, cards, reworked, sample_card
from tests.store.killing import runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def paper(document: Document) -> bytes:
    return b"%PDF " + document.title.encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> PublishedFiles:
    return publish_card(sample_card(), tmp_path_factory.mktemp("cards"), NOW, paper)


def refused(card: RateCard, folder: Path) -> StocktakeError:
    with pytest.raises(StocktakeError) as caught:
        publish_card(card, folder, NOW)
    assert caught.value.what
    return caught.value


def version(number: str, card: RateCard) -> RateCard:
    note = ChangeNote(version=number, made_on=NOW.date(), words="Phlebotomy takes longer.")
    return CHANGED(card, version=number, changes=(*card.changes, note))


def test_all_four_files_stand_in_a_folder_of_the_version(made: PublishedFiles) -> None:
    assert made.folder.name == "Harbour & Vale rate card for non-core work 1.0.0"
    assert {path.suffix for path in made.files} == {".xlsx", ".html", ".json", ".pdf"}
    assert sorted(made.folder.iterdir()) == sorted(made.files)
    assert [each.name for each in made.folder.parent.iterdir()] == [made.folder.name]


def test_each_file_holds_the_digest_and_both_cards_load_as_published(made: PublishedFiles) -> None:
    for path in made.files:
        if path.suffix in (".json", ".xlsx"):
            found = load_card_file(path)
            assert found.problems == ()
            assert found.read is not None
            assert published(found.read.card) == made.published
    whole = json.loads((made.folder / f"{file_stem(sample_card())}.json").read_text("utf-8"))
    text = json.dumps(whole["card"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == made.published.sha256


class Page(HTMLParser):
    """What a web page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def web_page(made: PublishedFiles) -> Page:
    page = Page()
    path = next(path for path in made.files if path.suffix == ".html")
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_the_web_page_says_what_a_card_has_to_say(made: PublishedFiles) -> None:
    text = web_page(made).text
    for words in ("Proposed", "CC BY 4.0", "1 January 2027", "must not agree prices", "12.63",
                  "Booking, taking the sample", "49.56", made.published.sha256,
                  "First card, for consultation"):  # fmt: skip
        assert words in text, words


def test_the_web_page_stands_alone_and_can_be_read_out(made: PublishedFiles) -> None:
    tags = web_page(made).tags
    names = [tag for tag, _ in tags]
    assert ("html", {"lang": "en-GB"}) in tags
    assert names.count("h1") == names.count("main") == 1
    assert not {"script", "img", "link", "iframe", "form", "a"} & set(names)
    assert not [a for _, a in tags if {"src", "href", "onclick"} & set(a)]
    heads = [attributes.get("scope") for tag, attributes in tags if tag == "th"]
    assert set(heads) == {"col", "row"}
    assert all(attributes.get("aria-label") for _, attributes in tags if "tabindex" in attributes)


def test_what_is_typed_on_a_card_is_never_markup(tmp_path: Path) -> None:
    card = CHANGED(sample_card(), title="<script>alert(1)</script>", area="<b>&amp;</b>")
    made = publish_card(card, tmp_path, NOW)
    page = web_page(made)
    assert "script" not in [tag for tag, _ in page.tags]
    assert "<script>alert(1)</script>" in page.text


def test_a_version_that_is_there_is_never_written_over(made: PublishedFiles) -> None:
    before = {path: path.read_bytes() for path in made.files}
    folder = made.folder.parent
    assert refused(sample_card(), folder).code == "already_published"
    dearer = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(2))
    error = refused(dearer, folder)
    assert error.code == "same_version"
    assert "1.1.0" in error.how_to_fix
    assert refused(version("0.9.0", dearer), folder).code == "version_goes_back"
    assert {path: path.read_bytes() for path in made.files} == before


def test_a_correction_is_a_new_version_beside_the_old_one(tmp_path: Path) -> None:
    first = publish_card(sample_card(), tmp_path, NOW)
    dearer = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(2))
    second = publish_card(version("1.1.0", dearer), tmp_path, NOW)
    assert first.folder != second.folder
    assert "Phlebotomy takes longer." in web_page(second).text


def test_another_card_with_the_same_title_is_not_written_over(tmp_path: Path) -> None:
    publish_card(sample_card(), tmp_path, NOW)
    assert refused(CHANGED(sample_card(), id="other"), tmp_path).code == "name_taken"


def test_a_card_that_is_not_fit_says_all_that_stops_it(tmp_path: Path) -> None:
    few = (CHANGED(sample_card().roles[0], staff_count=2), *sample_card().roles[1:])
    card = CHANGED(sample_card(), status="draft", roles=few)
    error = refused(card, tmp_path)
    assert error.code == "not_fit"
    assert "so it would show someone's pay" in error.what
    assert "It is a draft." in error.what
    assert len(what_stops(card)) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ask Dr Smith first.", "Dr Smith"),
        ("Write to jo@example.org.", "jo@example.org"),
        ("Ring 01522 555123.", "01522 555123"),
        ("As for 943 476 5919.", "943 476 5919"),
    ],
)
def test_what_may_name_a_person_is_shown_before_publishing(
    words: str, said: str, tmp_path: Path
) -> None:
    line = sample_card().lines[1]
    line = CHANGED(line, scope=CHANGED(line.scope, quality=words))
    card = CHANGED(sample_card(), lines=(sample_card().lines[0], line))
    (found,) = who_is_named(card)
    assert found.where == "12-lead ECG with interpretation"
    assert said in found.what
    assert refused(card, tmp_path).code == "names_someone"
    assert publish_card(card, tmp_path, NOW, names_looked_at=True).files


def test_the_sample_names_nobody() -> None:
    assert who_is_named(sample_card()) == ()


def test_a_pdf_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def full(document: Document) -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(StocktakeError) as caught:
        publish_card(sample_card(), tmp_path, NOW, full)
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refused(sample_card(), tmp_path / "gone").code == "no_folder"


def test_other_files_beside_the_versions_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "notes" / "b.json").write_bytes(b"\xff\xfe")
    assert publish_card(sample_card(), tmp_path, NOW).files


@settings(max_examples=runs(long=40, short=20), deadline=None)
@given(cards())
def test_any_card_has_a_name_that_every_system_takes(card: RateCard) -> None:
    name = file_stem(card)
    assert name
    assert not set(name) & set('<>:"/\\|?*\0')
    assert len(name) <= 100
