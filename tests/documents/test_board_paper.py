"""The two board papers of Harbour & Vale, with the figures the worked examples give."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from reading_documents import WRITTEN_AT, Made

from stocktake.documents.blocks import About, Heading, Table
from stocktake.documents.board_cover import BLANK, Cover
from stocktake.documents.board_figures import Labels
from stocktake.documents.board_paper import BoardPaperData, board_paper
from stocktake.documents.html import to_html
from stocktake.documents.word import to_word
from stocktake.merge.base import Base
from stocktake.merge.member import (
    Duty,
    Expected,
    MoneyLine,
    PeopleCount,
    PeopleLine,
    StaffLine,
    WeaknessLine,
)
from stocktake.merge.outside import outside_view
from stocktake.merge.pcn import PcnInputs, view
from tests.merge.making import harbour_and_vale, practice, ranked, short_by

DAY = date(2026, 11, 22)
EVERYBODY = Base("people", 4, 4, Decimal(100))
NAMES = ("Quayside", "Millbrook", "Oswin", "Fellgate", "Thornby", "practice A")
HCA = {"Q": ("1", "0.6", "0.4"), "M": ("1", "1.3", None), "O": ("1", "1.2", None)}


def hca(code):
    wte, need, could = HCA.get(code, ("1", "1", None))
    return StaffLine(
        "hca",
        "Healthcare assistant",
        Decimal(wte),
        Decimal(2),
        need_wte=Decimal(need),
        could_share_wte=None if could is None else Decimal(could),
    )


def full(code):
    return {
        "staff": (hca(code),),
        "people_counts": {"leavers": PeopleCount(1 if code in "QMO" else 0, 20)},
        "trust": {"trust_rep": "agree"},
        "duties": (Duty("ACC-01", "Same-day urgent care", code == "Q"),),
        "gaps": {"best_guess": {"access": (short_by(1),)}},
        "weaknesses": (WeaknessLine("people", text="The words of a practice"),),
        "money": (MoneyLine("expectations", 2026, "unfunded", Decimal(1000), "best_guess"),),
        "people": (PeopleLine("hca", 2026, "funded", Decimal("0.25"), "best_guess"),),
    }


def inputs(with_fifth=False, **changes):
    facts = {code: full(code) | changes.get(code, {}) for code in "QMOF"}
    members = harbour_and_vale(**facts)
    if with_fifth:
        levels = {"access": 2, "digital": 2}
        members.append(practice("T", 6000, "Thornby", levels=levels, **full("T")))
    asked = {"best_guess": {"access": (3,), "digital": (3,)}}
    return PcnInputs(
        pcn_name="Harbour & Vale", round="2026/27", members=tuple(members), requirements=asked
    )


def paper(seen, base=EVERYBODY, **cover):
    about = About(seen.pcn_name, seen.round, DAY, "DRAFT for the board")
    labels = Labels(roles={"hca": "Healthcare assistant"}, themes={"people": "Recruitment"})
    return Made(board_paper(BoardPaperData(about, Cover(DAY, **cover), seen, labels, base)), None)


def row_of(made, first):
    tables = [each for each in made.document.blocks if isinstance(each, Table)]
    return next(row for table in tables for row in table.rows if row[0].startswith(first))


def test_the_paper_opens_with_the_block_an_nhs_paper_has():
    made = paper(view(inputs()))
    cover = made.document.blocks[0]
    assert [cover.columns[0].title, *(row[0] for row in cover.rows)] == [
        "Title", "Date", "From", "For", "Purpose", "Consulted", "Interests", "Confidentiality",
    ]  # fmt: skip
    assert row_of(made, "From")[1] == BLANK
    assert row_of(made, "For")[1] == "Decision"
    heads = [(each.number, each.text) for each in made.document.blocks if isinstance(each, Heading)]
    assert heads == [
        ("", "Summary"),
        ("", "What the board is asked"),
        ("", "Risks"),
        ("1", "Where we are"),
        ("2", "What is coming"),
        ("3", "What we need and when"),
        ("4", "What we do not know"),
    ]


def test_inside_levels_have_their_middle_range_and_share_of_patients():
    made = paper(view(inputs()))
    assert row_of(made, "Access") == (
        "Access and demand", "4 of 4", "2", "1 to 3", "27% at 3 or above",
    )  # fmt: skip
    assert row_of(made, "Digital")[2:] == ("2 to 3", "0 to 3", "63% at 3 or above")
    assert "Two levels or more from the middle: Fellgate in Digital" in made.words
    assert "34,000 patients, from 4 of 4 practices: usual PCN range." in made.words


def test_support_is_in_practices_and_patients():
    words = paper(view(inputs())).words
    assert "A: 4 of 4 practices, 100% of patients. One voice." in words
    assert "B: 3 of 4 practices, 85% of patients. One voice." in words
    assert "D: 1 of 4 practices. Wanted by some." in words
    assert "Agree to act first on “A”, “C” and “B”." in words


def test_without_the_largest_practice_there_is_no_one_voice():
    words = paper(view(inputs(Q={"top_five": None}))).words
    assert "3 of 4 have said; A and C wanted by all three." in words
    assert "One voice." not in words
    assert "A: 3 of 4 practices, 64% of patients. Wanted by some." in words
    assert "Ask the one practice without a view yet to confirm five priorities." in words


def test_nobody_having_confirmed_is_said_and_nothing_is_made_up():
    nobody = {code: {"top_five": None} for code in "QMOF"}
    words = paper(view(inputs(**nobody))).words
    assert "No practice has confirmed its five yet." in words
    assert "Wanted by some" not in words


def test_staff_that_could_be_shared_is_a_sentence_with_what_to_settle():
    words = paper(view(inputs())).words
    assert (
        "0.4 WTE healthcare assistant could move from Quayside to Millbrook and St Oswin's; "
        "0.1 WTE is still short."
    ) in words
    assert "Who employs them? Who indemnifies them? Who supervises them?" in words


def test_inside_small_numbers_are_masked_and_duties_are_counts():
    made = paper(view(inputs()))
    assert row_of(made, "Same-day urgent care") == ("Same-day urgent care", "1 of 4 practices")
    assert row_of(made, "leavers") == ("leavers", "<5", "4 answered, held")
    assert row_of(made, "trust_rep")[1] == "4 answered, held"


def test_leaving_with_four_practices_holds_what_the_rule_holds():
    made = paper(outside_view(inputs()))
    assert row_of(made, "Access")[1:] == (
        "4 of 4", "4 answered, held", "1 to 3", "4 answered, held",
    )  # fmt: skip
    assert row_of(made, "Healthcare assistant") == ("Healthcare assistant", "4", "8")
    assert row_of(made, "leavers")[1] == "<5"
    assert "4 answered, held. What is asked, and by when, is in the table." in made.words
    for words in ("Same-day urgent care", "The words of a practice", *NAMES):
        assert words not in made.words


def test_leaving_with_a_fifth_practice_what_was_held_appears():
    made = paper(outside_view(inputs(with_fifth=True)))
    assert row_of(made, "Access")[2:4] == ("2", "1 to 3")
    assert row_of(made, "trust_rep")[1] == "agree: 5"
    assert row_of(made, "leavers")[1] == "<5"
    assert [row[1] for row in _short(made)][:1] == ["5 of 5"]


def _short(made):
    return next(
        each.rows
        for each in made.document.blocks
        if isinstance(each, Table) and each.caption.startswith("Practices below what is asked")
    )


def test_the_sums_of_two_practices_do_not_leave():
    kept = {"money": None, "people": None}
    few = inputs(Q=kept, M=kept)
    base = Base("people", 2, 4, Decimal(37))
    inside, outside = paper(view(few), base), paper(outside_view(few), base)
    assert "It costs £2,000 in 2026/27" in inside.words
    assert "Money to meet expectations: 2 answered, held." in outside.words
    assert "People to meet expectations: 2 answered, held." in outside.words
    assert "£2,000" not in outside.words


def test_a_share_of_patients_that_names_one_practice_does_not_leave():
    missing = (Expected("X", "Xanadu", Decimal(5000)),)
    outside = paper(outside_view(replace(inputs(), missing=missing))).words
    assert "returns from 4 of 5 practices." in outside
    assert "Xanadu" not in outside
    assert "87%" not in outside


def test_what_one_practice_alone_wants_does_not_leave():
    outside = paper(outside_view(inputs())).words
    assert "B: 3 of 4 practices. One voice." in outside
    assert "D: 1 of 4" not in outside


@pytest.mark.parametrize("make", [view, outside_view])
def test_with_nothing_shared_the_paper_says_so(make):
    alone = PcnInputs(pcn_name="New", round="2026/27", members=(practice("N", None, "Newby"),))
    words = paper(make(alone), Base("people", 0, 1, None)).words
    assert "No practice has shared enough ratings for a level yet." in words
    assert "No practice has shared what meeting expectations would cost." in words
    assert "£" not in words


def test_what_the_lead_asks_stands_in_place_of_what_is_proposed():
    made = paper(view(inputs()), asked=("Fund one more nurse",), purpose="noting", sender="Lead")
    assert "Fund one more nurse." in made.words
    assert "Proposed from the figures" not in made.words
    assert row_of(made, "For")[1] == "Noting"
    assert row_of(made, "From")[1] == "Lead"


def test_hostile_text_is_text_in_both_forms():
    hostile = '<img src="file:///x">&amp;\u202e=HYPERLINK("x")'
    seen = view(replace(inputs(Q={"top_five": ranked("A", label=hostile)}), pcn_name=hostile))
    made = paper(seen, asked=(hostile,))
    page = to_html(made.document)
    assert "<img" not in page.html
    assert "&lt;img" in page.html
    said = "\n".join(each.text for each in made.word().paragraphs)
    assert '<img src="file:///x">&amp;=HYPERLINK("x")' in said
    assert to_word(made.document, WRITTEN_AT).startswith(b"PK")


def test_many_practices_are_counted_and_not_listed_one_by_one():
    givers = [
        practice(f"G{n}", 5000, f"Giver {n}", staff=(replace(hca("Q"), role="hca"),))
        for n in range(6)
    ]
    taker = practice("T", 5000, "Taker", staff=(replace(hca("M"), need_wte=Decimal(4)),))
    seen = view(PcnInputs(pcn_name="Many", round="2026/27", members=(*givers, taker)))
    words = paper(seen).words
    assert "2.4 WTE healthcare assistant could move from 6 practices to 1 practice" in words
    assert "0.6 WTE is still short. The PCN workbook says which." in words
    assert "Giver 3" not in words
