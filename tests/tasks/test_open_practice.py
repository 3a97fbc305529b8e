"""An open practice: every change is saved, comes back, and is followed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.issues import question_issues
from stocktake.questionnaire.loading import load_form, shipped_form
from stocktake.questionnaire.progress import Status
from stocktake.questionnaire.submission import Subject
from stocktake.store.returns import FormText
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import form_text, keep_form
from stocktake.tasks.open_practice import OpenPractice

QUAYSIDE = Subject("practice", "Y99901", "Quayside")
LIST_SIZE = Address("profile.list_size")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as opened:
        yield opened


def practice(workspace: Workspace, round_label: str = "2026/27") -> OpenPractice:
    return OpenPractice(workspace, QUAYSIDE, round_label, role="Practice manager")


def test_an_answer_is_there_for_whoever_opens_it_next(workspace: Workspace) -> None:
    practice(workspace).enter(STOCKTAKE, LIST_SIZE, answered(Decimal(12400)))
    again = practice(workspace)
    assert again.sheet().value("profile.list_size") == Decimal(12400)
    assert again.sheet().answers[LIST_SIZE].role == "Practice manager"


def test_the_defaults_of_a_row_are_saved_with_its_first_cell(workspace: Workspace) -> None:
    first = practice(workspace)
    wte = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    first.enter(STOCKTAKE, wte, answered(Decimal("3.2")))
    shown = first.sheet().shown_rows(first.sheet().loaded.questions["workforce.roles"])
    again = practice(workspace).sheet()
    assert again.value("workforce.roles.funded_by", "gp_partner") == "practice"
    assert again.shown_rows(again.loaded.questions["workforce.roles"]) == shown


def test_a_paste_is_one_change_of_the_return(workspace: Workspace) -> None:
    opened = practice(workspace)
    opened.sheet()
    before = opened.listed(STOCKTAKE)
    ages = {"0_4": 450, "5_14": 1100, "15_44": 3950}
    opened.enter_all(
        STOCKTAKE,
        {Address(f"profile.age_{band}"): answered(Decimal(n)) for band, n in ages.items()},
        note="pasted",
    )
    after = opened.listed(STOCKTAKE)
    assert before is not None
    assert after is not None
    assert after.revision == before.revision + 1


def test_a_row_taken_out_stays_out_and_its_history_stays(workspace: Workspace) -> None:
    opened = practice(workspace)
    row = opened.add_row(STOCKTAKE, "demand.weaknesses")
    cell = Address("demand.weaknesses", row, "demand.weaknesses.weakness")
    opened.enter(STOCKTAKE, cell, answered("Phones jam at eight"))
    opened.remove_row(STOCKTAKE, "demand.weaknesses", row)
    again = practice(workspace)
    assert again.sheet().rows("demand.weaknesses") == ()
    history = workspace.answers.history(again.open_return(STOCKTAKE).id, cell)
    assert [entry.new_answer.value if entry.new_answer else None for entry in history][-2:] == [
        "Phones jam at eight",
        None,
    ]


def test_an_expectation_of_your_own_gets_a_card_at_once(workspace: Workspace) -> None:
    opened = practice(workspace)
    table = "local.rows"
    cells = {"title": "Hub clinics", "domain": "access", "level": Decimal(3)}
    for name, value in cells.items():
        opened.enter(EXPECTATIONS, Address(table, "r4nd0m01", f"{table}.{name}"), answered(value))
    today = opened.sheet(EXPECTATIONS).today
    done = opened.enter(EXPECTATIONS, Address(table, "r4nd0m01", f"{table}.due"), answered(today))
    assert done.is_new_layout
    assert "LOC-r4nd0m01" in opened.sheet(EXPECTATIONS).loaded.section_by_id
    assert "LOC-r4nd0m01" in {row.expectation.id for row in opened.plan().rows}


def test_the_plan_follows_a_changed_rating(workspace: Workspace) -> None:
    opened = practice(workspace)
    for rating in ("see_demand", "navigation", "urgent", "routes"):
        opened.enter(STOCKTAKE, Address(f"demand.m_{rating}"), answered(Decimal(1)))
    (before,) = {row.level.level for row in opened.plan().gaps["best_guess"].domains[:1]}
    for rating in ("see_demand", "navigation"):
        opened.enter(STOCKTAKE, Address(f"demand.m_{rating}"), answered(Decimal(0)))
    (after,) = {row.level.level for row in opened.plan().gaps["best_guess"].domains[:1]}
    assert (before, after) == (1, 0)


def test_a_section_marked_complete_stays_so(workspace: Workspace) -> None:
    opened = practice(workspace)
    for question in opened.sheet().questions("dest"):
        opened.enter(STOCKTAKE, Address(question.id), Answer(state=State.NOT_KNOWN))
    opened.mark_section(STOCKTAKE, "dest", True)
    assert practice(workspace).progress(STOCKTAKE, "dest").status is Status.COMPLETED


def test_an_older_round_opens_with_its_own_form_and_cannot_be_changed(
    workspace: Workspace,
) -> None:
    text = (
        'id = "practice_stocktake"\ntitle = "Old"\nversion = "2025.1"\nsubject = "practice"\n'
        '[[section]]\nid = "a"\ntitle = "A"\n'
        '[[section.question]]\nid = "a.old"\ntype = "text"\nlabel = "Asked then"\n'
    )
    form = FormText("practice_stocktake", "2025.1", "0" * 64, text)
    workspace.returns.start(QUAYSIDE, form, "2025/26")
    practice(workspace).sheet()
    old = practice(workspace, "2025/26")
    assert old.read_only
    assert list(old.sheet().loaded.questions) == ["a.old"]


def test_an_older_round_keeps_the_expectations_of_its_own_year(workspace: Workspace) -> None:
    shipped = shipped_form(EXPECTATIONS)
    assert shipped.catalogue is not None
    rows = tuple(row for row in shipped.catalogue.expectations if row.id != "ACC-01")
    then = msgspec.structs.replace(shipped.catalogue, expectations=rows, version="2025.1")
    loaded = load_form(shipped.text, "then", then)
    keep_form(workspace, loaded)
    workspace.returns.start(QUAYSIDE, form_text(loaded), "2025/26")
    practice(workspace).sheet(EXPECTATIONS)
    assert "ACC-01.aware" in practice(workspace).sheet(EXPECTATIONS).loaded.questions
    old = practice(workspace, "2025/26")
    assert "ACC-01.aware" not in old.sheet(EXPECTATIONS).loaded.questions
    assert "ACC-02.aware" in old.sheet(EXPECTATIONS).loaded.questions


def test_answers_given_after_an_update_are_kept_with_the_newer_form(workspace: Workspace) -> None:
    text = (
        'id = "practice_stocktake"\ntitle = "Old"\nversion = "2025.1"\nsubject = "practice"\n'
        '[[section]]\nid = "a"\ntitle = "A"\n'
        '[[section.question]]\nid = "a.old"\ntype = "text"\nlabel = "Asked then"\n'
    )
    workspace.returns.start(
        QUAYSIDE, FormText("practice_stocktake", "2025.1", "0" * 64, text), "2026/27"
    )
    opened = practice(workspace)
    opened.sheet()
    assert opened.submissions((STOCKTAKE,))[0].form_hash == "0" * 64
    opened.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(12400)))
    assert opened.submissions((STOCKTAKE,))[0].form_hash == shipped_form(STOCKTAKE).hash
    practice(workspace, "2027/28").sheet()
    old = practice(workspace, "2026/27")
    assert old.read_only
    assert old.sheet().value("profile.list_size") == 12400


def test_several_practices_live_in_one_file(workspace: Workspace) -> None:
    practice(workspace).enter(STOCKTAKE, LIST_SIZE, answered(Decimal(12400)))
    other = OpenPractice(workspace, Subject("practice", "Y99902", "Millbrook"), "2026/27")
    assert other.sheet().value("profile.list_size") is None


def test_a_practice_that_is_a_year_further_on_locks_no_other(workspace: Workspace) -> None:
    behind = practice(workspace)
    behind.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(9120)))
    other = Subject("practice", "A82002", "Ferry Road Surgery")
    OpenPractice(workspace, other, "2027/28").sheet(STOCKTAKE)
    again = practice(workspace)
    assert not again.read_only
    assert again.sheet(STOCKTAKE).value("profile.list_size") == Decimal(9120)


def test_an_answer_longer_than_any_may_be_is_refused_in_words(workspace: Workspace) -> None:
    opened = practice(workspace)
    with pytest.raises(StocktakeError) as refusal:
        opened.enter(STOCKTAKE, Address("profile.known_changes"), answered("x" * 32_001))
    assert refusal.value.how_to_fix


def test_what_is_worked_out_follows_the_day_of_the_last_change(tmp_path: Path) -> None:
    now = [datetime(2026, 10, 12, tzinfo=UTC)]
    place = Address("admin.as_at")
    with Workspace.create(tmp_path / "a.stocktake", clock=lambda: now[0]) as workspace:
        opened = practice(workspace)
        opened.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(9000)))
        opened.enter(EXPECTATIONS, Address("ACC-01.aware"), answered("yes"))
        assert opened.plan().today == date(2026, 10, 12)
        now[0] = datetime(2026, 11, 23, tzinfo=UTC)
        opened.enter(STOCKTAKE, place, answered(date(2026, 11, 20)))
        sheet = opened.sheet()
        assert sheet.today == date(2026, 11, 23)
        assert not question_issues(sheet, sheet.loaded.questions[place.question])
        assert opened.plan().today == date(2026, 10, 12)
        opened.enter(EXPECTATIONS, Address("ACC-01.aware"), answered("no"))
        assert opened.plan().today == date(2026, 11, 23)
        (saved,) = opened.submissions((STOCKTAKE,))
        assert saved.assessed_on == sheet.today


def test_the_day_of_the_plan_is_set_to_today_though_nothing_changed(tmp_path: Path) -> None:
    now = [datetime(2027, 2, 28, tzinfo=UTC)]
    with Workspace.create(tmp_path / "a.stocktake", clock=lambda: now[0]) as workspace:
        opened = practice(workspace)
        assert opened.plan().today == date(2027, 2, 28)
        now[0] = datetime(2027, 3, 1, tzinfo=UTC)
        opened.assess_today(EXPECTATIONS)
        assert opened.plan().today == date(2027, 3, 1)
        assert practice(workspace).plan().today == date(2027, 3, 1)
