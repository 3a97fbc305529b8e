"""The sample: "Harbour & Vale", a made-up PCN of four practices to try the program on.

What its practices say stands in ``resources/sample/harbour_and_vale.toml``; whatever is not said
there is made up to match. It is marked as a sample wherever it shows, and one call removes it.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from stocktake.paths import shipped
from stocktake.questionnaire.answers import Address, Answer, Answers, State
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE, with_own_rows
from stocktake.questionnaire.record import Record
from stocktake.questionnaire.scale import lower_median
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.returns import FormText
from stocktake.store.workspace import Workspace
from stocktake.tasks.plausible import plausible_practice
from stocktake.tasks.plausible_filling import PracticeProfile
from stocktake.tasks.plausible_said import answers_said

ROLE = "Sample"
"""Who answered, in the history of the sample."""


class SampleNote(Record, frozen=True, kw_only=True):
    """A note beside a question; it leaves only when it is shared."""

    text: str
    shared: bool


class SamplePractice(Record, frozen=True, kw_only=True):
    """One practice of the sample, as its file has it; the file's head says what each means."""

    key: str
    name: str
    code: str
    return_ids: tuple[str, str]
    list_size: int
    rurality: str
    seed: str
    completeness: Decimal
    stocktake: dict[str, Any]
    expectations: dict[str, Any]
    states: dict[str, State] = msgspec.field(default_factory=dict)
    notes: dict[str, SampleNote] = msgspec.field(default_factory=dict)
    estimates: tuple[str, ...] = ()


class Sample(Record, frozen=True, kw_only=True):
    """The sample PCN."""

    pcn_name: str
    pcn_code: str
    icb_name: str
    today: date
    round: str
    practice: tuple[SamplePractice, ...]


@cache
def sample() -> Sample:
    """Read the sample's file, once."""
    path = shipped("resources") / "sample" / "harbour_and_vale.toml"
    written = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return msgspec.convert(written, Sample)


def sample_submissions() -> tuple[Submission, ...]:
    """The stocktake and the expectations review of each sample practice, practice by practice.

    Each call gives answers of its own, so that changing them changes no other's.
    """
    return tuple(replace(each, answers=each.answers.copy()) for each in _made_up())


@cache
def _made_up() -> tuple[Submission, ...]:
    return tuple(each for practice in sample().practice for each in _submissions(practice))


def _submissions(practice: SamplePractice) -> tuple[Submission, Submission]:
    stocktake = shipped_form(STOCKTAKE)
    said = answers_said(stocktake, practice.stocktake)
    profile = _profile(practice, _levels(stocktake, said))
    filled, review = plausible_practice(
        profile, _with_states(said, practice), _reviewed(practice.expectations)
    )
    return _marked(filled, practice), review


def _profile(practice: SamplePractice, levels: dict[str, int]) -> PracticeProfile:
    pcn = sample()
    return PracticeProfile(
        subject=Subject(
            kind="practice",
            code=practice.code,
            name=practice.name,
            pcn_name=pcn.pcn_name,
            pcn_code=pcn.pcn_code,
            icb_name=pcn.icb_name,
        ),
        seed=practice.seed,
        list_size=practice.list_size,
        rurality=practice.rurality,
        levels=levels,
        today=pcn.today,
        round=pcn.round,
        return_ids=practice.return_ids,
        completeness=practice.completeness,
        sample=True,
    )


def _levels(loaded: LoadedForm, said: dict[Address, Answer]) -> dict[str, int]:
    """The level of each domain from the ratings said."""
    levels = {}
    for domain, ratings in loaded.ratings_by_domain.items():
        values = [said[Address(rating.id)].value for rating in ratings]
        levels[domain] = lower_median(
            [int(value) for value in values if isinstance(value, Decimal)]
        )
    return levels


def _with_states(said: dict[Address, Answer], practice: SamplePractice) -> dict[Address, Answer]:
    """What was said, and where the practice said only why it has no answer."""
    states = {Address(question): Answer(state=state) for question, state in practice.states.items()}
    return said | states


def _marked(submission: Submission, practice: SamplePractice) -> Submission:
    """Put the practice's notes beside its answers, and mark its estimates."""
    answers = submission.answers.copy()
    for question, note in practice.notes.items():
        answers.change(Address(question), note=note.text, note_shared=note.shared)
    for question in practice.estimates:
        if answers.get(question).is_answered:
            answers.change(Address(question), estimate=True)
    return replace(submission, answers=answers)


def _reviewed(written: dict[str, Any]) -> dict[Address, Answer]:
    """The expectations review as it was said, with cards for the practice's own expectations."""
    table = OWN_ROWS_TABLE.partition(".")[0]
    own = {table: written[table]} if table in written else {}
    loaded = shipped_form(EXPECTATIONS)
    dealt = with_own_rows(loaded, Answers(answers_said(loaded, own)))
    return answers_said(dealt, written)


def put_sample(workspace: Workspace) -> None:
    """Put the sample into a workspace; what is there already stays as it is.

    Raises:
        StocktakeError: the workspace cannot be saved to.
    """
    for submission in sample_submissions():
        take_in(workspace, submission)


def take_in(workspace: Workspace, submission: Submission) -> None:
    """Put one made-up submission into a workspace with its form."""
    loaded = shipped_form(submission.form_id)
    form = FormText(loaded.id, loaded.form.version, loaded.hash, loaded.text)
    workspace.taking_in.take_in(submission, role=ROLE, form=form)


def remove_sample(workspace: Workspace) -> None:
    """Remove everything marked as a sample, backups included; other practices stay.

    Raises:
        StocktakeError: the workspace cannot be saved to.
    """
    listed = workspace.returns.list()
    real = {each.subject_id for each in listed if not each.sample}
    for each in listed:
        if each.sample and each.subject_id in real:
            workspace.removal.submission(each.id, role=ROLE)
    for subject in dict.fromkeys(each.subject_id for each in listed if each.sample):
        if subject not in real:
            workspace.removal.subject(subject, role=ROLE)
