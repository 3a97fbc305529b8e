from datetime import date

import pytest

from stocktake.planning.priority import ExpectationGap, GapStatus, expectation_gap
from stocktake.planning.starting import StartLabel, start_of

SHORT = ExpectationGap(GapStatus.KNOWN, 1, 1)


@pytest.mark.parametrize(
    ("due", "lead", "kind", "start", "slack", "label", "slip"),
    [
        (date(2028, 3, 31), 12, "direction", date(2027, 3, 31), 4, StartLabel.SCHEDULED, 0),
        (date(2029, 3, 31), 36, "direction", date(2026, 3, 31), -7, StartLabel.LATE_START, 7),
        (date(2027, 1, 1), 6, "duty", date(2026, 7, 1), -4, StartLabel.LATE_START, 4),
        (date(2026, 4, 1), 6, "duty", date(2025, 10, 1), -13, StartLabel.OVERDUE, 13),
    ],
    ids=["scheduled", "late start", "dismissal after six months", "urgent need overdue"],
)
def test_when_to_start(row, today, due, lead, kind, start, slack, label, slip):
    result = start_of(row(due=due, lead_months=lead, kind=kind), SHORT, today)
    assert (result.start, result.slack_months, result.label, result.slip_months) == (
        start, slack, label, slip,
    )  # fmt: skip


def test_when_it_would_be_ready_if_begun_today(row, today):
    far = start_of(row(due=date(2029, 3, 31), lead_months=36), SHORT, today)
    near = start_of(row(due=date(2027, 1, 1), lead_months=6), SHORT, today)
    assert far.ready_if_begun_today == date(2029, 11, 22)
    assert near.ready_if_begun_today == date(2027, 5, 22)


def catalogue_row(catalogue, row, row_id):
    published = next(r for r in catalogue.expectations if r.id == row_id)
    return row(**{name: getattr(published, name) for name in published.__struct_fields__})


def test_the_catalogue_s_own_rows_get_the_labels_of_their_kind(catalogue, row, today):
    urgent = start_of(catalogue_row(catalogue, row, "ACC-01"), SHORT, today)
    dismissal = start_of(catalogue_row(catalogue, row, "WOR-02"), SHORT, today)
    reimbursement = start_of(catalogue_row(catalogue, row, "WOR-01"), SHORT, today)
    assert (urgent.label, urgent.words) == (StartLabel.OVERDUE, "overdue since 1 April 2026")
    assert (urgent.start, urgent.slack_months, urgent.slip_months) == (date(2025, 10, 1), -13, 13)
    assert (dismissal.label, dismissal.start) == (StartLabel.LATE_START, date(2026, 7, 1))
    assert (reimbursement.label, reimbursement.words) == (
        StartLabel.OPEN_NOW, "open since 1 April 2026",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "label", "words"),
    [
        (6, StartLabel.LATE_START, "late start: ready on 22 May 2027 if begun today"),
        (5, StartLabel.START_NOW, "start now"),
        (4, StartLabel.START_NOW, "start now, by 30 November 2026"),
        (1, StartLabel.START_NOW, "start now, by 28 February 2027"),
        (0, StartLabel.SCHEDULED, "start by 31 March 2027"),
    ],
)
def test_labels_and_words_near_the_date(row, today, lead, label, words):
    result = start_of(row(due=date(2027, 3, 31), lead_months=lead), SHORT, today)
    assert (result.label, result.words) == (label, words)


def test_what_is_ready_is_done_even_when_its_date_is_past(row, today):
    ready = ExpectationGap(GapStatus.KNOWN, 0, 3)
    result = start_of(row(due=date(2026, 4, 1)), ready, today)
    assert (result.label, result.words) == (StartLabel.DONE, "done")


def test_an_unknown_gap_has_no_label(row, today):
    result = start_of(row(), ExpectationGap(GapStatus.ANSWER_NEEDED), today)
    assert (result.label, result.words) == (None, "answer needed")


def test_a_group_s_row_has_a_label_only_in_the_group_s_file(row, today):
    asked = row(asked_of="group")
    assert start_of(asked, expectation_gap(asked, 1), today).label is None
    in_own_file = start_of(asked, expectation_gap(asked, 1, "group"), today)
    assert in_own_file.label is StartLabel.LATE_START


def test_months_the_practice_gave_stand_in_place_of_the_catalogue_s(row, today):
    own = row(domain="estate", own={"lead_months": 5})
    assert start_of(own, SHORT, today).lead_months == 5
