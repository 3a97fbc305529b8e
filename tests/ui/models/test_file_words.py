"""What the list of files says of each: its form, which copy it is, and what was changed."""

from dataclasses import replace

from quick_files import returns_of

from stocktake.errors import Problem
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.combine import Gathered, collection_of
from stocktake.ui.models.file_words import MOST_CHANGES, file_rows, said_of
from stocktake.workbooks.answer_reading import Difference
from stocktake.workbooks.payload import Member, Place
from stocktake.workbooks.reading import ReadResult, Verdict


def sent(name: str = "Quayside") -> Submission:
    (said,) = (each for each in returns_of(name) if each.form_id == STOCKTAKE)
    return said


def file_of(name: str, said: Submission, **more: object) -> ReadResult:
    made = {"verdict": Verdict.READY, "sha256": name, **more}
    return ReadResult(name, members=(Member(said),), **made)


def notes(*results: ReadResult) -> list[str]:
    gathered = Gathered(results, collection_of(results))
    return [row.cells[1].partition("\N{NO-BREAK SPACE}")[2] for row in file_rows(gathered)]


def versioned(version: str) -> ReadResult:
    return file_of(version, replace(sent(), form_version=version, form_hash=version))


def test_a_form_older_and_one_newer_than_the_one_here_are_told_apart() -> None:
    here = sent().form_version
    assert notes(versioned("2025.9")) == ["Ready; older form version"]
    assert notes(versioned("2031.1")) == ["Ready; newer form version than here"]
    assert notes(versioned(here)) == ["Ready; other words in the form"]


def test_a_copy_that_a_later_one_replaces_is_said_to_be_replaced() -> None:
    later = replace(sent(), revision=sent().revision + 1)
    assert notes(file_of("a.xlsx", sent()), file_of("b.xlsx", later)) == [
        "Ready; replaced by a later copy",
        "Ready",
    ]


def test_of_two_files_that_say_the_same_the_second_is_said_to_be_counted_once() -> None:
    assert notes(file_of("a.xlsx", sent()), file_of("b.xlsx", sent())) == [
        "Ready",
        "Ready; says the same as “a.xlsx”, counted once",
    ]
    assert notes(file_of("a.xlsx", sent()), file_of("b.xlsx", sent("Fellgate"))) == ["Ready"] * 2


def changed(number: int) -> tuple[int, Difference]:
    address = Address("demand.calls_month")
    place = Place("Demand and access", f"C{number}")
    was, now = answered(number), answered(number + 1)
    question = f"Question {number}"
    return 0, Difference(address, question, place, was, now, str(number), str(number + 1))


def test_each_answer_changed_after_export_is_told_with_its_cell() -> None:
    result = file_of("a.xlsx", sent(), differences=(changed(4),))
    assert said_of(result)[1:] == [
        "1 answer changed after export:",
        "Question 4: was “4”, is now “5” (sheet “Demand and access”, cell C4)",
    ]
    many = file_of("a.xlsx", sent(), differences=tuple(map(changed, range(MOST_CHANGES + 3))))
    assert said_of(many)[-1].startswith("and 3 more; all of them stand in the PCN workbook")


def test_no_problem_of_a_file_is_passed_over_in_silence() -> None:
    odd = tuple(Problem("x", "a.xlsx", f"Problem {n}.", "") for n in range(5))
    (row,) = file_rows(Gathered((file_of("a.xlsx", sent(), problems=odd),), collection_of(())))
    assert row.second == "Problem 0. Problem 1. Problem 2. 2 more: press the file to see them."
