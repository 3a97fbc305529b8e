"""The two papers: what was said by whom, by consent, and nothing that gives anybody away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stocktake.documents.blocks import Document
from stocktake.documents.html import to_html
from stocktake.errors import StocktakeError
from stocktake.questionnaire.asking import Position
from stocktake.store.workspace import Workspace
from stocktake.tasks.ask_practices import decide, pick, seen
from stocktake.tasks.asking_papers import FEEDBACK, POSITION, finding, make_paper, write_paper
from stocktake.tasks.documents import word_bytes
from tests.tasks.asked import ASKING, NOW, ask, position

DAY = date(2026, 12, 4)
THREE_NAMED = (
    position("A81001", "Yes", "We have the rooms."),
    position("A81002", "Yes", "Not to be shown.", comment_shared=False),
    position("A81003", "Yes"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "practices.stocktake") as made:
        yield made


def words_of(workspace: Workspace, kind: str) -> str:
    return to_html(make_paper(kind, seen(workspace, ASKING.id), DAY)).html


def found_by(workspace: Workspace, *positions: Position) -> str:
    ask(workspace, *positions)
    return finding(seen(workspace, ASKING.id).view)


def test_the_position_paper_names_by_consent_and_lists_minority_views(
    workspace: Workspace,
) -> None:
    unnamed = position("A81004", "No", "Our phones lose calls.", name_shown=False)
    ask(workspace, *THREE_NAMED, unnamed)
    words = words_of(workspace, POSITION)
    for part in (
        "Position paper: Same-day hub",
        "4 of 4",
        "“Yes” has the most: 3 of 4 practices.",
        "Minority views",
        "Practice A: “Our phones lose calls.”",
        "Quayside: “We have the rooms.”",
        "1 answered, held",
        "not of what patients think",
        "As the answers stood on 4 December 2026",
        "Asked by the clinical director on 22 November 2026, answers wanted by 3 December 2026.",
    ):
        assert part in words
    assert "Fellgate" not in words
    assert "Not to be shown" not in words


def test_who_has_not_answered_is_named_only_where_that_gives_nobody_away(
    workspace: Workspace,
) -> None:
    ask(workspace, *THREE_NAMED)
    assert "1 practice has not answered: Fellgate." in words_of(workspace, POSITION)
    ask(workspace, position("A81001", "No", name_shown=False, answer_id="b", revision=1))
    both = seen(workspace, ASKING.id).view.two_answers[0].answers
    unnamed = next(each for each in both if not each.name_shown)
    pick(workspace, ASKING.id, "A81001", unnamed.fingerprint)
    words = words_of(workspace, POSITION)
    assert "1 practice has not answered." in words
    assert "Fellgate" not in words


def test_the_finding_says_what_leads_by_practices_and_by_patients(workspace: Workspace) -> None:
    big, *small = (position(code, "Later") for code in ("A81001", "A81003", "A81004"))
    assert found_by(workspace, big, *small) == (
        "Everybody who answered took “Later”: 3 of 4 practices, 73% of patients."
    )


def test_the_finding_says_where_patients_point_another_way(workspace: Workspace) -> None:
    came = (
        position("A81001", "Yes"),
        position("A81003", "No"),
        position("A81004", "No"),
    )
    ask(workspace, *came, expected=("A81001, Quayside, 20,000", "A81003, St Oswin's", "A81004, F"))
    assert finding(seen(workspace, ASKING.id).view) == (
        "“No” has the most: 2 of 3 practices, 38% of patients. "
        "By patients it is “Yes”: 1 of 3 practices, 62% of patients."
    )


def test_the_finding_of_a_tie_names_both(workspace: Workspace) -> None:
    assert found_by(workspace, position("A81001", "Yes"), position("A81002", "No")) == (
        "No choice leads: “Yes” and “No” have 1 practice each."
    )


def test_the_feedback_note_waits_for_the_decision_and_its_reason(workspace: Workspace) -> None:
    ask(workspace, *THREE_NAMED)
    for decided, why in (("", ""), ("We begin.", "")):
        decide(workspace, ASKING.id, decided, why)
        with pytest.raises(StocktakeError) as refusal:
            words_of(workspace, FEEDBACK)
        assert refusal.value.code == "not_decided"
    decide(workspace, ASKING.id, "We begin.\nIn October.", "<b>Most</b> want it.")
    words = words_of(workspace, FEEDBACK)
    order = [words.index(part) for part in ("What was asked", "We begin.", "In October.", "Why")]
    assert order == sorted(order)
    assert "&lt;b&gt;Most&lt;/b&gt; want it." in words


def test_nothing_is_written_while_nobody_has_answered(workspace: Workspace, tmp_path: Path) -> None:
    ask(workspace)
    with pytest.raises(StocktakeError) as refusal:
        write_paper(POSITION, seen(workspace, ASKING.id), DAY, tmp_path, ())
    assert refusal.value.code == "nobody_answered"


def test_a_paper_is_saved_beside_the_one_before(workspace: Workspace, tmp_path: Path) -> None:
    ask(workspace, *THREE_NAMED)

    def word(document: Document) -> bytes:
        return word_bytes(document, NOW)

    for name in ("Position paper - Same-day hub.docx", "Position paper - Same-day hub (2).docx"):
        paths = write_paper(POSITION, seen(workspace, ASKING.id), DAY, tmp_path, ((".docx", word),))
        assert [each.name for each in paths] == [name]
