"""A new round from last year: what comes along, what does not, and that it is all or nothing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from two_rounds import (
    LAST,
    OWN_ROW,
    QUAYSIDE,
    THIS,
    begin_last_year,
    filled_round,
    start_this_year,
)

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Origin, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.progress import is_unconfirmed
from stocktake.store.answers import AnswerStore
from stocktake.store.workspace import Workspace
from stocktake.tasks.carry_forward import (
    carry_forward,
    confirmed,
    is_due,
    preview,
    round_to_start,
)
from stocktake.tasks.compare import CHANGES, Side, compare
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import practice_rounds
from stocktake.tasks.rate_card import WorkingCard
from tests.rate_cards import CHANGED, sample_card

LIST_SIZE = Address("profile.list_size")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as opened:
        yield opened


def test_every_answer_comes_along_to_be_confirmed(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    answers = start_this_year(workspace).sheet(STOCKTAKE).answers
    size = answers[LIST_SIZE]
    assert (size.value, size.state) == (Decimal(9120), State.ANSWERED)
    assert size.carried_forward
    assert size.origin is Origin.CARRIED_FORWARD
    assert size.estimate
    assert answers.get("demand.m_urgent_evidence").value == "The audit of May"
    assert answers.get("demand.calls_month").state is State.NOT_KNOWN
    assert answers.get("demand.calls_month").carried_forward


def test_a_note_comes_along_private_and_a_reason_does_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    size = start_this_year(workspace).sheet(STOCKTAKE).answers[LIST_SIZE]
    assert size.note == "From the April list"
    assert not size.note_shared
    assert size.reasons == {}


def test_an_attached_file_stays_with_the_round_it_was_attached_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    last = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
    workspace.attachments.attach(last.id, LIST_SIZE, "list.pdf", b"pages", role="")
    practice = start_this_year(workspace)
    assert practice.sheet(STOCKTAKE).answers[LIST_SIZE].evidence == ()
    assert workspace.attachments.content(last.id, LIST_SIZE, "list.pdf") == b"pages"


def test_the_rate_card_comes_along_as_a_draft_at_this_years_prices(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    rises = sample_card().uplift
    last = CHANGED(
        sample_card(),
        base_year=LAST,
        status="adopted",
        adopted_by="PCN board",
        adopted_on=date(2025, 5, 1),
        uplift=CHANGED(rises, years=(CHANGED(rises.years[0], year=THIS), *rises.years)),
    )
    WorkingCard(workspace, OpenPractice(workspace, QUAYSIDE, LAST, "")).keep(last, "Begun")
    assert "Your rate card comes along" in preview(workspace, QUAYSIDE, THIS).more[-1]
    practice = start_this_year(workspace)
    card = WorkingCard(workspace, practice).card
    assert card is not None
    assert (card.id, card.lines, card.roles) == (last.id, last.lines, last.roles)
    assert (card.base_year, card.uplift.years) == (THIS, rises.years)
    assert (card.status, card.adopted_by, card.adopted_on) == ("draft", "", None)
    before = WorkingCard(workspace, OpenPractice(workspace, QUAYSIDE, LAST, "")).card
    assert before == last


def test_a_rate_card_that_was_put_away_stays_away(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    working = WorkingCard(workspace, OpenPractice(workspace, QUAYSIDE, LAST, ""))
    working.keep(sample_card(), "Begun")
    working.keep(None, "Put the card away")
    assert not preview(workspace, QUAYSIDE, THIS).rate_card
    assert WorkingCard(workspace, start_this_year(workspace)).card is None


def test_what_was_to_be_come_back_to_still_is(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    answer = start_this_year(workspace).sheet(STOCKTAKE).answers.get("profile.icb_name")
    assert (answer.state, answer.carried_forward) == (State.COME_BACK_LATER, False)


def test_rows_keep_their_ids_and_their_order(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    rows = start_this_year(workspace).sheet(STOCKTAKE).answers.rows("workforce.roles")
    assert rows == ("gp_partner", "x7x7x7x7")


def test_expectations_of_ones_own_come_along_with_their_cards(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    assert preview(workspace, QUAYSIDE, THIS).own_expectations == 1
    sheet = start_this_year(workspace).sheet(EXPECTATIONS)
    card = f"LOC-{OWN_ROW}"
    assert sheet.loaded.section_by_id[card].title == "Our own extension opens"
    assert sheet.value(f"{card}.ready_now") == Decimal(1)


def test_the_route_goes_on_and_the_round_before_is_only_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    assert start_this_year(workspace).sheet(STOCKTAKE).route == "core"
    assert OpenPractice(workspace, QUAYSIDE, LAST).read_only
    assert OpenPractice(workspace, QUAYSIDE, LAST).sheet(STOCKTAKE).answers[LIST_SIZE].note_shared


def test_the_counts_are_said_before_anything_happens(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace, is_older=True)
    found = preview(workspace, QUAYSIDE, THIS)
    assert {each.round for each in practice_rounds(workspace)} == {LAST}
    assert (found.new, found.withdrawn, found.look_at) == (1, 1, 1)
    assert (found.new_expectations, found.gone_expectations) == (1, 1)
    # Name, list size, two ratings, calls, staff; on cards three answers; the own expectation.
    assert found.words == (
        "10 brought forward for you to confirm, 1 question is new, 1 no longer asked."
    )
    assert "1 answer to look at with care" in found.more[0]
    assert found == carry_forward(workspace, QUAYSIDE, THIS, "")


def test_what_is_no_longer_asked_stays_in_the_old_round(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace, is_older=True)
    practice = start_this_year(workspace)
    gone = Address("demand.old")
    assert gone not in list(practice.sheet(STOCKTAKE).answers)
    before = OpenPractice(workspace, QUAYSIDE, LAST).sheet(STOCKTAKE)
    assert before.answers[gone].value == "An old telephone"
    assert before.loaded.label("demand.old") == "Which telephone do you have?"


def test_a_failure_half_way_leaves_nothing_begun(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_last_year(workspace)
    before = [(each.id, each.revision) for each in workspace.returns.list(None)]
    written = AnswerStore.write

    def second_fails(
        self: AnswerStore, submission_id: int, *rest: object, **more: object
    ) -> object:
        if submission_id > max(each for each, _ in before) + 1:
            raise StocktakeError("workspace_full", "The disk is full.", "Make room.")
        return written(self, submission_id, *rest, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(AnswerStore, "write", second_fails)
        with pytest.raises(StocktakeError, match="disk is full"):
            carry_forward(workspace, QUAYSIDE, THIS, "")
    assert [(each.id, each.revision) for each in workspace.returns.list(None)] == before
    assert workspace.problems() == []
    assert carry_forward(workspace, QUAYSIDE, THIS, "").brought == 10


def test_a_round_that_is_there_is_not_started_again(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    start_this_year(workspace)
    with pytest.raises(StocktakeError) as refused:
        carry_forward(workspace, QUAYSIDE, THIS, "")
    assert refused.value.code == "round_exists"


@pytest.mark.parametrize(
    ("today", "label", "due"),
    [
        (date(2026, 3, 31), "2026/27", False),
        (date(2026, 11, 22), "2026/27", True),
        (date(2028, 4, 1), "2028/29", True),
    ],
)
def test_the_next_round_is_this_financial_years_or_the_one_after(
    workspace: Workspace, tmp_path: Path, today: date, label: str, due: bool
) -> None:
    begin_last_year(workspace)
    assert round_to_start(workspace, QUAYSIDE, today) == label
    assert is_due(workspace, QUAYSIDE, today) == due


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_carried_forward_and_compared_nothing_has_changed_and_confirming_all_leaves_none(
    seed: int,
) -> None:
    with TemporaryDirectory() as folder, Workspace.create(Path(folder) / "a.stocktake") as opened:
        for made in filled_round(seed):
            opened.taking_in.take_in(made, role="")
        practice = start_this_year(opened)
        then = OpenPractice(opened, QUAYSIDE, LAST)
        forms = (STOCKTAKE, EXPECTATIONS)
        sides = [
            Side(each.round, QUAYSIDE, each.round, {form: each.sheet(form) for form in forms})
            for each in (then, practice)
        ]
        found = compare(sides[0], sides[1])
        assert found.of(*CHANGES) == ()
        assert all(each.then == each.now for each in found.levels)
        for form in forms:
            sheet = practice.sheet(form)
            every = tuple(sheet.loaded.questions)
            assert any(is_unconfirmed(sheet, q) for q in sheet.loaded.questions.values())
            practice.enter_all(form, confirmed(sheet, every))
            again = OpenPractice(opened, QUAYSIDE, THIS).sheet(form)
            assert not any(answer.carried_forward for _, answer in again.answers.items())


def test_only_what_is_confirmed_is_confirmed(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    practice = start_this_year(workspace)
    sheet = practice.sheet(STOCKTAKE)
    given_ = confirmed(sheet, ("workforce.roles",))
    assert {address.row for address in given_} == {"gp_partner", "x7x7x7x7"}
    practice.enter_all(STOCKTAKE, given_)
    again = OpenPractice(workspace, QUAYSIDE, THIS).sheet(STOCKTAKE)
    assert not is_unconfirmed(again, again.loaded.questions["workforce.roles"])
    assert again.answers[LIST_SIZE].carried_forward


def test_changing_an_answer_is_a_change_against_last_year(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    practice = start_this_year(workspace)
    practice.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(9300)))
    assert not practice.sheet(STOCKTAKE).answers[LIST_SIZE].carried_forward
