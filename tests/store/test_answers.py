"""Answers come back exactly as they were saved, damaged ones are named, every change is kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import (
    BLANK,
    MAX_TEXT_LENGTH,
    Address,
    Answer,
    Answers,
    Origin,
    State,
    answered,
)
from stocktake.store.database import connect
from stocktake.store.history import Kind
from stocktake.store.workspace import Workspace
from tests.store.killing import runs
from tests.store.making import MANAGER, fill, new_workspace

LIST_SIZE = Address("profile.list_size")
CELL = Address("workforce.roles", "gp_partner", "workforce.roles.wte")

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
CODES = st.text("abcdefgh_0123", min_size=1, max_size=8)
VALUES = st.one_of(
    st.none(),
    WORDS,
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12
    ),
    st.dates(),
    st.lists(CODES, max_size=4).map(tuple),
)
ANSWERS = st.builds(
    Answer,
    value=VALUES,
    state=st.sampled_from(State),
    estimate=st.booleans(),
    carried_forward=st.booleans(),
    note=WORDS,
    note_shared=st.booleans(),
    reasons=st.dictionaries(CODES, WORDS, max_size=2),
    evidence=st.lists(WORDS, max_size=2).map(tuple),
    origin=st.sampled_from(Origin),
)
QUESTIONS = st.sampled_from(["q1", "q2", "q3"]).map(Address)
ROWS = st.sampled_from(["r1", "r2", "r3", "r4"])
TABLES = st.sampled_from(["t1", "t2"])
CELLS = st.builds(lambda table, row: Address(table, row, f"{table}.cell"), TABLES, ROWS)


def same(left: Answers, right: Answers) -> bool:
    """Whether two sets of answers hold the same, an empty table and no table being alike."""
    tables = {*left.tables, *right.tables}
    return dict(left.items()) == dict(right.items()) and all(
        left.rows(table) == right.rows(table) for table in tables
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=ANSWERS)
def test_any_answer_comes_back_as_it_was_saved(
    workspace: Workspace, submission: int, answer: Answer
) -> None:
    saved = workspace.answers.save(submission, {LIST_SIZE: answer}, role=MANAGER)
    expected = replace(answer, role=MANAGER, changed_at=saved.at)
    kept = workspace.answers.load(submission)[LIST_SIZE]
    assert replace(kept, changed_at=saved.at) == expected
    assert type(kept.value) is type(answer.value)
    assert str(kept.value) == str(answer.value) or isinstance(answer.value, Decimal)


class SavingMachine(RuleBasedStateMachine):
    """Any sequence of saves and changes of rows loads back equal to answers kept in memory."""

    folder: Path
    count = 0

    @initialize()
    def begin(self) -> None:
        SavingMachine.count += 1
        self.workspace, self.submission = new_workspace(
            self.folder / f"{SavingMachine.count}.stocktake"
        )
        self.model = Answers()
        self.past: list[Answers] = []

    def _save(self, changes: dict[Address, Answer | None], rows: dict[str, list[str]]) -> None:
        self.past.append(self.model.copy())
        saved = self.workspace.answers.save(
            self.submission, changes, role=MANAGER, rows=rows or None
        )
        for address, answer in changes.items():
            if answer is not None:
                # An answer that already said the same keeps the time it was first said.
                said = saved.answers[address]
                assert replace(answer, role=MANAGER, changed_at=said.changed_at) == said
                self.model[address] = said
        assert saved.revision == self.workspace.returns.list()[0].revision

    @rule(changes=st.dictionaries(QUESTIONS | CELLS, ANSWERS, min_size=1, max_size=4))
    def save(self, changes: dict[Address, Answer]) -> None:
        self._save(dict(changes), {})

    @rule(table=TABLES, row=ROWS)
    def add_row(self, table: str, row: str) -> None:
        order = list(self.model.rows(table))
        if row not in order:
            order.append(row)
        self._save({}, {table: order})
        self.model.add_row(table, row)

    @rule(table=TABLES, row=ROWS)
    def remove_row(self, table: str, row: str) -> None:
        self.past.append(self.model.copy())
        self.workspace.answers.remove_row(self.submission, table, row, role=MANAGER)
        self.model.remove_row(table, row)

    @rule(table=TABLES, data=st.data())
    def reorder(self, table: str, data: st.DataObject) -> None:
        order = data.draw(st.permutations(self.model.rows(table)))
        self._save({}, {table: order})
        self.model.set_rows(table, order)

    @precondition(lambda self: self.past)
    @rule()
    def go_back_by_the_history(self) -> None:
        """What the history holds is enough to put things back as they were."""
        entries = self.workspace.history.of(self.submission)
        earlier = self.past.pop()
        here = self.model
        if same(earlier, here):
            return
        last = [each for each in entries if each.group == entries[-1].group]
        changes = {e.address: e.old_answer for e in last if e.by.kind is Kind.ANSWER}
        rows = {e.address.question: e.old_order for e in last if e.by.kind is Kind.ROWS}
        by = replace(last[0].by, kind=Kind.ANSWER)
        self.workspace.answers.write(self.submission, changes, by, rows=rows)
        self.model = earlier
        self.past.clear()

    @rule()
    def close_and_open(self) -> None:
        path, clock = self.workspace.path, self.workspace._database.clock
        self.workspace.close()
        self.workspace = Workspace.open(path, clock=clock)

    @invariant()
    def loads_back_equal(self) -> None:
        assert same(self.workspace.answers.load(self.submission), self.model)
        assert self.workspace.returns.list()[0].answered == len(self.model)

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            assert self.workspace.problems() == []
            self.workspace.close()


def test_any_sequence_of_saves_loads_back_as_it_was(tmp_path: Path) -> None:
    SavingMachine.folder = tmp_path
    tries = settings(max_examples=runs(long=25, short=10), stateful_step_count=15, deadline=None)
    run_state_machine_as_test(SavingMachine, settings=tries)


def test_a_save_says_when_and_which_revision(workspace: Workspace, submission: int) -> None:
    first = workspace.answers.save(submission, {LIST_SIZE: answered(Decimal(8200))}, role=MANAGER)
    second = workspace.answers.save(submission, {LIST_SIZE: answered(Decimal(8201))}, role=MANAGER)
    assert (first.revision, second.revision) == (1, 2)
    assert second.at > first.at
    assert second.answers[LIST_SIZE].role == MANAGER


def test_saving_what_is_already_so_leaves_no_trace(workspace: Workspace, submission: int) -> None:
    workspace.answers.save(submission, {LIST_SIZE: answered(Decimal(8200))}, role=MANAGER)
    again = workspace.answers.save(submission, {LIST_SIZE: answered(Decimal(8200))}, role="GP")
    assert again.revision == 1
    assert len(workspace.answers.history(submission, LIST_SIZE)) == 1


def test_every_digit_of_a_number_is_kept(workspace: Workspace, submission: int) -> None:
    for text in ("1.50", "0.001", "12345678901234567890.12345", "-0.10"):
        workspace.answers.save(submission, {LIST_SIZE: answered(Decimal(text))}, role=MANAGER)
        assert str(workspace.answers.load(submission)[LIST_SIZE].value) == text


def test_the_history_tells_who_changed_what_from_what_to_what(
    workspace: Workspace, submission: int
) -> None:
    workspace.answers.save(submission, {LIST_SIZE: answered(Decimal(8200))}, role=MANAGER)
    workspace.answers.save(
        submission,
        {LIST_SIZE: Answer(Decimal(8000), State.ANSWERED, estimate=True)},
        role="GP partner",
        note_of_change="checked with PCSE",
    )
    first, second = workspace.answers.history(submission, LIST_SIZE)
    assert first.old_answer is None
    assert second.old_answer == first.new_answer
    assert second.new_answer is not None
    assert (second.new_answer.value, second.new_answer.estimate) == (Decimal(8000), True)
    assert (second.by.role, second.by.note) == ("GP partner", "checked with PCSE")


def test_a_cell_in_a_new_row_adds_the_row_at_the_foot(
    workspace: Workspace, submission: int
) -> None:
    other = replace(CELL, row="nurse")
    workspace.answers.save(submission, {CELL: answered(Decimal("3.5"))}, role=MANAGER)
    workspace.answers.save(submission, {other: answered(Decimal(2))}, role=MANAGER)
    assert workspace.answers.order(submission, CELL.question) == ("gp_partner", "nurse")


def test_a_removed_row_takes_its_cells_with_it_and_the_history_keeps_them(
    workspace: Workspace, submission: int
) -> None:
    workspace.answers.save(submission, {CELL: answered(Decimal("3.5"))}, role=MANAGER)
    workspace.answers.remove_row(submission, CELL.question, "gp_partner", role=MANAGER)
    assert workspace.answers.load(submission)[CELL] == BLANK
    entries = workspace.history.of(submission)
    assert [each.by.kind for each in entries[-2:]] == [Kind.ANSWER, Kind.ROWS]
    assert entries[-2].old_answer is not None
    assert entries[-2].old_answer.value == Decimal("3.5")
    assert (entries[-1].old_order, entries[-1].new_order) == (("gp_partner",), ())


def test_changes_made_in_one_go_share_a_group(workspace: Workspace, submission: int) -> None:
    fill(workspace, submission, 5)
    fill(workspace, submission, 6)
    groups = [each.group for each in workspace.history.of(submission)]
    assert len(groups) == 6
    assert len(set(groups[:5])) == 1
    assert groups[5] != groups[0]
    workspace.answers.save(submission, {CELL: answered(Decimal(1))}, role=MANAGER)
    workspace.answers.remove_row(submission, CELL.question, CELL.row, role=MANAGER)
    cell, order = workspace.history.of(submission)[-2:]
    assert cell.group == order.group


def test_text_beyond_the_limit_is_refused_and_nothing_of_it_is_saved(
    workspace: Workspace, submission: int
) -> None:
    changes = {
        Address("short"): answered("fine"),
        Address("long"): answered("x" * (MAX_TEXT_LENGTH + 1)),
    }
    with pytest.raises(StocktakeError, match="32,001 characters long"):
        workspace.answers.save(submission, changes, role=MANAGER)
    assert len(workspace.answers.load(submission)) == 0
    workspace.answers.save(submission, {LIST_SIZE: answered("x" * MAX_TEXT_LENGTH)}, role=MANAGER)


def test_a_flipped_bit_in_an_answer_is_named_and_the_others_load(path: Path) -> None:
    workspace, submission = new_workspace(path)
    expected = fill(workspace, submission, 100)
    workspace.close()
    content = bytearray(path.read_bytes())
    where = content.index(b"answer number 42")
    content[where + 14] ^= 1
    path.write_bytes(content)
    with Workspace.open(path) as damaged:
        reading = damaged.answers.read(submission)
        assert [each.address for each in reading.damaged] == [Address("q042")]
        assert reading.damaged[0].last_saved == expected[Address("q042")]
        assert len(reading.answers) == 99
        with pytest.raises(StocktakeError, match="1 answer of this return was damaged"):
            damaged.returns.to_submission(submission)
        assert damaged.answers.mend(submission, role=MANAGER) == (Address("q042"),)
        assert damaged.answers.load(submission)[Address("q042")] == expected[Address("q042")]
        assert damaged.problems() == []


def test_no_flipped_bit_among_the_answers_passes_unseen(path: Path) -> None:
    """Wherever a bit of the answers' own pages flips: refused, named, or as it was."""
    workspace, submission = new_workspace(path)
    expected = fill(workspace, submission, 120)
    workspace.close()
    original = path.read_bytes()
    connection = connect(path, "ro")
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answers'")
    assert root.fetchone()
    connection.close()
    random = Random(7)
    pages = {match // 4096 for match in _every(original, b"answer number")}
    named = 0
    for _ in range(120):
        content = bytearray(original)
        place = random.choice(sorted(pages)) * 4096 + random.randrange(4096)
        content[place] ^= 1 << random.randrange(8)
        path.write_bytes(content)
        try:
            with Workspace.open(path) as damaged:
                reading = damaged.answers.read(submission)
        except StocktakeError as refusal:
            assert refusal.code == "workspace_damaged"
            named += 1
            continue
        told = {each.address for each in reading.damaged}
        named += bool(told)
        for address, answer in expected.items():
            assert address in told or reading.answers[address] == answer
        assert set(reading.answers) <= set(expected)
    assert named > 20


def _every(content: bytes, wanted: bytes) -> list[int]:
    found = []
    start = content.find(wanted)
    while start >= 0:
        found.append(start)
        start = content.find(wanted, start + 1)
    return found


def test_an_answer_missing_altogether_is_named_from_its_history(
    workspace: Workspace, submission: int
) -> None:
    expected = fill(workspace, submission, 3)
    workspace._database.run("DELETE FROM answers WHERE question = 'q001'")
    reading = workspace.answers.read(submission)
    assert [each.address for each in reading.damaged] == [Address("q001")]
    assert reading.damaged[0].last_saved == expected[Address("q001")]


def test_a_full_drive_is_said_and_what_was_saved_is_safe(
    workspace: Workspace, submission: int
) -> None:
    expected = fill(workspace, submission, 10)
    connection = workspace._database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    big = {LIST_SIZE: answered("x" * 30_000)}
    with pytest.raises(StocktakeError, match="the drive that holds") as refusal:
        workspace.answers.save(submission, big, role=MANAGER)
    assert refusal.value.code == "workspace_full"
    assert dict(workspace.answers.load(submission).items()) == expected
    connection.execute("PRAGMA max_page_count=1000000")
    workspace.answers.save(submission, big, role=MANAGER)
    assert len(workspace.answers.load(submission)) == 11


def test_another_program_in_the_way_of_a_save_is_said_and_the_save_can_be_repeated(
    workspace: Workspace, submission: int, path: Path
) -> None:
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    workspace._database.connection.execute("PRAGMA busy_timeout=10")
    with pytest.raises(StocktakeError, match="another program is using") as refusal:
        fill(workspace, submission, 2)
    assert refusal.value.code == "workspace_busy"
    other.close()
    fill(workspace, submission, 2)
    assert len(workspace.answers.load(submission)) == 2


def test_a_file_replaced_while_open_is_noticed_before_anything_is_called_saved(
    workspace: Workspace, submission: int, path: Path
) -> None:
    fill(workspace, submission, 1)
    path.rename(path.with_name("elsewhere.stocktake"))
    with pytest.raises(StocktakeError, match="moved, deleted or replaced") as refusal:
        fill(workspace, submission, 2)
    assert refusal.value.code == "workspace_moved"
    path.with_name("elsewhere.stocktake").rename(path)
    fill(workspace, submission, 2)
    assert len(workspace.answers.load(submission)) == 2
