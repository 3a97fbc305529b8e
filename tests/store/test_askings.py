"""Questions to practices and their answers, kept in the one file and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from stocktake.errors import Problem
from stocktake.questionnaire.asking import Asking, Position
from stocktake.questionnaire.asking_text import AskingFile
from stocktake.store.askings import Came, KeptAsking, Side
from stocktake.store.database import connect
from stocktake.store.recovery import recover
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER, new_workspace

ASKING = Asking("a1b2", "PCN", "Hub", "Shall we?", ("Yes", "No"), date(2026, 12, 3))
POSITION = Position("a1b2", ASKING.hash, "A81001", "Quayside", Decimal(12400), "Yes", "Well…")
PROBLEM = Problem("late", "file.xlsx, Question C14", "It is late.", "Nothing.")
CAME = Came(AskingFile(ASKING, POSITION, "Stocktake"), "file.xlsx", (PROBLEM,))


def test_a_question_is_kept_with_all_that_is_known_of_it(path: Path) -> None:
    kept = KeptAsking(
        ASKING,
        expected=("A81001 Quayside, 12,400", "A81002 Millbrook"),
        picked={"A81001": "ff"},
        letters={"A81002": "A"},
        seed="seed",
        decided="We go on.",
        why="Most want it.",
        sent_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    with new_workspace(path)[0] as workspace:
        before = workspace.change_counter
        workspace.askings.keep(KeptAsking(ASKING))
        assert workspace.askings.one("a1b2") == KeptAsking(ASKING)
        workspace.askings.keep(kept)
        workspace.askings.keep(KeptAsking(replace(ASKING, id="c3"), Side.THEIRS))
        assert workspace.change_counter == before + 3
    with Workspace.open(path) as workspace:
        assert [each.asking.id for each in workspace.askings.all()] == ["c3", "a1b2"]
        assert workspace.askings.one("a1b2") == kept
        assert workspace.problems() == []


def test_the_same_answer_is_kept_once_and_another_beside_it(path: Path) -> None:
    with new_workspace(path)[0] as workspace:
        assert workspace.askings.add(CAME)
        assert not workspace.askings.add(replace(CAME, file_name="again.xlsx"))
        other = replace(POSITION, choice="No")
        assert workspace.askings.add(Came(AskingFile(ASKING, other), "other.xlsx"))
        assert workspace.askings.came("a1b2")[0] == CAME
        assert [each.position.choice for each in workspace.askings.came("a1b2")] == ["Yes", "No"]
        assert workspace.askings.came("c3") == ()


def test_a_practice_has_one_answer_of_its_own_to_a_question(path: Path) -> None:
    with new_workspace(path)[0] as workspace:
        assert workspace.askings.own("a1b2", "A81001") is None
        workspace.askings.keep_own(ASKING, POSITION)
        workspace.askings.keep_own(ASKING, replace(POSITION, choice="No"))
        found = workspace.askings.own("a1b2", "A81001")
        assert found is not None
        assert found.choice == "No"
        assert workspace.askings.own("a1b2", "A81002") is None
        assert workspace.askings.came("a1b2") == ()


def test_a_question_that_is_taken_away_takes_its_answers_with_it(path: Path) -> None:
    with new_workspace(path)[0] as workspace:
        workspace.askings.keep(KeptAsking(ASKING))
        workspace.askings.add(CAME)
        workspace.askings.discard("a1b2")
        assert workspace.askings.all() == ()
        assert workspace.askings.came("a1b2") == ()


def test_a_file_with_a_question_alone_is_not_taken_for_an_empty_one(path: Path) -> None:
    with Workspace.create(path) as workspace:
        assert workspace.desk_marks.facts().is_empty
        workspace.askings.keep(KeptAsking(ASKING))
        assert not workspace.desk_marks.facts().is_empty


def test_a_row_that_changed_by_itself_is_not_shown_and_can_be_kept_again(path: Path) -> None:
    with new_workspace(path)[0] as workspace:
        workspace.askings.keep(KeptAsking(ASKING))
    connection = connect(path)
    connection.execute("UPDATE askings SET decided = 'something else'")
    connection.commit()
    connection.close()
    with Workspace.open(path) as workspace:
        assert workspace.askings.all() == ()
        assert workspace.problems() == ["a row of askings has changed"]
        workspace.askings.keep(KeptAsking(ASKING))
        assert len(workspace.askings.all()) == 1
        assert workspace.problems() == []


def test_everything_removed_removes_the_questions_too(path: Path) -> None:
    with new_workspace(path)[0] as workspace:
        workspace.askings.keep(KeptAsking(ASKING))
        workspace.askings.add(CAME)
        workspace.removal.everything(role=MANAGER)
        assert workspace.askings.all() == ()
        assert workspace.askings.came("a1b2") == ()


def test_a_damaged_file_gives_its_questions_back(path: Path) -> None:
    with new_workspace(path)[0] as workspace:
        workspace.askings.keep(KeptAsking(ASKING))
        workspace.askings.add(CAME)
    recover(path)
    with Workspace.open(path) as workspace:
        assert workspace.askings.one("a1b2") == KeptAsking(ASKING)
        assert workspace.askings.came("a1b2") == (CAME,)


def test_a_damaged_file_of_a_lead_without_a_practice_gives_its_questions_back(path: Path) -> None:
    with Workspace.create(path) as workspace:
        workspace.askings.keep(KeptAsking(ASKING))
    recover(path)
    with Workspace.open(path) as workspace:
        assert workspace.askings.one("a1b2") == KeptAsking(ASKING)
