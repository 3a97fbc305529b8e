"""What on a section's page follows from a change of one answer."""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.phrases import counted
from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.numbering import numbers
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


@dataclass(frozen=True, slots=True)
class Revealed:
    """Questions that an answer opened or hid.

    Attributes:
        words: how many, said once; empty when none.
        cause: the id of the question whose answer did it; empty when that cannot be told.
    """

    words: str = ""
    cause: str = ""


def revealed(sheet: Sheet, section: Section, changes: Changes) -> Revealed:
    """What an answer opened or hid, here and in other sections, and which answer it was."""
    questions = sheet.loaded.questions
    shown = [questions[each] for each in changes.shown if sheet.is_asked(questions[each])]
    hidden = [questions[each] for each in changes.hidden if sheet.on_route(questions[each])]
    shown = [each for each in shown if each.id not in sheet.loaded.companion_ids]
    hidden = [
        each
        for each in hidden
        if each.asked == "form" and each.id not in sheet.loaded.companion_ids
    ]
    if not shown and not hidden:
        return Revealed()
    cause = _cause(sheet, (*hidden, *shown), changes)
    said = []
    if shown:
        said.append(f"{_questions(len(shown), 'more ')}{_elsewhere(sheet, section, shown)}.")
    if hidden:
        number = numbers(sheet.loaded).get(cause, "")
        by = f"your answer to {number}" if number else "your answer"
        where = _elsewhere(sheet, section, hidden)
        said.append(f"{_questions(len(hidden))} hidden by {by}{where}.{_kept(sheet, hidden)}")
    return Revealed(" ".join(said), cause)


def _cause(sheet: Sheet, moved: tuple[Question, ...], changes: Changes) -> str:
    """The answered question that those moved look at."""
    loaded = sheet.loaded
    order = list(loaded.questions)
    looked_at = {each for question in moved for each in loaded.rules.graph.references(question.id)}
    answered = {loaded.table_of.get(each, each) for each in looked_at & changes.names}
    moved_ids = {question.id for question in moved}
    found = sorted(answered & loaded.questions.keys() - moved_ids, key=order.index)
    return found[0] if found else ""


def _kept(sheet: Sheet, hidden: list[Question]) -> str:
    holding = [each for each in hidden if _holds_answer(sheet, each)]
    if not holding:
        return ""
    if len(holding) < len(hidden):
        return " What was answered there is kept."
    return " Its answer is kept." if len(hidden) == 1 else " Their answers are kept."


def _holds_answer(sheet: Sheet, question: Question) -> bool:
    if question.type == "table":
        return any(sheet.is_touched(question.id, row) for row in sheet.answers.rows(question.id))
    return sheet.answers.get(question.id).value is not None


def _elsewhere(sheet: Sheet, section: Section, questions: list[Question]) -> str:
    homes = [sheet.loaded.section_of[each.id] for each in questions]
    others = [each for each in homes if each.id != section.id]
    if not others:
        return ""
    titles = " and ".join(dict.fromkeys(f"“{each.title}”" for each in others))
    if len(others) == len(questions):
        return f", in {titles}"
    return f", {len(others)} of them in {titles}"


def _questions(count: int, more: str = "") -> str:
    return counted(count, f"{more}question")


def points_at_rows(section: Section) -> bool:
    """Whether a section offers rows of other tables, so that it must be made anew each visit."""
    return any(column.refers_to for question in section.questions for column in question.columns)
