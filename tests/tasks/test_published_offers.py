from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from stocktake.opendata.datasets.appointments import NAMES
from stocktake.opendata.pack import Pack, PackedValue, PackSource, to_bytes
from stocktake.opendata.release import (
    ATTRIBUTION,
    Basis,
    Period,
    PublishedFigure,
    PublishedValue,
    Quality,
)
from stocktake.questionnaire.answers import Address, Answer, Answers, Origin, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.published_sets import PublishedSet
from stocktake.tasks.published_offers import (
    Figures,
    Offer,
    Standing,
    as_written,
    by_dataset,
    figures_of,
    offers,
    to_take,
)
from stocktake.units import add_months

TODAY = date(2026, 11, 22)
BROUGHT = datetime(2026, 11, 1, 9, tzinfo=UTC)
BEFORE, AFTER = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
SIZE = Address("profile.list_size")


def source(dataset: str = "list_size", end: date = date(2026, 7, 1)) -> PackSource:
    period = Period(end, end, Basis.IN_FILE)
    title = "Patients registered"
    line = f"Contains public sector information. NHS England: {title}."
    return PackSource(dataset, title, "NHS England", "1", "a.csv", "f" * 64, 9, period, False, line)


def published(
    key: str, figure: PublishedFigure | None, quality: Quality = Quality.OK, note: str = ""
) -> PublishedValue:
    return PublishedValue("A81001", key, str(figure), figure, "", 2, key, quality, note)


def kept(
    number: int, *values: PublishedValue, of: PackSource | None = None, removed: bool = False
) -> PublishedSet:
    pack = Pack(
        "", TODAY, "", (of or source(),), ("A81001",),
        tuple(PackedValue(0, each) for each in values), (), {}, (), (),
    )  # fmt: skip
    brought = BROUGHT.replace(day=number)
    gone = AFTER if removed else None
    return PublishedSet(number, "A81001", to_bytes(pack), "Practice manager", brought, gone)


def sheet(**said: Answer) -> Sheet:
    answers = {Address(name.replace("__", ".")): each for name, each in said.items()}
    return Sheet(shipped_form(STOCKTAKE), Answers(answers.items()), today=TODAY)


def offer(filled: Sheet, *sets: PublishedSet) -> Offer:
    (found,) = (each for each in offers(filled, figures_of(sets)) if each.address == SIZE)
    return found


LIST = kept(1, published("list.registered", Decimal(3733)))
NEWER = kept(2, published("list.registered", Decimal(3800)), of=source(end=date(2026, 10, 1)))


def accepted(value: int) -> Answer:
    return replace(answered(Decimal(value)), origin=Origin.ACCEPTED, changed_at=AFTER)


def typed(value: int, at: datetime) -> Answer:
    return replace(answered(Decimal(value)), changed_at=at)


def test_a_figure_is_offered_and_answers_nothing_by_itself() -> None:
    blank = sheet()
    found = offer(blank, LIST)
    assert (found.standing, found.suggestion) == (Standing.SUGGESTED, Decimal(3733))
    assert found.kept.source_words == "NHS England: Patients registered, 1 July 2026"
    assert blank.answers[SIZE].state is State.BLANK


def test_an_accepted_figure_says_so_until_a_newer_one_is_published() -> None:
    filled = sheet(profile__list_size=accepted(3733))
    assert offer(filled, LIST).standing is Standing.ACCEPTED
    assert not offer(filled, LIST).can_be_taken
    stale = offer(filled, LIST, NEWER)
    assert stale.standing is Standing.STALE
    assert stale.suggestion == Decimal(3800)
    assert stale.former is not None
    assert stale.former.source_words == "NHS England: Patients registered, 1 July 2026"
    assert not stale.can_be_taken_together(TODAY)


def test_an_older_file_brought_later_does_not_take_the_place_of_a_newer() -> None:
    late = kept(9, published("list.registered", Decimal(3000)), of=source(end=date(2025, 7, 1)))
    assert offer(sheet(), NEWER, late).suggestion == Decimal(3800)


def test_a_figure_typed_over_one_that_was_offered_keeps_both() -> None:
    found = offer(sheet(profile__list_size=typed(4000, AFTER)), LIST)
    assert found.standing is Standing.OVERRIDDEN
    assert found.difference == Decimal(267)
    assert found.difference_percent == pytest.approx(Decimal("7.1524"), abs=Decimal("0.0001"))


def test_a_figure_typed_before_anything_was_published_stays_ones_own() -> None:
    found = offer(sheet(profile__list_size=typed(4000, BEFORE)), LIST)
    assert found.standing is Standing.TYPED
    assert found.difference == Decimal(267)
    assert found.can_be_taken


def test_typing_the_published_figure_is_no_difference() -> None:
    found = offer(sheet(profile__list_size=typed(3733, AFTER)), LIST)
    assert found.standing is Standing.TYPED
    assert found.difference is None
    assert not found.can_be_taken


def test_clearing_ones_own_figure_leaves_the_suggestion() -> None:
    assert offer(sheet(profile__list_size=Answer()), LIST).standing is Standing.SUGGESTED


def test_not_known_is_an_answer_of_ones_own() -> None:
    said = Answer(state=State.NOT_KNOWN, changed_at=BEFORE)
    assert offer(sheet(profile__list_size=said), LIST).standing is Standing.TYPED


def test_an_answer_whose_file_was_taken_away_still_says_where_it_is_from() -> None:
    gone = kept(1, published("list.registered", Decimal(3733)), removed=True)
    filled = sheet(profile__list_size=accepted(3733))
    found = offer(filled, gone)
    assert found.standing is Standing.ACCEPTED
    assert not found.kept.is_in_use
    assert offers(sheet(), figures_of([gone])) == ()


@pytest.mark.parametrize("quality", [Quality.SUPPRESSED, Quality.NOT_PUBLISHED])
def test_what_was_not_published_is_never_offered(quality: Quality) -> None:
    missing = kept(1, published("list.registered", None, quality, "Held back."))
    assert offers(sheet(), figures_of([missing])) == ()


def test_only_plain_new_figures_are_accepted_together() -> None:
    assert offer(sheet(), LIST).can_be_taken_together(TODAY)
    assert not offer(sheet(), LIST).can_be_taken_together(date(2028, 1, 1))
    estimate = kept(1, published("list.registered", Decimal(3733), Quality.ESTIMATED))
    assert not offer(sheet(), estimate).can_be_taken_together(TODAY)
    noted = kept(1, published("list.registered", Decimal(3733), note="Look at this."))
    assert not offer(sheet(), noted).can_be_taken_together(TODAY)


def test_accepting_writes_the_figure_its_origin_and_an_estimate_as_one() -> None:
    blank = sheet(profile__list_size=Answer(note="Ask the system supplier"))
    estimate = kept(1, published("list.registered", Decimal(3733), Quality.ESTIMATED))
    taken = to_take(blank, [offer(blank, estimate)])[SIZE]
    assert (taken.value, taken.state, taken.origin) == (
        Decimal(3733),
        State.ANSWERED,
        Origin.ACCEPTED,
    )
    assert taken.estimate
    assert taken.note == "Ask the system supplier"


def test_a_table_is_filled_cell_by_cell() -> None:
    partners = kept(1, published("staff.gp.partners.fte", Decimal("2.3333")))
    (found,) = offers(sheet(), figures_of([partners]))
    assert found.address == Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    assert found.suggestion == Decimal("2.33")


def test_a_set_that_cannot_be_read_is_counted_and_the_rest_is_offered() -> None:
    broken = replace(LIST, content=b"not a pack")
    figures = figures_of([broken, NEWER])
    assert figures.unreadable == 1
    assert len(figures.attributions) == 1
    assert offer(sheet(), broken, NEWER).suggestion == Decimal(3800)


def test_offers_are_sorted_by_the_file_they_are_from() -> None:
    names = kept(3, published("practice.code", "A81001"), of=source("practice_map"))
    found = by_dataset(offers(sheet(), figures_of([LIST, names])))
    assert [(each.dataset, len(rows)) for each, rows in found.items()] == [
        ("list_size", 1),
        ("practice_map", 1),
    ]
    assert offers(sheet(), Figures()) == ()


@pytest.mark.parametrize(
    ("raw", "figure", "words"),
    [
        ("3743", Decimal(3743), "3743"),
        ("0.426666667", Decimal("0.426666667"), "0.426666667"),
        ("110 + 114 + 91 + 112", Decimal(427), "110 + 114 + 91 + 112 = 427"),
        ("2.133333333 + 1.706666667", Decimal("3.840000000"), "2.133333333 + 1.706666667 = 3.84"),
        ("700 + 300", Decimal(1000), "700 + 300 = 1,000"),
        ("123 ÷ 3743", Decimal(12300) / 3743, "123 ÷ 3743 = 3.29"),
        ("45832", date(2025, 6, 24), "24 June 2025"),
        ("24/06/2025", date(2025, 6, 24), "24/06/2025"),
        ("20250624", date(2025, 6, 24), "24 June 2025"),
        ("NA", None, "NA"),
    ],
)
def test_what_a_file_says_can_be_read(raw: str, figure: PublishedFigure | None, words: str) -> None:
    assert as_written(replace(published("a", figure), raw_text=raw)) == words


def month_of_appointments(number: int, total: int) -> PublishedSet:
    """One month's file about a practice: June is 6."""
    start = date(2026, number, 1)
    period = Period(start, add_months(start, 1) - timedelta(days=1), Basis.IN_FILE)
    line = replace(source("appointments"), title="Appointments", period=period)
    counts = (
        replace(published(f"appts.month.{name}", Decimal(total)), unit="appointments")
        for name in NAMES
    )
    return kept(number, *counts, of=line)


def test_the_mean_of_three_months_is_offered_before_the_newest_alone() -> None:
    at = Address("demand.appts_month")
    june, july, august = (month_of_appointments(n, 6000 + 10 * n) for n in (6, 7, 8))
    two = next(o for o in offers(sheet(), figures_of([june, august])) if o.address == at)
    assert (two.suggestion, two.kept.source_words) == (
        6080,
        "NHS England: Appointments, August 2026",
    )
    figures = figures_of([june, july, august])
    mean = next(o for o in offers(sheet(), figures) if o.address == at)
    assert mean.suggestion == 6070
    assert as_written(mean.kept.value) == "(6060 + 6070 + 6080) ÷ 3 = 6,070"
    assert mean.kept.source_words == (
        "NHS England: Appointments, mean of three months, June 2026 to August 2026"
    )
    assert mean.can_be_taken_together(TODAY)
    assert figures.newest()["appts.month.total"].value.value == 6080
    assert not figures.brought_by(august.kept_at - timedelta(hours=1)).means


def test_the_licence_is_said_once_before_the_files_under_it() -> None:
    said = [f"{ATTRIBUTION} NHS England: {each}." for each in ("List size", "Workforce")]
    line = source()
    sets = [
        kept(number, published("list.registered", Decimal(1)), of=replace(line, attribution=each))
        for number, each in enumerate((*said, said[0]), 1)
    ]
    lines = figures_of(sets).attributions
    assert lines == (ATTRIBUTION, "NHS England: List size.", "NHS England: Workforce.")
    assert figures_of(sets[:1]).attributions == (said[0],)
