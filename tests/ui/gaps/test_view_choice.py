from pytestqt.qtbot import QtBot
from reviewing import Reviewed

from stocktake.planning.certainty import Certainty
from stocktake.ui.gaps.view_choice import TAKES_IN, ViewChoice
from stocktake.ui.widgets.labels import Hint


def made(qtbot: QtBot, reviewed: Reviewed, *, has_years: bool = True) -> ViewChoice:
    choice = ViewChoice(reviewed.desk, has_years=has_years)
    qtbot.addWidget(choice)
    choice.show()
    return choice


def test_what_the_view_counts_is_said_beside_it(qtbot: QtBot, reviewed: Reviewed) -> None:
    choice = made(qtbot, reviewed)
    choice.views.chosen.emit("firm")
    assert choice.findChild(Hint).text() == TAKES_IN[Certainty.FIRM]


def test_a_choice_is_kept_and_recalled_elsewhere(qtbot: QtBot, reviewed: Reviewed) -> None:
    first, second = made(qtbot, reviewed), made(qtbot, reviewed)
    with qtbot.wait_signals([first.changed, first.changed]):
        first.years.chosen.emit("2031")
        first.views.chosen.emit("stretch")
    assert second.year == 2028
    second.recall()
    assert (second.year, second.certainty) == (2031, Certainty.STRETCH)
    assert second.years.choice() == "2031"


def test_choosing_by_code_says_nothing(qtbot: QtBot, reviewed: Reviewed) -> None:
    choice = made(qtbot, reviewed)
    with qtbot.assert_not_emitted(choice.changed, wait=0):
        choice.choose(year=2027)
    assert reviewed.desk.settings.view_year == 2027


def test_where_the_year_makes_no_difference_it_is_not_asked(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    choice = made(qtbot, reviewed, has_years=False)
    assert not choice.years.isVisible()
    assert choice.views.isVisible()


def test_the_partners_paper_is_asked_for(qtbot: QtBot, reviewed: Reviewed) -> None:
    choice = made(qtbot, reviewed)
    with qtbot.wait_signal(choice.paper_asked):
        choice.paper.click()
