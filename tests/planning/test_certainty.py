from decimal import Decimal

from stocktake.planning.certainty import STATUS_WEIGHTS, Certainty, weights_in_words

STATUSES = ["contractual", "announced", "likely", "possible"]


def test_each_view_takes_in_the_one_before():
    seen = {view: [s for s in STATUSES if view.includes(s)] for view in Certainty}
    assert seen == {
        Certainty.FIRM: STATUSES[:2],
        Certainty.BEST_GUESS: STATUSES[:3],
        Certainty.STRETCH: STATUSES,
    }


def test_the_views_have_names_to_print():
    assert [view.words for view in Certainty] == ["Firm", "Best guess", "Stretch"]


def test_the_less_certain_counts_for_less():
    weights = [STATUS_WEIGHTS[status] for status in STATUSES]
    assert weights == [Decimal("1.00"), Decimal("0.80"), Decimal("0.50"), Decimal("0.25")]


def test_the_weights_are_said_in_words():
    assert weights_in_words() == "contractual 100%, announced 80%, likely 50% and possible 25%"
