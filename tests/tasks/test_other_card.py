"""Another provider's card: loaded strictly, and never compared where it cannot be."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.rates.comparing import Mappings, UnitMapping
from stocktake.rates.publishing import published
from stocktake.tasks.other_card import (
    ComparisonRow,
    compare,
    likely_lines,
    load_card_file,
    load_working_card,
)
from tests.rate_cards import CHANGED, reworked, sample_card, with_line


def code_of(path: Path) -> str:
    found = load_card_file(path)
    assert found.read is None
    assert found.problems[0].how_to_fix
    return found.problems[0].code


def row(rows: tuple[ComparisonRow, ...], line_id: str) -> ComparisonRow:
    return next(each for each in rows if each.line_id == line_id)


def test_a_json_card_is_loaded_as_published_even_with_a_byte_order_mark(tmp_path: Path) -> None:
    made = published(sample_card())
    for number, text in enumerate((made.text, "\ufeff" + made.text)):
        path = tmp_path / f"{number}.json"
        path.write_text(text, encoding="utf-8")
        found = load_card_file(path)
        assert found.problems == ()
        assert found.read is not None
        assert found.read.card == made.card


def test_a_card_edited_after_publishing_is_shown_and_said(tmp_path: Path) -> None:
    whole = json.loads(published(sample_card()).text)
    whole["card"]["lines"][0]["published_gbp"] = "9.99"
    path = tmp_path / "card.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    found = load_card_file(path)
    assert found.read is not None
    assert found.read.edited
    assert "was edited after it was published" in found.problems[0].what


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_card"),
        (b"%PDF-1.7", "not_a_card"),
        (b"\xff\xfe\x00", "not_a_card"),
        (b" " * 5_000_001, "card_too_long"),
        (b"PK\x03\x04 and no more", "truncated"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "old_excel"),
    ],
    ids=["empty", "pdf", "not text", "long", "broken", "old"],
)
def test_what_is_no_card_is_refused_in_words(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_bytes(data)
    found = load_card_file(path)
    assert found.read is None
    assert found.problems[0].how_to_fix
    if code not in ("truncated", "old_excel"):
        assert found.problems[0].code == code


def test_a_file_that_is_not_there_and_a_newer_card_are_said(tmp_path: Path) -> None:
    assert code_of(tmp_path / "gone.json") == "missing"
    newer = published(sample_card()).text.replace('"format_version": 1', '"format_version": 9')
    (tmp_path / "newer.json").write_text(newer, encoding="utf-8")
    assert code_of(tmp_path / "newer.json") == "newer_card"


def test_a_working_card_may_be_toml(tmp_path: Path) -> None:
    path = tmp_path / "card.toml"
    path.write_text('id = "a"\ntitle = "A"\nbase_year = "2026/27"\n', encoding="utf-8")
    assert load_working_card(path).title == "A"
    for wrong in ("gone.toml", "gone.json"):
        with pytest.raises(StocktakeError, match=wrong):
            load_working_card(tmp_path / wrong)


def test_lines_of_one_unit_are_compared_to_the_penny() -> None:
    theirs = reworked(sample_card(), "phlebotomy", consumables_gbp=Decimal(2))
    found = row(compare(sample_card(), theirs).rows, "phlebotomy")
    assert (found.ours_gbp, found.theirs_gbp) == (Decimal("12.63"), Decimal("13.67"))
    assert found.difference_gbp == Decimal("1.04")
    assert found.words == "Compared"


def test_a_different_unit_is_not_compared_until_it_is_mapped() -> None:
    line = next(each for each in sample_card().lines if each.id == "psa_monitoring")
    theirs = with_line(sample_card(), CHANGED(line, unit="test"))
    found = row(compare(sample_card(), theirs).rows, "psa_monitoring")
    assert found.theirs_gbp is None
    assert found.difference_gbp is None
    assert found.words == "Not compared: theirs is £48.42 per test"
    said = Mappings(units=(UnitMapping("patient-year", "test", Decimal(2)),))
    found = row(compare(sample_card(), theirs, said).rows, "psa_monitoring")
    assert found.theirs_gbp == Decimal("96.84")
    assert found.words == "2 of their “test” count as one “patient-year”"


def test_a_line_that_cannot_be_priced_is_not_said_to_be_on_one_card_only() -> None:
    broken = reworked(sample_card(), "phlebotomy", setup_gbp=Decimal(5), yearly_volume=Decimal(0))
    found = compare(broken, sample_card())
    theirs = next(each for each in found.rows if each.their_id == "phlebotomy")
    assert (theirs.line_id, theirs.theirs_gbp) == ("", Decimal("12.63"))
    assert theirs.words == "On your card too, but its price there cannot be worked out"
    assert "Your card has no price that can be worked out for Phlebotomy, one visit." in found.notes
    found = compare(sample_card(), broken)
    assert row(found.rows, "phlebotomy").words == (
        "On their card too, but its price there cannot be worked out"
    )
    assert (
        "Their card has no price that can be worked out for Phlebotomy, one visit." in found.notes
    )


def test_what_only_one_card_has_and_what_else_differs_is_said() -> None:
    theirs = CHANGED(sample_card(), base_year="2025/26", lines=sample_card().lines[1:],
                     uplift=CHANGED(sample_card().uplift, years=()))  # fmt: skip
    ours = CHANGED(sample_card(), lines=sample_card().lines[:2])
    found = compare(ours, theirs)
    assert row(found.rows, "phlebotomy").words == "Only on your card"
    only = next(each for each in found.rows if each.their_id == "dmard")
    assert (only.words, only.theirs_gbp) == ("Only on their card", Decimal("127.50"))
    assert any("2025/26" in note for note in found.notes)
    assert any("same card id" in note for note in found.notes)


def test_lines_of_one_service_or_one_name_are_proposed_as_the_same_work() -> None:
    theirs = CHANGED(
        sample_card(),
        lines=tuple(CHANGED(each, id=f"their_{each.id}") for each in sample_card().lines),
    )
    said = likely_lines(sample_card(), theirs)
    assert said == {each.id: f"their_{each.id}" for each in sample_card().lines}
    rows = compare(sample_card(), theirs, Mappings(lines=said)).rows
    assert {each.difference_gbp for each in rows} == {Decimal(0)}
    assert likely_lines(sample_card(), sample_card()) == {}


def test_a_line_that_fits_two_of_theirs_is_left_to_a_person() -> None:
    one = sample_card().lines[0]
    two = tuple(CHANGED(one, id=name) for name in ("a", "b"))
    assert likely_lines(CHANGED(sample_card(), lines=(one,)),
                        CHANGED(sample_card(), lines=two)) == {}  # fmt: skip


def test_a_line_without_minutes_has_no_price_and_it_is_said() -> None:
    bare = reworked(sample_card(), "phlebotomy", minutes={})
    for ours, theirs, words in (
        (bare, sample_card(), "Yours has no minutes yet, so it has no price"),
        (sample_card(), bare, "Theirs has no minutes yet, so it has no price"),
        (bare, bare, "Neither line has minutes yet, so there is no price"),
    ):
        found = row(compare(ours, theirs).rows, "phlebotomy")
        assert found.words == words
        assert found.difference_gbp is None
        assert (found.ours_gbp is None) is (ours is bare)
        assert (found.theirs_gbp is None) is (theirs is bare)


def test_a_line_of_one_card_without_minutes_shows_no_price_either() -> None:
    bare = reworked(sample_card(), "phlebotomy", minutes={"gp": Decimal(0)})
    ours, theirs = (CHANGED(bare, lines=bare.lines[:1]), CHANGED(bare, lines=()))
    (only,) = compare(ours, theirs).rows
    assert (only.ours_gbp, only.words) == (
        None,
        "Only on your card. Yours has no minutes yet, so it has no price",
    )
    (only,) = compare(theirs, ours).rows
    assert only.theirs_gbp is None
    assert only.words.startswith("Only on their card. Theirs has no minutes yet")
