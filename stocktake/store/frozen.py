"""A frozen copy: a whole submission as one canonical text, by which its SHA-256 is taken.

Everything is in it as it stood: values whatever their state, notes, reasons, roles and times, and
the order of table rows. The same submission gives the same text to the last byte, and the text
gives the submission back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from typing import Any, cast

from stocktake.questionnaire.answers import Address, Answers
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store.rows import ANSWER_FIELDS, answer_fields, answer_from_fields

FORMAT = 1

_PLAIN = (
    "form_id",
    "form_version",
    "form_hash",
    "round",
    "instance",
    "return_id",
    "revision",
    "route",
    "sample",
)


def digest(text: str) -> str:
    """The SHA-256 of a frozen text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def frozen_text(submission: Submission, signing: Mapping[str, str]) -> str:
    """Write a submission as its canonical text.

    Args:
        submission: as it stands.
        signing: who signed it, when and with what statement, as plain texts.
    """
    answers = submission.answers
    tables = {address.question for address in answers if address.row} | {*answers.tables}
    plain = {
        "format": FORMAT,
        "signing": dict(signing),
        "submission": {name: getattr(submission, name) for name in _PLAIN},
        "assessed_on": submission.assessed_on.isoformat(),
        "subject": asdict(submission.subject),
        "columns": list(ANSWER_FIELDS),
        "answers": [
            [address.question, address.row, address.column, *answer_fields(answer).values()]
            for address, answer in sorted(answers.items(), key=lambda item: item[0])
        ],
        "rows": {table: list(answers.rows(table)) for table in tables},
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_frozen(text: str) -> Submission:
    """Read a submission back from its canonical text.

    Raises:
        ValueError, ArithmeticError, KeyError, TypeError: it is no such text.
    """
    plain = json.loads(text)
    if plain["format"] != FORMAT:
        raise ValueError("a frozen copy of another format")
    kind = cast(SubjectKind, plain["subject"].pop("kind"))
    bare = Submission(
        subject=Subject(kind, **plain["subject"]),
        assessed_on=date.fromisoformat(plain["assessed_on"]),
        **{name: plain["submission"][name] for name in _PLAIN},
    )
    return replace(bare, answers=_answers(plain))


def _answers(plain: Mapping[str, Any]) -> Answers:
    columns = plain["columns"]
    items = {
        Address(*each[:3]): answer_from_fields(dict(zip(columns, each[3:], strict=True)))
        for each in plain["answers"]
    }
    answers = Answers(items)
    # Set afterwards: a row that a person took out keeps its cells and does not come back.
    for table, order in plain["rows"].items():
        answers.set_rows(table, order)
    return answers
