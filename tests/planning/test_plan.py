from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import ExpectationAnswer
from stocktake.planning.gaps import Position
from stocktake.planning.needs import Need
from stocktake.planning.plan import PlanInputs, make_plan
from stocktake.planning.starting import StartLabel
from stocktake.planning.top_five import TopFive, TopItem
from stocktake.questionnaire.scale import DOMAIN_IDS

ANSWERS = {
    "ACC-01": ExpectationAnswer(aware="yes", applies="yes", ready_now=2, confidence="high"),
    "FIN-02": ExpectationAnswer(
        oneoff_gbp=Decimal(900), funding="unfunded", training_staff=Decimal(3),
        training_days=Decimal(2),
    ),
    "PRE-04": ExpectationAnswer(aware="yes", applies="no", oneoff_gbp=Decimal(5000)),
    "LEA-01": ExpectationAnswer(aware="no", want_a_say="yes"),
}  # fmt: skip
NEEDS = (
    Need(
        id="n1", need="Second clerk", by_when=date(2027, 2, 1), yearly_gbp=Decimal(100),
        effort_days=Decimal(4),
    ),
)  # fmt: skip


@pytest.fixture
def inputs(catalogue, today, at_level):
    levels = {domain: at_level(2) for domain in DOMAIN_IDS if domain != "voice"}
    return PlanInputs(
        catalogue=catalogue,
        today=today,
        position=Position(levels, {"estate": 4}),
        answers=ANSWERS,
        needs=NEEDS,
        change_days_quarter=Decimal("10.4"),
        top_five=TopFive((TopItem(1, "expectation", "ACC-01"),)),
    )


@pytest.fixture
def plan(inputs):
    return make_plan(inputs)


def found(plan, row_id):
    return next(row for row in plan.rows if row.expectation.id == row_id)


def test_the_practice_s_own_rows_are_in_priority_order(plan):
    assert len(plan.rows) == 48
    points = [row.priority.points for row in plan.rows]
    assert points == sorted(points, reverse=True)
    assert plan.rows[0].expectation.id == "ACC-01"
    assert plan.rows[0].priority.why == "one level short, overdue since 1 April 2026, contract"
    assert plan.rows[0].start.label is StartLabel.OVERDUE


def test_the_group_s_rows_are_single_lines_apart(plan):
    assert {row.id for row in plan.other_rows} == {
        "SCA-04", "SCA-05", "SCA-07", "LEA-01", "LEA-02", "LEA-03", "RES-02",
    }  # fmt: skip
    assert next(r for r in plan.other_rows if r.id == "LEA-01").answer.want_a_say == "yes"


def test_all_three_views_are_worked_out(plan):
    assert set(plan.gaps) == set(plan.paths) == set(plan.resources) == set(Certainty)
    assert plan.gaps[Certainty.FIRM].domain("services").required == (2,) * 6
    assert plan.gaps[Certainty.BEST_GUESS].domain("estate").required[-1] == 4
    assert {row.expectation.id for row in plan.rows_under(Certainty.FIRM)} & {"FIN-02"} == set()


def test_what_does_not_apply_costs_nothing_and_a_view_counts_its_own_rows(plan):
    assert plan.resources[Certainty.FIRM].total_gbp == 0
    best = plan.resources[Certainty.BEST_GUESS]
    assert best.total_gbp == 900
    assert best.risk_weighted_gbp == 450
    assert best.rows_costed == 1


def test_the_two_series_are_never_added(plan):
    assert plan.safe_today.total_gbp == 600
    assert plan.resources[Certainty.BEST_GUESS].total_gbp == 900


def test_days_wanted_stand_beside_days_free_by_the_quarter_work_begins(plan):
    loads = plan.change[Certainty.BEST_GUESS]
    assert found(plan, "FIN-02").start.start == date(2027, 9, 30)
    by_label = {load.label: load for load in loads}
    assert by_label["January to March 2027"].wanted_days == 4
    assert by_label["July to September 2027"].wanted_days == 6
    assert all(load.free_days == Decimal("10.4") for load in loads)


def test_what_is_already_done_starts_no_work(inputs):
    ready = replace(ANSWERS["FIN-02"], ready_now=3)
    plan = make_plan(replace(inputs, answers=ANSWERS | {"FIN-02": ready}))
    started = {w.id for load in plan.change[Certainty.STRETCH] for w in load.work}
    assert "ACC-01" in started
    assert "FIN-02" not in started


def test_domains_without_a_level_have_no_path(plan):
    drawn = {path.domain for path in plan.paths[Certainty.BEST_GUESS]}
    assert drawn == set(DOMAIN_IDS) - {"voice"}


def test_an_unknown_level_leaves_answers_needed(inputs):
    empty = make_plan(replace(inputs, position=Position({}, {})))
    needed = {row.expectation.id for row in empty.answer_needed}
    assert len(needed) == 46
    assert needed.isdisjoint({"ACC-01", "PRE-04"})
    assert empty.rows[0].expectation.id == "ACC-01"
    assert all(row.priority.points is None for row in empty.rows[2:])


def test_completeness_and_confidence(plan):
    assert plan.completeness.words == "2 of 48 answered"
    assert plan.quick.words == "2 of 12 answered"
    assert plan.confidence.high == 1
    assert plan.confidence.not_said == 46


def test_the_five_stay_unconfirmed_whatever_the_points(plan):
    assert plan.top_five.counted is None
    assert plan.candidates[0].item == "ACC-01"
    assert plan.candidates[-1].kind == "need"


def test_in_the_group_s_file_its_own_rows_are_planned(inputs, at_level):
    position = Position({"scale": at_level(2)}, {}, asked_of="group")
    plan = make_plan(replace(inputs, position=position))
    assert {row.expectation.asked_of for row in plan.rows} == {"group"}
    assert len(plan.rows) == 7
    assert found(plan, "SCA-05").gap.gap == 2
    assert found(plan, "SCA-05").start.label is StartLabel.SCHEDULED


def test_own_rows_count_like_any_other(inputs, row):
    own = row("LOC-garden", domain="access", level=4, due=date(2028, 3, 31)).row
    plan = make_plan(replace(inputs, own_rows=(own,)))
    assert plan.gaps[Certainty.FIRM].domain("access").required == (3, 4, 4, 4, 4, 4)
    assert found(plan, "LOC-garden").gap.inferred
