"""How a question to practices is laid out on its one sheet; writer and reader both go by this page.

A row holds, from the left: what it is, in a hidden column; its label; and what was asked or is
answered. Rows are found by the first, or by the label where that is lost, never by where they
stand. A very hidden second sheet carries the question, for programs that lose the payload.
"""

from __future__ import annotations

from stocktake.questionnaire.asking import Asking

SHEET = "Question"
CARRIED_SHEET = "manifest"
CARRIED_KEY = "carried"
"""Key of the hidden sheet beside which the question and the answer stand as text."""

TITLE, TEXT = "asked.title", "asked.text"
CHOICE, COMMENT = "answer.choice", "answer.comment"
SHARE, NAMED = "answer.share", "answer.named"
DECIDED_BY, DECIDED_ON = "answer.decided_by", "answer.decided_on"
NAME, CODE, LIST_SIZE = "answer.name", "answer.code", "answer.list_size"

LABELS = {
    CHOICE: "Your choice",
    COMMENT: "Your comment",
    SHARE: "May the other practices read your comment?",
    NAMED: "May your practice be named beside its answer?",
    DECIDED_BY: "Who decided? (a role)",
    DECIDED_ON: "When was it decided?",
    NAME: "Your practice",
    CODE: "ODS code",
    LIST_SIZE: "Registered patients",
}
"""What stands beside each cell that is filled in, in their order."""

ASKED_LABELS = {TITLE: "Question", TEXT: "What is asked"}
YES, NO = "Yes", "No"


def choice_key(number: int) -> str:
    """Name the row of one choice; the first is number 1."""
    return f"asked.choice.{number}"


def choice_label(number: int) -> str:
    """What stands beside one choice."""
    return f"Choice {number}"


def asked_rows(asking: Asking) -> dict[str, tuple[str, str]]:
    """The rows of the question, by what they are: label and words."""
    rows = {
        TITLE: (ASKED_LABELS[TITLE], asking.title),
        TEXT: (ASKED_LABELS[TEXT], asking.text),
    }
    for number, words in enumerate(asking.choices, 1):
        rows[choice_key(number)] = (choice_label(number), words)
    return rows
