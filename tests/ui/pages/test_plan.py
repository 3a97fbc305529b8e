from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, displayed, unnamed

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.pages.plan import PlanPage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.domain_panel import DomainPanel
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.link_list import LinkList
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.wrapped_table import WrappedTable


def shown(qtbot: QtBot, reviewed: Reviewed) -> PlanPage:
    return displayed(qtbot, PlanPage(reviewed.desk))


def words(page: PlanPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words))


def table(page: PlanPage, name: str) -> list[list[str]]:
    view = next(t for t in page.findChildren(WrappedTable) if t.accessibleName() == name)
    model = view.model()
    assert isinstance(model, WrappedRows)
    return [list(model.row_at(row).cells) for row in range(model.rowCount())]


def links(page: PlanPage, name: str) -> LinkList:
    return next(each for each in page.findChildren(LinkList) if each.accessibleName() == name)


def test_before_the_first_rating_the_page_says_how_to_begin(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    page = shown(qtbot, reviewed)
    assert "Nothing has been rated yet" in words(page)
    assert not page.findChild(DrawnChart).isVisible()


def test_overdue_and_late_work_stands_first_with_a_shape_and_a_word(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    rows = table(page, "What must start when")
    said = [cells[3].split("\N{NO-BREAK SPACE}") for cells in rows]
    order = list(dict.fromkeys(word for _, word in said))
    assert order == ["Overdue", "Open now", "Late start", "Start now", "Scheduled"]
    assert len({shape for shape, _ in said}) == len(order)


def test_the_role_that_leads_is_in_the_table(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    reviewed.ready("ACC-01", 0, lead_role="manager")
    page = shown(qtbot, reviewed)
    leads = {cells[4] for cells in table(page, "What must start when")}
    assert leads == {"Nobody yet", "Practice or business manager"}


def test_enter_on_a_row_opens_its_card(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    view = next(t for t in page.findChildren(WrappedTable) if t.model().rowCount())
    view.setCurrentIndex(view.model().index(0, 2))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.heard[0][0] == "card"
    assert asked.heard[0][1]["question"].endswith(".ready_now")


def test_how_many_cards_are_answered_is_said(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(2)
    reviewed.ready("ACC-01", 2, confidence="high")
    page = shown(qtbot, reviewed)
    assert "1 of 48 expectations answered." in words(page)
    assert "1 high" in words(page)


def test_readiness_that_is_not_known_is_listed_with_a_link(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(2, most=4)
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    needed = links(page, "Answer needed")
    assert {link.status for link in needed.links()} == {"Answer needed"}
    assert len(needed.links()) == len(reviewed.desk.plan().answer_needed)
    needed.rows()[0].click()
    assert asked.heard[0][0] == "card"


def test_the_two_series_of_money_stand_apart(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    reviewed.ready("ACC-01", 1, needs_recurrent=1200)
    need = {"need": "Two rooms", "by_when": date(2027, 3, 1), "cost_once": 40_000}
    cells = {Address("resilience.needs", "n1", f"resilience.needs.{k}"): v for k, v in need.items()}
    reviewed.say(cells)
    page = shown(qtbot, reviewed)
    first = table(page, "People and money by year")[0]
    assert first == ["2026/27", "–", "1,200", "1", "40,000"]
    assert "never added" in words(page)


def test_money_is_also_counted_by_how_certain_it_is(qtbot: QtBot, reviewed: Reviewed) -> None:
    """SCA-03 is announced, so its pounds count for four fifths."""
    reviewed.open()
    reviewed.rate(1)
    reviewed.ready("SCA-03", 1, needs_recurrent=1000)
    page = shown(qtbot, reviewed)
    page._resources.region_chosen.emit(("money", "2028"))
    assert "likely 50% and possible 25%): £800." in words(page)
    assert "£5,000 to meet expectations, or £4,000 when each amount is counted" in words(page)
    assert "contractual 100%, announced 80%, likely 50% and possible 25%" in words(page)


def test_a_quarter_that_wants_too_much_says_by_how_many_days(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(4)
    need = {"need": "Two rooms", "by_when": date(2027, 3, 1), "effort_days": 30}
    cells = {Address("resilience.needs", "n1", f"resilience.needs.{k}"): v for k, v in need.items()}
    reviewed.say(cells)
    page = shown(qtbot, reviewed)
    quarters = table(page, "Staff days wanted and free, by quarter")
    assert ["January to March 2027", "1", "30", "not known", "Free days not known"] in quarters


def test_five_that_nobody_confirmed_are_no_view_yet(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    assert "No view yet: the five places are empty" in words(page)
    item = {"place": 1, "kind": "expectation", "item": "ACC-01"}
    reviewed.say({Address("plan.top5", "t1", f"plan.top5.{k}"): v for k, v in item.items()})
    assert "No view yet: the list has not been confirmed" in words(page)
    reviewed.say(
        {
            Address("plan.top5_confirmed_by"): "partners_meeting",
            Address("plan.top5_confirmed_on"): date(2026, 11, 12),
        }
    )
    assert "Confirmed: Partners together in a meeting, 12 November 2026." in words(page)
    assert links(page, "Our five priorities").links()[0].title.startswith("1. ")


def test_choosing_the_five_leads_to_the_question(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    page._choose_five.click()
    assert asked.heard[0][1]["form"] == STOCKTAKE
    assert asked.heard[0][1]["question"] == "plan.top5"


def test_what_is_being_watched_is_folded_away_and_whole(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    folded = [each for each in page.findChildren(Collapsible) if each.isVisible()]
    assert not any(each.is_open for each in folded)
    assert "Publication of the 10 Year Workforce Plan" in words(page)
    assert "NHS online hospital as a referral choice from 2027" in words(page)


def test_a_firmer_view_asks_for_less(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(0)
    page = shown(qtbot, reviewed)
    counts = {}
    for view in ("Firm", "Best guess", "Stretch"):
        next(each for each in page.findChildren(QPushButton) if each.text() == view).click()
        counts[view] = len(table(page, "What must start when"))
    assert counts["Firm"] < counts["Best guess"] <= counts["Stretch"]


def test_everything_tab_stops_at_has_a_name(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    assert unnamed(page) == []


def test_at_twice_the_text_no_table_scrolls_sideways(
    qtbot: QtBot, reviewed: Reviewed, theme: Theme
) -> None:
    theme.apply("light", 200)
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    tables = page.findChildren(WrappedTable)

    def are_fitted() -> bool:
        return all(t.horizontalHeader().length() <= t.viewport().width() for t in tables)

    qtbot.wait_until(are_fitted)
    assert not page.findChild(ScrollColumn).is_cut_off()


def test_a_bar_of_money_opens_the_expectations_it_is_added_up_from(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(1)
    reviewed.ready("ACC-01", 1, needs_recurrent=1200, funding="funded")
    page = shown(qtbot, reviewed)
    asked = Asked(page)
    page._resources.region_chosen.emit(("money", "2027"))
    panel = page.findChild(DomainPanel)
    assert panel.isVisible()
    assert "Money in 2027/28: £1,200" in words(page)
    [link] = links(page, "What asks for it").links()
    assert (link.status, link.count) == ("£1,200", "funded")
    links(page, "What asks for it").rows()[0].click()
    assert asked.heard[0][0] == "card"
    panel._close.click()
    assert not panel.isVisible()


def test_every_bar_of_the_timeline_is_reached_by_keyboard_and_opens_its_card(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    picture = page._timeline.view._picture
    qtbot.wait_until(picture.isVisible, timeout=60_000)
    asked = Asked(page)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(picture, key)
    assert asked.heard[0][1]["section"] == picture.here.key[0]
