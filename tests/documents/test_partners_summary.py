"""The partners' paper: its figures are the plan's, and it is honest when little is answered."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from reading_documents import Made

from stocktake.documents.blocks import Figure, Heading, KeyFigures, Table
from stocktake.planning.certainty import Certainty
from stocktake.planning.starting import StartLabel
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.documents import Wanted
from stocktake.tasks.open_practice import OpenPractice
from stocktake.units import pounds_in_words

PAPER = Wanted("partners_summary")
Make = Callable[[OpenPractice, Wanted], Made]
USUAL = Certainty.BEST_GUESS


@pytest.fixture
def quayside(sample: dict[str, OpenPractice], made: Make) -> Made:
    return made(sample["Quayside"], PAPER)


@pytest.fixture
def fellgate(sample: dict[str, OpenPractice], made: Make) -> Made:
    return made(sample["Fellgate"], PAPER)


def key_figures(paper: Made) -> dict[str, str]:
    found = next(each for each in paper.document.blocks if isinstance(each, KeyFigures))
    return {words: figure for figure, words in found.items}


def test_it_goes_through_the_three_headings_a_board_paper_has(quayside: Made) -> None:
    parts = [each for each in quayside.document.blocks if isinstance(each, Heading)]
    assert [(each.number, each.text) for each in parts if each.level == 1] == [
        ("1", "Where we are"),
        ("2", "What is coming"),
        ("3", "What we need and when"),
        ("4", "What we do not know"),
    ]


def test_the_key_figures_are_those_of_the_plan(fellgate: Made) -> None:
    plan = fellgate.plan
    unfunded = sum(plan.resources[USUAL].by_funding["unfunded"], Decimal(0))
    assert key_figures(fellgate) == {
        "domains reliable now": "2 of 12",
        "ready for March 2029": "2 of 10",
        "duties overdue": "6",
        "needed with no funding": pounds_in_words(unfunded),
    }
    assert pounds_in_words(unfunded) == "£162,200"


def test_strengths_and_weak_spots_are_named_with_their_levels(fellgate: Made) -> None:
    said = fellgate.words
    assert "Strengths: Clinical quality, safety and continuity (3)" in said
    assert "Weak spots: Digital, data and information governance (0)" in said
    assert "41 of 41 ratings are answered; 12 of 12 domains have a level." in said


def test_the_widest_gaps_are_listed_year_by_year_as_in_the_plan(fellgate: Made) -> None:
    tables = [each for each in fellgate.document.blocks if isinstance(each, Table)]
    gaps = next(each for each in tables if each.columns[0].title == "Domain")
    digital = next(row for row in gaps.rows if row[0].startswith("Digital"))
    assert digital == (digital[0], "0", "0", "3 of 3", "2", "3", "3", "3", "3", "3")
    assert [column.title for column in gaps.columns[4:]] == list(fellgate.plan.years.labels)
    estate = next(row for row in gaps.rows if row[0].startswith("Premises"))
    assert estate[4:7] == ("–", "–", "–")


def test_what_is_overdue_comes_first_of_what_must_start(fellgate: Made) -> None:
    overdue = [
        row.expectation.title
        for row in fellgate.plan.rows_under(USUAL)
        if row.start.label is StartLabel.OVERDUE
    ]
    tables = [each for each in fellgate.document.blocks if isinstance(each, Table)]
    start = next(each for each in tables if each.columns[0].title == "What is expected")
    assert [row[0] for row in start.rows] == overdue[: len(start.rows)]
    assert "6 more on the Plan page" in start.caption


def test_money_and_people_are_those_of_the_plan_and_never_added(fellgate: Made) -> None:
    found, safe = fellgate.plan.resources[USUAL], fellgate.plan.safe_today
    said = fellgate.words
    assert f"{pounds_in_words(found.total_gbp)} over six years" in said
    assert f"from the {found.rows_costed} of {found.rows} expectations with a cost" in said
    assert f"{pounds_in_words(safe.total_gbp)} over all six years" in said
    assert pounds_in_words(found.total_gbp + safe.total_gbp) not in said
    assert "People: 1.7 WTE more by 2031/32, 0.5 of it funded." in said


def test_confirmed_priorities_stand_in_the_practices_own_order(fellgate: Made) -> None:
    said = fellgate.words
    assert "Our five priorities, in order. Confirmed: " in said
    assert "20 November 2026." in said
    assert said.index("Grow and keep the team: Nobody moves") < said.index(
        "Non-core work priced and contracted"
    )


def test_another_view_of_certainty_gives_another_paper(
    sample: dict[str, OpenPractice], made: Make
) -> None:
    firm = made(sample["Fellgate"], Wanted("partners_summary", Certainty.FIRM))
    assert "Firm: contractual and announced expectations only." in firm.document.subtitle
    summary = firm.plan.gaps[Certainty.FIRM].summaries[2]
    ready = f"{summary.at_or_above} of {summary.counted}"
    assert key_figures(firm)["ready for March 2029"] == ready


def test_there_are_two_charts_with_their_findings_as_words(quayside: Made) -> None:
    figures = [each for each in quayside.document.blocks if isinstance(each, Figure)]
    assert len(figures) == 2
    assert all(each.png.startswith(b"\x89PNG") for each in figures)
    assert figures[0].alt_text.startswith("Five domains are one level short by March 2029.")


def test_a_practice_with_nothing_rated_is_told_so_and_shown_no_levels(
    begun: OpenPractice, made: Make
) -> None:
    paper = made(begun, PAPER)
    assert "Nothing has been rated yet, so there are no levels to show." in paper.words
    assert not [each for each in paper.document.blocks if isinstance(each, Figure)]
    assert set(key_figures(paper).values()) == {"–"}
    assert "which does not mean that they cost nothing" in paper.words


def test_after_four_ratings_it_says_what_it_rests_on(
    four_ratings: OpenPractice, made: Make
) -> None:
    paper = made(four_ratings, PAPER)
    assert "4 of 41 ratings are answered; 1 of 12 domains have a level." in paper.words
    assert "Levels of 11 of 12 domains: too few ratings." in paper.words
    assert "By 31 March 2029, 0 of 1 domain are at or above what is required" in paper.words
    assert [each for each in paper.document.blocks if isinstance(each, Figure)]


def test_priorities_that_nobody_confirmed_are_no_view_yet(
    four_ratings: OpenPractice, made: Make
) -> None:
    said = made(four_ratings, PAPER).words
    assert "Our five priorities: no view yet" in said
    assert "to talk about and not as a decision" in said


def test_a_rating_hidden_in_the_middle_is_pointed_out(begun: OpenPractice, made: Make) -> None:
    ratings = begun.sheet(STOCKTAKE).loaded.ratings_by_domain["access"]
    levels = (0, 3, 3, 3)
    begun.enter_all(
        STOCKTAKE,
        {Address(q.id): answered(Decimal(level)) for q, level in zip(ratings, levels, strict=True)},
    )
    assert "a rating two levels lower or more stands in Access and demand" in (
        made(begun, PAPER).words
    )


def test_a_long_reason_is_shortened_and_marked(begun: OpenPractice, made: Make) -> None:
    table, day = "plan.top5", begun.sheet(STOCKTAKE).today
    row = {"place": Decimal(1), "kind": "expectation", "item": "ACC-01", "why": "because " * 60}
    begun.enter_all(
        STOCKTAKE,
        {
            **{Address(table, "r1", f"{table}.{k}"): answered(v) for k, v in row.items()},
            Address(f"{table}_confirmed_by"): answered("manager"),
            Address(f"{table}_confirmed_on"): answered(day),
        },
    )
    line = next(w for w in made(begun, PAPER).words.split("\n") if "because" in w)
    assert line.endswith("because …")
    assert len(line) < 200
