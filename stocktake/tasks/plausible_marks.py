"""Leave a made-up practice as a person would: some blank, some unsure, reasons where asked for.

Last of all, whatever breaks a hard check is marked not known, so that nothing made up contradicts
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answer, Answers, State
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.issues import Issue, section_issues
from stocktake.questionnaire.progress import DEALT_WITH, is_counted, state_of
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.plausible_data import Marks, PlausibleData
from stocktake.tasks.plausible_filling import Filling
from stocktake.units import round_half_up

_REPAIRS = 5
"""Rounds of repair: marking one answer not known can only take checks away, so few are needed."""

_IDENTITY = ("admin.as_at", "profile.practice_name", "profile.ods_code", "profile.list_size")


def without_what_is_not_asked(sheet: Sheet, said: Iterable[Address]) -> Answers:
    """Take out answers to questions that do not apply, or are not on the practice's route."""
    kept = set(said)

    def is_asked(address: Address) -> bool:
        question = sheet.loaded.questions[address.question]
        if address in kept:
            return True
        if not sheet.applies(question.id) or not _on_route(sheet, question):
            return False
        field = sheet.loaded.fields[address.field_id]
        if isinstance(field, Column):
            is_default = bool(field.default or field.default_formula)
            return sheet.applies(field.id, address.row) and (is_default or sheet.on_route(field))
        return True

    return Answers((a, answer) for a, answer in sheet.answers.items() if is_asked(a))


def _on_route(sheet: Sheet, question: Question) -> bool:
    return question.asked != "form" or sheet.on_route(question)


def leave_out(filling: Filling, sheet: Sheet, marks: Marks) -> None:
    """Leave as many questions unanswered as the practice did not get to."""
    filling.begin("left out")
    counted = [
        [question for question in sheet.questions(section.id) if is_counted(sheet, question)]
        for section in sheet.loaded.sections
    ]
    wanted = int(round_half_up(sum(map(len, counted)) * filling.profile.completeness))
    done = sum(state_of(sheet, q) in DEALT_WITH for section in counted for q in section)
    kept = {*_IDENTITY, *marks.always_known, *(address.question for address in filling.said)}
    free = [
        [
            question
            for question in section
            if question.id not in kept
            and question.type != "table"
            and state_of(sheet, question) in DEALT_WITH
        ]
        for section in counted
    ]
    for question in _not_got_to(filling, free, marks)[: max(0, done - wanted)]:
        is_later = filling.one(marks.left) == State.COME_BACK_LATER
        answer = Answer(state=State.COME_BACK_LATER) if is_later else Answer()
        sheet.enter(Address(question.id), answer)


def _not_got_to(filling: Filling, sections: list[list[Question]], marks: Marks) -> list[Question]:
    """Questions in the order in which they are left: most of one section, then of another."""
    first: list[Question] = []
    last: list[Question] = []
    for section in filling.shuffled(sections):
        for question in section:
            (first if filling.chance(marks.of_a_section) else last).append(question)
    return first + last


def mark(filling: Filling, answers: Answers, marks: Marks) -> None:
    """Give states, estimates and notes to some answers, as people at work do."""
    filling.begin("marks")
    kept = (*_IDENTITY, *marks.always_known)
    for address, answer in list(answers.items()):
        drawn = _drawn(filling, marks, address, answer)
        if address not in filling.said and not address.row and address.question not in kept:
            answers[address] = drawn


def _drawn(filling: Filling, marks: Marks, address: Address, answer: Answer) -> Answer:
    is_number = isinstance(answer.value, Decimal)
    is_rating = filling.loaded.questions[address.question].type == "rating"
    is_unknown = filling.chance(marks.not_known)
    is_estimate = filling.chance(marks.estimate)
    has_note, is_shared = filling.chance(marks.note), filling.chance(marks.shared_note)
    note, does_apply = filling.one(marks.notes), not filling.chance(marks.not_applicable_often)
    is_told = not filling.chance(marks.undisclosed_often)
    if address.question in marks.undisclosed and not is_told:
        return Answer(state=State.PREFER_NOT_TO_SAY)
    if address.question in marks.not_applicable and not does_apply:
        return Answer(state=State.NOT_APPLICABLE)
    if is_unknown and is_number and not is_rating:
        return Answer(state=State.NOT_KNOWN)
    if has_note:
        answer = replace(answer, note=note, note_shared=is_shared)
    return replace(answer, estimate=True) if is_estimate and is_number and not is_rating else answer


def repair(sheet: Sheet) -> None:
    """Mark as not known whatever breaks a hard check."""
    for _ in range(_REPAIRS):
        broken = [issue for issue in _issues(sheet) if issue.level == "E"]
        if not broken:
            return
        for issue in broken:
            for address in _behind(sheet, issue):
                sheet.enter(address, Answer(state=State.NOT_KNOWN))


def _issues(sheet: Sheet) -> list[Issue]:
    return [i for section in sheet.loaded.sections for i in section_issues(sheet, section.id)]


def _behind(sheet: Sheet, issue: Issue) -> list[Address]:
    """The answers a problem stands by: its questions, or the cells of its row that it is about."""
    kind, _, field = issue.id.partition(":")
    checks = {check.id: check for check in sheet.loaded.form.checks}
    names = (field,) if field else checks[kind].on
    found = []
    for name in names:
        table = sheet.loaded.table_of.get(name)
        if table is None:
            found.append(Address(name))
        else:
            rows = (issue.row,) if issue.row else sheet.rows(table)
            found += [Address(table, row, name) for row in rows]
    return [address for address in found if sheet.answers[address].is_answered]


def give_reasons(filling: Filling, sheet: Sheet, data: PlausibleData) -> None:
    """Say why most warnings stand; some are left open, as people leave them."""
    filling.begin("reasons")
    for issue in _issues(sheet):
        is_given = filling.chance(data.marks.reason_often)
        if issue.level != "W" or issue.reason or not is_given:
            continue
        address = Address(issue.on[0])
        said = dict(sheet.answers[address].reasons)
        key = f"{issue.id}@{issue.row}" if issue.row else issue.id
        said[key] = data.reasons.get(issue.id, data.marks.reason)
        sheet.answers.change(address, reasons=said)
