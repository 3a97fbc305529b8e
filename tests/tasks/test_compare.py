"""Two rounds side by side."""

from decimal import Decimal

import pytest
from filling import TODAY
from two_forms import trial

from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.compare import (
    CHANGES,
    Comparison,
    MovedAnswer,
    Side,
    Way,
    compare,
    compare_sheets,
)

QUAYSIDE = Subject("practice", "A81001", "Quayside Surgery")
RATE = Address("a.rate")


def sheet(**answers: Answer) -> Sheet:
    """The trial form with some answers; two underscores stand for the dot of an id."""
    given = {Address(name.replace("__", ".")): answer for name, answer in answers.items()}
    return Sheet(trial(), Answers(given), TODAY, "full")


def side(name: str, one: Sheet) -> Side:
    return Side(name, QUAYSIDE, name, {"trial": one})


def only(then: Sheet, now: Sheet) -> MovedAnswer:
    (found,) = compare_sheets(then, now)
    return found


@pytest.mark.parametrize(
    ("then", "now", "way"),
    [(1, 3, Way.BETTER), (3, 1, Way.WORSE), (2, 2, Way.SAME)],
)
def test_a_rating_is_better_worse_or_the_same(then: int, now: int, way: Way) -> None:
    found = only(sheet(a__rate=answered(Decimal(then))), sheet(a__rate=answered(Decimal(now))))
    assert found.way is way
    assert found.then.startswith(str(then))
    assert found.now.startswith(str(now))


def test_more_of_a_figure_is_neither_better_nor_worse() -> None:
    found = only(sheet(a__calls=answered(Decimal(4300))), sheet(a__calls=answered(Decimal(5000))))
    assert (found.then, found.now, found.way) == ("4,300 calls", "5,000 calls", Way.OTHER)
    assert found.section == "Access"


def test_what_was_not_answered_before_is_answered_now_and_the_other_way_about() -> None:
    blank, said = sheet(), sheet(a__said=answered("Good"))
    assert only(blank, said).way is Way.ANSWERED_NOW
    assert only(said, blank).way is Way.NOT_ANSWERED_NOW
    unknown = sheet(a__said=Answer(state=State.NOT_KNOWN))
    assert only(unknown, said).then == "Not known"
    assert only(unknown, said).way is Way.ANSWERED_NOW


def test_a_value_kept_under_a_state_is_not_told() -> None:
    kept = sheet(a__said=Answer("Secret", State.NOT_APPLICABLE))
    found = only(kept, sheet(a__said=answered("Good")))
    assert found.then == "Not applicable"


def test_a_mark_or_a_confirmation_is_no_change() -> None:
    last = sheet(a__said=Answer("Good", State.ANSWERED, carried_forward=True, note="Mine"))
    assert list(compare_sheets(last, sheet(a__said=answered("Good")))) == []


def test_a_table_is_compared_row_by_row_and_says_only_the_cells_that_differ() -> None:
    def rooms(*rows: tuple[str, str, str]) -> Sheet:
        made = sheet()
        for row, name, use in rows:
            for column, value in (("name", name), ("uses", use)):
                made.answers[Address("a.rooms", row, f"a.rooms.{column}")] = answered(value)
        return made

    then = rooms(("r1", "Blue", "Clinic"), ("r2", "Red", "Store"))
    now = rooms(("r1", "Blue", "Talks"), ("r3", "Green", "Clinic"))
    changed, new, gone = compare_sheets(then, now)
    assert (changed.label, changed.then, changed.now) == (
        "Rooms: Blue",
        "Use: Clinic",
        "Use: Talks",
    )
    assert (new.label, new.then, new.way) == ("Rooms: Green", "", Way.ANSWERED_NOW)
    assert (gone.label, gone.now, gone.way) == ("Rooms: Red", "", Way.NOT_ANSWERED_NOW)


def compared(then: Sheet, now: Sheet) -> Comparison:
    return compare(side("2025/26", then), side("2026/27", now))


def test_the_summary_counts_what_moved() -> None:
    then = sheet(a__rate=answered(Decimal(1)), a__calls=answered(Decimal(1)))
    now = sheet(a__rate=answered(Decimal(2)), a__calls=answered(Decimal(1)), a__said=answered("Hm"))
    assert compared(then, now).summary == (
        "2 answers differ from 2025/26; of 1 rating given both times, 1 is better, 0 worse and "
        "0 the same; 1 answer given now and not before."
    )


def test_two_rounds_alike_say_so() -> None:
    found = compared(sheet(a__rate=answered(Decimal(1))), sheet(a__rate=answered(Decimal(1))))
    assert found.of(*CHANGES) == ()
    assert found.summary == "Nothing is answered differently from 2025/26."


def test_a_question_that_was_renamed_is_compared_with_what_it_was() -> None:
    def renamed(questions: dict[str, dict[str, object]], data: dict[str, object]) -> None:
        questions["a.said"]["id"] = "a.voice"
        data["retired"] = [{"id": "a.said", "replaced_by": "a.voice"}]

    now = Sheet(trial(renamed), Answers({Address("a.voice"): answered("Good")}), TODAY, "full")
    assert list(compare_sheets(sheet(a__said=answered("Good")), now)) == []
