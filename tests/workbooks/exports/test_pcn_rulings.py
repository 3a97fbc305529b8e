"""What the lead decided stands on the sheet, and a practice that is not named stays unnamed."""

from functools import cache
from pathlib import Path

import pytest
from pcn_files import sample_collection, texts_of

from stocktake.tasks.combine import Gathered, look, write
from stocktake.tasks.pcn_rulings import Carried, Ruling, Rulings, records_of

ROUND = "2026/27"
BY = ("PCN lead", "2026-11-22", "they rang")
VERSION = Ruling(*BY)
QUAYSIDE = Ruling(*BY, practice="Y99901\tQuayside", came_as="99901\tQuay side")
FELLGATE = Ruling(*BY, practice="Y99904\tFellgate", came_as="99904\tFell Gate Surgery")
MILLBROOK = Ruling(*BY, practice="Y99902\tMillbrook", came_as="Y99902\tMillbrook")
RULINGS = Rulings(
    {"practice_stocktake/2025.1": VERSION},
    {"Y99904": Ruling(*BY, is_added=False)},
    {"r1": QUAYSIDE, "r2": QUAYSIDE, "r3": FELLGATE, "r4": MILLBROOK},
)


@cache
def said(folder: Path) -> list[str]:
    carried = Carried({ROUND: RULINGS}, notes={ROUND: "Ring Quayside\nAsk Fellgate again"})
    gathered = Gathered((), sample_collection())
    path = write(
        folder / "pcn.xlsx", gathered, look(gathered.collection), records_of("U1", carried)
    )
    return texts_of(path)


@pytest.fixture
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return said(tmp_path_factory.getbasetemp())


def test_each_decision_says_what_by_whom_when_and_why(found: list[str]) -> None:
    for words in (
        "“Where are we now?”, version 2025.1",
        "Its answers are added to the others.",
        "Its row is left out of maps and totals.",
        "Quay side, code 99901",
        "It is Quayside, code Y99901.",
        "It is a practice of its own, as it came.",
        "22 November 2026",
        "they rang",
    ):
        assert words in found
    # Two returns of one practice are one decision.
    assert found.count("It is Quayside, code Y99901.") == 1


def test_a_practice_that_is_not_named_is_a_letter_here_too(found: list[str]) -> None:
    assert "Its file came under another code or name." in found
    assert not [text for text in found if "Fell Gate" in text or "99904" in text]


def test_the_leads_notes_stand_there_without_names_that_are_not_to_be_seen(
    found: list[str],
) -> None:
    assert "Ring Quayside" in found
    assert "Ask practice A again" in found
