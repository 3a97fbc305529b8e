"""What on a section's page follows from a change of one answer."""

from __future__ import annotations

from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.sheet import Changes, Sheet


def is_touched(loaded: LoadedForm, asked: tuple[Question, ...], names: frozenset[str]) -> bool:
    """Whether what is asked together has to be shown anew: a value, a limit, a check or a flag."""
    fields = [each for question in asked for each in (question, *question.columns)]
    if any(field.id in names or f"limits:{field.id}" in names for field in fields):
        return True
    checks = (check for field in fields for check in loaded.rules.on.get(field.id, ()))
    # A check, or a fact it sets beside a rating, is different now.
    if any(f"check:{check.id}" in names or not names.isdisjoint(check.on) for check in checks):
        return True
    ids = {question.id for question in asked}
    return any(f"flag:{flag.id}" in names and ids & set(flag.on) for flag in loaded.form.flags)


def revealed_in_words(sheet: Sheet, section: Section, changes: Changes) -> str:
    """How many questions an answer opened or hid in a section; empty when none."""
    mine = {question.id for question in section.questions} - sheet.loaded.companion_ids
    questions = sheet.loaded.questions
    shown = [each for each in changes.shown if each in mine and sheet.is_asked(questions[each])]
    hidden = [each for each in changes.hidden if each in mine]
    said = []
    if shown:
        said.append(f"{_questions(len(shown), 'more ')}, opened by your answer.")
    if hidden:
        said.append(f"{_questions(len(hidden))} hidden by your answer; what stood there is kept.")
    return " ".join(said)


def _questions(count: int, more: str = "") -> str:
    return f"1 {more}question" if count == 1 else f"{count} {more}questions"


def points_at_rows(section: Section) -> bool:
    """Whether a section offers rows of other tables, so that it must be made anew each visit."""
    return any(column.refers_to for question in section.questions for column in question.columns)
