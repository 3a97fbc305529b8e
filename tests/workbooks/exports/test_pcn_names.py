"""Practices that are not named stay unnamed in everything that can be read."""

from dataclasses import replace
from datetime import date

import pytest

from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.provenance import Provenance
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.workbooks.exports.pcn_names import Names, names_of


def sent(code: str, name: str, says: str = "no", round_label: str = "2026/27") -> Version:
    made = Submission(
        subject=Subject("practice", code, name),
        form_id="practice_stocktake",
        round=round_label,
        form_version="2026.1",
        form_hash="h",
        return_id=f"return-{code}",
        assessed_on=date(2026, 11, 22),
        answers=Answers({Address("admin.show_name"): answered(says)}),
    )
    return Version(made, Provenance(f"Stocktake {code} {name}.xlsx", "0" * 64))


def names(*versions: Version) -> Names:
    """The names of practices none of which has a label yet."""
    return names_of(collect(versions), {}, {})


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The Park Surgery is full", "practice A is full"),
        ("THE  PARK\nSURGERY is full", "practice A is full"),
        ("a12345 and A12345", "practice A and practice A"),
        ("We lend a nurse to Park.", "We lend a nurse to practice A."),
        ("We park behind the Parkway", "We park behind the Parkway"),
        ("A123456 is no code", "A123456 is no code"),
        ("the_park_surgery_A12345.xlsx", "practice A_practice A.xlsx"),
    ],
)
def test_name_code_and_what_is_its_own_in_a_name_become_its_letter(text: str, plain: str) -> None:
    assert names(sent("A12345", "The Park Surgery")).plain(text) == plain


def test_a_named_practice_keeps_its_name_and_its_file() -> None:
    version = sent("A12345", "The Park Surgery", says="yes")
    found = names(version)
    assert found.plain("The Park Surgery, A12345") == "The Park Surgery, A12345"
    assert found.of(version.submission.subject) == "The Park Surgery"
    assert found.file(version) == "Stocktake A12345 The Park Surgery.xlsx"


def test_the_file_of_a_practice_that_is_not_named_has_no_name() -> None:
    version = sent("A12345", "The Park Surgery")
    assert names(version).file(version) == "file of practice A"
    typed_here = Version(version.submission)
    assert names(typed_here).file(typed_here) == "this computer"


def test_labels_given_already_stand_and_others_get_the_letters_after_them() -> None:
    versions = [sent("A12345", "Park"), sent("B12345", "Quay"), sent("C12345", "Vale", "yes")]
    found = names_of(collect(versions), {"B12345": "practice A"}, {"B12345": "A"})
    assert found.labels == {"A12345": "practice B", "B12345": "practice A", "C12345": "Vale"}
    assert found.plain("Quay and Park and Vale") == "practice A and practice B and Vale"


def test_the_newest_stocktake_says_whether_a_practice_is_named() -> None:
    older = sent("A12345", "Park", "no", "2025/26")
    older = Version(replace(older.submission, assessed_on=date(2025, 11, 1)))
    assert names(older, sent("A12345", "Park", "yes")).labels == {"A12345": "Park"}


def test_a_group_has_its_own_name() -> None:
    version = sent("U12345", "Tideway PCN")
    group = Version(replace(version.submission, subject=Subject("pcn", "U12345", "Tideway PCN")))
    found = names(group)
    assert found.of(group.submission.subject) == "Tideway PCN"
    assert found.plain("Tideway PCN") == "Tideway PCN"
