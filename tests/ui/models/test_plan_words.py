from dataclasses import replace
from datetime import date
from decimal import Decimal

from reviewing import Reviewed

from stocktake.planning.certainty import Certainty
from stocktake.planning.change_time import PieceOfWork, QuarterLoad
from stocktake.planning.starting import StartLabel
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.ui.models import plan_words

BEST = Certainty.BEST_GUESS


def test_every_label_but_done_has_a_shape_of_its_own() -> None:
    assert set(plan_words.SHAPES) == set(StartLabel) - {StartLabel.DONE}
    assert len(set(plan_words.SHAPES.values())) == len(plan_words.SHAPES)


def test_what_is_done_does_not_have_to_start(reviewed: Reviewed) -> None:
    reviewed.rate(4)
    plan = reviewed.desk.plan()
    assert plan_words.to_start(plan, BEST) == ()
    assert plan_words.start_sentence(plan, BEST).startswith("Nothing has to start")


def test_the_sentence_counts_each_label(reviewed: Reviewed) -> None:
    reviewed.rate(0)
    plan = reviewed.desk.plan()
    labels = [row.start.label for row in plan_words.to_start(plan, BEST)]
    sentence = plan_words.start_sentence(plan, BEST)
    assert sentence.startswith(f"{len(labels)} expectations with work to do: ")
    assert f"{labels.count(StartLabel.OVERDUE)} overdue" in sentence


def test_what_does_not_apply_is_not_listed(reviewed: Reviewed) -> None:
    reviewed.rate(0)
    reviewed.say({Address("ACC-01.applies"): "no"}, EXPECTATIONS)
    plan = reviewed.desk.plan()
    listed = {row.expectation.id for row in plan_words.to_start(plan, BEST)}
    assert "ACC-01" not in listed
    assert "ACC-02" in listed


def test_nobody_has_given_figures_is_a_dash_and_never_nought(reviewed: Reviewed) -> None:
    reviewed.rate(1)
    rows = plan_words.year_rows(reviewed.desk.plan(), BEST)
    assert [row.cells[1:] for row in rows] == [("–",) * 4] * 6


def test_days_short_are_counted_and_work_without_days_is_said(reviewed: Reviewed) -> None:
    reviewed.rate(4)
    table = "resilience.needs"
    cells = {
        Address(table, "n1", f"{table}.need"): "Two rooms",
        Address(table, "n1", f"{table}.by_when"): date(2027, 3, 1),
    }
    reviewed.say(cells)
    rows = plan_words.quarter_rows(reviewed.desk.plan().change[BEST])
    assert rows[0].cells[0] == "January to March 2027"
    assert rows[0].cells[4] == "Free days not known; 1 not estimated"


def test_days_are_told_to_a_tenth() -> None:
    load = QuarterLoad(date(2026, 10, 1), (), Decimal("30.0"), Decimal("13.035725"), 0)
    piece = PieceOfWork("a", "Two rooms", date(2026, 10, 1), Decimal(30))
    row = plan_words.quarter_rows((replace(load, work=(piece,)),))[0]
    assert row.cells[2:] == ("30", "13", "17 days short")


def test_a_place_whose_item_is_gone_says_so(reviewed: Reviewed) -> None:
    item = {"place": 1, "kind": "weakness", "item": "removed1"}
    reviewed.say({Address("plan.top5", "t1", f"plan.top5.{k}"): v for k, v in item.items()})
    assert plan_words.top_five_links(reviewed.desk.plan())[0].title == "1. No longer in the lists"


def test_both_lists_of_the_catalogue_are_told_whole() -> None:
    catalogue = shipped_catalogue()
    assert len(plan_words.watched_words(catalogue)) == 5
    assert len(plan_words.watch_list_words(catalogue)) == 8
