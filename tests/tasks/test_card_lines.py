"""Lines of a rate card leave only where they are ticked, and are read back as they went."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stocktake.merge.card_returns import COSTS, MINUTES, ROLES, lines_in
from stocktake.merge.collection import collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.form_ids import CARD_LINES, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.rates.card import RateCard
from stocktake.rates.pooled_cost import PARTS
from stocktake.tasks.card_lines import lines_answers, lines_return
from stocktake.tasks.export_practice import export_practice, prepare, preview
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.rate_card import WorkingCard
from stocktake.tasks.rate_services import MADE_UP
from stocktake.workbooks.reading import Forms, Verdict, read_workbook
from tests.bringing_back import brought, edited
from tests.rate_cards import CHANGED, line_named, reference_card, reworked, sample_card
from tests.rates.pooled_cards import pooled_card

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
D = Decimal
LINE = "Phlebotomy, one visit"
MINUTES_ONLY = ShareChoice("numbers", frozenset({Address(MINUTES)}), show_name=True)
BOTH = replace(MINUTES_ONLY, ticked=frozenset({Address(MINUTES), Address(COSTS)}))


def with_volume() -> RateCard:
    return reworked(sample_card(), "phlebotomy", yearly_volume=D(6000))


@pytest.fixture
def practice(practice: OpenPractice) -> OpenPractice:
    """With a rate card whose phlebotomy is done six thousand times a year."""
    WorkingCard(practice.workspace, practice).keep(with_volume(), "Begun")
    return practice


def forms_of(practice: OpenPractice, choice: ShareChoice) -> list[str]:
    return [each.form_id for each in preview(practice, choice).submissions]


def test_nothing_of_the_card_leaves_unless_it_is_ticked(practice: OpenPractice) -> None:
    for kind in ("facts", "facts_weak", "numbers", "custom"):
        assert CARD_LINES not in forms_of(practice, ShareChoice(kind))
    offered = {each.tick for each in preview(practice, ShareChoice("numbers")).could_tick}
    assert {Address(MINUTES), Address(COSTS)} <= offered
    assert not {each for each in offered if each and each.row and each.question == MINUTES}


def test_minutes_and_costs_are_ticks_of_their_own(practice: OpenPractice) -> None:
    left = preview(practice, MINUTES_ONLY)
    assert {c.question for c in left.cells if c.question.startswith("rate_card.")} == {MINUTES}
    left = preview(practice, BOTH)
    assert {c.question for c in left.cells if c.question.startswith("rate_card.")} == {
        MINUTES,
        COSTS,
    }


def test_a_practice_without_a_card_offers_no_lines(practice: OpenPractice) -> None:
    assert lines_return(practice.submissions((STOCKTAKE,))[0], None) is None
    assert lines_return(practice.submissions((STOCKTAKE,))[0], reference_card(lines=())) is None


def test_a_year_s_costs_of_c_t1_are_to_the_penny() -> None:
    answers = lines_answers(with_volume())
    (row,) = [
        row for row in answers.rows(COSTS) if answers.get(COSTS, row, f"{COSTS}.line").value == LINE
    ]
    year = {name: answers.get(COSTS, row, f"{COSTS}.{name}").value for name in PARTS}
    assert year["staff"] == D("43473.68")
    assert (year["consumables"], year["room"]) == (D("6600.00"), D("9000.00"))
    assert (year["overhead"], year["management"]) == (D("6521.05"), D("3279.74"))
    assert sum(year.values()) == D("68874.47")


def test_minutes_travel_by_role_and_none_are_made_up() -> None:
    (told,) = lines_in([made(with_volume())])
    line = next(each for each in told.minutes if "Phleb" in each.line.name)
    assert line.minutes == {"hca": D(10), "admin": D(3), "gp": D(1)}
    assert line.line.unit == "visit"
    assert set(line.minutes) <= set(ROLES)


def made(card: RateCard, **more: object):
    from filled_practice import submission

    found = lines_return(submission(STOCKTAKE), card)
    assert found is not None
    return replace(found[0], **more)


def test_what_is_no_cost_of_the_practice_s_own_stays_out() -> None:
    without_volume = lines_answers(reworked(with_volume(), "phlebotomy", yearly_volume=D(0)))
    names = {a: v.value for a, v in without_volume.items() if a.column == f"{COSTS}.line"}
    assert LINE not in names.values()
    assert lines_answers(reference_card()).rows(COSTS) == ()
    assert lines_answers(pooled_card()).tables == ()
    invented = tuple(CHANGED(role, source=MADE_UP) for role in with_volume().roles)
    assert lines_answers(CHANGED(with_volume(), roles=invented)).rows(COSTS) == ()


def test_what_leaves_is_read_back_as_it_went(practice: OpenPractice, tmp_path: Path) -> None:
    exported = export_practice(practice, BOTH, tmp_path, NOW)
    forms = Forms(shipped_form(each) for each in shipped_form_ids())
    result = read_workbook(exported.path, forms)
    assert result.verdict is Verdict.READY
    assert list(lines_in(result.submissions)) == list(lines_in(preview(practice, BOTH).submissions))
    assert any("do not agree prices" in each for each in exported.warnings)


def test_other_ticks_are_another_revision_and_never_a_conflict(practice: OpenPractice) -> None:
    first, second = prepare(practice, MINUTES_ONLY), prepare(practice, BOTH)
    found = collect(Version(each) for left in (first, second) for each in left.submissions)
    assert found.conflicts() == ()
    (told,) = lines_in(each.submission for each in found.versions)
    assert told.costs
    again = prepare(practice, BOTH)
    assert [s.revision for s in again.submissions] == [s.revision for s in second.submissions]


def test_a_changed_card_is_another_revision(practice: OpenPractice) -> None:
    first = prepare(practice, BOTH)
    dearer = reworked(with_volume(), "phlebotomy", consumables_gbp=D("1.30"))
    WorkingCard(practice.workspace, practice).keep(dearer, "Dearer")
    second = prepare(practice, BOTH)
    found = collect(Version(each) for left in (first, second) for each in left.submissions)
    assert found.conflicts() == ()
    (told,) = lines_in(each.submission for each in found.versions)
    line = next(each for each in told.costs if "Phleb" in each.line.name)
    assert line.parts["consumables"] == D("7800.00")


def test_a_row_with_a_part_missing_or_below_nothing_is_no_cost() -> None:
    submission = made(with_volume())
    row = submission.answers.rows(COSTS)[0]
    whole = len(next(iter(lines_in([submission]))).costs)
    for value in (None, D(-5)):
        answers = submission.answers.copy()
        answers.change(Address(COSTS, row, f"{COSTS}.room"), value=value)
        (told,) = lines_in([replace(submission, answers=answers)])
        assert len(told.costs) == whole - 1


def test_lines_that_come_back_with_a_workbook_begin_nothing_here(
    practice: OpenPractice, tmp_path: Path
) -> None:
    path = export_practice(practice, MINUTES_ONLY, tmp_path, NOW).path
    assert brought(practice, path).problems == ()

    def change(workbook: Any) -> None:
        sheet = workbook["Minutes by line, for the PCN's"]
        row = next(row for row in sheet.iter_rows() if LINE in map(value_of, row))
        next(cell for cell in row if cell.value == 10).value = 11

    back = brought(practice, edited(path, change))
    assert [each.code for each in back.problems] == ["card_lines"]
    assert CARD_LINES not in {each.form_id for each in back.forms}
    assert practice.listed(CARD_LINES) is None


def value_of(cell: Any) -> object:
    return cell.value


def test_a_line_of_a_service_travels_by_the_name_the_stocktake_gives_it() -> None:
    (told,) = lines_in([made(with_volume())])
    ecg = next(each for each in told.minutes if each.line.name.startswith("12-lead"))
    service = line_named(with_volume(), "ecg").service
    labels = {
        c.code: c.label for c in shipped_form(STOCKTAKE).fields["services.catalogue.service"].choice
    }
    assert ecg.line.service == labels[service]
