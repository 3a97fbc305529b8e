from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from stocktake.questionnaire.answers import Address
from stocktake.tasks.leaving import LeavingCell
from stocktake.ui.models.leaving_rows import GOES, STAYS, TICKED, LeavingRow, LeavingRows
from stocktake.ui.models.wrapped_rows import SECOND_ROLE

MONEY = LeavingCell(
    form="Where are we now?",
    section="Services",
    question="services.session_cost",
    label="What does a session cost?",
    row="",
    shown="£300",
    sensitivity="C",
    reason="You ticked it",
    address=Address("services.session_cost"),
    tick=Address("services.session_cost"),
)
FACT = LeavingCell("Form", "Profile", "profile.list_size", "Patients", "", "9,120", "P", "Public")


def test_it_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    rows = LeavingRows()
    rows.set_rows([LeavingRow(MONEY, True), LeavingRow(FACT, True)])
    qtmodeltester.check(rows)


def test_what_a_tick_decides_is_told_from_what_always_goes() -> None:
    assert LeavingRow(FACT, True).cells[0] == GOES
    assert LeavingRow(MONEY, True).cells[0] == TICKED
    assert LeavingRow(MONEY, False).cells[0] == STAYS
    assert not LeavingRow(FACT, True).can_tick


def test_a_row_says_where_it_stands_and_why() -> None:
    rows = LeavingRows()
    rows.set_rows([LeavingRow(MONEY, True)])
    assert rows.index(0, 1).data(SECOND_ROLE) == "Where are we now? · Services"
    assert rows.index(0, 3).data() == "You ticked it"
    said = rows.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "What does a session cost?, Answer: £300"


def test_a_search_finds_words_in_any_order_and_any_case() -> None:
    assert LeavingRow(MONEY, True).holds("SESSION services")
    assert not LeavingRow(MONEY, True).holds("session estate")
