from decimal import Decimal

import pytest

from stocktake.merge.collection import Collection, collect
from stocktake.merge.member import Expected
from stocktake.merge.versions import Version
from stocktake.tasks.expected import Returned, expected_from_lines, returned
from stocktake.tasks.sample import sample_submissions


@pytest.fixture(scope="module")
def sample() -> Collection:
    return collect(Version(each) for each in sample_submissions())


@pytest.mark.parametrize(
    ("line", "code", "name", "size"),
    [
        ("A81001 Quay Surgery", "A81001", "Quay Surgery", None),
        ("Quay Surgery (a81001)", "A81001", "Quay Surgery", None),
        ("A81001\tQuay Surgery\t9,120", "A81001", "Quay Surgery", Decimal(9120)),
        ("Quay Surgery, A81001, 9120", "A81001", "Quay Surgery", Decimal(9120)),
        ("A81001,168 Medical Group,9,120", "A81001", "168 Medical Group", Decimal(9120)),
        ("168 Medical Group,A81001,912", "A81001", "168 Medical Group", Decimal(912)),
        ("A81001,Quay Surgery,12,400", "A81001", "Quay Surgery", Decimal(12400)),
        ("A81001", "A81001", "", None),
        ("The Elms; 4 Oak Road", "", "The Elms 4 Oak Road", None),
        ("A81001 - Quay Surgery", "A81001", "Quay Surgery", None),
        ("2. Quay Surgery \N{EN DASH} A81001", "A81001", "Quay Surgery", None),
    ],
)
def test_a_line_may_be_typed_or_pasted(
    line: str, code: str, name: str, size: Decimal | None
) -> None:
    assert expected_from_lines([line]) == (Expected(code, name, size),)


def test_blank_lines_and_the_same_practice_twice_are_passed_over() -> None:
    found = expected_from_lines(
        ["A81001 Quay", "", "  ", "a81001 Quay Surgery", "The Elms", "the elms"]
    )
    assert [each.name for each in found] == ["Quay", "The Elms"]


def test_the_headings_of_a_list_pasted_from_excel_are_no_practice() -> None:
    lines = ["ODS Code\tPractice name\tList size", "A81001\tThe Practice\t9,120", "Name"]
    assert [each.name for each in expected_from_lines(lines)] == ["The Practice"]


@pytest.mark.parametrize("name", ["St Oswin\N{RIGHT SINGLE QUOTATION MARK}s", "st  oswin's "])
def test_a_name_is_known_however_its_apostrophe_and_spaces_are_typed(
    sample: Collection, name: str
) -> None:
    found = returned(expected_from_lines([name]), sample)
    assert found.missing == ()
    assert "St Oswin's" not in found.unexpected


def test_those_who_have_not_answered_are_missing(sample: Collection) -> None:
    first = sample_submissions()[0].subject
    listed = expected_from_lines([first.code, "B81002 The Elms", "Nowhere Surgery"])
    found = returned(listed, sample)
    assert [each.name for each in found.missing] == ["The Elms", "Nowhere Surgery"]
    assert found.words.startswith("1 of 3 returned. Still to come: The Elms, Nowhere Surgery.")
    assert len(found.unexpected) == 3


def test_a_name_stands_for_a_code_that_is_not_given(sample: Collection) -> None:
    names = [each.subject.name.upper() for each in sample_submissions()]
    found = returned(expected_from_lines(names), sample)
    assert found.words == "4 of 4 returned."


def test_without_a_list_nobody_is_missing(sample: Collection) -> None:
    assert returned((), sample) == Returned(0, (), ())
    assert returned((), sample).words == ""
