"""How an answer is written as a row, and the hash that every row carries.

SQLite's own check misses a changed bit inside stored text, so each row carries a hash over all its
fields; a row whose hash does not fit is reported and never shown as an answer. Values keep their
kind beside their text, so that 1.50 comes back as 1.50 and a date as a date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from stocktake.questionnaire.answers import (
    Address,
    Answer,
    Origin,
    State,
    Value,
    encode_value,
)

Cell = str | int | float | bytes | None
"""What SQLite may hold in one column."""

Row = dict[str, Any]
"""A row as it was read, by column; its cells are what the table says they are."""

ANSWER_FIELDS = (
    "value",
    "type",
    "state",
    "estimate",
    "carried_forward",
    "note",
    "note_shared",
    "reasons",
    "evidence",
    "origin",
    "role",
    "changed_at",
)
PLACE = ("submission_id", "question", "row", "col")

HASHED: dict[str, tuple[str, ...]] = {
    "subjects": ("id", "kind", "code", "name", "pcn_name", "pcn_code", "icb_name"),
    "submissions": (
        "id",
        "subject_id",
        "form_id",
        "round",
        "instance",
        "return_id",
        "revision",
        "form_version",
        "form_hash",
        "assessed_on",
        "assessed_pinned",
        "route",
        "sample",
        "standing",
        "started_at",
        "changed_at",
        "answer_count",
    ),
    "answers": PLACE + ANSWER_FIELDS,
    "table_rows": ("submission_id", "question", "row", "position"),
    "history": (
        "submission_id",
        "subject_id",
        "group_id",
        "at",
        "role",
        "kind",
        "question",
        "row",
        "col",
        "old",
        "new",
        "note",
    ),
    "sections_done": ("submission_id", "section", "done_at", "role"),
    "attachments": (*PLACE, "name", "sha256", "added_at", "role"),
    "attachment_parts": (*PLACE, "name", "part"),
    "sign_offs": (
        "submission_id",
        "version",
        "signing",
        "name",
        "role",
        "signed_on",
        "statement",
        "second_name",
        "second_role",
        "signed_at",
        "sha256",
        "reopened_at",
        "reopened_by",
        "reopened_why",
    ),
    "shared_out": (
        "submission_id",
        "share_id",
        "sections",
        "left_out",
        "colleague",
        "return_by",
        "file_name",
        "shared_at",
        "role",
        "standing",
        "ended_at",
        "baseline",
        "settled",
    ),
    "shared_in": (
        "submission_id",
        "share_id",
        "sections",
        "left_out",
        "from_role",
        "return_by",
        "received_at",
        "sent_back_at",
    ),
    "askings": (
        "asking_id",
        "side",
        "text",
        "expected",
        "picked",
        "letters",
        "seed",
        "decided",
        "why",
        "sent_at",
        "changed_at",
    ),
    "positions": (
        "asking_id",
        "origin",
        "place",
        "text",
        "file_name",
        "problems",
        "changed_at",
    ),
    "rate_cards": ("submission_id", "step", "what", "text", "role", "saved_at", "undone"),
    "card_steps": ("place", "step", "what", "text", "role", "saved_at", "undone"),
    "published_cards": (
        "sha256",
        "card_id",
        "version",
        "title",
        "text",
        "role",
        "published_at",
        "folder",
    ),
    "published_sets": ("ods_code", "sha256", "role", "kept_at", "removed_at"),
}
"""Which columns of each table its row hash covers, in order. Append-only, like the migrations."""


def row_hash(*cells: Cell) -> str:
    """Hash the cells of a row: 64 bits, as 16 hexadecimal digits.

    The cells are written as Python writes them in ASCII, quotes and escapes included: quick, the
    same in every version, and never the same for two different rows.
    """
    return blake2b(ascii(cells).encode("ascii"), digest_size=8).hexdigest()


def seal(table: str, fields: Mapping[str, Cell]) -> str:
    """The hash a row of this table should carry.

    Raises:
        KeyError: a column that the hash covers is not given.
    """
    return row_hash(*(fields[column] for column in HASHED[table]))


def value_kind(value: Value | None) -> str:
    """The kind that is kept beside a value's text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return "number"
    if isinstance(value, date):
        return "date"
    return "codes" if isinstance(value, tuple) else "text"


def decode_value(kind: str, text: str) -> Value | None:
    """Read a value back from its kind and text.

    Raises:
        ValueError, ArithmeticError: the text is not of that kind.
    """
    if kind == "text":
        return text
    if kind == "number":
        return Decimal(text)
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "codes":
        return tuple(text.split())
    if kind == "" and text == "":
        return None
    raise ValueError(f"not a kind of value: {kind}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def answer_fields(answer: Answer) -> Row:
    """Write an answer as the columns of its row, without its address."""
    return {
        "value": encode_value(answer.value),
        "type": value_kind(answer.value),
        "state": answer.state.value,
        "estimate": int(answer.estimate),
        "carried_forward": int(answer.carried_forward),
        "note": answer.note,
        "note_shared": int(answer.note_shared),
        "reasons": _json(dict(answer.reasons)) if answer.reasons else "{}",
        "evidence": _json(answer.evidence) if answer.evidence else "[]",
        "origin": answer.origin.value,
        "role": answer.role,
        "changed_at": answer.changed_at.isoformat() if answer.changed_at else "",
    }


def answer_from_fields(fields: Mapping[str, Any]) -> Answer:
    """Read an answer back from its columns.

    Raises:
        ValueError, ArithmeticError: a column holds what was never written there.
    """
    changed_at = str(fields["changed_at"])
    return Answer(
        value=decode_value(str(fields["type"]), str(fields["value"])),
        state=State(fields["state"]),
        estimate=bool(fields["estimate"]),
        carried_forward=bool(fields["carried_forward"]),
        note=str(fields["note"]),
        note_shared=bool(fields["note_shared"]),
        reasons={} if fields["reasons"] == "{}" else json.loads(fields["reasons"]),
        evidence=() if fields["evidence"] == "[]" else tuple(json.loads(fields["evidence"])),
        origin=Origin(fields["origin"]),
        role=str(fields["role"]),
        changed_at=datetime.fromisoformat(changed_at) if changed_at else None,
    )


def answer_text(fields: Row | None) -> str:
    """Write the columns of an answer as the text kept in history; None is the empty text."""
    if fields is None:
        return ""
    return json.dumps({column: fields[column] for column in ANSWER_FIELDS}, ensure_ascii=False)


def answer_from_text(text: str) -> Answer | None:
    """Read an answer back from history.

    Raises:
        ValueError, ArithmeticError, KeyError: the text was never written by ``answer_text``.
    """
    return answer_from_fields(json.loads(text)) if text else None


def order_text(order: Iterable[str]) -> str:
    """Write the order of a table's rows as the text kept in history."""
    return json.dumps(list(order), ensure_ascii=False)


def order_from_text(text: str) -> tuple[str, ...]:
    """Read an order of rows back from history; the empty text is no rows."""
    return tuple(json.loads(text)) if text else ()


def address_of(fields: Mapping[str, Any]) -> Address:
    """The address a row stands at, within its submission."""
    return Address(str(fields["question"]), str(fields["row"]), str(fields["col"]))
