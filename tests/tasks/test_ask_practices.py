"""Asking practices: the question stands once it is out, and everything about an answer is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.workspace import Workspace
from stocktake.tasks.ask_practices import (
    decide,
    expect,
    file_stem,
    new_question,
    note_sent,
    pcn_of,
    pick,
    reword,
    seen,
    standing_words,
    write_question,
)
from tests.tasks.asked import ASKING, EXPECTED, NOW, ask, position


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "practices.stocktake") as made:
        yield made


def said(workspace: Workspace) -> str:
    """Every remark, as one text."""
    found = seen(workspace, ASKING.id).remarks
    return "\n".join(f"{each.what} {each.how_to_fix}".strip() for each in found)


def test_a_question_can_be_reworded_until_its_file_is_written(workspace: Workspace) -> None:
    kept = new_question(workspace, "PCN", "Manager", date(2026, 11, 22), EXPECTED)
    whole = replace(ASKING, id=kept.asking.id)
    assert reword(workspace, whole).asking == whole
    note_sent(workspace, whole.id, NOW)
    with pytest.raises(StocktakeError) as refusal:
        reword(workspace, replace(whole, title="Another"))
    assert refusal.value.code == "already_sent"
    note_sent(workspace, whole.id, NOW.replace(hour=13))
    found = workspace.askings.one(whole.id)
    assert found is not None
    assert (found.asking, found.sent_at, found.expected) == (whole, NOW, EXPECTED)


def test_an_unfinished_question_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StocktakeError) as refusal:
        write_question(replace(ASKING, choices=("Yes",)), tmp_path, NOW)
    assert refusal.value.code == "few_choices"
    assert list(tmp_path.iterdir()) == []
    first = write_question(replace(ASKING, title="A/B: which?"), tmp_path, NOW)
    assert first.name == "Question - A B which.xlsx"
    assert write_question(replace(ASKING, title="A/B: which?"), tmp_path, NOW).name.endswith(
        "(2).xlsx"
    )


def test_the_name_of_a_file_is_fit_for_every_system() -> None:
    assert file_stem('<>:"/\\|?*') == "no title"
    assert len(file_stem("x" * 300)) == 60


def test_letters_are_kept_from_one_look_to_the_next(workspace: Workspace) -> None:
    ask(workspace, position("A81001", "Yes", name_shown=False))
    first = seen(workspace, ASKING.id)
    assert [each.label for each in first.view.answers] == ["practice A"]
    kept = workspace.askings.one(ASKING.id)
    assert kept is not None
    assert kept.letters == {"A81001": "A"}


def test_who_is_missing_is_said_by_name(workspace: Workspace) -> None:
    ask(workspace)
    assert standing_words(seen(workspace, ASKING.id)) == "Nobody has answered yet."
    ask(workspace, position("A81001", "Yes"), position("A81002", "No"), position("A81003", "No"))
    assert standing_words(seen(workspace, ASKING.id)) == (
        "3 of 4 practices, 85% of patients have answered. Still to come: Fellgate."
    )


def test_what_is_not_as_it_should_be_is_said_in_plain_sentences(workspace: Workspace) -> None:
    ask(
        workspace,
        position("A81001", "Perhaps"),
        position("A81002", "No", decided_on=date(2026, 12, 9), list_size=Decimal(5000)),
        position("A81003", "Yes", "Ask Dr Smith on 01632 960123"),
        position("B99999", "No", name="Elsewhere"),
        position("", "Yes", "We are keen.", name=""),
        replace(position("A81004", "No"), asking_hash="other"),
    )
    words = said(workspace)
    for part in (
        "Quayside (A81001) answered “Perhaps”, which is none of your choices.",
        "Millbrook (A81002) decided on 9 December 2026, after 3 December 2026. It is counted.",
        "Millbrook (A81002) gives 5,000 patients and your list 9,100. Yours is used.",
        "The comment of St Oswin's (A81003) holds a phone number and what may be a person's name.",
        "Elsewhere (B99999) is not on your list of practices, and is not counted: “No”",
        "does not say which practice it is from, and is not counted: “Yes. We are keen.”",
        "answers the question in other words than you asked it, and is not counted: “No”",
    ):
        assert part in words


def test_without_a_list_and_without_patients_it_says_what_that_costs(workspace: Workspace) -> None:
    ask(workspace, position("A81001", "Yes", list_size=None), expected=())
    words = said(workspace)
    assert "No number of patients is known of Quayside (A81001)" in words
    assert "There is no list of the practices that were asked" in words
    expect(workspace, ASKING.id, EXPECTED)
    assert said(workspace) == ""


def test_the_one_practice_without_a_name_is_warned_of(workspace: Workspace) -> None:
    ask(workspace, position("A81001", "Yes"), position("A81002", "No", name_shown=False))
    assert "Only one practice has not agreed to be named" in said(workspace)


def test_a_person_says_which_of_two_answers_counts_and_what_was_decided(
    workspace: Workspace,
) -> None:
    early = position("A81001", "No", decided_on=date(2026, 11, 30))
    ask(workspace, early, position("A81001", "Yes"))
    assert seen(workspace, ASKING.id).view.answers[0].position.choice == "Yes"
    pick(workspace, ASKING.id, "A81001", early.fingerprint)
    decide(workspace, ASKING.id, "We wait.", "Phones first.")
    found = seen(workspace, ASKING.id)
    assert found.view.answers[0].position.choice == "No"
    assert (found.kept.decided, found.kept.why) == ("We wait.", "Phones first.")
    with pytest.raises(StocktakeError):
        decide(workspace, "nowhere", "", "")
    assert pcn_of(workspace) == ""
