"""How far a section has come, counting only what applies now (demand 41)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stocktake.questionnaire.answers import State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.issues import missing_cells, section_issues
from stocktake.questionnaire.sheet import Sheet

DEALT_WITH = (
    State.ANSWERED,
    State.NOT_KNOWN,
    State.NOT_APPLICABLE,
    State.PREFER_NOT_TO_SAY,
)
"""States that need nothing more from the person; "come back later" does."""


class Status(StrEnum):
    """The word on a task list row (NHS service manual: complete multiple tasks)."""

    NOT_STARTED = "Not yet started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    CANNOT_START = "Cannot start yet"
    PROBLEM = "There is a problem"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section has come.

    Attributes:
        dealt_with, total: questions counted, of those asked now; companions never count.
        come_back: questions marked to come back to.
        required_left: required questions still blank.
        problems: errors that hold up completing it.
        not_known: questions answered as not known.
        to_confirm: questions that still have last round's answer, which nobody has confirmed; they
            are not dealt with, or a new round would begin as good as completed.
    """

    status: Status
    dealt_with: int
    total: int
    come_back: int = 0
    required_left: int = 0
    problems: int = 0
    not_known: int = 0
    to_confirm: int = 0

    @property
    def words(self) -> str:
        """The count in words: "14 of 22 dealt with; 2 to come back to; 3 to confirm"."""
        later = f"; {self.come_back} to come back to" if self.come_back else ""
        confirm = f"; {self.to_confirm} to confirm" if self.to_confirm else ""
        return f"{self.dealt_with} of {self.total} dealt with{later}{confirm}"


def state_of(sheet: Sheet, question: Question) -> State:
    """The state of a question; a table is answered once it has its rows and their needed cells."""
    own = sheet.answers.get(question.id).state
    if question.type != "table" or own in (*DEALT_WITH[1:], State.COME_BACK_LATER):
        return own
    rows = len(sheet.rows(question.id))
    if question.rows == "fixed":
        rows = sum(sheet.is_touched(question.id, row) for row in sheet.rows(question.id))
    is_enough = rows >= max(1, question.min_rows) and not missing_cells(sheet, question)
    return State.ANSWERED if is_enough else State.BLANK


def is_unconfirmed(sheet: Sheet, question: Question) -> bool:
    """Whether an answer brought forward still waits to be confirmed; in a table, any cell."""
    answers = sheet.answers
    own = answers.get(question.id)
    is_said_of_all = own.state not in (State.BLANK, State.ANSWERED)
    if own.carried_forward or question.type != "table" or is_said_of_all:
        return own.carried_forward
    return any(
        answers.get(question.id, row, column.id).carried_forward
        for row in answers.rows(question.id)
        for column in question.columns
    )


def is_dealt_with(sheet: Sheet, question: Question) -> bool:
    """Whether a question needs nothing more: it is said what holds, and it holds this round."""
    return state_of(sheet, question) in DEALT_WITH and not is_unconfirmed(sheet, question)


def is_counted(sheet: Sheet, question: Question) -> bool:
    """Whether a question counts towards progress: companions, figures and weaknesses do not."""
    is_optional_table = question.type == "table" and not question.required
    return (
        question.id not in sheet.loaded.companion_ids
        and question.type != "calculated"
        and not (is_optional_table and state_of(sheet, question) is State.BLANK)
    )


def progress(sheet: Sheet, section_id: str, is_marked_complete: bool = False) -> Progress:
    """Count a section.

    Args:
        is_marked_complete: the person said "Yes, I've completed this section".
    """
    asked = [q for q in sheet.questions(section_id) if is_counted(sheet, q)]
    states = [(question, state_of(sheet, question)) for question in asked]
    said = [question for question, state in states if state in DEALT_WITH]
    to_confirm = sum(is_unconfirmed(sheet, question) for question in said)
    dealt_with = len(said) - to_confirm
    required_left = sum(q.required and state not in DEALT_WITH for q, state in states)
    problems = sum(issue.level == "E" for issue in section_issues(sheet, section_id))
    come_back = sum(state is State.COME_BACK_LATER for _, state in states)
    is_done = (is_marked_complete or dealt_with == len(asked)) and not required_left
    if problems:
        status = Status.PROBLEM
    elif is_done and (dealt_with or is_marked_complete) and not come_back:
        status = Status.COMPLETED
    elif dealt_with or come_back:
        status = Status.IN_PROGRESS
    else:
        status = Status.NOT_STARTED
    return Progress(
        status,
        dealt_with,
        len(asked),
        come_back,
        required_left,
        problems,
        not_known=sum(state is State.NOT_KNOWN for _, state in states),
        to_confirm=to_confirm,
    )
