"""A newer form for the round being filled in: what is new in it, and the answers laid over it.

The program may bring a newer form or catalogue than the one answers were given to. They are laid
over it as they are read, so that nothing is changed on the disk by looking; the first change, or
saying that what is new was looked at, saves them so together with the form they are now given to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from stocktake.questionnaire.answer_words import answer_in_words
from stocktake.questionnaire.answers import Address, Answer, Answers
from stocktake.questionnaire.form_changes import FormChanges, form_changes
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.moving import move
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.store.history import Kind
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import kept_form
from stocktake.tasks.last_year import earlier, table_in_words
from stocktake.tasks.sheets import sheet_of


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An answer to a question that is no longer asked; it is kept, and counted nowhere."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NewQuestions:
    """What is new in a form since the answers before, for one look.

    Attributes:
        form_id: the form.
        since: what it is compared with, such as "the round 2025/26".
        changes: everything that is different.
        withdrawn: answers to what is no longer asked, in words.
        then: the older form, whose plan can be set beside this one's.
    """

    form_id: str
    since: str
    changes: FormChanges
    withdrawn: tuple[Withdrawn, ...]
    then: LoadedForm


def laid_over(
    submission: Submission, then: LoadedForm | None, now: LoadedForm
) -> tuple[Submission, Mapping[Address, Answer]]:
    """A submission over a newer form, and the answers that are others for it.

    What the newer form no longer asks stays where it is.
    """
    if then is None or then.hash == now.hash:
        return submission, {}
    moved = move(submission.answers, then, now, form_changes(then, now))
    before = submission.answers
    other = {each: answer for each, answer in moved.answers.items() if before[each] != answer}
    if not other:
        return submission, {}
    rows = {table: before.rows(table) for table in before.tables} | dict(moved.rows)
    answers = Answers({**dict(before.items()), **other}, rows)
    return replace(submission, answers=answers), other


def new_questions(
    workspace: Workspace, submission_id: int, submission: Submission, now: LoadedForm
) -> NewQuestions | None:
    """What is new in a form since the answers before it; None where nothing is.

    Compared is the form that this round's answers were given to first, where the program brought a
    newer one since; otherwise that of the round before.
    """
    then, since = _form_before(workspace, submission_id, submission, now)
    if then is None:
        return None
    changes = form_changes(then, now)
    if not changes:
        return None
    withdrawn = _withdrawn(sheet_of(submission, then), changes)
    found = earlier(workspace, submission.subject, submission.round, submission.form_id)
    if not withdrawn and found is not None:
        # Begun from last year: what is no longer asked was left in that round.
        before = workspace.returns.to_submission(found.id)
        withdrawn = _withdrawn(sheet_of(before, then), changes)
    return NewQuestions(submission.form_id, since, changes, withdrawn, then)


def questions_between(then: Sheet, now: Sheet, since: str) -> NewQuestions | None:
    """What is different in the questions of two rounds; None where they were asked the same.

    Args:
        then, now: the two rounds, each over its own version of one form.
        since: what to call the first.
    """
    if then.loaded.hash == now.loaded.hash:
        return None
    changes = form_changes(then.loaded, now.loaded)
    if not changes:
        return None
    withdrawn = _withdrawn(then, changes)
    return NewQuestions(now.loaded.id, since, changes, withdrawn, then.loaded)


def _form_before(
    workspace: Workspace, submission_id: int, submission: Submission, now: LoadedForm
) -> tuple[LoadedForm | None, str]:
    if submission.form_hash != now.hash:
        return kept_form(workspace, submission.form_hash), "the version you began with"
    for entry in reversed(workspace.history.of_kind(submission_id, Kind.SUBMISSION)):
        was = json.loads(entry.old).get("form_hash") if entry.old else None
        if was and was != now.hash:
            return kept_form(workspace, was), "the version you began with"
    found = earlier(workspace, submission.subject, submission.round, submission.form_id)
    if found is None or found.form_hash == now.hash:
        return None, ""
    return kept_form(workspace, found.form_hash), found.round


def _withdrawn(sheet: Sheet, changes: FormChanges) -> tuple[Withdrawn, ...]:
    gone = {each.old_id for each in (*changes.questions, *changes.on_cards) if not each.ids}
    cards = {each.old_id: each.title for each in changes.expectations if not each.ids}
    found = []
    for question_id, question in sheet.loaded.questions.items():
        card, _, part = question_id.partition(".")
        if question_id not in gone and card not in cards and part not in gone:
            continue
        words = answer_in_words(question, sheet.answers.get(question_id))
        if question.type == "table":
            words = words or table_in_words(sheet, question_id)
        if words:
            title = f"{cards[card]}: {question.label}" if card in cards else question.label
            found.append(Withdrawn(title, words))
    return tuple(found)


def was_looked_at(workspace: Workspace, submission_id: int, form_hash: str) -> bool:
    """Whether somebody said that what is new in a form was looked at."""
    return _looked_at(workspace).get(str(submission_id)) == form_hash


def keep_looked_at(workspace: Workspace, submission_id: int, form_hash: str) -> None:
    """Keep that what is new in a form was looked at, so that it is shown once.

    Raises:
        StocktakeError: it could not be saved.
    """
    known = {**_looked_at(workspace), str(submission_id): form_hash}
    workspace.sections.keep_looked_at(json.dumps(known))


def _looked_at(workspace: Workspace) -> dict[str, str]:
    try:
        found = json.loads(workspace.sections.looked_at() or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
