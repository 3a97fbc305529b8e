from gaps_page import charts, choices, choose, lists, shown, wait_for_charts, words
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed

from stocktake.planning.certainty import Certainty
from stocktake.planning.years import PlanYears
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.pages.plan import PlanPage
from stocktake.ui.widgets.chart_picture import ChartPicture
from stocktake.ui.widgets.chart_view import ChartView
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.domain_panel import DomainPanel
from stocktake.ui.widgets.labels import Heading
from stocktake.ui.widgets.wrapped_table import WrappedTable


def test_without_a_practice_the_page_leads_home(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    page._states["no practice"].started.emit()
    assert "No practice is open" in words(page)
    assert charts(page) == {}
    assert asked.heard == [("home", {})]


def test_before_the_first_rating_one_button_leads_to_it(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    page._states["no ratings"].started.emit()
    name, place = asked.heard[0]
    assert "Nothing has been rated yet" in words(page)
    assert name == "section"
    assert place["question"] == reviewed.ratings()[0].id


def test_two_ratings_say_how_many_more_the_first_chart_needs(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(most=2)
    page = shown(qtbot, reviewed)
    assert "2 ratings given. After two more the first chart appears here, and two pages" in words(
        page
    )
    assert charts(page) == {}


def test_four_ratings_draw_the_levels_so_far(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(most=4)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    view = charts(page)["levels_so_far"].findChild(ChartView)
    assert len(view._chart.table.rows) == 12


def test_with_most_domains_rated_the_levels_so_far_give_way(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate()
    page = shown(qtbot, reviewed)
    assert set(charts(page)) == {"now_and_needed", "heat_map", "ratings_by_domain"}


def test_the_finding_is_that_of_the_year_and_view_chosen(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(2)
    page = shown(qtbot, reviewed)
    choose(page, "Year", "2027")
    choose(page, "How sure must it be to count?", "firm")
    plan = reviewed.desk.plan()
    short = plan.gaps[Certainty.FIRM].summaries[1]
    said = next(
        each.text() for each in page.findChildren(Heading) if "31 March 2028" in each.text()
    )
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
    assert f"{words[short.counted - short.at_or_above]} of" in said


def test_the_choice_is_remembered_and_shared_with_the_plan(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(2)
    page = shown(qtbot, reviewed)
    choose(page, "Year", "2030")
    choose(page, "How sure must it be to count?", "stretch")
    assert reviewed.desk.settings.view_year == 2030
    again = shown(qtbot, reviewed)
    assert choices(again)["Year"].choice() == "2030"
    plan = displayed(qtbot, PlanPage(reviewed.desk))
    assert plan.place() == {"certainty": "stretch"}


def test_next_years_round_offers_the_years_of_its_own_plan(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open(round_label="2027/28")
    reviewed.rate(2)
    reviewed.say({Address("dest.workforce"): 4})
    page = shown(qtbot, reviewed)
    choose(page, "Year", "2032")
    assert "31 March 2033" in words(page)
    buttons = choices(page)["Year"].findChildren(QPushButton)
    assert [each.text() for each in buttons if each.isVisible()] == list(PlanYears(2027).labels)
    for year in ("2031", "2032"):  # what the practice wants for March 2032 holds from then on
        choose(page, "Year", year)
        wait_for_charts(qtbot, page)
        page.go_to({"domain": "workforce"})
        assert "Your own destination for March 2032 is 4 Resilient" in words(page)
        chart = charts(page)["now_and_needed"].view._chart
        assert chart.figure.findobj(lambda artist: artist.get_gid() == "own:workforce")


def test_choosing_the_same_again_leaves_it(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(2)
    page = shown(qtbot, reviewed)
    choose(page, "Year", "2028")
    assert choices(page)["Year"].choice() == "2028"
    assert "31 March 2029" in words(page)


def test_what_must_start_now_leads_to_the_card_and_the_plan(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    view = page._start.table
    assert view.model().index(0, 3).data().endswith("Overdue")
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    page._start.more.click()
    assert [name for name, _ in asked.heard] == ["card", "plan"]


def test_what_nobody_costed_is_not_nothing(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    model = page._taking.table.model()
    assert model.index(1, 1).data() == "not known"
    assert model.index(1, 5).data().startswith("0 of ")
    assert "is not counted as nothing" in words(page)


def test_the_widest_gap_comes_first_and_no_domain_is_left_out(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(2)
    digital = reviewed.ratings()[0].domain
    page = shown(qtbot, reviewed)
    found = lists(page)
    short, rest = found["What is biggest"].links(), found["The other domains"].links()
    assert len(short) + len(rest) == 12
    assert digital in {link.key[0] for link in (*short, *rest)}
    assert {link.status for link in short} == {"One level short"}
    assert "No dated expectation" in {link.status for link in rest}


def test_a_domain_pressed_on_a_chart_shows_what_is_behind_it(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(1)
    reviewed.ready("DIG-01", 0)
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    wait_for_charts(qtbot, page)
    charts(page)["now_and_needed"].view.region_chosen.emit(("digital", ""))
    panel = page.findChild(DomainPanel)
    assert panel.isVisible()
    assert "Level now: 1 Started, the middle of your ratings" in words(page)
    found = lists(page)
    cards = [link for link in found["What asks for it"].links() if link.key[1] == "DIG-01"]
    assert "levels short" in cards[0].covers
    found["Your ratings"].rows()[0].click()
    found["What asks for it"].rows()[0].click()
    assert asked.heard[0][0] == "section"
    assert asked.heard[0][1]["form"] == STOCKTAKE
    assert asked.heard[1][0] == "card"
    assert asked.heard[1][1]["form"] == EXPECTATIONS


def test_another_practice_opens_with_nothing_of_the_last_one(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(2)
    page = shown(qtbot, reviewed)
    page.go_to({"domain": "digital"})
    assert page.findChild(DomainPanel).isVisible()
    practice = reviewed.desk.practice
    reviewed.desk.close_practice()
    reviewed.desk.choose(practice.subject, practice.round)
    page.refresh()
    assert not page.findChild(DomainPanel).isVisible()
    assert "domain" not in page.place()


def test_a_cell_of_the_map_also_chooses_its_year(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    charts(page)["heat_map"].region_chosen.emit(("access", "2031"))
    assert choices(page)["Year"].choice() == "2031"
    assert "March 2032" in words(page)


def test_what_is_asked_of_the_pcn_is_listed_apart(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(2)
    page = shown(qtbot, reviewed)
    page.go_to({"domain": "voice", "year": 2028})
    found = lists(page)
    assert found["What asks for it"].links() == ()
    assert "Asked of your PCN" in found["Asked of your PCN"].links()[0].covers
    assert "That is not the same as no gap." in words(page)


def test_new_answers_show_at_once(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    before = words(page)
    reviewed.rate(4)
    assert words(page) != before
    assert lists(page)["What is biggest"].links() == ()
    assert page.findChild(Collapsible).is_open


def test_a_chart_has_the_height_it_was_drawn_at(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    pictures = [each.view._picture for each in charts(page).values()]

    def are_whole() -> bool:
        return all(each.height() >= each.heightForWidth(each.width()) > 0 for each in pictures)

    qtbot.wait_until(are_whole)


class SmallestPainted(QObject):
    """Remembers how much of its full height each picture had whenever it was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.shares: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint and isinstance(watched, ChartPicture):
            wanted = watched.heightForWidth(watched.width())
            if wanted:
                self.shares.append(watched.height() / wanted)
        return False


def test_no_frame_shows_a_chart_squashed(
    qtbot: QtBot, qapp: QApplication, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(2)
    watch = SmallestPainted()
    qapp.installEventFilter(watch)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    qtbot.wait_until(lambda: bool(watch.shares))
    qapp.removeEventFilter(watch)
    assert min(watch.shares) >= 0.99


def test_a_level_to_aim_for_opens_its_domain(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open(round_label="2027/28")
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    name = "Levels to aim for, year by year"
    table = next(t for t in page.findChildren(WrappedTable) if t.accessibleName() == name)
    model = table.model()
    heading = Qt.Orientation.Horizontal
    assert model.headerData(2, heading, Qt.ItemDataRole.DisplayRole) == "Mar 2028"
    table.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    panel = page.findChild(DomainPanel)
    assert panel.isVisible()
    assert panel.findChild(Heading).text().startswith("Access and demand: ")
