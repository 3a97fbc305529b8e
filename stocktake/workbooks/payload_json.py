"""A payload as text: compact JSON, format 1, read strictly.

Values are one letter and text: ``n12.5`` a number, ``d2026-11-22`` a day, ``tWhat was typed`` a
text or a code; several choices are a list; nothing is null. Answers stand in two lists beside one
another, their names and their values; states, marks and notes only where they are not as usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from stocktake.errors import StocktakeError
from stocktake.merge.group_record import GroupRecord, group_from, record_of
from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.submission import Signature, Subject, Submission
from stocktake.workbooks.limits import MAX_PAYLOAD_BYTES
from stocktake.workbooks.payload import (
    Member,
    Payload,
    Provenance,
    check_years,
    leaving,
    place_key,
)
from stocktake.workbooks.payload_pieces import FORMAT, Cut, split_payload
from stocktake.workbooks.refusals import refuse

_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
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


class _More(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What is not at its usual: state, marks, note."""

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
    places: list[str] = []


class _Signed(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    sha256: str
    signed_on: date
    role: str


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
    keys: list[str] = []
    values: list[_Shape] = []
    more: dict[str, _More] = {}
    rows: dict[str, list[str]] = {}
    origin: _Origin = msgspec.field(default_factory=_Origin)
    signed: _Signed | None = None


def to_text(payload: Payload) -> str:
    """Write a payload as one line of JSON; only what may leave is in it.

    Raises:
        StocktakeError: a number has more digits than a workbook can carry, or there is more than
            a workbook may hold.
    """
    members = [_plain_member(member) for member in payload.members]
    decisions = [dict(decision) for decision in payload.decisions]
    plain: dict[str, object] = {
        "format": FORMAT,
        "made_by": payload.made_by,
        "members": members,
        "decisions": decisions,
    }
    if payload.groups:
        plain["groups"] = [record_of(group) for group in payload.groups]
    if payload.share:
        plain["share"] = dict(payload.share)
    text = msgspec.json.encode(plain).decode().translate(_SPELT)
    if len(text) > MAX_PAYLOAD_BYTES:
        raise StocktakeError(
            "too_many_members",
            "There are too many returns for one workbook.",
            "Combine them in two or more workbooks, by area.",
        )
    return text


def _plain_member(member: Member) -> _Member:
    submission, origin = leaving(member.submission), member.provenance
    subject = submission.subject
    listed = sorted(submission.answers.items(), key=_parts)
    more = {
        place_key(address): _plain_more(answer) for address, answer in listed if _is_unusual(answer)
    }
    keys = [_key(address) for address, _ in listed]
    rows = {table: list(submission.answers.rows(table)) for table in submission.answers.tables}
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
        keys=keys,
        values=[_plain_value(answer.value) for _, answer in listed],
        more=more,
        rows=dict(sorted(rows.items())),
        origin=_Origin(origin.file_name, origin.sha256, _plain_places(keys, origin.places)),
        signed=_plain_signed(submission.signed),
    )


def _plain_signed(signed: Signature | None) -> _Signed | None:
    if signed is None:
        return None
    return _Signed(signed.version, signed.sha256, signed.signed_on, signed.role)


def _key(address: Address) -> str:
    """Name an address; raises ValueError when its ids could be read as another's."""
    key = place_key(address)
    if (_KNOWN_ADDRESSES.get(key) or _address(key)) != address:
        raise ValueError(f"an id with a stroke in it: {key}")
    return key


def _parts(item: tuple[Address, Answer]) -> tuple[str, str, str]:
    """The order of addresses; comparing plain texts takes a third of the time."""
    address = item[0]
    return address.question, address.row, address.column


def _is_unusual(answer: Answer) -> bool:
    is_plain = answer.state is State.ANSWERED and not answer.note
    return not is_plain or answer.estimate or answer.carried_forward or answer.note_shared


def _plain_more(answer: Answer) -> _More:
    marks = _ESTIMATE * answer.estimate + _CARRIED * answer.carried_forward
    return _More(_LETTERS[answer.state], marks + _SHARED * answer.note_shared, answer.note)


def _plain_places(keys: list[str], places: Mapping[str, str]) -> list[str]:
    """Write the places of the answers in their order; blank where one is not known."""
    listed = [places.get(key, "") for key in keys]
    return listed if any(listed) else []


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
    outside, *returns = split_payload(text)
    return from_pieces(outside, returns)


def from_pieces(says: str, returns: Sequence[str]) -> Payload:
    """Read a payload strictly that was cut into pieces (``payload_pieces``).

    Args:
        says: what it says of itself.
        returns: each return, and after them each group.

    Raises:
        Refused: ``damaged``.
    """
    try:
        outside = msgspec.json.decode(says, type=Cut)
        end = len(returns) - outside.groups
        members = tuple(_member(msgspec.json.decode(each, type=_Member)) for each in returns[:end])
        records = [msgspec.json.decode(each, type=GroupRecord) for each in returns[end:]]
        groups = tuple(map(group_from, records))
    except (msgspec.DecodeError, UnicodeError, ValueError, KeyError, RecursionError):
        raise refuse("damaged", "payload") from None
    decisions = tuple(outside.decisions)
    return Payload(members, decisions, outside.made_by, outside.share, groups)


def _member(plain: _Member) -> Member:
    """Put a member together; raises ValueError when its parts do not belong together."""
    check_years(plain.round, plain.assessed_on)
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
        signed=_signed(plain.signed),
    )
    origin = plain.origin
    pairs = zip(plain.keys, origin.places, strict=True) if origin.places else ()
    places = {key: place for key, place in pairs if place}
    return Member(submission, Provenance(origin.file_name, origin.sha256, places))


def _signed(plain: _Signed | None) -> Signature | None:
    """Read a sign-off; raises ValueError when it is not one."""
    if plain is None:
        return None
    if plain.version < 1 or not _SHA256.fullmatch(plain.sha256):
        raise ValueError("not a sign-off")
    return Signature(plain.version, plain.sha256, plain.signed_on, plain.role)


def _answers(plain: _Member) -> Answers:
    """Put the answers of a member together; raises ValueError when they are not right."""
    items: dict[Address, Answer] = {}
    for key, value in zip(plain.keys, plain.values, strict=True):
        # Short values come again and again, in this return and in the next one.
        answer = _KNOWN_ANSWERS.get(value) if type(value) is str else None
        address = _KNOWN_ADDRESSES.get(key)
        items[address or _address(key)] = answer or _answer(value)
    for key, more in plain.more.items():
        items[_address(key)] = _marked(items[_address(key)], more)
    answers = Answers(items, plain.rows)
    rows = sum(map(len, plain.rows.values()))
    # A row that was only found by its cells, or one that is listed twice, was not written by us.
    is_right = rows == sum(len(set(answers.rows(table))) for table in answers.tables)
    if len(items) != len(plain.keys) or not is_right:
        raise ValueError("an answer stands twice, or in no row")
    return answers


_KNOWN_ANSWERS: dict[_Shape, Answer] = {}
_KNOWN_ADDRESSES: dict[str, Address] = {}
_MOST_KNOWN, _SHORT = 50_000, 32


def _address(key: str) -> Address:
    """Read the name of an address; raises ValueError when it is not one."""
    parts = key.split("/")
    if len(parts) not in (1, 3) or not parts[0] or (len(parts) == 3 and not parts[1]):
        raise ValueError("not the name of an answer")
    if len(_KNOWN_ADDRESSES) >= _MOST_KNOWN:
        _KNOWN_ADDRESSES.clear()
    return _KNOWN_ADDRESSES.setdefault(key, Address(*parts))


def _answer(plain: _Shape) -> Answer:
    """Make a plain answer; short ones are kept to be used again, as answers never change."""
    answer = Answer(_value(plain), State.ANSWERED)
    if type(plain) is str and len(plain) <= _SHORT:
        if len(_KNOWN_ANSWERS) >= _MOST_KNOWN:
            _KNOWN_ANSWERS.clear()
        _KNOWN_ANSWERS[plain] = answer
    return answer


def _marked(answer: Answer, more: _More) -> Answer:
    return Answer(
        answer.value,
        _STATES[more.state],
        estimate=bool(more.marks & _ESTIMATE),
        carried_forward=bool(more.marks & _CARRIED),
        note=more.note,
        note_shared=bool(more.marks & _SHARED),
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
