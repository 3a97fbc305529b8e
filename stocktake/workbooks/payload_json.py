"""A payload as text: compact JSON, format 1, read strictly.

Values are one letter and text: ``n12.5`` a number, ``d2026-11-22`` a day, ``tWhat was typed`` a
text or a code; several choices are a list; nothing is null. Answers stand in two lists beside one
another, their names and their values; states, marks and notes only where they are not as usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import msgspec

from stocktake.errors import StocktakeError
from stocktake.merge.figures import figures_from
from stocktake.merge.group_record import GroupRecord, group_from, record_of
from stocktake.questionnaire.answers import Address, Answer, Answers, State
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.form_ids import OWN_ROWS_TABLE
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
from stocktake.workbooks.payload_values import (
    Shape,
    address_from,
    answer_from,
    fields_and_rows,
    key_of,
    kinds_of,
    plain_value,
)
from stocktake.workbooks.refusals import refuse

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
    values: list[Shape] = []
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
    if payload.figures:
        plain["figures"] = msgspec.Raw(payload.figures.text)
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
    keys = [key_of(address) for address, _ in listed]
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
        values=[plain_value(answer.value) for _, answer in listed],
        more=more,
        rows=dict(sorted(rows.items())),
        origin=_Origin(origin.file_name, origin.sha256, _plain_places(keys, origin.places)),
        signed=_plain_signed(submission.signed),
    )


def _plain_signed(signed: Signature | None) -> _Signed | None:
    if signed is None:
        return None
    return _Signed(signed.version, signed.sha256, signed.signed_on, signed.role)


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
        returns: each return, after them each group, and last the figures if there are any.

    Raises:
        Refused: ``damaged``.
    """
    try:
        outside = msgspec.json.decode(says, type=Cut)
        until = len(returns) - outside.has_figures
        end = until - outside.groups
        members = tuple(_member(msgspec.json.decode(each, type=_Member)) for each in returns[:end])
        records = [msgspec.json.decode(each, type=GroupRecord) for each in returns[end:until]]
        groups = tuple(map(group_from, records))
        figures = figures_from(returns[-1]) if outside.has_figures else None
    except (msgspec.DecodeError, UnicodeError, ValueError, KeyError, RecursionError):
        raise refuse("damaged", "payload") from None
    decisions = tuple(outside.decisions)
    return Payload(members, decisions, outside.made_by, outside.share, groups, figures)


def _member(plain: _Member) -> Member:
    """Put a member together; raises ValueError when its parts do not belong together."""
    kinds = _checked(plain)
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
        answers=Answers.later(partial(_answers, plain), plain.rows),
        signed=_signed(plain.signed),
    )
    origin = plain.origin
    pairs = zip(plain.keys, origin.places, strict=True) if origin.places else ()
    places = {key: place for key, place in pairs if place}
    return Member(submission, Provenance(origin.file_name, origin.sha256, places), kinds)


def _signed(plain: _Signed | None) -> Signature | None:
    """Read a sign-off; raises ValueError when it is not one."""
    if plain is None:
        return None
    if plain.version < 1 or not _SHA256.fullmatch(plain.sha256):
        raise ValueError("not a sign-off")
    return Signature(plain.version, plain.sha256, plain.signed_on, plain.role)


def in_brief(text: str) -> tuple[str, dict[str, set[str]]] | None:
    """Take the answers out of a return once they were checked.

    Returns:
        The return without answers, and in which questions and columns values of each kind stand.
        None where its answers say more than that: which expectations the practice added.

    Raises:
        ValueError: it is not a return that could have been written.
    """
    plain = msgspec.json.decode(text, type=_Member)
    kinds = _checked(plain)
    origin = plain.origin
    if plain.rows.get(OWN_ROWS_TABLE) or len(origin.places) not in (0, len(plain.keys)):
        return None
    bare = msgspec.structs.replace(
        plain, keys=[], values=[], more={}, rows={}, origin=_Origin(origin.file_name, origin.sha256)
    )
    return msgspec.json.encode(bare).decode(), kinds


def _checked(plain: _Member) -> dict[str, set[str]]:
    """Make sure that a member's answers are right, without putting them together.

    Returns:
        The questions and columns in which values of each kind stand.

    Raises:
        ValueError: they are not answers that could have been written.
    """
    keys = set(plain.keys)
    if len(keys) != len(plain.keys) or not plain.more.keys() <= keys:
        raise ValueError("an answer stands twice, or nowhere")
    if any(more.state not in _STATES for more in plain.more.values()):
        raise ValueError("not a state")
    fields, found = fields_and_rows(plain.keys)
    listed = [(table, row) for table, rows in plain.rows.items() for row in rows]
    rows_once = set(listed)
    # A row that was only found by its cells, or one that is listed twice, was not written by us.
    if len(rows_once) != len(listed) or not found <= rows_once:
        raise ValueError("an answer in no row")
    kinds: dict[str, set[str]] = {}
    for asked, kind in zip(fields, kinds_of(plain.values), strict=True):
        if kind in kinds:
            kinds[kind].add(asked)
        else:
            kinds[kind] = {asked}
    return kinds


def _answers(plain: _Member) -> Answers:
    """Put the answers of a member together, which were checked."""
    items = {
        address_from(key): answer_from(value)
        for key, value in zip(plain.keys, plain.values, strict=True)
    }
    for key, more in plain.more.items():
        address = address_from(key)
        items[address] = _marked(items[address], more)
    return Answers(items, plain.rows)


def _marked(answer: Answer, more: _More) -> Answer:
    return Answer(
        answer.value,
        _STATES[more.state],
        estimate=bool(more.marks & _ESTIMATE),
        carried_forward=bool(more.marks & _CARRIED),
        note=more.note,
        note_shared=bool(more.marks & _SHARED),
    )
