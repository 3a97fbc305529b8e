"""The blank form: every question is there, with room to answer and its rule in words."""

import pytest

from stocktake.documents.blank_form import BlankFormData, blank_form_document
from stocktake.documents.blocks import About, AnswerSpace, Block, Heading, Options, Paragraph, Table
from stocktake.questionnaire.loading import shipped_catalogue, shipped_form, shipped_form_ids

STOCKTAKE = "practice_stocktake"


def blank(form_id: str = STOCKTAKE, *sections: str, is_full: bool = True) -> tuple[Block, ...]:
    loaded = shipped_form(form_id)
    data = BlankFormData(About(), loaded, frozenset(sections), is_full)
    return blank_form_document(data).blocks


def words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(each.text for each in blocks if isinstance(each, Heading | Paragraph))


@pytest.mark.parametrize("form_id", shipped_form_ids())
def test_every_question_that_is_asked_is_on_the_paper(form_id: str) -> None:
    loaded = shipped_form(form_id)
    blocks = blank(form_id)
    said = words(blocks)
    for question in loaded.questions.values():
        is_asked = question.asked == "form" and question.type != "calculated"
        if is_asked and question.id not in loaded.companion_ids:
            assert question.label in said, question.id
    titles = [each.text for each in blocks if isinstance(each, Heading)]
    assert len(titles) == len(set(titles))


def test_every_question_has_room_for_its_answer() -> None:
    blocks = blank()
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.tone == "question":
            after = list(blocks[at + 1 : at + 12])
            room = next(
                each
                for each in after
                if isinstance(each, AnswerSpace | Options | Table)
                or (isinstance(each, Paragraph) and each.text.endswith("____"))
            )
            between = after[: after.index(room)]
            assert all(isinstance(b, Paragraph) and b.tone == "hint" for b in between), block.text


def test_a_rating_shows_its_five_descriptions() -> None:
    rating = shipped_form(STOCKTAKE).questions["demand.m_urgent"]
    options = [each for each in blank(STOCKTAKE, "demand") if isinstance(each, Options)]
    wanted = tuple(f"{level}  {anchor}" for level, anchor in enumerate(rating.anchors))
    assert wanted in [each.items for each in options]


def test_only_the_chosen_sections_are_printed_under_their_own_numbers() -> None:
    headings = [e for e in blank(STOCKTAKE, "demand", "workforce") if isinstance(e, Heading)]
    assert [(each.number, each.text) for each in headings] == [
        ("3", "Demand and access"),
        ("4", "People"),
    ]


def test_the_core_form_is_shorter_and_keeps_the_numbers() -> None:
    core, full = blank(is_full=False), blank()
    assert len(core) < len(full)
    first = [each.text for each in core if isinstance(each, Paragraph) and each.tone == "question"]
    all_of_them = words(full).split("\n")
    assert all(each in all_of_them for each in first)


def test_a_wide_table_comes_in_bands_that_each_name_the_row() -> None:
    tables = [each for each in blank(STOCKTAKE, "workforce") if isinstance(each, Table)]
    roles = [each for each in tables if each.columns[0].title == "Role"]
    assert len(roles) > 1
    assert all(len(each.columns) <= 6 for each in tables)
    assert all(each.is_empty_form for each in tables)
    assert "GP partner" in [row[0] for row in roles[0].rows]
    assert roles[0].rows[-1] == ("",) * len(roles[0].columns)
    printed = {column.title.split(" (")[0] for each in roles for column in each.columns}
    table = shipped_form(STOCKTAKE).questions["workforce.roles"]
    typed = {c.label.split(" (")[0] for c in table.columns if not c.calculate}
    assert {c for c in typed if c not in printed} <= {
        c.label.split(" (")[0] for c in table.columns if c.type == "calculated"
    }


def test_a_skip_rule_stands_under_its_question() -> None:
    assert "Answer only if question 2.22 is answered." in words(blank(STOCKTAKE, "profile"))


def test_a_card_says_what_is_expected_by_when_and_at_what_level() -> None:
    said = words(blank("expectations", "ACC-01"))
    row = next(e for e in shipped_catalogue().expectations if e.id == "ACC-01")
    assert "Duty, contract. Due 1 April 2026 (in force)." in said
    assert row.statement in said
    assert "Access and demand. Asked of your practice. Level needed: 3 Reliable." in said


def test_a_unit_is_not_said_twice() -> None:
    said = words(blank(STOCKTAKE, "profile", "demand"))
    assert "Registered patients\n" in said
    assert "Registered patients (patients)" not in said
    assert "List size you expect in five years (patients)" in said
    assert "Average wait before a call is answered (minutes)" in said
