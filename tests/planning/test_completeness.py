from decimal import Decimal

from stocktake.planning.completeness import completeness, confidence, quick_pass
from stocktake.planning.expectations import ExpectationAnswer, plan_expectations

WHOLE = {"aware": "yes", "applies": "yes", "ready_now": 2}
PASS_IDS = [
    "ACC-01", "POP-01", "QUA-03", "WOR-02", "SCA-01", "DIG-09",
    "PRE-01", "FIN-04", "LEA-04", "SCA-03", "LEA-01", "RES-03",
]  # fmt: skip


def test_a_card_needs_all_three_answers(row):
    rows = [
        row("A", own=WHOLE),
        row("B", own={"aware": "partly", "applies": "not_sure"}),
        row("C", own={"applies": "yes", "ready_now": 2}),
        row("D", own={"aware": "no", "ready_now": 0}),
    ]
    result = completeness(rows)
    assert (result.answered, result.applicable) == (1, 4)
    assert result.share == Decimal("0.25")
    assert result.words == "1 of 4 answered"


def test_a_card_that_does_not_apply_needs_no_readiness(row):
    assert completeness([row(own={"aware": "no", "applies": "no"})]).answered == 1


def test_level_nought_is_an_answer(row):
    assert completeness([row(own=WHOLE | {"ready_now": 0})]).answered == 1


def test_only_the_48_practice_rows_count(catalogue):
    result = completeness(plan_expectations(catalogue, {}))
    assert (result.answered, result.applicable) == (0, 48)
    assert completeness(plan_expectations(catalogue, {}), "group").applicable == 7


def test_nothing_asked_has_no_share():
    assert completeness([]).share is None


def test_the_quick_pass_is_twelve_cards_and_the_group_s_card_needs_two_answers(catalogue):
    answers = {row_id: ExpectationAnswer(**WHOLE) for row_id in PASS_IDS if row_id != "LEA-01"}
    before = quick_pass(plan_expectations(catalogue, answers))
    assert (before.answered, before.applicable) == (11, 12)
    answers["LEA-01"] = ExpectationAnswer(aware="no", want_a_say="not_sure")
    assert quick_pass(plan_expectations(catalogue, answers)).answered == 12


def test_the_group_s_own_quick_pass_asks_only_its_own_rows(catalogue):
    answers = {"LEA-01": ExpectationAnswer(**WHOLE)}
    result = quick_pass(plan_expectations(catalogue, answers), "group")
    assert (result.answered, result.applicable) == (1, 1)


def test_confidence_is_counted_and_leaves_out_what_does_not_apply(row):
    rows = [
        row("A", own={"confidence": "high"}),
        row("B", own={"confidence": "low"}),
        row("C", own={"confidence": "low"}),
        row("D"),
        row("E", own={"confidence": "medium", "applies": "no"}),
        row("F", asked_of="group", own={"confidence": "medium"}),
    ]
    counts = confidence(rows)
    assert (counts.high, counts.medium, counts.low, counts.not_said) == (1, 0, 2, 1)
