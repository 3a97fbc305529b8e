"""How many practices answered each question: states only, and never a blank as an answer."""

from functools import cache

from pcn_files import QUAYSIDE, practice, sample_collection

from stocktake.merge.collection import Collection, collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.coverage import QuestionCovered, coverage


@cache
def questions() -> dict[str, QuestionCovered]:
    found = coverage(sample_collection(), "2026/27")
    return {each.id: each for section in found for each in section.questions}


def test_every_practice_is_in_one_of_the_counts() -> None:
    for each in questions().values():
        assert each.out_of == 4
        assert min(each.answered, each.not_known, each.not_asked, each.blank) >= 0
        assert each.answered + each.not_known + each.not_asked + each.blank == 4
    assert questions()["profile.list_size"].answered == 4


def test_what_never_leaves_a_practice_and_what_goes_with_a_rating_are_not_listed() -> None:
    form = shipped_form(STOCKTAKE)
    private = {each.id for each in form.questions.values() if each.sensitivity == "X"}
    assert not private & set(questions())
    assert not form.companion_ids & set(questions())


def test_not_known_and_not_applicable_are_no_answers() -> None:
    stocktake, _ = practice(QUAYSIDE)
    stocktake.answers.change(Address("profile.list_size"), value=None, state=State.NOT_KNOWN)
    stocktake.answers.change(Address("demand.m_urgent"), value=None, state=State.NOT_APPLICABLE)
    found = coverage(collect([Version(stocktake)]), stocktake.round)
    by_id = {each.id: each for section in found for each in section.questions}
    size, urgent = by_id["profile.list_size"], by_id["demand.m_urgent"]
    assert (size.answered, size.not_known, size.blank) == (0, 1, 0)
    assert (urgent.answered, urgent.not_asked, urgent.asked) == (0, 1, 0)


def test_a_section_adds_its_questions_up() -> None:
    for section in coverage(sample_collection(), "2026/27"):
        assert section.answered <= section.asked
        assert section.by_none <= len(section.questions)


def test_nothing_that_came_covers_nothing() -> None:
    assert coverage(Collection(), "2026/27") == ()
