"""How answers are laid out on the sheets of a workbook; writer and reader both go by this page.

An answer sheet holds, from the top: what the sheet is; a hidden row with ``ANSWER_MARK``, the
number of the member it belongs to and the section; the headings; then a row a question. An option
of a question with several choices has a row of its own, ``question#code``. Text that does not fit
one cell goes on in rows ``question+2``, ``question+3``. A table is a block: a row like a
question's, a hidden row ``table/columns`` with the columns' ids, the columns' headings, a row for
each row with its id first, and a hidden row ``table/end``. Rows may be moved, sheets renamed and
columns put in: everything is found by id and heading, never by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, get_args
from unicodedata import normalize

from stocktake.questionnaire.answers import STATE_WORDS, Answer, Answers, State, Value
from stocktake.questionnaire.as_typed import code_of
from stocktake.questionnaire.form import Field, SubjectKind
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.questionnaire.types import NotUnderstood, show
from stocktake.workbooks.cell_text import clean_text
from stocktake.workbooks.cells import Cell
from stocktake.workbooks.marks import MANIFEST_MARK
from stocktake.workbooks.payload import answers_hash, check_years
from stocktake.workbooks.share_note import MANIFEST_PREFIX

MANIFEST_SHEET = "manifest"
LISTS_SHEET = "Lists"

ID, QUESTION, ANSWER, MEANING, STATE, NOTE = HEADINGS = (
    "Id",
    "Question",
    "Answer",
    "Meaning",
    "State",
    "Note",
)
"""Meaning is what stands beside the answer: a rating's description, a choice's code, a unit."""

ROW_HEADING = "Row"
COLUMNS_MARK = "/columns"
END_MARK = "/end"
CHOSEN = "Yes"
NOT_KNOWN = STATE_WORDS[State.NOT_KNOWN]
ESTIMATE_WORD = "estimate"
CARRIED_WORD = "carried forward"

_EXACT_DIGITS = 15
_HELD, _HELD_CHARACTERS = "answered", 30_000
_STATES = {words.casefold(): state for state, words in STATE_WORDS.items()}
_ROW_ID = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
_CONTINUED = re.compile(r"(.+?)(~note)?\+([2-9]|[1-9][0-9])")


def option_id(question: str, code: str) -> str:
    """Name the row of one option."""
    return f"{question}#{code}"


def continued_id(of: str, number: int, *, is_note: bool = False) -> str:
    """Name the row in which a text goes on; the first continuation is number 2."""
    return f"{of}{'~note' if is_note else ''}+{number}"


def read_continued_id(text: str) -> tuple[str, bool, int] | None:
    """Read the name of a row in which a text goes on: of what, whether of its note, and number."""
    found = _CONTINUED.fullmatch(text)
    return (found[1], found[2] is not None, int(found[3])) if found else None


def is_row_id(text: str) -> bool:
    """Whether a text can be the id of a row."""
    return _ROW_ID.fullmatch(text) is not None


def state_words(answer: Answer) -> str:
    """Write the state of an answer with its marks: Answered, estimate."""
    words = [STATE_WORDS[answer.state]]
    words += [ESTIMATE_WORD] * answer.estimate + [CARRIED_WORD] * answer.carried_forward
    return ", ".join(words)


def read_state(text: str) -> tuple[State, bool, bool]:
    """Read a state with its marks: the state, estimate, carried forward.

    Raises:
        ValueError: a word in it is none of those that are offered.
    """
    words = [" ".join(word.split()).casefold() for word in text.split(",")]
    marks = {ESTIMATE_WORD, CARRIED_WORD}
    state = next((_STATES[word] for word in words if word in _STATES), State.BLANK)
    if any(word and word not in _STATES and word not in marks for word in words):
        raise ValueError(f"not a state: {text[:40]}")
    return state, ESTIMATE_WORD in words, CARRIED_WORD in words


def cell_form(value: Value | None, field: Field) -> str | Decimal | date:
    """What is put in the cell for a value; the empty text is an empty cell.

    Numbers and days are typed as such; a number Excel would round is written as text. A choice is
    its label, or its code where the label would be read as another option.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        exact = len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS
        return value if exact else f"{value:f}"
    if isinstance(value, date):
        return value
    if field.type == "yes_no":
        return show(value, field) if value in ("yes", "no") else str(value)
    if isinstance(value, tuple):
        return "; ".join(_option_text(code, field, separator=";") for code in value)
    return _option_text(value, field) if field.type == "choice" else value


def _option_text(code: str, field: Field, separator: str = "\0") -> str:
    label = next((choice.label for choice in field.choice if choice.code == code), code)
    try:
        is_certain = separator not in label and code_of(label, field) == code
    except NotUnderstood:
        is_certain = False
    return label if is_certain else code


def tidy(text: str) -> str:
    """Make two spellings of the same text equal: line ends, accents, space around it."""
    return normalize("NFC", clean_text(text)).strip()


def says_the_same(form: str | Decimal | date, cell: Cell | None) -> bool:
    """Whether a cell still says what was put there."""
    if cell is None:
        return form == ""
    if isinstance(form, Decimal):
        return cell.kind == "number" and Decimal(cell.value) == form
    if isinstance(form, date):
        return cell.kind == "date" and cell.value == form.isoformat()
    return cell.kind == "text" and tidy(cell.value) == tidy(form)


_SUBMISSION_KEYS = (
    "form_id",
    "form_version",
    "form_hash",
    "round",
    "return_id",
    "instance",
    "route",
)
_SUBJECT_KEYS = ("kind", "code", "name", "pcn_name", "pcn_code", "icb_name")


def manifest_of(
    submissions: list[Submission], made_by: str, share: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What the hidden manifest sheet says: whose answers these are, and their fingerprint.

    ``share`` is what a workbook that was shared out says of itself (``share_note``).
    """
    manifest = {
        MANIFEST_MARK: "1",
        "made_by": made_by,
        "members": str(len(submissions)),
        "answers": answers_hash(submissions),
    }
    for number, submission in enumerate(submissions, 1):
        for key in _SUBMISSION_KEYS:
            manifest[f"{number}.{key}"] = str(getattr(submission, key))
        manifest[f"{number}.revision"] = str(submission.revision)
        manifest[f"{number}.assessed_on"] = submission.assessed_on.isoformat()
        manifest[f"{number}.sample"] = "yes" if submission.sample else "no"
        manifest |= _held_keys(number, submission.answers)
        subject = asdict(submission.subject)
        manifest |= {f"{number}.subject.{key}": subject[key] for key in _SUBJECT_KEYS}
    return manifest | {MANIFEST_PREFIX + key: value for key, value in (share or {}).items()}


def _held_keys(number: int, answers: Answers) -> dict[str, str]:
    """Name what is answered, so that a row taken out is missed even without the payload."""
    held = dict.fromkeys(
        f"{address.question}/{address.row}" if address.row else address.question
        for address, answer in answers.items()
        if answer.state is not State.BLANK
    )
    texts = [""]
    for name in held:
        if len(texts[-1]) + len(name) >= _HELD_CHARACTERS:
            texts.append("")
        texts[-1] += f" {name}" if texts[-1] else name
    return {f"{number}.{_HELD}.{at}": text for at, text in enumerate(texts, 1) if text}


def held_of(manifest: Mapping[str, str], number: int) -> tuple[str, ...]:
    """What a member had answers to when it was exported: questions, and rows as table/row.

    Nothing is said in a workbook that was exported before this was written down.
    """
    start = f"{number}.{_HELD}."
    texts = [text for key, text in manifest.items() if key.startswith(start)]
    return tuple(name for text in texts for name in text.split())


def submissions_of(manifest: Mapping[str, str]) -> list[Submission]:
    """Read whose answers a workbook holds from its manifest; the answers are still to come.

    Raises:
        ValueError: the manifest does not say, or says what cannot be.
    """
    count = int(manifest.get("members", "0"))
    if not 0 < count <= 100:
        raise ValueError("no members")
    return [_submission_of(manifest, number) for number in range(1, count + 1)]


def _submission_of(manifest: Mapping[str, str], number: int) -> Submission:
    try:
        own: dict[str, Any] = {key: manifest[f"{number}.{key}"] for key in _SUBMISSION_KEYS}
        subject: dict[str, Any] = {k: manifest[f"{number}.subject.{k}"] for k in _SUBJECT_KEYS}
        assessed_on = date.fromisoformat(manifest[f"{number}.assessed_on"])
        check_years(own["round"], assessed_on)
        if subject["kind"] not in get_args(SubjectKind):
            raise ValueError("no such kind of subject")
        return Submission(
            subject=Subject(**subject),
            **own,
            assessed_on=assessed_on,
            revision=int(manifest[f"{number}.revision"]),
            sample=manifest[f"{number}.sample"] == "yes",
            answers=Answers(),
        )
    except KeyError as missing:
        raise ValueError(f"nothing said of {missing}") from None
