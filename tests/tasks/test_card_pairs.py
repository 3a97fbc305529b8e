"""What was said of two cards: lines and units, remembered for both, and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.store.workspace import Workspace
from stocktake.tasks.card_pairs import CardPairs
from stocktake.tasks.other_card import ComparisonRow, compare
from tests.rate_cards import CHANGED, sample_card

THEIRS = CHANGED(
    sample_card(),
    id="theirs",
    lines=tuple(CHANGED(line, id=f"t_{line.id}") for line in sample_card().lines),
)


@pytest.fixture
def pairs(tmp_path: Path) -> Iterator[CardPairs]:
    with Workspace.create(tmp_path / "w.stocktake") as workspace:
        yield CardPairs(workspace, sample_card(), THEIRS, "Practice manager")


def rows(pairs: CardPairs) -> dict[str, ComparisonRow]:
    said = pairs.now.mappings(sample_card(), THEIRS)
    return {each.line_id: each for each in compare(sample_card(), THEIRS, said).rows}


def test_what_a_person_says_goes_before_what_is_likely(pairs: CardPairs) -> None:
    assert rows(pairs)["phlebotomy"].their_id == "t_phlebotomy"
    pairs.pair("spirometry", "t_phlebotomy")
    assert rows(pairs)["spirometry"].their_id == "t_phlebotomy"
    assert rows(pairs)["phlebotomy"].their_id == ""
    pairs.pair("phlebotomy", "t_phlebotomy")
    assert rows(pairs)["phlebotomy"].their_id == "t_phlebotomy"


def test_a_line_said_to_be_only_ours_stays_alone(pairs: CardPairs) -> None:
    pairs.pair("phlebotomy", "")
    pairs.pair("spirometry", "")
    found = rows(pairs)
    assert found["phlebotomy"].words == found["spirometry"].words == "Only on your card"


def test_another_unit_is_compared_only_once_it_is_counted(pairs: CardPairs) -> None:
    pairs.pair("phlebotomy", "t_psa_monitoring")
    assert rows(pairs)["phlebotomy"].is_other_unit
    assert rows(pairs)["phlebotomy"].difference_gbp is None
    pairs.count_unit("visit", "patient-year", Decimal("0.5"))
    found = rows(pairs)["phlebotomy"]
    assert found.theirs_gbp == Decimal("24.21")
    pairs.count_unit("visit", "patient-year", None)
    assert rows(pairs)["phlebotomy"].is_other_unit


def test_everything_said_can_be_taken_back(pairs: CardPairs) -> None:
    assert pairs.next_undo == ""
    pairs.pair("phlebotomy", "")
    pairs.count_unit("visit", "test", Decimal(2))
    assert pairs.next_undo == "How many test make one visit"
    pairs.undo()
    assert pairs.now.units == {}
    assert pairs.undo() == "Phlebotomy, one visit: said to be only ours"
    assert pairs.undo() == ""
    assert rows(pairs)["phlebotomy"].their_id == "t_phlebotomy"


def test_lines_that_are_gone_from_a_later_version_are_left_out(pairs: CardPairs) -> None:
    pairs.pair("phlebotomy", "t_spirometry")
    later = CHANGED(THEIRS, lines=THEIRS.lines[:1])
    said = pairs.now.mappings(sample_card(), later)
    assert said.lines == {"phlebotomy": "t_phlebotomy"}
