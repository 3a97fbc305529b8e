"""The practice workbook as a file: its name, what is in it, and what to say of it."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import filled_practice
import pytest
from openpyxl import load_workbook

from stocktake.errors import StocktakeError
from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.export_practice import (
    export_pack,
    export_practice,
    file_name,
    plan_from,
    preview,
)
from stocktake.tasks.leaving import ShareChoice, leaving_of
from stocktake.tasks.open_practice import OpenPractice
from stocktake.workbooks.reading import Forms, Verdict, read_workbook

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FACTS = ShareChoice("facts", show_name=True)


@pytest.fixture
def practice(practice: OpenPractice) -> OpenPractice:
    """With two ratings and one card answered as well."""
    ratings = {"demand.m_urgent": Decimal(1), "demand.m_routes": Decimal(2)}
    practice.enter_all(STOCKTAKE, {Address(name): answered(n) for name, n in ratings.items()})
    practice.enter(EXPECTATIONS, Address("ACC-01.ready_now"), answered(Decimal(1)))
    return practice


def test_the_file_is_named_for_the_practice_and_the_year(
    practice: OpenPractice, tmp_path: Path
) -> None:
    exported = export_practice(practice, FACTS, tmp_path, NOW)
    assert exported.path.name == "Stocktake A81001 Quayside Surgery 2026-27 DRAFT.xlsx"
    assert exported.path.is_file()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The A/B: Surgery?", "Stocktake A81001 The A B Surgery 2026-27 DRAFT.xlsx"),
        ("Ends in dots...", "Stocktake A81001 Ends in dots 2026-27 DRAFT.xlsx"),
        ("Line\nbreak\u202e", "Stocktake A81001 Line break 2026-27 DRAFT.xlsx"),
        ("", "Stocktake A81001 2026-27 DRAFT.xlsx"),
    ],
)
def test_a_name_that_windows_refuses_is_made_safe(name: str, expected: str) -> None:
    subject = Subject("practice", "A81001", name)
    assert file_name(filled_practice.submission(STOCKTAKE, subject=subject)) == expected


def test_a_very_long_name_still_makes_a_file() -> None:
    subject = Subject("practice", "A81001", "x" * 300)
    assert len(file_name(filled_practice.submission(STOCKTAKE, subject=subject))) < 140


def test_a_different_file_of_the_same_name_is_left_alone(
    practice: OpenPractice, tmp_path: Path
) -> None:
    first = export_practice(practice, FACTS, tmp_path, NOW).path
    before = first.read_bytes()
    practice.enter(STOCKTAKE, Address("profile.list_size"), answered(Decimal(9200)))
    second = export_practice(practice, FACTS, tmp_path, NOW).path
    assert second.name == "Stocktake A81001 Quayside Surgery 2026-27 DRAFT (2).xlsx"
    assert first.read_bytes() == before


def test_the_same_export_twice_leaves_one_file(practice: OpenPractice, tmp_path: Path) -> None:
    first = export_practice(practice, FACTS, tmp_path, NOW).path
    assert export_practice(practice, FACTS, tmp_path, NOW).path == first
    assert len(list(tmp_path.glob("*.xlsx"))) == 1


def test_a_folder_that_is_not_there_is_said_in_words(
    practice: OpenPractice, tmp_path: Path
) -> None:
    with pytest.raises(StocktakeError) as refusal:
        export_practice(practice, FACTS, tmp_path / "gone", NOW)
    assert refusal.value.code == "no_folder"


def test_nothing_leaves_and_nothing_is_saved_when_that_is_the_choice(
    practice: OpenPractice, tmp_path: Path
) -> None:
    with pytest.raises(StocktakeError) as refusal:
        export_practice(practice, ShareChoice("nothing"), tmp_path, NOW)
    assert refusal.value.code == "nothing_leaves"
    assert not list(tmp_path.glob("*.xlsx"))
    assert practice.sheet().answers.get("admin.share_choice").value is None


def test_the_choice_is_kept_for_next_time_as_a_revision_of_its_own(
    practice: OpenPractice, tmp_path: Path
) -> None:
    before = practice.submissions((STOCKTAKE,))[0].revision
    export_practice(practice, FACTS, tmp_path, NOW)
    after = practice.submissions((STOCKTAKE,))[0]
    assert after.revision > before
    assert after.answers.get("admin.share_choice").value == "facts"
    assert after.answers.get("admin.show_name").value == "yes"
    export_practice(practice, FACTS, tmp_path, NOW)
    assert practice.submissions((STOCKTAKE,))[0].revision == after.revision


def test_what_is_read_back_is_what_the_preview_showed(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = export_practice(practice, FACTS, tmp_path, NOW).path
    forms = Forms([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)])
    result = read_workbook(path, forms)
    assert result.verdict is Verdict.READY
    assert result.submissions == preview(practice, FACTS).submissions


def test_the_sentence_says_whose_it_is_and_what_it_is(
    practice: OpenPractice, tmp_path: Path
) -> None:
    sentence = export_practice(practice, FACTS, tmp_path, NOW).sentence
    assert "Quayside Surgery (A81001)" in sentence
    assert "2026/27" in sentence
    assert "not a contract return" in sentence


def test_text_that_may_name_a_person_is_a_warning(practice: OpenPractice, tmp_path: Path) -> None:
    table = "demand.weaknesses"
    place = Address(table, "w1", f"{table}.weakness")
    practice.enter(STOCKTAKE, place, answered("Only Dr Example knows how"))
    choice = ShareChoice("facts_weak", frozenset({Address(table, "w1")}), show_name=True)
    warnings = export_practice(practice, choice, tmp_path, NOW).warnings
    assert any("Dr Example" in warning for warning in warnings)


def test_services_bring_the_caution_about_prices(practice: OpenPractice, tmp_path: Path) -> None:
    practice.enter(STOCKTAKE, Address("services.session_cost"), answered(Decimal(310)))
    choice = ShareChoice("numbers", frozenset({Address("services.session_cost")}))
    path = export_practice(practice, choice, tmp_path, NOW).path
    words = " ".join(str(c.value) for row in load_workbook(path)["Read me"] for c in row)
    assert "Do not agree these with other practices" in words
    plain = export_practice(practice, FACTS, tmp_path, NOW).path
    words = " ".join(str(c.value) for row in load_workbook(plain)["Read me"] for c in row)
    assert "Do not agree these" not in words


def test_the_plan_knows_only_what_leaves() -> None:
    returns = filled_practice.practice()
    plan = plan_from(leaving_of(returns, FACTS))
    assert plan is not None
    finance = plan.gaps[Certainty.BEST_GUESS].domain("finance").level
    assert finance.level is None
    assert finance.answered == 0
    assert plan.resources[Certainty.BEST_GUESS].rows_costed == 0


def test_another_pack_is_a_workbook_of_its_own(practice: OpenPractice, tmp_path: Path) -> None:
    practice.enter("swot", Address("swot.scope"), answered("practice"))
    path = export_pack(practice, "swot", ShareChoice("numbers"), tmp_path, NOW).path
    assert "Strengths" in path.name
    result = read_workbook(path, Forms([shipped_form("swot")]))
    assert result.verdict is Verdict.READY
    assert [sent.form_id for sent in result.submissions] == ["swot"]


def test_a_file_opened_only_to_read_is_exported_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.stocktake"
    with Workspace.create(path) as workspace:
        opened = OpenPractice(workspace, filled_practice.QUAYSIDE, "2026/27")
        opened.enter(STOCKTAKE, Address("profile.list_size"), answered(Decimal(9120)))
    with Workspace.open(path, read_only=True) as workspace:
        opened = OpenPractice(workspace, filled_practice.QUAYSIDE, "2026/27")
        exported = export_practice(opened, FACTS, tmp_path, NOW)
        assert exported.path.is_file()
