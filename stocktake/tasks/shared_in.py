"""Sections that a colleague's practice shared with this person: take them in, and send them back.

The file becomes a practice in this person's own workspace, with those sections alone on its pages.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import BLANK, Address, Answer, Answers, State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.store.shared_out import SharedIn
from stocktake.store.workspace import Workspace
from stocktake.tasks.kept_forms import form_text, keep_form
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.share_out import Sharing, as_it_goes, write_sharing
from stocktake.tasks.shared_form import limited_to, shared_with_us
from stocktake.tasks.shared_with import SharedForm
from stocktake.workbooks.exports.data import FormAnswers, ShownQuestion, ShownSection
from stocktake.workbooks.reading import ReadResult
from stocktake.workbooks.share_note import ShareNote


def is_for_somebody_here(workspace: Workspace, found: ReadResult) -> bool:
    """Whether a file was shared out for filling in, and its practice is not one of this file's.

    One that is here because sections of it were shared before counts too, unless the file is on
    its way back.
    """
    if found.share is None or found.share.sent_back or len(found.members) != 1:
        return False
    submission = found.submissions[0]
    if submission.form_id not in shipped_form_ids():
        return False
    here = workspace.returns.current(submission)
    if here is None:
        others = [
            each
            for each in workspace.returns.list()
            if each.subject.code == submission.subject.code and each.round == submission.round
        ]
        codes = shared_with_us(workspace, submission.subject.code, submission.round)
        return not others or bool(codes)
    return bool(workspace.shared_in.of(here))


def take_in_shared(workspace: Workspace, found: ReadResult, role: str) -> Submission:
    """Add the sections of a file to this person's workspace, and return whose they are.

    A file that was taken in before changes nothing; another file about the same practice adds its
    sections to those that are here.

    Raises:
        StocktakeError: ``not_shared`` when the file is none that was shared out, or the workspace
            cannot be saved to.
    """
    note = found.share
    if note is None or len(found.members) != 1:
        raise StocktakeError(
            "not_shared",
            f"{found.file_name} was not shared out to be filled in.",
            "Open the file that your colleague sent you.",
        )
    submission = found.submissions[0]
    # Together, because without the note of what was shared it would pass for a practice of ours.
    with workspace.returns.together():
        _take_in(workspace, submission, note, role)
    return submission


def _take_in(workspace: Workspace, submission: Submission, note: ShareNote, role: str) -> None:
    loaded = shipped_form(submission.form_id)
    here = workspace.returns.current(submission)
    if here is None:
        keep_form(workspace, loaded)
        here = workspace.taking_in.take_in(submission, role=role, form=form_text(loaded)).id
    elif note.id not in {each.share_id for each in workspace.shared_in.of(here)}:
        _add_answers(workspace, here, submission, role)
    workspace.shared_in.add(here, _received(note))


def _received(note: ShareNote) -> SharedIn:
    now = datetime.now(UTC).astimezone()
    return SharedIn(note.id, note.sections, note.left_out, note.role, note.return_by, now)


def _add_answers(workspace: Workspace, here: int, submission: Submission, role: str) -> None:
    """Add answers of other sections; what this person has answered already stays."""
    ours = workspace.answers.load(here)
    new = {a: v for a, v in submission.answers.items() if ours[a].state is State.BLANK}
    workspace.answers.save(here, new, role=role)


def prepare_return(practice: OpenPractice, each: SharedForm) -> Sharing:
    """Gather what goes back of one sharing: every question that came, as it now stands.

    Notes all go, because they are for the practice that asked.

    Raises:
        StocktakeError: the answers cannot be read.
    """
    opened = practice.open_return(each.form_id)
    saved = practice.workspace.returns.to_submission(opened.id)
    loaded = with_own_rows(shipped_form(each.form_id), saved.answers)
    limited = limited_to(loaded, each.shared.sections, each.shared.left_out)
    shown = tuple(
        ShownSection(section, tuple(_shown(q, opened.sheet) for q in section.questions if _goes(q)))
        for section in limited.sections
    )
    answers = _answers(saved.answers, shown)
    added = (s.id for s in limited.sections if s.id not in each.shared.sections)
    note = ShareNote(
        each.shared.share_id,
        (*each.shared.sections, *added),
        each.shared.left_out,
        practice.role,
        None,
        has_answers=True,
        sent_back=True,
    )
    count = sum(answer.state is State.ANSWERED for _, answer in answers.items())
    form = FormAnswers(loaded, replace(saved, answers=answers), shown, is_to_fill_in=True)
    return Sharing(note, form, 0, 0, count)


def send_back(sharing: Sharing, folder: Path, now: datetime | None = None) -> Path:
    """Write the file that goes back; needs no workspace.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    return write_sharing(sharing, folder, now)


def note_sent_back(practice: OpenPractice, each: SharedForm) -> None:
    """Note that the file to go back was written."""
    opened = practice.open_return(each.form_id)
    practice.workspace.shared_in.sent_back(opened.id, each.shared.share_id)


def _goes(question: Question) -> bool:
    return question.asked == "form" and question.type != "calculated"


def _shown(question: Question, sheet: Sheet) -> ShownQuestion:
    columns = tuple(c for c in question.columns if c.type != "calculated" and not c.read_only)
    starters = sheet.starter_rows(question) if columns else ()
    return ShownQuestion(question, columns, starters, question.hint)


def _answers(answers: Answers, shown: Collection[ShownSection]) -> Answers:
    kept: dict[Address, Answer] = {}
    rows: dict[str, list[str]] = {}
    for each in (q for section in shown for q in section.questions):
        name = each.question.id
        places = [Address(name)]
        places += [Address(name, r, c.id) for r in answers.rows(name) for c in each.columns]
        for address in places:
            went = as_it_goes(answers[address], has_all_notes=True)
            if went == BLANK:
                continue
            kept[address] = went
            if address.row and address.row not in rows.setdefault(name, []):
                rows[name].append(address.row)
    return Answers(kept, rows)
