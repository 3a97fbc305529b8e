"""Fill in a whole practice plausibly: for the sample, for the demonstration and for trying out.

A made-up practice has a stocktake and an expectations review that agree with each other and with
every hard check. The same profile gives the same answers to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers
from stocktake.questionnaire.catalogue import Expectation
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_catalogue, shipped_form
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.scale import DOMAIN_IDS
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.plausible_cards import fill_cards
from stocktake.tasks.plausible_data import Names, PlausibleData, plausible_data
from stocktake.tasks.plausible_figures import (
    fill_ages,
    fill_choices,
    fill_days_and_words,
    fill_figures,
    fill_identity,
    fill_ratings,
)
from stocktake.tasks.plausible_filling import Filling, PracticeProfile
from stocktake.tasks.plausible_lists import (
    fill_needs,
    fill_partners,
    fill_single_points,
    fill_stress,
    fill_top_five,
    fill_weaknesses,
)
from stocktake.tasks.plausible_marks import (
    give_reasons,
    leave_out,
    mark,
    repair,
    without_what_is_not_asked,
)
from stocktake.tasks.plausible_services import fill_premises, fill_services
from stocktake.tasks.plausible_staff import fill_leaving, fill_staff
from stocktake.tasks.sheets import sheet_of

SAMPLE_TODAY = date(2026, 11, 22)
"""The assessment date of everything made up. Source: design/data-model.md."""

SAMPLE_ROUND = "2026/27"

Said = Mapping[Address, Answer]
"""Answers that are given and must stand; what was not said is made up."""

NOTHING_SAID: Said = {}


def plausible_practice(
    profile: PracticeProfile, stocktake: Said = NOTHING_SAID, expectations: Said = NOTHING_SAID
) -> tuple[Submission, Submission]:
    """Make up a practice: its stocktake and its expectations review.

    Args:
        stocktake, expectations: answers that must stand, by form.
    """
    data = plausible_data()
    review = Filling(shipped_form(EXPECTATIONS), profile, expectations)
    short = fill_cards(review, data, shipped_catalogue())
    filling = Filling(shipped_form(STOCKTAKE), profile, stocktake)
    _fill_stocktake(filling, data, short)
    return (
        _finished(filling, data, profile.return_ids[0]),
        _finished(review, data, profile.return_ids[1]),
    )


def _fill_stocktake(filling: Filling, data: PlausibleData, short: Sequence[Expectation]) -> None:
    fill_identity(filling)
    fill_ratings(filling, data)
    fill_ages(filling, data)
    fill_choices(filling, data)
    fill_staff(filling, data)
    fill_premises(filling, data)
    fill_figures(filling, data)
    fill_days_and_words(filling, data)
    fill_leaving(filling, data)
    fill_services(filling, data)
    fill_weaknesses(filling, data)
    fill_needs(filling, data)
    fill_single_points(filling, data)
    fill_stress(filling, data)
    fill_partners(filling, data)
    fill_top_five(filling, short)


def _finished(filling: Filling, data: PlausibleData, return_id: str) -> Submission:
    """Leave it as a person would, and see that it does not contradict itself."""
    loaded = with_own_rows(filling.loaded, filling.answers)
    sheet = _sheet(filling, loaded, filling.answers)
    answers = without_what_is_not_asked(sheet, filling.said)
    if filling.loaded.id == STOCKTAKE:
        mark(filling, answers, data.marks)
    sheet = _sheet(filling, loaded, answers)
    if filling.loaded.id == STOCKTAKE:
        leave_out(filling, sheet, data.marks)
    repair(sheet)
    give_reasons(filling, sheet, data)
    return _submission(filling.profile, filling.loaded, _in_order(sheet), return_id)


def _sheet(filling: Filling, loaded: LoadedForm, answers: Answers) -> Sheet:
    return sheet_of(_submission(filling.profile, filling.loaded, answers, ""), loaded)


def _submission(
    profile: PracticeProfile, loaded: LoadedForm, answers: Answers, return_id: str
) -> Submission:
    return Submission(
        subject=profile.subject,
        form_id=loaded.id,
        round=profile.round,
        form_version=loaded.form.version,
        form_hash=loaded.hash,
        return_id=return_id,
        assessed_on=profile.today,
        route=profile.route,
        sample=profile.sample,
        answers=answers,
    )


def _in_order(sheet: Sheet) -> Answers:
    """The answers in the order of the form, and starter rows in the order of their options."""
    questions = {question: place for place, question in enumerate(sheet.loaded.questions)}
    fields = {field: place for place, field in enumerate(sheet.loaded.fields)}
    rows = {table: _rows_in_order(sheet, table) for table in sheet.answers.tables}

    def place(item: tuple[Address, Answer]) -> tuple[int, int, int]:
        address = item[0]
        row = rows[address.question].index(address.row) if address.row else -1
        return questions[address.question], row, fields[address.field_id]

    held = [item for item in sheet.answers.items() if item[1] != BLANK]
    return Answers(sorted(held, key=place), rows)


def _rows_in_order(sheet: Sheet, table: str) -> list[str]:
    question = sheet.loaded.questions[table]
    kept = sheet.answers.rows(table)
    key = next((column for column in question.columns if column.id == question.key), None)
    known = [choice.code for choice in key.choice] if key else []
    return [row for row in known if row in kept] + [row for row in kept if row not in known]


def plausible_profiles(count: int, seed: int) -> Iterator[PracticeProfile]:
    """Profiles of made-up practices in PCNs of their own; each can be made by itself."""
    data = plausible_data()
    for place in range(count):
        yield _profile(place, Random(f"{seed}/{place}"), seed, data)


def _profile(place: int, chance: Random, seed: int, data: PlausibleData) -> PracticeProfile:
    names = data.names
    ids = tuple(f"{chance.getrandbits(128):032x}" for _ in range(2))
    return PracticeProfile(
        subject=_subject(place, names),
        seed=f"{seed}/{place}",
        list_size=chance.randint(*names.list_sizes),
        rurality=chance.choice(names.rurality),
        levels={domain: chance.choice(data.levels.strength) for domain in DOMAIN_IDS},
        today=SAMPLE_TODAY,
        round=SAMPLE_ROUND,
        return_ids=(ids[0], ids[1]),
        completeness=Decimal(chance.randint(*names.completeness)) / 100,
        route=chance.choice(names.routes),
        confirms_five=chance.randrange(100) < names.confirmed_often,
        sample=True,
    )


def _subject(place: int, names: Names) -> Subject:
    """A practice that does not exist: a code beginning with Z, and words that are no place."""
    rest, first = divmod(place, len(names.first))
    rest, second = divmod(rest, len(names.second))
    again, last = divmod(rest, len(names.last))
    words = [names.first[first], names.second[second], names.last[last]]
    if again:
        words.append(str(again + 1))
    pcn = place // names.practices_in_a_pcn + 1
    return Subject(
        kind="practice",
        code=f"Z{place + 1:05d}",
        name=" ".join(words),
        pcn_name=f"Made-up PCN {pcn}",
        pcn_code=f"U{90000 + pcn:05d}",
        icb_name="NHS Made-up",
    )


def plausible_submissions(count: int, seed: int) -> Iterator[tuple[Submission, Submission]]:
    """Make up this many practices, one after another: stocktake and expectations review of each."""
    for profile in plausible_profiles(count, seed):
        yield plausible_practice(profile)
