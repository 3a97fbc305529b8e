"""A desk on which large changes are made one after another for ever, to be killed.

Usage: changing_child.py DATA_DIR FIRST. Each change writes its number in several places at once: a
paste of a table, bringing back two forms, an undo and a doing again, a sign-off and reopening, and
last year brought forward. What is done is written to standard output after it has returned.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.submission import Subject
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.carry_forward import carry_forward
from stocktake.tasks.open_practice import EXPECTATIONS, STOCKTAKE, OpenPractice
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.returned import Decision, Sides, compare
from stocktake.tasks.returned_file import Returned, ReturnedForm
from stocktake.tasks.sign_off import reopen
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import AtOnce, Jobs

NAME = "practices.stocktake"
ROUND, NEXT = "2026/27", "2027/28"
TABLE = "demand.weaknesses"
WORDS = f"{TABLE}.weakness"
PASTED = tuple(Address(TABLE, f"pasted{n:02}", WORDS) for n in range(8))
BROUGHT = {
    STOCKTAKE: (Address("profile.list_size"), Address("demand.calls_month")),
    EXPECTATIONS: (Address("ACC-01.needs_oneoff"), Address("ACC-01.lead_months")),
}
SAID = Signing("Pat Signer", "GP partner", date(2027, 3, 3), "It is complete and right.")


def main(data: str, first: str) -> None:
    application = QCoreApplication([sys.argv[0]])
    desk = Desk(Jobs(executor=AtOnce()), "Practice manager", application)
    desk.open_workspace(Path(data) / NAME)
    workspace = desk.workspace
    assert workspace is not None
    subject = Subject("practice", "A81001", "Quayside Surgery")
    if not workspace.returns.list():
        begin_practice(workspace, subject.name, subject.code, date(2026, 11, 22), "")
    for number in count(int(first)):
        if number % 4 == 0:
            carry(workspace, number)
            os.write(1, f"carried {number}\n".encode())
            continue
        desk.choose(subject, ROUND)
        change(desk, number)


def change(desk: Desk, number: int) -> None:
    practice = desk.practice
    assert practice is not None
    if practice.signed(STOCKTAKE):
        reopen(practice, "", "It was cut off")
    desk.answer_all(STOCKTAKE, {a: answered(f"weak {number}") for a in PASTED}, "Pasted")
    os.write(1, f"pasted {number}\n".encode())
    bring(practice, number)
    os.write(1, f"brought {number}\n".encode())
    desk.undo()
    desk.redo()
    os.write(1, f"redone {number}\n".encode())
    numbers = [practice.open_return(form).id for form in BROUGHT]
    practice.workspace.sign_offs.sign(numbers, SAID, role="Practice manager")
    os.write(1, f"signed {number}\n".encode())
    desk.read_afresh()
    reopen(practice, "", "Another change")


def bring(practice: OpenPractice, number: int) -> None:
    forms = []
    for form, places in BROUGHT.items():
        opened = practice.open_return(form)
        theirs = {each: answered(Decimal(number)) for each in places}
        ours = practice.workspace.answers.load(opened.id)
        found = compare(opened.sheet.loaded, Sides(ours, Answers(theirs)))
        forms.append(ReturnedForm(form, f"share{number}", None, opened.submission, found))
    returned = Returned("back.xlsx", "Priya", tuple(forms), ())
    take_back(
        practice,
        returned,
        {(f, *each.key): Decision.THEIRS for f, each in returned.differences},
    )


def carry(workspace: Workspace, number: int) -> None:
    """Begin the next year of a practice made for it, in one go."""
    subject = Subject("practice", f"N{number:05}", f"Practice {number}")
    begun = OpenPractice(workspace, subject, ROUND)
    for form, places in BROUGHT.items():
        begun.enter_all(form, {each: answered(Decimal(number)) for each in places})
    carry_forward(workspace, subject, NEXT, "Practice manager")


if __name__ == "__main__":
    main(*sys.argv[1:])
