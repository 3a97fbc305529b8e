"""The page of the rate card: begun in three ways, priced as one types, taken back by keys."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from reviewing import Asked, Reviewed, unnamed

from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.rates.pricing import price_card
from stocktake.tasks.rate_services import SERVICES
from stocktake.ui.jobs import Jobs
from stocktake.ui.pages.rate_card import RateCardPage
from stocktake.ui.rate_card.card_view import CAUTION
from stocktake.ui.rate_card.parts import COSTS as TIME_COSTS
from stocktake.ui.rate_card.parts import LINES, MONEY, PUBLISH
from stocktake.ui.rate_card.which_panel import OWN
from stocktake.ui.widgets.labels import Words
from tests.rate_cards import CHANGED

ECG = {"provided": "by_us", "volume": 420, "hca_min": 20, "gp_min": 5, "admin_min": 3,
       "consumables": "0.80", "price": 25}  # fmt: skip
COSTS = {"session_cost": 360, "nurse_hour_cost": 34, "hca_hour_cost": "20.40",
         "admin_hour_cost": "18.90", "overhead_pct": 15}  # fmt: skip


class _Later(Executor):
    """Begins nothing: the charts have tests of their own, and drawing them takes the longest."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[object]:
        return Future()


@pytest.fixture(scope="module")
def half(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RateCardPage]:
    """The page over half a services table: the ECG is costed, spirometry has only its number."""
    folder = tmp_path_factory.mktemp("rate card")
    reviewed = Reviewed(folder, Jobs(executor=_Later()))
    reviewed.open()
    reviewed.say({Address(f"services.{name}"): Decimal(str(v)) for name, v in COSTS.items()})
    for row, cells in (("ecg", ECG), ("spirometry", {"provided": "by_us", "volume": 80})):
        for name, value in cells.items():
            shown = value if name == "provided" else Decimal(str(value))
            reviewed.say({Address(SERVICES, row, f"{SERVICES}.{name}"): shown})
    page = RateCardPage(reviewed.desk)
    page.resize(1000, 640)
    yield page
    reviewed.close()
    page.deleteLater()


@pytest.fixture
def page(half: RateCardPage) -> Iterator[RateCardPage]:
    """The page before a card is begun."""
    half.practice.read_only = False
    half._line_id = ""
    half.choice.choose(OWN)
    half.parts.open(LINES)
    half.working.keep(None, "Before the test")
    half.show()
    half.refresh()
    yield half
    half.hide()


def words(page: RateCardPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Words) if each.isVisible())


def lines(page: RateCardPage) -> list[list[str]]:
    model = page.lines.table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in rows]


def give(page: RateCardPage, fields: object, key: str, value: object) -> None:
    fields.editor(key)._give(Decimal(str(value)))  # type: ignore[attr-defined]


def test_before_a_card_it_says_how_to_begin_and_what_not_to_agree(page: RateCardPage) -> None:
    said = words(page)
    assert CAUTION in said
    assert "2 services beyond the core contract." in said
    assert unnamed(page) == []


def test_a_card_from_half_the_services_prices_one_and_names_the_other(page: RateCardPage) -> None:
    page.begin.services_button.click()
    rows = {row[0]: row for row in lines(page)}
    cost = page.desk.sheet(STOCKTAKE).value(f"{SERVICES}.unit_cost", "ecg")
    ecg = rows["ECG recording and reading"]
    assert (ecg[1], ecg[2], ecg[4]) == ("420", f"{cost:.2f}", "25.00")
    assert rows["Diagnostic spirometry or FeNO"][2:4] == ["–", "–"]
    (missing,) = page.money.missing.links()
    assert missing.covers == "Needs its cost and what it is paid"
    assert unnamed(page) == []


def test_the_sample_shows_how_twelve_pounds_sixty_three_is_made_up(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    assert lines(page)[0] == ["Phlebotomy, one visit", "6,000", "11.48", "12.63", "–"]
    model = page.line.price.parts.model()
    parts = [Decimal(model.index(row, 1).data()) for row in range(model.rowCount())]
    assert page.line.price.heading.text() == "How is £12.63 made up?"
    assert sum(parts[:-1]) == parts[-1] == Decimal("12.63")
    assert "Healthcare assistant 0.73" in words(page)


def test_a_price_follows_a_figure_at_once_and_undo_takes_it_back(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    give(page, page.line.amounts, "consumables_gbp", "2.10")
    card = page.working.card
    assert card is not None
    assert lines(page)[0][3] == f"{price_card(card).lines[0].price_gbp:.2f}" == "13.78"
    page.undo()
    assert lines(page)[0][3] == "12.63"
    page.redo()
    assert lines(page)[0][3] == "13.78"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("missed_share", 100, "Missed appointments has to be below 100%."),
        ("consumables_gbp", -1, "Consumables for one cannot be below 0."),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(
    page: RateCardPage, key: str, value: int, said: str
) -> None:
    page.begin.sample_button.click()
    give(page, page.line.amounts, key, value)
    assert page.line.amounts.editor(key).error() == said
    assert lines(page)[0][3] == "12.63"


def test_set_up_without_a_number_a_year_says_so_at_the_number(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    give(page, page.line.once, "setup_gbp", 600)
    give(page, page.line.amounts, "yearly_volume", 0)
    assert lines(page)[0][3] == "–"
    assert "0 here" in page.line.amounts.editor("yearly_volume").error()
    give(page, page.line.amounts, "yearly_volume", 100)
    assert page.line.amounts.editor("yearly_volume").error() == ""


def test_equipment_without_its_years_says_so_at_its_years(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    give(page, page.line.once, "purchase_gbp", 1200)
    assert "equipment lasts" in page.line.once.editor("life_years").error()
    assert page.line.once.editor("contract_years").error() == ""
    give(page, page.line.once, "life_years", 5)
    assert page.line.once.editor("life_years").error() == ""


def test_costs_of_time_that_changed_in_the_stocktake_are_named(page: RateCardPage) -> None:
    page.begin.services_button.click()
    assert "Your services page has" not in words(page)
    give(page, page.shared.row("overhead"), "value", 15)
    card = page.working.card
    assert card is not None
    cheap = tuple(CHANGED(r, cost_gbp=Decimal(1)) if r.id == "hca" else r for r in card.roles)
    page._keep(CHANGED(card, roles=cheap), "Another cost")
    assert "Your services page has another figure for Healthcare assistant." in words(page)
    page.lines.update_button.click()
    assert "Your services page has" not in words(page)


def test_a_line_says_what_is_included_for_itself(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.line.scope.edited.emit("scope.included", " Taking and labelling. ")
    card = page.working.card
    assert card is not None
    assert card.lines[0].scope.included == "Taking and labelling."
    assert card.scope.included == ""
    assert page.working.next_undo == "Phlebotomy, one visit: included"


def test_pence_typed_as_pounds_are_asked_about(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    give(page, page.line.amounts, "consumables_gbp", 250)
    assert "Please check: Consumables: £250." in words(page)


def test_a_cost_of_time_or_a_room_typed_in_pence_is_asked_about(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.parts.open(TIME_COSTS)
    assert "Please check" not in words(page)
    page.roles.open_role("hca")
    give(page, page.roles.fields["stated"], "cost_gbp", 2400)
    assert "Please check: An hour costs £2,400. Pounds and not pence" in words(page)
    give(page, page.roles.fields["stated"], "cost_gbp", 24)
    give(page, page.shared.row("room_gbp_per_hour"), "value", 900)
    assert "Please check: It is £900." in words(page)
    give(page, page.shared.row("room_gbp_per_hour"), "value", 9)
    assert "Please check" not in words(page)


def test_a_new_line_has_no_price_before_its_minutes_and_their_cost(page: RateCardPage) -> None:
    page.begin.empty_button.click()
    page.add_line()
    assert lines(page) == [["New line", "–", "–", "–", "–"]]
    give(page, page.line.minutes, "minutes.hca", 20)
    assert "No cost of an hour is given yet for: Healthcare assistant." in words(page)
    page.parts.open(TIME_COSTS)
    page.roles.open_role("hca")
    give(page, page.roles.fields["pay"], "yearly_gbp", 27000)
    assert "£24.94 for an hour that can be booked" in words(page)
    assert lines(page)[0][3] != "–"


def test_a_line_that_is_taken_out_comes_back(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.line.taken_out.emit("phlebotomy")
    assert len(lines(page)) == 17
    page.undo()
    assert len(lines(page)) == 18


def test_a_reference_counts_nothing_twice(page: RateCardPage) -> None:
    page.begin.empty_button.click()
    page.add_line()
    page.shared.mode_chosen.emit("reference")
    page.roles.open_role("nurse")
    give(page, page.roles.fields["reference"], "cost_gbp", 65)
    give(page, page.line.minutes, "minutes.nurse", 20)
    give(page, page.line.amounts, "consumables_gbp", 4)
    give(page, page.line.amounts, "room_minutes", 20)
    assert lines(page)[0][3] == "28.23"
    page.parts.open(TIME_COSTS)
    assert "no cost is counted twice" in words(page)


def test_what_all_lines_share_says_whose_figure_it_is(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.parts.open(TIME_COSTS)
    assert "Source: unsourced" in words(page)
    give(page, page.shared.row("overhead"), "value", 20)
    assert "Your source: Our own figure" in words(page)
    assert page.working.next_undo == "All lines: overheads, added to staff cost"


def test_what_if_tells_what_stopping_and_repricing_would_do(page: RateCardPage) -> None:
    page.begin.services_button.click()
    panel = page.money.what_if
    page.money.table.opened.emit(0)
    panel.way.set_choice("reprice")
    panel.way.chosen.emit("reprice")
    give(page, panel.price, "paid", 26)
    assert panel.outcome.text().startswith("£420 a year better")
    give(page, panel.price, "paid", 25)
    assert panel.outcome.text().startswith("No difference: everything together")


def test_rises_are_given_year_by_year(page: RateCardPage) -> None:
    page.begin.empty_button.click()
    first = page.rises.years[0]
    give(page, first, "pay.0", 3.5)
    card = page.working.card
    assert card is not None and card.uplift.years == ()
    give(page, first, "other.0", 2.5)
    card = page.working.card
    assert card is not None
    (year,) = card.uplift.years
    assert (year.year, year.pay, year.other) == ("2027/28", Decimal("0.035"), Decimal("0.025"))


def test_a_year_that_is_blanked_for_another_figure_keeps_the_years_after_it(
    page: RateCardPage,
) -> None:
    page.begin.sample_button.click()
    before = page.working.card
    assert before is not None and len(before.uplift.years) == 5
    second = page.rises.years[1]
    second.editor("pay.1")._give(None)  # type: ignore[attr-defined]
    assert [f.editor(f"pay.{n}").value() for n, f in enumerate(page.rises.years)] == [
        Decimal("3.5"), None, Decimal("3.5"), Decimal("3.5"), Decimal("3.5"),
    ]  # fmt: skip
    give(page, second, "pay.1", 4)
    card = page.working.card
    assert card is not None
    assert [year.pay * 100 for year in card.uplift.years] == [3.5, 4, 3.5, 3.5, 3.5]
    assert card.uplift.years[4] == before.uplift.years[4]


def test_a_year_that_is_undone_is_no_longer_shown_as_given(page: RateCardPage) -> None:
    page.begin.empty_button.click()
    first = page.rises.years[0]
    give(page, first, "pay.0", 3.5)
    give(page, first, "other.0", 2.5)
    page.undo()
    card = page.working.card
    assert card is not None and card.uplift.years == ()
    assert first.editor("other.0").value() is None


def test_a_card_that_is_put_away_is_offered_back(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.lines.away_button.click()
    assert page.begin.isVisible()
    page.begin.back_button.click()
    assert len(lines(page)) == 18


def test_a_missing_service_leads_to_the_services_page(page: RateCardPage) -> None:
    asked = Asked(page)
    page.begin.services_button.click()
    page.money.missing.opened.emit(("spirometry",))
    ((name, place),) = asked.heard
    assert (name, place["question"]) == ("section", SERVICES)


def test_an_old_round_can_only_be_read(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.practice.read_only = True
    page.refresh()
    assert not page.lines.add_button.isEnabled()
    page.add_line()
    assert len(lines(page)) == 18


def test_what_a_year_is_paid_stands_at_the_top_and_opens_by_keys(page: RateCardPage) -> None:
    page.begin.services_button.click()
    bar = page.parts.bar
    said = bar.buttons[MONEY].text()
    assert said.startswith("What we are paid: ")
    assert said.split(": ")[1].startswith(("leaves £", "loses £"))
    assert not page.money.isVisible()
    page.next_part()
    assert page.money.isVisible()
    assert not page.lines.isVisible()
    page.escape()
    assert page.lines.isVisible()
    assert bar.buttons[PUBLISH].text() == "Publish: not ready"


def test_a_card_of_a_pcn_is_begun_named_put_away_and_brought_back(page: RateCardPage) -> None:
    page.begin.sample_button.click()
    page.choice.panel.begin_asked.emit("pcn", "Vale PCN")
    card = page.working.card
    assert card is not None
    assert (card.title, card.publisher_kind) == ("Vale PCN rate card", "pcn")
    assert not page.parts.bar.buttons[MONEY].isEnabled()
    page.add_line()
    page.choice.panel.rename_asked.emit("Vale network card")
    assert page.choice.panel.list.currentText() == "Vale network card"
    page.lines.away_button.click()
    assert page.choice.panel.list.currentText() == "Vale network card (put away)"
    assert not page.begin.sample_button.isVisible()
    page.begin.back_button.click()
    assert [row[0] for row in lines(page)] == ["New line"]
    assert unnamed(page) == []
    page.choice.choose(OWN)
    assert len(lines(page)) == 18


def test_a_second_card_of_one_name_is_refused_in_words(page: RateCardPage) -> None:
    for _ in range(2):
        page.choice.panel.begin_asked.emit("federation", "Fen Federation")
    assert "already" in page.notice.text()
    page.choice.panel.begin_asked.emit("pcn", " ")
    assert "needs a name" in page.notice.text()
