"""A payload as text: compact JSON, format 1, read strictly.

Values are one letter and text: ``n12.5`` a number, ``d2026-11-22`` a day, ``tWhat was typed`` a
text or a code; several choices are a list; nothing is null. An answer is a short list with what is
at its usual left off the end.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import msgspec

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.workbooks.limits import MAX_PART_BYTES
from stocktake.workbooks.payload import Member, Payload, Provenance, leaving
from stocktake.workbooks.refusals import refuse

FORMAT = 1
"""The newest format of payload that this version writes and reads."""

_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_LETTERS = {
    State.ANSWERED: "a",
    State.BLANK: "b",
    State.NOT_KNOWN: "k",
    State.NOT_APPLICABLE: "n",
    State.COME_BACK_LATER: "l",
    State.PREFER_NOT_TO_SAY: "p",
}
_STATES = {letter: state for state, letter in _LETTERS.items()}
_ESTIMATE, _CARRIED, _SHARED = 1, 2, 4
# Spelt by number in the JSON, so that the text is also good XML as it stands.
_SPELT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "&<>\x7f\ufffe\uffff"})

_Shape = str | list[str] | None


class _Answer(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """An answer: question, value, state, marks, note. What is at its usual is left off the end."""

    question: str
    value: _Shape = None
    state: str = "a"
    marks: int = 0
    note: str = ""


class _Cell(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    row: str
    column: str
    value: _Shape = None
    state: str = "a"
    marks: int = 0
    note: str = ""


class _Subject(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    kind: SubjectKind
    code: str
    name: str
    pcn_name: str = ""
    pcn_code: str = ""
    icb_name: str = ""


class _Origin(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    file_name: str = ""
    sha256: str = ""
    places: dict[str, str] = {}


class _Member(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    form_id: str
    form_version: str
    form_hash: str
    round: str
    return_id: str
    assessed_on: date
    subject: _Subject
    revision: int = 1
    instance: str = ""
    route: str = "core"
    sample: bool = False
    answers: list[_Answer] = []
    rows: dict[str, list[str]] = {}
    cells: dict[str, list[_Cell]] = {}
    origin: _Origin = msgspec.field(default_factory=_Origin)


class _Head(msgspec.Struct):
    format: int


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    made_by: str
    members: list[_Member]
    decisions: list[dict[str, str]] = []


def to_text(payload: Payload) -> str:
    """Write a payload as one line of JSON; only what may leave is in it.

    Raises:
        StocktakeError: a number has more digits than a workbook can carry, or there is more than
            a workbook may hold.
    """
    members = [_plain_member(member) for member in payload.members]
    decisions = [dict(decision) for decision in payload.decisions]
    plain = {
        "format": FORMAT,
        "made_by": payload.made_by,
        "members": members,
        "decisions": decisions,
    }
    text = msgspec.json.encode(plain).decode().translate(_SPELT)
    if len(text) > MAX_PART_BYTES // 4:
        raise StocktakeError(
            "too_many_members",
            "There are too many returns for one workbook.",
            "Combine them in two or more workbooks, by area.",
        )
    return text


def _plain_member(member: Member) -> _Member:
    submission, origin = leaving(member.submission), member.provenance
    subject = submission.subject
    answers: list[list[object]] = []
    cells: dict[str, list[list[object]]] = {}
    for address, answer in sorted(submission.answers.items(), key=lambda item: item[0]):
        if address.row:
            plain = [address.row, address.column, *_plain_answer(answer)]
            cells.setdefault(address.question, []).append(plain)
        else:
            answers.append([address.question, *_plain_answer(answer)])
    return _Member(
        form_id=submission.form_id,
        form_version=submission.form_version,
        form_hash=submission.form_hash,
        round=submission.round,
        return_id=submission.return_id,
        assessed_on=submission.assessed_on,
        subject=_Subject(**{name: getattr(subject, name) for name in _Subject.__struct_fields__}),
        revision=submission.revision,
        instance=submission.instance,
        route=submission.route,
        sample=submission.sample,
        answers=answers,  # type: ignore[arg-type]
        rows={t: list(submission.answers.rows(t)) for t in sorted(submission.answers.tables)},
        cells=cells,  # type: ignore[arg-type]
        origin=_Origin(origin.file_name, origin.sha256, dict(origin.places)),
    )


def _plain_answer(answer: Answer) -> list[object]:
    """Write an answer with what is at its usual left off the end."""
    marks = _ESTIMATE * answer.estimate + _CARRIED * answer.carried_forward
    marks += _SHARED * answer.note_shared
    plain: list[object] = [_plain_value(answer.value), _LETTERS[answer.state], marks, answer.note]
    usual = [None, "a", 0, ""]
    while len(plain) > 1 and plain[-1] == usual[len(plain) - 1]:
        plain.pop()
    return plain


def _plain_value(value: Value | None) -> str | list[str] | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        text = f"{value:f}" if value.is_finite() and abs(value.adjusted()) < 40 else ""
        if not _NUMBER.fullmatch(text):
            raise StocktakeError(
                "number_too_long", "A figure has too many digits to be sent.", "Shorten it."
            )
        return f"n{text}"
    if isinstance(value, date):
        return f"d{value.isoformat()}"
    return f"t{value}"


def from_text(text: str) -> Payload:
    """Read a payload strictly.

    Raises:
        Refused: ``newer_format`` when a newer version wrote it, otherwise ``damaged``.
    """
    try:
        written = msgspec.json.decode(text, type=_Head).format
        if written > FORMAT:
            raise refuse("newer_format")
        file = msgspec.json.decode(text, type=_File)
        if written != FORMAT:
            raise refuse("damaged", "payload")
        members = tuple(_member(member) for member in file.members)
    except (msgspec.DecodeError, UnicodeError, ValueError, KeyError, RecursionError):
        raise refuse("damaged", "payload") from None
    return Payload(members, tuple(file.decisions), file.made_by)


def _member(plain: _Member) -> Member:
    subject = plain.subject
    submission = Submission(
        subject=Subject(
            subject.kind,
            subject.code,
            subject.name,
            subject.pcn_name,
            subject.pcn_code,
            subject.icb_name,
        ),
        form_id=plain.form_id,
        round=plain.round,
        form_version=plain.form_version,
        form_hash=plain.form_hash,
        return_id=plain.return_id,
        assessed_on=plain.assessed_on,
        revision=plain.revision,
        instance=plain.instance,
        route=plain.route,
        sample=plain.sample,
        answers=_answers(plain),
    )
    origin = plain.origin
    return Member(submission, Provenance(origin.file_name, origin.sha256, origin.places))


def _answers(plain: _Member) -> Answers:
    """Put the answers of a member together; raises ValueError when one stands twice."""
    items = {Address(answer.question): _answer(answer) for answer in plain.answers}
    count = len(plain.answers)
    for table, cells in plain.cells.items():
        known = set(plain.rows.get(table, ()))
        for cell in cells:
            if not cell.row or cell.row not in known:
                raise ValueError("a cell of no row")
            items[Address(table, cell.row, cell.column)] = _answer(cell)
        count += len(cells)
    if len(items) != count or any(len(set(ids)) != len(ids) for ids in plain.rows.values()):
        raise ValueError("an answer stands twice")
    return Answers(items, plain.rows)


def _answer(plain: _Answer | _Cell) -> Answer:
    state = _STATES[plain.state]
    value = _value(plain.value)
    if not plain.marks and not plain.note:
        return Answer(value, state)
    return Answer(
        value,
        state,
        estimate=bool(plain.marks & _ESTIMATE),
        carried_forward=bool(plain.marks & _CARRIED),
        note=plain.note,
        note_shared=bool(plain.marks & _SHARED),
    )


def _value(plain: _Shape) -> Value | None:
    """Read a value; raises ValueError when it is not one."""
    if plain is None:
        return None
    if isinstance(plain, list):
        return tuple(plain)
    letter, text = plain[:1], plain[1:]
    if letter == "t":
        return text
    if letter == "n" and _NUMBER.fullmatch(text):
        return Decimal(text)
    if letter == "d":
        day = date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise ValueError("not a value")
