"""Questions are known by the same number on every route."""

from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.numbering import numbers


def test_a_question_is_numbered_by_its_section_and_place() -> None:
    found = numbers(shipped_form("practice_stocktake"))
    assert found["admin.as_at"] == "1.1"
    assert found["profile.practice_name"] == "2.1"


def test_no_two_questions_of_a_form_share_a_number() -> None:
    found = list(numbers(shipped_form("practice_stocktake")).values())
    assert len(found) == len(set(found))


def test_a_row_of_boxes_is_one_question_and_companions_are_none() -> None:
    loaded = shipped_form("practice_stocktake")
    found = numbers(loaded)
    assert "profile.age_0_4" in found
    assert "profile.age_5_14" not in found
    assert not loaded.companion_ids & set(found)


def test_a_card_numbers_its_own_questions_from_one() -> None:
    found = numbers(shipped_form("expectations"))
    assert found["ACC-01.aware"] == "1"
    assert found["RES-04.aware"] == "1"
